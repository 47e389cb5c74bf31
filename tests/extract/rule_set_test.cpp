#include "extract/rule_set.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "tests/extract/support_tree.hpp"

namespace whom::extract {
namespace {

RuleSet rules(std::string_view text, const std::vector<std::string>& without = {}) {
  std::vector<rule::File> files{rule::parse(text, "t.rules")};
  return RuleSet(test::words(), std::move(files), without);
}

std::string error(std::string_view text, const std::vector<std::string>& without = {}) {
  try {
    rules(text, without);
  } catch (const RuleError& e) {
    return e.what();
  }
  return "";
}

/// Matches as "rule: V=met S=Ada", in the order in which they are found.
std::vector<std::string> matches(std::string_view text, std::string_view lines) {
  const test::Analysed analysed(lines);
  const auto set = rules(text);
  const Facts facts{analysed.tree(), test::words(), &analysed.coreference(), 0};
  Edges edges;
  set.derive(facts, edges);
  std::vector<std::string> out;
  set.match(facts, edges, [&](const Match& m) {
    std::string line = m.rule->source->name.text + ":";
    for (std::size_t k = 0; k < m.nodes.size(); ++k)
      line += " " + m.rule->nodes[k] + "=" + (m.nodes[k] < 0 ? "-" : analysed.tree()[m.nodes[k]].form);
    out.push_back(line);
  });
  return out;
}

using Lines = std::vector<std::string>;

constexpr auto kMeeting = R"(
Ada     Ada    PROPN NNP met     nsubj S-Person
and     and    CCONJ CC  Tom     cc
Tom     Tom    PROPN NNP Ada     conj  S-Person
met     meet   VERB  VBD -       root
two     two    NUM   CD  envoys  nummod
envoys  envoy  NOUN  NNS met     obj
from    from   ADP   IN  Chad    case
Chad    Chad   PROPN NNP envoys  nmod  S-Location
and     and    CCONJ CC  left    cc
left    leave  VERB  VBD met     conj
)";

// --- What is wrong with a rule ---------------------------------------------------------------------------------------

TEST(RuleMeaning, NamesThePlaceAndTheNearWord) {
  const std::pair<const char*, const char*> wrong[] = {
      {"rule a pattern { V [lema=meet] } statement V | x | -",
       "t.rules:1:21: there is no feature 'lema'; did you mean 'lemma'?"},
      {"rule a pattern { V [upos=VERBB] } statement V | x | -",
       "t.rules:1:26: 'VERBB' is no value of upos; did you mean 'VERB'?"},
      {"rule a pattern { V [class=convers] } statement V | x | -",
       "t.rules:1:27: 'convers' is no value of class; did you mean 'converse'?"},
      {"rule a pattern { V [class] } statement V | x | -",
       "t.rules:1:21: 'class' wants a class of words, as in [class=converse]"},
      {"rule a pattern { V [named=yes] } statement V | x | -",
       "t.rules:1:27: 'named' has no values; write [named] or [!named]"},
      {"rule a pattern { V [deprel] } statement V | x | -",
       "t.rules:1:21: 'deprel' wants a relation, as in [deprel=obj]"},
      {"rule a pattern { V -[nsub]-> S } statement S | x | -",
       "t.rules:1:22: there is no relation 'nsub'; did you mean 'nsubj'?"},
      {"rule a pattern { V } edge V =subject=> V rule b pattern { V =subjct=> S } statement S | x | -",
       "t.rules:1:62: no rule derives an edge 'subjct'; did you mean 'subject'?"},
      {"rule a pattern { Verb } statement Verp | x | -",
       "t.rules:1:35: the pattern has no node 'Verp'; did you mean 'Verb'?"},
      {"rule a pattern { V } without { V -> X } statement X | x | -", "t.rules:1:51: the pattern has no node 'X'"},
      {"rule a pattern { V } edge V =busy=> V\nrule b pattern { V [busi] } statement V | x | -",
       "t.rules:2:21: there is no feature 'busi'; did you mean 'busy'?"},
      {"rule a pattern { V } edge V =busy=> V\nrule b pattern { V [busy=very] } statement V | x | -",
       "t.rules:2:26: 'busy' is an edge; write [busy] or [!busy]"},
      {"rule a pattern { V } statement V | lema(V) | -",
       "t.rules:1:36: there is no function 'lema' here; did you mean 'lemma'?"},
      {"rule a pattern { V } statement lemma(V) | x | -", "t.rules:1:32: there is no function 'lemma' here"},
      {"rule a pattern { V } statement V | x | - | planed",
       "t.rules:1:44: 'planed' is no status; did you mean 'planned'?"},
      {"rule a pattern { V }", "t.rules:1:6: the rule 'a' gives neither a statement nor an edge"},
      {"rule a pattern { V } statement V | x | - edge V =x=> V",
       "t.rules:1:6: the rule 'a' gives statements and edges; make it two"},
      {"rule a pattern { V } statement V | x | - confidence 2", "t.rules:1:53: a confidence is a number from 0 to 1"},
      {"rule a pattern { V } statement V | x | -\nrule a pattern { V } statement V | x | -",
       "t.rules:2:6: there is a rule 'a' already, in t.rules"},
  };
  for (const auto& [text, message] : wrong) EXPECT_EQ(error(text), message) << text;
}

TEST(RuleMeaning, OnlyKnownRulesCanBeSwitchedOff) {
  constexpr auto kTwo = "rule meeting pattern { V } statement V | x | - rule other pattern { V } statement V | y | -";
  EXPECT_EQ(rules(kTwo, {"other"}).rules().size(), 1U);
  EXPECT_EQ(error(kTwo, {"meting"}), "there is no rule 'meting'; did you mean 'meeting'?");
}

// --- What a rule finds -----------------------------------------------------------------------------------------------

TEST(RuleMatching, ChildrenAndTests) {
  EXPECT_EQ(matches("rule a pattern { V [upos=VERB] -[nsubj|obj]-> N } statement V | x | N", kMeeting),
            (Lines{"a: V=met N=Ada", "a: V=met N=envoys"}));
  EXPECT_EQ(matches("rule a pattern { V -[^nsubj]-> N [upos=PROPN] } statement V | x | N", kMeeting),
            (Lines{"a: V=Ada N=Tom", "a: V=envoys N=Chad"}));
  EXPECT_EQ(matches("rule a pattern { N [category=person, mention!=name, !named] } statement N | x | -", kMeeting),
            (Lines{"a: N=envoys"}));
  EXPECT_EQ(matches("rule a pattern { N [case=from, type=GeopoliticalEntity] } statement N | x | -", kMeeting),
            (Lines{"a: N=Chad"}));
  EXPECT_EQ(matches("rule a pattern { N [deprel=conj, upos!=VERB] } statement N | x | -", kMeeting),
            (Lines{"a: N=Tom"}));
  EXPECT_EQ(matches("rule a pattern { N [Number=Plur] } statement N | x | -", kMeeting), (Lines{"a: N=envoys"}));
}

TEST(RuleMatching, DepthAndOrder) {
  EXPECT_EQ(matches("rule a pattern { V [lemma=meet] ->> N [xpos=NNP] } statement V | x | N", kMeeting),
            (Lines{"a: V=met N=Ada", "a: V=met N=Tom", "a: V=met N=Chad"}));
  EXPECT_EQ(matches("rule a pattern { V [lemma=meet] < N } statement V | x | N", kMeeting), (Lines{"a: V=met N=two"}));
  EXPECT_EQ(matches("rule a pattern { N [xpos=NNP] << V [lemma=meet] } statement V | x | N", kMeeting),
            (Lines{"a: N=Ada V=met", "a: N=Tom V=met"}));
}

TEST(RuleMatching, OptionalPartsMayBeMissing) {
  EXPECT_EQ(matches("rule a pattern { V [upos=VERB] } optional { V -[obj]-> O } optional { V -[conj]-> C } "
                    "statement V | x | O",
                    kMeeting),
            (Lines{"a: V=met O=envoys C=left", "a: V=left O=- C=-"}));
}

TEST(RuleMatching, WithoutForbids) {
  EXPECT_EQ(matches("rule a pattern { V [upos=VERB] } without { V -[nsubj]-> S } statement V | x | -", kMeeting),
            (Lines{"a: V=left"}));
  EXPECT_EQ(matches("rule a pattern { V [upos=VERB] } without { V -> S [xpos=IN] } without { V [lemma=leave] } "
                    "statement V | x | -",
                    kMeeting),
            (Lines{"a: V=met"}));
}

TEST(RuleMatching, EdgesBuildOnEdges) {
  constexpr auto kSubjects = R"(
    rule shared pattern { P [predicate] -[conj]-> Q [predicate]; P =subject=> S } without { Q -[nsubj]-> X }
      edge Q =subject=> S
    rule own pattern { P -[nsubj]-> S } edge P =subject=> S
    rule found pattern { P =subject=> S } statement S | lemma(P) | -
  )";
  EXPECT_EQ(matches(kSubjects, kMeeting), (Lines{"found: P=met S=Ada", "found: P=left S=Ada"}));
}

