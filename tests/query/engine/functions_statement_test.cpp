#include <gtest/gtest.h>

#include "graph/ledger.hpp"
#include "graph/property/statement_graph.hpp"
#include "query/cypher/error.hpp"
#include "query/engine/engine.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::engine {
namespace {

using property::Value;

class StatementFunctions : public ::testing::Test {
 protected:
  /// Rows as lines, cells with " | " between them; or the error.
  std::string answer(const std::string& query, const Parameters& parameters = {}) {
    try {
      const Result result = Prepared(query, graph_, &knowledge_).run(parameters);
      std::string text;
      for (std::size_t row = 0; row < result.rows; ++row) {
        for (std::size_t i = 0; i < result.values.size(); ++i)
          text += (i == 0 ? "" : " | ") + print(graph_, result.values[i][row]);
        text += '\n';
      }
      return text;
    } catch (const cypher::Error& error) {
      return error.type + ": " + error.what();
    }
  }

  graph::KnowledgeGraph knowledge_ = test::sample_graph();
  property::Graph graph_ = property::statement_graph(knowledge_);
};

TEST_F(StatementFunctions, EvidenceSaysWhereAndHow) {
  EXPECT_EQ(answer("MATCH ()-[m:visit]->() UNWIND evidence(m) AS e "
                   "RETURN e.title, e.date, e.url, e.publisher, e.sentence, e.phrase, e.rule, "
                   "[s IN e.speakers | s.name], e.confidence > 0.9, size(e.document)"),
            "'https://marovia-times.example/2023/talks' | '2023-09-22' | 'https://marovia-times.example/2023/talks' | "
            "'marovia-times.example' | 'Okello said he would visit Haiti in March.' | 'would visit' | 'by hand' | "
            "['Tomas Okello'] | true | 16\n");
}

TEST_F(StatementFunctions, EvidenceHasADateForEachDocumentOrNull) {
  EXPECT_EQ(
      answer("MATCH ()-[m:sell]->() UNWIND evidence(m) AS e RETURN e.date = date('2022-05-01'), e.url, e.publisher"),
      "true | null | null\n");
}

TEST_F(StatementFunctions, DocumentsComeOnceEach) {
  std::vector<graph::Reading> readings;
  for (const std::string publisher : {"a.example", "b.example"}) {
    test::ReadingBuilder b("text of " + publisher, "2024-05", publisher);
    for (const char* sentence : {"Okello met Valmont.", "Again Okello met Valmont."}) {
      b.sentence(sentence);
      const auto okello = b.entity("Tomas Okello", graph::EntityType::Person, {"Okello"});
      const auto valmont = b.entity("Ingrid Valmont", graph::EntityType::Person, {"Valmont"});
      b.report(okello, "meet", valmont, "met");
    }
    readings.push_back(b.finish());
  }
  knowledge_ = graph::KnowledgeGraph::merge(std::move(readings), graph::Ledger());
  graph_ = property::statement_graph(knowledge_);
  EXPECT_EQ(answer("MATCH ()-[m:meet]->() UNWIND documents(m) AS d "
                   "RETURN m.reports, m.documents, size(evidence(m)), d.publisher, d.date ORDER BY d.publisher"),
            "4 | 2 | 4 | 'a.example' | '2024-05'\n4 | 2 | 4 | 'b.example' | '2024-05'\n");
}

TEST_F(StatementFunctions, AssertedIsWhatTheNarratorSays) {
  EXPECT_EQ(answer("MATCH (a)-[m:meet]->(b) RETURN DISTINCT asserted(m) = m.asserted"), "true\n");
  EXPECT_EQ(answer("MATCH ()-[m:visit]->() RETURN asserted(m)"), "false\n");
}

TEST_F(StatementFunctions, SaidByGivesSpeakers) {
  EXPECT_EQ(answer("MATCH ()-[m:sign]->() RETURN m.polarity, [s IN said_by(m) | s.name] ORDER BY m.polarity"),
            "'affirmed' | []\n'denied' | ['Ingrid J. Valmont']\n");
  EXPECT_EQ(answer("MATCH (a)-[m]->(b) WHERE 'Valmont' IN said_by(m) RETURN a.name, type(m), b.name"),
            "'Tomas Okello' | 'sign' | 'Selby Accord'\n");
}

TEST_F(StatementFunctions, StatementsFindsWhatHasNoObject) {
  EXPECT_EQ(answer("MATCH (n {name: 'Lena Marchetti'}) UNWIND statements(n) AS s WITH s WHERE s.object IS NULL "
                   "RETURN s.relation, s.subject.name, s.object, s.relationship, s.polarity, s.modality, s.asserted, "
                   "s.reports, [e IN evidence(s) | e.phrase]"),
            "'quit' | 'Lena Marchetti' | null | null | 'affirmed' | 'actual' | true | 1 | ['quit']\n");
}

TEST_F(StatementFunctions, StatementsFindsEveryPlace) {
  EXPECT_EQ(answer("MATCH (n {name: 'Port Selby'}) UNWIND statements(n) AS s "
                   "RETURN DISTINCT s.relation, n IN s.in, type(s.relationship) = s.relation, "
                   "startNode(s.relationship) = s.subject, endNode(s.relationship) = s.object"),
            "'meet' | true | true | true | true\n");
  EXPECT_EQ(answer("MATCH (n:Person) WITH count{(n)-[]-()} AS met, "
                   "size([s IN statements(n) WHERE n IN [s.subject, s.object] AND s.relationship IS NOT NULL]) AS said "
                   "RETURN DISTINCT met = said"),
            "true\n");
}

TEST_F(StatementFunctions, StatementsOfALiteral) {
  test::ReadingBuilder b("pay");
  b.sentence("Marovia paid 3 marks. It was given 3 marks.");
  const auto marovia = b.entity("Marovia", graph::EntityType::GeopoliticalEntity);
  b.report(marovia, "pay", test::text("3 marks"), "paid");
  b.report(std::nullopt, "give", marovia, "given", {{"of", test::text("3 marks")}});
  std::vector<graph::Reading> readings;
  readings.push_back(b.finish());
  knowledge_ = graph::KnowledgeGraph::merge(std::move(readings), graph::Ledger());
  graph_ = property::statement_graph(knowledge_);
  EXPECT_EQ(answer("MATCH (n:Text) UNWIND statements(n) AS s RETURN s.relation, n = s.object, s.of"),
            "'give' | false | ['3 marks']\n'pay' | true | null\n");
}

TEST_F(StatementFunctions, SearchFindsSentencesAndWhatTheySay) {
  EXPECT_EQ(
      answer("UNWIND search('\"the Selby Accord\" signed') AS hit UNWIND hit.statements AS m "
             "RETURN hit.publisher, hit.sentence, startNode(m).name, type(m), endNode(m).name ORDER BY hit.sentence"),
      "'marovia-times.example' | 'Okello has not signed the Selby Accord, Valmont said.' | 'Tomas Okello' | "
      "'sign' | 'Selby Accord'\n"
      "'marovia-times.example' | "
      "'The Selby Accord was signed by the parties to the conflict on 5th December 2022.' | "
      "'the parties to the conflict' | 'sign' | 'Selby Accord'\n");
  EXPECT_EQ(
      answer("UNWIND search('quit') AS hit RETURN [m IN hit.statements | type(m)], [s IN hit.others | s.relation]"),
      "['be former president of'] | ['quit']\n");
  EXPECT_EQ(answer("UNWIND search('') AS hit RETURN hit"), "");
  EXPECT_EQ(answer("UNWIND search($words) AS hit MATCH (a)-[m]->(b) WHERE m IN hit.statements RETURN a.name, b.name",
                   {{"words", Value("thanked")}}),
            "'Ingrid J. Valmont' | 'Marovia'\n");
}

TEST_F(StatementFunctions, OfNullAreNull) {
  for (const char* function : {"evidence", "documents", "asserted", "said_by", "statements", "search"})
    EXPECT_EQ(answer(std::string("RETURN ") + function + "(null)"), "null\n");
}

TEST_F(StatementFunctions, WhatWasWrittenSinceIsNotSaidByTexts) {
  answer("CREATE (:Person {name: 'A'})-[:meet {id: 'x'}]->(:Person)-[:meet]->({id: 'nobody'})");
  EXPECT_EQ(answer("MATCH (a {name: 'A'})-[m]->(b)-[n]->(c) "
                   "RETURN evidence(m), documents(m), asserted(m), said_by(n), statements(a), statements(c)"),
            "null | null | null | null | [] | []\n");
}

TEST_F(StatementFunctions, FollowDeletion) {
  answer("MATCH (n {name: 'Port Selby'}) DETACH DELETE n");
  answer("MATCH ({name: 'Tomas Okello'})-[m:visit]->() DELETE m");
  EXPECT_EQ(answer("UNWIND search('visit') AS hit RETURN hit.statements, [s IN hit.others | s.relation]"),
            "[] | ['visit']\n");
  EXPECT_EQ(answer("MATCH ()-[m:meet]->() WHERE 'Port Selby' IN m.in RETURN m"), "");
}

TEST_F(StatementFunctions, AskForTheRightKind) {
  EXPECT_EQ(answer("RETURN evidence(1)"), "TypeError: evidence() cannot be applied to INTEGER");
  EXPECT_EQ(answer("MATCH (n:Person) RETURN documents(n)"), "TypeError: documents() cannot be applied to NODE");
  EXPECT_EQ(answer("RETURN statements('x')"), "TypeError: statements() cannot be applied to STRING");
  EXPECT_EQ(answer("RETURN search(['x'])"), "TypeError: search() cannot be applied to LIST");
}

TEST_F(StatementFunctions, NeedAGraphThatWasReadFromTexts) {
  for (const char* call : {"evidence({id: 'a'})", "search('a')", "documents({id: 'a'})"}) {
    try {
      run(std::string("RETURN ") + call, graph_);
      ADD_FAILURE() << call;
    } catch (const cypher::Error& error) {
      EXPECT_NE(std::string(error.what()).find("needs a graph that was read from texts"), std::string::npos);
    }
  }
}

// --- Names ---

TEST_F(StatementFunctions, MentionsComparesWordsOfNames) {
  EXPECT_EQ(answer("MATCH (a)-[m]->(b) WHERE mentions(m.about, 'haiti') RETURN type(m) ORDER BY type(m)"),
            "'brief'\n'meet'\n'talk with'\n");
  EXPECT_EQ(answer("MATCH (n) WHERE mentions(n, 'PORT SELBY') RETURN n.name"), "'Port Selby'\n");
  EXPECT_EQ(answer("MATCH (n) WHERE mentions(n, 'President Okello') RETURN n.name"), "'Tomas Okello'\n");
  EXPECT_EQ(
      answer("RETURN mentions('the mission in Haiti', 'Haiti'), mentions('Haitian', 'Haiti'), "
             "mentions(['a', ['U.S. troops']], 'us'), mentions('a b c', 'a c'), mentions('a', ''), mentions(1, 'a'), "
             "mentions(null, 'a')"),
      "true | false | true | false | false | false | null\n");
}

TEST_F(StatementFunctions, NameOfTakesValuesAsTheyAre) {
  EXPECT_EQ(
      answer("MATCH (n {id: 'haiti'}) RETURN name_of([n, 'x', [1, n], null]), name_of(n), name_of('x'), name_of(null)"),
      "['Haiti', 'x', [1, 'Haiti'], null] | 'Haiti' | 'x' | null\n");
  EXPECT_EQ(answer("CREATE (a {value: 1}), (b) RETURN name_of(a), name_of(b)"), "1 | null\n");
}

TEST_F(StatementFunctions, InFindsNodesByAnyOfTheirNames) {
  for (const char* name : {"Tomas Okello", "Okello", "President Okello"})
    EXPECT_EQ(answer(std::string("MATCH (n) WHERE '") + name + "' IN n.names RETURN n.id"), "'tomas-okello'\n");
  EXPECT_EQ(answer("MATCH (n {name: 'Okello'}) RETURN n.id"), "");
  EXPECT_EQ(answer("MATCH (n:Person) RETURN 'Okello' IN collect(n), 'okello' IN collect(n), 'Okello' IN [n IN "
                   "collect(n) | n.name]"),
            "true | false | false\n");
}

TEST_F(StatementFunctions, InFindsQualifiersByNameAndByValue) {
  EXPECT_EQ(answer("MATCH (a)-[m:meet]->(b) WHERE 'the mission in Haiti' IN m.about RETURN a.name, b.name"),
            "'Tomas Okello' | 'Ingrid J. Valmont'\n");
  EXPECT_EQ(answer("MATCH (a)-[m]->(b) WHERE '2024-03' IN m.in RETURN type(m)"), "'visit'\n");
  EXPECT_EQ(answer("MATCH (a)-[m]->(b) WHERE date('2023-10-02') IN m.on RETURN type(m)"), "'talk with'\n");
  EXPECT_EQ(answer("MATCH ()-[m:meet]->() WHERE any(t IN m.on WHERE t < date('2024-01-01')) RETURN count(m)"), "2\n");
}

TEST_F(StatementFunctions, NamesAreFoundByIndex) {
  const auto plan = [this](const char* query) { return Prepared(query, graph_, &knowledge_).explain(); };
  EXPECT_NE(plan("MATCH (n) WHERE 'Okello' IN n.names RETURN n").find("NodeIndex 'Okello' IN n.names"),
            std::string::npos);
  EXPECT_NE(plan("MATCH (a)-[m]->(b) WHERE 'Haiti' IN m.about RETURN a").find("RelationshipIndex about"),
            std::string::npos);
}

/// The same with the name and the condition put so that no index can serve it.
TEST_F(StatementFunctions, IndexesFindWhatALookAtEverythingFinds) {
  for (const char* name : {"Haiti", "Valmont", "Port Selby", "Okello", "2023-09-21", "2024", "nobody"}) {
    for (const char* role : {"about", "with", "in", "on", "for", "before", "none"}) {
      const std::string condition = std::string(" IN m.") + role;
      EXPECT_EQ(
          answer("MATCH ()-[m]->() WHERE $name" + condition + " RETURN m.id ORDER BY m.id", {{"name", Value(name)}}),
          answer("MATCH ()-[m]->() WITH m WHERE $name" + condition + " RETURN m.id ORDER BY m.id",
                 {{"name", Value(name)}}));
    }
  }
}

TEST_F(StatementFunctions, ARowMayGiveTheName) {
  EXPECT_EQ(answer("UNWIND ['Okello', 'Dressler'] AS name MATCH (n) WHERE name IN n.names RETURN name, n.id"),
            "'Okello' | 'tomas-okello'\n'Dressler' | 'pavel-dressler'\n");
  EXPECT_EQ(answer("MATCH (n:Place) MATCH ()-[m:meet]->() WHERE n.name IN m.in RETURN DISTINCT n.name"),
            "'Port Selby'\n");
}

TEST(MembershipByName, NeedsAListOfNames) {
  property::Graph graph;
  run("CREATE ({n: 0, names: 'Ann'}), ({n: 1, names: ['Ann']}), ({n: 2, name: 'Ann'}), ({n: 3})", graph);
  const Result result = run("MATCH (a) WHERE 'Ann' IN [a] RETURN a.n", graph);
  ASSERT_EQ(result.rows, 1U);
  EXPECT_EQ(print(result.values[0][0]), "1");
}

}  // namespace
}  // namespace whom::engine
