#include "extract/model/tensor_file.hpp"

#include <fcntl.h>
#include <rapidjson/document.h>
#include <rapidjson/pointer.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstring>
#include <map>
#include <optional>
#include <stdexcept>

namespace whom::extract {
namespace {

static_assert(std::endian::native == std::endian::little, "tensor files are little-endian");

constexpr std::string_view kMagic = "WHOMTNSR";
constexpr std::size_t kPrefix = kMagic.size() + sizeof(std::uint32_t);
constexpr std::size_t kAlignment = 64;

/// A whole file, read-only.
class Map {
 public:
  explicit Map(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw std::runtime_error(std::strerror(errno));
    struct stat status {};
    if (::fstat(file, &status) == 0 && status.st_size > 0) {
      size_ = static_cast<std::size_t>(status.st_size);
      data_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    }
    ::close(file);
    if (data_ == MAP_FAILED) throw std::runtime_error("cannot be mapped");
  }
  Map(const Map&) = delete;
  Map& operator=(const Map&) = delete;
  ~Map() {
    if (data_ != MAP_FAILED) ::munmap(data_, size_);
  }
  const std::byte* data() const { return static_cast<const std::byte*>(data_); }
  std::size_t size() const { return size_; }

 private:
  void* data_ = MAP_FAILED;
  std::size_t size_ = 0;
};

std::optional<TensorType> tensor_type(std::string_view name) {
  if (name == "f32") return TensorType::Float32;
  if (name == "f16") return TensorType::Float16;
  if (name == "i8") return TensorType::Int8;
  if (name == "u8") return TensorType::UInt8;
  return std::nullopt;
}

std::size_t width(TensorType type) {
  switch (type) {
    case TensorType::Float32:
      return 4;
    case TensorType::Float16:
      return 2;
    case TensorType::Int8:
    case TensorType::UInt8:
      return 1;
  }
  return 0;
}

/// IEEE half to single precision. The exponent is rebiased by a multiplication, which normalises subnormals as well.
float widen(std::uint16_t half) {
  const std::uint32_t magnitude = static_cast<std::uint32_t>(half & 0x7fff) << 13;
  const bool special = (half & 0x7c00) == 0x7c00;  // infinity, not a number
  const std::uint32_t bits =
      special ? magnitude | 0x7f800000 : std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) * 0x1p112f);
  return std::bit_cast<float>(bits | static_cast<std::uint32_t>(half & 0x8000) << 16);
}

/// Elements of a shape, or nothing when they would not fit into `limit` elements.
std::optional<std::size_t> elements(const std::vector<std::size_t>& shape, std::size_t limit) {
  std::size_t product = 1;
  for (const std::size_t extent : shape) {
    if (extent != 0 && product > limit / extent) return std::nullopt;
    product *= extent;
  }
  return product;
}

Tensor read_entry(const rapidjson::Value& entry, const std::byte* data, std::size_t available) {
  const auto malformed = [] { return std::runtime_error("the header is malformed"); };
  if (!entry.IsObject() || !entry.HasMember("type") || !entry.HasMember("shape") || !entry.HasMember("offset") ||
      !entry["type"].IsString() || !entry["shape"].IsArray() || !entry["offset"].IsUint64())
    throw malformed();
  const auto type = tensor_type(entry["type"].GetString());
  if (!type) throw std::runtime_error("a tensor has an unknown type");
  Tensor tensor{.type = *type, .shape = {}, .data = nullptr};
  for (const auto& extent : entry["shape"].GetArray()) {
    if (!extent.IsUint64()) throw malformed();
    tensor.shape.push_back(extent.GetUint64());
  }
  const std::size_t offset = entry["offset"].GetUint64();
  if (offset % kAlignment != 0) throw std::runtime_error("a tensor is not aligned");
  if (offset > available || !elements(tensor.shape, (available - offset) / width(*type)))
    throw std::runtime_error("a tensor ends behind the end of the file");
  tensor.data = data + offset;
  return tensor;
}

}  // namespace

std::size_t Tensor::size() const {
  std::size_t product = 1;
  for (const std::size_t extent : shape) product *= extent;
  return product;
}

struct TensorFile::Parts {
  explicit Parts(const std::filesystem::path& where) : path(where.string()), map(where) { read_header(); }

