// Values of several columns as the key of a table: equivalent rows are one.
#ifndef WHOM_QUERY_ENGINE_ROW_KEY_HPP
#define WHOM_QUERY_ENGINE_ROW_KEY_HPP

#include <algorithm>

#include "graph/property/value.hpp"

namespace whom::engine {

struct RowHash {
  std::size_t operator()(const property::List& row) const {
    std::size_t hash = 0;
    for (const property::Value& value : row) hash = hash * 0x9E3779B97F4A7C15U + property::hash(value);
    return hash;
  }
};

struct RowEqual {
  bool operator()(const property::List& a, const property::List& b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), property::equivalent);
  }
};

}  // namespace whom::engine

#endif
