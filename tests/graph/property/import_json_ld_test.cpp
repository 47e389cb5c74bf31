#include "graph/property/import_json_ld.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "graph/json_ld.hpp"
#include "graph/ledger.hpp"
#include "graph/property/export_json_ld.hpp"
#include "graph/property/statement_graph.hpp"
#include "tests/support/print_graph.hpp"
#include "tests/support/random_readings.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::property {
namespace {

namespace fs = std::filesystem;
using graph::KnowledgeGraph;
using test::printed;

constexpr const char* base = "https://whom.example/";

class ImportJsonLd : public testing::Test {
 protected:
  void TearDown() override { fs::remove(path_); }

  Graph graph(const std::string& text) const {
    std::ofstream(path_, std::ios::binary) << text;
    return import_json_ld(path_);
  }

  /// Without the name of the file.
  std::string error(const std::string& text) const {
    try {
      graph(text);
    } catch (const std::runtime_error& problem) {
      const std::string message = problem.what();
      EXPECT_TRUE(message.starts_with(path_.string() + ":")) << message;
      return message.substr(path_.string().size() + 1);
    }
    return "";
  }

  fs::path path_ = fs::temp_directory_path() / ("whom_" + std::to_string(std::random_device{}()) + ".jsonld");
};

std::string exported(const Graph& graph) {
  std::vector<Node> nodes;
  std::vector<Relationship> relationships;
  for (std::uint32_t i = 0; i < graph.node_bound(); ++i)
    if (graph.exists(Node{i})) nodes.push_back({i});
  for (std::uint32_t i = 0; i < graph.relationship_bound(); ++i)
    if (graph.exists(Relationship{i})) relationships.push_back({i});
  std::ostringstream out;
  export_json_ld(out, graph, nodes, relationships, base);
  return out.str();
}

// ---- Nodes and relationships

/// A graph without its numbers: its nodes are told apart by their property "key".
class Content {
 public:
  explicit Content(const Graph& graph) : graph_(graph) {
    for (std::uint32_t i = 0; i < graph.node_bound(); ++i) {
      if (!graph.exists(Node{i})) continue;
      std::set<std::string> labels;
      for (const Label label : graph.labels(Node{i})) labels.emplace(graph.name(label));
      std::string line = text(Value(Node{i}));
      for (const std::string& label : labels) line += ":" + label;
      lines.insert(line + text(graph.properties(Node{i})));
    }
    for (std::uint32_t i = 0; i < graph.relationship_bound(); ++i) {
      const Relationship r{i};
      if (!graph.exists(r)) continue;
      lines.insert(text(Value(graph.source(r))) + "-" + std::string(graph.name(graph.type(r))) + "-" +
                   text(Value(graph.target(r))) + text(graph.properties(r)));
    }
  }

  std::multiset<std::string> lines;

 private:
  std::string text(const std::vector<std::pair<Key, Value>>& properties) const {
    std::map<std::string_view, std::string> sorted;
    for (const auto& [key, value] : properties) sorted.emplace(graph_.name(key), text(value));
    std::string all;
    for (const auto& [key, value] : sorted) all += " " + std::string(key) + "=" + value;
    return all;
  }

  std::string text(const Value& value) const {
    if (value.is(Kind::Node)) return "(" + print(graph_.property(value.node(), *graph_.find_key("key"))) + ")";
    if (!value.is(Kind::List)) return std::string(name(value.kind())) + " " + print(value);
    std::string all = "[";
    for (const Value& element : value.list()) all += text(element) + ",";
    return all + "]";
  }

  const Graph& graph_;
};

class RandomGraph {
 public:
  explicit RandomGraph(std::uint32_t seed) : random_(seed) {}

