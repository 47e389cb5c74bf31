#include "extract/model/features.hpp"

#include <gtest/gtest.h>

#include "extract/model/model.hpp"

namespace whom::extract {
namespace {

std::string normalised(std::string_view form) { return utf8(normalise(form)); }

TEST(Normalise, FoldsTypographyAndTreebankBrackets) {
  EXPECT_EQ(normalised("Kenya’s"), "Kenya's");
  EXPECT_EQ(normalised("“"), "\"");
  EXPECT_EQ(normalised("``"), "\"");
  EXPECT_EQ(normalised("-LRB-"), "(");
  EXPECT_EQ(normalised("x-LRB-"), "x-LRB-");
  EXPECT_EQ(normalised("—"), "-");
  EXPECT_EQ(normalised("--"), "-");
  EXPECT_EQ(normalised("––"), "-");
  EXPECT_EQ(normalised("---"), "---");
  EXPECT_EQ(normalised("…"), "...");
  EXPECT_EQ(normalised("Zoë"), "Zoë");
  EXPECT_EQ(normalised("a\xff"), "a\uFFFD");
}

TEST(Lower, KeepsWhatHasNoSingleLowerCase) {
  EXPECT_EQ(utf8(lower(U"ÉTÉ ΟΔΟΣ")), "été οδοσ");
  EXPECT_EQ(utf8(lower(U"İzmir")), "İzmir");
  EXPECT_EQ(utf8(lower(U"ẞ")), "ß");
}

class FeaturesTest : public testing::Test {
 protected:
  TensorFile file_{weights_folder() / "network.bin"};
  Features features_{file_};
};

TEST_F(FeaturesTest, CaseAndTypographyShareAWord) {
  const WordIds plain = features_.ids("don't"), other = features_.ids("DON’T");
  EXPECT_EQ(plain.vector, other.vector);
  EXPECT_EQ(plain.word, other.word);
  EXPECT_NE(plain.characters, other.characters);
}

TEST_F(FeaturesTest, IdsAreRowsOfTheVocabularies) {
  const auto words = file_.strings("vocabulary/words");
  for (const std::size_t i : {std::size_t{0}, words.size() / 2, words.size() - 1})
    EXPECT_EQ(features_.ids(words[i]).word, i + 2) << words[i];
  EXPECT_EQ(features_.ids("qqzzxxyy").word, 1U);
  EXPECT_EQ(features_.ids("qqzzxxyy").vector, 1U);
}

TEST_F(FeaturesTest, LongWordsLoseTheirMiddle) {
  const auto cut = features_.ids("abcdefghXXXXXXijklmnop").characters;
  EXPECT_EQ(cut, features_.ids("abcdefghijklmnop").characters);
  EXPECT_NE(cut, features_.ids("abcdefghijklmno").characters);
  EXPECT_EQ(features_.ids("abc").characters[3], 0U);
  EXPECT_EQ(features_.ids("\U0001F9FF").characters[0], 1U);
}

}  // namespace
}  // namespace whom::extract
