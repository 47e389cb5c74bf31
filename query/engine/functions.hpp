// The functions of the language and its aggregates.
#ifndef WHOM_QUERY_ENGINE_FUNCTIONS_HPP
#define WHOM_QUERY_ENGINE_FUNCTIONS_HPP

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "graph/property/graph.hpp"
#include "graph/property/value.hpp"
#include "query/engine/engine.hpp"
#include "query/engine/texts.hpp"

namespace whom::engine {

class Execution;

/// What expressions may look at besides their row.
struct Context {
  const property::Graph& graph;
  const Parameters& parameters;
  property::DateTime now;          ///< the same for the whole query
  Execution* execution = nullptr;  ///< the run, for the queries inside expressions
  Texts texts = {};                ///< what the graph was read from
};

struct Function {
  std::string_view name;            ///< lower case, with its namespace: "date.truncate"
  std::size_t least = 0, most = 0;  ///< arguments
  bool null_if_any = true;          ///< null when an argument is; `call` then sees no null
  property::Value (*call)(const Context&, std::span<const property::Value>) = nullptr;
  bool varies = false;  ///< from row to row although the arguments stay the same, as rand() does
};

/// By any spelling of the case; null when there is none.
const Function* find_function(std::string_view name);

/// Takes one value a row (count(*): any value that is not null) and says the result. Null is passed over.
class Aggregate {
 public:
  virtual ~Aggregate() = default;
  virtual void add(const property::Value&, std::uint64_t times) = 0;  ///< `times` rows hold the value
  virtual property::Value result() const = 0;
};

/// count, sum, avg, min, max, collect, stDev, stDevP, percentileDisc, percentileCont, by any spelling of the case.
bool is_aggregate(std::string_view name);

/// `parameter`: the second argument of the percentiles, else null. Null when there is no such aggregate.
std::unique_ptr<Aggregate> make_aggregate(std::string_view name, bool distinct, const property::Value& parameter);

/// Raises a TypeError (or ArgumentError, ...) at run time.
/// Throws where it was not given.
const property::Value& parameter(const Context&, const std::string& name);

[[noreturn]] void fail(std::string_view type, std::string_view detail, const std::string& message);

}  // namespace whom::engine

#endif