  Graph make() {
    Graph graph;
    const std::size_t nodes = 1 + below(12);
    for (std::size_t i = 0; i < nodes; ++i) graph.create_node({});
    for (std::uint32_t i = 0; i < nodes; ++i) fill(graph, Node{i}, nodes, i);
    for (std::size_t count = below(2 * nodes); count > 0; --count) relate(graph, nodes);
    for (std::size_t count = below(3); count > 0 && graph.relationship_bound() > 0; --count) {
      const Relationship r{static_cast<std::uint32_t>(below(graph.relationship_bound()))};
      if (graph.exists(r)) graph.remove(r);
    }
    return graph;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::string word() {
    static const std::vector<std::string> plain = {"A", "ACTED_IN", "a b", "a_b",     "a%20b",
                                                   "",  "iri",      "@id", "rdf:type"};
    const auto& nasty = test::nasty_names();
    return below(3) == 0 ? nasty[below(nasty.size())] : plain[below(plain.size())];
  }

  void fill(Graph& graph, Node node, std::size_t nodes, std::uint32_t number) {
    graph.set(node, graph.add_key("key"), Value(std::int64_t{number} * 7));
    for (std::size_t count = below(3); count > 0; --count) graph.set_label(node, graph.add_label(word()), true);
    for (std::size_t count = below(5); count > 0; --count) graph.set(node, graph.add_key(word()), value(nodes));
    if (below(3) == 0) graph.set(node, graph.add_key("iri"), Value(iri()));
  }

  std::string iri() {
    static const std::vector<std::string> all = {"http://e.example/a",
                                                 "http://e.example/b",
                                                 "urn:x:1",
                                                 "mailto:a@b.c",
                                                 "node:1",
                                                 "node://1",
                                                 "rdf:Statement",
                                                 "no iri",
                                                 "",
                                                 "https://whom.example/node/1",
                                                 "https://whom.example/relationship/0",
                                                 "_:b0",
                                                 "https://e.example/Ä"};
    return all[below(all.size())];
  }

  void relate(Graph& graph, std::size_t nodes) {
    static const char* const types[] = {"R", "R", "a_b", "a b", "@type", "Ä/#?"};
    Node source{static_cast<std::uint32_t>(below(nodes))}, target{static_cast<std::uint32_t>(below(nodes))};
    const Type type = graph.add_type(types[below(std::size(types))]);
    for (std::size_t count = 1 + below(3) * below(2); count > 0; --count) {
      const Relationship made = graph.create_relationship(source, type, target);
      for (std::size_t properties = below(3); properties > 0; --properties)
        graph.set(made, graph.add_key(word()), value(nodes));
    }
  }

  Value value(std::size_t nodes, std::size_t depth = 0) {
    switch (below(depth > 3 ? 12 : 14)) {
      case 0:
        return Value(std::numeric_limits<std::int64_t>::min() + static_cast<std::int64_t>(random_()));
      case 1:
        return Value(number());
      case 2:
        return Value(below(2) == 0);
      case 3:
        return Value(Date{days()});
      case 4:
        return Value(LocalTime{nanoseconds()});
      case 5:
        return Value(Time{nanoseconds(), offset()});
      case 6:
        return Value(LocalDateTime{days() * 86400 + static_cast<std::int64_t>(below(86400)), fraction()});
      case 7:
        return Value(date_time());
      case 8:
        return Value(duration());
      case 9:
        return Value(Node{static_cast<std::uint32_t>(below(nodes))});
      case 10:
      case 11:
        return Value(word());
      default: {
        List list;
        for (std::size_t count = below(4); count > 0; --count)
          list.push_back(below(6) == 0 ? Value() : value(nodes, depth + 1));
        return Value(std::move(list));
      }
    }
  }

  double number() {
    using Limits = std::numeric_limits<double>;
    static const double all[] = {0.0,
                                 -0.0,
                                 1.0,
                                 0.1,
                                 1e300,
                                 -1e-300,
                                 Limits::infinity(),
                                 -Limits::infinity(),
                                 Limits::quiet_NaN(),
                                 Limits::denorm_min(),
                                 Limits::max(),
                                 123456789012345680.0};
    return all[below(std::size(all))];
  }
  std::int64_t days() { return static_cast<std::int64_t>(below(8'000'000)) - 4'000'000; }
  std::int64_t nanoseconds() {
    return static_cast<std::int64_t>(below(86400)) * 1'000'000'000 + (below(2) == 0 ? 0 : fraction());
  }
  std::int32_t fraction() { return below(2) == 0 ? 0 : static_cast<std::int32_t>(below(1'000'000'000)); }
  std::int32_t offset() { return (static_cast<std::int32_t>(below(25)) - 12) * 1800; }
  DateTime date_time() {
    const auto seconds = static_cast<std::int64_t>(below(1'000'000'000));
    if (below(3) > 0) return {seconds, fraction(), offset(), ""};
    return below(2) == 0 ? DateTime{seconds, fraction(), 9 * 3600, "Asia/Tokyo"}
                         : DateTime{seconds, fraction(), 0, "Africa/Abidjan"};
  }
  Duration duration() {
    const auto part = [&] { return static_cast<std::int64_t>(below(2001)) - 1000; };
    return {part() * static_cast<std::int64_t>(below(2)), part(), part() * 61, fraction()};
  }

  std::mt19937 random_;
};

TEST_F(ImportJsonLd, GivesBackWhatWasWrittenOfAnyGraph) {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    const Graph written = RandomGraph(seed).make();
    const std::string text = exported(written);
    const Graph read = graph(text);
    ASSERT_EQ(Content(read).lines, Content(written).lines) << "seed " << seed << "\n" << text;
    ASSERT_EQ(Content(graph(exported(read))).lines, Content(written).lines) << "seed " << seed << ", second time";
  }
}

constexpr const char* context = R"({"@context": {"node": "http://e/node/", "relationship": "http://e/relationship/",
 "label": "http://e/label/", "type": "http://e/type/", "property": "http://e/property/",
 "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "xsd": "http://www.w3.org/2001/XMLSchema#"},
"@graph": [
)";

std::string whole(const std::string& nodes) { return context + nodes + "\n]}\n"; }

TEST_F(ImportJsonLd, ReadsWhatOthersMadeOfTheSame) {
  EXPECT_EQ(printed(graph("\xEF\xBB\xBF" + whole(R"(
{"property:name": ["Ann", "Annie"], "type:MET": {"@id": "http://x/b"}, "@type": "label:Person", "@id": "node:7"},
{"@type": ["rdf:Statement"], "@id": "urn:s", "property:a%20b": {"@value": 3, "@type": "xsd:integer"},
 "rdf:object": {"@id": "http://e/node/7"}, "http://e/property/n": 0.5,
 "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject": {"@id": "node:7"}, "rdf:predicate": {"@id": "type:MET"}},
{"@id": "node:8", "property:on": {"@value": "2024-02-30", "@type": "xsd:date"}, "property:none": []})"))),
            "(:Person {name: ['Ann', 'Annie']})\n({iri: 'http://x/b'})\n({on: '2024-02-30', none: []})\n"
            "0[:MET {`a b`: 3, n: 0.5}]0\n0[:MET]1\n");
  EXPECT_EQ(printed(graph(whole(""))), "");
  EXPECT_EQ(printed(graph(R"({"@context": {"label": {"@id": "u:/label/"}, "node": "u:/node/", "type": "u:/type/",
    "relationship": "u:/r/", "property": "u:/p/", "name": "property:name", "likes": {"@id": "type:LIKES", "@type": "@id"},
    "at": {"@id": "property:at", "@type": "xsd:date"}, "xsd": "http://www.w3.org/2001/XMLSchema#", "A": "label:A"},
    "@graph": {"@id": "node:1", "@type": "A", "name": "Ann", "likes": ["node:2"], "at": "2024-05-06"}})")),
            "(:A {name: 'Ann', at: '2024-05-06'})\n()\n0[:LIKES]1\n");
}

TEST_F(ImportJsonLd, SaysWhereSomethingIsWrong) {
  const auto node = [&](const std::string& members) { return error(whole("{\"@id\": \"node:1\"" + members + "}")); };
  EXPECT_EQ(node(", \"a\": 1"), "5:19: 'a' is no term of the context");
  EXPECT_EQ(node(", \"foaf:name\": 1"), "5:19: 'foaf:name' is no property that whom writes");
  EXPECT_EQ(node(", \"@reverse\": {}"), "5:19: '@reverse' is not taken here");
  EXPECT_EQ(node(", \"@type\": \"rdf:Bag\""),
            "5:1: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#Bag' is no label that whom writes");
  EXPECT_EQ(node(", \"property:%2\": 1"), "5:19: 'http://e/property/%2' is no property that whom writes");
  EXPECT_EQ(node(", \"property:a\": null"), "5:33: null is not taken here");
  EXPECT_EQ(node(", \"property:a\": [[1]]"), "5:34: an array within an array is not taken");
  EXPECT_EQ(node(", \"property:a\": {\"@value\": \"x\", \"@language\": \"en\"}"),
            "5:49: '@language' is not taken here");
  EXPECT_EQ(node(", \"property:a\": {\"@set\": []}"), "5:33: a node without @id is not taken");
  EXPECT_EQ(node(", \"property:a\": 9223372036854775808"), "5:33: an integer of more than 64 bits");
  EXPECT_EQ(node(", \"property:a\": 1e400"), "5:33: number too big to be stored in double");
  EXPECT_EQ(node(", \"type:A\": {\"@id\": \"node:2\", \"property:a\": 1}"),
            "5:29: a node within a node is not taken: each has its place in @graph");
  EXPECT_EQ(node(", \"type:A\": \"node:2\""), "5:29: a node should stand here");
  EXPECT_EQ(node(", \"type:A\": {\"@id\": \"_:b\"}"), "5:37: blank nodes are not taken");
  EXPECT_EQ(node(", \"type:A\": {\"@id\": \"b\"}"), "5:37: relative IRIs are not taken");
  EXPECT_EQ(node(", \"@type\": \"rdf:Statement\", \"rdf:subject\": {\"@id\": \"node:1\"}"),
            "5:1: an rdf:Statement without rdf:predicate");
  EXPECT_EQ(node("},\n{\"@id\": \"node:1\""), "6:1: another node has the @id 'http://e/node/1'");
  EXPECT_EQ(error(whole("{\"property:a\": 1}")), "5:1: blank nodes are not taken: there is no @id");
  EXPECT_EQ(error(whole("7")), "5:1: an object should stand here");
  EXPECT_EQ(error(whole("{\"@id\": \"\\\\\\\"\"}")), "5:9: relative IRIs are not taken");
}

TEST_F(ImportJsonLd, SaysWhichJsonLdItDoesNotTake) {
  EXPECT_EQ(error("{\"@context\": \"https://schema.org/\",\n\"@graph\": []}"),
            "1:14: a remote context is not fetched; it has to be written out");
  EXPECT_EQ(error("{\"@context\": [{\"a\": \"b:\"}]}"),
            "1:15: no context that whom writes; other JSON-LD is not taken, N-Triples and Turtle of all kinds are");
  EXPECT_EQ(error("{\"@context\": {\"@vocab\": \"b:\"}}"), "1:15: '@vocab' is not taken here");
  EXPECT_EQ(error("{\"@context\": {\"a\": {\"@id\": \"b:\", \"@container\": \"@list\"}}}"),
            "1:34: '@container' is not taken here");
  EXPECT_EQ(error("{\"@context\": {\"id\": \"@id\"}}"), "1:21: a keyword is not taken here");
  EXPECT_EQ(error("{\"@graph\": []}"), "1:2: the @context has to come before @graph");
  EXPECT_EQ(error("{\"@context\": 1}"), "1:14: an object should stand here");
  EXPECT_EQ(error("[{\"@id\": \"urn:a\"}]"), "1:1: an object should stand here");
  EXPECT_EQ(error("{\"name\": \"npm\"}"), "1:2: 'name' beside @context and @graph is not taken");
  EXPECT_EQ(error("{}"), "1:1: no JSON-LD with a @context and a @graph");
  const std::string text = context;
  EXPECT_EQ(error(text.substr(0, text.rfind("\"@graph\"")) + "\"@context\": {}}"),
            "4:13: a second context is not taken");
}

TEST_F(ImportJsonLd, SaysWhereItIsNoJson) {
  EXPECT_EQ(error(""), "1:1: the document is empty");
  EXPECT_EQ(error("{\n\"@context\" 1}"), "2:12: missing a colon after a name of object member");
  EXPECT_EQ(error("{} {}"), "1:4: the document root must not be followed by other values");
  EXPECT_EQ(error(std::string("{}\0{}", 5)), "1:3: a character that is none");
  EXPECT_EQ(error(whole("{\"@id\": \"\xFF\"}")), "5:10: no UTF-8");
  EXPECT_EQ(error(whole("{\"@id\": \"\\ud800\"}")), "5:10: the surrogate pair in string is invalid");
  const std::string deep(1'000'000, '[');
  EXPECT_EQ(error("{\"@context\": " + deep), "1:2016: arrays and objects lie too deep within each other");
  EXPECT_THROW(import_json_ld(path_ / "none"), std::runtime_error);
}

TEST_F(ImportJsonLd, TakesListsAsDeepAsValuesAre) {
  const auto nested = [](std::size_t depth) {
    std::string text = "{\"@id\": \"node:1\", \"property:a\": ";
    for (std::size_t i = 0; i < depth; ++i) text += "{\"@list\": [";
    for (std::size_t i = 0; i < depth; ++i) text += "]}";
    return whole(text + "}");
  };
  Graph made = graph(nested(Value::deepest_nesting));
  EXPECT_EQ(graph(exported(made)).node_count(), 1U);
  EXPECT_NE(error(nested(Value::deepest_nesting + 1)), "");
}

TEST_F(ImportJsonLd, SurvivesDamage) {
  std::mt19937 random(3);
  std::ostringstream store;
  graph::write_json_ld(store, test::sample_graph());
  for (const std::string& good : {exported(RandomGraph(5).make()), store.str()}) {
    for (int round = 0; round < 300; ++round) {
      std::string bad = good;
      for (std::size_t count = 1 + random() % 3; count > 0; --count)
        bad[random() % bad.size()] = "{}[]\",:1\\ \xC3n"[random() % 12];
      error(round % 3 == 0 ? good.substr(0, random() % good.size()) : bad);
    }
  }
}

// ---- What was read from text

using Lines = std::multiset<std::string>;

/// What only one of them has.
std::string difference(const Lines& read, const Lines& expected) {
  std::vector<std::string> more, less;
  std::set_difference(read.begin(), read.end(), expected.begin(), expected.end(), std::back_inserter(more));
  std::set_difference(expected.begin(), expected.end(), read.begin(), read.end(), std::back_inserter(less));
  std::string text;
  for (const std::string& line : more) text += "read:     " + line + "\n";
  for (const std::string& line : less) text += "expected: " + line + "\n";
  return text;
}

/// Nodes by their ids.
std::string value_text(const Graph& graph, const Value& value) {
  if (value.is(Kind::Node)) return "(" + print(graph.property(value.node(), *graph.find_key("id"))) + ")";
  if (!value.is(Kind::List)) return std::string(name(value.kind())) + print(value);
  std::string text = "[";
  for (const Value& element : value.list()) text += value_text(graph, element) + ",";
  return text + "]";
}

std::string text_of_properties(const Graph& graph, const Properties& properties) {
  std::map<std::string, std::string> sorted;
  for (const auto& [key, value] : properties) {
    const bool is_lost = key == "named" || key == "text" || value.is_null();
    const bool is_rounded = key == "confidence";
    if (!is_lost)
      sorted[key] = is_rounded ? std::to_string(std::lround(value.number() * 1e4)) : value_text(graph, value);
  }
  std::string text;
  for (const auto& [key, value] : sorted) text += " " + key + "=" + value;
  return text;
}

template <typename Element>
Properties properties(const Graph& graph, Element element) {
  Properties all;
  for (const auto& [key, value] : graph.properties(element)) all.emplace_back(graph.name(key), value);
  return all;
}

std::string node_text(const Graph& graph, Node node) {
  std::string text;
  for (const Label label : graph.labels(node)) {
    const std::string_view name = graph.name(label);
    text += name == "Money" || name == "Quantity" ? "Text" : name;
  }
  return text + text_of_properties(graph, properties(graph, node));
}

bool is_statement(const Graph& graph, Node node) {
  const auto label = graph.find_label("Statement");
  return label && graph.has_label(node, *label);
}

/// Without what stands for statements that lack subject or object; equal nodes once.
Lines content(const Graph& graph) {
  std::set<std::string> nodes;
  for (std::uint32_t i = 0; i < graph.node_bound(); ++i)
    if (!is_statement(graph, Node{i})) nodes.insert(node_text(graph, Node{i}));
  Lines lines(nodes.begin(), nodes.end());
  for (std::uint32_t i = 0; i < graph.relationship_bound(); ++i) {
    const Relationship r{i};
    if (is_statement(graph, graph.source(r))) continue;
    lines.insert(node_text(graph, graph.source(r)) + " -" + std::string(graph.name(graph.type(r))) + "- " +
                 node_text(graph, graph.target(r)) + text_of_properties(graph, properties(graph, r)));
  }
  return lines;
}

/// Of the statements that lack subject or object.
Lines expected_statements(const Graph& graph, const KnowledgeGraph& knowledge) {
  Lines lines;
  for (std::uint32_t s = 0; s < knowledge.statements().size(); ++s) {
    const graph::Statement& statement = knowledge.statement({s});
    if (statement.subject && statement.object) continue;
    std::set<std::string> ends;
    const auto add_end = [&](const std::string& type, const graph::Term& term) {
      ends.insert(" " + type + ">" + node_text(graph, *node_of(graph, knowledge, term)));
    };
    if (statement.subject) add_end("SUBJECT", *statement.subject);
    if (statement.object) add_end("OBJECT", *statement.object);
    for (const auto& qualifier : statement.qualifiers)
      if (std::holds_alternative<graph::EntityIndex>(qualifier.value)) add_end(qualifier.role, qualifier.value);
    Properties all = properties_of(knowledge, {s}, [&](const graph::Term& term) {
      const auto* literal = std::get_if<graph::Literal>(&term);
      return literal != nullptr ? value_of(*literal) : Value(*node_of(graph, knowledge, term));
    });
    all.emplace_back("relation", Value(statement.relation));
    std::string line = text_of_properties(graph, all);
    for (const std::string& end : ends) line += end;
    lines.insert(line);
  }
  return lines;
}

Lines statements(const Graph& graph) {
  Lines lines;
  for (std::uint32_t i = 0; i < graph.node_bound(); ++i) {
    if (!is_statement(graph, Node{i})) continue;
    std::set<std::string> ends;
    for (const std::uint32_t r : graph.outgoing(Node{i}).relationships)
      ends.insert(" " + std::string(graph.name(graph.type(Relationship{r}))) + ">" +
                  node_text(graph, graph.target(Relationship{r})));
    std::string line = text_of_properties(graph, properties(graph, Node{i}));
    for (const std::string& end : ends) line += end;
    lines.insert(line);
  }
  return lines;
}

/// With words that IRIs cannot hold as they are, and literals in every place.
KnowledgeGraph nasty_graph() {
  test::ReadingBuilder b("nasty", "2024-01-02");
  std::string words = "Names:";
  for (const std::string& name : test::nasty_names()) words += " " + name;
  b.sentence(words);
  std::vector<graph::EntityIndex> entities;
  for (const std::string& name : test::nasty_names()) entities.push_back(b.entity(name, graph::EntityType::Product));
  for (std::size_t e = 0; e + 1 < entities.size(); ++e) {
    const graph::Literal text = test::text(test::nasty_names()[e]);
    b.report(entities[e], "meet_with \"\\ <b>", entities[e + 1], "meet", {{"ro_le/%", text}, {"on", entities[e]}});
    b.report(entities[e], "say", text, "say", {}, {graph::Polarity::Denied, graph::Modality::Planned, {entities[0]}});
    b.report(test::time("2024-02-29", "then"), "follow", entities[e], "follow",
             {{"in", test::time("2024-03", "then")}});
    b.report(entities[e], "quit", std::nullopt, "quit", {{"as", entities[e + 1]}, {"as", text}});
    b.report(std::nullopt, "last", test::time("0000-01-01", "long ago"), "last");
  }
  b.report(std::nullopt, "rain", std::nullopt, "rain", {{"in", entities[0]}});
  return KnowledgeGraph::merge({b.finish()}, graph::Ledger());
}

TEST_F(ImportJsonLd, MakesOfStatementsWhatTheStoreMakesOfThem) {
  std::vector<KnowledgeGraph> all;
  all.push_back(test::sample_graph());
  all.push_back(nasty_graph());
  all.push_back(KnowledgeGraph::merge({}, graph::Ledger()));
  for (std::uint32_t seed = 0; seed < 20; ++seed)
    all.push_back(KnowledgeGraph::merge(test::random_readings(seed, 6, 8), graph::Ledger()));
  for (const KnowledgeGraph& knowledge : all) {
    std::ostringstream out;
    graph::write_json_ld(out, knowledge, {"http://e.example/kg#", {}});
    const Graph expected = statement_graph(knowledge), read = graph(out.str());
    EXPECT_EQ(difference(content(read), content(expected)), "");
    EXPECT_EQ(difference(statements(read), expected_statements(expected, knowledge)), "");
  }
}

TEST_F(ImportJsonLd, ReadsAnExcerptOfTheStatements) {
  const KnowledgeGraph knowledge = test::sample_graph();
  graph::ExportOptions options;
  options.statements = {knowledge.with_relation("visit")[0], knowledge.with_relation("quit")[0]};
  std::ostringstream out;
  graph::write_json_ld(out, knowledge, options);
  const Graph read = graph(out.str());
  EXPECT_EQ(read.count(*read.find_type("visit")), 1U);
  EXPECT_EQ(read.count(*read.find_label("Statement")), 1U);
}

constexpr const char* statement_context = R"({"@context": {"whom": "u:/v/", "document": "u:/d/", "entity": "u:/e/",
"relation": "u:/rel/", "role": "u:/ro/", "statement": "u:/s/", "evidence": "u:/ev/", "selector": "u:/sel/",
"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "schema": "https://schema.org/"}, "@graph": [
)";

TEST_F(ImportJsonLd, TakesATripleWithoutStatementForARelationship) {
  EXPECT_EQ(printed(graph(statement_context + std::string(R"(
{"@id": "entity:a", "@type": "whom:Person", "schema:name": "A", "relation:see_off": [{"@id": "entity:b"}, "then"]},
{"@id": "statement:1", "rdf:subject": {"@id": "entity:a"}, "rdf:predicate": {"@id": "relation:see_off"},
 "rdf:object": {"@id": "entity:b"}, "whom:polarity": "denied"}]})"))),
            "(:Person {id: 'a', name: 'A', names: ['A']})\n({id: 'b'})\n(:Text {value: 'then'})\n"
            "0[:`see off` {id: '1', polarity: 'denied'}]1\n0[:`see off`]2\n");
}

TEST_F(ImportJsonLd, SaysWhatIsWrongWithStatements) {
  const auto node = [&](const std::string& text) { return error(statement_context + text + "]}"); };
  EXPECT_EQ(node("{\"@id\": \"urn:x\"}"), "4:1: 'urn:x' is no document, entity or statement that whom writes");
  EXPECT_EQ(node("{\"@id\": \"entity:a\", \"schema:birthDate\": \"x\"}"),
            "4:21: 'schema:birthDate' is no property that whom writes here");
  EXPECT_EQ(node("{\"@id\": \"statement:a\"}"), "4:1: a statement without rdf:predicate");
  EXPECT_EQ(node("{\"@id\": \"statement:a\", \"rdf:predicate\": {\"@id\": \"urn:x\"}}"),
            "4:49: a relation should stand here");
  EXPECT_EQ(node("{\"@id\": \"statement:a\", \"rdf:subject\": {\"@id\": \"urn:x\"}}"), "4:47: 'urn:x' is no entity");
  EXPECT_EQ(node("{\"@id\": \"statement:a\", \"rdf:subject\": 7}"),
            "4:39: an entity, a time or a text should stand here");
  EXPECT_EQ(node("{\"@id\": \"entity:a\", \"schema:name\": {\"@id\": \"entity:b\"}}"),
            "4:44: a literal should stand here");
  EXPECT_EQ(node("{\"@id\": \"statement:a\", \"rdf:subject\": []}"), "4:24: one value should stand here");
  EXPECT_EQ(node("{\"@id\": \"statement:a\", \"role:%zz\": \"x\"}"),
            "4:24: 'u:/ro/%zz' is no IRI: two hexadecimal digits follow a '%'");
}

}  // namespace
}  // namespace whom::property
