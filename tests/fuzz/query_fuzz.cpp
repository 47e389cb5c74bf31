// Whatever parses prints to text that parses to an equal tree, and whatever does not is reported inside the text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "query/question/parse.hpp"
#include "query/question/print.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace whom::query;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto first = parse(text);
  if (const auto* problem = std::get_if<Diagnostic>(&first)) {
    if (problem->begin > size || render(*problem, text).empty()) std::abort();
    return 0;
  }
  const auto& question = std::get<ast::Question>(first);
  const auto second = parse(print(question));
  // Printing may lengthen a text beyond what parse reads.
  if (print(question).size() > longest_query) return 0;
  if (!std::holds_alternative<ast::Question>(second)) std::abort();
  if (!(std::get<ast::Question>(second) == question)) std::abort();
  return 0;
}
