// The arithmetic of the networks, compiled for several instruction sets; the fastest that runs here is chosen. All of
// them give the same results, to the last bit: products of bytes are summed in integers, floats in an order that does
// not depend on the width of registers, and nothing is contracted to fused operations.
#ifndef WHOM_EXTRACT_MODEL_KERNELS_HPP
#define WHOM_EXTRACT_MODEL_KERNELS_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

namespace whom::extract {

/// Columns of one panel of a packed matrix. A packed matrix of `depth` rows is a sequence of panels, each [depth][16],
/// the last one filled up with zeros.
inline constexpr std::size_t kPanel = 16;

/// c = start + (a b) with a in signed bytes and b in unsigned bytes that are 128 too large, times their scales.
struct ByteProduct {
  const std::int8_t* a;  ///< [rows, depth]
  std::size_t a_stride;
  const float* a_scales;       ///< of the rows
  const std::int32_t* a_sums;  ///< of the bytes of each row
  std::size_t rows;
  const std::uint8_t* b;  ///< [panels, depth / 4, 16, 4]
  const float* b_scales;  ///< of the columns
  std::size_t depth;      ///< a multiple of 16
  std::size_t panels;
  const float* start;        ///< [rows, 16 panels]
  std::size_t start_stride;  ///< 0 adds the same row (a bias) everywhere; start may be c
  float* c;                  ///< [rows, 16 panels]
  std::size_t c_stride;
};

/// Counts of floats are multiples of 16, but for those of attention_weights and exponentials.
struct Kernels {
  const char* name;

  /// c = start + a b, with a [rows, depth], b packed, c and start [rows, 16 panels]; strides in floats. A start_stride
  /// of 0 adds the same row (a bias) everywhere; start may be c. Each element is summed in the order of depth, whatever
  /// the number of rows: a row's result does not depend on its neighbours.
  void (*multiply)(const float* a, std::size_t a_stride, std::size_t rows, const float* b, std::size_t depth,
                   std::size_t panels, const float* start, std::size_t start_stride, float* c, std::size_t c_stride);

  void (*multiply_bytes)(const ByteProduct&);

  /// x, times the factors unless they are null, as bytes within 127 times a scale, and the sum of the bytes.
  void (*quantise)(const float* x, const float* factors, std::size_t count, std::int8_t* bytes, float* scale,
                   std::int32_t* sum);

  /// One step of an LSTM cell: gates [4 hidden] before their activations (input, forget, cell, output); cell [hidden]
  /// is updated, output [hidden] written.
  void (*lstm_cell)(const float* gates, float* cell, float* output, std::size_t hidden);

  /// x = (x + y), brought to mean 0 and variance 1 (plus epsilon, 1e-12), times weight, plus bias.
  void (*add_and_norm)(float* x, const float* y, const float* weight, const float* bias, std::size_t count);

  /// x = x times the share of the normal distribution below x.
  void (*gelu)(float* x, std::size_t count);

  /// x = e^(factor (x - the largest x)), whose sum it gives back. Reads and writes up to the next multiple of 16.
  float (*attention_weights)(float* x, std::size_t count, float factor);

  /// x = e^(x - offset). Reads and writes up to the next multiple of 16.
  void (*exponentials)(float* x, std::size_t count, float offset);
};

/// All that run on this processor, the fastest last.
const std::vector<const Kernels*>& supported_kernels();

/// The fastest.
const Kernels& kernels();

}  // namespace whom::extract

#endif
