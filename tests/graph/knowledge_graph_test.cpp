#include "graph/knowledge_graph.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <sstream>

#include "graph/check.hpp"
#include "graph/csv.hpp"
#include "graph/ledger.hpp"
#include "graph/nquads.hpp"
#include "tests/support/random_readings.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::graph {
namespace {

using Strings = std::vector<std::string>;

Ledger ledger(const std::string& text) {
  std::istringstream in(text);
  return Ledger::parse(in, "x.ledger");
}

/// All of a graph that can be seen, as text.
std::string everything(const KnowledgeGraph& graph) {
  std::ostringstream out;
  write_nquads(out, graph);
  write_csv(out, graph);
  for (const Entity& entity : graph.entities()) out << entity.id << entity.named << '\n';
  return out.str();
}

StatementIndex find(const KnowledgeGraph& graph, const std::string& subject, const std::string& relation,
                    const std::string& object) {
  for (const StatementIndex s : graph.with_relation(relation)) {
    const Statement& statement = graph.statement(s);
    const auto is = [&](const std::optional<Term>& term, const std::string& id) {
      return term ? graph.entity(std::get<EntityIndex>(*term)).id == id : id.empty();
    };
    if (is(statement.subject, subject) && is(statement.object, object)) return s;
  }
  ADD_FAILURE() << subject << " " << relation << " " << object;
  return {};
}

TEST(KnowledgeGraph, MergesPeopleAcrossDocuments) {
  const KnowledgeGraph graph = test::sample_graph();
  Strings ids;
  for (const Entity& e : graph.entities()) ids.push_back(e.id);
  EXPECT_EQ(ids, (Strings{"cestria", "corvid-telecom", "haiti", "ingrid-j-valmont", "lena-marchetti", "lumen-holdings",
                          "marovia", "mission-in-haiti", "norrland", "offering-troops-to-haiti", "ostara-bank",
                          "parties-to-the-conflict", "pavel-dressler", "port-selby", "satellite-links-for-haiti",
                          "selby-accord", "tomas-okello"}));
  EXPECT_EQ(problems(graph), Strings());
}

TEST(KnowledgeGraph, EqualStatementsShareTheirEvidence) {
  auto readings = test::sample_readings();
  readings.push_back(test::sample_readings()[0]);
  readings.back().document.publisher = "another.example";
  readings.back().document.id = document_id(readings.back().document);
  const KnowledgeGraph once = test::sample_graph();
  const KnowledgeGraph twice = KnowledgeGraph::merge(readings, Ledger());
  EXPECT_EQ(problems(twice), Strings());
  const auto met = find(twice, "tomas-okello", "be president of", "marovia");
  EXPECT_EQ(twice.evidence(met).size(), 2u);
  EXPECT_NE(twice.evidence(met)[0].document, twice.evidence(met)[1].document);
  EXPECT_EQ(twice.statement_id(met), once.statement_id(find(once, "tomas-okello", "be president of", "marovia")));
}

TEST(KnowledgeGraph, DoubtAboutWhoIsMeantLowersConfidence) {
  test::ReadingBuilder full("full.txt"), bare("bare.txt");
  full.sentence("Tomas Okello met Ingrid Valmont.");
  const auto okello = full.entity("Tomas Okello", EntityType::Person);
  full.report(okello, "meet", full.entity("Ingrid Valmont", EntityType::Person), "met");
  bare.sentence("Okello met himself.");
  const auto surname = bare.entity("Okello", EntityType::Person);
  bare.report(surname, "meet", surname, "met");
  const KnowledgeGraph graph = KnowledgeGraph::merge({full.finish(), bare.finish()}, Ledger());
  const auto sure = graph.evidence(find(graph, "tomas-okello", "meet", "ingrid-valmont"))[0];
  EXPECT_EQ(sure.confidence, 1);
  const auto doubtful = graph.evidence(find(graph, "tomas-okello", "meet", "tomas-okello"))[0];
  const auto links = graph.links(doubtful.document);
  ASSERT_EQ(links.size(), 1u);
  EXPECT_EQ(links[0].name, "Okello");
  EXPECT_EQ(graph.entity(links[0].entity).id, "tomas-okello");
  EXPECT_LT(links[0].confidence, 1);
  EXPECT_EQ(doubtful.confidence, links[0].confidence) << "one participant counts once";
}

TEST(KnowledgeGraph, OneDocumentTwiceIsOneDocument) {
  auto readings = test::sample_readings();
  const std::string expected = everything(KnowledgeGraph::merge(readings, Ledger()));
  for (const Reading& reading : test::sample_readings()) readings.push_back(reading);
  EXPECT_EQ(everything(KnowledgeGraph::merge(readings, Ledger())), expected);
}

TEST(KnowledgeGraph, KeepsTheLongerTextOfATime) {
  const auto with = [](const std::string& text, const std::string& key) {
    test::ReadingBuilder b(key);
    b.sentence("Ada Brandt quit.");
    const auto ada = b.entity("Ada Brandt", EntityType::Person);
    b.report(ada, "quit", std::nullopt, "quit", {{"on", test::time("2023-09-21", text)}});
    Reading reading = b.finish();
    reading.document.publisher = key;
    reading.document.id = document_id(reading.document);
    return reading;
  };
  for (const bool swapped : {false, true}) {
    std::vector<Reading> readings = {with("Thursday", "a"), with("21st September 2023", "b")};
    if (swapped) std::swap(readings[0], readings[1]);
    const KnowledgeGraph graph = KnowledgeGraph::merge(readings, Ledger());
    ASSERT_EQ(graph.statements().size(), 1u);
    EXPECT_EQ(std::get<Literal>(graph.statement({0}).qualifiers[0].value).text, "21st September 2023");
    EXPECT_EQ(graph.evidence({0}).size(), 2u);
  }
}

TEST(KnowledgeGraph, QualifiersThatBecomeOneKeepASpan) {
  test::ReadingBuilder b("x");
  b.sentence("Brandt quit before Ada Brandt and Brandt.");
  const auto brandt = b.entity("Brandt", EntityType::Person);
  const auto ada = b.entity("Ada Brandt", EntityType::Person);
  b.report(brandt, "quit", std::nullopt, "quit", {{"before", brandt}, {"before", ada}, {"with", brandt}});
  const KnowledgeGraph graph = KnowledgeGraph::merge({b.finish()}, Ledger());
  EXPECT_EQ(problems(graph), Strings());
  ASSERT_EQ(graph.entities().size(), 1u);
  EXPECT_EQ(graph.statement({0}).qualifiers.size(), 2u);
  EXPECT_TRUE(graph.evidence({0})[0].qualifiers[0].has_value());
}

TEST(KnowledgeGraph, StatementsAreFoundByIdAndUniquePrefix) {
  const KnowledgeGraph graph = test::sample_graph();
  for (std::uint32_t s = 0; s < graph.statements().size(); ++s) {
    const std::string& id = graph.statement_id({s});
    EXPECT_EQ(id.size(), 16u);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_EQ(graph.find_statement(id.substr(0, 10)), StatementIndex{s});
  }
  EXPECT_EQ(graph.find_statement(""), std::nullopt);
  EXPECT_EQ(graph.find_statement("xyz"), std::nullopt);
  EXPECT_EQ(graph.find_statement(graph.statement_id({0}) + "0"), std::nullopt);
  std::map<char, int> first;
  for (std::uint32_t s = 0; s < graph.statements().size(); ++s) ++first[graph.statement_id({s})[0]];
  for (const auto& [digit, count] : first) {
    EXPECT_EQ(graph.find_statement(std::string(1, digit)).has_value(), count == 1) << digit;
  }
}

TEST(KnowledgeGraph, NamesLeadToEntitiesBestKnownFirst) {
  const KnowledgeGraph graph = test::sample_graph();
  const auto ids = [&](const std::vector<EntityIndex>& found) {
    Strings result;
    for (const EntityIndex e : found) result.push_back(graph.entity(e).id);
    return result;
  };
  EXPECT_EQ(ids(graph.named("okello")), (Strings{"tomas-okello"}));
  EXPECT_EQ(ids(graph.named("PRESIDENT OKELLO")), (Strings{"tomas-okello"}));
  EXPECT_EQ(ids(graph.named("Haiti")), (Strings{"haiti"}));
  EXPECT_EQ(ids(graph.named("Mission in Haiti")), (Strings{"mission-in-haiti"}));
  EXPECT_EQ(ids(graph.named("nobody")), Strings());
  EXPECT_EQ(ids(graph.named("")), Strings());
  const auto about = ids(graph.containing("Haiti"));
  EXPECT_EQ(about.size(), 4u);
  EXPECT_EQ(about[0], "haiti");
  EXPECT_EQ(ids(graph.containing("haiti mission")), (Strings{"mission-in-haiti"}));
  EXPECT_EQ(ids(graph.containing("okello valmont")), Strings());
  EXPECT_EQ(ids(graph.containing("...")), Strings());
}

TEST(KnowledgeGraph, AssertedMeansTheNarratorSaysSo) {
  const KnowledgeGraph graph = test::sample_graph();
  EXPECT_TRUE(graph.asserted(find(graph, "tomas-okello", "be president of", "marovia")));
  EXPECT_FALSE(graph.asserted(find(graph, "tomas-okello", "visit", "haiti")));
}

TEST(KnowledgeGraph, SpansGiveTheirText) {
  const KnowledgeGraph graph = test::sample_graph();
  const Evidence& evidence = graph.evidence(find(graph, "tomas-okello", "talk with", "pavel-dressler"))[0];
  EXPECT_EQ(graph.text(evidence.document, evidence.relation), "spoke by telephone with");
  EXPECT_EQ(graph.text(evidence.document, *evidence.object), "Pavel Dressler");
}

TEST(KnowledgeGraph, EmptyIsFine) {
  const KnowledgeGraph graph = KnowledgeGraph::merge({}, Ledger());
  EXPECT_EQ(problems(graph), Strings());
  EXPECT_TRUE(graph.relations().empty());
  EXPECT_TRUE(graph.with_relation("meet").empty());
  EXPECT_TRUE(graph.containing("Haiti").empty());
}

TEST(KnowledgeGraph, TheLedgerRejectsStatements) {
  const KnowledgeGraph before = test::sample_graph();
  const std::string id = before.statement_id(find(before, "lena-marchetti", "quit", ""));
  const KnowledgeGraph after = KnowledgeGraph::merge(test::sample_readings(), ledger("reject " + id + "\nreject 00ff"));
  EXPECT_EQ(after.statements().size() + 1, before.statements().size());
  EXPECT_EQ(after.find_statement(id), std::nullopt);
  EXPECT_EQ(Strings(after.warnings().begin(), after.warnings().end()), (Strings{"x.ledger:2: no statement '00ff'"}));
}

TEST(KnowledgeGraph, ARejectionOutlivesARename) {
  const KnowledgeGraph before = test::sample_graph();
  const StatementIndex met = find(before, "pavel-dressler", "meet", "lena-marchetti");
  const std::string old_id = before.statement_id(met);
  const std::string rename = "rename lena-marchetti \"Aaa\"\n";
  const KnowledgeGraph renamed = KnowledgeGraph::merge(test::sample_readings(), ledger(rename));
  const std::string new_id = renamed.statement_id(find(renamed, "pavel-dressler", "meet", "aaa"));
  EXPECT_NE(old_id, new_id);
  EXPECT_EQ(renamed.find_entity("lena-marchetti"), renamed.find_entity("aaa"));
  for (const std::string& id : {old_id, new_id}) {
    const KnowledgeGraph after = KnowledgeGraph::merge(test::sample_readings(), ledger(rename + "reject " + id));
    EXPECT_EQ(after.statements().size() + 1, before.statements().size());
    EXPECT_TRUE(after.warnings().empty());
    EXPECT_EQ(problems(after), Strings());
  }
}

TEST(KnowledgeGraph, RandomReadingsMergeSoundly) {
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    const auto readings = test::random_readings(seed, 15, 12);
    for (const Reading& reading : readings) ASSERT_EQ(problems(reading), Strings());
    ASSERT_EQ(problems(KnowledgeGraph::merge(readings, Ledger())), Strings()) << seed;
  }
}

