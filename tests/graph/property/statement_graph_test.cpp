#include "graph/property/statement_graph.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "graph/ledger.hpp"
#include "tests/support/random_readings.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::property {
namespace {

using graph::EntityType;
using graph::KnowledgeGraph;
using graph::Literal;
using graph::LiteralType;
using graph::Statement;
using graph::StatementIndex;
using graph::Term;

std::string all_of(const Graph& graph) {
  std::string text;
  for (std::uint32_t i = 0; i < graph.node_bound(); ++i) text += print(graph, Value(Node{i})) + '\n';
  for (std::uint32_t i = 0; i < graph.relationship_bound(); ++i) {
    const Relationship relationship{i};
    text += std::to_string(graph.source(relationship).index) + print(graph, Value(relationship)) +
            std::to_string(graph.target(relationship).index) + '\n';
  }
  return text;
}

KnowledgeGraph graph_of(test::ReadingBuilder builder) {
  std::vector<graph::Reading> readings;
  readings.push_back(builder.finish());
  return KnowledgeGraph::merge(std::move(readings), graph::Ledger());
}

std::string node_text(const Graph& graph, const KnowledgeGraph& knowledge, std::string_view id) {
  const auto node = node_of(graph, knowledge, *knowledge.find_entity(id));
  return node ? print(graph, Value(*node)) : "none";
}

TEST(StatementGraph, GivesEntitiesTheirTypeAndNames) {
  const KnowledgeGraph knowledge = test::sample_graph();
  const Graph graph = statement_graph(knowledge);
  EXPECT_EQ(node_text(graph, knowledge, "tomas-okello"),
            "(:Person {id: 'tomas-okello', name: 'Tomas Okello', "
            "names: ['Tomas Okello', 'Okello', 'President Okello', 'President Tomas Okello'], named: true})");
  EXPECT_EQ(graph.node_count(), knowledge.entities().size());
}

TEST(StatementGraph, MakesNodesOfLiteralsThatAreSubjectOrObject) {
  test::ReadingBuilder b("pledge");
  b.sentence("Marovia paid 3 million marks on 1 May 2024. It began on 1 May 2024.");
  const auto marovia = b.entity("Marovia", EntityType::GeopoliticalEntity);
  const Literal marks{"3 million marks", "three million marks", LiteralType::Money};
  b.report(marovia, "pay", marks, "paid", {{"on", test::time("2024-05-01", "1 May 2024")}});
  b.report(marovia, "pay back", Literal{"3 million marks", "3 million marks", LiteralType::Money}, "paid");
  b.report(std::nullopt, "begin on", test::time("2024-05-01", "1 May 2024"), "began");
  const KnowledgeGraph knowledge = graph_of(std::move(b));
  EXPECT_EQ(all_of(statement_graph(knowledge)),
            "(:GeopoliticalEntity {id: 'marovia', name: 'Marovia', names: ['Marovia'], named: true})\n"
            "(:Time {value: '2024-05-01', text: '1 May 2024'})\n"
            "(:Money {value: '3 million marks', text: 'three million marks'})\n"
            "0[:pay {id: '" +
                knowledge.statement_id({1}) +
                "', polarity: 'affirmed', modality: 'actual', "
                "asserted: true, confidence: 1.0, reports: 1, documents: 1, on: ['2024-05-01']}]2\n"
                "0[:`pay back` {id: '" +
                knowledge.statement_id({2}) +
                "', polarity: 'affirmed', modality: 'actual', "
                "asserted: true, confidence: 1.0, reports: 1, documents: 1}]2\n");
}

/// Without its id and confidence.
std::string statement_text(const KnowledgeGraph& knowledge, const Graph& graph, std::string_view relation,
                           std::size_t which = 0) {
  const auto relationship = relationship_of(graph, knowledge, knowledge.with_relation(relation)[which]);
  if (!relationship) return "none";
  std::string text = print(graph, Value(*relationship));
  for (const std::string_view key : {"id: ", "confidence: "}) {
    const std::size_t begin = text.find(key);
    text.erase(begin, text.find(", ", begin) + 2 - begin);
  }
  return text;
}

TEST(StatementGraph, SaysOfARelationshipWhatTheStatementSays) {
  const KnowledgeGraph knowledge = test::sample_graph();
  const Graph graph = statement_graph(knowledge);
  EXPECT_EQ(statement_text(knowledge, graph, "visit"),
            "[:visit {polarity: 'affirmed', modality: 'planned', asserted: false, reports: 1, documents: 1, "
            "in: ['2024-03']}]");
  EXPECT_EQ(statement_text(knowledge, graph, "meet", 2),
            "[:meet {polarity: 'affirmed', modality: 'actual', asserted: true, reports: 1, documents: 1, "
            "about: [(:Concept {name: 'the mission in Haiti'})], in: [(:Place {name: 'Port Selby'})], "
            "on: ['2023-09-21']}]");
}

TEST(StatementGraph, HoldsEntitiesAndDaysInRoles) {
  const KnowledgeGraph knowledge = test::sample_graph();
  const Graph graph = statement_graph(knowledge);
  const auto meeting = relationship_of(graph, knowledge, knowledge.with_relation("meet")[2]);
  ASSERT_TRUE(meeting);
  const auto role = [&](std::string_view name) { return graph.property(*meeting, *graph.find_key(name)); };
  EXPECT_EQ(role("in").list()[0].node(), node_of(graph, knowledge, *knowledge.find_entity("port-selby")));
  EXPECT_EQ(print(role("on").list()[0].date()), "2023-09-21");
  EXPECT_TRUE(role("with").is_null());
}

TEST(StatementGraph, HasNoRelationshipWithoutSubjectOrObject) {
  const KnowledgeGraph knowledge = test::sample_graph();
  const Graph graph = statement_graph(knowledge);
  const auto complete = std::ranges::count_if(
      knowledge.statements(), [](const Statement& statement) { return statement.subject && statement.object; });
  EXPECT_EQ(graph.relationship_count(), static_cast<std::size_t>(complete));
  EXPECT_EQ(statement_text(knowledge, graph, "quit"), "none");
  EXPECT_EQ(statement_text(knowledge, graph, "fine"), "none");
}

TEST(StatementGraph, IsTheSameForAnyOrderOfReadings) {
  auto readings = test::sample_readings();
  std::ranges::reverse(readings);
  const KnowledgeGraph other = KnowledgeGraph::merge(std::move(readings), graph::Ledger());
  EXPECT_EQ(all_of(statement_graph(test::sample_graph())), all_of(statement_graph(other)));
}

TEST(StatementGraph, OfNothingIsEmpty) {
  EXPECT_EQ(all_of(statement_graph(KnowledgeGraph::merge({}, graph::Ledger()))), "");
}

TEST(StatementGraph, LeadsBackAndForth) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const KnowledgeGraph knowledge = KnowledgeGraph::merge(test::random_readings(seed, 5, 20), graph::Ledger());
    const Graph graph = statement_graph(knowledge);
    for (std::uint32_t i = 0; i < graph.node_bound(); ++i) {
      const auto term = term_of(graph, knowledge, Node{i});
      ASSERT_TRUE(term);
      EXPECT_EQ(node_of(graph, knowledge, *term), Node{i});
    }
    for (std::uint32_t s = 0; s < knowledge.statements().size(); ++s) {
      const Statement& statement = knowledge.statement({s});
      const auto relationship = relationship_of(graph, knowledge, {s});
      ASSERT_EQ(relationship.has_value(), statement.subject && statement.object);
      if (!relationship) continue;
      EXPECT_EQ(graph.name(graph.type(*relationship)), statement.relation);
      EXPECT_EQ(term_of(graph, knowledge, graph.source(*relationship)), statement.subject);
      EXPECT_EQ(term_of(graph, knowledge, graph.target(*relationship)), statement.object);
    }
  }
}

