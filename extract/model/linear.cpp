#include "extract/model/linear.hpp"

#include <algorithm>

namespace whom::extract {
namespace {

constexpr std::size_t kGroup = 4;  // rows of a packed matrix that lie together

}  // namespace

void ByteMatrix::assign(const Kernels& kernel, std::size_t i, const float* x, const float* factors) {
  kernel.quantise(x, factors, stride, values.data() + i * stride, &scales[i], &sums[i]);
}

void ByteMatrix::assign(const Kernels& kernel, const Matrix& x, std::size_t begin, std::size_t rows,
                        const float* factors) {
  for (std::size_t i = 0; i < rows; ++i) assign(kernel, i, x.row(begin + i), factors);
}

ByteLinear::ByteLinear(const TensorFile& file, const std::string& name, std::size_t depth, std::size_t columns)
    : depth_(panels(depth) * kPanel),
      columns_(columns),
      weights_(file.unsigned_bytes(name + ".weight", {panels(columns), depth_ / kGroup, kPanel, kGroup})),
      scales_(file.floats(name + ".scale", {columns})),
      bias_(file.floats(name + ".bias", {columns})) {
  scales_.resize(panels(columns) * kPanel);
  bias_.resize(panels(columns) * kPanel);
}

ByteProduct ByteLinear::product(const ByteMatrix& x, std::size_t begin, std::size_t rows, float* y,
                                std::size_t y_stride) const {
  return {.a = x.values.data() + begin * x.stride,
          .a_stride = x.stride,
          .a_scales = x.scales.data() + begin,
          .a_sums = x.sums.data() + begin,
          .rows = rows,
          .b = weights_,
          .b_scales = scales_.data(),
          .depth = depth_,
          .panels = panels(columns_),
          .start = bias_.data(),
          .start_stride = 0,
          .c = y,
          .c_stride = y_stride};
}

void ByteLinear::apply(const Kernels& kernel, const ByteMatrix& x, std::size_t begin, std::size_t rows,
                       Matrix& y) const {
  kernel.multiply_bytes(product(x, begin, rows, y.row(0), y.stride));
}

void ByteLinear::add(const Kernels& kernel, const ByteMatrix& x, std::size_t rows, float* y,
                     std::size_t y_stride) const {
  ByteProduct sum = product(x, 0, rows, y, y_stride);
  sum.start = y;
  sum.start_stride = y_stride;
  kernel.multiply_bytes(sum);
}

Matrix ByteLinear::operator()(const Kernels& kernel, const ByteMatrix& x) const {
  Matrix y(x.scales.size(), columns_);
  apply(kernel, x, 0, x.scales.size(), y);
  return y;
}

Matrix ByteLinear::operator()(const Kernels& kernel, const Matrix& x) const {
  return (*this)(kernel, ByteMatrix(kernel, x));
}

void rectify(Matrix& x) {
  for (float& value : x.values) value = std::max(value, 0.1F * value);
}

Matrix rectified(const Kernels& kernel, const ByteLinear& layer, const ByteMatrix& x) {
  Matrix out = layer(kernel, x);
  rectify(out);
  return out;
}

}  // namespace whom::extract
