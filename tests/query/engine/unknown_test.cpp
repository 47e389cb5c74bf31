#include "query/engine/unknown.hpp"

#include <gtest/gtest.h>

#include "query/cypher/parse.hpp"
#include "query/engine/engine.hpp"

namespace whom::engine {
namespace {

using Lines = std::vector<std::string>;

class UnknownWords : public testing::Test {
 protected:
  UnknownWords() {
    run("CREATE (a:Person {name: 'Ann'})-[:KNOWS {since: 1}]->(:Person)-[:OWNS]->(:Boat), (a)-[:OWES]->(a)"
        "-[:OWES]->(a)",
        graph_);
  }
  Lines notes(std::string_view query) const { return unknown_words(cypher::parse(query), graph_, {}); }

  property::Graph graph_;
};

TEST_F(UnknownWords, NoneWhereAllIsKnown) {
  EXPECT_EQ(notes("MATCH (a:Person {name: 'Ann'})-[k:KNOWS|OWNS]-(b) WHERE k.since > 0 AND b:Boat RETURN a.name"),
            Lines());
}

TEST_F(UnknownWords, InTheirOrderEachOnce) {
  EXPECT_EQ(notes("MATCH (a:Persn {nane: 1})-[:KNOW]->(:Persn) WHERE a:Cat RETURN a.nane, EXISTS { (a)-[:OWN]->() }"),
            (Lines{"nothing has the label 'Persn'; did you mean 'Person'?",
                   "nothing has the property 'nane'; did you mean 'name'?",
                   "no relationship has the type 'KNOW'; did you mean 'KNOWS'?", "nothing has the label 'Cat'",
                   "no relationship has the type 'OWN'; did you mean 'OWNS'?"}));
}

TEST_F(UnknownWords, WhatIsBorneMostIsLikelierMeant) {
  EXPECT_EQ(notes("MATCH ()-[:OWXS]->() RETURN 1"), Lines{"no relationship has the type 'OWXS'; did you mean 'OWES'?"});
}

TEST_F(UnknownWords, MapsMayHaveAnyKey) {
  EXPECT_EQ(notes("WITH {anything: 1} AS m UNWIND [m] AS n RETURN m.anything, n.anything"), Lines());
}

TEST_F(UnknownWords, WhatTheQueryWritesIsKnown) {
  EXPECT_EQ(notes("CREATE (a:Cat {colour: 'red'}) SET a.age = 3, a:Pet WITH a MATCH (a:Pet) RETURN a.colour, a.age"),
            Lines());
  EXPECT_EQ(notes("MATCH (a) REMOVE a.colour RETURN a"), Lines{});
  EXPECT_EQ(notes("MATCH (a) SET a.age = a.yaers"), Lines{"nothing has the property 'yaers'"});
}

}  // namespace
}  // namespace whom::engine
