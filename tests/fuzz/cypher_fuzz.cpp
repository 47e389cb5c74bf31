// Whatever parses prints to text that parses to an equal tree, and whatever does not is reported inside the text.
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "query/cypher/check.hpp"
#include "query/cypher/parse.hpp"

namespace {

using namespace whom::cypher;

std::optional<ast::Query> read(std::string_view text) {
  try {
    return parse(text);
  } catch (const Error& error) {
    if (error.position.begin > text.size() || error.what()[0] == '\0') std::abort();
    return {};
  }
}

/// Any name is a function of any number of arguments, and an aggregate if it is a long one.
FunctionSignature signature(std::string_view name) { return {true, name.size() > 4, 0, 100}; }

void check_quietly(const ast::Query& query) {
  try {
    check(query, signature);
  } catch (const Error&) {
    // Most queries are wrong.
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto first = read(text);
  if (!first) return 0;
  check_quietly(*first);
  const auto second = read(print(*first));
  if (!second || !(*second == *first)) std::abort();
  return 0;
}
