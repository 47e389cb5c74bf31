// For x86-64 processors with AVX2; empty elsewhere.
#ifdef __AVX2__
#include <immintrin.h>

#define WHOM_KERNELS avx2_kernels
#define WHOM_KERNELS_NAME "avx2"
#define WHOM_LANES 8
#define WHOM_ROWS 6
#include "extract/model/kernels_body.hpp"
#endif
