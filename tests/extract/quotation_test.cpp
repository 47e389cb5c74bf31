#include "extract/quotation.hpp"

#include <gtest/gtest.h>

#include "tests/extract/support_tree.hpp"

namespace whom::extract {
namespace {

using test::Analysed;

std::string speaker(const Analysed& a, std::size_t quotation) {
  const auto& who = a.quotations().all().at(quotation).speaker;
  return who ? a.tree(who->sentence)[who->token].form : "";
}

/// Words of the document in quotations, with the number of each.
std::string quoted(const Analysed& a, int sentences) {
  std::string out;
  for (int s = 0; s < sentences; ++s) {
    for (int i = 0; i < a.tree(s).size(); ++i) {
      const int q = a.quotations().at({s, i});
      if (q >= 0) out += (out.empty() ? "" : " ") + a.tree(s)[i].form + std::to_string(q);
    }
  }
  return out;
}

TEST(Quotations, SpeakerAfterStraightMarks) {
  const Analysed a(R"(
"     "    PUNCT ``  won punct
We    we   PRON  PRP won nsubj
won   win  VERB  VBD said ccomp
~,    ,    PUNCT ,   said punct
~"    "    PUNCT ''  won punct
Obi   Obi  PROPN NNP said nsubj S-Person
said  say  VERB  VBD -   root
)");
  EXPECT_EQ(quoted(a, 1), "We0 won0 ,0");
  EXPECT_EQ(speaker(a, 0), "Obi");
}

TEST(Quotations, SpeakerBeforeTypographicMarks) {
  const Analysed a(R"(
Obi   Obi  PROPN NNP said nsubj S-Person
said  say  VERB  VBD -   root
~:    :    PUNCT :   won punct
“     "    PUNCT ``  won punct
~We   we   PRON  PRP won nsubj
won   win  VERB  VBD said ccomp
~.    .    PUNCT .   won punct
~”    "    PUNCT ''  won punct
)");
  EXPECT_EQ(quoted(a, 1), "We0 won0 .0");
  EXPECT_EQ(speaker(a, 0), "Obi");
}

TEST(Quotations, PennMarksToo) {
  const Analysed a(R"(
``    ``   PUNCT ``  won punct
We    we   PRON  PRP won nsubj
won   win  VERB  VBD said ccomp
''    ''   PUNCT ''  won punct
said  say  VERB  VBD -    root
Obi   Obi  PROPN NNP said nsubj S-Person
)");
  EXPECT_EQ(quoted(a, 1), "We0 won0");
  EXPECT_EQ(speaker(a, 0), "Obi");
}

TEST(Quotations, RunOverSentences) {
  const Analysed a(R"(
“     "    PUNCT ``  won punct
We    we   PRON  PRP won nsubj
won   win  VERB  VBD -   root
~.    .    PUNCT .   won punct

They  they PRON  PRP lost nsubj
lost  lose VERB  VBD said ccomp
~,    ,    PUNCT ,   said punct
~”    "    PUNCT ''  lost punct
Obi   Obi  PROPN NNP said nsubj S-Person
said  say  VERB  VBD -    root
)");
  ASSERT_EQ(a.quotations().all().size(), 1U);
  EXPECT_EQ(quoted(a, 2), "We0 won0 .0 They0 lost0 ,0");
  EXPECT_EQ(speaker(a, 0), "Obi");
}

TEST(Quotations, EndWithTheirParagraph) {
  const Analysed a(R"(
“     "    PUNCT ``  won punct
We    we   PRON  PRP won nsubj
won   win  VERB  VBD -   root

¶
Rome  Rome PROPN NNP fell nsubj
fell  fall VERB  VBD -    root
)");
  EXPECT_EQ(quoted(a, 2), "We0 won0");
}

TEST(Quotations, ContinueInTheNextParagraph) {
  const Analysed a(R"(
Obi   Obi  PROPN NNP said nsubj S-Person
said  say  VERB  VBD -   root
~,    ,    PUNCT ,   won punct
“     "    PUNCT ``  won punct
We    we   PRON  PRP won nsubj
won   win  VERB  VBD said ccomp

¶
“     "    PUNCT ``  sang punct
We    we   PRON  PRP sang nsubj
sang  sing VERB  VBD -    root
~”    "    PUNCT ''  sang punct
)");
  ASSERT_EQ(a.quotations().all().size(), 2U);
  EXPECT_EQ(quoted(a, 2), "We0 won0 We1 sang1");
  EXPECT_EQ(speaker(a, 1), "Obi");
}

TEST(Quotations, TakeTheSpeakerToldInTheNextOne) {
  const Analysed a(R"(
“     "    PUNCT ``  won punct
We    we   PRON  PRP won nsubj
won   win  VERB  VBD -   root
~”    "    PUNCT ''  won punct

¶
“     "    PUNCT ``  sang punct
We    we   PRON  PRP sang nsubj
sang  sing VERB  VBD said ccomp
~”    "    PUNCT ''  sang punct
Obi   Obi  PROPN NNP said nsubj S-Person
said  say  VERB  VBD -    root
)");
  EXPECT_EQ(speaker(a, 0), "Obi");
}

TEST(Quotations, ClosestVerbOfSayingSpeaks) {
  const Analysed a(R"(
Li    Li   PROPN NNP argued nsubj S-Person
argued argue VERB VBD -    root
long  long ADV   RB  argued advmod
before before SCONJ IN said mark
Obi   Obi  PROPN NNP said nsubj S-Person
said  say  VERB  VBD argued advcl
~:    :    PUNCT :   won punct
“     "    PUNCT ``  won punct
We    we   PRON  PRP won nsubj
won   win  VERB  VBD said ccomp
~”    "    PUNCT ''  won punct
)");
  EXPECT_EQ(speaker(a, 0), "Obi");
}

TEST(Quotations, VerbsInsideTheMarksDoNotCount) {
  const Analysed a(R"(
“     "    PUNCT ``  said punct
Li    Li   PROPN NNP said nsubj S-Person
said  say  VERB  VBD -    root
so    so   ADV   RB  said advmod
~”    "    PUNCT ''  said punct
)");
  EXPECT_EQ(speaker(a, 0), "");
}

TEST(Quotations, PersonBesideWhereNoSubjectIsFound) {
  const Analysed a(R"(
“     "    PUNCT ``  won  punct
We    we   PRON  PRP won  nsubj
won   win  VERB  VBD -    root
~,    ,    PUNCT ,   won  punct
~”    "    PUNCT ''  won  punct
said  say  VERB  VBD won  parataxis
Obi   Obi  PROPN NNP said obj S-Person
~.    .    PUNCT .   won  punct
)");
  EXPECT_EQ(speaker(a, 0), "Obi");
}

TEST(Quotations, NothingIsQuotedWithoutMarks) {
  const Analysed a(R"(
Obi   Obi  PROPN NNP won nsubj S-Person
won   win  VERB  VBD -   root
)");
  EXPECT_TRUE(a.quotations().all().empty());
  EXPECT_EQ(a.quotations().at({0, 0}), -1);
}

}  // namespace
}  // namespace whom::extract
