#include "tools/highlight.hpp"

#include "query/cypher/lexer.hpp"

namespace whom::tools {
namespace {

using cypher::Symbol;

/// Words of the language that stand where names may stand are names.
std::string_view style_of(const cypher::Token& token, Symbol before, const Palette& palette) {
  const bool is_named = before == Symbol::Colon || before == Symbol::Dot || before == Symbol::Bar;
  if (cypher::is_word(token.symbol) && is_named) return palette.relation;
  if (token.symbol > Symbol::QuotedName && cypher::is_word(token.symbol)) return palette.bold;
  switch (token.symbol) {
    case Symbol::Integer:
    case Symbol::Float:
    case Symbol::String:
      return palette.object;
    case Symbol::Parameter:
      return palette.qualifier;
    default:
      return {};
  }
}

}  // namespace

std::string highlighted(std::string_view pattern, const Palette& palette) try {
  std::string text;
  std::size_t done = 0;
  Symbol before = Symbol::End;
  for (const cypher::Token& token : cypher::tokens(pattern)) {
    const std::string_view style = style_of(token, before, palette);
    text += pattern.substr(done, token.begin - done);
    text += std::string(style) + std::string(pattern.substr(token.begin, token.end - token.begin));
    if (!style.empty()) text += palette.off;
    done = token.end;
    before = token.symbol;
  }
  return text.append(pattern.substr(done));
} catch (const cypher::Error&) {
  return std::string(pattern);
}

}  // namespace whom::tools
