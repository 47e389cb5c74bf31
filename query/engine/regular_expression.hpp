// `text =~ pattern`.
#ifndef WHOM_QUERY_ENGINE_REGULAR_EXPRESSION_HPP
#define WHOM_QUERY_ENGINE_REGULAR_EXPRESSION_HPP

#include "graph/property/value.hpp"

namespace whom::engine {

/// Whether the pattern matches the whole text; in time proportional to its length. Null unless both are strings.
property::Value matches(const property::Value& text, const property::Value& pattern);

}  // namespace whom::engine

#endif
