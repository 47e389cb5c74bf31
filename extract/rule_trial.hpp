// What rules find, shown to those who write them.
#ifndef WHOM_EXTRACT_RULE_TRIAL_HPP
#define WHOM_EXTRACT_RULE_TRIAL_HPP

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/coreference.hpp"
#include "extract/rule_set.hpp"

namespace whom::extract {

/// A match of a rule.
struct Finding {
  std::string rule;
  graph::Span sentence;
  std::vector<std::pair<std::string, graph::Span>> nodes;  ///< by name, with their words; missing ones left out
  std::vector<std::string> gives;  ///< statements as lines (statement_line.hpp), or an edge: "P =subject=> S"
};

/// All matches in a document, by sentence; edges first, then statements.
std::vector<Finding> try_rules(const DocumentView&, const Coreference&, const Words&, const RuleSet&,
                               std::string_view document_date);

}  // namespace whom::extract

#endif
