#include "extract/tuples.hpp"

#include <gtest/gtest.h>

#include "tests/extract/support_tree.hpp"

namespace whom::extract {
namespace {

/// "subject; relation; argument; …"
std::vector<std::string> lines(std::string_view words, TupleStyle style) {
  const auto s = test::sentence(words);
  std::vector<std::string> out;
  for (const auto& x : tuples(Tree(s), test::words(), test::rules(), style)) {
    std::string line = x.subject + "; " + x.relation;
    for (const auto& a : x.arguments) line += "; " + a;
    out.push_back(line);
  }
  return out;
}

using Lines = std::vector<std::string>;

constexpr std::string_view kSold = R"(
Obi    Obi  PROPN NNP sold nsubj
sold   sell VERB  VBD -    root
ships  ship NOUN  NNS sold obj
to     to   ADP   IN  Li   case
Li     Li   PROPN NNP sold obl
in     in   ADP   IN  Oslo case
Oslo   Oslo PROPN NNP sold obl
~.     .    PUNCT .   sold punct
)";

TEST(Tuples, NaryListsObjectAndObliques) {
  EXPECT_EQ(lines(kSold, TupleStyle::Nary), (Lines{"Obi; sold; ships; to Li; in Oslo"}));
}

TEST(Tuples, BinaryMovesWhatStandsBeforeIntoTheRelation) {
  EXPECT_EQ(lines(kSold, TupleStyle::Binary),
            (Lines{"Obi; sold; ships", "Obi; sold ships to; Li", "Obi; sold ships in; Oslo"}));
}

constexpr std::string_view kWent = R"(
Obi    Obi  PROPN NNP flew nsubj
flew   fly  VERB  VBD -    root
to     to   ADP   IN  Rome case
Rome   Rome PROPN NNP flew obl
with   with ADP   IN  Li   case
Li     Li   PROPN NNP flew obl
)";

TEST(Tuples, IntransitiveVerbsTakeTheFirstPreposition) {
  EXPECT_EQ(lines(kWent, TupleStyle::Nary), (Lines{"Obi; flew to; Rome; with Li"}));
  EXPECT_EQ(lines(kWent, TupleStyle::Binary), (Lines{"Obi; flew to; Rome", "Obi; flew to Rome with; Li"}));
}

TEST(Tuples, SubjectsAndObjectsAreMultipliedOut) {
  constexpr std::string_view words = R"(
Obi    Obi  PROPN NNP met nsubj
and    and  CCONJ CC  Li  cc
Li     Li   PROPN NNP Obi conj
met    meet VERB  VBD -   root
Ada    Ada  PROPN NNP met obj
and    and  CCONJ CC  Tom cc
Tom    Tom  PROPN NNP Ada conj
)";
  EXPECT_EQ(lines(words, TupleStyle::Nary), (Lines{"Obi; met; Ada", "Obi; met; Tom", "Li; met; Ada", "Li; met; Tom"}));
}

TEST(Tuples, CopulasAndTheirNouns) {
  constexpr std::string_view words = R"(
Oslo    Oslo    PROPN NNP capital nsubj
is      be      AUX   VBZ capital cop
the     the     DET   DT  capital det
capital capital NOUN  NN  -       root
of      of      ADP   IN  Norway  case
Norway  Norway  PROPN NNP capital nmod
)";
  EXPECT_EQ(lines(words, TupleStyle::Nary), (Lines{"Oslo; is; the capital of Norway"}));
  EXPECT_EQ(lines(words, TupleStyle::Binary),
            (Lines{"Oslo; is; the capital of Norway", "Oslo; is the capital of; Norway"}));
}

TEST(Tuples, RelationsKeepNegationAndAuxiliaries) {
  constexpr std::string_view words = R"(
Obi   Obi   PROPN NNP signed nsubj
has   have  AUX   VBZ signed aux
not   not   PART  RB  signed advmod
signed sign VERB  VBN -      root
it    it    PRON  PRP signed obj
)";
  EXPECT_EQ(lines(words, TupleStyle::Binary), (Lines{"Obi; has not signed; it"}));
}

