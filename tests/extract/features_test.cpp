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

TEST(WordRows, CountFromTwo) {
  const WordRows rows({"of", "the", "zebra"});
  EXPECT_EQ(rows.row("of"), 2U);
  EXPECT_EQ(rows.row("zebra"), 4U);
  EXPECT_EQ(rows.row("The"), 1U);
  EXPECT_EQ(rows.row("zoo"), 1U);
  EXPECT_THROW(WordRows({"the", "of"}), std::runtime_error);
}

TEST(CharacterRows, LongWordsLoseTheirMiddle) {
  const TensorFile file(weights_folder() / "fast.bin");
  const CharacterRows rows(file);
  const auto cut = rows.rows(U"abcdefghXXXXXXijklmnop");
  EXPECT_EQ(cut, rows.rows(U"abcdefghijklmnop"));
  EXPECT_NE(cut, rows.rows(U"abcdefghijklmno"));
  EXPECT_NE(rows.rows(U"don't"), rows.rows(U"DON'T"));
  EXPECT_EQ(rows.rows(U"abc")[3], 0U);
  EXPECT_EQ(rows.rows(U"\U0001F9FF")[0], 1U);
}

}  // namespace
}  // namespace whom::extract
