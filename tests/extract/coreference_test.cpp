#include "extract/coreference.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/extract/support_tree.hpp"

namespace whom::extract {
namespace {

using test::Analysed;
using test::Sample;

/// "Ada Obi left ." as lines; each sentence one name, a verb and perhaps an object.
std::string left(const std::string& who) {
  return who + " " + who + " PROPN NNP left nsubj S-Person\nleft leave VERB VBD - root\n\n";
}

TEST(Coreference, JoinsPartsOfAPersonsName) {
  const Analysed a(R"(
Rui      Rui    PROPN NNP left nsubj B-Person
A.       A.     PROPN NNP Rui  flat  I-Person
Tavora   Tavora PROPN NNP Rui  flat  E-Person
left     leave  VERB  VBD -    root

Tavora   Tavora PROPN NNP slept nsubj S-Person
slept    sleep  VERB  VBD -     root

Rui      Rui    PROPN NNP woke nsubj B-Person
Tavora   Tavora PROPN NNP Rui  flat  E-Person
woke     wake   VERB  VBD -    root
)");
  EXPECT_EQ(a.refers("Tavora", 1), "Rui A. Tavora");
  EXPECT_EQ(a.refers("Rui", 2), "Rui A. Tavora");
  const auto entity = a.coreference().entity(a.coreference().referents(a.place("Tavora", 1)).at(0));
  EXPECT_EQ(entity.aliases, (std::vector<std::string>{"Rui Tavora", "Tavora"}));
  EXPECT_TRUE(entity.named);
  EXPECT_EQ(entity.mention, (graph::Span{0, 13}));
}

TEST(Coreference, KeepsDifferentPersonsApart) {
  const Analysed a(R"(
Rui    Rui    PROPN NNP met nsubj B-Person
Tavora Tavora PROPN NNP Rui flat  E-Person
met    meet   VERB  VBD -   root
Ana    Ana    PROPN NNP met obj   B-Person
Tavora Tavora PROPN NNP Ana flat  E-Person
)");
  EXPECT_EQ(a.refers("Rui"), "Rui Tavora");
  EXPECT_EQ(a.refers("Ana"), "Ana Tavora");
}

TEST(Coreference, HonorificsOfAnotherGenderPartNames) {
  const Analysed a(R"(
Mr.   Mr.   PROPN NNP Holm nmod:desc
Holm  Holm  PROPN NNP met  nsubj S-Person
met   meet  VERB  VBD -    root
Mrs.  Mrs.  PROPN NNP Holm#2 nmod:desc
Holm  Holm  PROPN NNP met  obj S-Person
)");
  EXPECT_NE(a.coreference().referents(a.place("Holm")), a.coreference().referents(a.place("Holm#2")));
}

TEST(Coreference, AcronymsAndSuffixesAreTheOrganization) {
  const Analysed a(R"(
World    World    PROPN NNP met nsubj B-Organization
Maritime Maritime PROPN NNP World flat I-Organization
Council  Council  PROPN NNP World flat E-Organization
met      meet     VERB  VBD -   root
Orlo     Orlo     PROPN NNP met obj S-Organization

WMC      WMC      PROPN NNP paid nsubj S-Organization
paid     pay      VERB  VBD -    root
Orlo     Orlo     PROPN NNP paid obj B-Organization
Holdings Holdings PROPN NNP Orlo flat E-Organization
)");
  EXPECT_EQ(a.refers("WMC", 1), "World Maritime Council");
  EXPECT_EQ(a.refers("Orlo", 0), "Orlo Holdings");
}

TEST(Coreference, CountriesHaveManyNames) {
  const Analysed a(R"(
U.S.     U.S.     PROPN NNP paid nsubj S-Location
paid     pay      VERB  VBD -    root

America  America  PROPN NNP left nsubj S-Location
left     leave    VERB  VBD -    root
)");
  const auto& c = a.coreference();
  EXPECT_EQ(c.referents(a.place("U.S.")), c.referents(a.place("America", 1)));
  const auto aliases = c.entity(c.referents(a.place("U.S."))[0]).aliases;
  EXPECT_TRUE(std::count(aliases.begin(), aliases.end(), "United States"));
  EXPECT_GE(c.find_named("United States"), 0);
  EXPECT_EQ(c.find_named("Atlantis"), -1);
}

constexpr std::string_view kMinister = R"(
Prime    prime    ADJ   JJ  Minister amod
Minister minister PROPN NNP Tavora nmod:desc
Tavora   Tavora   PROPN NNP met  nsubj S-Person
met      meet     VERB  VBD -    root
Senator  senator  PROPN NNP Holm nmod:desc
Holm     Holm     PROPN NNP met  obj S-Person

)";

TEST(Coreference, NounsOfRoleMeanTheNameThatBearsIt) {
  const Analysed a(std::string(kMinister) + R"(
The      the      DET   DT  minister det
minister minister NOUN  NN  thanked nsubj
thanked  thank    VERB  VBD -       root
the      the      DET   DT  senator det
senator  senator  NOUN  NN  thanked obj
)");
  EXPECT_EQ(a.refers("minister", 1), "Tavora");
  EXPECT_EQ(a.refers("senator", 1), "Holm");
}

TEST(Coreference, IndefiniteNounsAreNew) {
  const Analysed a(std::string(kMinister) + R"(
A        a        DET   DT  minister det
minister minister NOUN  NN  left nsubj
left     leave    VERB  VBD -       root
)");
  EXPECT_EQ(a.refers("minister", 1), "A minister");
}

TEST(Coreference, PronounsAgreeInGender) {
  const Analysed a(R"(
Mr.     Mr.   PROPN NNP Tavora nmod:desc
Tavora  Tavora PROPN NNP met  nsubj S-Person
met     meet  VERB  VBD -    root
Mrs.    Mrs.  PROPN NNP Holm nmod:desc
Holm    Holm  PROPN NNP met  obj S-Person

She     she   PRON  PRP thanked nsubj
thanked thank VERB  VBD -    root
him     he    PRON  PRP thanked obj
)");
  EXPECT_EQ(a.refers("She", 1), "Holm");
  EXPECT_EQ(a.refers("him", 1), "Tavora");
}

TEST(Coreference, PronounsPreferSubjects) {
  const Analysed a(R"(
Tavora  Tavora PROPN NNP met  nsubj S-Person
met     meet  VERB  VBD -    root
Holm    Holm  PROPN NNP met  obj S-Person

He      he    PRON  PRP left nsubj
left    leave VERB  VBD -    root
)");
  EXPECT_EQ(a.refers("He", 1), "Tavora");
  EXPECT_TRUE(a.coreference().link(a.place("He", 1)).has_value());
}

TEST(Coreference, ObjectPronounsAreNotTheirSubject) {
  const Analysed a(R"(
Holm    Holm  PROPN NNP left nsubj S-Person
left    leave VERB  VBD -    root

Tavora  Tavora PROPN NNP saw  nsubj S-Person
saw     see   VERB  VBD -    root
him     he    PRON  PRP saw  obj
)");
  EXPECT_EQ(a.refers("him", 1), "Holm");
}

TEST(Coreference, ItIsNoPersonAndHeNoCompany) {
  const Analysed a(R"(
Tavora  Tavora PROPN NNP sold nsubj S-Person
sold    sell  VERB  VBD -    root
Orlo    Orlo  PROPN NNP sold obj S-Organization

It      it    PRON  PRP beat nsubj
beat    beat  VERB  VBD -    root
him     he    PRON  PRP beat obj
)");
  EXPECT_EQ(a.refers("It", 1), "Orlo");
  EXPECT_EQ(a.refers("him", 1), "Tavora");
}

TEST(Coreference, ExpletiveItIsNothing) {
  const Analysed a(R"(
Orlo    Orlo  PROPN NNP fell nsubj S-Organization
fell    fall  VERB  VBD -    root

It      it    PRON  PRP rained expl
rained  rain  VERB  VBD -    root
)");
  EXPECT_EQ(a.refers("It", 1), "");
}

TEST(Coreference, PronounsDoNotLookBackForever) {
  std::string lines = left("Tavora");
  for (int i = 0; i < 8; ++i) lines += "Rain rain NOUN NN fell nsubj\nfell fall VERB VBD - root\n\n";
  lines += "He he PRON PRP left nsubj\nleft leave VERB VBD - root\n";
  EXPECT_EQ(Analysed(lines).refers("He", 9), "");
}

constexpr std::string_view kPair = R"(
Tavora  Tavora PROPN NNP met  nsubj S-Person
met     meet  VERB  VBD -    root
Holm    Holm  PROPN NNP met  obj S-Person

)";

