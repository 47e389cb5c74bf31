// All interchange formats over one nasty corpus: what is written is read back by somebody else's parser where there is
// one in the house (Graphviz, RapidJSON, Boost.PropertyTree) and by a plain one written here where there is none.
#include "graph/export.hpp"

#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include "graph/csv.hpp"
#include "graph/dot.hpp"
#include "graph/gexf.hpp"
#include "graph/graphml.hpp"
#include "graph/json_ld.hpp"
#include "graph/ledger.hpp"
#include "graph/nquads.hpp"
#include "graph/turtle.hpp"
#include "graph/utf8.hpp"
#include "tests/support/random_readings.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::graph {
namespace {

using Write = void (*)(std::ostream&, const KnowledgeGraph&, const ExportOptions&);
using Strings = std::vector<std::string>;

std::string written(Write write, const KnowledgeGraph& graph, const ExportOptions& options = {}) {
  std::ostringstream out;
  write(out, graph, options);
  return out.str();
}

/// One document in which every nasty name meets the next one, and is a literal too.
KnowledgeGraph nasty_graph() {
  test::ReadingBuilder b("nasty \"key\" \\.txt", "sometime");
  std::string words = "Names:";
  for (const std::string& name : test::nasty_names()) words += " " + name;
  b.sentence(words);
  std::vector<EntityIndex> entities;
  for (const std::string& name : test::nasty_names()) entities.push_back(b.entity(name, EntityType::Product));
  for (std::size_t e = 0; e + 1 < entities.size(); ++e) {
    const Literal literal = test::text(test::nasty_names()[e]);
    b.report(entities[e], "meet \"\\ <b>", entities[e + 1], "meet", {{"ro/le", literal}});
    b.report(entities[e], "say", literal, "say", {}, {Polarity::Denied, Modality::Planned, {entities[e + 1]}});
    b.report(literal, "follow", entities[e], "follow");
  }
  b.report(entities[0], "quit", std::nullopt, "quit");
  b.report(std::nullopt, "arrest", entities[0], "arrest");
  return KnowledgeGraph::merge({b.finish()}, Ledger());
}

std::vector<KnowledgeGraph> graphs() {
  std::vector<KnowledgeGraph> all;
  all.push_back(test::sample_graph());
  all.push_back(nasty_graph());
  all.push_back(KnowledgeGraph::merge(test::random_readings(11, 6, 8), Ledger()));
  all.push_back(KnowledgeGraph::merge({}, Ledger()));
  return all;
}

// ---- DOT

TEST(Dot, GraphvizDrawsEveryName) {
  if (std::system("dot -V >/dev/null 2>&1") != 0) GTEST_SKIP() << "Graphviz is not installed";
  const auto folder = std::filesystem::temp_directory_path() / ("whom-dot-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  for (const KnowledgeGraph& graph : graphs()) {
    std::ofstream(folder / "g.dot") << written(write_dot, graph);
    const std::string command = "cd '" + folder.string() + "' && dot -Tplain g.dot -o g.plain 2>g.err";
    ASSERT_EQ(std::system(command.c_str()), 0);
    std::ifstream plain(folder / "g.plain"), errors(folder / "g.err");
    std::size_t edges = 0;
    for (std::string line; std::getline(plain, line);) edges += line.starts_with("edge ") ? 1 : 0;
    EXPECT_EQ(edges, graph.statements().size()) << "every statement is drawn";
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(errors), {}), "");
    EXPECT_EQ(std::system(("cd '" + folder.string() + "' && dot -Tsvg g.dot -o g.svg 2>>g.err").c_str()), 0);
  }
  std::filesystem::remove_all(folder);
}

TEST(Dot, StatusIsDrawn) {
  const std::string dot = written(write_dot, test::sample_graph());
  const auto line_with = [&](const std::string& words) {
    const auto at = dot.find(words);
    if (at == std::string::npos) return std::string();
    const auto begin = dot.rfind('\n', at) + 1;
    return dot.substr(begin, dot.find('\n', at) - begin);
  };
  EXPECT_NE(line_with("not: sign").find("arrowhead=tee"), std::string::npos);
  EXPECT_NE(line_with("visit (planned)").find("style=dashed"), std::string::npos);
  EXPECT_EQ(line_with("label=\"be president of\"").find("style"), std::string::npos);
  EXPECT_NE(line_with("label=\"quit\"").find("nothing."), std::string::npos);
}

// ---- GraphML and GEXF

using Tree = boost::property_tree::ptree;

Tree xml_tree(const std::string& text) {
  std::istringstream in(text);
  Tree tree;
  boost::property_tree::read_xml(in, tree);
  return tree;
}

