// Patterns in colour.
#ifndef WHOM_TOOLS_HIGHLIGHT_HPP
#define WHOM_TOOLS_HIGHLIGHT_HPP

#include <string>
#include <string_view>

#include "tools/palette.hpp"

namespace whom::tools {

/// The text with its words, literals and names in the colours of the palette; as it is where it does not fall into
/// tokens.
std::string highlighted(std::string_view pattern, const Palette&);

}  // namespace whom::tools

#endif
