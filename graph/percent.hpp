// Percent-encoding (RFC 3986).
#ifndef WHOM_GRAPH_PERCENT_HPP
#define WHOM_GRAPH_PERCENT_HPP

#include <optional>
#include <string>
#include <string_view>

namespace whom::graph {

/// ASCII letters, digits and the characters of `plain` stay as they are.
std::string percent_encoded(std::string_view text, std::string_view plain);

/// Nothing where two hexadecimal digits do not follow a '%'.
std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace whom::graph

#endif
