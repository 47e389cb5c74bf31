#include "graph/property/image_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace whom::property {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::array<char, 8> magic = {'w', 'h', 'o', 'm', 'g', 'r', 'p', 'h'};
constexpr std::uint32_t version = 1;
constexpr std::uint64_t alignment = 64;

struct Header {
  std::array<char, 8> magic;
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

/// Makes what was written outlast a loss of power.
bool sync(const std::filesystem::path& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  const bool done = file >= 0 && fsync(file) == 0;
  if (file >= 0) close(file);
  return done;
}

}  // namespace

void ImageWriter::write(const std::filesystem::path& path) const {
  std::vector<ImageSection> table;
  std::uint64_t end = sizeof(Header) + sections_.size() * sizeof(ImageSection);
  for (const auto bytes : sections_) {
    table.push_back({aligned(end), bytes.size(), checksum(bytes)});
    end = table.back().offset + bytes.size();
  }
  Header header{magic, version, static_cast<std::uint32_t>(table.size()), end, 0};
  header.checksum = checksum(header, table);

  const std::filesystem::path fresh = path.string() + ".new";
  std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
  std::uint64_t written = 0;
  const auto put = [&](std::span<const std::byte> bytes) {
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    written += bytes.size();
  };
  put(std::as_bytes(std::span(&header, 1)));
  put(std::as_bytes(std::span(table)));
  for (std::size_t i = 0; i < table.size(); ++i) {
    constexpr std::array<std::byte, alignment> padding{};
    put(std::span(padding).first(table[i].offset - written));
    put(sections_[i]);
  }
  file.close();
  std::error_code error;
  const bool complete = file && sync(fresh);
  if (complete) std::filesystem::rename(fresh, path, error);
  if (!complete || error) {
    std::filesystem::remove(fresh, error);
    fail(path.string(), "cannot be written");
  }
}

ImageReader::ImageReader(const std::filesystem::path& path)
    : path_(path.string()), file_(std::make_shared<const MappedFile>(path)) {
  const auto bytes = file_->bytes();
  Header header{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), sizeof header), reinterpret_cast<std::byte*>(&header));
  if (header.magic != magic) property::fail(path_, "no image of a graph");
  if (header.version != version) {
    property::fail(path_, "an image of version " + std::to_string(header.version) + "; this program reads version " +
                              std::to_string(version));
  }
  const std::uint64_t table_size = std::uint64_t{header.sections} * sizeof(ImageSection);
  if (bytes.size() < sizeof header + table_size || bytes.size() < header.size) property::fail(path_, "cut short");
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

void ImageReader::fail() const { property::fail(path_, "a damaged image of a graph"); }

}  // namespace whom::property
