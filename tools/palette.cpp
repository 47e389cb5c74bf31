#include "tools/palette.hpp"

namespace whom::tools {

Palette palette(const Arguments& arguments, const Streams& streams) {
  const std::string wish = arguments.value("color", "auto");
  if (wish == "never" || (wish == "auto" && (streams.no_color || !streams.out_terminal))) return {};
  return {"\x1b[1m", "\x1b[2m", "\x1b[1;36m", "\x1b[1;33m", "\x1b[1;32m", "\x1b[35m", "\x1b[0m"};
}

Option color_option() { return {"color", '\0', "auto|always|never", "colour on a terminal, always or never"}; }

}  // namespace whom::tools
