#include "graph/value.hpp"

#include <gtest/gtest.h>

#include "graph/statement.hpp"

namespace whom::graph {
namespace {

TEST(Value, NamesLeadBothWays) {
  for (int t = 0; t < 9; ++t) EXPECT_EQ(entity_type(name(static_cast<EntityType>(t))), static_cast<EntityType>(t));
  for (int t = 0; t < 4; ++t) EXPECT_EQ(literal_type(name(static_cast<LiteralType>(t))), static_cast<LiteralType>(t));
  for (int p = 0; p < 2; ++p) EXPECT_EQ(polarity(name(static_cast<Polarity>(p))), static_cast<Polarity>(p));
  for (int m = 0; m < 5; ++m) EXPECT_EQ(modality(name(static_cast<Modality>(m))), static_cast<Modality>(m));
  EXPECT_EQ(entity_type("person"), std::nullopt);
  EXPECT_EQ(literal_type(""), std::nullopt);
}

TEST(Literal, IsWhatItMeansNotHowItWasWritten) {
  const Literal a{"2022-12-05", "5th December 2022", LiteralType::Time};
  const Literal b{"2022-12-05", "Monday", LiteralType::Time};
  const Literal c{"2022-12-05", "2022-12-05", LiteralType::Text};
  EXPECT_EQ(a, b);
  EXPECT_NE(a, c);
  EXPECT_LT(a, c);
}

}  // namespace
}  // namespace whom::graph
