#include "tools/atomic_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>

#include "tools/output.hpp"

namespace whom::tools {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw OutputError(path.string() + ": cannot be written: " + std::strerror(errno));
}

/// Removes the file unless it was renamed.
struct Leftover {
  std::filesystem::path path;
  ~Leftover() {
    std::error_code ignored;
    if (!path.empty()) std::filesystem::remove(path, ignored);
  }
};

bool is_regular_or_missing(const std::filesystem::path& path) {
  const auto status = std::filesystem::status(path);
  return !std::filesystem::exists(status) || std::filesystem::is_regular_file(status);
}

void write_to(const std::filesystem::path& path, const std::function<void(std::ostream&)>& write) {
  std::ofstream file(path, std::ios::binary);
  if (!file) fail(path);
  write(file);
  file.close();
  if (!file) fail(path);
}

}  // namespace

void write_atomically(const std::filesystem::path& path, const std::function<void(std::ostream&)>& write) {
  if (!is_regular_or_missing(path)) return write_to(path, write);  // a device or pipe cannot be replaced
  Leftover beside{path.string() + ".part-" + std::to_string(::getpid())};
  write_to(beside.path, write);
  std::error_code error;
  std::filesystem::rename(beside.path, path, error);
  if (error) throw OutputError(path.string() + ": cannot be written: " + error.message());
  beside.path.clear();
}

}  // namespace whom::tools
