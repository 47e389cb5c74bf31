#include "graph/ntriples.hpp"

namespace whom::graph {
namespace {

std::string escape(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20 && byte != 0x7F) return std::string(1, c);
  return std::string("\\u00") + "0123456789ABCDEF"[byte >> 4] + "0123456789ABCDEF"[byte & 15];
}

}  // namespace

std::string ntriples_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out += escape(c);
  return out + '"';
}

std::string ntriples_iri(std::string_view iri) { return "<" + std::string(iri) + ">"; }

}  // namespace whom::graph
