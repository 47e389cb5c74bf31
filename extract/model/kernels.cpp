#include "extract/model/kernels.hpp"

namespace whom::extract {

extern const Kernels baseline_kernels;
extern const Kernels avx2_kernels;
extern const Kernels avx512_kernels;

const std::vector<const Kernels*>& supported_kernels() {
  static const std::vector<const Kernels*> supported = [] {
    std::vector<const Kernels*> out{&baseline_kernels};
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2")) out.push_back(&avx2_kernels);
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni")) out.push_back(&avx512_kernels);
#endif
    return out;
  }();
  return supported;
}

const Kernels& kernels() { return *supported_kernels().back(); }

}  // namespace whom::extract
