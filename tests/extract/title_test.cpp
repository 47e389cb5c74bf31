#include "extract/title.hpp"

#include <gtest/gtest.h>

#include "tests/extract/support_tree.hpp"

namespace whom::extract {
namespace {

/// Title of the last person named in the sentence.
std::string title(std::string_view lines) {
  const auto s = test::sentence(lines);
  const Tree t(s);
  std::string out;
  for (const auto& span : name_spans(t)) {
    if (span.label == "Person") out = test::forms(t, title_run(t, span, test::words()));
  }
  return out;
}

TEST(NameSpans, FollowTheTags) {
  const auto s = test::sentence(R"(
Ada   Ada   PROPN NNP met nsubj B-Person
Obi   Obi   PROPN NNP Ada flat  E-Person
met   meet  VERB  VBD -   root
Li    Li    PROPN NNP met obj   S-Person
Rome  Rome  PROPN NNP met obl   S-Location
May   May   PROPN NNP met obl   I-Date
)");
  const Tree t(s);
  const auto spans = name_spans(t);
  ASSERT_EQ(spans.size(), 3U);
  EXPECT_EQ(spans[0].words(), (Indices{0, 1}));
  EXPECT_EQ(spans[0].label, "Person");
  EXPECT_TRUE(spans[0].holds(1));
  EXPECT_FALSE(spans[0].holds(2));
  EXPECT_EQ(head_of(t, spans[0]), 0);
  EXPECT_EQ(spans[2].label, "Location");
}

TEST(TitleRun, TakesPlaceOfficeAndName) {
  EXPECT_EQ(title(R"(
Then        then       ADV   RB  met   advmod
former      former     ADJ   JJ  Holm  amod
Danish      Danish     ADJ   JJ  Holm  amod  S-NORP
foreign     foreign    ADJ   JJ  Holm  amod
minister    minister   NOUN  NN  Holm  compound
Holm        Holm       PROPN NNP met   nsubj S-Person
met         meet       VERB  VBD -     root
)"),
            "former Danish foreign minister");
}

TEST(TitleRun, TakesPossessorsAndOf) {
  EXPECT_EQ(title(R"(
Norway    Norway    PROPN NNP Minister nmod:poss S-Location
~'s       's        PART  POS Norway   case
Minister  Minister  PROPN NNP Holm     nmod:desc
of        of        ADP   IN  Trade    case
Trade     Trade     PROPN NNP Minister nmod
Holm      Holm      PROPN NNP left     nsubj S-Person
left      leave     VERB  VBD -        root
)"),
            "Norway 's Minister of Trade");
}

TEST(TitleRun, IsEmptyWithoutARole) {
  EXPECT_EQ(title(R"(
heavy  heavy ADJ  JJ  rain amod
rain   rain  NOUN NN  Holm compound
Holm   Holm  PROPN NNP left nsubj S-Person
left   leave VERB VBD -    root
)"),
            "");
}

TEST(TitleRun, EndsAtVerbsPluralsAndPersons) {
  EXPECT_EQ(title(R"(
told     tell     VERB  VBD -    root
president president NOUN NN Holm compound
Holm     Holm     PROPN NNP told obj S-Person
)"),
            "president");
  EXPECT_EQ(title(R"(
Obi      Obi      PROPN NNP told nsubj S-Person
Mayor    Mayor    PROPN NNP Holm compound
Holm     Holm     PROPN NNP told obj S-Person
told     tell     VERB  VBD -    root
)"),
            "Mayor");
  EXPECT_EQ(title(R"(
Presidents president NOUN  NNS Holm compound
Holm       Holm      PROPN NNP left nsubj S-Person
left       leave     VERB  VBD -    root
)"),
            "");
}

TEST(TitleRun, TakesHonorifics) {
  EXPECT_EQ(title(R"(
Mr.   Mr.  PROPN NNP Holm nmod:desc
Holm  Holm PROPN NNP left nsubj S-Person
left  leave VERB VBD -    root
)"),
            "Mr.");
}

TEST(TitleRun, TakesHyphens) {
  EXPECT_EQ(title(R"(
President President PROPN NNP Holm nmod:desc
~-        -         PUNCT HYPH elect punct
~elect    elect     ADJ   JJ  President amod
Holm      Holm      PROPN NNP left nsubj S-Person
left      leave     VERB  VBD -    root
)"),
            "President - elect");
}

}  // namespace
}  // namespace whom::extract
