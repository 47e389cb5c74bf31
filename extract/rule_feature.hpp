// The tests of nodes in rules: which features there are, and whether a word has one.
#ifndef WHOM_EXTRACT_RULE_FEATURE_HPP
#define WHOM_EXTRACT_RULE_FEATURE_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/rule.hpp"
#include "extract/rule_set.hpp"

namespace whom::extract {

/// What is wrong with the meaning of a rule, and where.
struct RuleProblem {
  std::size_t at;
  std::string message;
};

/// In the order of what they cost.
enum class Feature : std::uint8_t {
  Upos,
  Xpos,
  Entity,
  Lemma,
  Form,
  Feats,  ///< any feature of Universal Dependencies, which begin with a capital letter
  Mention,
  Definite,
  Singular,
  Titled,
  Predicate,
  Relative,
  Nobody,
  Noun,
  Category,
  Verb,
  VerbClass,
  Person,
  Class,
  Case,
  Type,
  Named,
  Time,
};

struct NodeTest {
  Feature feature = Feature::Upos;
  rule::Test::Sign sign = rule::Test::Sign::Present;
  std::string key;  ///< of Feats: "Number"
  std::vector<std::string> values;
};

bool is_feature(std::string_view name);

/// Throws RuleProblem when there is no such feature or value.
/// @param edges that the name may have been meant for
NodeTest compile(const rule::Test&, const Words&, const std::vector<std::string>& edges);

bool needs_mentions(Feature);

bool holds(const NodeTest&, const Facts&, int token);

/// A set of relations: a name stands for its subtypes too, "nsubj:pass" for itself.
class LabelSet {
 public:
  /// Throws RuleProblem on a name that is no universal relation, with or without a subtype.
  void add(const rule::Name&);

  /// A bit for the universal relation of a label.
  static std::uint64_t bit(std::string_view deprel);

  bool holds(std::uint64_t bit, const std::string& deprel) const {
    return (bit & whole_) != 0 || ((bit & partly_) != 0 && is_subtype(deprel));
  }
  std::uint64_t bits() const { return whole_ | partly_; }
  bool empty() const { return bits() == 0; }

 private:
  bool is_subtype(const std::string& deprel) const;
  std::uint64_t whole_ = 0, partly_ = 0;
  std::vector<std::string> subtypes_;
};

/// "; did you mean 'x'?", or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

/// A noun for persons: by WordNet, or since it names the doer of a verb.
bool person_noun(const Tree&, const Words&, int token);

/// The words before a phrase that mark it: "with", "because of"; empty without.
std::string case_of(const Tree&, int token);

}  // namespace whom::extract

#endif
