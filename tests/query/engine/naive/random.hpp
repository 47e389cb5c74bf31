// Choices at random, the same for the same seed on every machine.
#ifndef WHOM_TESTS_QUERY_ENGINE_NAIVE_RANDOM_HPP
#define WHOM_TESTS_QUERY_ENGINE_NAIVE_RANDOM_HPP

#include <cstddef>
#include <cstdint>
#include <random>

namespace whom::test {

class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  std::size_t below(std::size_t bound) { return engine_() % bound; }
  std::size_t between(std::size_t least, std::size_t most) { return least + below(most - least + 1); }
  bool chance(std::size_t percent) { return below(100) < percent; }
  template <typename Choices>
  const auto& pick(const Choices& choices) {
    return *(std::begin(choices) + below(std::size(choices)));
  }

 private:
  std::mt19937 engine_;
};

}  // namespace whom::test

#endif
