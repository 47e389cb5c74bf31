// The body of kernels_*.cpp, which define WHOM_KERNELS (the name of the table), WHOM_LANES (floats of a register) and
// WHOM_ROWS (rows of a block of a product of floats), and are compiled with the options of one instruction set.
//
// `multiply` keeps a block of WHOM_ROWS x 16 sums in registers while it runs down the depth; the panel of b streams
// through once per block. Sums over a row are made of 16 partial sums everywhere. Everything here has internal linkage
// and calls nothing of the standard library: an inline function compiled with AVX must not be the copy that the linker
// keeps for all.
#include <cstddef>
#include <cstdint>

#include "extract/model/kernels.hpp"
#include "extract/model/kernels_bytes.hpp"

namespace whom::extract {
namespace {

constexpr std::size_t kLanes = WHOM_LANES;
constexpr std::size_t kRows = WHOM_ROWS;
constexpr std::size_t kRegisters = kPanel / kLanes;

typedef float Floats __attribute__((vector_size(kLanes * sizeof(float))));
typedef int Ints __attribute__((vector_size(kLanes * sizeof(int))));
typedef std::int8_t Bytes __attribute__((vector_size(kLanes)));
typedef float Unaligned __attribute__((vector_size(kLanes * sizeof(float)), aligned(sizeof(float)), may_alias));
typedef std::int8_t UnalignedBytes __attribute__((vector_size(kLanes), aligned(1), may_alias));

inline Floats load(const float* from) { return *reinterpret_cast<const Unaligned*>(from); }
inline void store(float* to, Floats value) { *reinterpret_cast<Unaligned*>(to) = value; }
inline Floats all(float value) { return value - Floats{}; }
inline Floats larger(Floats x, Floats y) { return x > y ? x : y; }

/// A value for each of 16 columns.
struct Sixteen {
  Floats part[kRegisters] = {};

  template <typename Combine>
  float fold(Combine combine) const {
    float values[kPanel];
    for (std::size_t v = 0; v < kRegisters; ++v) store(values + v * kLanes, part[v]);
    for (std::size_t half = kPanel / 2; half > 0; half /= 2)
      for (std::size_t i = 0; i < half; ++i) values[i] = combine(values[i], values[i + half]);
    return values[0];
  }
  float sum() const {
    return fold([](float x, float y) { return x + y; });
  }
  float largest() const {
    return fold([](float x, float y) { return x > y ? x : y; });
  }
};

/// Visits a row in steps of a register: visit(element, register of Sixteen).
template <typename Visit>
inline void for_each_register(std::size_t count, Visit visit) {
  for (std::size_t k = 0; k < count; k += kPanel)
    for (std::size_t v = 0; v < kRegisters; ++v) visit(k + v * kLanes, v);
}

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

constexpr float kMagic = 12582912.0F;  // 1.5 * 2^23: adding it leaves the rounded integer in the low bits

/// Halves go to the even neighbour. |x| < 2^22.
inline Ints round(Floats x) { return reinterpret_cast<Ints>(x + kMagic) - 0x4b400000; }

void quantise(const float* x, const float* factors, std::size_t count, std::int8_t* bytes, float* scale,
              std::int32_t* sum) {
  const auto value_at = [&](std::size_t k) { return factors ? load(x + k) * load(factors + k) : load(x + k); };
  Sixteen top;
  for_each_register(count, [&](std::size_t k, std::size_t v) {
    const Floats value = value_at(k);
    top.part[v] = larger(top.part[v], larger(value, -value));
  });
  const float largest = top.largest();
  const float inverse = largest > 0 ? 127.0F / largest : 0.0F;
  Ints total = {};
  for_each_register(count, [&](std::size_t k, std::size_t) {
    const Ints value = round(value_at(k) * inverse);
    total += value;
    *reinterpret_cast<UnalignedBytes*>(bytes + k) = __builtin_convertvector(value, Bytes);
  });
  *scale = largest / 127.0F;
  *sum = 0;
  for (std::size_t i = 0; i < kLanes; ++i) *sum += total[i];
}

/// e^x as 2^n e^r with |r| <= ln 2 / 2, the latter by its Taylor series of degree 6: an error of about
/// 1e-7 of it.
inline Floats exponential(Floats x) {
  const Floats low = all(-87.0F), high = all(87.0F);
  x = x < low ? low : x > high ? high : x;
  const Floats shifted = x * 1.44269504F + kMagic;
  const Floats n = shifted - kMagic;
  const Floats r = (x - n * 0.693145752F) - n * 1.42860677e-6F;  // ln 2 in two parts
  Floats series = all(1.0F / 720);
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

void add_and_norm(float* x, const float* y, const float* weight, const float* bias, std::size_t count) {
  Sixteen sum, squares;
  for_each_register(count, [&](std::size_t k, std::size_t v) {
    const Floats value = load(x + k) + load(y + k);
    store(x + k, value);
    sum.part[v] += value;
  });
  const float mean = sum.sum() / static_cast<float>(count);
  for_each_register(count, [&](std::size_t k, std::size_t v) {
    const Floats value = load(x + k) - mean;
    squares.part[v] += value * value;
  });
  const float factor = 1.0F / __builtin_sqrtf(squares.sum() / static_cast<float>(count) + 1e-12F);
  for (std::size_t k = 0; k < count; k += kLanes)
    store(x + k, (load(x + k) - mean) * factor * load(weight + k) + load(bias + k));
}

/// The error function by formula 7.1.28 of Abramowitz and Stegun, which is right to 3e-7.
void gelu(float* x, std::size_t count) {
  for (std::size_t k = 0; k < count; k += kLanes) {
    const Floats value = load(x + k);
    const Floats size = larger(value, -value) * 0.707106781F;
    Floats series = all(0.0000430638F);
    series = series * size + 0.0002765672F;
    series = series * size + 0.0001520143F;
    series = series * size + 0.0092705272F;
    series = series * size + 0.0422820123F;
    series = series * size + 0.0705230784F;
    series = series * size + 1.0F;
    for (int i = 0; i < 4; ++i) series *= series;
    const Floats tail = 0.5F / series;  // of the distribution, beyond |x|
    store(x + k, value * (value > 0 ? 1.0F - tail : tail));
  }
}

float attention_weights(float* x, std::size_t count, float factor) {
  const std::size_t padded = (count + kPanel - 1) / kPanel * kPanel;
  for (std::size_t i = count; i < padded; ++i) x[i] = -1e30F;
  Sixteen top, sum;
  for (std::size_t v = 0; v < kRegisters; ++v) top.part[v] = load(x + v * kLanes);
  for_each_register(padded, [&](std::size_t k, std::size_t v) { top.part[v] = larger(top.part[v], load(x + k)); });
  const float largest = top.largest();
  for_each_register(padded, [&](std::size_t k, std::size_t v) {
    const Floats share = exponential((load(x + k) - largest) * factor);
    sum.part[v] += share;
    store(x + k, share);
  });
  return sum.sum();
}

void exponentials(float* x, std::size_t count, float offset) {
  for (std::size_t k = 0; k < count; k += kLanes) store(x + k, exponential(load(x + k) - offset));
}

}  // namespace

extern const Kernels WHOM_KERNELS;
const Kernels WHOM_KERNELS{WHOM_KERNELS_NAME, multiply, multiply_bytes,    quantise,    lstm_cell,
                           add_and_norm,      gelu,     attention_weights, exponentials};

}  // namespace whom::extract
