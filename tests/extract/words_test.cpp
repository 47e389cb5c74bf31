#include "extract/words.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/extract/support_tree.hpp"

namespace whom::extract {
namespace {

using test::words;

TEST(Words, GendersOfGivenNames) {
  EXPECT_EQ(words().gender("maria"), "female");
  EXPECT_EQ(words().gender("john"), "male");
  EXPECT_EQ(words().gender("tuesday"), "");
}

TEST(Words, KnowEventAndAgentNouns) {
  ASSERT_NE(words().noun("visit"), nullptr);
  EXPECT_EQ(words().noun("visit")->kind, Noun::Kind::Event);
  EXPECT_EQ(words().noun("visit")->verb, "visit");
  EXPECT_EQ(words().noun("meeting")->verb, "meet");
  EXPECT_EQ(words().noun("investor")->kind, Noun::Kind::Agent);
  EXPECT_EQ(words().noun("senator")->category, "person");
  EXPECT_EQ(words().noun("senator")->kind, Noun::Kind::Plain);
  EXPECT_EQ(words().noun("Visit"), words().noun("visit"));
  EXPECT_EQ(words().noun("qwertyuiop"), nullptr);
}

TEST(Words, KnowPlacesByAnyName) {
  ASSERT_NE(words().place_of("canadian"), nullptr);
  EXPECT_EQ(*words().place_of("canadian"), "Canada");
  EXPECT_EQ(words().place_of("canada"), nullptr);
  ASSERT_NE(words().country("U.S."), nullptr);
  EXPECT_EQ(*words().country("U.S."), "United States");
  EXPECT_EQ(*words().country("united states"), "United States");
  EXPECT_EQ(words().country("Atlantis"), nullptr);
}

TEST(Words, KnowKindsOfNames) {
  EXPECT_EQ(words().kind("nation"), "country");
  EXPECT_EQ(words().kind("Company"), "company");
  EXPECT_EQ(words().kind("town"), "city");
  EXPECT_EQ(words().kind("spoon"), "");
}

TEST(Words, KnowWhatVerbsSayOfTheClauseBelow) {
  EXPECT_EQ(words().embedding("manage"), Embedding::Fact);
  EXPECT_EQ(words().embedding("fail"), Embedding::Denial);
  EXPECT_EQ(words().embedding("refuse"), Embedding::Denial);
  EXPECT_EQ(words().embedding("plan"), Embedding::Plan);
  EXPECT_EQ(words().embedding("urge"), Embedding::Request);
  EXPECT_EQ(words().embedding("try"), Embedding::Attempt);
  EXPECT_EQ(words().embedding("eat"), Embedding::None);
}

TEST(Words, KnowVerbsOfSaying) {
  EXPECT_TRUE(words().reports("say"));
  EXPECT_FALSE(words().reports("sign"));
  EXPECT_TRUE(words().rejects("deny"));
  EXPECT_FALSE(words().rejects("say"));
  EXPECT_TRUE(words().supposes("suspect"));
  EXPECT_FALSE(words().supposes("confirm"));
  EXPECT_TRUE(words().conversational("meet"));
  EXPECT_FALSE(words().conversational("buy"));
  EXPECT_TRUE(words().light("pay"));
  EXPECT_FALSE(words().light("eat"));
}

TEST(Words, KnowMembershipInClasses) {
  EXPECT_TRUE(words().in("mutual", "meet"));
  EXPECT_FALSE(words().in("mutual", "buy"));
  EXPECT_FALSE(words().in("no such class", "meet"));
}

TEST(Words, RejectingAndSupposingVerbsReport) {
  for (const char* verb : {"deny", "reject", "refute", "dispute", "doubt", "suspect", "believe", "expect"})
    EXPECT_TRUE(words().reports(verb)) << verb;
}

TEST(Words, NameTheTableTheyCannotRead) {
  try {
    Words("/nowhere/words.tsv");
    FAIL() << "no exception";
  } catch (const std::runtime_error& e) {
    EXPECT_EQ(std::string(e.what()), "/nowhere/words.tsv: cannot be read");
  }
  const auto path = std::filesystem::path(testing::TempDir()) / "not_words.tsv";
  std::ofstream(path) << "just prose\n";
  EXPECT_THROW(Words{path}, std::runtime_error);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace whom::extract
