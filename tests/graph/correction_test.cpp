#include "graph/correction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "graph/check.hpp"
#include "graph/dot.hpp"
#include "graph/json_ld.hpp"
#include "graph/ledger.hpp"
#include "tests/support/random_readings.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::graph {
namespace {

using Strings = std::vector<std::string>;

/// Builds corrections over the entities of a graph, or of none.
struct Writer {
  const KnowledgeGraph& graph;
  Correction correction = {"00112233445566aa", "2024-05-06T07:08:09Z", "Ann", "CREATE (a)-[:visit]->(b)", {}, {}, {}};

  EntityIndex entity(const std::string& id) {
    correction.participants.push_back({graph.entity(*graph.find_entity(id)), false, {}, {}});
    return last();
  }
  EntityIndex made(const std::string& id, const std::string& name, EntityType type = EntityType::Person) {
    correction.participants.push_back({{id, name, {}, type, true}, true, {}, {}});
    return last();
  }
  EntityIndex last() const { return {static_cast<std::uint32_t>(correction.participants.size() - 1)}; }
  Writer& add(EntityIndex subject, const std::string& relation, EntityIndex object,
              std::vector<Qualifier> qualifiers = {}) {
    correction.added.push_back(
        {subject, relation, object, std::move(qualifiers), Polarity::Affirmed, Modality::Actual});
    return *this;
  }
  Writer& withdraw(EntityIndex subject, const std::string& relation, EntityIndex object) {
    correction.withdrawn.push_back({subject, relation, object, {}, Polarity::Affirmed, Modality::Actual});
    return *this;
  }
  Writer& rename(const std::string& id, const std::string& name) {
    entity(id);
    auto& participant = correction.participants.back();
    participant.becomes = participant.entity;
    participant.becomes->aliases.push_back(participant.entity.name);
    std::ranges::sort(participant.becomes->aliases);
    participant.becomes->name = name;
    return *this;
  }
};

KnowledgeGraph merged(std::vector<Correction> corrections, std::vector<Reading> readings = test::sample_readings(),
                      const std::string& decisions = "") {
  for (std::size_t i = 0; i < corrections.size(); ++i) corrections[i].id[0] = static_cast<char>('a' + i);
  std::istringstream in(decisions);
  KnowledgeGraph graph = KnowledgeGraph::merge(std::move(readings), Ledger::parse(in, "x.ledger"), corrections);
  EXPECT_EQ(problems(graph), Strings());
  return graph;
}

/// "subject relation object" of all statements with the relation.
Strings said(const KnowledgeGraph& graph, const std::string& relation) {
  Strings all;
  for (const StatementIndex s : graph.with_relation(relation)) {
    const Statement& statement = graph.statement(s);
    all.push_back(graph.entity(std::get<EntityIndex>(*statement.subject)).name + " " + relation + " " +
                  graph.entity(std::get<EntityIndex>(*statement.object)).name);
  }
  std::ranges::sort(all);
  return all;
}

const KnowledgeGraph& sample() {
  static const KnowledgeGraph graph = test::sample_graph();
  return graph;
}

TEST(Correction, AddsAStatementOnTheCuratorsWord) {
  Writer writer{sample()};
  const auto okello = writer.entity("tomas-okello"), norrland = writer.entity("norrland");
  writer.add(okello, "visit", norrland, {{"about", writer.entity("haiti")}});
  const KnowledgeGraph graph = merged({writer.correction});
  EXPECT_EQ(said(graph, "visit"), (Strings{"Tomas Okello visit Haiti", "Tomas Okello visit Norrland"}));
  EXPECT_EQ(graph.statements().size(), sample().statements().size() + 1);
  EXPECT_EQ(graph.entities().size(), sample().entities().size());
  const auto all = graph.with_relation("visit");
  const auto added = std::ranges::find_if(all, [&](StatementIndex s) { return graph.asserted(s); });
  ASSERT_EQ(graph.evidence(*added).size(), 1u);
  const Evidence& evidence = graph.evidence(*added).front();
  const Document& document = graph.documents()[evidence.document];
  EXPECT_EQ(document.title, "correction by Ann");
  EXPECT_EQ(document.date, "2024-05-06");
  EXPECT_EQ(curator_of(document), "Ann");
  EXPECT_EQ(curator_of(graph.documents()[0]), std::nullopt);
  EXPECT_EQ(graph.text(evidence.document, evidence.sentence), writer.correction.pattern);
  EXPECT_EQ(graph.text(evidence.document, evidence.relation), "visit");
  EXPECT_EQ(evidence.rule, correction_rule);
}

TEST(Correction, AddsItsWordToWhatTheTextsSay) {
  Writer writer{sample()};
  const auto dressler = writer.entity("pavel-dressler"), marchetti = writer.entity("lena-marchetti");
  writer.add(dressler, "meet", marchetti);
  const KnowledgeGraph graph = merged({writer.correction});
  EXPECT_EQ(graph.statements().size(), sample().statements().size());
  std::size_t most = 0;
  for (const StatementIndex s : graph.with_relation("meet")) most = std::max(most, graph.evidence(s).size());
  EXPECT_EQ(most, 2u);
}

TEST(Correction, WithdrawsAStatementAndAllItsEvidence) {
  Writer writer{sample()};
  const auto dressler = writer.entity("pavel-dressler"), marchetti = writer.entity("lena-marchetti");
  writer.withdraw(dressler, "meet", marchetti);
  const Strings before = said(sample(), "meet"), after = said(merged({writer.correction}), "meet");
  EXPECT_EQ(after.size() + 1, before.size());
  EXPECT_EQ(std::ranges::count(after, "Pavel Dressler meet Lena Marchetti"), 0);
  EXPECT_EQ(said(merged({writer.correction, writer.correction}), "meet"), after);
}

TEST(Correction, LaterOnesComeAfterEarlierOnes) {
  Writer first{sample()}, second{sample()};
  for (Writer* writer : {&first, &second}) {
    const auto okello = writer->entity("tomas-okello"), norrland = writer->entity("norrland");
    writer == &first ? writer->add(okello, "visit", norrland) : writer->withdraw(okello, "visit", norrland);
  }
  EXPECT_EQ(said(merged({first.correction, second.correction}), "visit").size(), 1u);
  EXPECT_EQ(said(merged({second.correction, first.correction}), "visit").size(), 2u);
  EXPECT_EQ(said(merged({first.correction, second.correction, first.correction}), "visit").size(), 2u);
}

TEST(Correction, MakesEntities) {
  Writer writer{sample()};
  const auto ada = writer.made("ada-brandt", "Ada Brandt"), haiti = writer.entity("haiti");
  writer.add(ada, "visit", haiti);
  const KnowledgeGraph graph = merged({writer.correction});
  EXPECT_EQ(said(graph, "visit"), (Strings{"Ada Brandt visit Haiti", "Tomas Okello visit Haiti"}));
  EXPECT_EQ(graph.named("ada brandt").size(), 1u);
  EXPECT_TRUE(graph.find_entity("ada-brandt"));
}

TEST(Correction, MadeEntitiesAreThoseThatTextsNameLater) {
  Writer writer{sample()};
  writer.add(writer.made("ada-brandt", "Ada Brandt"), "visit", writer.entity("haiti"));
  auto readings = test::sample_readings();
  test::ReadingBuilder builder("later");
  builder.sentence("Ada Brandt quit.");
  builder.report(builder.entity("Ada Brandt", EntityType::Person), "quit", std::nullopt, "quit");
  readings.push_back(builder.finish());
  const KnowledgeGraph graph = merged({writer.correction}, readings);
  EXPECT_EQ(graph.named("Ada Brandt").size(), 1u);
  EXPECT_EQ(graph.participations(graph.named("Ada Brandt").front()).size(), 2u);
}

TEST(Correction, AMadeEntityWhoseIdAnotherHasGetsAnotherId) {
  Writer writer{sample()};
  writer.made("haiti", "Haiti", EntityType::Organization);
  const KnowledgeGraph graph = merged({writer.correction});
  EXPECT_EQ(graph.named("Haiti").size(), 2u);
  EXPECT_EQ(graph.entity(*graph.find_entity("haiti")).type, EntityType::GeopoliticalEntity);
}

TEST(Correction, RenamesAnEntity) {
  Writer writer{sample()};
  const KnowledgeGraph graph = merged({writer.rename("tomas-okello", "Zacharias Okello").correction});
  const Entity& entity = graph.entity(*graph.find_entity("zacharias-okello"));
  EXPECT_EQ(entity.name, "Zacharias Okello");
  EXPECT_TRUE(std::ranges::binary_search(entity.aliases, "Tomas Okello"));
  EXPECT_EQ(graph.find_entity("tomas-okello"), graph.find_entity("zacharias-okello"));
  EXPECT_EQ(said(graph, "visit"), Strings{"Zacharias Okello visit Haiti"});
  EXPECT_EQ(graph.statements().size(), sample().statements().size());
}

TEST(Correction, SpeaksOfTheRenamedByEitherId) {
  Writer first{sample()}, second{sample()}, third{sample()};
  first.rename("tomas-okello", "Zacharias Okello");
  const auto okello = second.entity("tomas-okello"), haiti = second.entity("haiti");
  second.withdraw(okello, "visit", haiti).add(okello, "flee", haiti);
  const KnowledgeGraph renamed = merged({first.correction});
  Writer after{renamed};
  after.add(after.entity("zacharias-okello"), "leave", after.entity("haiti"));
  const KnowledgeGraph graph = merged({first.correction, second.correction, after.correction});
  EXPECT_EQ(said(graph, "flee"), Strings{"Zacharias Okello flee Haiti"});
  EXPECT_EQ(said(graph, "leave"), Strings{"Zacharias Okello leave Haiti"});
  EXPECT_EQ(graph.warnings().size(), 0u);
}

TEST(Correction, ChangesNamesAndTypeAndKeepsWhatTextsAdded) {
  Writer writer{sample()};
  writer.entity("haiti");
  auto& participant = writer.correction.participants.back();
  participant.becomes = participant.entity;
  participant.becomes->type = EntityType::Place;
  participant.becomes->aliases = {"Ayiti"};
  participant.entity.aliases = {"Hayti"};
  const KnowledgeGraph graph = merged({writer.correction});
  const Entity& entity = graph.entity(*graph.find_entity("haiti"));
  EXPECT_EQ(entity.type, EntityType::Place);
  EXPECT_EQ(entity.aliases, Strings{"Ayiti"});
}

TEST(Correction, FindsAnEntityByItsMention) {
  Writer writer{sample()};
  writer.add(writer.entity("tomas-okello"), "visit", writer.entity("norrland"));
  const auto documents = sample().documents();
  auto& okello = writer.correction.participants.front();
  okello.entity.id = "somebody-else";
  for (std::uint32_t d = 0; d < documents.size() && !okello.mention; ++d)
    for (const EntityLink& link : sample().links(d))
      if (link.entity == sample().find_entity("tomas-okello")) okello.mention = {documents[d].id, link.local};
  ASSERT_TRUE(okello.mention);
  EXPECT_EQ(said(merged({writer.correction}), "visit"),
            (Strings{"Tomas Okello visit Haiti", "Tomas Okello visit Norrland"}));
  okello.mention->document = "0000000000000000";  // not there any more: by the name
  EXPECT_EQ(said(merged({writer.correction}), "visit").size(), 2u);
}

TEST(Correction, WhatIsNotThereAnyMoreStandsAlone) {
  Writer writer{sample()};
  writer.add(writer.entity("tomas-okello"), "visit", writer.entity("norrland"));
  const KnowledgeGraph graph = merged({writer.correction}, {});
  EXPECT_EQ(said(graph, "visit"), Strings{"Tomas Okello visit Norrland"});
  EXPECT_EQ(graph.warnings().size(), 2u);
}

TEST(Correction, WithdrawsNothingOfWhatIsNotThere) {
  Writer writer{sample()};
  writer.withdraw(writer.entity("pavel-dressler"), "meet", writer.entity("lena-marchetti"));
  writer.rename("haiti", "Ayiti");
  const KnowledgeGraph graph = merged({writer.correction}, {});
  EXPECT_EQ(graph.entities().size(), 0u);
  EXPECT_EQ(graph.warnings().size(), 3u);
}

/// Says that "the owner" of its own, whom nobody names, quit.
Reading owner_quits(const std::string& document) {
  test::ReadingBuilder builder(document, "", document);
  builder.sentence("The owner quit.");
  builder.report(builder.entity("the owner", EntityType::Person, {}, false), "quit", std::nullopt, "quit");
  return builder.finish();
}

/// The owner of the first document becomes Jane Roe.
Correction owner_is_jane(const KnowledgeGraph& graph) {
  Writer writer{graph};
  writer.rename(graph.entities().front().id, "Jane Roe");
  auto& participant = writer.correction.participants.front();
  participant.mention = {graph.documents().front().id, graph.links(0).front().local};
  participant.becomes->named = true;
  return writer.correction;
}

TEST(Correction, TheNamelessAreKnownByTheirMentionAlone) {
  const Reading one = owner_quits("one"), other = owner_quits("other");
  const KnowledgeGraph alone = merged({}, {one});
  ASSERT_EQ(alone.entities().size(), 1u);
  const KnowledgeGraph both = merged({owner_is_jane(alone)}, {one, other});
  EXPECT_EQ(both.entities().size(), 2u);
  EXPECT_EQ(both.named("Jane Roe").size(), 1u);
  EXPECT_EQ(both.warnings().size(), 0u);
  const KnowledgeGraph later = merged({owner_is_jane(alone)}, {other});
  EXPECT_EQ(later.entities().size(), 1u);
  EXPECT_EQ(later.named("Jane Roe").size(), 0u) << "that is another owner";
  EXPECT_EQ(later.warnings().size(), 1u);
}

TEST(Correction, GoesWithTheLedger) {
  Writer writer{sample()};
  const auto okello = writer.entity("tomas-okello"), haiti = writer.entity("haiti");
  writer.add(okello, "flee", haiti).withdraw(writer.entity("pavel-dressler"), "meet", writer.entity("lena-marchetti"));
  const KnowledgeGraph graph =
      merged({writer.correction}, test::sample_readings(),
             "rename tomas-okello \"Zacharias Okello\"\nrename pavel-dressler \"Paul Dressler\"\n");
  EXPECT_EQ(said(graph, "flee"), Strings{"Zacharias Okello flee Haiti"});
  EXPECT_EQ(std::ranges::count(said(graph, "meet"), "Paul Dressler meet Lena Marchetti"), 0);
}

TEST(Correction, IsSeenInExports) {
  Writer writer{sample()};
  writer.add(writer.entity("tomas-okello"), "visit", writer.entity("norrland"));
  const KnowledgeGraph graph = merged({writer.correction});
  std::ostringstream json, dot;
  write_json_ld(json, graph);
  write_dot(dot, graph);
  EXPECT_NE(json.str().find("\"creator\": \"Ann\""), std::string::npos);
  EXPECT_NE(json.str().find("whom:Correction"), std::string::npos);
  EXPECT_NE(dot.str().find("visit\\ncorrection by Ann"), std::string::npos);
}

TEST(Correction, ComesBackFromJson) {
  Writer writer{sample()};
  const auto okello = writer.entity("tomas-okello");
  writer.correction.participants.back().mention = {"0123456789abcdef", 3};
  const auto ada = writer.made("ada", "Ada \"the \\ first\"\n");
  writer.add(okello, "visit", ada, {{"on", test::time("2024-02-29", "leap day")}, {"with", okello}});
  writer.correction.added.push_back({std::nullopt,
                                     "fine",
                                     Literal{"3 marks", "3 marks", LiteralType::Money},
                                     {},
                                     Polarity::Denied,
                                     Modality::Planned});
  writer.withdraw(ada, "quit", okello).rename("haiti", "Ayiti");
  Correction read;
  read_changes(changes_as_json(writer.correction), read);
  EXPECT_EQ(changes_as_json(read), changes_as_json(writer.correction));
  EXPECT_EQ(read.added, writer.correction.added);
  EXPECT_EQ(read.withdrawn, writer.correction.withdrawn);
  EXPECT_EQ(read.participants.back().becomes->name, "Ayiti");
  EXPECT_FALSE(read.empty());
  EXPECT_TRUE(Correction().empty());
}

TEST(Correction, JsonThatMakesNoSenseIsRefused) {
  Writer writer{sample()};
  writer.add(writer.entity("tomas-okello"), "visit", writer.entity("haiti"));
  const std::string good = changes_as_json(writer.correction);
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    std::string bad = good;
    if (round % 3 == 0)
      bad.resize(random() % bad.size());
    else
      bad[random() % bad.size()] = "{}[]\",:0a1"[random() % 10];
    Correction read;
    try {
      read_changes(bad, read);
      changes_as_json(read);
      for (const Statement& statement : read.added)
        EXPECT_LT(std::get<EntityIndex>(*statement.subject).value, read.participants.size());
    } catch (const std::runtime_error&) {
    }
  }
}

