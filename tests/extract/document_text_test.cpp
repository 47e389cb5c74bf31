#include "extract/document_text.hpp"

#include <gtest/gtest.h>

#include <string>

#include "extract/document.hpp"

namespace whom::extract {
namespace {

std::string error_of(const std::string& bytes) {
  try {
    decode_text(bytes, "a.txt");
  } catch (const DocumentError& error) {
    return error.what();
  }
  return "no error";
}

TEST(DecodeText, MakesLineEndsAndSpacesPlain) {
  EXPECT_EQ(decode_text("\xEF\xBB\xBFone\r\ntwo\rthree\tfour\u00a0five\u2028six", "a"),
            "one\ntwo\nthree four five\nsix");
}

TEST(DecodeText, DropsWhatIsInvisible) { EXPECT_EQ(decode_text("a\x01\x7F\u00ad\u200b\u202e\ufeffz", "a"), "az"); }

TEST(DecodeText, ComposesAcrossPieces) {
  EXPECT_EQ(decode_text("Cafe\u0301", "a"), "Caf\u00e9");
  std::string decomposed, composed;
  for (int i = 0; i < 50000; ++i) {
    decomposed += "e\u0301";
    composed += "\u00e9";
  }
  EXPECT_EQ(decode_text(decomposed, "a"), composed);
}

TEST(DecodeText, NamesTheFirstBadByte) {
  EXPECT_EQ(error_of("fine\nn\u00e9 \xFF"), "a.txt:2:4: invalid UTF-8");
  EXPECT_EQ(error_of("\xC0\x80"), "a.txt:1:1: invalid UTF-8");
  EXPECT_EQ(error_of("half \xE2\x80"), "a.txt:1:6: invalid UTF-8");
  EXPECT_EQ(error_of(std::string("x\0y", 3)), "a.txt:1:2: binary file (NUL byte)");
  EXPECT_EQ(error_of("fine"), "no error");
}

TEST(NextCodePoint, WalksAllLengths) {
  const std::string text = "a\u00e9\u20ac\U0001F600";
  std::size_t offset = 0;
  for (const char32_t expected : {U'a', U'\u00e9', U'\u20ac', U'\U0001F600'})
    EXPECT_EQ(next_code_point(text, offset), expected);
  EXPECT_EQ(offset, text.size());
}

}  // namespace
}  // namespace whom::extract
