#include "tools/excerpt.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_graph.hpp"

namespace whom::tools {
namespace {

using graph::EntityType;

TEST(Excerpt, WhiteSpaceBecomesOneBlank) {
  EXPECT_EQ(one_line("  a\n\tb  c\r\n"), "a b c");
  EXPECT_EQ(one_line(" \n"), "");
}

TEST(Excerpt, ControlCharactersAreBlanks) {
  EXPECT_EQ(one_line("a\x1B[31mb\xC2\x9B\x7F é"), "a [31mb é");
  EXPECT_EQ(without_controls("a\x1B[31m\n b\xC2\x9B\xC2\xA0é"), "a [31m  b \xC2\xA0é");
}

TEST(Excerpt, LineBreaksOfPatternsAreShownWhereTheyEndComments) {
  EXPECT_EQ(pattern_line("MATCH (a) // all\n RETURN a"), "MATCH (a) // all ⏎ RETURN a");
  EXPECT_EQ(pattern_line("MATCH (a)\nRETURN a"), "MATCH (a) RETURN a");
}

TEST(Excerpt, WidthIsThatOfTheTerminal) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("Noël"), 4u);
  EXPECT_EQ(display_width("e\xCC\x81"), 1u);
  EXPECT_EQ(display_width("東京"), 4u);
}

graph::Reading reading() {
  test::ReadingBuilder builder("notes/été.txt", "2024-02-01", "dock.example");
  builder.sentence("Un été à Sablé.").sentence("Édith Gruau met Ousmane\nLy about the dock.");
  const auto gruau = builder.entity("Édith Gruau", EntityType::Person);
  const auto ly = builder.entity("Ousmane\nLy", EntityType::Person);
  const auto dock = builder.entity("the dock", EntityType::Facility, {}, false);
  builder.report(gruau, "meet", ly, "met", {{"about", dock}});
  return builder.finish();
}

TEST(Excerpt, SpansCountCodePoints) {
  const graph::Reading read = reading();
  EXPECT_EQ(cut(read.document.text, read.reports[0].evidence.relation), "met");
  EXPECT_EQ(cut(read.document.text, *read.reports[0].evidence.subject), "Édith Gruau");
}

TEST(Excerpt, BracketsNameTheRoles) {
  const graph::Reading read = reading();
  const auto& report = read.reports[0];
  EXPECT_EQ(excerpt(read.document, report.evidence, {}, Marks::Brackets),
            "[Édith Gruau|subject] [met|relation] [Ousmane Ly|object] about [the dock].");
  EXPECT_EQ(excerpt(read.document, report.evidence, {}, Marks::Colors), "Édith Gruau met Ousmane Ly about the dock.");
}

TEST(Excerpt, OverlappingSpansAreMarkedOnce) {
  graph::Reading read = reading();
  auto& report = read.reports[0];
  report.evidence.object = graph::Span{report.evidence.relation.begin, report.evidence.object->end};
  EXPECT_EQ(excerpt(read.document, report.evidence, {}, Marks::Brackets),
            "[Édith Gruau|subject] [met|relation] Ousmane Ly about [the dock].");
}

TEST(Excerpt, CitationsTellWhatIsKnown) {
  graph::Document document;
  document.key = "a.txt";
  EXPECT_EQ(citation(document), "a.txt");
  document.date = "2024-02-01";
  document.publisher = "dock.example";
  EXPECT_EQ(citation(document), "2024-02-01, dock.example");
  document.title = "A dock";
  EXPECT_EQ(citation(document), "A dock, 2024-02-01, dock.example");
}

TEST(Excerpt, TheNarratorComesFirstAndEachSentenceOnce) {
  const graph::KnowledgeGraph graph = test::sample_graph();
  for (std::uint32_t i = 0; i < graph.statements().size(); ++i) {
    const auto found = witnesses(graph, {{i}, {i}});
    ASSERT_FALSE(found.empty());
    EXPECT_LE(found.size(), graph.evidence({i}).size());
    for (std::size_t k = 1; k < found.size(); ++k)
      EXPECT_LE(!found[k - 1].evidence->sources.empty(), !found[k].evidence->sources.empty());
  }
}

}  // namespace
}  // namespace whom::tools