TEST(RuleMatching, LaterRulesSeeWhatEarlierOnesDerived) {
  constexpr auto kFirstWins = R"(
    rule a pattern { P -[nsubj]-> S } edge P =who=> S
    rule b pattern { P -[obj]-> S } without { P =who=> X } edge P =who=> S
    rule found pattern { P =who=> S } statement S | lemma(P) | -
  )";
  EXPECT_EQ(matches(kFirstWins, kMeeting), (Lines{"found: P=met S=Ada"}));
}

TEST(RuleMatching, AnEdgeToItselfMarksAWord) {
  constexpr auto kMarks = R"(
    rule first pattern { V [upos=VERB] -[obj]-> O } edge V =busy=> V
    rule marked pattern { V [busy] } statement V | x | -
    rule unmarked pattern { V [upos=VERB, !busy] } statement V | x | -
    rule leads pattern { V =busy=> W } statement V | x | -
  )";
  EXPECT_EQ(matches(kMarks, kMeeting), (Lines{"marked: V=met", "unmarked: V=left"}));
}

TEST(RuleMatching, ATestNamesAnEdgeThatBeginsAtTheWord) {
  constexpr auto kEdges = R"(
    rule own pattern { P -[nsubj]-> S } edge P =who=> S
    rule shared pattern { P [who] -[conj]-> Q [!who] } edge Q =after=> P
    rule found pattern { Q [after] =after=> P [!after, who] } statement Q | x | P
  )";
  EXPECT_EQ(matches(kEdges, kMeeting), (Lines{"found: Q=left P=met"}));
}

