#include "extract/statement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/extract/support_statement.hpp"
#include "tests/extract/support_tree.hpp"

namespace whom::extract {
namespace {

using test::Analysed;

/// Statements of a document, each with the rule that fired: "verb: Obi | meet | Li".
std::vector<std::string> read(std::string_view lines, std::string_view date = "") {
  const auto reading = Analysed(lines).read(date);
  auto out = test::lines_of(reading);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = reading.reports[i].evidence.rule + ": " + out[i];
  std::sort(out.begin(), out.end());
  return out;
}

using Lines = std::vector<std::string>;

TEST(Statements, VerbWithQualifiers) {
  EXPECT_EQ(read(R"(
Obi     Obi    PROPN NNP met    nsubj S-Person
met     meet   VERB  VBD -      root
Li      Li     PROPN NNP met    obj   S-Person
in      in     ADP   IN  Oslo   case
Oslo    Oslo   PROPN NNP met    obl   S-Location
on      on     ADP   IN  Monday case
Monday  Monday PROPN NNP met    obl   S-Date
)",
                 "2024-03-13"),
            (Lines{"verb: Obi | meet | Li | in=Oslo | on=@2024-03-11"}));
}

TEST(Statements, PlansLookAhead) {
  EXPECT_EQ(read(R"(
Obi     Obi    PROPN NNP meet   nsubj S-Person
will    will   AUX   MD  meet   aux
meet    meet   VERB  VB  -      root
Li      Li     PROPN NNP meet   obj   S-Person
on      on     ADP   IN  Monday case
Monday  Monday PROPN NNP meet   obl   S-Date
)",
                 "2024-03-13"),
            (Lines{"verb: Obi | meet | Li | on=@2024-03-18 | planned"}));
}

TEST(Statements, MeetWithIsMeet) {
  EXPECT_EQ(read(R"(
Obi   Obi  PROPN NNP met nsubj S-Person
met   meet VERB  VBD -   root
with  with ADP   IN  Li  case
Li    Li   PROPN NNP met obl S-Person
)"),
            (Lines{"verb: Obi | meet | Li"}));
}

TEST(Statements, IntransitiveVerbsSelectAPreposition) {
  EXPECT_EQ(read(R"(
Obi    Obi   PROPN NNP called nsubj S-Person
called call  VERB  VBD -      root
for    for   ADP   IN  talks  case
talks  talks NOUN  NNS called obl
)"),
            (Lines{"verb: Obi | call for | talks"}));
}

TEST(Statements, PlacesAreNotSelected) {
  EXPECT_EQ(read(R"(
Obi    Obi   PROPN NNP lives nsubj S-Person
lives  live  VERB  VBZ -     root
in     in    ADP   IN  Oslo  case
Oslo   Oslo  PROPN NNP lives obl S-Location
)"),
            (Lines{"verb: Obi | live | - | in=Oslo"}));
}

TEST(Statements, ParticlesBelongToTheRelation) {
  EXPECT_EQ(read(R"(
Obi    Obi   PROPN NNP set nsubj S-Person
set    set   VERB  VBD -   root
up     up    ADP   RP  set compound:prt
a      a     DET   DT  bank det
bank   bank  NOUN  NN  set obj
)"),
            (Lines{"verb: Obi | set up | bank"}));
}

TEST(Statements, SubjectsWhoMeetMeetEachOther) {
  EXPECT_EQ(read(R"(
Obi   Obi  PROPN NNP met nsubj S-Person
and   and  CCONJ CC  Li  cc
Li    Li   PROPN NNP Obi conj S-Person
met   meet VERB  VBD -   root
)"),
            (Lines{"verb: Obi | meet | Li"}));
}

TEST(Statements, ThoseWhoDiscussDiscussWithEachOther) {
  EXPECT_EQ(read(R"(
Obi       Obi     PROPN NNP discussed nsubj S-Person
and       and     CCONJ CC  Li  cc
Li        Li      PROPN NNP Obi conj S-Person
discussed discuss VERB  VBD -   root
fish      fish    NOUN  NN  discussed obj
)"),
            (Lines{"verb: Li | discuss | fish | with=Obi", "verb: Obi | discuss | fish | with=Li"}));
}

TEST(Statements, PassivesTurnAround) {
  EXPECT_EQ(read(R"(
Li      Li     PROPN NNP arrested nsubj:pass S-Person
was     be     AUX   VBD arrested aux:pass
arrested arrest VERB VBN -        root
by      by     ADP   IN  Obi      case
Obi     Obi    PROPN NNP arrested obl:agent S-Person
)"),
            (Lines{"verb: Obi | arrest | Li"}));
  EXPECT_EQ(read(R"(
Li      Li     PROPN NNP arrested nsubj:pass S-Person
was     be     AUX   VBD arrested aux:pass
arrested arrest VERB VBN -        root
)"),
            (Lines{"verb: - | arrest | Li"}));
}