TEST(KnowledgeGraph, OrderOfReadingsDoesNotShow) {
  for (std::uint32_t seed = 0; seed < 25; ++seed) {
    auto readings = test::random_readings(seed, 15, 12);
    const std::string expected = everything(KnowledgeGraph::merge(readings, Ledger()));
    std::mt19937 engine(seed);
    for (int round = 0; round < 3; ++round) {
      std::shuffle(readings.begin(), readings.end(), engine);
      for (Reading& reading : readings) std::shuffle(reading.reports.begin(), reading.reports.end(), engine);
      ASSERT_EQ(everything(KnowledgeGraph::merge(readings, Ledger())), expected) << seed;
    }
  }
}

TEST(KnowledgeGraph, NoReportIsLost) {
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    const auto readings = test::random_readings(seed, 10, 10);
    std::size_t reports = 0;
    for (const Reading& reading : readings) reports += reading.reports.size();
    const KnowledgeGraph graph = KnowledgeGraph::merge(readings, Ledger());
    std::size_t evidence = 0;
    for (std::uint32_t s = 0; s < graph.statements().size(); ++s) evidence += graph.evidence({s}).size();
    EXPECT_EQ(evidence, reports);  // every report has its own sentence
  }
}

TEST(KnowledgeGraph, ContainingAgreesWithAScan) {
  const KnowledgeGraph graph = KnowledgeGraph::merge(test::random_readings(7, 30, 5), Ledger());
  for (const char* name : {"okello", "Ada Okello", "haiti", "the mission", "van", "al-Sadr", "o’neil ada"}) {
    const auto wanted = [&](const std::string& candidate) {
      std::istringstream key(name);
      std::string folded = candidate;
      std::ranges::transform(folded, folded.begin(), [](unsigned char c) { return std::tolower(c); });
      return folded.find(name) != std::string::npos;
    };
    const auto found = graph.containing(name);
    for (std::uint32_t e = 0; e < graph.entities().size(); ++e) {
      const Entity& entity = graph.entity({e});
      if (wanted(entity.name) || std::ranges::any_of(entity.aliases, wanted)) {
        EXPECT_EQ(std::ranges::count(found, EntityIndex{e}), 1) << name << " in " << entity.name;
      }
    }
    EXPECT_EQ(std::set<EntityIndex>(found.begin(), found.end()).size(), found.size());
  }
}

TEST(KnowledgeGraph, MergesFortyThousandStatementsQuickly) {
  auto readings = test::random_readings(1, 2000, 20);
  const auto start = std::chrono::steady_clock::now();
  const KnowledgeGraph graph = KnowledgeGraph::merge(std::move(readings), Ledger());
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  EXPECT_GT(graph.statements().size(), 35000u);
  RecordProperty("seconds", std::to_string(seconds.count()));
  EXPECT_LT(seconds.count(), 20) << "even under a sanitizer";
}

}  // namespace
}  // namespace whom::graph