TEST(RuleMatching, EdgesKnowTheirFirstRule) {
  const test::Analysed analysed(kMeeting);
  const auto set = rules(R"(
    rule transitive pattern { V -[obj]-> O } edge V =kind=> V
    rule other pattern { V [upos=VERB] } edge V =kind=> V
  )");
  Edges edges;
  set.derive(Facts(analysed.tree(), test::words()), edges);
  const int kind = set.label("kind"), met = analysed.token("met"), left = analysed.token("left");
  EXPECT_EQ(edges.rule(met, kind), "transitive");
  EXPECT_EQ(edges.rule(left, kind), "other");
  EXPECT_EQ(edges.first(left, kind), left);
  EXPECT_TRUE(edges.begins(met, kind));
  EXPECT_FALSE(edges.begins(analysed.token("Ada"), kind));
  EXPECT_EQ(edges.first(analysed.token("Ada"), kind), -1);
  EXPECT_EQ(edges.rule(analysed.token("Ada"), kind), "");
}

// --- The plain way ---------------------------------------------------------------------------------------------------

/// A rule's meaning, read off its text: all assignments of words to nodes, each checked as a whole.
class PlainMatcher {
 public:
  PlainMatcher(const Tree& tree, const rule::Rule& rule) : t(tree), rule_(rule) {}

  std::set<std::map<std::string, int>> all() {
    std::map<std::string, int> none;
    assign(rule_.pattern, none, [&](const auto& nodes) { add_optional(0, nodes); });
    return out_;
  }

 private:
  using Nodes = std::map<std::string, int>;

  static std::vector<std::string> names(const rule::Block& block) {
    std::vector<std::string> out;
    for (const auto& item : block) {
      out.push_back(item.first.name.text);
      for (const auto& r : item.rest) out.push_back(r.node.name.text);
    }
    return out;
  }

  void assign(const rule::Block& block, const Nodes& nodes, const std::function<void(const Nodes&)>& found) {
    for (const auto& name : names(block)) {
      if (nodes.count(name)) continue;
      for (int i = 0; i < t.size(); ++i) {
        if (std::any_of(nodes.begin(), nodes.end(), [&](const auto& n) { return n.second == i; })) continue;
        auto more = nodes;
        more[name] = i;
        assign(block, more, found);
      }
      return;
    }
    if (holds(block, nodes)) found(nodes);
  }

  void add_optional(std::size_t k, const Nodes& nodes) {
    if (k < rule_.optional.size()) {
      bool any = false;
      assign(rule_.optional[k], nodes, [&](const Nodes& more) {
        any = true;
        add_optional(k + 1, more);
      });
      if (any) return;
      auto missing = nodes;
      for (const auto& name : names(rule_.optional[k])) missing.emplace(name, -1);
      add_optional(k + 1, missing);
      return;
    }
    for (const auto& block : rule_.without) {
      bool any = false;
      assign(block, nodes, [&](const Nodes&) { any = true; });
      if (any) return;
    }
    out_.insert(nodes);
  }

  bool holds(const rule::Block& block, const Nodes& nodes) const {
    for (const auto& item : block) {
      int from = nodes.at(item.first.name.text);
      if (!tests(item.first, from)) return false;
      for (const auto& [link, node] : item.rest) {
        const int to = nodes.at(node.name.text);
        if (!tests(node, to) || from < 0 || !linked(link, from, to)) return false;
        from = to;
      }
    }
    return true;
  }

