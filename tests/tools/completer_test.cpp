#include "tools/completer.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_graph.hpp"

namespace whom::tools {
namespace {

using Words = std::vector<std::string>;

class Completions : public testing::Test {
 protected:
  GraphFile file_{test::sample_graph(), nullptr};
  const Completer complete_{file_, {".help", ".mode", ".more"}};
};

TEST_F(Completions, CommandsFollowADotAtTheStart) {
  EXPECT_EQ(complete_(".mo").candidates, (Words{".mode", ".more"}));
  EXPECT_EQ(complete_(".mo").begin, 0u);
  EXPECT_TRUE(complete_("who .mo").candidates.empty());
}

TEST_F(Completions, NamesMayHaveSeveralWords) {
  const Completion found = complete_("who met lena mar");
  EXPECT_EQ(found.begin, 8u);
  EXPECT_EQ(found.candidates, Words{"Lena Marchetti"});
}

TEST_F(Completions, RelationsToo) { EXPECT_EQ(complete_("did Okello brie").candidates, Words{"brief"}); }

TEST_F(Completions, TheLongestRunOfWordsWins) {
  const Completion found = complete_("who visited Port S");
  EXPECT_EQ(found.candidates, Words{"Port Selby"});
  EXPECT_EQ(found.begin, 12u);
}

TEST_F(Completions, NothingNearIsNothing) { EXPECT_TRUE(complete_("who met Xyz").candidates.empty()); }

TEST_F(Completions, ClausesAtTheBeginning) {
  EXPECT_EQ(complete_("MAT").candidates, Words{"MATCH"});
  EXPECT_EQ(complete_("opt").candidates, Words{"optional match"});
  EXPECT_EQ(complete_("MATCH (n) RET").candidates, Words{"RETURN"});
}

TEST_F(Completions, LabelsOfNodesAndTypesOfRelationships) {
  EXPECT_EQ(complete_("MATCH (n:Per").candidates, Words{"Person"});
  EXPECT_EQ(complete_("MATCH (n:Per").begin, 9u);
  EXPECT_EQ(complete_("MATCH (n)-[m:bri").candidates, Words{"brief"});
  EXPECT_EQ(complete_("MATCH (n)-[:meet|bri").candidates, Words{"brief"});
  EXPECT_TRUE(complete_("MATCH (n:bri").candidates.empty());
  EXPECT_EQ(complete_("MATCH (n) WHERE n:Per").candidates, Words{"Person"});
}

TEST_F(Completions, WordsThatAreNoNamesGetBackticks) {
  EXPECT_EQ(complete_("MATCH ()-[:be pres").candidates, Words{});
  const Completion found = complete_("MATCH ()-[:`be president o");
  EXPECT_EQ(found.candidates, Words{"`be president of`"});
  EXPECT_EQ(found.begin, 11u);
}

TEST_F(Completions, KeysAfterADotAndInBraces) {
  EXPECT_EQ(complete_("MATCH (n) RETURN n.nam").candidates, (Words{"name", "named", "names"}));
  EXPECT_EQ(complete_("MATCH (n {pol").candidates, Words{"polarity"});
  EXPECT_EQ(complete_("MATCH (n {id: 'x', pol").candidates, Words{"polarity"});
}

TEST_F(Completions, PartsOfStatements) {
  EXPECT_EQ(complete_("MATCH m = STATE").candidates, Words{"STATEMENT"});
  EXPECT_EQ(complete_("MATCH m = STATEMENT bri").candidates, Words{"brief"});
  EXPECT_EQ(complete_("MATCH STATEMENT meet(subject: a) | `be president o").candidates, Words{"`be president of`"});
  EXPECT_EQ(complete_("MATCH STATEMENT bri").begin, 16u);
  EXPECT_EQ(complete_("MATCH STATEMENT meet(subj").candidates, Words{"subject"});
  EXPECT_EQ(complete_("MATCH STATEMENT `be president of`(subject: a, abou").candidates, Words{"about"});
  EXPECT_EQ(complete_("MATCH STATEMENT (subject|obj").candidates, Words{"object"});
  EXPECT_EQ(complete_("MATCH STATEMENT (about: 'Lena").candidates, Words{"Lena Marchetti'"});
  EXPECT_TRUE(complete_("MATCH STATEMENT meet(subject: Per").candidates.empty());
}

TEST_F(Completions, ValuesInQuotes) {
  EXPECT_EQ(complete_("MATCH (n {name: 'Tomas").candidates, Words{"Tomas Okello'"});
  EXPECT_EQ(complete_("MATCH (n) WHERE n.name STARTS WITH \"Tom").candidates, Words{"Tomas Okello\""});
  EXPECT_EQ(complete_("MATCH (n) WHERE n.id = 'tom").candidates, Words{"tomas-okello'"});
  EXPECT_TRUE(complete_("MATCH (n {name: '").candidates.empty());
}

TEST_F(Completions, PatternsOfCommandsToo) {
  EXPECT_EQ(complete_(".explain MATCH (n:Per").candidates, Words{"Person"});
  EXPECT_EQ(complete_(".explain MATCH (n:Per").begin, 18u);
}

}  // namespace
}  // namespace whom::tools
