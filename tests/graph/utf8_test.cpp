#include "graph/utf8.hpp"

#include <gtest/gtest.h>

namespace whom::graph {
namespace {

using namespace std::string_view_literals;

TEST(Utf8, FindsTheFirstByteThatIsWrong) {
  struct Case {
    std::string_view bytes;
    std::optional<std::size_t> expected;
  };
  const std::vector<Case> cases = {
      {"", std::nullopt},
      {"plain", std::nullopt},
      {"Łódź 🙂", std::nullopt},
      {"\0x"sv, std::nullopt},
      {"ab\xFFz", 2},
      {"\x80", 0},
      {"a\xC3", 1},             // cut short
      {"\xC0\xAF", 0},          // overlong '/'
      {"\xE0\x80\x80", 0},      // overlong
      {"\xED\xA0\x80", 0},      // surrogate
      {"\xF4\x90\x80\x80", 0},  // beyond U+10FFFF
      {"\xF4\x8F\xBF\xBF", std::nullopt},
      {"\xEF\xBF\xBF", std::nullopt},
      {"é\xE2\x82", 2},
  };
  for (const Case& c : cases) EXPECT_EQ(first_invalid_utf8(c.bytes), c.expected) << testing::PrintToString(c.bytes);
}

TEST(Utf8, RepairGivesTextThatIsRight) {
  EXPECT_EQ(repair_utf8("fine é"), "fine é");
  EXPECT_EQ(repair_utf8("a\xFF\xC3z"), "a\uFFFD\uFFFDz");
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string bytes = {static_cast<char>(first), static_cast<char>(second), 'x'};
      EXPECT_FALSE(first_invalid_utf8(repair_utf8(bytes)));
      if (!first_invalid_utf8(bytes)) {
        EXPECT_EQ(repair_utf8(bytes), bytes);
      }
    }
  }
}

/// The plain way: step over the bytes one code point at a time.
std::vector<std::size_t> starts(std::string_view text) {
  std::vector<std::size_t> offsets;
  for (std::size_t b = 0; b < text.size(); ++b) {
    if ((static_cast<unsigned char>(text[b]) & 0xC0) != 0x80) offsets.push_back(b);
  }
  return offsets;
}

TEST(CodePointMap, AgreesWithSteppingOverTheText) {
  std::string mixed;
  for (int i = 0; i < 500; ++i)
    append_utf8(mixed, static_cast<char32_t>(i % 7 == 0 ? 0x1F642 : i % 3 == 0 ? 0xE9 : 'a' + i % 26));
  for (const std::string& text : {mixed, std::string(300, 'x'), std::string(), std::string("é"), mixed.substr(1)}) {
    if (first_invalid_utf8(text)) continue;
    const CodePointMap map(text);
    const auto plain = starts(text);
    ASSERT_EQ(map.size(), plain.size());
    for (std::uint32_t c = 0; c < plain.size(); ++c) {
      ASSERT_EQ(map.byte(c), plain[c]);
      const std::size_t end = c + 1 < plain.size() ? plain[c + 1] : text.size();
      for (std::size_t b = plain[c]; b < end; ++b) ASSERT_EQ(map.code_point(b), c);
      ASSERT_EQ(map.substring({c, c + 1}), std::string_view(text).substr(plain[c], end - plain[c]));
    }
    EXPECT_EQ(map.byte(map.size() + 5), text.size());
    EXPECT_EQ(map.code_point(text.size() + 5), map.size());
  }
}

TEST(CodePointMap, CutsSpansToWhatExists) {
  const std::string text = "Łódź";
  const CodePointMap map(text);
  EXPECT_EQ(map.substring({1, 3}), "ód");
  EXPECT_EQ(map.substring({2, 99}), "dź");
  EXPECT_EQ(map.substring({9, 12}), "");
  EXPECT_EQ(map.substring({3, 1}), "");
}

}  // namespace
}  // namespace whom::graph
