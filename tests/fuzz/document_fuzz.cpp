// Any bytes as any format: no crash, and whatever is accepted is clean text.
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "extract/document.hpp"
#include "graph/utf8.hpp"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check(const whom::graph::Document& document) {
  require(!document.key.empty() && document.id.size() == 16 && !document.text.empty());
  require(!whom::graph::first_invalid_utf8(document.text));
  require(document.text.find("\n\n\n") == std::string::npos);
  for (const char c : document.text) require(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using whom::extract::Format;
  if (size == 0) return 0;
  constexpr Format formats[] = {Format::Text, Format::Markdown, Format::Html, Format::JsonLines};
  std::istringstream in(std::string(data + 1, data + size));
  whom::extract::read_documents(in, "fuzz", formats[data[0] % 4], {},
                                {check, [](const whom::extract::DocumentError& e) { require(e.what()[0] != '\0'); }});
  return 0;
}
