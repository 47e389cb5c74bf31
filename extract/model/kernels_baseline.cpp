// For any processor: four floats at a time.
#define WHOM_KERNELS baseline_kernels
#define WHOM_KERNELS_NAME "baseline"
#define WHOM_LANES 4
#define WHOM_ROWS 2
#include "extract/model/kernels_body.hpp"
