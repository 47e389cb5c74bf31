#include "tools/completer.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_graph.hpp"

namespace whom::tools {
namespace {

using Words = std::vector<std::string>;

class Completions : public testing::Test {
 protected:
  GraphFile file_{test::sample_graph(), nullptr};
  const Completer complete_{file_, {".help", ".mode", ".more"}};
};

TEST_F(Completions, CommandsFollowADotAtTheStart) {
  EXPECT_EQ(complete_(".mo").candidates, (Words{".mode", ".more"}));
  EXPECT_EQ(complete_(".mo").begin, 0u);
  EXPECT_TRUE(complete_("who .mo").candidates.empty());
}

TEST_F(Completions, NamesMayHaveSeveralWords) {
  const Completion found = complete_("who met lena mar");
  EXPECT_EQ(found.begin, 8u);
  EXPECT_EQ(found.candidates, Words{"Lena Marchetti"});
}

TEST_F(Completions, RelationsToo) { EXPECT_EQ(complete_("did Okello brie").candidates, Words{"brief"}); }

TEST_F(Completions, TheLongestRunOfWordsWins) {
  const Completion found = complete_("who visited Port S");
  EXPECT_EQ(found.candidates, Words{"Port Selby"});
  EXPECT_EQ(found.begin, 12u);
}

TEST_F(Completions, NothingNearIsNothing) { EXPECT_TRUE(complete_("who met Xyz").candidates.empty()); }

}  // namespace
}  // namespace whom::tools
