// Colour on terminals, and none elsewhere.
#ifndef WHOM_TOOLS_PALETTE_HPP
#define WHOM_TOOLS_PALETTE_HPP

#include <string_view>

#include "tools/options.hpp"
#include "tools/streams.hpp"

namespace whom::tools {

/// Escape sequences that begin a style; `off` ends it. All empty when there is no colour.
struct Palette {
  std::string_view bold, dim, subject, relation, object, qualifier, off;
  bool colored() const { return !off.empty(); }
};

/// Colour when the option --color says so, else when `out` is a terminal and NO_COLOR is not set.
Palette palette(const Arguments&, const Streams&);

/// The option --color.
Option color_option();

}  // namespace whom::tools

#endif
