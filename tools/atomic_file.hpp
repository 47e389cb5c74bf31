// A file that is there whole, or as it was before.
#ifndef WHOM_TOOLS_ATOMIC_FILE_HPP
#define WHOM_TOOLS_ATOMIC_FILE_HPP

#include <filesystem>
#include <functional>
#include <iosfwd>

namespace whom::tools {

/// Writes beside `path`, then renames. Throws OutputError, and leaves nothing behind, when that fails or `write`
/// throws.
void write_atomically(const std::filesystem::path&, const std::function<void(std::ostream&)>& write);

}  // namespace whom::tools

#endif
