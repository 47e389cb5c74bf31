// Products of bytes, for the body of kernels_*.cpp. Sums are exact in 32 bits: 255 * 127 * 65536 would still fit.
//
// AVX-512 has an instruction that adds the products of four neighbouring bytes, unsigned by signed, to each sum. Before
// it, bytes are widened to 16 bits and two products added at a time, so that a column has two partial sums; the
// instruction that would do so without widening saturates.
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "extract/model/kernels.hpp"

// Arrays of sums become registers only if the compiler unrolls the loops over them before it looks at arrays.
#ifdef __clang__
#define WHOM_UNROLL _Pragma("unroll")
#else
#define WHOM_UNROLL _Pragma("GCC unroll 8")
#endif

namespace whom::extract {
namespace {

constexpr std::size_t kGroup = 4;  // rows of b that lie together

/// c = start + sums * scales, for the 16 columns of a panel.
inline void finish(const ByteProduct& x, std::size_t row, std::size_t panel, const std::int32_t* sums) {
  const std::size_t at = panel * kPanel;
  const float* start = x.start + row * x.start_stride + at;
  float* c = x.c + row * x.c_stride + at;
  for (std::size_t j = 0; j < kPanel; ++j)
    c[j] = start[j] + static_cast<float>(sums[j]) * x.a_scales[row] * x.b_scales[at + j];
}

#if defined(__AVX512VNNI__)

constexpr std::size_t kByteRows = 6, kBytePanels = 4;

template <std::size_t rows, std::size_t panels>
inline void byte_block(const ByteProduct& x, std::size_t row, std::size_t panel) {
  const std::int8_t* a = x.a + row * x.a_stride;
  const std::uint8_t* b = x.b + panel * x.depth * kPanel;
  __m512i sums[rows][panels];
  WHOM_UNROLL
  for (std::size_t r = 0; r < rows; ++r) WHOM_UNROLL
  for (std::size_t p = 0; p < panels; ++p) sums[r][p] = _mm512_set1_epi32(-128 * x.a_sums[row + r]);
  for (std::size_t k = 0; k < x.depth; k += kGroup) {
    __m512i columns[panels];
    WHOM_UNROLL
    for (std::size_t p = 0; p < panels; ++p) columns[p] = _mm512_loadu_si512(b + (p * x.depth + k) * kPanel);
    WHOM_UNROLL
    for (std::size_t r = 0; r < rows; ++r) {
      std::int32_t four;
      std::memcpy(&four, a + r * x.a_stride + k, sizeof four);
      const __m512i factor = _mm512_set1_epi32(four);
      WHOM_UNROLL
      for (std::size_t p = 0; p < panels; ++p) sums[r][p] = _mm512_dpbusd_epi32(sums[r][p], columns[p], factor);
    }
  }
  WHOM_UNROLL
  for (std::size_t r = 0; r < rows; ++r) WHOM_UNROLL
  for (std::size_t p = 0; p < panels; ++p) {
    std::int32_t own[kPanel];
    _mm512_storeu_si512(own, sums[r][p]);
    finish(x, row + r, panel + p, own);
  }
}

#elif defined(__SSE2__)

#if defined(__AVX2__)
using Shorts = __m256i;
constexpr std::size_t kByteRows = 3;
inline Shorts widen(const std::uint8_t* from) {
  return _mm256_cvtepu8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
}
inline Shorts spread(std::int32_t four) { return _mm256_cvtepi8_epi16(_mm_set1_epi32(four)); }
inline Shorts add_products(Shorts sums, Shorts x, Shorts y) { return _mm256_add_epi32(sums, _mm256_madd_epi16(x, y)); }
#else
using Shorts = __m128i;
constexpr std::size_t kByteRows = 2;
inline Shorts widen(const std::uint8_t* from) {
  return _mm_unpacklo_epi8(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(from)), _mm_setzero_si128());
}
inline Shorts spread(std::int32_t four) {
  const __m128i twice = _mm_set1_epi32(four);
  return _mm_srai_epi16(_mm_unpacklo_epi8(twice, twice), 8);
}
inline Shorts add_products(Shorts sums, Shorts x, Shorts y) { return _mm_add_epi32(sums, _mm_madd_epi16(x, y)); }
#endif

constexpr std::size_t kBytePanels = 1;
constexpr std::size_t kParts = 4;                              // registers of sums in use for a row
constexpr std::size_t kColumns = kParts * sizeof(Shorts) / 8;  // they belong to so many columns
constexpr std::size_t kStep = sizeof(Shorts) / sizeof(std::int16_t);

template <std::size_t rows, std::size_t panels>
inline void byte_block(const ByteProduct& x, std::size_t row, std::size_t panel) {
  const std::int8_t* a = x.a + row * x.a_stride;
  std::int32_t pairs[rows][2 * kPanel];
  for (std::size_t column = 0; column < kPanel; column += kColumns) {
    const std::uint8_t* b = x.b + panel * x.depth * kPanel + column * kGroup;
    Shorts sums[rows][kParts] = {};
    for (std::size_t k = 0; k < x.depth; k += kGroup) {
      Shorts factors[rows];
      WHOM_UNROLL
      for (std::size_t r = 0; r < rows; ++r) {
        std::int32_t four;
        std::memcpy(&four, a + r * x.a_stride + k, sizeof four);
        factors[r] = spread(four);
      }
      WHOM_UNROLL
      for (std::size_t p = 0; p < kParts; ++p) {
        const Shorts columns = widen(b + k * kPanel + p * kStep);
        WHOM_UNROLL
        for (std::size_t r = 0; r < rows; ++r) sums[r][p] = add_products(sums[r][p], columns, factors[r]);
      }
    }
    WHOM_UNROLL
    for (std::size_t r = 0; r < rows; ++r) std::memcpy(pairs[r] + 2 * column, sums[r], sizeof sums[r]);
  }
  WHOM_UNROLL
  for (std::size_t r = 0; r < rows; ++r) {
    std::int32_t sums[kPanel];
    for (std::size_t j = 0; j < kPanel; ++j) sums[j] = pairs[r][2 * j] + pairs[r][2 * j + 1] - 128 * x.a_sums[row + r];
    finish(x, row + r, panel, sums);
  }
}

#else

constexpr std::size_t kByteRows = 1, kBytePanels = 1;

template <std::size_t rows, std::size_t panels>
inline void byte_block(const ByteProduct& x, std::size_t row, std::size_t panel) {
  const std::int8_t* a = x.a + row * x.a_stride;
  const std::uint8_t* b = x.b + panel * x.depth * kPanel;
  std::int32_t sums[kPanel];
  for (std::int32_t& sum : sums) sum = -128 * x.a_sums[row];
  for (std::size_t k = 0; k < x.depth; k += kGroup)
    for (std::size_t j = 0; j < kPanel; ++j)
      for (std::size_t i = 0; i < kGroup; ++i) sums[j] += a[k + i] * b[k * kPanel + j * kGroup + i];
  finish(x, row, panel, sums);
}

#endif

/// The last rows, fewer than a block.
template <std::size_t rows, std::size_t panels>
inline void byte_remainder(const ByteProduct& x, std::size_t row, std::size_t panel) {
  if (x.rows - row == rows) return byte_block<rows, panels>(x, row, panel);
  if constexpr (rows > 1) byte_remainder<rows - 1, panels>(x, row, panel);
}

template <std::size_t panels>
inline void byte_panels(const ByteProduct& x, std::size_t panel) {
  std::size_t row = 0;
  for (; row + kByteRows <= x.rows; row += kByteRows) byte_block<kByteRows, panels>(x, row, panel);
  if constexpr (kByteRows > 1) byte_remainder<kByteRows - 1, panels>(x, row, panel);
}

void multiply_bytes(const ByteProduct& x) {
  std::size_t panel = 0;
  for (; panel + kBytePanels <= x.panels; panel += kBytePanels) byte_panels<kBytePanels>(x, panel);
  for (; panel < x.panels; ++panel) byte_panels<1>(x, panel);
}

}  // namespace
}  // namespace whom::extract
