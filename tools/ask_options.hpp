// The options that ask and the shell share.
#ifndef WHOM_TOOLS_ASK_OPTIONS_HPP
#define WHOM_TOOLS_ASK_OPTIONS_HPP

#include <vector>

#include "tools/asking.hpp"
#include "tools/options.hpp"
#include "tools/streams.hpp"

namespace whom::tools {

std::vector<Option> ask_options();

/// What they say. Throws UsageError.
AskOptions ask_options_of(const Arguments&, const Streams&);

}  // namespace whom::tools

#endif
