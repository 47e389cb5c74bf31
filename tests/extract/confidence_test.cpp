#include "extract/confidence.hpp"

#include <gtest/gtest.h>

#include "tests/extract/support_tree.hpp"

namespace whom::extract {
namespace {

using graph::Literal;
using graph::LiteralType;

/// "Ada met Li of Acme in Oslo .", where one word is attached with this probability.
class Attachments : public ::testing::Test {
 protected:
  double confidence(int doubtful, double probability, LiteralType type = LiteralType::Quantity) const {
    auto sentence = test::sentence(R"(
Ada   Ada  PROPN NNP met  nsubj S-Person
met   meet VERB  VBD -    root
Li    Li   PROPN NNP met  obj   S-Person
of    of   ADP   IN  Acme case
Acme  Acme PROPN NNP Li   nmod  S-Organization
in    in   ADP   IN  Oslo case
Oslo  Oslo PROPN NNP met  obl   S-Location
~.    .    PUNCT .   met  punct
)");
    if (doubtful >= 0) sentence.tokens[static_cast<std::size_t>(doubtful)].confidence = probability;
    const Tree t(sentence);
    const Participant ada{Literal{"", "", type}, t[0].span, {}, 1},
        li{Literal{"", "", type}, {t[2].span.begin, t[4].span.end}, {}, 1};
    return confidence_of(t, {1}, &ada, &li);
  }
};

TEST_F(Attachments, AllCount) {
  const double sure = confidence(-1, 1);
  EXPECT_GT(sure, 0.9);
  EXPECT_LT(sure, 1);
  for (int word = 0; word < 5; ++word) EXPECT_LT(confidence(word, 0.5), sure) << word;
}

TEST_F(Attachments, WhatHangsOnTheRelationMightBelongToTheObject) {
  EXPECT_LT(confidence(6, 0.5), confidence(-1, 1));
  EXPECT_LT(confidence(6, 0.2), confidence(6, 0.5));
}

TEST_F(Attachments, PunctuationAndWhatOthersSayDoNot) {
  EXPECT_EQ(confidence(7, 0.1), confidence(-1, 1));
  EXPECT_EQ(confidence(5, 0.1), confidence(-1, 1));
}

TEST_F(Attachments, OfAClauseOnlyWhereItHangs) {
  EXPECT_EQ(confidence(4, 0.1, LiteralType::Text), confidence(-1, 1, LiteralType::Text));
  EXPECT_LT(confidence(2, 0.1, LiteralType::Text), confidence(-1, 1, LiteralType::Text));
}

TEST(Confidence, NeedsNoParticipants) {
  const auto sentence = test::sentence("rained rain VERB VBD - root\n");
  EXPECT_GT(confidence_of(Tree(sentence), {0}, nullptr, nullptr), 0.9);
}

}  // namespace
}  // namespace whom::extract
