#include "extract/clause.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/extract/support_tree.hpp"

namespace whom::extract {
namespace {

using Slot = Argument::Slot;
using test::Analysed;
using test::forms;

/// Heads of phrases, joined by spaces.
std::string heads(const Tree& t, const std::vector<Phrase>& phrases) {
  Indices out;
  for (const auto& p : phrases) out.push_back(p.head);
  return forms(t, out);
}

/// Heads of the arguments in a slot; a marker stands before its first member: "in:Oslo".
std::string slot(const Tree& t, const Clause& c, Slot wanted) {
  std::string out;
  for (const auto& a : c.arguments) {
    if (a.slot != wanted) continue;
    const auto& marker = a.members[0].marker;
    out += (out.empty() ? "" : ", ") + (marker.empty() ? "" : forms(t, marker) + ":") + heads(t, a.members);
  }
  return out;
}

TEST(Clauses, ActiveWithEverySlot) {
  const Analysed a(R"(
Obi     Obi    PROPN NNP gave nsubj
quietly quietly ADV  RB  gave advmod
gave    give   VERB  VBD -    root
Li      Li     PROPN NNP gave iobj
maps    map    NOUN  NNS gave obj
in      in     ADP   IN  Oslo case
Oslo    Oslo   PROPN NNP gave obl
last    last   ADJ   JJ  week amod
week    week   NOUN  NN  gave obl:unmarked
~.      .      PUNCT .   gave punct
)");
  const auto& t = a.tree();
  const auto& c = a.clause("gave");
  EXPECT_EQ(a.clauses().size(), 1U);
  EXPECT_EQ(c.rule, "verb");
  EXPECT_EQ(heads(t, c.subjects), "Obi");
  EXPECT_EQ(forms(t, c.relation), "quietly gave");
  EXPECT_EQ(slot(t, c, Slot::Object), "maps");
  EXPECT_EQ(slot(t, c, Slot::IndirectObject), "Li");
  EXPECT_EQ(slot(t, c, Slot::Oblique), "in:Oslo");
  EXPECT_EQ(slot(t, c, Slot::Time), "week");
  EXPECT_FALSE(c.passive);
  EXPECT_FALSE(c.copular);
}

TEST(Clauses, PassiveKeepsItsAgentAsOblique) {
  const Analysed a(R"(
Ships ship NOUN  NNS  sold nsubj:pass
were  be   AUX   VBD  sold aux:pass
not   not  PART  RB   sold advmod
sold  sell VERB  VBN  -    root
by    by   ADP   IN   Obi  case
Obi   Obi  PROPN NNP  sold obl:agent
)");
  const auto& c = a.clause("sold");
  EXPECT_TRUE(c.passive);
  EXPECT_EQ(forms(a.tree(), c.relation), "were not sold");
  EXPECT_EQ(slot(a.tree(), c, Slot::Oblique), "by:Obi");
}

TEST(Clauses, CopulaHasAnAttribute) {
  const Analysed a(R"(
Obi    Obi    PROPN NNP mayor nsubj
was    be     AUX   VBD mayor cop
never  never  ADV   RB  mayor advmod
the    the    DET   DT  mayor det
mayor  mayor  NOUN  NN  -     root
of     of     ADP   IN  Oslo  case
Oslo   Oslo   PROPN NNP mayor nmod
)");
  const auto& c = a.clause("mayor");
  EXPECT_TRUE(c.copular);
  EXPECT_EQ(forms(a.tree(), c.relation), "was never");
  EXPECT_EQ(slot(a.tree(), c, Slot::Attribute), "mayor");
}

TEST(Clauses, OuterSubjectMakesItsComplementContent) {
  const Analysed a(R"(
The   the  DET   DT  plan  det
plan  plan NOUN  NN  signs nsubj:outer
is    be   AUX   VBZ signs cop
that  that SCONJ IN  signs mark
Oslo  Oslo PROPN NNP signs nsubj
signs sign VERB  VBZ -     root
)");
  const auto& c = a.clause("signs");
  EXPECT_TRUE(c.copular);
  EXPECT_EQ(heads(a.tree(), c.subjects), "plan");
  EXPECT_EQ(slot(a.tree(), c, Slot::Content), "that:signs");
}

TEST(Clauses, OuterSubjectMayBeAPronounAndIsNotShared) {
  const Analysed a(R"(
What   what PRON  WP  helps nsubj:outer
counts count VERB VBZ What  acl:relcl
is     be   AUX   VBZ helps cop
that   that SCONJ IN  helps mark
Oslo   Oslo PROPN NNP helps nsubj
helps  help VERB  VBZ -     root
and    and  CCONJ CC  stays cc
stays  stay VERB  VBZ helps conj
)");
  EXPECT_EQ(heads(a.tree(), a.clause("helps").subjects), "What");
  EXPECT_EQ(heads(a.tree(), a.clause("stays").subjects), "Oslo");
}

TEST(Clauses, OfTwoSubjectsThePronounYields) {
  const Analysed a(R"(
envoys envoy NOUN  NNS left  nsubj
who    who   PRON  WP  trust nsubj
we     we    PRON  PRP trust nsubj
trust  trust VERB  VBP envoys acl:relcl
left   leave VERB  VBD -     root
)");
  EXPECT_EQ(heads(a.tree(), a.clause("trust").subjects), "we");
}

TEST(Clauses, AreReadAsTheRulesSay) {
  const auto s = test::sentence(R"(
Obi   Obi   PROPN NNP  came  nsubj
came  come  VERB  VBD  -     root
as    as    SCONJ IN   left  mark
Li    Li    PROPN NNP  left  nsubj
left  leave VERB  VBD  came  advcl
)");
  const std::vector<std::string> without{"adverbial", "converb"};
  std::vector<rule::File> files{builtin_rules(), rule::parse("rule guest pattern { V [lemma=come] -[nsubj]-> G }"
                                                             "edge V =object=> G",
                                                             "t.rules")};
  const RuleSet rules(test::words(), std::move(files), without);
  const Tree t(s);
  const auto clauses = find_clauses(t, test::words(), rules);
  ASSERT_EQ(clauses.size(), 1U);
  EXPECT_EQ(heads(t, clauses[0].subjects), "Obi");
  EXPECT_EQ(slot(t, clauses[0], Slot::Object), "Obi");
}

TEST(Clauses, RelativeTakesItsNounAsSubject) {
  const Analysed a(R"(
Obi    Obi   PROPN NNP left nsubj
~,     ,     PUNCT ,   leads punct
who    who   PRON  WP  leads nsubj
leads  lead  VERB  VBZ Obi  acl:relcl
Oslo   Oslo  PROPN NNP leads obj
~,     ,     PUNCT ,   leads punct
left   leave VERB  VBD -    root
)");
  const auto& c = a.clause("leads");
  EXPECT_EQ(c.rule, "relative");
  EXPECT_EQ(heads(a.tree(), c.subjects), "Obi");
  EXPECT_EQ(c.subjects[0].without, c.predicate);
  EXPECT_EQ(slot(a.tree(), c, Slot::Object), "Oslo");
}

TEST(Clauses, RelativeObjectIsTheNounAbove) {
  const Analysed a(R"(
The   the   DET   DT  ship  det
ship  ship  NOUN  NN  sank  nsubj
that  that  PRON  WDT built obj
Obi   Obi   PROPN NNP built nsubj
built build VERB  VBD ship  acl:relcl
sank  sink  VERB  VBD -     root
)");
  const auto& c = a.clause("built");
  EXPECT_EQ(heads(a.tree(), c.subjects), "Obi");
  EXPECT_EQ(slot(a.tree(), c, Slot::Object), "ship");
}

TEST(Clauses, BareRelativeHasTheNounAsObject) {
  const Analysed a(R"(
The   the   DET   DT  ship  det
ship  ship  NOUN  NN  sank  nsubj
Obi   Obi   PROPN NNP built nsubj
built build VERB  VBD ship  acl:relcl
sank  sink  VERB  VBD -     root
)");
  EXPECT_EQ(slot(a.tree(), a.clause("built"), Slot::Object), "ship");
}

TEST(Clauses, RelativePlaceIsAnOblique) {
  const Analysed a(R"(
Oslo  Oslo PROPN NNP -    root
~,    ,    PUNCT ,   met  punct
in    in   ADP   IN  which case
which which PRON WDT met  obl
Obi   Obi  PROPN NNP met  nsubj
met   meet VERB  VBD Oslo acl:relcl
Li    Li   PROPN NNP met  obj
)");
  const auto& c = a.clause("met");
  EXPECT_EQ(heads(a.tree(), c.subjects), "Obi");
  EXPECT_EQ(slot(a.tree(), c, Slot::Oblique), "in:Oslo");
  EXPECT_EQ(slot(a.tree(), c, Slot::Object), "Li");
}

TEST(Clauses, RelativeAdverbIsNoSubject) {
  const Analysed a(R"(
Oslo   Oslo  PROPN NNP -       root
~,     ,     PUNCT ,   signed  punct
where  where ADV   WRB signed  advmod
signed sign  VERB  VBD Oslo    acl:relcl
)");
  EXPECT_TRUE(a.clause("signed").subjects.empty());
}

TEST(Clauses, ParticiplesModifyTheirSubject) {
  const Analysed a(R"(
Troops   troops NOUN  NNS  saw      nsubj
guarding guard  VERB  VBG  Troops   acl
ports    port   NOUN  NNS  guarding obj
saw      see    VERB  VBD  -        root
a        a      DET   DT   ship     det
ship     ship   NOUN  NN   saw      obj
built    build  VERB  VBN  ship     acl
by       by     ADP   IN   Obi      case
Obi      Obi    PROPN NNP  built    obl:agent
)");
  const auto& present = a.clause("guarding");
  EXPECT_EQ(present.rule, "present-participle");
  EXPECT_FALSE(present.passive);
  EXPECT_EQ(heads(a.tree(), present.subjects), "Troops");
  const auto& past = a.clause("built");
  EXPECT_EQ(past.rule, "past-participle");
  EXPECT_TRUE(past.passive);
  EXPECT_EQ(heads(a.tree(), past.subjects), "ship");
}

TEST(Clauses, OpenComplementsMakeOneChain) {
  const Analysed a(R"(
Obi     Obi    PROPN NNP tried nsubj
tried   try    VERB  VBD -     root
to      to     PART  TO  keep  mark
keep    keep   VERB  VB  tried xcomp
selling sell   VERB  VBG keep  xcomp
ships   ship   NOUN  NNS selling obj
)");
  ASSERT_EQ(a.clauses().size(), 1U);
  const auto& c = a.clause("selling");
  EXPECT_EQ(forms(a.tree(), c.chain), "tried keep selling");
  EXPECT_EQ(forms(a.tree(), c.relation), "tried to keep selling");
  EXPECT_EQ(heads(a.tree(), c.subjects), "Obi");
  EXPECT_TRUE(c.controllers.empty());
  EXPECT_EQ(slot(a.tree(), c, Slot::Object), "ships");
}

TEST(Clauses, ObjectsOfTheMatrixVerbControl) {
  const Analysed a(R"(
Obi     Obi     PROPN NNP urged nsubj
urged   urge    VERB  VBD -     root
Norway  Norway  PROPN NNP urged obj
and     and     CCONJ CC  Iceland cc
Iceland Iceland PROPN NNP Norway conj
to      to      PART  TO  sign  mark
sign    sign    VERB  VB  urged xcomp
treaties treaty NOUN  NNS sign  obj
)");
  const auto& c = a.clause("sign");
  EXPECT_EQ(heads(a.tree(), c.subjects), "Obi");
  EXPECT_EQ(heads(a.tree(), c.controllers), "Norway Iceland");
  EXPECT_EQ(slot(a.tree(), c, Slot::Object), "treaties");
}

TEST(Clauses, AttributesOfVerbsOfBecoming) {
  const Analysed a(R"(
Obi    Obi    PROPN NNP became nsubj
became become VERB  VBD -      root
mayor  mayor  NOUN  NN  became xcomp
)");
  EXPECT_EQ(slot(a.tree(), a.clause("became"), Slot::Attribute), "mayor");
}

TEST(Clauses, ConjunctsShareSubjectAndAuxiliaries) {
  const Analysed a(R"(
Li     Li   PROPN NNP shot nsubj:pass
was    be   AUX   VBD shot aux:pass
shot   shoot VERB VBN -    root
and    and  CCONJ CC  killed cc
killed kill VERB  VBN shot conj
)");
  const auto& c = a.clause("killed");
  EXPECT_EQ(c.rule, "coordinated");
  EXPECT_EQ(heads(a.tree(), c.subjects), "Li");
  EXPECT_TRUE(c.passive);
  EXPECT_EQ(forms(a.tree(), c.relation), "was killed");
}

TEST(Clauses, ConjunctWithItsOwnSubjectKeepsIt) {
  const Analysed a(R"(
Li   Li   PROPN NNP left nsubj
left leave VERB VBD -    root
and  and  CCONJ CC  stayed cc
Obi  Obi  PROPN NNP stayed nsubj
stayed stay VERB VBD left conj
)");
  EXPECT_EQ(heads(a.tree(), a.clause("stayed").subjects), "Obi");
}

TEST(Clauses, ConjunctsOfAnArgumentStayTogether) {
  const Analysed a(R"(
Li    Li    PROPN NNP met nsubj
met   meet  VERB  VBD -   root
in    in    ADP   IN  Oslo case
Oslo  Oslo  PROPN NNP met obl
and   and   CCONJ CC  Rome cc
Rome  Rome  PROPN NNP Oslo conj
)");
  const auto& c = a.clause("met");
  ASSERT_EQ(c.arguments.size(), 1U);
  EXPECT_EQ(slot(a.tree(), c, Slot::Oblique), "in:Oslo Rome");
  EXPECT_EQ(forms(a.tree(), c.arguments[0].members[1].marker), "in");
}

TEST(Clauses, AbleToIsOneChain) {
  const Analysed a(R"(
Obi   Obi  PROPN NNP able nsubj
is    be   AUX   VBZ able cop
able  able ADJ   JJ  -    root
to    to   PART  TO  sign mark
sign  sign VERB  VB  able xcomp
and   and  CCONJ CC  sell cc
sell  sell VERB  VB  sign conj
ships ship NOUN  NNS sell obj
)");
  const auto& c = a.clause("sell");
  EXPECT_EQ(c.rule, "ability");
  EXPECT_FALSE(c.copular);
  EXPECT_EQ(forms(a.tree(), c.chain), "able sell");
  EXPECT_EQ(forms(a.tree(), c.relation), "is able to sell");
  EXPECT_EQ(heads(a.tree(), c.subjects), "Obi");
  EXPECT_EQ(slot(a.tree(), c, Slot::Object), "ships");
}

TEST(Clauses, ContentAndAdverbialClausesAreArguments) {
  const Analysed a(R"(
Obi   Obi  PROPN NNP said  nsubj
said  say  VERB  VBD -     root
that  that SCONJ IN  won   mark
Li    Li   PROPN NNP won   nsubj
won   win  VERB  VBD said  ccomp
after after SCONJ IN  voted mark
Rome  Rome PROPN NNP voted nsubj
voted vote VERB  VBD said  advcl
)");
  const auto& c = a.clause("said");
  EXPECT_EQ(slot(a.tree(), c, Slot::Content), "that:won");
  EXPECT_EQ(slot(a.tree(), c, Slot::Adverbial), "after:voted");
  EXPECT_EQ(a.clause("won").rule, "content");
  EXPECT_EQ(a.clause("voted").rule, "adverbial");
}

TEST(Clauses, GerundsAfterForAreTheObjects) {
  const Analysed a(R"(
Obi     Obi   PROPN NNP thanked nsubj
thanked thank VERB  VBD -       root
Li      Li    PROPN NNP thanked obj
for     for   SCONJ IN  signing mark
signing sign  VERB  VBG thanked advcl
)");
  EXPECT_EQ(heads(a.tree(), a.clause("signing").subjects), "Li");
  EXPECT_EQ(a.clause("signing").rule, "converb");
}

TEST(Clauses, PurposeAndConverbBelongToTheSubject) {
  const Analysed a(R"(
Obi    Obi   PROPN NNP flew nsubj
flew   fly   VERB  VBD -    root
home   home  ADV   RB  flew advmod
to     to    PART  TO  sign mark
sign   sign  VERB  VB  flew advcl
~,     ,     PUNCT ,   leaving punct
leaving leave VERB VBG flew advcl
Oslo   Oslo  PROPN NNP leaving obj
)");
  EXPECT_EQ(a.clause("sign").rule, "purpose");
  EXPECT_EQ(heads(a.tree(), a.clause("sign").subjects), "Obi");
  EXPECT_EQ(a.clause("leaving").rule, "converb");
  EXPECT_EQ(heads(a.tree(), a.clause("leaving").subjects), "Obi");
}

TEST(Clauses, ModifiersAreNone) {
  const Analysed a(R"(
The      the    DET  DT  bill   det
proposed propose VERB VBN bill  amod
bill     bill   NOUN NN  passed nsubj
passed   pass   VERB VBD -      root
)");
  EXPECT_EQ(a.clauses().size(), 1U);
}

TEST(Clauses, SurviveCyclesOfDepth) {
  std::string lines = "Obi Obi PROPN NNP v0 nsubj\nv0 v0 VERB VBD - root\n";
  for (int i = 1; i < 60; ++i) lines += "v" + std::to_string(i) + " v VERB VBD v" + std::to_string(i - 1) + " conj\n";
  EXPECT_EQ(Analysed(lines).clauses().size(), 60U);
}

// --- phrases ---------------------------------------------------------------------------------------------------

Analysed phrase() {
  return Analysed(R"(
with    with    ADP   IN  director case
the     the     DET   DT  director det
"       "       PUNCT ``  director punct
new     new     ADJ   JJ  director amod
director director NOUN NN saw     obl
of      of      ADP   IN  mills   case
mills   mill    NOUN  NNS director nmod
that    that    PRON  WDT burned  nsubj
burned  burn    VERB  VBD mills   acl:relcl
~,      ,       PUNCT ,   Obi     punct
Obi     Obi     PROPN NNP director appos
~,      ,       PUNCT ,   Obi     punct
and     and     CCONJ CC  Li      cc
Li      Li      PROPN NNP director conj
saw     see     VERB  VBD -       root
)");
}

TEST(WordsOf, ExtentsTakeMoreAndMore) {
  const auto a = phrase();
  const auto& t = a.tree();
  const Phrase p{a.token("director"), {a.token("with")}, -1};
  EXPECT_EQ(forms(t, words_of(t, p, Extent::Tight)), "the \" new director of mills");
  EXPECT_EQ(forms(t, words_of(t, p, Extent::Full)), "the \" new director of mills that burned");
  EXPECT_EQ(forms(t, words_of(t, p, Extent::Whole)), "the \" new director of mills that burned , Obi , and Li");
}

TEST(WordsOf, LeavesOutTheClauseThePhraseTakesPartIn) {
  const auto a = phrase();
  const auto& t = a.tree();
  EXPECT_EQ(forms(t, words_of(t, {a.token("mills"), {}, a.token("burned")}, Extent::Full)), "mills");
}

TEST(Trimmed, DropsEdgesButNoPairs) {
  const Analysed a(R"(
, , PUNCT , b punct
and and CCONJ CC b cc
( ( PUNCT -LRB- b punct
a a NOUN NN b compound
) ) PUNCT -RRB- b punct
b b NOUN NN - root
" " PUNCT '' b punct
. . PUNCT . b punct
)");
  const auto& t = a.tree();
  EXPECT_EQ(forms(t, trimmed(t, {0, 1, 2, 3, 4, 5, 6, 7})), "( a ) b");
  EXPECT_EQ(forms(t, trimmed(t, {5, 3, 5})), "a b");
  EXPECT_EQ(forms(t, trimmed(t, {3, 4})), "a");
  EXPECT_TRUE(trimmed(t, {0, 1, 7}).empty());
  EXPECT_TRUE(trimmed(t, {}).empty());
}

TEST(Phrases, ConjunctsArePhrasesOnly) {
  const Analysed a(R"(
Li   Li   PROPN NNP left nsubj
and  and  CCONJ CC  Obi  cc
Obi  Obi  PROPN NNP Li   conj
left leave VERB VBD -    root
or   or   CCONJ CC  stayed cc
he   he   PRON  PRP stayed nsubj
stayed stay VERB VBD Li conj
)");
  EXPECT_EQ(forms(a.tree(), conjuncts(a.tree(), a.token("Li"))), "Li Obi");
}

TEST(Phrases, PrepositionsMayBeLong) {
  const Analysed a(R"(
because because ADP  IN  storm case
of      of      ADP  IN  because fixed
the     the     DET  DT  storm det
storm   storm   NOUN NN  -     root
~'s     's      PART POS storm case
)");
  EXPECT_EQ(forms(a.tree(), preposition(a.tree(), a.token("storm"))), "because of");
}

TEST(Phrases, NegationsAndRelativePronouns) {
  const Analysed a(R"(
which which PRON WDT did obj
did   do    AUX  VBD -   root
~n't  n't   PART RB  did advmod
not   not   PART RB  did advmod
that  that  SCONJ IN did mark
knot  knot  NOUN NN did obj
)");
  const auto& t = a.tree();
  EXPECT_TRUE(is_negation(t, a.token("n't")));
  EXPECT_TRUE(is_negation(t, a.token("not")));
  EXPECT_FALSE(is_negation(t, a.token("knot")));
  EXPECT_TRUE(is_relative_pronoun(t, a.token("which")));
  EXPECT_FALSE(is_relative_pronoun(t, a.token("knot")));
}

}  // namespace
}  // namespace whom::extract
