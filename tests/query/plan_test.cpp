#include "query/plan.hpp"

#include <gtest/gtest.h>

#include "graph/relation_table.hpp"
#include "query/bind.hpp"
#include "query/parse.hpp"
#include "tests/query/facts.hpp"
#include "tests/query/small_lexicon.hpp"

namespace whom::query {
namespace {

Pattern pattern_of(const std::string& question, const graph::KnowledgeGraph& graph) {
  const test::SmallLexicon lexicon;
  const auto parsed = parse(question);
  return std::get<Pattern>(bind(std::get<ast::Question>(parsed), graph, graph::RelationTable::built_in(), lexicon));
}

class PlanTest : public testing::Test {
 protected:
  static std::vector<std::string> facts() {
    std::vector<std::string> all{"Ann | lead | Haven", "Ann | visit | Port"};
    for (char c = 'A'; c <= 'Z'; ++c) all.push_back(std::string("Ann | meet | Person ") + c);
    for (char c = 'A'; c <= 'Z'; ++c) all.push_back(std::string("Person ") + c + " | visit | Haven");
    return all;
  }
  const graph::KnowledgeGraph graph_ = test::graph_of(facts());
};

TEST_F(PlanTest, BeginsWithTheMostSelective) {
  const Pattern pattern = pattern_of("who met someone who visited Port", graph_);
  const Plan plan = make_plan(pattern, graph_);
  ASSERT_EQ(plan.steps.size(), 2U);
  EXPECT_EQ(plan.steps[0].statement, 1U);
  EXPECT_EQ(plan.steps[0].accesses.front().kind, Access::Kind::Name);
  EXPECT_EQ(plan.steps[1].statement, 0U);
  EXPECT_EQ(plan.steps[1].accesses.front().kind, Access::Kind::Variable);
}

TEST_F(PlanTest, ReadsTheRelationWhereItIsShorterThanTheNamesStatements) {
  const Pattern pattern = pattern_of("who leads Haven", graph_);
  const Plan plan = make_plan(pattern, graph_);
  EXPECT_EQ(plan.steps[0].accesses.front().kind, Access::Kind::Relation);
  EXPECT_EQ(plan.steps[0].accesses.front().statements, 1);
}

TEST_F(PlanTest, IsPrinted) {
  const Pattern pattern = pattern_of("who visited Port", graph_);
  EXPECT_EQ(print(make_plan(pattern, graph_), pattern), "1. find ~1 statements\n   visit: from 'Port', ~1\n");
}

}  // namespace
}  // namespace whom::query
