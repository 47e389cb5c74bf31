// Text of more lines than the terminal has, through the user's pager.
#ifndef WHOM_TOOLS_PAGER_HPP
#define WHOM_TOOLS_PAGER_HPP

#include <iosfwd>
#include <string>

namespace whom::tools {

/// To `out` when the terminal has room for it, else to $PAGER, by default "less -R"; to `out` also when that cannot be
/// run. An interrupt is left to the pager while it runs.
void show_in_pager(const std::string& text, std::ostream& out);

}  // namespace whom::tools

#endif
