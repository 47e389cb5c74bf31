#include "query/question/rewrite.hpp"

#include <gtest/gtest.h>

#include "graph/property/statement_graph.hpp"
#include "query/question/query.hpp"
#include "tests/query/facts.hpp"
#include "tests/query/small_lexicon.hpp"

namespace whom::query {
namespace {

class RewriteTest : public testing::Test {
 protected:
  static std::vector<std::string> facts() {
    std::vector<std::string> all{"Ann | lead | Haven", "Ann | visit | Port | in @2024",
                                 "document daily.example 2024-05-01", "Ben | quit | -"};
    for (char c = 'A'; c <= 'Z'; ++c) all.push_back(std::string("Ann | meet | Person ") + c);
    for (char c = 'A'; c <= 'Z'; ++c) all.push_back(std::string("Person ") + c + " | visit | Haven");
    return all;
  }

  Query ask(const std::string& question) {
    return std::get<Query>(Query::prepare(question, {knowledge_, graph_, lexicon_}));
  }
  std::string pattern(const std::string& question) { return ask(question).pattern(); }

  const graph::KnowledgeGraph knowledge_ = test::graph_of(facts());
  property::Graph graph_ = property::statement_graph(knowledge_);
  const test::SmallLexicon lexicon_;
};

TEST_F(RewriteTest, NamesPlacesAndStatus) {
  EXPECT_EQ(pattern("when did Ann visit what"),
            "MATCH m = STATEMENT visit(subject: 'Ann', object: what, time: `when`)\n"
            "WHERE m.polarity = 'affirmed'\n"
            "  AND m.modality = 'actual'\n"
            "RETURN `when`, what, collect(DISTINCT m) AS statements");
}

TEST_F(RewriteTest, JoinsClausesOnTheirVariables) {
  EXPECT_EQ(pattern("who visited someone who quit where denied"),
            "MATCH m1 = STATEMENT visit(subject: who, object: someone),\n"
            "  m2 = STATEMENT quit(subject: someone)\n"
            "WHERE m1.polarity = 'denied'\n"
            "  AND m1.modality = 'actual'\n"
            "  AND m2.polarity = 'affirmed'\n"
            "  AND m2.modality = 'actual'\n"
            "RETURN who, collect(DISTINCT m1) + collect(DISTINCT m2) AS statements");
}

TEST_F(RewriteTest, AsksForOneEvidenceThatMeetsAll) {
  const std::string text = pattern("who quit where asserted where confidence > 0.5 from daily.example said by Ann");
  EXPECT_NE(text.find("any(e IN evidence(m) WHERE e.speakers = [] AND any(s IN e.speakers WHERE named(s, 'Ann')) AND "
                      "e.publisher IN ['daily.example'] AND e.confidence > 0.5)"),
            std::string::npos)
      << text;
}

TEST_F(RewriteTest, ComparesDays) {
  const auto holds = [&](const std::string& filter, const std::string& condition) {
    const std::string text = pattern("who quit " + filter);
    EXPECT_NE(text.find("any(t IN times(m) WHERE " + condition + ")"), std::string::npos) << text;
  };
  holds("before May 2024", "last_day(t) < date('2024-05-01')");
  holds("after May 2024", "first_day(t) > date('2024-05-31')");
  holds("since 2024", "first_day(t) >= date('2024-01-01')");
  holds("until 2024", "last_day(t) <= date('2024-12-31')");
  holds("in February 2024", "first_day(t) >= date('2024-02-01') AND last_day(t) <= date('2024-02-29')");
  holds("between 2023 and 2024", "first_day(t) >= date('2023-01-01') AND last_day(t) <= date('2024-12-31')");
  holds("on 9 May", "month_of(t) = 5 AND day_of(t) = 9");
  holds("in May", "month_of(t) = 5");
}

TEST_F(RewriteTest, CountsEntities) {
  const std::string text = pattern("how many visited Haven");
  EXPECT_NE(text.find("AND entity(counted) IS NOT NULL\nRETURN count(DISTINCT counted) AS answer"), std::string::npos)
      << text;
}

TEST_F(RewriteTest, ConnectsByTheStatementsThatCount) {
  EXPECT_EQ(pattern("how is Ann connected to Haven since 2024 limit 2"),
            "MATCH m = STATEMENT ()\n"
            "WHERE m.polarity = 'affirmed'\n"
            "  AND m.modality = 'actual'\n"
            "  AND any(t IN times(m) WHERE first_day(t) >= date('2024-01-01'))\n"
            "WITH collect(m) AS statements\n"
            "UNWIND connections('Ann', 'Haven', statements) AS path\n"
            "RETURN path LIMIT 2");
}

/// What is found first stands last in the plan.
TEST_F(RewriteTest, IsPlannedFromTheMostSelectiveClause) {
  const std::string plan = ask("who met someone who visited Port").explain();
  const auto first = plan.find("Statements m1"), second = plan.find("Statements m2");
  ASSERT_NE(first, std::string::npos) << plan;
  EXPECT_LT(first, second) << plan;
}

}  // namespace
}  // namespace whom::query
