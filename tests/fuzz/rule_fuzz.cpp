// Any bytes as a rule file: rules, or one line that names a place in the file.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "extract/rule.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace whom::extract;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    for (const auto& rule : rule::parse(text, "fuzz").rules) {
      if (rule.name.text.empty() || rule.pattern.empty() || rule.name.at >= size) std::abort();
    }
  } catch (const RuleError& error) {
    const std::string message = error.what();
    if (!message.starts_with("fuzz:") || message.size() > size + 300) std::abort();
  }
  return 0;
}
