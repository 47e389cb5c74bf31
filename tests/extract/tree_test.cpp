#include "extract/tree.hpp"

#include <gtest/gtest.h>

#include "tests/extract/support_tree.hpp"

namespace whom::extract {
namespace {

Sentence visited() {
  return test::sentence(R"(
The     the    DET   DT  mayor   det
old     old    ADJ   JJ  mayor   amod
mayor   mayor  NOUN  NN  visited nsubj:pass
visited visit  VERB  VBD -       root
Oslo    Oslo   PROPN NNP visited obj
in      in     ADP   IN  May     case
May     May    PROPN NNP visited obl
~.      .      PUNCT .   visited punct
)");
}

TEST(Tree, ListsChildrenInOrder) {
  const auto s = visited();
  const Tree t(s);
  EXPECT_EQ(t.size(), 8);
  EXPECT_EQ(t.children(3), (Indices{2, 4, 6, 7}));
  EXPECT_EQ(t.children(-1), Indices{3});
  EXPECT_TRUE(t.children(0).empty());
}

TEST(Tree, FiltersChildrenByRelation) {
  const auto s = visited();
  const Tree t(s);
  EXPECT_EQ(t.children(3, {"obj", "obl"}), (Indices{4, 6}));
  EXPECT_EQ(t.child(3, {"nsubj"}), 2);
  EXPECT_EQ(t.child(3, {"iobj"}), -1);
}

TEST(Tree, MatchesSubtypesOnlyOfPlainRelations) {
  const auto s = visited();
  const Tree t(s);
  EXPECT_TRUE(t.is(2, {"nsubj"}));
  EXPECT_TRUE(t.is(2, {"nsubj:pass"}));
  EXPECT_FALSE(t.is(2, {"nsubj:outer"}));
  EXPECT_FALSE(t.is(2, {"nsub"}));
  EXPECT_FALSE(t.is(4, {"obj:pass"}));
}

TEST(Tree, GathersSubtreesAndDominance) {
  const auto s = visited();
  const Tree t(s);
  EXPECT_EQ(t.subtree(2), (Indices{0, 1, 2}));
  EXPECT_EQ(t.subtree(3).size(), 8U);
  EXPECT_TRUE(t.dominates(3, 0));
  EXPECT_TRUE(t.dominates(2, 2));
  EXPECT_FALSE(t.dominates(0, 2));
  EXPECT_TRUE(t.dominates(-1, 5));
}

TEST(Tree, FoldsCaseAndTypography) {
  EXPECT_EQ(fold("Don’t"), "don't");
  EXPECT_EQ(fold("“Ö–Ä”"), "\"ö-ä\"");
  EXPECT_EQ(fold(""), "");
  const auto s = visited();
  EXPECT_EQ(Tree(s).lower(0), "the");
}

TEST(Tree, TellsTags) {
  const auto s = visited();
  const Tree t(s);
  EXPECT_TRUE(t.upos(4, {"NOUN", "PROPN"}));
  EXPECT_FALSE(t.upos(4, {"NOUN"}));
}

TEST(Indices, AreSets) {
  EXPECT_EQ(minus({1, 2, 3}, {2}), (Indices{1, 3}));
  EXPECT_EQ(merged({3, 1}, {2, 3}), (Indices{1, 2, 3}));
  EXPECT_TRUE(contains({4, 5}, 5));
  EXPECT_FALSE(contains({}, 5));
}

}  // namespace
}  // namespace whom::extract
