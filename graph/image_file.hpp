// Files of arrays: written one after the other, read in the same order without being copied.
//
//   8 bytes that name the format, its version, number of sections, size of the file, checksum of header and table
//   for each section: offset, size, checksum
//   the sections, each at a multiple of 64 bytes
// All numbers are little-endian, as are the elements of the arrays.
#ifndef WHOM_GRAPH_IMAGE_FILE_HPP
#define WHOM_GRAPH_IMAGE_FILE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "graph/array.hpp"
#include "graph/mapped_file.hpp"

namespace whom::graph {

struct ImageFormat {
  std::array<char, 8> name;
  std::uint32_t version = 1;
};

struct ImageSection {
  std::uint64_t offset, size, checksum;
};

class ImageWriter {
 public:
  /// The array must stay until the file is written.
  template <typename T>
  void lend(std::span<const T> array) {
    static_assert(std::has_unique_object_representations_v<T> || std::is_floating_point_v<T>, "holes have no contents");
    sections_.push_back(std::as_bytes(array));
  }
  void lend(std::string_view text) { lend(std::span<const char>(text)); }

  /// Keeps the array until then.
  template <typename T>
  void keep(std::vector<T> array) {
    const auto kept = std::make_shared<const std::vector<T>>(std::move(array));
    lend(std::span<const T>(*kept));
    kept_.push_back(kept);
  }

  /// Beside the path, then renamed. A file that is not lasting may be lost or damaged when the machine loses power.
  /// Throws std::runtime_error naming the file.
  enum class Lasting { No, Yes };
  void write(const std::filesystem::path&, const ImageFormat&, Lasting) const;

 private:
  std::vector<std::span<const std::byte>> sections_;
  std::vector<std::shared_ptr<const void>> kept_;
};

class ImageReader {
 public:
  /// Reads the whole file once, to compare the checksums. Throws std::runtime_error naming the file when it is no
  /// image of the format, is cut short or damaged, or of another version.
  ImageReader(const std::filesystem::path&, const ImageFormat&);

  /// The next array, which lies in the file.
  template <typename T>
  Array<T> next() {
    const std::span<const std::byte> bytes = section();
    if (bytes.size() % sizeof(T) != 0) fail();
    return Array(std::span(reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)));
  }
  /// With a known number of elements.
  template <typename T>
  Array<T> next(std::size_t size) {
    Array<T> array = next<T>();
    if (array.size() != size) fail();
    return array;
  }

  [[noreturn]] void fail() const;  ///< what was read makes no sense

  std::shared_ptr<const void> mapping() const { return file_; }

 private:
  void check() const;
  std::span<const std::byte> section();

  std::string path_;
  std::shared_ptr<const MappedFile> file_;
  std::span<const ImageSection> table_;
  std::size_t next_ = 0;
};

}  // namespace whom::graph

#endif
