// For any processor: four floats at a time.
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define WHOM_KERNELS baseline_kernels
#define WHOM_KERNELS_NAME "baseline"
#define WHOM_LANES 4
#define WHOM_ROWS 2
#include "extract/model/kernels_body.hpp"