TEST(Coreference, TheyAreThoseWhoMeet) {
  const Analysed a(std::string(kPair) + R"(
They    they  PRON  PRP left nsubj
left    leave VERB  VBD -    root
)");
  EXPECT_EQ(a.refers("They", 1), "Holm + Tavora");
}

TEST(Coreference, TheTwoAreThePair) {
  const Analysed a(std::string(kPair) + R"(
The     the   DET   DT  two  det
two     two   NUM   CD  left nsubj
left    leave VERB  VBD -    root

The     the   DET   DT  leaders det
two     two   NUM   CD  leaders nummod
leaders leader NOUN NNS slept nsubj
slept   sleep VERB  VBD -    root
)");
  EXPECT_EQ(a.refers("two", 1), "Holm + Tavora");
  EXPECT_EQ(a.refers("leaders", 2), "Holm + Tavora");
}

TEST(Coreference, TheyAreCoordinatedNames) {
  const Analysed a(R"(
Rome    Rome  PROPN NNP fell nsubj S-Location
fell    fall  VERB  VBD -    root

Tavora  Tavora PROPN NNP left nsubj S-Person
and     and   CCONJ CC  Holm cc
Holm    Holm  PROPN NNP Tavora conj S-Person
left    leave VERB  VBD -    root

They    they  PRON  PRP slept nsubj
slept   sleep VERB  VBD -    root
)");
  EXPECT_EQ(a.refers("They", 2), "Holm + Tavora");
}

