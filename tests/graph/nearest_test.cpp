#include "graph/nearest.hpp"

#include <gtest/gtest.h>

namespace whom::graph {
namespace {

TEST(Nearest, CountsEdits) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("meet", "met"), 1U);
  EXPECT_EQ(edit_distance("meet", "mete"), 1U);
  EXPECT_EQ(edit_distance("Ruto", "RUTO"), 0U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(Nearest, FindsTheNearestOrNothing) {
  EXPECT_EQ(nearest("asertd", {"affirmed", "asserted", "asked"}), "asserted");
  EXPECT_EQ(nearest("quite different", {"asserted", "asked"}), "");
  EXPECT_EQ(nearest("bad", {"bat", "bar"}), "bat");
  EXPECT_EQ(nearest("x", {}), "");
}

}  // namespace
}  // namespace whom::graph
