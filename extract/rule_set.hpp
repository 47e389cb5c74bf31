// Rules with a meaning: checked, compiled, and matched against sentences. A rule's pattern is found in all ways; each
// way gives a statement, or an edge that further rules build on.
#ifndef WHOM_EXTRACT_RULE_SET_HPP
#define WHOM_EXTRACT_RULE_SET_HPP

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/rule.hpp"
#include "extract/tree.hpp"
#include "extract/words.hpp"

namespace whom::extract {

class Coreference;

/// What the tests of rules look at. Before coreference there are no mentions: tests of them fail. What is looked up of
/// a word is kept, so an object belongs to one thread.
class Facts {
 public:
  Facts(const Tree& t, const Words& w, const Coreference* c = nullptr, int s = 0)
      : tree(t), words(w), coreference(c), sentence(s) {}

  const Tree& tree;
  const Words& words;
  const Coreference* const coreference;
  const int sentence;

  /// A noun as WordNet has it, or null.
  const Noun* noun(int token) const;

  /// The verb that an event noun is the happening of ("visit"; "talk" of "conversation"), or the lemma of a verb; else
  /// empty.
  const std::string& verb(int token) const;

  /// The word can carry a clause.
  bool predicate(int token) const;

 private:
  mutable std::vector<std::optional<const Noun*>> nouns_;
  mutable std::vector<std::optional<std::string>> verbs_;
  mutable std::vector<std::optional<bool>> predicates_;
};

/// Edges that rules add to a sentence.
class Edges {
 public:
  /// False when it was there.
  /// @param rule its name, which must outlive the edges
  bool add(int from, int label, int to, std::string_view rule);
  bool has(int from, int label, int to) const;
  bool begins(int token, int label) const;
  int first(int token, int label) const;              ///< where the first leads, or -1
  std::string_view rule(int token, int label) const;  ///< that added the first, or empty
  Indices from(int token, int label) const;           ///< where they lead, in the order they were added
  Indices to(int token, int label) const;
  Indices sources(const std::vector<int>& labels) const;  ///< where edges with these labels begin, each once
  std::size_t size() const { return all_.size(); }

 private:
  struct One {
    int from, label, to;
    std::string_view rule;
  };
  const One* find(int from, int label) const;
  std::vector<One> all_;
};

enum class Function : std::uint8_t {
  Node,        ///< the node itself, with its conjuncts
  Only,        ///< without them
  Text,        ///< its words
  Complement,  ///< what a role is of
  Lemma,
  Form,
  Verb,       ///< what an event noun is the happening of
  Case,       ///< its preposition
  Role,       ///< "be minister of": a noun of role, its modifiers, and the preposition of its complement
  Roles,      ///< the same, and of the nouns coordinated with it
  Title,      ///< "be prime minister of": the words before a name
  Modifiers,  ///< the other prepositional phrases and times of a noun or verb, as qualifiers
  Topics,     ///< what is discussed below a word of talking
};

struct Expression {
  rule::Expression::Kind kind = rule::Expression::Kind::Nothing;
  std::string text;
  Function function = Function::Node;
  int node = -1;
  bool may_miss = false;
};

struct StatementPlan {
  Expression subject, object;
  std::vector<Expression> relation;
  std::vector<std::pair<std::string, Expression>> qualifiers;  ///< by role
  std::vector<Expression> calls;                               ///< modifiers(V), topics(V)
  std::vector<std::string> status;                             ///< "planned", "denied", "mutual"
};

struct EdgePlan {
  int from = -1, label = -1, to = -1;
};

/// A compiled rule, as far as others use it. Nodes are numbered in the order in which the rule names them, those of
/// `without` not counted; the first is its anchor.
struct RulePlan {
  const rule::Rule* source = nullptr;
  std::string_view file;
  std::vector<std::string> nodes;
  std::vector<bool> optional;  ///< of nodes: may be -1
  std::vector<StatementPlan> statements;
  std::vector<EdgePlan> edges;
  std::vector<int> replaces;
  double confidence = 1.0;
};

struct Match {
  const RulePlan* rule = nullptr;
  Indices nodes;  ///< token of each node, or -1
};

/// Immutable and thread-safe; the words must outlive it.
class RuleSet {
 public:
  /// All rules of the files but those named in `without`. Throws RuleError.
  RuleSet(const Words&, std::vector<rule::File>, std::span<const std::string> without = {});
  RuleSet(RuleSet&&) noexcept;
  ~RuleSet();

  const std::vector<RulePlan>& rules() const;

  /// Number of an edge's label; -1 when no rule derives it.
  int label(std::string_view) const;

  /// Applies the rules that derive edges. Those that stand together and derive the same edge are applied in their
  /// order, again and again until none adds one; then come the next, and all again if later ones concern them. Without
  /// coreference, those that test mentions wait. `found` hears of each match that adds an edge.
  void derive(const Facts&, Edges&, const std::function<void(const Match&)>& found = {}) const;

  /// Finds the rules that give statements, in their order; matches of one rule in the order of their tokens.
  void match(const Facts&, const Edges&, const std::function<void(Match)>&) const;

 private:
  struct Compiled;
  std::unique_ptr<const Compiled> compiled_;
};

/// The rules that are built in: extract/reading.rules.
rule::File builtin_rules();

}  // namespace whom::extract

#endif
