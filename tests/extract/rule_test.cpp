#include "extract/rule.hpp"

#include <gtest/gtest.h>

namespace whom::extract {
namespace {

rule::Rule only(std::string_view text) {
  const auto file = rule::parse(text, "t.rules");
  EXPECT_EQ(file.rules.size(), 1U);
  return file.rules.at(0);
}

std::string error(std::string_view text) {
  try {
    rule::parse(text, "t.rules");
  } catch (const RuleError& e) {
    return e.what();
  }
  return "";
}

TEST(RuleSyntax, KeepsAllParts) {
  const auto r = only(R"(
# A remark.
rule bid-for "bids of companies"
  example "Acme tabled a bid for Bolt."
    says "Acme | bid for | Bolt"
    silent "Acme | table | *"
  example "Acme bid."
  pattern { V [lemma=table|make, !mention, form!="'s"] -[obj]-> B; V =subject=> S; B << V }
  optional { B -[^punct|det]-> O; O < V; O -> P ->> Q }
  without { V -[nsubj:pass]-> X; }
  statement S | lemma(B) for | only(O)? | as=S | in="the end" | planned | modifiers(V)
  replaces V
  confidence 0.5
)");
  EXPECT_EQ(r.name.text, "bid-for");
  EXPECT_EQ(r.gloss.text, "bids of companies");
  ASSERT_EQ(r.examples.size(), 2U);
  EXPECT_EQ(r.examples[0].says.at(0).text, "Acme | bid for | Bolt");
  EXPECT_EQ(r.examples[0].silent.at(0).text, "Acme | table | *");
  ASSERT_EQ(r.pattern.size(), 3U);
  const auto& tests = r.pattern[0].first.tests;
  ASSERT_EQ(tests.size(), 3U);
  EXPECT_EQ(tests[0].values.at(1).text, "make");
  EXPECT_EQ(tests[1].sign, rule::Test::Sign::Absent);
  EXPECT_EQ(tests[2].values.at(0).text, "'s");
  EXPECT_EQ(r.pattern[1].rest.at(0).link.kind, rule::Link::Kind::Derived);
  EXPECT_EQ(r.pattern[2].rest.at(0).link.kind, rule::Link::Kind::Before);
  EXPECT_EQ(r.optional.at(0)[0].rest.at(0).link.kind, rule::Link::Kind::Other);
  EXPECT_EQ(r.optional.at(0)[1].rest.at(0).link.kind, rule::Link::Kind::Adjoining);
  EXPECT_EQ(r.optional.at(0)[2].rest.at(0).link.kind, rule::Link::Kind::Child);
  EXPECT_EQ(r.optional.at(0)[2].rest.at(1).link.kind, rule::Link::Kind::Below);
  EXPECT_EQ(r.without.at(0)[0].rest.at(0).link.labels.at(0).text, "nsubj:pass");
  const auto& s = r.statements.at(0);
  ASSERT_EQ(s.relation.size(), 2U);
  EXPECT_EQ(s.relation[0].kind, rule::Expression::Kind::Call);
  EXPECT_EQ(s.relation[1].word.text, "for");
  EXPECT_TRUE(s.object.may_miss);
  ASSERT_EQ(s.extras.size(), 4U);
  EXPECT_EQ(s.extras[1].value.kind, rule::Expression::Kind::Text);
  EXPECT_EQ(s.extras[2].role.text, "");
  EXPECT_EQ(r.replaces.at(0).text, "V");
  EXPECT_EQ(r.confidence.at(0).text, "0.5");
}

TEST(RuleSyntax, DerivesEdges) {
  const auto r = only("rule a pattern { P -[nsubj]-> S } edge P =subject=> S");
  EXPECT_EQ(r.edges.at(0).label.text, "subject");
  EXPECT_EQ(r.edges.at(0).from.text, "P");
  EXPECT_EQ(r.edges.at(0).to.at, 52U);
}

TEST(RuleSyntax, NamesThePlaceAndWhatWasExpected) {
  const std::pair<const char*, const char*> wrong[] = {
      {"rul a", "t.rules:1:1: expected rule, but found 'rul'; did you mean 'rule'?"},
      {"rule a patern { V }", "t.rules:1:8: expected example or pattern, but found 'patern'; did you mean 'pattern'?"},
      {"rule a\n  pattern { N -[amod-> V }", "t.rules:2:21: expected '|' or ']->', but found '->'"},
      {"rule a pattern { N [xpos=] }", "t.rules:1:26: expected a value, but found ']'"},
      {"rule a pattern { N [upos=NOUN }", "t.rules:1:31: expected ',' or ']', but found '}'"},
      {"rule a pattern { V =s> Y }", "t.rules:1:22: expected '=>', but found '>'"},
      {"rule a pattern { }", "t.rules:1:18: expected a node or a link, but found '}'"},
      {"rule a pattern { V - W }", "t.rules:1:20: expected ';' or '}', but found '-'"},
      {"rule a pattern { V", "t.rules:1:19: expected ';' or '}', but the file ends here"},
      {"rule a pattern { V } statement X | | Y", "t.rules:1:36: expected a relation, such as lemma(V), but found '|'"},
      {"rule a pattern { V } statement X lemma(V) | Y", "t.rules:1:34: expected '|', but found 'lemma(V)'"},
      {"rule a pattern { V } statement X | lemma(V | Y", "t.rules:1:44: expected ')', but found '|'"},
      {"rule a pattern { V } edge V subject", "t.rules:1:29: expected '=', but found 'subject'"},
      {"rule a pattern { V } # é\n  statemnt",
       "t.rules:2:3: expected without, optional, statement, edge, replaces, "
       "confidence or rule, but found 'statemnt'; did you mean 'statement'?"},
      {"rule a pattern { V } confidence much", "t.rules:1:33: expected a number from 0 to 1, but found 'much'"},
  };
  for (const auto& [text, message] : wrong) EXPECT_EQ(error(text), message) << text;
}

TEST(RuleSyntax, CountsCharactersNotBytes) {
  EXPECT_EQ(error("rule a \"éé\" x"), "t.rules:1:13: expected example or pattern, but found 'x'");
}

TEST(RuleSyntax, NothingIsNoRules) { EXPECT_TRUE(rule::parse("# nothing\n", "t.rules").rules.empty()); }

}  // namespace
}  // namespace whom::extract
