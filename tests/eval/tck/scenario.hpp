// Scenarios of the openCypher compatibility kit, run through the engine.
#ifndef WHOM_TESTS_EVAL_TCK_SCENARIO_HPP
#define WHOM_TESTS_EVAL_TCK_SCENARIO_HPP

#include <filesystem>
#include <string>

#include "tests/support/gherkin.hpp"

namespace whom::test {

enum class Sort { Reads, Writes, CallsProcedure };

/// By the words of the query under test, outside strings and comments: CALL (or a procedure in the given state);
/// CREATE, SET, MERGE, DELETE or REMOVE; none of them.
Sort sort_of(const Scenario&);

/// What answers the queries under test that do not write; the engine does everything else.
enum class Reader { Engine, Naive };

/// What goes otherwise than the scenario expects, or nothing. `graphs` holds the kit's named graphs.
std::string failure(const Scenario&, const std::filesystem::path& graphs, Reader);

}  // namespace whom::test

#endif
