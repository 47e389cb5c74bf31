#include "graph/xml.hpp"

#include "graph/utf8.hpp"

namespace whom::graph {
namespace {

bool forbidden(char c) { return static_cast<unsigned char>(c) < 0x20; }

/// U+FFFE and U+FFFF are UTF-8 but no XML.
bool noncharacter(std::string_view text) {
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

}  // namespace

std::string xml(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "&#10;";
        break;
      case '\r':
        out += "&#13;";
        break;
      case '\t':
        out += "&#9;";
        break;
      default:
        if (forbidden(c)) {
          append_utf8(out, 0xFFFD);
        } else if (noncharacter(text.substr(at))) {
          append_utf8(out, 0xFFFD);
          at += 2;
        } else {
          out += c;
        }
    }
  }
  return out;
}

}  // namespace whom::graph
