// The arithmetic of the network, compiled for several instruction sets; the fastest that runs here is chosen.
#ifndef WHOM_EXTRACT_MODEL_KERNELS_HPP
#define WHOM_EXTRACT_MODEL_KERNELS_HPP

#include <cstddef>
#include <vector>

namespace whom::extract {

/// Columns of one panel of a packed matrix. A packed matrix of `depth` rows is a sequence of panels, each [depth][16],
/// the last one filled up with zeros.
inline constexpr std::size_t kPanel = 16;

struct Kernels {
  const char* name;

  /// c = start + a b, with a [rows, depth], b packed, c and start [rows, 16 panels]; strides in floats. A start_stride
  /// of 0 adds the same row (a bias) everywhere; start may be c. Each element is summed in the order of depth, whatever
  /// the number of rows: a row's result does not depend on its neighbours.
  void (*multiply)(const float* a, std::size_t a_stride, std::size_t rows, const float* b, std::size_t depth,
                   std::size_t panels, const float* start, std::size_t start_stride, float* c, std::size_t c_stride);

  /// One step of an LSTM cell: gates [4 hidden] before their activations (input, forget, cell, output); cell [hidden]
  /// is updated, output [hidden] written. hidden is a multiple of 16.
  void (*lstm_cell)(const float* gates, float* cell, float* output, std::size_t hidden);
};

/// All that run on this processor, the fastest last.
const std::vector<const Kernels*>& supported_kernels();

/// The fastest.
const Kernels& kernels();

}  // namespace whom::extract

#endif