TEST(Coreference, FormerAndLatter) {
  const Analysed a(std::string(kPair) + R"(
The     the   DET   DT  latter det
latter  latter NOUN NN  left nsubj
left    leave VERB  VBD -    root
)");
  EXPECT_EQ(a.refers("latter", 1), "Holm");
}

TEST(Coreference, FirstPersonsInQuotationsSpeak) {
  const Analysed a(R"(
"       "     PUNCT ``  won punct
I       I     PRON  PRP won nsubj
won     win   VERB  VBD said ccomp
"       "     PUNCT ''  won punct
Holm    Holm  PROPN NNP said nsubj S-Person
said    say   VERB  VBD -    root

I       I     PRON  PRP slept nsubj
slept   sleep VERB  VBD -    root
)");
  EXPECT_EQ(a.refers("I", 0), "Holm");
  EXPECT_EQ(a.refers("I", 1), "");
  EXPECT_EQ(a.coreference().speakers(0).size(), 1U);
}

TEST(Coreference, FirstPersonsSpeakForPronounsThatFollow) {
  const Analysed a(R"(
Holm    Holm  PROPN NNP left nsubj S-Person
left    leave VERB  VBD -    root

"       "     PUNCT ``  won punct
I       I     PRON  PRP won nsubj
won     win   VERB  VBD said ccomp
"       "     PUNCT ''  won punct
she     she   PRON  PRP said nsubj
said    say   VERB  VBD -    root
)");
  EXPECT_EQ(a.refers("she", 1), "Holm");
  EXPECT_EQ(a.refers("I", 1), "Holm");
}

TEST(Coreference, WeHaveCompanionsInAQuotation) {
  const Analysed a(R"(
"       "     PUNCT ``  met punct
I       I     PRON  PRP met nsubj
met     meet  VERB  VBD said ccomp
Tavora  Tavora PROPN NNP met obj S-Person
~,      ,     PUNCT ,   met punct
"       "     PUNCT ''  met punct
Holm    Holm  PROPN NNP said nsubj S-Person
said    say   VERB  VBD -    root

"       "     PUNCT ``  left punct
We      we    PRON  PRP left nsubj
left    leave VERB  VBD -    root
"       "     PUNCT ''  left punct
)");
  EXPECT_EQ(a.refers("We", 1), "Holm");
  const auto with = a.coreference().companions(a.place("We", 1));
  ASSERT_EQ(with.size(), 1U);
  EXPECT_EQ(a.coreference().entity(with[0]).name, "Tavora");
}

