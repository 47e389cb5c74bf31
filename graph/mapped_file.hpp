// A file as bytes in memory.
#ifndef WHOM_GRAPH_MAPPED_FILE_HPP
#define WHOM_GRAPH_MAPPED_FILE_HPP

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>

namespace whom::graph {

/// Read-only. The bytes are read as they are looked at.
class MappedFile {
 public:
  /// Throws std::runtime_error naming the file.
  explicit MappedFile(const std::filesystem::path&);
  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&&) = delete;
  ~MappedFile();

  std::span<const std::byte> bytes() const { return bytes_; }
  std::string_view text() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace whom::graph

#endif
