// The body of kernels_*.cpp, which define WHOM_KERNELS (the name of the table), WHOM_LANES (floats of a register) and
// WHOM_ROWS (rows of a block), and are compiled with the options of one instruction set.
//
// `multiply` keeps a block of WHOM_ROWS x 16 sums in registers while it runs down the depth; the panel of b streams
// through once per block. Everything here has internal linkage and calls nothing of the standard library: an inline
// function compiled with AVX must not be the copy that the linker keeps for all.
#include <cstddef>

#include "extract/model/kernels.hpp"

namespace whom::extract {
namespace {

constexpr std::size_t kLanes = WHOM_LANES;
constexpr std::size_t kRows = WHOM_ROWS;
constexpr std::size_t kRegisters = kPanel / kLanes;

typedef float Floats __attribute__((vector_size(kLanes * sizeof(float))));
typedef int Ints __attribute__((vector_size(kLanes * sizeof(int))));
typedef float Unaligned __attribute__((vector_size(kLanes * sizeof(float)), aligned(sizeof(float)), may_alias));

inline Floats load(const float* from) { return *reinterpret_cast<const Unaligned*>(from); }
inline void store(float* to, Floats value) { *reinterpret_cast<Unaligned*>(to) = value; }

struct Operands {
  const float* a;
  std::size_t a_stride;
  const float* start;
  std::size_t start_stride;
  float* c;
  std::size_t c_stride;

  void advance(std::size_t rows) {
    a += rows * a_stride;
    start += rows * start_stride;
    c += rows * c_stride;
  }
};

template <std::size_t rows>
inline void block(const Operands& x, const float* b, std::size_t depth) {
  Floats sum[rows][kRegisters];
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t v = 0; v < kRegisters; ++v) sum[r][v] = load(x.start + r * x.start_stride + v * kLanes);
  for (std::size_t k = 0; k < depth; ++k) {
    Floats column[kRegisters];
    for (std::size_t v = 0; v < kRegisters; ++v) column[v] = load(b + k * kPanel + v * kLanes);
    for (std::size_t r = 0; r < rows; ++r) {
      const float factor = x.a[r * x.a_stride + k];
      for (std::size_t v = 0; v < kRegisters; ++v) sum[r][v] += factor * column[v];
    }
  }
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t v = 0; v < kRegisters; ++v) store(x.c + r * x.c_stride + v * kLanes, sum[r][v]);
}

/// The last rows, fewer than a block.
template <std::size_t rows>
inline void remainder(std::size_t count, const Operands& x, const float* b, std::size_t depth) {
  if (count == rows) return block<rows>(x, b, depth);
  if constexpr (rows > 1) remainder<rows - 1>(count, x, b, depth);
}

void multiply(const float* a, std::size_t a_stride, std::size_t rows, const float* b, std::size_t depth,
              std::size_t panels, const float* start, std::size_t start_stride, float* c, std::size_t c_stride) {
  for (std::size_t panel = 0; panel < panels; ++panel, b += depth * kPanel) {
    Operands x{a, a_stride, start + panel * kPanel, start_stride, c + panel * kPanel, c_stride};
    std::size_t left = rows;
    for (; left >= kRows; left -= kRows, x.advance(kRows)) block<kRows>(x, b, depth);
    if constexpr (kRows > 1) remainder<kRows - 1>(left, x, b, depth);
  }
}

inline Floats all(float value) { return value - Floats{}; }

/// e^x as 2^n e^r with |r| <= ln 2 / 2, the latter by its Taylor series of degree 7: error below single precision.
inline Floats exponential(Floats x) {
  constexpr float magic = 12582912.0F;  // 1.5 * 2^23: adding it leaves the rounded integer in the low bits
  const Floats low = all(-87.0F), high = all(87.0F);
  x = x < low ? low : x > high ? high : x;
  const Floats shifted = x * 1.44269504F + magic;
  const Floats n = shifted - magic;
  const Floats r = (x - n * 0.693145752F) - n * 1.42860677e-6F;  // ln 2 in two parts
  Floats series = all(1.0F / 5040);
  series = series * r + 1.0F / 720;
  series = series * r + 1.0F / 120;
  series = series * r + 1.0F / 24;
  series = series * r + 1.0F / 6;
  series = series * r + 0.5F;
  series = series * r + 1.0F;
  series = series * r + 1.0F;
  const Ints exponent = reinterpret_cast<Ints>(shifted) << 23;
  return reinterpret_cast<Floats>(reinterpret_cast<Ints>(series) + exponent);
}

inline Floats sigmoid(Floats x) { return 1.0F / (1.0F + exponential(-x)); }
inline Floats hyperbolic_tangent(Floats x) { return 2.0F * sigmoid(2.0F * x) - 1.0F; }

void lstm_cell(const float* gates, float* cell, float* output, std::size_t hidden) {
  for (std::size_t k = 0; k < hidden; k += kLanes) {
    const Floats in = sigmoid(load(gates + k));
    const Floats forget = sigmoid(load(gates + hidden + k));
    const Floats fresh = hyperbolic_tangent(load(gates + 2 * hidden + k));
    const Floats out = sigmoid(load(gates + 3 * hidden + k));
    const Floats state = forget * load(cell + k) + in * fresh;
    store(cell + k, state);
    store(output + k, out * hyperbolic_tangent(state));
  }
}

}  // namespace

extern const Kernels WHOM_KERNELS;
const Kernels WHOM_KERNELS{WHOM_KERNELS_NAME, multiply, lstm_cell};

}  // namespace whom::extract
