// Queries over a property graph: text in, rows out.
#ifndef WHOM_QUERY_ENGINE_ENGINE_HPP
#define WHOM_QUERY_ENGINE_ENGINE_HPP

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/property/graph.hpp"
#include "query/cypher/error.hpp"
#include "query/engine/texts.hpp"

namespace whom::engine {

using Parameters = std::map<std::string, property::Value, std::less<>>;

struct Options {
  const std::atomic<bool>* stop = nullptr;  ///< once true, the query ends with an error
  std::optional<std::chrono::milliseconds> timeout;
  std::optional<std::size_t> memory;  ///< bytes that intermediate rows may take
  bool profile = false;
};

/// All rows of an answer, column by column. Strings may be borrowed from the graph: valid until it is written to.
struct Result {
  std::vector<std::string> columns;
  std::vector<std::vector<property::Value>> values;  ///< values[column][row]
  std::size_t rows = 0;
  std::string profile;  ///< the plan with rows and time by operator, where asked for
};

/// A query made ready for one graph. Throws cypher::Error at any step. A writing query that fails leaves the graph as
/// it was. Where the graph is the statement graph of a knowledge graph (graph/property/statement_graph.hpp), queries
/// that are given that one too can match statements and call evidence(), search() and their kin; it must outlive what
/// was prepared, as must what understands names.
class Prepared {
 public:
  Prepared(std::string_view text, property::Graph&, Texts = {});
  Prepared(Prepared&&) noexcept;
  ~Prepared();
  const std::vector<std::string>& columns() const;
  bool writes() const;
  std::string explain() const;  ///< the plan with estimates
  /// Words of it that the graph does not know (unknown.hpp), a line each.
  std::vector<std::string> notes() const;
  Result run(const Parameters& = {}, const Options& = {});

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

inline Result run(std::string_view text, property::Graph& graph, const Parameters& parameters = {},
                  const Options& options = {}) {
  return Prepared(text, graph).run(parameters, options);
}

}  // namespace whom::engine

#endif
