#include "graph/percent.hpp"

#include <gtest/gtest.h>

namespace whom::graph {
namespace {

TEST(Percent, EncodesAllButTheCharactersThatStay) {
  EXPECT_EQ(percent_encoded("a_B-9 %\xC3\xA4", "_-"), "a_B-9%20%25%C3%A4");
  EXPECT_EQ(percent_encoded("a b", " "), "a b");
  EXPECT_EQ(percent_encoded("", ""), "");
}

TEST(Percent, DecodesWhatItEncodes) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  EXPECT_EQ(percent_decoded(percent_encoded(bytes, "")), bytes);
  EXPECT_EQ(percent_decoded("%c3%A4"), "\xC3\xA4");
}

TEST(Percent, DecodesNothingElse) {
  for (const char* const text : {"%", "a%2", "%2g", "%-1", "%+1", "% 1", "%%20"})
    EXPECT_EQ(percent_decoded(text), std::nullopt) << text;
}

}  // namespace
}  // namespace whom::graph
