#include "graph/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/support/random_readings.hpp"
#include "tests/support/sample_graph.hpp"

namespace whom::graph {
namespace {

using Strings = std::vector<std::string>;

TEST(Check, SoundReadingsHaveNoProblems) {
  for (const Reading& reading : test::sample_readings()) EXPECT_EQ(problems(reading), Strings());
  for (const Reading& reading : test::random_readings(2, 10, 10)) EXPECT_EQ(problems(reading), Strings());
}

TEST(Check, FindsWhateverIsWrongWithAReading) {
  struct Case {
    const char* problem;
    std::function<void(Reading&)> damage;
  };
  const std::vector<Case> cases = {
      {"the id is not the hash of the content", [](Reading& r) { r.document.id = "0000000000000000"; }},
      {"the title is not UTF-8", [](Reading& r) { r.document.title = "\xFF"; }},
      {"sentence 1 lies outside the text", [](Reading& r) { r.sentences[1].end = 100000; }},
      {"sentence 1 is out of order", [](Reading& r) { std::swap(r.sentences[0], r.sentences[1]); }},
      {"the name is empty", [](Reading& r) { r.entities[0].name.clear(); }},
      {"the name is its own alias", [](Reading& r) { r.entities[0].aliases = {r.entities[0].name}; }},
      {"the aliases are not sorted or not distinct",
       [](Reading& r) {
         r.entities[0].aliases = {"b", "a"};
       }},
      {"the mention of entity 0 lies outside the text",
       [](Reading& r) {
         r.entities[0].mention = {5, 4};
       }},
      {"the relation is empty", [](Reading& r) { r.reports[0].statement.relation.clear(); }},
      {"an entity does not exist", [](Reading& r) { r.reports[0].statement.subject = EntityIndex{99}; }},
      {"a value is not UTF-8", [](Reading& r) { r.reports[0].statement.object = test::text("\xC3"); }},
      {"a qualifier has no role", [](Reading& r) { r.reports[0].statement.qualifiers[0].role.clear(); }},
      {"the qualifiers are not sorted or not distinct",
       [](Reading& r) { std::swap(r.reports[0].statement.qualifiers[0], r.reports[0].statement.qualifiers[1]); }},
      {"the evidence does not match the qualifiers", [](Reading& r) { r.reports[0].evidence.qualifiers.pop_back(); }},
      {"a span lies outside the text",
       [](Reading& r) {
         r.reports[0].evidence.object = Span{0, 100000};
       }},
      {"a span lies outside the text",
       [](Reading& r) {
         r.reports[0].evidence.links = {{{0, 1}, {2, 1}}};
       }},
      {"a source does not exist", [](Reading& r) { r.reports[0].evidence.sources = {{99}}; }},
      {"the confidence is outside 0..1", [](Reading& r) { r.reports[0].evidence.confidence = 1.5; }},
      {"the phrase is not UTF-8", [](Reading& r) { r.reports[0].evidence.phrase = "\x80"; }},
  };
  for (const Case& c : cases) {
    Reading reading = test::sample_readings()[0];
    c.damage(reading);
    const Strings found = problems(reading);
    EXPECT_TRUE(std::ranges::any_of(found, [&](const std::string& p) { return p.ends_with(c.problem); })) << c.problem;
  }
}

}  // namespace
}  // namespace whom::graph