TEST(Coreference, TheNationIsTheLastCountry) {
  const Analysed a(R"(
Tavora    Tavora    PROPN NNP left nsubj S-Person
left      leave     VERB  VBD -    root
Jamaica   Jamaica   PROPN NNP left obj S-Location

The       the       DET   DT  nation det
Caribbean caribbean ADJ   JJ  nation amod
nation    nation    NOUN  NN  slept nsubj
slept     sleep     VERB  VBD -    root
)");
  EXPECT_EQ(a.refers("nation", 1), "Jamaica");
}

TEST(Coreference, TheCompanyIsTheLastOrganization) {
  const Analysed a(R"(
Orlo      Orlo    PROPN NNP left nsubj S-Organization
left      leave   VERB  VBD -    root
Jamaica   Jamaica PROPN NNP left obj S-Location

The       the     DET   DT  company det
company   company NOUN  NN  slept nsubj
slept     sleep   VERB  VBD -    root
)");
  EXPECT_EQ(a.refers("company", 1), "Orlo");
}

TEST(Coreference, AppositionsDescribeNames) {
  const Analysed a(R"(
The       the     DET   DT  mayor det
mayor     mayor   NOUN  NN  left  nsubj
~,        ,       PUNCT ,   Holm  punct
Holm      Holm    PROPN NNP mayor appos S-Person
~,        ,       PUNCT ,   Holm  punct
left      leave   VERB  VBD -     root
)");
  EXPECT_EQ(a.refers("mayor"), "Holm");
}

TEST(Coreference, DefiniteNounsRepeatTheirHead) {
  const Analysed a(R"(
A         a       DET   DT  ship det
new       new     ADJ   JJ  ship amod
ship      ship    NOUN  NN  left nsubj
left      leave   VERB  VBD -    root

The       the     DET   DT  ship det
ship      ship    NOUN  NN  sank nsubj
sank      sink    VERB  VBD -    root

The       the     DET   DT  ship det
old       old     ADJ   JJ  ship amod
ship      ship    NOUN  NN  sank nsubj
sank      sink    VERB  VBD -    root
)");
  EXPECT_EQ(a.refers("ship", 1), "A new ship");
  EXPECT_EQ(a.refers("ship", 2), "The old ship");
}

TEST(Coreference, RelativePronounsMeanTheirNoun) {
  const Analysed a(R"(
Holm      Holm    PROPN NNP left nsubj S-Person
~,        ,       PUNCT ,   won  punct
who       who     PRON  WP  won  nsubj
won       win     VERB  VBD Holm acl:relcl
left      leave   VERB  VBD -    root
)");
  EXPECT_EQ(a.refers("who"), "Holm");
}

TEST(Coreference, LinksLeadToANameBefore) {
  const Analysed a(std::string(kMinister) + R"(
The      the      DET   DT  minister det
minister minister NOUN  NN  left nsubj
left     leave    VERB  VBD -    root
)");
  const auto link = a.coreference().link(a.place("minister", 1));
  ASSERT_TRUE(link.has_value());
  EXPECT_EQ(link->antecedent, a.tree(0)[a.token("Tavora")].span);
  EXPECT_FALSE(a.coreference().link(a.place("Tavora")).has_value());
}

/// "Ada met Bea. Later she left. The envoy slept." with what an analyser tells of the antecedents.
class LearnedAntecedents : public testing::Test {
 protected:
  static constexpr std::string_view kLines = R"(
Ada   Ada   PROPN NNP met nsubj S-Person
met   meet  VERB  VBD -   root
Bea   Bea   PROPN NNP met obj S-Person

Later later ADV   RB  left advmod
she   she   PRON  PRP left nsubj
left  leave VERB  VBD -    root

The   the   DET   DT  envoy det
envoy envoy NOUN  NN  slept nsubj
slept sleep VERB  VBD -     root
)";
  static Sample told(int sentence, int token, Antecedent antecedent) {
    Sample s = test::sample(kLines);
    s.sentences[static_cast<std::size_t>(sentence)].tokens[static_cast<std::size_t>(token)].antecedents = {antecedent};
    return s;
  }
};

