// The outside world of a command, injected so that tests run in memory.
#ifndef WHOM_TOOLS_STREAMS_HPP
#define WHOM_TOOLS_STREAMS_HPP

#include <iosfwd>

namespace whom::tools {

/// Data goes to `out`, everything else to `err`. Writing to `out` may throw OutputError (output.hpp).
struct Streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool in_terminal = false;
  bool out_terminal = false;
  bool err_terminal = false;
  bool no_color = false;  ///< the user asked for none (NO_COLOR)
  int width = 80;         ///< columns of the terminal
};

}  // namespace whom::tools

#endif
