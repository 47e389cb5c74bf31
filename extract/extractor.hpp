// The front door of extract: a document in, what it says out.
#ifndef WHOM_EXTRACT_EXTRACTOR_HPP
#define WHOM_EXTRACT_EXTRACTOR_HPP

#include <string>
#include <vector>

#include "extract/analysis.hpp"
#include "graph/reading.hpp"

namespace whom::extract {

/// Mentions, coreference, clauses and statements of an analysed document. No state; thread-safe.
graph::Reading read(graph::Document document, const std::vector<Sentence>& sentences);

}  // namespace whom::extract

#endif
