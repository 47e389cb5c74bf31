#include "graph/relation_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace whom::graph {
namespace {

std::vector<std::string> answering(const RelationTable& table, const std::string& relation) {
  std::vector<std::string> names;
  for (const Widening& w : table.widenings(relation)) names.push_back(w.relation);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

bool answers(const std::string& asked, const std::string& relation) {
  const auto names = answering(RelationTable::built_in(), asked);
  return std::find(names.begin(), names.end(), relation) != names.end();
}

RelationTable table(const std::string& text) { return RelationTable::parse(text, "t"); }

std::string failure(const std::string& text) {
  try {
    table(text);
  } catch (const RelationTableError& error) {
    return error.what();
  }
  return "";
}

TEST(RelationTable, SameGoesBothWaysAndAnswersOne) {
  const auto t = table("same a = b = c\nanswers a <- d, e  # comment\n\n# comment");
  EXPECT_EQ(answering(t, "a"), (std::vector<std::string>{"b", "c", "d", "e"}));
  EXPECT_EQ(answering(t, "c"), (std::vector<std::string>{"a", "b", "d", "e"}));
  EXPECT_EQ(answering(t, "d"), std::vector<std::string>());
  EXPECT_EQ(answering(t, "unknown"), std::vector<std::string>());
  EXPECT_EQ(t.relations(), (std::vector<std::string>{"a", "b", "c", "d", "e"}));
}

TEST(RelationTable, PlacesAreRenamedAlongChains) {
  const auto t =
      table("answers talk with <- discuss [object=with, about=object]\nanswers discuss <- debate [with=against]");
  const std::vector<Widening> expected = {{"debate", "subject", "against", {{"about", "object"}, {"with", "against"}}},
                                          {"discuss", "subject", "with", {{"about", "object"}}}};
  EXPECT_EQ(t.widenings("talk with"), expected);
}

TEST(RelationTable, InversesGoBothWays) {
  const auto t = table("same own = belong to [subject=object, object=subject]");
  EXPECT_EQ(t.widenings("own"), (std::vector<Widening>{{"belong to", "object", "subject", {}}}));
  EXPECT_EQ(t.widenings("belong to"), (std::vector<Widening>{{"own", "object", "subject", {}}}));
  EXPECT_FALSE(t.symmetric("own"));
}

TEST(RelationTable, SymmetricRelationsAnswerInBothDirections) {
  const auto t = table("symmetric meet\nsame meet = see\nsymmetric discuss [subject=with, with=subject]");
  EXPECT_TRUE(t.symmetric("meet"));
  EXPECT_TRUE(t.symmetric("see"));
  EXPECT_EQ(t.widenings("meet"),
            (std::vector<Widening>{{"see", "object", "subject", {}}, {"see", "subject", "object", {}}}));
  EXPECT_FALSE(t.symmetric("discuss"));
  EXPECT_EQ(t.widenings("discuss"), (std::vector<Widening>{{"discuss", "with", "object", {{"with", "subject"}}}}));
}

TEST(RelationTable, ChainsThatNeedARoleTheQuestionDoesNotNameAreNotFollowed) {
  const auto t = table(
      "answers talk with <- discuss [object=with, about=object]\n"
      "answers discuss <- meet [object=about, with=object]\n"
      "answers mention <- discuss");
  EXPECT_EQ(answering(t, "discuss"), (std::vector<std::string>{"meet"}));
  EXPECT_EQ(answering(t, "talk with"), (std::vector<std::string>{"discuss"}));
  EXPECT_EQ(answering(t, "mention"), (std::vector<std::string>{"discuss", "meet"}));
}

TEST(RelationTable, ErrorsNameTheLine) {
  EXPECT_EQ(failure("same a = b\nsame a"), "t:2: 'same' needs two relations or more");
  EXPECT_EQ(failure("equal a = b"), "t:1: unknown entry 'equal'; known are symmetric, same, answers");
  EXPECT_EQ(failure("same a = "), "t:1: a relation is missing");
  EXPECT_EQ(failure("symmetric"), "t:1: a relation is missing");
  EXPECT_EQ(failure("answers a"), "t:1: 'answers' takes the form: asked <- answering, ...");
  EXPECT_EQ(failure("same a = b [x=y"), "t:1: ']' is missing at the end");
  EXPECT_EQ(failure("same a = b [x]"), "t:1: 'x' is not of the form place=place");
  EXPECT_EQ(failure("same a = b [x=y, x=z]"), "t:1: 'x' is renamed twice");
  EXPECT_EQ(failure("same a = b [x=y, z=y]"), "t:1: two places are renamed to one, so 'same' cannot go both ways");
  EXPECT_EQ(failure("same a = b = c [x=y]"), "t:1: 'same' with a renaming takes exactly two relations");
  EXPECT_EQ(failure("symmetric a  b"), "t:1: 'a  b' has two spaces in a row");
  EXPECT_EQ(failure("[a=b]"), "t:1: unknown entry '[a=b]'; known are symmetric, same, answers");
}

TEST(BuiltInTable, MeetingsAreNoConversations) {
  const RelationTable& t = RelationTable::built_in();
  EXPECT_TRUE(t.symmetric("meet"));
  EXPECT_TRUE(answers("meet", "have meeting with"));
  for (const std::string& w : answering(t, "meet")) {
    for (const char* no : {"talk", "telephone", "phone", "call", "speak", "conver", "discuss", "engage"}) {
      EXPECT_EQ(w.find(no), std::string::npos) << w;
    }
  }
  EXPECT_TRUE(answers("talk with", "telephone"));
  EXPECT_TRUE(answers("talk with", "engage with"));
  EXPECT_FALSE(answers("talk with", "call"));
  EXPECT_FALSE(answers("telephone", "talk with"));
  EXPECT_FALSE(answers("talk with", "reach out to"));
  EXPECT_FALSE(answers("talk with", "meet")) << "not through discuss either, which needs a topic";
}

TEST(BuiltInTable, TopicsMoveBetweenDiscussingAndTalking) {
  const auto& widenings = RelationTable::built_in().widenings("discuss");
  const Widening met{"meet", "subject", "about", {{"with", "object"}}};
  const Widening met_by{"meet", "object", "about", {{"with", "subject"}}};
  EXPECT_EQ(std::count(widenings.begin(), widenings.end(), met), 1);
  EXPECT_EQ(std::count(widenings.begin(), widenings.end(), met_by), 1);
  const auto& talks = RelationTable::built_in().widenings("talk with");
  const Widening discussed{"discuss", "subject", "with", {{"about", "object"}}};
  EXPECT_EQ(std::count(talks.begin(), talks.end(), discussed), 1);
}

TEST(BuiltInTable, OfficesLead) {
  for (const char* role : {"be president of", "be prime minister of", "be CEO of", "be chairman of", "chair", "head"}) {
    EXPECT_TRUE(answers("lead", role)) << role;
  }
  for (const char* role : {"be former president of", "be president-elect of", "be vice president of", "be member of",
                           "be foreign minister of", "advise"}) {
    EXPECT_FALSE(answers("lead", role)) << role;
  }
  EXPECT_FALSE(answers("be president of", "lead"));
}

TEST(BuiltInTable, OneDirectionStaysOneDirection) {
  EXPECT_TRUE(answers("own", "be parent company of"));
  EXPECT_FALSE(answers("be parent company of", "own"));
  EXPECT_TRUE(answers("marry", "be wife of"));
  EXPECT_FALSE(answers("be wife of", "marry"));
  EXPECT_TRUE(answers("quit", "resign"));
  EXPECT_TRUE(answers("brief", "update"));
  EXPECT_TRUE(answers("found", "be founder of"));
  EXPECT_TRUE(answers("buy", "sell"));
  EXPECT_FALSE(answers("sell", "buy"));
  EXPECT_FALSE(answers("kill", "shoot"));
  EXPECT_FALSE(answers("pay", "pledge"));
}

TEST(BuiltInTable, WideningsAreSortedAndDistinct) {
  const RelationTable& t = RelationTable::built_in();
  for (const std::string& relation : t.relations()) {
    const auto& widenings = t.widenings(relation);
    EXPECT_TRUE(std::is_sorted(widenings.begin(), widenings.end())) << relation;
    EXPECT_EQ(std::adjacent_find(widenings.begin(), widenings.end()), widenings.end()) << relation;
    const Widening itself{relation, "subject", "object", {}};
    EXPECT_EQ(std::count(widenings.begin(), widenings.end(), itself), 0) << relation;
  }
}

}  // namespace
}  // namespace whom::graph
