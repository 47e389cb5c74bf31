#include "extract/status.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/extract/support_tree.hpp"

namespace whom::extract {
namespace {

using test::Analysed;

std::string shown(const Analysed& a, const Status& s) {
  std::string out = std::string(graph::name(s.polarity)) + " " + std::string(graph::name(s.modality));
  for (int c : s.sources) out += " <" + a.coreference().entity(c).name + ">";
  return out;
}

/// Status of the clause with this predicate in the first sentence.
std::string status(const std::string& lines, std::string_view predicate) {
  const Analysed a(lines);
  return shown(a, status_of(a.view(), a.coreference(), test::words(), 0, a.clause(predicate)));
}

/// "Obi <adverbs and auxiliaries> signed it": each a word with its relation to the verb.
std::string group(const std::string& auxiliaries) {
  return "Obi Obi PROPN NNP signed nsubj S-Person\n" + auxiliaries +
         "signed sign VERB VBN - root\ntreaty treaty NOUN NN signed obj\n";
}

TEST(Status, PlainClausesAreAffirmedAndActual) { EXPECT_EQ(status(group(""), "signed"), "affirmed actual"); }

TEST(Status, NegationsDeny) {
  EXPECT_EQ(status(group("did do AUX VBD signed aux\nnot not PART RB signed advmod\n"), "signed"), "denied actual");
  EXPECT_EQ(status(group("did do AUX VBD signed aux\n~n’t not PART RB signed advmod\n"), "signed"), "denied actual");
  EXPECT_EQ(status(group("never never ADV RB signed advmod\n"), "signed"), "denied actual");
}

TEST(Status, AuxiliariesTellTheMood) {
  EXPECT_EQ(status(group("will will AUX MD signed aux\n"), "signed"), "affirmed planned");
  EXPECT_EQ(status(group("shall shall AUX MD signed aux\n"), "signed"), "affirmed planned");
  for (const std::string aux : {"may", "might", "could", "must", "should"})
    EXPECT_EQ(status(group(aux + " " + aux + " AUX MD signed aux\n"), "signed"), "affirmed possible") << aux;
  EXPECT_EQ(status(group("would would AUX MD signed aux\n"), "signed"), "affirmed conditional");
  EXPECT_EQ(status(group("will will AUX MD signed aux\nnot not PART RB signed advmod\n"), "signed"), "denied planned");
}

TEST(Status, HearsayIsPossible) {
  for (const std::string word : {"allegedly", "reportedly", "perhaps"})
    EXPECT_EQ(status(group(word + " " + word + " ADV RB signed advmod\n"), "signed"), "affirmed possible") << word;
}

/// "Obi <verb> to sign it", or with an object that signs.
std::string embedded(const std::string& verb, const std::string& object = "") {
  return "Obi Obi PROPN NNP " + verb + " nsubj S-Person\n" + verb + " " + verb + " VERB VBD - root\n" +
         (object.empty() ? "" : object + " " + object + " PROPN NNP " + verb + " obj\n") +
         "to to PART TO sign mark\nsign sign VERB VB " + verb + " xcomp\ntreaty treaty NOUN NN sign obj\n";
}

TEST(Status, VerbsAboveHaveSignatures) {
  EXPECT_EQ(status(embedded("manage"), "sign"), "affirmed actual");
  EXPECT_EQ(status(embedded("begin"), "sign"), "affirmed actual");
  EXPECT_EQ(status(embedded("fail"), "sign"), "denied actual");
  EXPECT_EQ(status(embedded("refuse"), "sign"), "denied actual");
  EXPECT_EQ(status(embedded("plan"), "sign"), "affirmed planned");
  EXPECT_EQ(status(embedded("agree"), "sign"), "affirmed planned");
  EXPECT_EQ(status(embedded("try"), "sign"), "affirmed possible");
  EXPECT_EQ(status(embedded("urge", "Li"), "sign"), "affirmed asked");
}

TEST(Status, NegationsOfDenialsAffirm) {
  EXPECT_EQ(status("Obi Obi PROPN NNP fail nsubj\ndid do AUX VBD fail aux\nnot not PART RB fail advmod\n"
                   "fail fail VERB VB - root\nto to PART TO sign mark\nsign sign VERB VB fail xcomp\n",
                   "sign"),
            "affirmed actual");
}

TEST(Status, TheOuterMoodStays) {
  EXPECT_EQ(status("Obi Obi PROPN NNP try nsubj\nwill will AUX MD try aux\ntry try VERB VB - root\n"
                   "to to PART TO sign mark\nsign sign VERB VB try xcomp\n",
                   "sign"),
            "affirmed possible");
}

TEST(Status, AdjectivesWithInfinitivesArePossible) {
  EXPECT_EQ(status("Obi Obi PROPN NNP able nsubj\nis be AUX VBZ able cop\nable able ADJ JJ - root\n"
                   "to to PART TO sign mark\nsign sign VERB VB able xcomp\n",
                   "sign"),
            "affirmed possible");
}

TEST(Status, ParticipantsDeny) {
  EXPECT_EQ(status("Nobody nobody PRON NN won nsubj\nwon win VERB VBD - root\n", "won"), "denied actual");
  EXPECT_EQ(status("No no DET DT one det\none one NOUN NN won nsubj\nwon win VERB VBD - root\n", "won"),
            "denied actual");
  EXPECT_EQ(status("Obi Obi PROPN NNP won nsubj\nwon win VERB VBD - root\nno no DET DT prize det\n"
                   "prize prize NOUN NN won obj\n",
                   "won"),
            "denied actual");
}

TEST(Denies, NobodyAndNo) {
  const Analysed a(
      "no no DET DT ship det\nship ship NOUN NN sank nsubj\nsank sink VERB VBD - root\n"
      "none none PRON NN sank obj\nboat boat NOUN NN sank obj\n");
  EXPECT_TRUE(denies(a.tree(), a.token("ship")));
  EXPECT_TRUE(denies(a.tree(), a.token("none")));
  EXPECT_FALSE(denies(a.tree(), a.token("boat")));
}

/// "Obi <verb> that Li signed it".
std::string reported(const std::string& verb, const std::string& before = "", const std::string& within = "") {
  return "Obi Obi PROPN NNP " + verb + " nsubj S-Person\n" + before + verb + " " + verb + " VERB VBD - root\n" +
         "that that SCONJ IN signed mark\nLi Li PROPN NNP signed nsubj S-Person\n" + within + "signed sign VERB VBD " +
         verb + " ccomp\ntreaty treaty NOUN NN signed obj\n";
}

TEST(Status, VerbsOfSayingNameTheSource) {
  EXPECT_EQ(status(reported("say"), "signed"), "affirmed actual <Obi>");
  EXPECT_EQ(status(reported("deny"), "signed"), "denied actual <Obi>");
  EXPECT_EQ(status(reported("believe"), "signed"), "affirmed possible <Obi>");
  EXPECT_EQ(status(reported("say", "did do AUX VBD say aux\nnot not PART RB say advmod\n"), "signed"),
            "affirmed possible <Obi>");
}

TEST(Status, WhatTheSpeakerDoesIsTheNarrators) { EXPECT_EQ(status(reported("say"), "say"), "affirmed actual"); }

TEST(Status, WouldBelowAReportIsAPlan) {
  EXPECT_EQ(status(reported("say", "", "would would AUX MD signed aux\n"), "signed"), "affirmed planned <Obi>");
}

TEST(Status, ChainsOfSourcesOutermostFirst) {
  EXPECT_EQ(status("Ada Ada PROPN NNP wrote nsubj S-Person\nwrote write VERB VBD - root\n"
                   "Obi Obi PROPN NNP said nsubj S-Person\nsaid say VERB VBD wrote ccomp\n"
                   "Li Li PROPN NNP signed nsubj S-Person\nsigned sign VERB VBD said ccomp\n",
                   "signed"),
            "affirmed actual <Ada> <Obi>");
}

TEST(Status, ParentheticalSpeakers) {
  EXPECT_EQ(status("Li Li PROPN NNP signed nsubj S-Person\nsigned sign VERB VBD - root\n, , PUNCT , said punct\n"
                   "Obi Obi PROPN NNP said nsubj S-Person\nsaid say VERB VBD signed parataxis\n",
                   "signed"),
            "affirmed actual <Obi>");
}

TEST(Status, AccordingTo) {
  EXPECT_EQ(status("According accord VERB VBG Obi case\nto to ADP IN According fixed\n"
                   "Obi Obi PROPN NNP signed obl S-Person\n, , PUNCT , signed punct\n"
                   "Li Li PROPN NNP signed nsubj S-Person\nsigned sign VERB VBD - root\n",
                   "signed"),
            "affirmed actual <Obi>");
}

TEST(Status, QuotationsNameTheirSpeaker) {
  EXPECT_EQ(status("\" \" PUNCT `` signed punct\nLi Li PROPN NNP signed nsubj S-Person\n"
                   "signed sign VERB VBD said ccomp\n\" \" PUNCT '' signed punct\n"
                   "Obi Obi PROPN NNP said nsubj S-Person\nsaid say VERB VBD - root\n",
                   "signed"),
            "affirmed actual <Obi>");
}

TEST(Status, ConditionsAreConditional) {
  const std::string lines =
      "If if SCONJ IN signs mark\nObi Obi PROPN NNP signs nsubj\nsigns sign VERB VBZ leave advcl\n"
      "Li Li PROPN NNP leave nsubj\nwill will AUX MD leave aux\nleave leave VERB VB - root\n";
  EXPECT_EQ(status(lines, "signs"), "affirmed conditional");
  EXPECT_EQ(status(lines, "leave"), "affirmed planned");
}

TEST(Status, WhetherIsAsked) {
  EXPECT_EQ(status("Obi Obi PROPN NNP asked nsubj S-Person\nasked ask VERB VBD - root\n"
                   "whether whether SCONJ IN signed mark\nLi Li PROPN NNP signed nsubj\n"
                   "signed sign VERB VBD asked ccomp\n",
                   "signed"),
            "affirmed asked <Obi>");
}

TEST(Status, PurposeIsPlanned) {
  EXPECT_EQ(status("Obi Obi PROPN NNP flew nsubj\nflew fly VERB VBD - root\nto to PART TO sign mark\n"
                   "sign sign VERB VB flew advcl\n",
                   "sign"),
            "affirmed planned");
}

TEST(Status, WithoutDenies) {
  EXPECT_EQ(status("Obi Obi PROPN NNP left nsubj\nleft leave VERB VBD - root\nwithout without SCONJ IN signing mark\n"
                   "signing sign VERB VBG left advcl\n",
                   "signing"),
            "denied actual");
}

TEST(Status, QuestionsAreAsked) {
  EXPECT_EQ(status("Did do AUX VBD sign aux\nObi Obi PROPN NNP sign nsubj\nsign sign VERB VB - root\n"
                   "? ? PUNCT . sign punct\n",
                   "sign"),
            "affirmed asked");
}

TEST(Status, RefusalsToSayHappen) {
  const auto would = [](const std::string& verb, const std::string& more = "") {
    return status("Obi Obi PROPN NNP " + verb + " nsubj S-Person\nwould would AUX MD " + verb +
                      " aux\nnot not PART RB " + verb + " advmod\n" + more + verb + " " + verb +
                      " VERB VB - root\nit it PRON PRP " + verb + " obj\n",
                  verb);
  };
  EXPECT_EQ(would("confirm"), "denied actual");
  EXPECT_EQ(would("find"), "denied conditional");
  EXPECT_EQ(would("confirm", "have have AUX VB confirm aux\n"), "denied conditional");
}

TEST(Status, WhoIsNotAllowedToDoesNot) {
  const auto allowed = [](const std::string& adverbs) {
    return status("Obi Obi PROPN NNP allowed nsubj:pass S-Person\nwas be AUX VBD allowed aux:pass\n" + adverbs +
                      "allowed allow VERB VBN - root\nto to PART TO sign mark\nsign sign VERB VB allowed xcomp\n",
                  "sign");
  };
  EXPECT_EQ(allowed("not not PART RB allowed advmod\n"), "denied actual");
  EXPECT_EQ(allowed("not not PART RB allowed advmod\nyet yet ADV RB allowed advmod\n"), "denied actual");
  EXPECT_EQ(allowed(""), "affirmed asked");
}

TEST(Status, WhatIsToldAsPastHasHappened) {
  const auto strike = [](const std::string& aux, const std::string& tag) {
    return status(
        "Nurses nurse NOUN NNS strike nsubj\n" + aux + " " + aux + " AUX MD strike aux\n" +
            "strike strike VERB VB - root\nafter after SCONJ IN collapse mark\ntalks talk NOUN NNS collapse " +
            "nsubj\ncollapse collapse VERB " + tag + " strike advcl\n",
        "collapse");
  };
  EXPECT_EQ(strike("will", "VBD"), "affirmed actual");
  EXPECT_EQ(strike("will", "VBP"), "affirmed planned");
  EXPECT_NE(strike("would", "VBD"), "affirmed actual");
}

TEST(Status, ImperativesClaimNothing) {
  EXPECT_EQ(status("Sign sign VERB VB - root\nit it PRON PRP Sign obj\n", "Sign"), "affirmed possible");
}

TEST(Status, RelativeClausesKeepSourcesNotMoods) {
  const std::string lines =
      "Obi Obi PROPN NNP said nsubj S-Person\nsaid say VERB VBD - root\nhe he PRON PRP meet nsubj\n"
      "may may AUX MD meet aux\nmeet meet VERB VB said ccomp\nLi Li PROPN NNP meet obj S-Person\n"
      "who who PRON WP won nsubj\nwon win VERB VBD Li acl:relcl\n";
  EXPECT_EQ(status(lines, "meet"), "affirmed possible <Obi>");
  EXPECT_EQ(status(lines, "won"), "affirmed actual <Obi>");
}

TEST(Status, CoordinatedClausesShareTheReport) {
  EXPECT_EQ(status("Obi Obi PROPN NNP said nsubj S-Person\nsaid say VERB VBD - root\nLi Li PROPN NNP left nsubj\n"
                   "left leave VERB VBD said ccomp\nand and CCONJ CC slept cc\nslept sleep VERB VBD left conj\n",
                   "slept"),
            "affirmed actual <Obi>");
}

TEST(Status, ConjunctsDoNotShareNegation) {
  EXPECT_EQ(status("Obi Obi PROPN NNP leave nsubj\ndid do AUX VBD leave aux\nnot not PART RB leave advmod\n"
                   "leave leave VERB VB - root\nbut but CCONJ CC slept cc\nslept sleep VERB VBD leave conj\n",
                   "slept"),
            "affirmed actual");
}

TEST(StatusAt, NounsKeepSourcesOnly) {
  const Analysed a(
      "Obi Obi PROPN NNP said nsubj S-Person\nsaid say VERB VBD - root\nLi Li PROPN NNP miss nsubj\n"
      "may may AUX MD miss aux\nmiss miss VERB VB said ccomp\nvisit visit NOUN NN miss obj\n");
  EXPECT_EQ(shown(a, status_at(a.view(), a.coreference(), test::words(), 0, a.token("visit"))),
            "affirmed actual <Obi>");
}

}  // namespace
}  // namespace whom::extract
