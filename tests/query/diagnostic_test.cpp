#include "query/diagnostic.hpp"

#include <gtest/gtest.h>

namespace whom::query {
namespace {

using Kind = Diagnostic::Kind;

TEST(Diagnostic, HasCaretAndSuggestion) {
  EXPECT_EQ(render({Kind::Unknown, 4, 8, "no such relation", "met"}, "who mett Ann"),
            "query:1:5: no such relation; did you mean 'met'?\n  who mett Ann\n      ^~~~");
}

TEST(Diagnostic, CountsCharactersNotBytes) {
  EXPECT_EQ(render({Kind::Unknown, 14, 18, "?", ""}, "who met Zoë Böhm"),
            "query:1:14: ?\n  who met Zoë Böhm\n               ^~~");
}

TEST(Diagnostic, ShowsTheLineItIsAbout) {
  EXPECT_EQ(render({Kind::Syntax, 8, 12, "?", ""}, "who met\nAnna\nnow"), "query:2:1: ?\n  Anna\n  ^~~~");
}

TEST(Diagnostic, MarksTheEnd) {
  EXPECT_EQ(render({Kind::Syntax, 9, 9, "?", ""}, "who limit"), "query:1:10: ?\n  who limit\n           ^");
  EXPECT_EQ(render({Kind::Syntax, 0, 0, "?", ""}, ""), "query:1:1: ?\n  \n  ^");
}

TEST(Diagnostic, CutsLongLines) {
  const std::string text = std::string(5000, 'a') + " X " + std::string(5000, 'b');
  const std::string shown = render({Kind::Syntax, 5001, 5002, "?", ""}, text);
  EXPECT_LT(shown.size(), 300U);
  const std::size_t line = shown.find('\n') + 1, caret = shown.find('\n', line) + 1;
  EXPECT_EQ(shown.substr(line, caret - line).find('X'), shown.substr(caret).find('^'));
}

}  // namespace
}  // namespace whom::query
