// For x86-64 processors with AVX-512 and its products of bytes (VNNI); empty elsewhere.
#ifdef __AVX512VNNI__
#include <immintrin.h>

#define WHOM_KERNELS avx512_kernels
#define WHOM_KERNELS_NAME "avx512"
#define WHOM_LANES 16
#define WHOM_ROWS 12
#include "extract/model/kernels_body.hpp"
#endif