TEST(StatementGraph, FindsNoCounterpartOfWhatWasWrittenSince) {
  const KnowledgeGraph knowledge = test::sample_graph();
  Graph graph = statement_graph(knowledge);
  const Node plain = graph.create_node({}), stranger = graph.create_node({});
  graph.set(stranger, graph.add_key("id"), Value("nobody"));
  EXPECT_FALSE(term_of(graph, knowledge, plain));
  EXPECT_FALSE(term_of(graph, knowledge, stranger));
  EXPECT_FALSE(node_of(graph, knowledge, Term(test::text("not in the graph"))));
}

TEST(StatementGraph, TakesDaysForDatesAndNothingElse) {
  const auto kind_of = [](const char* value, LiteralType type) { return value_of(Literal{value, value, type}).kind(); };
  EXPECT_EQ(kind_of("2024-02-29", LiteralType::Time), Kind::Date);
  for (const char* open : {"2024", "2024-02", "XXXX-02-03", "2024-02-30", "2024-02-01/2024-02-03", "2024-02-01T10:00"})
    EXPECT_EQ(kind_of(open, LiteralType::Time), Kind::String) << open;
  EXPECT_EQ(kind_of("2024-02-29", LiteralType::Text), Kind::String);
}

}  // namespace
}  // namespace whom::property