void check_edges(const Tree& nodes, const Tree& edges, std::size_t count) {
  std::set<std::string> ids;
  for (const auto& [tag, node] : nodes) {
    if (tag == "node") {
      EXPECT_TRUE(ids.insert(node.get<std::string>("<xmlattr>.id")).second);
    }
  }
  std::size_t seen = 0;
  for (const auto& [tag, edge] : edges) {
    if (tag != "edge") continue;
    ++seen;
    EXPECT_EQ(ids.count(edge.get<std::string>("<xmlattr>.source")), 1u);
    EXPECT_EQ(ids.count(edge.get<std::string>("<xmlattr>.target")), 1u);
  }
  EXPECT_EQ(seen, count);
}

TEST(GraphMl, IsXmlWithEveryStatement) {
  for (const KnowledgeGraph& graph : graphs()) {
    const Tree tree = xml_tree(written(write_graphml, graph));
    check_edges(tree.get_child("graphml.graph"), tree.get_child("graphml.graph"), graph.statements().size());
  }
}

TEST(Gexf, IsXmlWithEveryStatement) {
  for (const KnowledgeGraph& graph : graphs()) {
    const Tree tree = xml_tree(written(write_gexf, graph));
    check_edges(tree.get_child("gexf.graph.nodes"), tree.get_child("gexf.graph.edges"), graph.statements().size());
  }
}

TEST(GraphMl, KeepsNames) {
  const Tree tree = xml_tree(written(write_graphml, nasty_graph()));
  std::set<std::string> names;
  for (const auto& [tag, node] : tree.get_child("graphml.graph")) {
    if (tag == "node" && node.count("data") > 0) names.insert(node.begin()->second.data());
    for (const auto& [inner, data] : node) {
      if (inner == "data" && data.get<std::string>("<xmlattr>.key") == "name") names.insert(data.data());
    }
  }
  for (const char* name :
       {"'n Go & Co <b>", "Line\nBreak", "Tab\tStop", "🙂", "Bell\uFFFD", "&amp;", "U+FFFF \uFFFD"}) {
    EXPECT_EQ(names.count(name), 1u) << name;
  }
}

// ---- CSV

std::vector<Strings> csv_rows(const std::string& text) {
  std::vector<Strings> rows = {{""}};
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted && c == '"' && at + 1 < text.size() && text[at + 1] == '"') {
      rows.back().back() += text[++at];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\n') {
      rows.push_back({""});
    } else {
      rows.back().back() += c;
    }
  }
  rows.pop_back();
  return rows;
}

TEST(Csv, HasALinePerStatement) {
  for (const KnowledgeGraph& graph : graphs()) {
    const auto rows = csv_rows(written(write_csv, graph));
    ASSERT_EQ(rows.size(), graph.statements().size() + 1);
    for (const Strings& row : rows) ASSERT_EQ(row.size(), rows[0].size());
    for (std::uint32_t s = 0; s < graph.statements().size(); ++s) {
      const Statement& statement = graph.statement({s});
      EXPECT_EQ(rows[s + 1][0], graph.statement_id({s}));
      EXPECT_EQ(rows[s + 1][2], statement.subject ? label(graph, *statement.subject) : "");
      EXPECT_EQ(rows[s + 1][5], statement.relation);
      EXPECT_EQ(rows[s + 1][7], statement.object ? label(graph, *statement.object) : "");
    }
  }
}

// ---- RDF

using Triples = std::multiset<std::string>;

Triples nquads(const std::string& text) {
  Triples triples;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_TRUE(line.ends_with(" ."));
    triples.insert(line.substr(0, line.size() - 2));
  }
  return triples;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    char code[8];
    std::snprintf(code, sizeof code, "\\u%04X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (c == '\n' || c == '\t' || c == '\r') {
      out += {'\\', c == '\n' ? 'n' : c == '\t' ? 't' : 'r'};
    } else {
      out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? code : std::string(1, c);
    }
  }
  return out;
}

/// What a JSON-LD processor would make of the subset of JSON-LD that is written.
class Expander {
 public:
  explicit Expander(const rapidjson::Value& context) : context_(context) {}

  std::string iri(const std::string& compact) const {
    const auto colon = compact.find(':');
    const std::string prefix = compact.substr(0, colon);
    if (colon == std::string::npos || compact.substr(colon).starts_with("://")) return compact;
    return context_.HasMember(prefix.c_str()) ? context_[prefix.c_str()].GetString() + compact.substr(colon + 1)
                                              : compact;
  }

