#include "extract/mention.hpp"

#include <gtest/gtest.h>

#include "tests/extract/support_tree.hpp"

namespace whom::extract {
namespace {

using graph::EntityType;
using test::Analysed;
using test::forms;

const Mention& mention(const Analysed& a, std::string_view word) {
  const auto* m = a.coreference().mention(a.place(word));
  if (!m) throw std::invalid_argument("no mention " + std::string(word));
  return *m;
}

bool mentioned(const Analysed& a, std::string_view word) { return a.coreference().mention(a.place(word)) != nullptr; }

TEST(Mentions, NamesWithTitles) {
  const Analysed a(R"(
U.S.      U.S.      PROPN NNP Secretary compound S-Location
Secretary Secretary PROPN NNP Marsh     nmod:desc
of        of        ADP   IN  Commerce  case
Commerce  Commerce  PROPN NNP Secretary nmod
Helen     Helen     PROPN NNP Marsh     flat     B-Person
Marsh     Marsh     PROPN NNP left      nsubj    E-Person
left      leave     VERB  VBD -         root
Oslo      Oslo      PROPN NNP left      obj      S-Location
)");
  const auto& m = mention(a, "Marsh");
  EXPECT_EQ(m.kind, Mention::Kind::Name);
  EXPECT_EQ(m.text, "Helen Marsh");
  EXPECT_EQ(m.type, EntityType::Person);
  EXPECT_EQ(forms(a.tree(), m.title), "U.S. Secretary of Commerce");
  EXPECT_EQ(&mention(a, "Helen"), &m);
  EXPECT_EQ(mention(a, "U.S.").type, EntityType::GeopoliticalEntity);
  EXPECT_EQ(mention(a, "Oslo").type, EntityType::Place);
}

TEST(Mentions, TypesOfNouns) {
  const Analysed a(R"(
senators  senator  NOUN NNS saw nsubj
saw       see      VERB VBD -   root
senator   senator  NOUN NN  saw obj
nation    nation   NOUN NN  saw obj
firm      firm     NOUN NN  saw obj
invasion  invasion NOUN NN  saw obj
sorrow    sorrow   NOUN NN  saw obj
)");
  EXPECT_EQ(mention(a, "senators").type, EntityType::Group);
  EXPECT_EQ(mention(a, "senator").type, EntityType::Person);
  EXPECT_EQ(mention(a, "nation").type, EntityType::GeopoliticalEntity);
  EXPECT_EQ(mention(a, "firm").type, EntityType::Organization);
  EXPECT_EQ(mention(a, "invasion").type, EntityType::Event);
  EXPECT_EQ(mention(a, "sorrow").type, EntityType::Concept);
  EXPECT_EQ(mention(a, "senators").number, Number::Plural);
}

TEST(Mentions, TypesOfHeads) {
  const Analysed a(R"(
They    they   PRON  PRP met nsubj person
met     meet   VERB  VBD -   root
the     the    DET   DT  bank  det
bank    bank   NOUN  NN  met obj organization
crew    crew   NOUN  NN  met obj person
Murdo   Murdo  PROPN NNP met obj person
Cup     Cup    PROPN NNP met obj S-Misc event
Song    Song   PROPN NNP met obj S-Misc abstract
Oslo    Oslo   PROPN NNP met obj S-Location person
it      it     PRON  PRP met obj place
drought drought NOUN NN met obj
)");
  EXPECT_EQ(mention(a, "They").type, EntityType::Group);
  EXPECT_EQ(mention(a, "bank").type, EntityType::Organization);
  EXPECT_EQ(mention(a, "crew").type, EntityType::Group) << "one word for several";
  EXPECT_EQ(mention(a, "Murdo").type, EntityType::Person);
  EXPECT_EQ(mention(a, "Cup").type, EntityType::Event);
  EXPECT_EQ(mention(a, "Song").type, EntityType::Concept);
  EXPECT_EQ(mention(a, "Oslo").type, EntityType::Place) << "what names are the tagger tells";
  EXPECT_FALSE(mention(a, "it").typed);
  EXPECT_EQ(mention(a, "drought").type, EntityType::Concept) << "nobody tells, and WordNet has a state";
}

TEST(Mentions, NominalsAreTheirPhrases) {
  const Analysed a(R"(
The     the    DET  DT  report det
long    long   ADJ  JJ  report amod
report  report NOUN NN  fell   nsubj
on      on     ADP  IN  ships  case
ships   ship   NOUN NNS report nmod
written write  VERB VBN report acl
hastily hastily ADV RB  written advmod
fell    fall   VERB VBD -      root
)");
  const auto& m = mention(a, "report");
  EXPECT_EQ(m.kind, Mention::Kind::Nominal);
  EXPECT_EQ(m.text, "The long report on ships");
  EXPECT_TRUE(m.definite);
  EXPECT_FALSE(mention(a, "ships").definite);
}

TEST(Mentions, ArticlesTellDefiniteness) {
  const Analysed a(R"(
A      a      DET  DT   ship  det
ship   ship   NOUN NN   saw   nsubj
saw    see    VERB VBD  -     root
this   this   DET  DT   boat  det
boat   boat   NOUN NN   saw   obj
her    her    PRON PRP$ raft  nmod:poss
raft   raft   NOUN NN   saw   obj
every  every  DET  DT   oar   det
oar    oar    NOUN NN   saw   obj
)");
  EXPECT_FALSE(mention(a, "ship").definite);
  EXPECT_TRUE(mention(a, "boat").definite);
  EXPECT_TRUE(mention(a, "raft").definite);
  EXPECT_FALSE(mention(a, "oar").definite);
}

TEST(Mentions, PronounsKnowGenderAndNumber) {
  const Analysed a(R"(
She   she  PRON PRP told nsubj
told  tell VERB VBD -    root
them  they PRON PRP told obj
who   who  PRON WP  won  nsubj
won   win  VERB VBD told ccomp
)");
  EXPECT_EQ(mention(a, "She").kind, Mention::Kind::Pronoun);
  EXPECT_EQ(mention(a, "She").gender, Gender::Female);
  EXPECT_EQ(mention(a, "She").number, Number::Singular);
  EXPECT_EQ(mention(a, "them").gender, Gender::Unknown);
  EXPECT_EQ(mention(a, "them").number, Number::Plural);
  EXPECT_EQ(mention(a, "who").kind, Mention::Kind::Relative);
}

TEST(Mentions, TitlesTellGender) {
  const Analysed a(R"(
Mrs.  Mrs.  PROPN NNP Holm nmod:desc
Holm  Holm  PROPN NNP met  nsubj S-Person
met   meet  VERB  VBD -    root
Li    Li    PROPN NNP met  obj   S-Person
)");
  EXPECT_EQ(mention(a, "Holm").gender, Gender::Female);
  EXPECT_EQ(mention(a, "Li").gender, Gender::Unknown);
}

TEST(Mentions, GivenNamesTellGender) {
  const Analysed a(R"(
Maria  Maria  PROPN NNP met   nsubj B-Person
Silva  Silva  PROPN NNP Maria flat  E-Person
met    meet   VERB  VBD -     root
Tom    Tom    PROPN NNP met   obj   B-Person
Holm   Holm   PROPN NNP Tom   flat  E-Person
)");
  EXPECT_EQ(mention(a, "Maria").gender, Gender::Female);
  EXPECT_EQ(mention(a, "Tom").gender, Gender::Male);
}

TEST(Mentions, NamesTheTaggerMissed) {
  const Analysed a(R"(
Blue   Blue   PROPN NNP Zorba compound
Zorba  Zorba  PROPN NNP sank  nsubj
sank   sink   VERB  VBD -       root
)");
  const auto& m = mention(a, "Zorba");
  EXPECT_EQ(m.kind, Mention::Kind::Name);
  EXPECT_EQ(m.text, "Blue Zorba");
  EXPECT_FALSE(m.typed);
}

TEST(Mentions, NamesLoseArticlesAndMarks) {
  const Analysed a(R"(
the    the    DET   DT  Council det   B-Organization
Council Council PROPN NNP met   nsubj I-Organization
~'s    's     PART  POS Council case  E-Organization
met    meet   VERB  VBD -       root
)");
  EXPECT_EQ(mention(a, "Council").text, "Council");
}

TEST(Mentions, DatesAmountsAndAdjectivesAreNone) {
  const Analysed a(R"(
Canadian Canadian ADJ   JJ  ships amod S-NORP
ships    ship     NOUN  NNS came  nsubj
came     come     VERB  VBD -     root
slowly   slowly   ADV   RB  came  advmod
)");
  EXPECT_FALSE(mentioned(a, "Canadian"));
  EXPECT_FALSE(mentioned(a, "came"));
  EXPECT_FALSE(mentioned(a, "slowly"));
}

TEST(Mentions, KnowTheirQuotation) {
  const Analysed a(R"(
"     "    PUNCT ``  won punct
Li    Li   PROPN NNP won nsubj S-Person
won   win  VERB  VBD said ccomp
"     "    PUNCT ''  won punct
Obi   Obi  PROPN NNP said nsubj S-Person
said  say  VERB  VBD -   root
)");
  EXPECT_EQ(mention(a, "Li").quotation, 0);
  EXPECT_EQ(mention(a, "Obi").quotation, -1);
}

TEST(Surface, KeepsTheTextsSpacing) {
  const auto s = test::sample(R"(
Kenya  Kenya PROPN NNP led nsubj
~-     -     PUNCT HYPH led punct
~led   lead  VERB  VBN -   root
body   body  NOUN  NN  led obj
)");
  const Tree t(s.sentences[0]);
  const graph::CodePointMap text(s.text);
  EXPECT_EQ(surface(t, {0, 1, 2, 3}, text), "Kenya-led body");
  EXPECT_EQ(surface(t, {0, 2}, text), "Kenya led");
  EXPECT_EQ(span_of(t, {1, 2}), (graph::Span{5, 9}));
}

}  // namespace
}  // namespace whom::extract
