// Readings at random, for tests that compare the clever way with the plain way.
#ifndef WHOM_TESTS_SUPPORT_RANDOM_READINGS_HPP
#define WHOM_TESTS_SUPPORT_RANDOM_READINGS_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "graph/reading.hpp"

namespace whom::test {

/// Names that break careless writers: quotes, backslashes, markup, keywords, emoji, controls, right-to-left text.
const std::vector<std::string>& nasty_names();

/// Sound readings; the same for the same arguments on every machine. Names recur within and across documents in full
/// and short forms, some of them nasty; statements have zero to three qualifiers, every status, and sources.
std::vector<graph::Reading> random_readings(std::uint32_t seed, std::size_t documents, std::size_t reports_each);

}  // namespace whom::test

#endif
