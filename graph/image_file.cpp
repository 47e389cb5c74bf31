#include "graph/image_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace whom::graph {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::uint64_t alignment = 64;

struct Header {
  std::array<char, 8> name;
  std::uint32_t version, sections;
  std::uint64_t size;
  std::uint64_t checksum;  ///< of the header with 0 here, and of the table
};

/// Every step is one to one in the word that it takes in, so that no single change of a word goes unseen. Four of them
/// at a time keep the multiplier busy.
class Checksum {
 public:
  void add(std::span<const std::byte> bytes) {
    constexpr std::size_t stripe = 4 * sizeof(std::uint64_t);
    for (; bytes.size() >= stripe; bytes = bytes.subspan(stripe)) take(bytes.data());
    std::array<std::byte, stripe> last{};
    std::copy(bytes.begin(), bytes.end(), last.begin());
    take(last.data());
  }
  std::uint64_t sum() const {
    std::uint64_t all = 0;
    for (const std::uint64_t lane : lanes_) all = std::rotl(all ^ lane, 29) * prime;
    return all;
  }

 private:
  static constexpr std::uint64_t prime = 0x9E3779B97F4A7C15;

  void take(const std::byte* stripe) {
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
      std::uint64_t word = 0;
      std::memcpy(&word, stripe + i * sizeof word, sizeof word);
      lanes_[i] = std::rotl(lanes_[i] ^ word, 29) * prime;
    }
  }

  std::array<std::uint64_t, 4> lanes_ = {1, 2, 3, 4};
};

std::uint64_t checksum(std::span<const std::byte> bytes) {
  Checksum sum;
  sum.add(bytes);
  return sum.sum();
}

std::uint64_t checksum(Header header, std::span<const ImageSection> table) {
  header.checksum = 0;
  Checksum sum;
  sum.add(std::as_bytes(std::span(&header, 1)));
  sum.add(std::as_bytes(table));
  return sum.sum();
}

constexpr std::uint64_t aligned(std::uint64_t offset) { return (offset + alignment - 1) / alignment * alignment; }

[[noreturn]] void fail(const std::string& path, const std::string& message) {
  throw std::runtime_error(path + ": " + message);
}

/// The file beside the path that takes its place when it is complete. Locked, so that of two programs one writes.
class Replacement {
 public:
  explicit Replacement(std::filesystem::path path)
      : path_(std::move(path)),
        fresh_(path_.string() + ".new"),
        file_(open(fresh_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666)) {
    if (file_ < 0) give_up(std::strerror(errno));
    if (!lock()) {
      close(file_);
      give_up("another program is writing it");
    }
  }
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;
  ~Replacement() {
    if (!complete_) unlink(fresh_.c_str());
    close(file_);
  }

  void put(std::span<const std::byte> bytes) {
    written_ += bytes.size();
    while (!bytes.empty()) {
      const ssize_t done = ::write(file_, bytes.data(), bytes.size());
      if (done < 0 && errno == EINTR) continue;
      if (done < 0) give_up(std::strerror(errno));
      bytes = bytes.subspan(static_cast<std::size_t>(done));
    }
  }
  void put_until(std::uint64_t offset) {
    constexpr std::array<std::byte, alignment> padding{};
    put(std::span(padding).first(offset - written_));
  }

  void finish(ImageWriter::Lasting lasting) {
    if (lasting == ImageWriter::Lasting::Yes && fsync(file_) != 0) give_up(std::strerror(errno));
    if (rename(fresh_.c_str(), path_.c_str()) != 0) give_up(std::strerror(errno));
    complete_ = true;
  }

 private:
  /// Whoever had the lock before may have renamed the file that was opened.
  bool lock() {
    struct stat opened {
    }, named{};
    return flock(file_, LOCK_EX | LOCK_NB) == 0 && fstat(file_, &opened) == 0 && stat(fresh_.c_str(), &named) == 0 &&
           opened.st_ino == named.st_ino && ftruncate(file_, 0) == 0;
  }
  [[noreturn]] void give_up(const std::string& why) const { fail(path_.string(), "cannot be written: " + why); }

  std::filesystem::path path_, fresh_;
  int file_;
  std::uint64_t written_ = 0;
  bool complete_ = false;
};

}  // namespace

void ImageWriter::write(const std::filesystem::path& path, const ImageFormat& format, Lasting lasting) const {
  std::vector<ImageSection> table;
  std::uint64_t end = sizeof(Header) + sections_.size() * sizeof(ImageSection);
  for (const auto bytes : sections_) {
    table.push_back({aligned(end), bytes.size(), checksum(bytes)});
    end = table.back().offset + bytes.size();
  }
  Header header{format.name, format.version, static_cast<std::uint32_t>(table.size()), end, 0};
  header.checksum = checksum(header, table);

  Replacement file(path);
  file.put(std::as_bytes(std::span(&header, 1)));
  file.put(std::as_bytes(std::span(table)));
  for (std::size_t i = 0; i < table.size(); ++i) {
    file.put_until(table[i].offset);
    file.put(sections_[i]);
  }
  file.finish(lasting);
}

ImageReader::ImageReader(const std::filesystem::path& path, const ImageFormat& format)
    : path_(path.string()), file_(std::make_shared<const MappedFile>(path)) {
  const auto bytes = file_->bytes();
  Header header{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), sizeof header), reinterpret_cast<std::byte*>(&header));
  if (header.name != format.name) graph::fail(path_, "no image of a graph");
  if (header.version != format.version) {
    graph::fail(path_, "an image of version " + std::to_string(header.version) + "; this program reads version " +
                           std::to_string(format.version));
  }
  const std::uint64_t table_size = std::uint64_t{header.sections} * sizeof(ImageSection);
  if (bytes.size() < sizeof header + table_size || bytes.size() < header.size) graph::fail(path_, "cut short");
  table_ = {reinterpret_cast<const ImageSection*>(bytes.data() + sizeof header), header.sections};
  if (header.checksum != checksum(header, table_) || bytes.size() != header.size) fail();
  check();
}

void ImageReader::check() const {
  const auto bytes = file_->bytes();
  for (const ImageSection& section : table_) {
    if (section.offset > bytes.size() || section.size > bytes.size() - section.offset) fail();
    if (section.checksum != checksum(bytes.subspan(section.offset, section.size))) fail();
  }
}

std::span<const std::byte> ImageReader::section() {
  if (next_ == table_.size()) fail();
  const ImageSection& section = table_[next_++];
  return file_->bytes().subspan(section.offset, section.size);
}

void ImageReader::fail() const { graph::fail(path_, "a damaged image of a graph"); }

}  // namespace whom::graph
