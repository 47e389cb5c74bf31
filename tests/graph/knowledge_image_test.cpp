#include "graph/knowledge_image.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <ranges>
#include <sstream>
#include <thread>

#include "graph/check.hpp"
#include "graph/csv.hpp"
#include "graph/json_ld.hpp"
#include "graph/ledger.hpp"
#include "graph/sentence_index.hpp"
#include "tests/support/random_readings.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::graph {
namespace {

namespace fs = std::filesystem;
constexpr ImageFormat format = {{'w', 'h', 'o', 'm', 't', 'e', 's', 't'}, 1};

class KnowledgeImageTest : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  KnowledgeGraph again(const KnowledgeGraph& graph) const {
    ImageWriter writer;
    KnowledgeImage::append(graph, writer);
    writer.write(folder_ / "image", format, ImageWriter::Lasting::No);
    ImageReader reader(folder_ / "image", format);
    return KnowledgeImage::read(reader);
  }

  fs::path folder_ = fs::temp_directory_path() / ("whom_knowledge_image_" + std::to_string(getpid()));
};

std::string text(const Term& term) {
  if (const auto* entity = std::get_if<EntityIndex>(&term)) return "#" + std::to_string(entity->value);
  const auto& literal = std::get<Literal>(term);
  return literal.value + "|" + literal.text + "|" + std::string(name(literal.type));
}

void print(std::ostream& out, const std::ranges::range auto& numbers) {
  for (const auto number : numbers) out << ' ' << number.value;
  out << '\n';
}

void print_documents(std::ostream& out, const KnowledgeGraph& graph) {
  for (std::uint32_t d = 0; d < graph.documents().size(); ++d) {
    const Document& document = graph.documents()[d];
    for (const std::string* field : {&document.id, &document.key, &document.title, &document.date, &document.url,
                                     &document.publisher, &document.text})
      out << *field << '\t';
    for (const Span span : graph.sentences(d)) out << span.begin << '-' << span.end << graph.text(d, span) << '\n';
    for (const EntityLink& link : graph.links(d))
      out << link.entity.value << ' ' << link.local << ' ' << link.name << ' ' << link.confidence << '\n';
  }
}

void print_names(std::ostream& out, const KnowledgeGraph& graph, const std::string& name) {
  out << name;
  print(out, graph.named(name));
  print(out, graph.containing(name.substr(0, name.find(' '))));
}

void print_entities(std::ostream& out, const KnowledgeGraph& graph) {
  for (std::uint32_t e = 0; e < graph.entities().size(); ++e) {
    const Entity& entity = graph.entity({e});
    out << entity.id << name(entity.type) << entity.named << graph.find_entity(entity.id)->value;
    print_names(out, graph, entity.name);
    for (const std::string& alias : entity.aliases) print_names(out, graph, alias);
    for (const Participation& p : graph.participations(EntityIndex{e}))
      out << p.statement.value << ' ' << static_cast<int>(p.place) << ' ' << p.qualifier << '\n';
  }
  for (const auto& [id, entity] : graph.redirects()) out << id << graph.find_entity(id)->value << entity.value << '\n';
}

void print_statements(std::ostream& out, const KnowledgeGraph& graph) {
  for (std::uint32_t s = 0; s < graph.statements().size(); ++s) {
    const StatementIndex index{s};
    const Statement& statement = graph.statement(index);
    out << graph.statement_id(index) << graph.find_statement(graph.statement_id(index))->value << graph.asserted(index);
    const auto print_term = [&](const Term& term) {
      out << text(term) << '\n';
      if (!std::holds_alternative<Literal>(term)) return;
      for (const Participation& p : graph.participations(std::get<Literal>(term))) out << p.statement.value << ' ';
    };
    if (statement.subject) print_term(*statement.subject);
    if (statement.object) print_term(*statement.object);
    for (const Qualifier& qualifier : statement.qualifiers) print_term(qualifier.value);
  }
  for (const std::string& relation : graph.relations()) print(out << relation, graph.with_relation(relation));
}

/// All that the accessors give, as text; what is compared as a whole aside.
std::string everything(const KnowledgeGraph& graph) {
  std::ostringstream out;
  print_documents(out, graph);
  print_entities(out, graph);
  print_statements(out, graph);
  for (const std::string& warning : graph.warnings()) out << warning << '\n';
  for (const char* const words : {"the", "\"of the\"", "Ada", "quit"})
    for (const Sentence& sentence : graph.sentence_index().search(words))
      print(out << sentence.document << sentence.span.begin, graph.sentence_index().statements(sentence));
  write_json_ld(out, graph);
  write_csv(out, graph);
  return out.str();
}

void expect_equal(const KnowledgeGraph& opened, const KnowledgeGraph& merged) {
  EXPECT_EQ(everything(opened), everything(merged));
  EXPECT_TRUE(std::ranges::equal(opened.statements(), merged.statements()));
  for (std::uint32_t s = 0; s < merged.statements().size(); ++s)
    EXPECT_TRUE(std::ranges::equal(opened.evidence({s}), merged.evidence({s}))) << s;
  EXPECT_EQ(problems(opened), std::vector<std::string>());
}

TEST_F(KnowledgeImageTest, HoldsTheSampleGraph) { expect_equal(again(test::sample_graph()), test::sample_graph()); }

TEST_F(KnowledgeImageTest, HoldsNothing) {
  const KnowledgeGraph nothing = KnowledgeGraph::merge({}, Ledger());
  expect_equal(again(nothing), nothing);
}

TEST_F(KnowledgeImageTest, HoldsRandomReadings) {
  for (std::uint32_t seed = 0; seed < 12; ++seed) {
    const KnowledgeGraph merged = KnowledgeGraph::merge(test::random_readings(seed, seed, 2 * seed), Ledger());
    expect_equal(again(merged), merged);
  }
}

TEST_F(KnowledgeImageTest, HoldsWhatTheLedgerDecided) {
  std::istringstream decisions(
      "rename tomas-okello \"Thomas Okello\"\nsame lumen-holdings corvid-telecom\nsame nobody nothing\n");
  const KnowledgeGraph merged =
      KnowledgeGraph::merge(test::sample_readings(), Ledger::parse(decisions, "news.whom.ledger"));
  EXPECT_FALSE(merged.redirects().empty());
  EXPECT_FALSE(merged.warnings().empty());
  expect_equal(again(merged), merged);
}

TEST_F(KnowledgeImageTest, HoldsWhatCameFromAnImage) {
  const KnowledgeGraph merged = test::sample_graph();
  expect_equal(again(again(merged)), merged);
}

TEST_F(KnowledgeImageTest, GivesTheSameBytesForTheSameGraph) {
  const auto bytes = [&] {
    again(KnowledgeGraph::merge(test::random_readings(3, 5, 5), Ledger()));
    return std::string(MappedFile(folder_ / "image").text());
  };
  EXPECT_EQ(bytes(), bytes());
}

TEST_F(KnowledgeImageTest, ServesReadersAtOnce) {
  const KnowledgeGraph merged = KnowledgeGraph::merge(test::random_readings(5, 8, 8), Ledger());
  const std::string expected = everything(merged);
  const KnowledgeGraph opened = again(merged);
  std::vector<std::string> found(4);
  {
    std::vector<std::jthread> readers;
    for (std::string& one : found) readers.emplace_back([&] { one = everything(opened); });
  }
  for (const std::string& one : found) EXPECT_EQ(one, expected);
}

}  // namespace
}  // namespace whom::graph
