#include "query/question/names.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "graph/relation_table.hpp"
#include "query/question/role.hpp"
#include "query/question/vocabulary.hpp"
#include "tests/query/facts.hpp"
#include "tests/query/small_lexicon.hpp"

namespace whom::query {
namespace {

class NamesTest : public testing::Test {
 protected:
  std::vector<std::string> names(const std::optional<NameMatch>& match) const {
    std::vector<std::string> all;
    if (!match) return {"unknown"};
    for (const auto entity : match->entities) all.push_back(graph_.entity(entity).name);
    std::sort(all.begin(), all.end());
    return all;
  }
  std::vector<std::string> name(const std::string& text) { return names(resolver_.name(text)); }
  std::vector<std::string> topic(const std::string& text) { return names(resolver_.topic(text)); }

  using Names = std::vector<std::string>;
  const graph::KnowledgeGraph graph_ = test::graph_of({
      "entity Ann Okello = Okello, Zoë (Person)",
      "entity Haiti = (GeopoliticalEntity)",
      "Ann Okello | visit | Haiti | about the mission in Haiti",
      "Ann Okello | be prime minister of | Haiti",
      "owners of two depots | sell | a depot | to Haiti Mission Fund",
      "Ann Okello | pay | \"three million crowns\"",
      "the owner | quit | -",
      "Foreign Ministry | announce | -",
  });
  const test::SmallLexicon lexicon_;
  const Vocabulary vocabulary_{graph_, graph::RelationTable::built_in(), lexicon_};
  const Roles roles_{vocabulary_};
  NameResolver resolver_{graph_, lexicon_, roles_};
};

TEST_F(NamesTest, AProperNameStandsForItsBearers) {
  EXPECT_EQ(name("okello"), Names{"Ann Okello"});
  EXPECT_EQ(name("ZOE"), Names{"Ann Okello"});
  EXPECT_EQ(name("Haiti"), Names{"Haiti"});
  EXPECT_TRUE(resolver_.name("Haiti")->stems.empty());
}

TEST_F(NamesTest, AnotherPhraseStandsForWhateverHasItsWords) {
  EXPECT_EQ(name("the owners"), Names{"owners of two depots"});
  EXPECT_EQ(name("depots' owner"), Names{"owners of two depots"});
  EXPECT_EQ(name("the depot"), (Names{"a depot"}));
  EXPECT_EQ(name("million crowns"), Names{});  // a text, no entity
  EXPECT_EQ(name("four million crowns"), Names{"unknown"});
}

TEST_F(NamesTest, ARoleStandsForItsHolder) {
  EXPECT_EQ(name("the Prime Minister"), Names{"Ann Okello"});
  EXPECT_EQ(name("the premier of Haiti"), Names{"Ann Okello"});
  EXPECT_EQ(name("the premier of Ann Okello"), Names{"unknown"});
}

TEST_F(NamesTest, APossessorMayBeLeftOut) { EXPECT_EQ(name("Haiti's Foreign Ministry"), Names{"Foreign Ministry"}); }

TEST_F(NamesTest, ATopicIsWhateverMentionsTheName) {
  EXPECT_EQ(topic("Haiti"), (Names{"Haiti", "Haiti Mission Fund", "the mission in Haiti"}));
}

TEST_F(NamesTest, SuggestsTheNearest) {
  EXPECT_EQ(resolver_.suggestion("Oklelo"), "Okello");
  EXPECT_EQ(resolver_.suggestion("somebody else"), "");
}

}  // namespace
}  // namespace whom::query