TEST(Tuples, ParticiplesGetACopulaInTheNaryStyle) {
  constexpr std::string_view words = R"(
A      a     DET   DT  ship  det
ship   ship  NOUN  NN  sank  nsubj
built  build VERB  VBN ship  acl
by     by    ADP   IN  Obi   case
Obi    Obi   PROPN NNP built obl:agent
sank   sink  VERB  VBD -     root
)";
  EXPECT_EQ(lines(words, TupleStyle::Nary), (Lines{"A ship; is built by; Obi"}));
  EXPECT_EQ(lines(words, TupleStyle::Binary), (Lines{"A ship; built by; Obi"}));
}

TEST(Tuples, ContentKeepsThat) {
  constexpr std::string_view words = R"(
Obi   Obi  PROPN NNP said  nsubj
said  say  VERB  VBD -     root
that  that SCONJ IN  won   mark
Li    Li   PROPN NNP won   nsubj
won   win  VERB  VBD said  ccomp
gold  gold NOUN  NN  won   obj
)";
  EXPECT_EQ(lines(words, TupleStyle::Nary), (Lines{"Obi; said that; Li won gold", "Li; won; gold"}));
}

TEST(Tuples, AppositionsAreStatedInTheNaryStyleOnly) {
  constexpr std::string_view words = R"(
Obi   Obi   PROPN NNP left  nsubj
~,    ,     PUNCT ,   mayor punct
mayor mayor NOUN  NN  Obi   appos
of    of    ADP   IN  Oslo  case
Oslo  Oslo  PROPN NNP mayor nmod
~,    ,     PUNCT ,   mayor punct
left  leave VERB  VBD -     root
Rome  Rome  PROPN NNP left  obj
)";
  EXPECT_EQ(lines(words, TupleStyle::Nary), (Lines{"Obi; left; Rome", "Obi; is; mayor of Oslo"}));
  EXPECT_EQ(lines(words, TupleStyle::Binary), (Lines{"Obi; left; Rome"}));
}

TEST(Tuples, ControlStatesBothClauses) {
  constexpr std::string_view words = R"(
Obi    Obi    PROPN NNP urged nsubj
urged  urge   VERB  VBD -     root
Norway Norway PROPN NNP urged obj
to     to     PART  TO  sign  mark
sign   sign   VERB  VB  urged xcomp
it     it     PRON  PRP sign  obj
)";
  EXPECT_EQ(lines(words, TupleStyle::Nary), (Lines{"Obi; urged; Norway", "Obi; urged Norway to sign; it"}));
}

TEST(Tuples, WhatIsSaidBeforeItsVerb) {
  constexpr std::string_view words = R"(
Li    Li   PROPN NNP won nsubj
won   win  VERB  VBD -   root
gold  gold NOUN  NN  won obj
~,    ,    PUNCT ,   said punct
Obi   Obi  PROPN NNP said nsubj
said  say  VERB  VBD won parataxis
)";
  const auto all = lines(words, TupleStyle::Nary);
  EXPECT_EQ(all, (Lines{"Li; won; gold", "Obi; said; Li won gold"}));
}

TEST(Tuples, ConfidenceIsAProduct) {
  auto s = test::sentence(kSold);
  s.tokens[0].confidence = 0.5;
  s.tokens[2].confidence = 0.5;
  const auto all = tuples(Tree(s), test::words(), test::rules(), TupleStyle::Binary);
  ASSERT_FALSE(all.empty());
  EXPECT_DOUBLE_EQ(all[0].confidence, 0.25);
}

TEST(Tuples, AreDistinct) {
  constexpr std::string_view words = R"(
Obi   Obi  PROPN NNP ran nsubj
ran   run  VERB  VBD -   root
in    in   ADP   IN  Oslo case
Oslo  Oslo PROPN NNP ran obl
and   and  CCONJ CC  ran#2 cc
ran   run  VERB  VBD ran conj
in    in   ADP   IN  Oslo#2 case
Oslo  Oslo PROPN NNP ran#2 obl
)";
  EXPECT_EQ(lines(words, TupleStyle::Binary), (Lines{"Obi; ran in; Oslo"}));
}

}  // namespace
}  // namespace whom::extract
