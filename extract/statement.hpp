// From clauses to statements: normalised relations, participants as entities, qualifiers, status and evidence.
#ifndef WHOM_EXTRACT_STATEMENT_HPP
#define WHOM_EXTRACT_STATEMENT_HPP

#include <string_view>
#include <vector>

#include "extract/coreference.hpp"
#include "extract/rule_set.hpp"
#include "extract/words.hpp"
#include "graph/reading.hpp"

namespace whom::extract {

/// Entities and reports of an analysed document, appended to the reading. `document_date` is an ISO date or empty.
void read_statements(const DocumentView&, const Coreference&, const Words&, const RuleSet&,
                     std::string_view document_date, graph::Reading&);

}  // namespace whom::extract

#endif