  void read_header() {
    if (map.size() < kPrefix || std::memcmp(map.data(), kMagic.data(), kMagic.size()) != 0)
      throw std::runtime_error("not a file of weights");
    std::uint32_t length = 0;
    std::memcpy(&length, map.data() + kMagic.size(), sizeof length);
    if (length > map.size() - kPrefix) throw std::runtime_error("the header is cut short");
    const std::size_t begin = kPrefix + length;
    if (begin % kAlignment != 0) throw std::runtime_error("the data is not aligned");
    header.Parse(reinterpret_cast<const char*>(map.data()) + kPrefix, length);
    if (header.HasParseError() || !header.IsObject() || !header.HasMember("meta") || !header.HasMember("tensors") ||
        !header["meta"].IsObject() || !header["tensors"].IsObject())
      throw std::runtime_error("the header is malformed");
    for (const auto& [name, entry] : header["tensors"].GetObject())
      tensors.emplace(name.GetString(), read_entry(entry, map.data() + begin, map.size() - begin));
  }

  std::runtime_error error(std::string_view what, std::string_view name) const {
    return std::runtime_error(path + ": " + std::string(what) + " '" + std::string(name) + "'");
  }

  const rapidjson::Value& meta(std::string_view name) const {
    const std::string pointer = "/" + std::string(name);
    const auto* value = rapidjson::Pointer(pointer.data(), pointer.size()).Get(header["meta"]);
    if (!value) throw error("no meta entry", name);
    return *value;
  }

  std::string path;
  Map map;
  rapidjson::Document header;
  std::map<std::string, Tensor, std::less<>> tensors;
};

TensorFile::TensorFile(const std::filesystem::path& path) try : parts_(std::make_unique<Parts>(path)) {
} catch (const std::runtime_error& error) {
  throw std::runtime_error(path.string() + ": " + error.what());
}

TensorFile::TensorFile(TensorFile&&) noexcept = default;
TensorFile::~TensorFile() = default;

const Tensor& TensorFile::tensor(std::string_view name) const {
  const auto found = parts_->tensors.find(name);
  if (found == parts_->tensors.end()) throw parts_->error("no tensor", name);
  return found->second;
}

std::vector<float> TensorFile::floats(std::string_view name, const std::vector<std::size_t>& shape) const {
  const Tensor& source = tensor(name);
  if (source.shape != shape) throw parts_->error("unexpected shape of tensor", name);
  std::vector<float> out(source.size());
  if (source.type == TensorType::Float32) {
    std::memcpy(out.data(), source.data, out.size() * sizeof(float));
  } else if (source.type == TensorType::Float16) {
    const auto* halves = reinterpret_cast<const std::uint16_t*>(source.data);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = widen(halves[i]);
  } else {
    throw parts_->error("unexpected type of tensor", name);
  }
  return out;
}

const std::int8_t* TensorFile::bytes(std::string_view name, const std::vector<std::size_t>& shape) const {
  return reinterpret_cast<const std::int8_t*>(in_place(name, TensorType::Int8, shape));
}

const std::uint8_t* TensorFile::unsigned_bytes(std::string_view name, const std::vector<std::size_t>& shape) const {
  return reinterpret_cast<const std::uint8_t*>(in_place(name, TensorType::UInt8, shape));
}

const std::byte* TensorFile::in_place(std::string_view name, TensorType type,
                                      const std::vector<std::size_t>& shape) const {
  const Tensor& source = tensor(name);
  if (source.shape != shape) throw parts_->error("unexpected shape of tensor", name);
  if (source.type != type) throw parts_->error("unexpected type of tensor", name);
  return source.data;
}

std::size_t TensorFile::integer(std::string_view path) const {
  const auto& value = parts_->meta(path);
  if (!value.IsUint64()) throw parts_->error("no number in meta entry", path);
  return value.GetUint64();
}

std::string_view TensorFile::string(std::string_view path) const {
  const auto& value = parts_->meta(path);
  if (!value.IsString()) throw parts_->error("no string in meta entry", path);
  return {value.GetString(), value.GetStringLength()};
}

std::vector<std::string_view> TensorFile::strings(std::string_view path) const {
  const auto& value = parts_->meta(path);
  if (!value.IsArray()) throw parts_->error("no list in meta entry", path);
  std::vector<std::string_view> out;
  out.reserve(value.Size());
  for (const auto& item : value.GetArray()) {
    if (!item.IsString()) throw parts_->error("no list of strings in meta entry", path);
    out.emplace_back(item.GetString(), item.GetStringLength());
  }
  return out;
}

}  // namespace whom::extract
