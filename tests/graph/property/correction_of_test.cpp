#include "graph/property/correction_of.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "graph/check.hpp"
#include "graph/ledger.hpp"
#include "graph/property/statement_graph.hpp"
#include "tests/support/random_readings.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::property {
namespace {

using graph::Correction;
using graph::KnowledgeGraph;
using graph::Ledger;
using Strings = std::vector<std::string>;

/// A graph that was read, and what patterns write to.
struct Fixture {
  explicit Fixture(std::vector<graph::Reading> read = test::sample_readings()) : readings(std::move(read)) {}

  std::vector<graph::Reading> readings;
  KnowledgeGraph knowledge = KnowledgeGraph::merge(readings, Ledger());
  Graph graph = statement_graph(knowledge);

  Node entity(const std::string& id) const { return Node{knowledge.find_entity(id)->value}; }
  Relationship relationship(const std::string& type) const {
    return Relationship{graph.base_range(*graph.find_type(type)).first};
  }
  Relationship make(Node source, const std::string& type, Node target, const Properties& properties = {}) {
    const Relationship made = graph.create_relationship(source, graph.add_type(type), target);
    for (const auto& [key, value] : properties) graph.set(made, graph.add_key(key), value);
    return made;
  }
  Node make(const std::string& label, const Properties& properties) {
    const Label labels[] = {graph.add_label(label)};
    const Node made = graph.create_node(labels);
    for (const auto& [key, value] : properties) graph.set(made, graph.add_key(key), value);
    return made;
  }
  template <typename Element>
  void set(Element element, const std::string& key, const Value& value) {
    graph.set(element, graph.add_key(key), value);
  }

  Correction correction() const { return correction_of(graph, knowledge); }
  std::string refusal() const {
    try {
      correction();
    } catch (const NoCorrection& error) {
      EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
      return error.what();
    }
    return "";
  }

