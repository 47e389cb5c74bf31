// What can be wrong with a query, by openCypher's names.
#ifndef WHOM_QUERY_CYPHER_ERROR_HPP
#define WHOM_QUERY_CYPHER_ERROR_HPP

#include <stdexcept>
#include <string>

#include "query/cypher/ast.hpp"

namespace whom::cypher {

/// what() is one line for the user. Types and details are those of the openCypher compatibility kit: "SyntaxError" and
/// "UndefinedVariable", "TypeError" and "InvalidArgumentValue", ...
class Error : public std::runtime_error {
 public:
  enum class Phase { Compile, Run };
  Error(Phase phase_of_error, std::string error_type, std::string error_detail, const std::string& message,
        ast::Position place = {})
      : std::runtime_error(message),
        phase(phase_of_error),
        type(std::move(error_type)),
        detail(std::move(error_detail)),
        position(place) {}

  Phase phase;
  std::string type, detail;
  ast::Position position;  ///< in the text of the query; begin == end == 0 where it is not known
};

}  // namespace whom::cypher

#endif