TEST(Statements, LightVerbs) {
  EXPECT_EQ(read(R"(
Obi     Obi     PROPN NNP held   nsubj S-Person
held    hold    VERB  VBD -      root
talks   talks   NOUN  NNS held   obj
with    with    ADP   IN  Li     case
Li      Li      PROPN NNP talks  nmod S-Person
about   about   ADP   IN  fish   case
fish    fish    NOUN  NN  talks  nmod
)"),
            (Lines{"light-talk: Obi | talk with | Li | about=fish"}));
  EXPECT_EQ(read(R"(
Obi     Obi     PROPN NNP paid   nsubj S-Person
paid    pay     VERB  VBD -      root
a       a       DET   DT  visit  det
visit   visit   NOUN  NN  paid   obj
to      to      ADP   IN  Oslo   case
Oslo    Oslo    PROPN NNP visit  nmod S-Location
)"),
            (Lines{"light-visit: Obi | visit | Oslo"}));
}

TEST(Statements, CopulasNameRoles) {
  EXPECT_EQ(read(R"(
Obi     Obi     PROPN NNP mayor nsubj S-Person
is      be      AUX   VBZ mayor cop
not     not     PART  RB  mayor advmod
the     the     DET   DT  mayor det
mayor   mayor   NOUN  NN  -     root
of      of      ADP   IN  Oslo  case
Oslo    Oslo    PROPN NNP mayor nmod S-Location
)"),
            (Lines{"copula: Obi | be mayor of | Oslo | denied"}));
}

TEST(Statements, CopulasWithPrepositionsAndAdjectives) {
  EXPECT_EQ(read(R"(
Obi     Obi     PROPN NNP Oslo nsubj S-Person
is      be      AUX   VBZ Oslo cop
in      in      ADP   IN  Oslo case
Oslo    Oslo    PROPN NNP -    root S-Location
)"),
            (Lines{"copula: Obi | be in | Oslo"}));
  EXPECT_EQ(read(R"(
Obi     Obi     PROPN NNP proud nsubj S-Person
is      be      AUX   VBZ proud cop
proud   proud   ADJ   JJ  -     root
of      of      ADP   IN  Oslo  case
Oslo    Oslo    PROPN NNP proud obl S-Location
)"),
            (Lines{"copula: Obi | be proud of | Oslo"}));
}

TEST(Statements, TitlesBeforeNames) {
  EXPECT_EQ(read(R"(
Danish  Danish  ADJ   JJ  Minister amod S-NORP
Prime   prime   ADJ   JJ  Minister amod
Minister minister PROPN NNP Obi  nmod:desc
Obi     Obi     PROPN NNP left  nsubj S-Person
left    leave   VERB  VBD -     root
)"),
            (Lines{"title: Obi | be prime minister of | Denmark", "verb: Obi | leave | -"}));
}

TEST(Statements, HonorificsAreNoRoles) {
  EXPECT_EQ(read(R"(
Mr.     Mr.     PROPN NNP Obi   nmod:desc
Obi     Obi     PROPN NNP left  nsubj S-Person
left    leave   VERB  VBD -     root
)"),
            (Lines{"verb: Obi | leave | -"}));
}

TEST(Statements, AppositionsEitherWay) {
  EXPECT_EQ(read(R"(
Obi     Obi     PROPN NNP left  nsubj S-Person
~,      ,       PUNCT ,   mayor punct
mayor   mayor   NOUN  NN  Obi   appos
of      of      ADP   IN  Oslo  case
Oslo    Oslo    PROPN NNP mayor nmod S-Location
~,      ,       PUNCT ,   mayor punct
left    leave   VERB  VBD -     root
)"),
            (Lines{"apposition: Obi | be mayor of | Oslo", "verb: Obi | leave | -"}));
  EXPECT_EQ(read(R"(
The     the     DET   DT  mayor det
mayor   mayor   NOUN  NN  left  nsubj
of      of      ADP   IN  Oslo  case
Oslo    Oslo    PROPN NNP mayor nmod S-Location
~,      ,       PUNCT ,   Obi   punct
Obi     Obi     PROPN NNP mayor appos S-Person
~,      ,       PUNCT ,   Obi   punct
left    leave   VERB  VBD -     root
)"),
            (Lines{"apposition-after: Obi | be mayor of | Oslo", "verb: Obi | leave | -"}));
}