  KnowledgeGraph corrected() const {
    Correction made = correction();
    made.id = "0011223344556677";
    made.time = "2024-05-06T07:08:09Z";
    made.curator = "Ann";
    made.pattern = "CREATE ...";
    KnowledgeGraph merged = KnowledgeGraph::merge(readings, Ledger(), {&made, 1});
    EXPECT_EQ(problems(merged), Strings());
    return merged;
  }
};

std::string name_of(const Graph& graph, const Value& value) {
  if (!value.is(Kind::Node)) return print(value);
  for (const char* const word : {"name", "value"}) {
    const auto key = graph.find_key(word);
    const Value name = key ? graph.property(value.node(), *key) : Value();
    if (!name.is_null()) return print(name);
  }
  return "";
}

/// What the relationships say, without what follows from evidence. A single qualifier is a list of one.
std::multiset<std::string> said(const Graph& graph) {
  std::multiset<std::string> all;
  for (std::uint32_t r = 0; r < graph.relationship_bound(); ++r) {
    const Relationship relationship{r};
    if (!graph.exists(relationship)) continue;
    std::map<std::string, std::set<std::string>> parts{{"polarity", {"'affirmed'"}}, {"modality", {"'actual'"}}};
    for (const auto& [key, value] : graph.properties(relationship)) {
      const std::string word(graph.name(key));
      if (word == "id" || word == "asserted" || word == "confidence" || word == "reports" || word == "documents")
        continue;
      parts[word].clear();
      for (const Value& one : value.is(Kind::List) ? value.list() : List{value})
        parts[word].insert(name_of(graph, one));
    }
    std::string text = name_of(graph, Value(graph.source(relationship))) + " " +
                       std::string(graph.name(graph.type(relationship))) + " " +
                       name_of(graph, Value(graph.target(relationship)));
    for (const auto& [word, values] : parts)
      for (const std::string& value : values) text += " " + word + "=" + value;
    all.insert(text);
  }
  return all;
}

TEST(CorrectionOf, NothingWrittenIsNothing) { EXPECT_TRUE(Fixture().correction().empty()); }

TEST(CorrectionOf, NewRelationshipsAreAdded) {
  Fixture f;
  f.make(f.entity("tomas-okello"), "visit", f.entity("norrland"),
         {{"modality", Value("planned")},
          {"about", Value(List{Value("Ostara Bank"), Value("the weather"), Value("lena-marchetti")})},
          {"on", Value(Date{19000})},
          {"in", Value("2022-11")},
          {"with", Value(Node{f.entity("haiti")})},
          {"at", Value(std::int64_t{3})}});
  const Correction made = f.correction();
  ASSERT_EQ(made.added.size(), 1u);
  EXPECT_TRUE(made.withdrawn.empty());
  EXPECT_EQ(made.added[0].modality, graph::Modality::Planned);
  EXPECT_EQ(
      said(statement_graph(f.corrected()))
          .count(
              "'Tomas Okello' visit 'Norrland' about='Lena Marchetti' about='Ostara Bank' about='the weather' at='3' "
              "in='2022-11' modality='planned' on='2022-01-08' polarity='affirmed' with='Haiti'"),
      1u);
}

TEST(CorrectionOf, NewNodesAreEntities) {
  Fixture f;
  const Node ada = f.make("Person", {{"name", Value("Ada Brandt")}, {"names", Value(List{Value("Brandt")})}});
  const Node second = f.make("Person", {{"name", Value("Tomas Okello")}});
  f.make(ada, "meet", second, {{"about", Value("Ada Brandt")}});
  const KnowledgeGraph merged = f.corrected();
  EXPECT_EQ(merged.entity(*merged.find_entity("ada-brandt")).aliases, Strings{"Brandt"});
  EXPECT_EQ(merged.named("Tomas Okello").size(), 2u);
  EXPECT_EQ(merged.participations(*merged.find_entity("ada-brandt")).size(), 2u);
}

TEST(CorrectionOf, NodesInListsAreThemselves) {
  Fixture f;
  const Node ada = f.make("Person", {{"name", Value("Ada Brandt")}});
  const Node spring = f.make("Time", {{"value", Value("2023-04")}});
  const Relationship visit = f.relationship("visit"), brief = f.relationship("brief");
  const Value about = f.graph.property(brief, *f.graph.find_key("about"));
  f.make(f.entity("norrland"), "greet", ada,
         {{"about", about}, {"in", Value(List{Value(spring)})}, {"with", Value(List{Value(f.entity("haiti"))})}});
  f.set(visit, "with", Value(List{Value(ada), Value("a friend")}));
  EXPECT_EQ(said(statement_graph(f.corrected())), said(f.graph));
}

TEST(CorrectionOf, NewLiteralsAreEndsOfStatements) {
  Fixture f;
  f.make(f.entity("ostara-bank"), "pay", f.make("Money", {{"value", Value("3 marks")}}));
  f.make(f.entity("ostara-bank"), "open", f.make("Time", {{"value", Value(Date{0})}, {"text", Value("New Year")}}));
  const auto all = said(statement_graph(f.corrected()));
  EXPECT_EQ(all.count("'Ostara Bank' pay '3 marks' modality='actual' polarity='affirmed'"), 1u);
  EXPECT_EQ(all.count("'Ostara Bank' open '1970-01-01' modality='actual' polarity='affirmed'"), 1u);
  f.make("Money", {{"value", Value("4 marks")}});
  EXPECT_EQ(f.refusal(), "a time, amount or text is there only as an end of a relationship");
}

TEST(CorrectionOf, DeletedRelationshipsAreWithdrawn) {
  Fixture f;
  const Relationship gone = f.relationship("visit");
  const std::string id(f.graph.property(gone, *f.graph.find_key("id")).string());
  f.set(gone, "about", Value("anything"));
  f.graph.remove(gone);
  EXPECT_EQ(f.correction().withdrawn.size(), 1u);
  EXPECT_FALSE(f.corrected().find_statement(id));
}

TEST(CorrectionOf, ChangedRelationshipsAreWithdrawnAndAdded) {
  Fixture f;
  const Relationship visit = f.relationship("visit");
  f.set(visit, "modality", Value("actual"));
  f.set(visit, "in", Value(List{Value("2024-04")}));
  f.set(visit, "about", Value());
  const Correction made = f.correction();
  EXPECT_EQ(made.withdrawn.size(), 1u);
  EXPECT_EQ(made.added.size(), 1u);
  const KnowledgeGraph merged = f.corrected();
  EXPECT_EQ(merged.with_relation("visit").size(), 1u);
  EXPECT_EQ(said(statement_graph(merged))
                .count("'Tomas Okello' visit 'Haiti' in='2024-04' modality='actual' polarity='affirmed'"),
            1u);
}

TEST(CorrectionOf, WhatIsSetToWhatItIsStays) {
  Fixture f;
  const Relationship visit = f.relationship("visit");
  f.set(visit, "modality", f.graph.property(visit, *f.graph.find_key("modality")));
  f.set(f.entity("haiti"), "name", Value("Haiti"));
  f.graph.begin();
  f.graph.set_label(f.entity("haiti"), *f.graph.find_label("Place"), true);
  f.graph.set_label(f.entity("haiti"), *f.graph.find_label("Place"), false);
  f.graph.commit();
  EXPECT_TRUE(f.correction().empty());
}

TEST(CorrectionOf, WhatIsDeletedAndMadeAgainKeepsItsEvidence) {
  Fixture f;
  const Relationship visit = f.relationship("visit");
  const Node source = f.graph.source(visit), target = f.graph.target(visit);
  f.graph.remove(visit);
  f.make(source, "visit", target, {{"modality", Value("planned")}, {"in", Value("2024-03")}});
  const KnowledgeGraph merged = f.corrected();
  ASSERT_EQ(merged.with_relation("visit").size(), 1u);
  EXPECT_EQ(merged.evidence(merged.with_relation("visit")[0]).size(), 2u);
}

TEST(CorrectionOf, EntitiesChangeNamesAndType) {
  Fixture f;
  f.graph.begin();
  f.set(f.entity("tomas-okello"), "name", Value("Zacharias Okello"));
  f.set(f.entity("haiti"), "names", Value(List{Value("Haiti"), Value("Ayiti")}));
  f.graph.set_label(f.entity("norrland"), *f.graph.find_label("GeopoliticalEntity"), false);
  f.graph.set_label(f.entity("norrland"), f.graph.add_label("Place"), true);
  f.graph.commit();
  const KnowledgeGraph merged = f.corrected();
  const graph::Entity& okello = merged.entity(*merged.find_entity("tomas-okello"));
  EXPECT_EQ(okello.id, "zacharias-okello");
  EXPECT_TRUE(std::ranges::binary_search(okello.aliases, "Tomas Okello"));
  EXPECT_EQ(merged.entity(*merged.find_entity("haiti")).aliases, Strings{"Ayiti"});
  EXPECT_EQ(merged.entity(*merged.find_entity("norrland")).type, graph::EntityType::Place);
  EXPECT_EQ(merged.statements().size(), f.knowledge.statements().size());
}

TEST(CorrectionOf, RefusesWhatItCannotSay) {
  const auto refused = [](const auto& write) {
    Fixture f;
    f.graph.begin();
    write(f);
    f.graph.commit();
    return f.refusal();
  };
  const auto new_statement = [&](const std::string& key, const Value& value) {
    return refused([&](Fixture& f) { f.make(f.entity("haiti"), "visit", f.entity("norrland"), {{key, value}}); });
  };
  EXPECT_EQ(refused([](Fixture& f) { f.set(f.entity("haiti"), "size", Value(1.0)); }),
            "an entity has name, names and named, and 'size' is not to be set; what is true of it is said by "
            "relationships");
  EXPECT_NE(refused([](Fixture& f) { f.set(f.entity("haiti"), "id", Value("hayti")); }), "");
  EXPECT_NE(refused([](Fixture& f) { f.set(f.entity("haiti"), "name", Value()); }), "");
  EXPECT_NE(refused([](Fixture& f) { f.set(f.entity("haiti"), "names", Value(List{Value(1.0)})); }), "");
  EXPECT_NE(refused([](Fixture& f) { f.make("Person", {}); }), "");
  EXPECT_NE(refused([](Fixture& f) { f.make("Planet", {{"name", Value("Mars")}}); }), "");
  EXPECT_NE(refused([](Fixture& f) { f.make("Person", {{"name", Value("Ada")}, {"id", Value("ada")}}); }), "");
  EXPECT_NE(refused([](Fixture& f) { f.graph.create_node({}); }), "");
  EXPECT_NE(refused([](Fixture& f) { f.graph.set_label(f.entity("haiti"), f.graph.add_label("Place"), true); }), "");
  EXPECT_NE(refused([](Fixture& f) { f.set(f.relationship("visit"), "id", Value("x")); }), "");
  EXPECT_NE(refused([](Fixture& f) { f.set(f.relationship("visit"), "confidence", Value(1.0)); }), "");
  EXPECT_NE(refused([](Fixture& f) { f.set(f.relationship("visit"), "asserted", Value()); }), "");
  EXPECT_NE(refused([](Fixture& f) {
              f.make(f.entity("haiti"), "open", f.make("Time", {{"value", Value("soon")}}));
            }),
            "");
  EXPECT_EQ(new_statement("polarity", Value("maybe")), "there is no polarity 'maybe'");
  EXPECT_EQ(new_statement("reports", Value(std::int64_t{7})),
            "'reports' follows from the evidence and is not to be set");
  EXPECT_EQ(new_statement("colour", Value("red")),
            "there is no role 'colour'; roles are about, with, in, on, since and others");
  EXPECT_NE(new_statement("about", Value(2.5)), "");
  EXPECT_NE(new_statement("about", Value("")), "");
  EXPECT_EQ(refused([](Fixture& f) {
              const Node gone = f.make("Person", {{"name", Value("Ada")}});
              f.graph.remove(gone);
              f.make(f.entity("haiti"), "visit", f.entity("norrland"), {{"with", Value(List{Value(gone)})}});
            }),
            "what stands under 'with' was deleted");
}

TEST(CorrectionOf, WhatHasToBeThereStays) {
  const auto refused = [](const auto& element_of, const char* key) {
    Fixture f;
    f.graph.begin();
    f.set(element_of(f), key, Value());
    f.graph.commit();
    return f.refusal();
  };
  for (const char* key : {"id", "names", "named"})
    EXPECT_EQ(refused([](Fixture& f) { return f.entity("haiti"); }, key),
              "'" + std::string(key) + "' cannot be removed");
  for (const char* key : {"id", "polarity", "modality", "confidence"})
    EXPECT_EQ(refused([](Fixture& f) { return f.relationship("visit"); }, key),
              "'" + std::string(key) + "' cannot be removed");
}

TEST(CorrectionOf, ARelationHasAName) {
  Fixture f;
  f.make(f.entity("haiti"), "", f.entity("norrland"));
  EXPECT_EQ(f.refusal(), "a relation has a name");
}

/// Nor does the id of another stand for it.
TEST(CorrectionOf, TheIdOfAStatementStays) {
  Fixture f;
  const auto key = *f.graph.find_key("id");
  f.graph.begin();
  f.graph.set(f.relationship("visit"), key, f.graph.property(f.relationship("brief"), key));
  f.graph.commit();
  EXPECT_EQ(f.refusal(), "'id' follows from the evidence and is not to be set");
}

TEST(CorrectionOf, WhatIsMadeTwiceIsOneStatement) {
  Fixture f;
  for (int i = 0; i < 2; ++i) f.make(f.entity("haiti"), "visit", f.entity("norrland"));
  EXPECT_EQ(f.correction().added.size(), 1u);
}

TEST(CorrectionOf, LiteralsHaveTheTypeTheyAreWrittenAs) {
  using graph::LiteralType;
  const auto type = [](const char* role, const Value& value) {
    Fixture f;
    f.make(f.entity("haiti"), "visit", f.entity("norrland"), {{role, value}});
    return std::get<graph::Literal>(f.correction().added[0].qualifiers[0].value).type;
  };
  EXPECT_EQ(type("about", Value(Date{1})), LiteralType::Time);
  EXPECT_EQ(type("for", Value("2019-05")), LiteralType::Time);
  EXPECT_EQ(type("for", Value("XXXX-06-01")), LiteralType::Time);
  EXPECT_EQ(type("until", Value("1984")), LiteralType::Time);
  EXPECT_EQ(type("in", Value(std::int64_t{1984})), LiteralType::Time);
  EXPECT_EQ(type("about", Value("1984")), LiteralType::Text);
  EXPECT_EQ(type("on", Value("2023-02-30")), LiteralType::Text);
  EXPECT_EQ(type("on", Value("2023-99-99")), LiteralType::Text);
  EXPECT_EQ(type("for", Value(std::int64_t{3})), LiteralType::Quantity);
}

TEST(CorrectionOf, ANameOfSeveralIsRefused) {
  auto readings = test::sample_readings();
  test::ReadingBuilder builder("other");
  builder.sentence("Haiti quit.");
  builder.report(builder.entity("Haiti", graph::EntityType::Person), "quit", std::nullopt, "quit");
  readings.push_back(builder.finish());
  Fixture f(readings);
  const auto named = f.knowledge.named("Haiti");
  ASSERT_EQ(named.size(), 2u);
  f.make(f.entity("norrland"), "meet", f.entity("norrland"), {{"about", Value("Haiti")}});
  EXPECT_TRUE(f.refusal().starts_with("several entities are called 'Haiti'; give the id of one, such as 'haiti-"));
}

TEST(CorrectionOf, DeletedNodes) {
  Fixture f;
  const Node literal = f.make("Money", {{"value", Value("3 marks")}});
  f.graph.remove(literal);
  EXPECT_TRUE(f.correction().empty()) << "it was not there before either";
  for (const bool outgoing : {true, false}) {
    const auto adjacent = outgoing ? f.graph.outgoing(f.entity("haiti")) : f.graph.incoming(f.entity("haiti"));
    for (const std::uint32_t r : std::vector(adjacent.relationships.begin(), adjacent.relationships.end()))
      f.graph.remove(Relationship{r});
  }
  f.graph.remove(f.entity("haiti"));
  EXPECT_EQ(f.refusal(), "the entity 'haiti' is named by what was read and cannot be deleted; its relationships can");
}

/// What the relationships say after the correction is what they said when the pattern had run.
TEST(CorrectionOf, MergingGivesWhatWasWritten) {
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    Fixture f(test::random_readings(seed, 4, 10));
    std::mt19937 random(seed);
    const auto entities = static_cast<std::uint32_t>(f.knowledge.entities().size());
    const std::uint32_t relationships = f.graph.relationship_bound();
    const auto node = [&] { return Node{static_cast<std::uint32_t>(random() % entities)}; };
    f.graph.begin();
    for (int step = 0; step < 12; ++step) {
      const Relationship old{static_cast<std::uint32_t>(random() % relationships)};
      switch (random() % 5) {
        case 0:
          f.make(node(), "visit", node(), {{"with", Value(List{Value(node()), Value("a friend of theirs")})}});
          break;
        case 1:
          f.make(node(), "meet", f.make("Person", {{"name", Value("New " + std::to_string(step))}}));
          break;
        case 2:
          if (f.graph.exists(old)) f.graph.remove(old);
          break;
        case 3:
          if (f.graph.exists(old)) f.set(old, "polarity", Value(random() % 2 == 0 ? "denied" : "affirmed"));
          break;
        default:
          if (f.graph.exists(old)) f.set(old, "about", random() % 2 == 0 ? Value(List{Value(node())}) : Value());
      }
    }
    f.graph.commit();
    const auto wanted = said(f.graph), got = said(statement_graph(f.corrected()));
    const std::set<std::string> distinct(wanted.begin(), wanted.end());
    EXPECT_EQ(std::set<std::string>(got.begin(), got.end()), distinct) << seed;
  }
}

}  // namespace
}  // namespace whom::property
