#include "graph/percent.hpp"

#include <charconv>

namespace whom::graph {
namespace {

bool is_alnum(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

}  // namespace

std::string percent_encoded(std::string_view text, std::string_view plain) {
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_alnum(c) || plain.find(c) != plain.npos)
      encoded += c;
    else
      encoded += {'%', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]};
  }
  return encoded;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  while (!text.empty()) {
    const std::size_t taken = text.front() == '%' ? 3 : 1;
    unsigned char byte = static_cast<unsigned char>(text.front());
    if (taken == 3) {
      const std::string_view digits = text.substr(1, 2);
      const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
      if (error != std::errc() || digits.size() != 2 || end != digits.data() + 2) return std::nullopt;
    }
    decoded += static_cast<char>(byte);
    text.remove_prefix(taken);
  }
  return decoded;
}

}  // namespace whom::graph
