#include "graph/hash.hpp"

namespace whom::graph {

void Hash::byte(unsigned char value) { state_ = (state_ ^ value) * 0x100000001b3u; }

Hash& Hash::add(std::uint64_t number) {
  for (int shift = 0; shift < 64; shift += 8) byte(static_cast<unsigned char>(number >> shift));
  return *this;
}

Hash& Hash::add(std::string_view field) {
  add(static_cast<std::uint64_t>(field.size()));
  for (const char c : field) byte(static_cast<unsigned char>(c));
  return *this;
}

std::string Hash::hex() const {
  std::uint64_t mixed = state_;
  for (const std::uint64_t factor : {0xff51afd7ed558ccdu, 0xc4ceb9fe1a85ec53u}) {
    mixed = (mixed ^ (mixed >> 33)) * factor;
  }
  mixed ^= mixed >> 33;
  std::string digits(16, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, mixed >>= 4) {
    *digit = "0123456789abcdef"[mixed & 15];
  }
  return digits;
}

}  // namespace whom::graph