  void node(const rapidjson::Value& node, Triples& triples) const {
    const std::string subject = "<" + iri(node["@id"].GetString()) + "> ";
    for (const auto& member : node.GetObject()) {
      const std::string key = member.name.GetString();
      if (key == "@id") continue;
      const auto [predicate, coercion] = term(key);
      const auto add = [&, p = predicate, c = coercion](const rapidjson::Value& v) {
        triples.insert(subject + "<" + p + "> " + value(v, c));
      };
      if (member.value.IsArray()) {
        for (const auto& v : member.value.GetArray()) add(v);
      } else {
        add(member.value);
      }
    }
  }

 private:
  std::pair<std::string, std::string> term(const std::string& key) const {
    if (key == "@type") return {iri("rdf:type"), "@id"};
    if (!context_.HasMember(key.c_str())) return {iri(key), ""};
    const auto& definition = context_[key.c_str()];
    if (definition.IsString()) return {iri(definition.GetString()), ""};
    return {iri(definition["@id"].GetString()), definition["@type"].GetString()};
  }

  std::string value(const rapidjson::Value& v, const std::string& coercion) const {
    if (v.IsObject() && v.HasMember("@id")) return "<" + iri(v["@id"].GetString()) + ">";
    if (v.IsObject()) return literal(v["@value"], v.HasMember("@type") ? v["@type"].GetString() : "");
    return coercion == "@id" ? "<" + iri(v.GetString()) + ">" : literal(v, coercion);
  }

  std::string literal(const rapidjson::Value& v, const std::string& type) const {
    const std::string text = v.IsBool()   ? (v.GetBool() ? "true" : "false")
                             : v.IsUint() ? std::to_string(v.GetUint())
                                          : escaped({v.GetString(), v.GetStringLength()});
    return "\"" + text + "\"" + (type.empty() ? "" : "^^<" + iri(type) + ">");
  }

  const rapidjson::Value& context_;
};

Triples json_ld(const std::string& text) {
  rapidjson::Document document;
  document.Parse(text.c_str(), text.size());
  EXPECT_FALSE(document.HasParseError()) << rapidjson::GetParseError_En(document.GetParseError());
  const Expander expander(document["@context"]);
  Triples triples;
  for (const auto& node : document["@graph"].GetArray()) expander.node(node, triples);
  return triples;
}

TEST(JsonLd, CarriesTheTriplesOfNQuads) {
  for (const KnowledgeGraph& graph : graphs()) {
    EXPECT_EQ(json_ld(written(write_json_ld, graph)), nquads(written(write_nquads, graph)));
  }
}

TEST(JsonLd, TermsAndPrefixesDoNotCollide) {
  const std::string text = written(write_json_ld, test::sample_graph());
  rapidjson::Document document;
  document.Parse(text.c_str());
  std::set<std::string> keys;
  for (const auto& member : document["@context"].GetObject()) {
    EXPECT_TRUE(keys.insert(member.name.GetString()).second) << member.name.GetString();
  }
}

TEST(NQuads, HasNoBlankNodesAndNoTripleTwice) {
  for (const KnowledgeGraph& graph : graphs()) {
    const Triples triples = nquads(written(write_nquads, graph));
    EXPECT_EQ(std::set<std::string>(triples.begin(), triples.end()).size(), triples.size());
    for (const std::string& triple : triples) {
      EXPECT_TRUE(triple.starts_with("<https://whom.example/")) << triple;
      EXPECT_EQ(triple.find(" _:"), std::string::npos);
      const std::string iris = triple.substr(0, triple.find("> \"") + 1);
      EXPECT_EQ(iris.find_first_of("\\\"{}|^`"), std::string::npos) << iris;
      EXPECT_EQ(first_invalid_utf8(triple), std::nullopt);
    }
  }
}

std::string entity_fact(const std::string& subject, const std::string& relation, const std::string& object) {
  const std::string base = "<https://whom.example/";
  return base + "entity/" + subject + "> " + base + "relation/" + relation + "> " + base + "entity/" + object + ">";
}

TEST(NQuads, OnlyWhatIsAffirmedAndActualIsABareTriple) {
  const Triples triples = nquads(written(write_nquads, test::sample_graph()));
  EXPECT_EQ(triples.count(entity_fact("tomas-okello", "meet", "ingrid-j-valmont")), 1u);
  EXPECT_EQ(triples.count(entity_fact("parties-to-the-conflict", "sign", "selby-accord")), 1u);
  EXPECT_EQ(triples.count(entity_fact("tomas-okello", "sign", "selby-accord")), 0u) << "denied";
  EXPECT_EQ(triples.count(entity_fact("tomas-okello", "visit", "haiti")), 0u) << "planned";
  EXPECT_EQ(triples.count(entity_fact("lumen-holdings", "sell", "corvid-telecom")), 0u) << "possible";
}

