// The container of trained weights, mapped into memory. extract/training/tensor_file.py documents and writes it.
#ifndef WHOM_EXTRACT_MODEL_TENSOR_FILE_HPP
#define WHOM_EXTRACT_MODEL_TENSOR_FILE_HPP

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace whom::extract {

enum class TensorType { Float32, Float16, Int8, UInt8 };

/// One tensor, row-major, in the mapped file.
struct Tensor {
  TensorType type = TensorType::Float32;
  std::vector<std::size_t> shape;
  const std::byte* data = nullptr;

  std::size_t size() const;  ///< number of elements
};

/// What it hands out stays valid as long as the file lives. All errors are std::runtime_error and name the file.
class TensorFile {
 public:
  /// Maps the file and checks magic, header, types, alignment and bounds.
  explicit TensorFile(const std::filesystem::path&);
  TensorFile(TensorFile&&) noexcept;
  ~TensorFile();

  /// Throws when there is no tensor of this name.
  const Tensor& tensor(std::string_view name) const;
  /// A copy of a Float32 or Float16 tensor; throws unless it has exactly this shape.
  std::vector<float> floats(std::string_view name, const std::vector<std::size_t>& shape) const;
  /// An Int8 or UInt8 tensor in place; throws unless it has exactly this shape.
  const std::int8_t* bytes(std::string_view name, const std::vector<std::size_t>& shape) const;
  const std::uint8_t* unsigned_bytes(std::string_view name, const std::vector<std::size_t>& shape) const;

  /// Values of "meta"; a path joins nested names with a slash: "vocabulary/words". Throws when absent or of another
  /// type.
  std::size_t integer(std::string_view path) const;
  std::string_view string(std::string_view path) const;
  std::vector<std::string_view> strings(std::string_view path) const;

 private:
  const std::byte* in_place(std::string_view name, TensorType, const std::vector<std::size_t>& shape) const;

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace whom::extract

#endif