TEST(Statements, EventNounsStateTheirEvent) {
  EXPECT_EQ(read(R"(
Li       Li       PROPN NNP visit nmod:poss S-Person
~'s      's       PART  POS Li    case
visit    visit    NOUN  NN  ended nsubj
to       to       ADP   IN  Oslo  case
Oslo     Oslo     PROPN NNP visit nmod S-Location
ended    end      VERB  VBD -     root
)"),
            (Lines{"happening: Li | visit | Oslo", "verb: Li's visit to Oslo | end | -"}));
}

TEST(Statements, MeetingsAfterWhichSomebodyActs) {
  const auto lines = read(R"(
After    after    ADP   IN  meetings case
meetings meeting  NOUN  NNS left  obl
with     with     ADP   IN  Li    case
Li       Li       PROPN NNP meetings nmod S-Person
and      and      CCONJ CC  Tom   cc
Tom      Tom      PROPN NNP Li    conj S-Person
~,       ,        PUNCT ,   left  punct
Obi      Obi      PROPN NNP left  nsubj S-Person
left     leave    VERB  VBD -     root
)");
  EXPECT_TRUE(std::count(lines.begin(), lines.end(), "meeting: Obi | meet | Li"));
  EXPECT_TRUE(std::count(lines.begin(), lines.end(), "meeting: Obi | meet | Tom"));
}

TEST(Statements, MeetingsStillAheadArePlanned) {
  const auto lines = read(R"(
Before   before   ADP   IN  meeting case
a        a        DET   DT  meeting det
meeting  meeting  NOUN  NN  left  obl
with     with     ADP   IN  Li    case
Li       Li       PROPN NNP meeting nmod S-Person
Obi      Obi      PROPN NNP left  nsubj S-Person
left     leave    VERB  VBD -     root
)");
  EXPECT_TRUE(std::count(lines.begin(), lines.end(), "meeting: Obi | meet | Li | planned"));
}

TEST(Statements, ParticiplesBeforeNouns) {
  EXPECT_EQ(read(R"(
the      the     DET   DT   force det
Norway   Norway  PROPN NNP  led compound S-Location
~-       -       PUNCT HYPH led punct
~led     lead    VERB  VBN  force amod
force    force   NOUN  NN   left nsubj
left     leave   VERB  VBD  -     root
)"),
            (Lines{"participle-compound: Norway | lead | Norway-led force", "verb: Norway-led force | leave | -"}));
}

TEST(Statements, OfficesAfterAs) {
  const auto lines = read(R"(
Obi      Obi      PROPN NNP serves nsubj S-Person
serves   serve    VERB  VBZ -      root
as       as       ADP   IN  director case
director director NOUN  NN  serves obl
of       of       ADP   IN  Orlo   case
Orlo     Orlo     PROPN NNP director nmod S-Organization
)");
  EXPECT_TRUE(std::count(lines.begin(), lines.end(), "office: Obi | be director of | Orlo"));
}

TEST(Statements, ControlStatesBothVerbs) {
  EXPECT_EQ(read(R"(
Obi    Obi    PROPN NNP urged nsubj S-Person
urged  urge   VERB  VBD -     root
Li     Li     PROPN NNP urged obj S-Person
to     to     PART  TO  leave mark
leave  leave  VERB  VB  urged xcomp
Oslo   Oslo   PROPN NNP leave obj S-Location
)"),
            (Lines{"control: Obi | urge | Li", "verb: Li | leave | Oslo | asked"}));
}

TEST(Statements, RulesTellTheClause) {
  const auto lines = read(R"(
Obi     Obi    PROPN NNP met    nsubj S-Person
~,      ,      PUNCT ,   leads  punct
who     who    PRON  WP  leads  nsubj
leads   lead   VERB  VBZ Obi    acl:relcl
Orlo    Orlo   PROPN NNP leads  obj S-Organization
~,      ,      PUNCT ,   leads  punct
met     meet   VERB  VBD -      root
Li      Li     PROPN NNP met    obj S-Person
and     and    CCONJ CC  left   cc
left    leave  VERB  VBD met    conj
Oslo    Oslo   PROPN NNP left   obj S-Location
~,      ,      PUNCT ,   thanking punct
thanking thank VERB  VBG left   advcl
Tom     Tom    PROPN NNP thanking obj S-Person
)");
  EXPECT_EQ(lines, (Lines{"converb: Obi | thank | Tom", "coordinated: Obi | leave | Oslo",
                          "relative: Obi | lead | Orlo", "verb: Obi | meet | Li"}));
}