  bool tests(const rule::Node& node, int i) const {
    if (i < 0) return false;
    return std::all_of(node.tests.begin(), node.tests.end(), [&](const auto& test) {
      const auto& value = test.feature.text == "upos" ? t[i].upos : t.lemma(i);
      const bool in =
          std::any_of(test.values.begin(), test.values.end(), [&](const auto& v) { return v.text == value; });
      return in == (test.sign == rule::Test::Sign::Equal);
    });
  }

  bool linked(const rule::Link& link, int a, int b) const {
    const bool labelled =
        std::any_of(link.labels.begin(), link.labels.end(), [&](const auto& l) { return t.is(b, {l.text}); });
    switch (link.kind) {
      case rule::Link::Kind::Child:
        return t.head(b) == a && (link.labels.empty() || labelled);
      case rule::Link::Kind::Other:
        return t.head(b) == a && !labelled;
      case rule::Link::Kind::Below:
        return a != b && t.dominates(a, b);
      case rule::Link::Kind::Adjoining:
        return a + 1 == b;
      case rule::Link::Kind::Before:
        return a < b;
      default:
        return false;
    }
  }

  const Tree& t;
  const rule::Rule& rule_;
  std::set<Nodes> out_;
};

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool one_in(int n) { return below(n) == 0; }
  std::string of(const std::vector<std::string>& all) {
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }

  Sentence sentence() {
    Sentence out;
    const int size = 1 + below(6);
    for (int i = 0; i < size; ++i) {
      Token token;
      token.form = token.lemma = of(kLemmas);
      token.upos = of(kUpos);
      token.head = i == 0 ? -1 : below(i);
      token.deprel = i == 0 ? "root" : of(kRelations);
      out.tokens.push_back(token);
    }
    // The root need not come first.
    const int shift = below(size);
    std::rotate(out.tokens.begin(), out.tokens.begin() + shift, out.tokens.end());
    for (auto& token : out.tokens) {
      if (token.head >= 0) token.head = (token.head - shift + size) % size;
    }
    return out;
  }

  std::string rule() {
    std::string out = "rule r pattern " + block({"A", "B", "C"});
    if (one_in(2)) out += " optional " + block({"A", "D"});
    if (one_in(3)) out += " optional " + block({"A", "D", "E"});
    if (one_in(2)) out += " without " + block({"A", "B", "X"});
    if (one_in(3)) out += " without " + block({"A", "D", "Y"});
    return out + " statement A | x | -";
  }

 private:
  std::string block(const std::vector<std::string>& nodes) {
    std::string out = "{ " + node(nodes[0]);
    for (int k = below(3); k >= 0; --k) {
      out += link() + node(of(nodes));
      if (one_in(3)) out += "; " + node(of(nodes));
    }
    return out + " }";
  }

  std::string node(const std::string& name) {
    if (one_in(2)) return name;
    const std::string sign = one_in(4) ? "!=" : "=";
    return name + " [" + (one_in(2) ? "upos" + sign + of(kUpos) : "lemma" + sign + of(kLemmas) + "|" + of(kLemmas)) +
           "]";
  }

  std::string link() {
    switch (below(6)) {
      case 0:
        return " -> ";
      case 1:
        return " -[^" + of(kRelations) + "]-> ";
      case 2:
        return " ->> ";
      case 3:
        return " < ";
      case 4:
        return " << ";
      default:
        return " -[" + of(kRelations) + "|" + of(kRelations) + "]-> ";
    }
  }

  const std::vector<std::string> kLemmas{"meet", "Ada", "of"}, kUpos{"VERB", "NOUN"},
      kRelations{"nsubj", "nsubj:pass", "obj", "conj"};
  std::mt19937 engine_;
};

TEST(RuleMatching, FindsWhatThePlainWayFinds) {
  std::size_t found = 0;
  for (unsigned seed = 0; seed < 3000; ++seed) {
    Random random(seed);
    const auto text = random.rule();
    const auto sentence = random.sentence();
    const Tree tree(sentence);
    const auto file = rule::parse(text, "random");
    const auto set = rules(text);
    std::set<std::map<std::string, int>> fast;
    std::size_t times = 0;
    set.match(Facts(tree, test::words()), Edges(), [&](const Match& m) {
      std::map<std::string, int> nodes;
      for (std::size_t k = 0; k < m.nodes.size(); ++k) nodes[m.rule->nodes[k]] = m.nodes[k];
      fast.insert(nodes);
      ++times;
    });
    const auto plain = PlainMatcher(tree, file.rules[0]).all();
    ASSERT_EQ(fast, plain) << seed << ": " << text;
    ASSERT_EQ(fast.size(), times) << "each match once: " << text;
    found += fast.size();
  }
  EXPECT_GT(found, 1000U);
}

}  // namespace
}  // namespace whom::extract