TEST(NQuads, TimesHaveTheirTypes) {
  test::ReadingBuilder b("x");
  b.sentence("Ada quit.");
  const auto ada = b.entity("Ada", EntityType::Person);
  const std::map<std::string, std::string> types = {{"2024", "XMLSchema#gYear"},
                                                    {"2024-02", "XMLSchema#gYearMonth"},
                                                    {"2024-02-29", "XMLSchema#date"},
                                                    {"2023-02-29", "edtf/EDTF"},
                                                    {"2024-13", "edtf/EDTF"},
                                                    {"0000", "edtf/EDTF"},
                                                    {"2024-02-29T12:00:00", "XMLSchema#dateTime"},
                                                    {"2024-02-29T12:00:00Z", "XMLSchema#dateTime"},
                                                    {"2024-02-29T25:00:00", "edtf/EDTF"},
                                                    {"2024-02-29T12", "edtf/EDTF"},
                                                    {"XXXX-06", "edtf/EDTF"},
                                                    {"2021-11/2021-12", "edtf/EDTF"},
                                                    {"", "edtf/EDTF"}};
  for (const auto& [value, type] : types) b.report(ada, "quit", test::time(value, "then"), "quit");
  const std::string text = written(write_nquads, KnowledgeGraph::merge({b.finish()}, Ledger()));
  for (const auto& [value, type] : types) {
    const auto at = text.find("object> \"" + value + "\"^^<");
    ASSERT_NE(at, std::string::npos) << value;
    EXPECT_NE(text.substr(at, text.find(" .", at) - at).find(type + ">"), std::string::npos) << value;
  }
}

TEST(Rdf, TheBaseCanBeChosen) {
  ExportOptions options;
  options.base = "http://news.example/graph#";
  EXPECT_NE(written(write_nquads, test::sample_graph(), options).find("<http://news.example/graph#entity/haiti>"),
            std::string::npos);
  options.base = "urn:x";
  EXPECT_NE(written(write_nquads, test::sample_graph(), options).find("<urn:x/entity/haiti>"), std::string::npos);
  for (const char* base : {"", "haiti", "http://x y/", "http://x/<", ":x", "/x/"}) {
    options.base = base;
    EXPECT_THROW(written(write_turtle, test::sample_graph(), options), std::invalid_argument) << base;
  }
}

TEST(Turtle, SaysEveryTripleOnce) {
  const KnowledgeGraph graph = test::sample_graph();
  const std::string turtle = written(write_turtle, graph);
  const auto count = [&](const std::string& part) {
    std::size_t found = 0;
    for (auto at = turtle.find(part); at != std::string::npos; at = turtle.find(part, at + 1)) ++found;
    return found;
  };
  EXPECT_EQ(count("\nstatement:"), graph.statements().size());
  EXPECT_EQ(count("relation:meet entity:"), 2u) << "one predicate, several objects";
  EXPECT_EQ(count("\nentity:"), graph.entities().size());
}

// ---- all of them

const std::vector<Write> writers = {write_dot,     write_json_ld, write_nquads, write_turtle,
                                    write_graphml, write_gexf,    write_csv};

TEST(Export, ASelectionIsWrittenAlone) {
  const KnowledgeGraph graph = test::sample_graph();
  ExportOptions options;
  options.statements = {graph.with_relation("visit")[0], graph.with_relation("visit")[0]};
  for (const Write write : writers) {
    const std::string text = written(write, graph, options);
    EXPECT_NE(text.find("Haiti"), std::string::npos);
    EXPECT_EQ(text.find("Lumen"), std::string::npos) << text;
    EXPECT_LT(text.size(), written(write, graph).size());
  }
}

TEST(Export, TheSameGraphGivesTheSameBytes) {
  for (const Write write : writers) {
    auto readings = test::random_readings(21, 8, 8);
    const std::string expected = written(write, KnowledgeGraph::merge(readings, Ledger()));
    std::reverse(readings.begin(), readings.end());
    EXPECT_EQ(written(write, KnowledgeGraph::merge(readings, Ledger())), expected);
  }
}

TEST(Export, RedirectsAreKept) {
  std::istringstream decisions("rename haiti \"Republic of Haiti\"\n");
  const KnowledgeGraph graph = KnowledgeGraph::merge(test::sample_readings(), Ledger::parse(decisions, "l"));
  EXPECT_NE(written(write_nquads, graph)
                .find("<https://whom.example/entity/republic-of-haiti> "
                      "<http://www.w3.org/2002/07/owl#sameAs> <https://whom.example/entity/haiti>"),
            std::string::npos);
}

TEST(Export, ConfidencesAreShort) {
  EXPECT_EQ(decimal(1), "1.0");
  EXPECT_EQ(decimal(0.5), "0.5");
  EXPECT_EQ(decimal(0.123456), "0.1235");
  EXPECT_EQ(decimal(0), "0.0");
}

}  // namespace
}  // namespace whom::graph