TEST(Correction, RandomOnesMergeSoundly) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    std::mt19937 random(seed);
    const auto readings = test::random_readings(seed, 6, 8);
    const KnowledgeGraph before = KnowledgeGraph::merge(readings, Ledger());
    std::vector<Correction> corrections;
    for (int c = 0; c < 5; ++c) {
      Writer writer{before};
      const auto some = [&] { return writer.entity(before.entities()[random() % before.entities().size()].id); };
      writer.add(some(), "visit", some(), {{"with", some()}});
      writer.add(writer.made("new-" + std::to_string(random() % 3), "New"), "visit", some());
      writer.rename(before.entities()[random() % before.entities().size()].id,
                    test::nasty_names()[random() % test::nasty_names().size()] + " x");
      Statement gone = before.statements()[random() % before.statements().size()];
      const auto move = [&](std::optional<Term>& term) {
        if (term && std::holds_alternative<EntityIndex>(*term))
          term = writer.entity(before.entity(std::get<EntityIndex>(*term)).id);
      };
      move(gone.subject);
      move(gone.object);
      std::erase_if(gone.qualifiers, [](const auto& q) { return std::holds_alternative<EntityIndex>(q.value); });
      writer.correction.withdrawn.push_back(gone);
      corrections.push_back(std::move(writer.correction));
    }
    merged(corrections, readings);
  }
}

}  // namespace
}  // namespace whom::graph