TEST_F(LearnedAntecedents, SaliencePrefersTheSubject) { EXPECT_EQ(Analysed(kLines).refers("she", 1), "Ada"); }

TEST_F(LearnedAntecedents, AProbabilityOutweighsSalience) {
  EXPECT_EQ(Analysed(told(1, 1, {1, 2, 0.8})).refers("she", 1), "Bea");
  EXPECT_EQ(Analysed(told(1, 1, {1, 2, 0.02})).refers("she", 1), "Ada");
}

TEST_F(LearnedAntecedents, ANounMeansWhatIsConvincing) {
  EXPECT_EQ(Analysed(told(2, 1, {2, 2, 0.7})).refers("envoy", 2), "Bea");
  EXPECT_NE(Analysed(told(2, 1, {2, 2, 0.4})).refers("envoy", 2), "Bea");
}

/// "We sold a patent. We kept the old patent with the licence." By the analyser, the old patent and the licence are the
/// patent.
TEST_F(LearnedAntecedents, NounsOfOneHeadOnly) {
  Sample s = test::sample(R"(
We      we      PRON PRP sold nsubj
sold    sell    VERB VBD -    root
a       a       DET  DT  patent det
patent  patent  NOUN NN  sold obj

We      we      PRON PRP kept nsubj
kept    keep    VERB VBD -    root
the     the     DET  DT  patent det
old     old     ADJ  JJ  patent amod
patent  patent  NOUN NN  kept obj
with    with    ADP  IN  licence case
the     the     DET  DT  licence det
licence licence NOUN NN  kept obl
)");
  s.sentences[1].tokens[4].antecedents = {{1, 3, 0.9}};
  s.sentences[1].tokens[7].antecedents = {{1, 3, 0.9}};
  const Analysed a(std::move(s));
  EXPECT_EQ(a.refers("patent", 1), "a patent");
  EXPECT_EQ(a.refers("licence", 1), "the licence");
}

/// "Senator Ada Obi spoke. The president left." By the analyser, the president is the senator.
TEST_F(LearnedAntecedents, NobodyHoldsAnotherOffice) {
  Sample s = test::sample(R"(
Senator   Senator   PROPN NNP Obi nmod:desc
Ada       Ada       PROPN NNP Obi flat B-Person
Obi       Obi       PROPN NNP spoke nsubj E-Person
spoke     speak     VERB  VBD - root

The       the       DET   DT  president det
president president NOUN  NN  left nsubj
left      leave     VERB  VBD - root
)");
  s.sentences[1].tokens[1].antecedents = {{1, 2, 0.9}};
  EXPECT_EQ(Analysed(std::move(s)).refers("president", 1), "The president");
}

TEST_F(LearnedAntecedents, ChainsPronounsOfTheUnnamed) {
  const auto chained = [](double none) {
    Sample s = test::sample(R"(
I     I     PRON  PRP came nsubj
came  come  VERB  VBD -    root

I     I     PRON  PRP left nsubj
left  leave VERB  VBD -    root
)");
    s.sentences[1].tokens[0].antecedents = {{1, 0, 0.1}};
    s.sentences[1].tokens[0].no_antecedent = none;
    const Analysed a(std::move(s));
    const auto mentions = a.coreference().mentions();
    return mentions.size() == 2 && mentions[0].entity == mentions[1].entity;
  };
  EXPECT_TRUE(chained(0.05));
  EXPECT_FALSE(chained(0.5));
}

TEST_F(LearnedAntecedents, BeforeTheTextIsNothing) {
  EXPECT_EQ(Analysed(told(1, 1, {7, 0, 0.9})).refers("she", 1), "Ada");
}

}  // namespace
}  // namespace whom::extract
