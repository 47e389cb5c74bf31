#include "extract/repair.hpp"

#include <gtest/gtest.h>

#include "tests/extract/support_tree.hpp"

namespace whom::extract {
namespace {

Sentence repaired(std::string_view lines) {
  auto s = test::sentence(lines);
  repair(s, test::words());
  return s;
}

/// "head:relation" of a word.
std::string place(const Sentence& s, std::string_view form) {
  for (const auto& t : s.tokens) {
    if (t.form == form) return (t.head < 0 ? "-" : s.tokens[static_cast<std::size_t>(t.head)].form) + ":" + t.deprel;
  }
  return "none";
}

/// Every head leads to the root.
bool sound(const Sentence& s) {
  for (std::size_t i = 0; i < s.tokens.size(); ++i) {
    std::size_t steps = 0;
    for (int a = static_cast<int>(i); a >= 0; a = s.tokens[static_cast<std::size_t>(a)].head) {
      if (++steps > s.tokens.size()) return false;
    }
  }
  return true;
}

TEST(Repair, GivesAPossessorToThePhraseAfterIt) {
  const auto s = repaired(R"(
Kenya     Kenya     PROPN NNP minister  nmod:poss S-Location
~'s       's        PART  POS Kenya     case
president president NOUN  NN  Obi       nmod:desc
Obi       Obi       PROPN NNP met       nsubj S-Person
met       meet      VERB  VBD -         root
minister  minister  NOUN  NN  Li        nmod:desc
Li        Li        PROPN NNP met       obj S-Person
)");
  EXPECT_EQ(place(s, "Kenya"), "Obi:nmod:poss");
  EXPECT_TRUE(sound(s));
}

TEST(Repair, MakesNoCycleOfAStrangeTree) {
  EXPECT_TRUE(sound(repaired(R"(
Kenya     Kenya     PROPN NNP minister  nmod:poss S-Location
~'s       's        PART  POS Kenya     case
new       new       ADJ   JJ  president amod
president president NOUN  NN  Kenya     appos
met       meet      VERB  VBD -         root
minister  minister  NOUN  NN  met       obj
)")));
  EXPECT_TRUE(sound(repaired(R"(
She       she       PRON  PRP met       nsubj
met       meet      VERB  VBD -         root
Mayor     mayor     NOUN  NN  Obi       nmod:desc
Ada       Ada       PROPN NNP Obi       flat B-Person
Obi       Obi       PROPN NNP Oslo      compound E-Person
of        of        ADP   IN  Oslo      case
Oslo      Oslo      PROPN NNP met       obl S-Location
)")));
  EXPECT_TRUE(sound(repaired(R"(
former    former    ADJ   JJ  president amod
elected   elect     VERB  VBD -         root
Ada       Ada       PROPN NNP elected   obj B-Person
Obi       Obi       PROPN NNP Ada       flat E-Person
president president NOUN  NN  Ada       appos
)")));
}

TEST(Repair, KeepsTheNearestSubject) {
  const auto s = repaired(R"(
Rome  Rome PROPN NNP fell nsubj
Oslo  Oslo PROPN NNP fell nsubj
fell  fall VERB  VBD -    root
)");
  EXPECT_EQ(place(s, "Rome"), "fell:dep");
  EXPECT_EQ(place(s, "Oslo"), "fell:nsubj");
}

TEST(Repair, KeepsAnOuterSubject) {
  const auto s = repaired(R"(
plan  plan NOUN  NN  signs nsubj:outer
Oslo  Oslo PROPN NNP signs nsubj
signs sign VERB  VBZ -     root
)");
  EXPECT_EQ(place(s, "plan"), "signs:nsubj:outer");
}

TEST(Repair, BeIsAnAuxiliaryOfWhatIsToHappen) {
  const auto s = repaired(R"(
Obi   Obi   PROPN NNP leave nsubj:outer S-Person
is    be    AUX   VBZ leave cop
to    to    PART  TO  leave mark
leave leave VERB  VB  -     root
)");
  EXPECT_EQ(place(s, "is"), "leave:aux");
  EXPECT_EQ(place(s, "Obi"), "leave:nsubj");
}

TEST(Repair, AnAimIsNotToLeave) {
  const auto s = repaired(R"(
aim   aim   NOUN NN  leave nsubj:outer
is    be    AUX  VBZ leave cop
to    to    PART TO  leave mark
leave leave VERB VB  -     root
)");
  EXPECT_EQ(place(s, "is"), "leave:cop");
}

TEST(Repair, OfTwoObjectsTheFirstReceives) {
  const auto s = repaired(R"(
Obi   Obi   PROPN NNP  gave  nsubj S-Person
gave  give  VERB  VBD  -     root
Li    Li    PROPN NNP  gave  obj   S-Person
tea   tea   NOUN  NN   gave  obj
)");
  EXPECT_EQ(place(s, "Li"), "gave:iobj");
  EXPECT_EQ(place(s, "tea"), "gave:obj");
}

TEST(Repair, CoordinatedParticiplesStandBesideTheirNoun) {
  const auto s = repaired(R"(
mill  mill  NOUN  NN   -     root
built build VERB  VBN  mill  acl
and   and   CCONJ CC   sold  cc
sold  sell  VERB  VBN  built conj
)");
  EXPECT_EQ(place(s, "sold"), "mill:acl");
}

TEST(Repair, TwoPersonsAreNeverOne) {
  const auto s = repaired(R"(
Obi   Obi  PROPN NNP left  nsubj S-Person
~,    ,    PUNCT ,   Li    punct
Li    Li   PROPN NNP Obi   appos S-Person
left  leave VERB VBD -     root
)");
  EXPECT_EQ(place(s, "Li"), "Obi:conj");
}

TEST(Repair, PartsOfOneNameStayTogether) {
  const auto s = repaired(R"(
Ada   Ada  PROPN NNP left  nsubj B-Person
Obi   Obi  PROPN NNP Ada   appos E-Person
left  leave VERB VBD -     root
)");
  EXPECT_EQ(place(s, "Obi"), "Ada:appos");
}

TEST(Repair, PersonsOfAListBelowAPreposition) {
  const auto s = repaired(R"(
talks talk NOUN  NNS left  obj
with  with ADP   IN  Obi   case
Obi   Obi  PROPN NNP talks nmod  S-Person
~,    ,    PUNCT ,   Li    punct
Li    Li   PROPN NNP talks appos S-Person
left  leave VERB VBD -     root
)");
  EXPECT_EQ(place(s, "Li"), "Obi:conj");
}

TEST(Repair, ElectIsNoVerb) {
  const auto s = repaired(R"(
President President PROPN NNP left nsubj
~-        -     PUNCT HYPH elect punct
~elect    elect VERB  VB  President acl
left      leave VERB  VBD -    root
)");
  EXPECT_EQ(s.tokens[2].upos, "ADJ");
}

TEST(Repair, VerbsNamedElectStay) {
  const auto s = repaired(R"(
People people NOUN  NNS elect nsubj
will   will   AUX   MD  elect aux
elect  elect  VERB  VB  -     root
)");
  EXPECT_EQ(s.tokens[2].upos, "VERB");
}

TEST(Repair, TitlesJoinTheirNames) {
  const auto s = repaired(R"(
Foreign  foreign  ADJ   JJ  Minister amod
Minister minister PROPN NNP left     nsubj
Ada      Ada      PROPN NNP left     obj   B-Person
Obi      Obi      PROPN NNP Ada      flat  E-Person
left     leave    VERB  VBD -        root
)");
  EXPECT_TRUE(sound(s));
  EXPECT_EQ(place(s, "Ada"), "left:nsubj");
  EXPECT_EQ(place(s, "Minister"), "Ada:nmod:desc");
}

TEST(Repair, TitlesThatAreWholeStay) {
  constexpr std::string_view lines = R"(
Minister minister PROPN NNP Ada  nmod:desc
Ada      Ada      PROPN NNP left nsubj B-Person
Obi      Obi      PROPN NNP Ada  flat  E-Person
left     leave    VERB  VBD -    root
)";
  const auto before = test::sentence(lines), after = repaired(lines);
  for (std::size_t i = 0; i < before.tokens.size(); ++i) {
    EXPECT_EQ(after.tokens[i].head, before.tokens[i].head);
    EXPECT_EQ(after.tokens[i].deprel, before.tokens[i].deprel);
  }
}

TEST(Repair, ANameHasOneHead) {
  const auto s = repaired(R"(
Orlo     Orlo     PROPN NNP sold nsubj B-Organization
Holdings Holdings PROPN NNP sold dep   E-Organization
sold     sell     VERB  VBD -    root
)");
  EXPECT_TRUE(sound(s));
  EXPECT_EQ(place(s, "Orlo"), "sold:nsubj");
  EXPECT_EQ(place(s, "Holdings"), "Orlo:nmod:desc");
}

TEST(Repair, HonorificsJoinTheOffice) {
  const auto s = repaired(R"(
His      his      PRON  PRP$ Highness nmod:poss
Highness Highness PROPN NNP  left     nsubj
the      the      DET   DT   Prince   det
Crown    Crown    PROPN NNP  Prince   compound
Prince   Prince   PROPN NNP  Highness appos
left     leave    VERB  VBD  -        root
)");
  EXPECT_TRUE(sound(s));
  EXPECT_EQ(place(s, "Prince"), "left:nsubj");
  EXPECT_EQ(place(s, "Highness").substr(0, 7), "Prince:");
}

TEST(Repair, HyphenedWordsAreCompounds) {
  const auto s = repaired(R"(
majority majority NOUN  NN   owned nsubj
~-       -        PUNCT HYPH owned punct
~owned   own      VERB  VBN  firm  amod
firm     firm     NOUN  NN   -     root
)");
  EXPECT_EQ(place(s, "majority"), "owned:compound");
}

TEST(Repair, SpacedDashesJoinNothing) {
  const auto s = repaired(R"(
Rome  Rome PROPN NNP  fell nsubj
-     -    PUNCT HYPH fell punct
fell  fall VERB  VBD  -    root
)");
  EXPECT_EQ(place(s, "Rome"), "fell:nsubj");
}

TEST(Repair, UpToBelongsToTheAmount) {
  const auto s = repaired(R"(
pledged pledge VERB  VBD -       root
up      up     ADV   RB  pledged advmod
to      to     ADP   IN  $       case
$       $      SYM   $   pledged obl B-Money
~5      5      NUM   CD  $       nummod E-Money
)");
  EXPECT_TRUE(sound(s));
  EXPECT_EQ(place(s, "up"), "$:advmod");
  EXPECT_EQ(place(s, "to"), "$:advmod");
  EXPECT_EQ(place(s, "$"), "pledged:obj");
}

TEST(Repair, WhoIsElectedIsTheObject) {
  const auto s = repaired(R"(
elected   elect     VERB  VBD -         root
Ada       Ada       PROPN NNP president compound B-Person
Obi       Obi       PROPN NNP Ada       flat     E-Person
president president NOUN  NN  elected   obj
)");
  EXPECT_TRUE(sound(s));
  EXPECT_EQ(place(s, "Ada"), "elected:obj");
  EXPECT_EQ(place(s, "president"), "elected:xcomp");
}

TEST(Repair, AnAppositionAfterACommaStays) {
  const auto s = repaired(R"(
elected   elect     VERB  VBD -         root
Ada       Ada       PROPN NNP elected   obj      B-Person
Obi       Obi       PROPN NNP Ada       flat     E-Person
,         ,         PUNCT ,   president punct
president president NOUN  NN  Ada       appos
)");
  EXPECT_EQ(place(s, "president"), "Ada:appos");
}

TEST(Repair, TheSecondObjectOfNamingDescribes) {
  const auto s = repaired(R"(
called call   VERB VBD -      root
Ada    Ada    PROPN NNP called obj S-Person
a      a      DET  DT  liar   det
liar   liar   NOUN NN  called obj
)");
  EXPECT_EQ(place(s, "Ada"), "called:obj");
  EXPECT_EQ(place(s, "liar"), "called:xcomp");
}

TEST(Repair, NotOnlyJoinsTwoSubjects) {
  const auto s = repaired(R"(
Not       not       PART  RB  unions    advmod
only      only      ADV   RB  unions    advmod
unions    union     NOUN  NNS -         root
but       but       CCONJ CC  welcomed  cc
also      also      ADV   RB  welcomed  advmod
employers employer  NOUN  NNS welcomed  nsubj
welcomed  welcome   VERB  VBD unions    conj
rulings   ruling    NOUN  NNS welcomed  obj
)");
  EXPECT_EQ(place(s, "welcomed"), "-:root");
  EXPECT_EQ(place(s, "unions"), "welcomed:nsubj");
  EXPECT_EQ(place(s, "employers"), "unions:conj");
  EXPECT_EQ(place(s, "only"), "unions:cc:preconj");
  EXPECT_EQ(place(s, "also"), "employers:cc");
  EXPECT_TRUE(sound(s));
}

TEST(Repair, EachTellsOfTheSubjectBeforeIt) {
  const auto s = repaired(R"(
Ada       Ada       PROPN NNP gave      nsubj S-Person
and       and       CCONJ CC  Tom       cc
Tom       Tom       PROPN NNP Ada       conj S-Person
each      each      DET   DT  gave      nsubj
gave      give      VERB  VBD -         root
euros     euro      NOUN  NNS gave      obj
)");
  EXPECT_EQ(place(s, "Ada"), "gave:nsubj");
  EXPECT_EQ(place(s, "each"), "gave:advmod");
}

TEST(Repair, AConjunctBehindTheObjectIsTheObjects) {
  const auto s = repaired(R"(
Ada       Ada       PROPN NNP bought    nsubj S-Person
and       and       CCONJ CC  Tom       cc
Tom       Tom       PROPN NNP Ada       conj S-Person
bought    buy       VERB  VBD -         root
Acme      Acme      PROPN NNP bought    obj S-Organization
plus      and       CCONJ CC  Corvid    cc
Corvid    Corvid    PROPN NNP Ada       conj S-Organization
)");
  EXPECT_EQ(place(s, "Corvid"), "Acme:conj");
  EXPECT_TRUE(sound(s));
}

TEST(Repair, WhomOneCallsOnIsAsked) {
  const auto s = repaired(R"(
unions    union     NOUN  NNS called    nsubj
called    call      VERB  VBD -         root
on        on        ADP   IN  ministers case
ministers minister  NOUN  NNS called    obl
to        to        PART  TO  resign    mark
resign    resign    VERB  VB  called    advcl
)");
  EXPECT_EQ(place(s, "resign"), "called:xcomp");
}

TEST(Repair, EmptySentencesSurvive) {
  Sentence s;
  repair(s, test::words());
  EXPECT_TRUE(s.tokens.empty());
}

TEST(Repair, ContrastsAreTwo) {
  const auto s = repaired(R"(
Acme  Acme PROPN NNP grew  nsubj
~,    ,    PUNCT ,   Bolt  punct
not   not  PART  RB  Bolt  advmod
Bolt  Bolt PROPN NNP Acme  appos
grew  grow VERB  VBD -     root
)");
  EXPECT_EQ(place(s, "Bolt"), "Acme:conj");
}

TEST(Repair, AuxiliariesBeforeAClauseAreItsOwn) {
  const auto s = repaired(R"(
Had   have AUX   VBD left  aux
Obi   Obi  PROPN NNP come  nsubj
come  come VERB  VBN left  advcl
Li    Li   PROPN NNP left  nsubj
would would AUX  MD  left  aux
have  have AUX   VB  left  aux
left  leave VERB VBN -     root
)");
  EXPECT_EQ(place(s, "Had"), "come:aux");
  EXPECT_EQ(place(s, "would"), "left:aux");
}

TEST(Repair, GerundsWithAnObjectCompleteTheVerb) {
  const auto s = repaired(R"(
Obi     Obi  PROPN NNP denied  nsubj
denied  deny VERB  VBD -       root
meeting meet NOUN  VBG denied  obj
Li      Li   PROPN NNP meeting obj
)");
  EXPECT_EQ(place(s, "meeting"), "denied:xcomp");
}

TEST(Repair, ClausesOfNounsOfTellingAreTheirContent) {
  const auto s = repaired(R"(
myth  myth  NOUN  NN  -     root
that  that  PRON  WDT sold  obj
Obi   Obi   PROPN NNP sold  nsubj
sold  sell  VERB  VBD myth  acl:relcl
the   the   DET   DT  house det
house house NOUN  NN  sold  obj
)");
  EXPECT_EQ(place(s, "sold"), "myth:acl");
  EXPECT_EQ(place(s, "that"), "sold:mark");
}

TEST(Repair, AReportBetweenSubjectAndVerbIsNotTheSubjects) {
  const auto s = repaired(R"(
The      the      DET  DT  flood    det
flood    flood    NOUN NN  ended    nsubj
~,       ,        PUNCT .  conceded punct
the      the      DET  DT  minister det
minister minister NOUN NN  conceded nsubj
conceded concede  VERB VBD flood    acl:relcl
~,       ,        PUNCT .  flood    punct
ended    end      VERB VBD -        root
)");
  EXPECT_EQ(place(s, "conceded"), "ended:parataxis");
  EXPECT_TRUE(sound(s));
  const auto relative = repaired(R"(
The      the      DET  DT  minister det
minister minister NOUN NN  left     nsubj
~,       ,        PUNCT .  conceded punct
who      who      PRON WP  conceded nsubj
conceded concede  VERB VBD minister acl:relcl
defeat   defeat   NOUN NN  conceded obj
~,       ,        PUNCT .  minister punct
left     leave    VERB VBD -        root
)");
  EXPECT_EQ(place(relative, "conceded"), "minister:acl:relcl");
}

TEST(Repair, WhatAHearerIsToldIsNotTheHearers) {
  const auto hearer = [](const std::string& noun) {
    return place(repaired("She she PRON PRP told nsubj\ntold tell VERB VBD - root\n" + noun + " " + noun +
                          " NOUN NN told iobj\nthat that SCONJ IN sank mark\nit it PRON PRP sank nsubj\n" +
                          "sank sink VERB VBD " + noun + " acl\n"),
                 "sank");
  };
  EXPECT_EQ(hearer("inquiry"), "told:ccomp");
  EXPECT_EQ(hearer("rumour"), "rumour:acl");
}

TEST(Repair, TollsAreNotMarkedByTheirParticiple) {
  const auto active = repaired(R"(
It      it     PRON  PRP killed nsubj
killed  kill   VERB  VBD -      root
three   three  NUM   CD  men    nummod
men     man    NOUN  NNS killed obj
and     and    CCONJ CC  dozens cc
injured injure VERB  VBN dozens amod
dozens  dozen  NOUN  NNS men    conj
)");
  EXPECT_EQ(place(active, "injured"), "killed:conj");
  EXPECT_EQ(place(active, "dozens"), "injured:obj");
  const auto passive = repaired(R"(
Men     man     NOUN  NNS killed nsubj:pass
were    be      AUX   VBD killed aux:pass
killed  kill    VERB  VBN -      root
and     and     CCONJ CC  dozens cc
dozens  dozen   NOUN  NNS killed conj
injured injured ADJ   JJ  dozens acl
)");
  EXPECT_EQ(place(passive, "dozens"), "injured:nsubj:pass");
  EXPECT_EQ(passive.tokens[5].lemma, "injure");
  const auto counted = repaired(R"(
She   she   PRON  PRP sold nsubj
sold  sell  VERB  VBD -    root
boats boat  NOUN  NNS sold obj
and   and   CCONJ CC  cars cc
used  used  ADJ   JJ  cars amod
cars  car   NOUN  NNS boats conj
)");
  EXPECT_EQ(place(counted, "used"), "cars:amod");
  EXPECT_TRUE(sound(active) && sound(passive));
}

TEST(Repair, AClauseWithoutItsVerbAddsNoObjects) {
  const auto s = repaired(R"(
Norway Norway PROPN NNP sent  nsubj S-Location
sent   send   VERB  VBD -     root
two    two    NUM   CD  ships nummod
ships  ship   NOUN  NNS sent  obj
and    and    CCONJ CC  Chile cc
Chile  Chile  PROPN NNP ships conj S-Location
three  three  NUM   CD  ships conj
)");
  EXPECT_EQ(place(s, "Chile"), "sent:dep");
  EXPECT_EQ(place(s, "three"), "sent:dep");
  EXPECT_TRUE(sound(s));
}

TEST(Repair, WhatRisesHasAMeasureAndNoObject) {
  const auto points = [](const std::string& verb) {
    return place(repaired("It it PRON PRP v nsubj\nv " + verb + " VERB VBD - root\ntwo two NUM CD points nummod\n" +
                          "points point NOUN NNS v obj\n"),
                 "points");
  };
  EXPECT_EQ(points("fall"), "v:obl:unmarked");
  EXPECT_EQ(points("score"), "v:obj");
}

TEST(Repair, WhoIsFinedIsNoReceiver) {
  const auto s = repaired(R"(
They  they  PRON PRP fined nsubj
fined fine  VERB VBD -     root
her   she   PRON PRP fined iobj
300   300   NUM  CD  euros nummod B-Money
euros euro  NOUN NNS fined obj    E-Money
)");
  EXPECT_EQ(place(s, "her"), "fined:obj");
  EXPECT_EQ(place(s, "euros"), "fined:obl:unmarked");
}

TEST(Repair, IdeasDoNothing) {
  const auto be = [](const std::string& noun, const std::string& type) {
    return place(repaired("The the DET DT " + noun + " det\n" + noun + " " + noun + " NOUN NN open nsubj " + type +
                          "\nis be AUX VBZ open cop\nto to PART TO open mark\nopen open VERB VB - root\n"),
                 "is");
  };
  EXPECT_EQ(be("tunnel", "place"), "open:aux");
  EXPECT_EQ(be("strike", "event"), "open:aux");
  EXPECT_EQ(be("aim", "abstract"), "open:cop");
  EXPECT_EQ(be("tunnel", ""), "open:cop") << "without types only people do";
}

TEST(Repair, WhoIsThePersonBefore) {
  const auto s = repaired(R"(
Obi     Obi   PROPN NNP met   nsubj
met     meet  VERB  VBD -     root
a       a     DET   DT  envoy det
envoy   envoy NOUN  NN  met   obj
on      on    ADP   IN  May   case
May     May   PROPN NNP met   obl
who     who   PRON  WP  wept  nsubj
wept    weep  VERB  VBD met   advcl:relcl
)");
  EXPECT_EQ(place(s, "wept"), "envoy:acl:relcl");
}

TEST(Repair, WhoIsNotInItsOwnClause) {
  const auto s = repaired(R"(
met     meet  VERB  VBD -     root
envoy   envoy NOUN  NN  wept  obj
who     who   PRON  WP  wept  nsubj
wept    weep  VERB  VBD met   advcl:relcl
)");
  EXPECT_EQ(place(s, "wept"), "met:advcl:relcl");
}

TEST(Repair, RelativeClausesOfNounsOfTellingStay) {
  const auto s = repaired(R"(
story story NOUN  NN  -     root
that  that  PRON  WDT sold  obj
Obi   Obi   PROPN NNP sold  nsubj
sold  sell  VERB  VBD story acl:relcl
)");
  EXPECT_EQ(place(s, "sold"), "story:acl:relcl");
}

}  // namespace
}  // namespace whom::extract