TEST(Statements, ConversationsTakeTopicsFromBelow) {
  const auto lines = read(R"(
Obi     Obi    PROPN NNP met    nsubj S-Person
met     meet   VERB  VBD -      root
Li      Li     PROPN NNP met    obj S-Person
to      to     PART  TO  discuss mark
discuss discuss VERB VB  met    advcl
fish    fish   NOUN  NN  discuss obj
)");
  EXPECT_TRUE(std::count(lines.begin(), lines.end(), "verb: Obi | meet | Li | about=fish"));
}

TEST(Statements, AmountsAreLiterals) {
  EXPECT_EQ(read(R"(
Obi     Obi    PROPN NNP paid nsubj S-Person
paid    pay    VERB  VBD -    root
Li      Li     PROPN NNP paid iobj S-Person
$       $      SYM   $   paid obj B-Money
~5      5      NUM   CD  $    nummod E-Money
)"),
            (Lines{"verb: Obi | pay | \"$5\" | to=Li"}));
}

TEST(Statements, ContentIsText) {
  const auto lines = read(R"(
Obi     Obi    PROPN NNP said nsubj S-Person
said    say    VERB  VBD -    root
that    that   SCONJ IN  won  mark
Li      Li     PROPN NNP won  nsubj S-Person
won     win    VERB  VBD said ccomp
)");
  EXPECT_EQ(lines, (Lines{"content: Li | win | - | <Obi>", "verb: Obi | say | \"Li won\""}));
}

TEST(Statements, PronounsStandForNames) {
  const Analysed a(R"(
Obi     Obi    PROPN NNP left nsubj S-Person
left    leave  VERB  VBD -    root

He      he     PRON  PRP met  nsubj
met     meet   VERB  VBD -    root
Li      Li     PROPN NNP met  obj S-Person
)");
  const auto reading = a.read();
  ASSERT_EQ(reading.reports.size(), 2U);
  const auto& e = reading.reports[1].evidence;
  EXPECT_EQ(test::lines_of(reading)[1], "Obi | meet | Li");
  ASSERT_EQ(e.links.size(), 1U);
  EXPECT_EQ(e.links[0].antecedent, a.tree(0)[0].span);
  EXPECT_EQ(e.subject, a.tree(1)[0].span);
  EXPECT_LT(e.confidence, 1.0);
}

TEST(Statements, UnknownPronounsStateNothing) {
  EXPECT_EQ(read(R"(
They    they   PRON  PRP met  nsubj
met     meet   VERB  VBD -    root
Li      Li     PROPN NNP met  obj S-Person
)"),
            Lines{});
}

TEST(Statements, EvidencePointsIntoTheText) {
  const Analysed a(R"(
Obi     Obi    PROPN NNP met    nsubj S-Person
met     meet   VERB  VBD -      root
Li      Li     PROPN NNP met    obj   S-Person
in      in     ADP   IN  Oslo   case
Oslo    Oslo   PROPN NNP met    obl   S-Location
)");
  const auto reading = a.read();
  ASSERT_EQ(reading.reports.size(), 1U);
  const auto& e = reading.reports[0].evidence;
  const auto& t = a.tree();
  EXPECT_EQ(e.sentence, t.sentence().span);
  EXPECT_EQ(e.subject, t[0].span);
  EXPECT_EQ(e.relation, t[1].span);
  EXPECT_EQ(e.object, t[2].span);
  ASSERT_EQ(e.qualifiers.size(), 1U);
  EXPECT_EQ(e.qualifiers[0], t[4].span);
  EXPECT_EQ(e.phrase, "met");
}

TEST(Statements, QualifiersAreSortedAndDistinct) {
  const Analysed a(R"(
Obi     Obi    PROPN NNP met    nsubj S-Person
met     meet   VERB  VBD -      root
Li      Li     PROPN NNP met    obj   S-Person
with    with   ADP   IN  Tom    case
Tom     Tom    PROPN NNP met    obl   S-Person
in      in     ADP   IN  Oslo   case
Oslo    Oslo   PROPN NNP met    obl   S-Location
with    with   ADP   IN  Tom#2  case
Tom     Tom    PROPN NNP met    obl   S-Person
)");
  const auto reading = a.read();
  ASSERT_EQ(reading.reports.size(), 1U);
  EXPECT_EQ(reading.reports[0].statement.qualifiers.size(), 2U);
  EXPECT_TRUE(
      std::is_sorted(reading.reports[0].statement.qualifiers.begin(), reading.reports[0].statement.qualifiers.end()));
  EXPECT_EQ(reading.reports[0].evidence.qualifiers.size(), 2U);
}

}  // namespace
}  // namespace whom::extract
