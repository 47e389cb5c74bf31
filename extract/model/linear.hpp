// Matrices of activations, and linear layers whose weights are bytes. extract/training/quantise.py does the same.
#ifndef WHOM_EXTRACT_MODEL_LINEAR_HPP
#define WHOM_EXTRACT_MODEL_LINEAR_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "extract/model/kernels.hpp"
#include "extract/model/tensor_file.hpp"

namespace whom::extract {

inline std::size_t panels(std::size_t columns) { return (columns + kPanel - 1) / kPanel; }

/// Rows of floats, filled up with zeros to whole panels.
struct Matrix {
  Matrix(std::size_t rows_, std::size_t columns)
      : rows(rows_), stride(panels(columns) * kPanel), values(rows_ * stride) {}
  float* row(std::size_t i) { return values.data() + i * stride; }
  const float* row(std::size_t i) const { return values.data() + i * stride; }

  std::size_t rows, stride;
  std::vector<float> values;
};

/// The packed form (see kernels.hpp) of the matrix [depth, columns] with these elements.
template <typename Element>
std::vector<float> pack(std::size_t depth, std::size_t columns, Element element) {
  std::vector<float> out(panels(columns) * kPanel * depth);
  for (std::size_t column = 0; column < columns; ++column) {
    float* panel = out.data() + column / kPanel * kPanel * depth + column % kPanel;
    for (std::size_t k = 0; k < depth; ++k) panel[k * kPanel] = element(k, column);
  }
  return out;
}

/// Rows of signed bytes, each with a scale: what ByteLinear multiplies.
struct ByteMatrix {
  ByteMatrix(std::size_t rows, std::size_t columns)
      : stride(panels(columns) * kPanel), values(rows * stride), scales(rows), sums(rows) {}
  ByteMatrix(const Kernels& kernel, const Matrix& x) : ByteMatrix(x.rows, x.stride) { assign(kernel, x, 0, x.rows); }

  /// The first rows become those of x from `begin`, times these factors of the columns unless they are null.
  void assign(const Kernels&, const Matrix& x, std::size_t begin, std::size_t rows, const float* factors = nullptr);
  /// Row i becomes these `stride` floats.
  void assign(const Kernels&, std::size_t i, const float* x, const float* factors = nullptr);

  std::size_t stride;
  std::vector<std::int8_t> values;
  std::vector<float> scales;
  std::vector<std::int32_t> sums;  ///< of the bytes of a row
};

/// y = x W + b, with W in bytes and a scale for each of its columns.
class ByteLinear {
 public:
  /// Tensors `name`.weight, .scale and .bias; the weights are used where the file holds them.
  ByteLinear(const TensorFile&, const std::string& name, std::size_t depth, std::size_t columns);

  std::size_t columns() const { return columns_; }

  /// The first `rows` rows of y from those of x from `begin`.
  void apply(const Kernels&, const ByteMatrix& x, std::size_t begin, std::size_t rows, Matrix& y) const;
  Matrix operator()(const Kernels&, const ByteMatrix& x) const;
  Matrix operator()(const Kernels&, const Matrix& x) const;

  /// y += x W for neighbouring rows.
  void add(const Kernels&, const ByteMatrix& x, std::size_t rows, float* y, std::size_t y_stride) const;

 private:
  ByteProduct product(const ByteMatrix& x, std::size_t begin, std::size_t rows, float* y, std::size_t y_stride) const;

  std::size_t depth_, columns_;
  const std::uint8_t* weights_;
  std::vector<float> scales_, bias_;
};

/// Leaky, of slope 0.1.
void rectify(Matrix&);

/// The layer, then a rectifier.
Matrix rectified(const Kernels&, const ByteLinear&, const ByteMatrix& x);

}  // namespace whom::extract

#endif
