// Four relations are built on two comparisons of kinds with the same rank: `equal` and `compare`, which know null as
// "unknown", and `order`, which is total. Equivalence is equality of order, with a short way out for what mostly
// differs; hashes agree with it.
#include <algorithm>
#include <cmath>
#include <functional>

#include "graph/property/value.hpp"

namespace whom::property {
namespace {

/// Kinds that compare with each other have one rank.
int rank(Kind kind) {
  if (kind == Kind::Statement) return 2 * static_cast<int>(Kind::Relationship) + 1;
  return 2 * static_cast<int>(kind == Kind::Float ? Kind::Integer : kind);
}

std::partial_ordering reverse(std::partial_ordering ordering) { return 0 <=> ordering; }

constexpr double two_to_63 = 9223372036854775808.0;

/// Exact, also where the integer has more digits than a float can hold.
std::partial_ordering compare(std::int64_t integer, double number) {
  if (std::isnan(number)) return std::partial_ordering::unordered;
  if (number >= two_to_63) return std::partial_ordering::less;
  if (number < -two_to_63) return std::partial_ordering::greater;
  const auto whole = static_cast<std::int64_t>(number);
  if (integer != whole) return integer <=> whole;
  return static_cast<double>(whole) <=> number;
}

std::partial_ordering compare_numbers(const Value& a, const Value& b) {
  if (a.kind() == b.kind()) return a.is(Kind::Integer) ? a.integer() <=> b.integer() : a.number() <=> b.number();
  return a.is(Kind::Integer) ? compare(a.integer(), b.number()) : reverse(compare(b.integer(), a.number()));
}

std::strong_ordering order_numbers(const Value& a, const Value& b) {
  const std::partial_ordering ordering = compare_numbers(a, b);
  if (ordering == std::partial_ordering::unordered) return std::isnan(a.number()) <=> std::isnan(b.number());
  return ordering < 0 ? std::strong_ordering::less
                      : (ordering > 0 ? std::strong_ordering::greater : std::strong_ordering::equal);
}

std::strong_ordering order_lists(const List& a, const List& b) {
  return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(), order);
}

std::strong_ordering order_maps(const Map& a, const Map& b) {
  return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(),
                                                [](const Map::value_type& x, const Map::value_type& y) {
                                                  const std::strong_ordering keys = x.first <=> y.first;
                                                  return keys != 0 ? keys : order(x.second, y.second);
                                                });
}

/// Of two values of one rank.
std::strong_ordering order_alike(const Value& a, const Value& b) {
  switch (a.kind()) {
    case Kind::Map:
      return order_maps(a.map(), b.map());
    case Kind::List:
      return order_lists(a.list(), b.list());
    case Kind::Path:
      return a.path() <=> b.path();
    case Kind::DateTime:
      return a.date_time() <=> b.date_time();
    case Kind::LocalDateTime:
      return a.local_date_time() <=> b.local_date_time();
    case Kind::Time:
      return a.time() <=> b.time();
    case Kind::Duration:
      return a.duration() <=> b.duration();
    case Kind::String:
      return a.string() <=> b.string();
    case Kind::Integer:
    case Kind::Float:
      return order_numbers(a, b);
    case Kind::Null:
      return std::strong_ordering::equal;
    default:
      return a.integer() <=> b.integer();
  }
}

/// False as soon as one pair is unequal; otherwise nothing if some pair was undecided.
template <typename Range, typename ValueOf>
std::optional<bool> all_equal(const Range& a, const Range& b, const ValueOf& value_of) {
  std::optional<bool> all = true;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::optional<bool> same = equal(value_of(a[i]), value_of(b[i]));
    if (same == false) return false;
    if (!same) all.reset();
  }
  return all;
}

std::optional<bool> equal(const List& a, const List& b) {
  if (a.size() != b.size()) return false;
  return all_equal(a, b, [](const Value& element) -> const Value& { return element; });
}

std::optional<bool> equal(const Map& a, const Map& b) {
  const auto same_key = [](const Map::value_type& x, const Map::value_type& y) { return x.first == y.first; };
  if (!std::equal(a.begin(), a.end(), b.begin(), b.end(), same_key)) return false;
  return all_equal(a, b, [](const Map::value_type& entry) -> const Value& { return entry.second; });
}

/// By the first pair that is not equal; nothing when it cannot be compared.
std::optional<std::partial_ordering> compare(const List& a, const List& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    const std::optional<std::partial_ordering> ordering = compare(a[i], b[i]);
    if (!ordering || *ordering != 0) return ordering;
  }
  return a.size() <=> b.size();
}

bool is_comparable(Kind kind) {
  switch (kind) {
    case Kind::Map:
    case Kind::Node:
    case Kind::Relationship:
    case Kind::Statement:
    case Kind::Path:
    case Kind::Duration:
    case Kind::Null:
      return false;
    default:
      return true;
  }
}

}  // namespace

std::optional<bool> equal(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return std::nullopt;
  if (rank(a.kind()) != rank(b.kind())) return false;
  if (a.is_number()) return compare_numbers(a, b) == 0;
  if (a.is(Kind::String)) return a.string() == b.string();
  if (a.is(Kind::List)) return equal(a.list(), b.list());
  if (a.is(Kind::Map)) return equal(a.map(), b.map());
  return order_alike(a, b) == 0;
}

std::optional<std::partial_ordering> compare(const Value& a, const Value& b) {
  if (rank(a.kind()) != rank(b.kind()) || !is_comparable(a.kind())) return std::nullopt;
  if (a.is_number()) return compare_numbers(a, b);
  if (a.is(Kind::List)) return compare(a.list(), b.list());
  return order_alike(a, b);
}

std::strong_ordering order(const Value& a, const Value& b) {
  const std::strong_ordering kinds = rank(a.kind()) <=> rank(b.kind());
  return kinds != 0 ? kinds : order_alike(a, b);
}

bool equivalent(const Value& a, const Value& b) {
  if (rank(a.kind()) != rank(b.kind())) return false;
  return a.is(Kind::String) ? a.string() == b.string() : order_alike(a, b) == 0;
}

// Hashing.

namespace {

/// A bijection that spreads small differences over all bits.
std::uint64_t mix(std::uint64_t bits) {
  bits = (bits ^ (bits >> 32)) * 0xd6e8feb86659fd93u;
  bits = (bits ^ (bits >> 32)) * 0xd6e8feb86659fd93u;
  return bits ^ (bits >> 32);
}

class Hasher {
 public:
  explicit Hasher(Kind kind) : state_(static_cast<std::uint64_t>(rank(kind))) {}
  Hasher& add(std::uint64_t bits) {
    state_ = mix(state_ * 0x9e3779b97f4a7c15u + bits);
    return *this;
  }
  Hasher& add_signed(std::int64_t bits) { return add(static_cast<std::uint64_t>(bits)); }
  Hasher& add(std::string_view text) { return add(std::hash<std::string_view>()(text)); }
  std::size_t result() const { return state_; }

 private:
  std::uint64_t state_;
};

/// A float that is a whole number hashes like the integer, all NaN alike.
std::size_t hash_float(double number) {
  Hasher hasher(Kind::Float);
  if (number >= -two_to_63 && number < two_to_63 && number == std::trunc(number)) {
    return hasher.add_signed(static_cast<std::int64_t>(number)).result();
  }
  std::uint64_t bits = 0;
  if (!std::isnan(number)) std::memcpy(&bits, &number, sizeof bits);
  return hasher.add(~bits).result();
}

}  // namespace

std::size_t hash(const Value& value) {
  Hasher hasher(value.kind());
  switch (value.kind()) {
    case Kind::Null:
      break;
    case Kind::Float:
      return hash_float(value.number());
    case Kind::String:
      hasher.add(value.string());
      break;
    case Kind::List:
      for (const Value& element : value.list()) hasher.add(hash(element));
      break;
    case Kind::Map:
      for (const auto& [key, element] : value.map()) hasher.add(key).add(hash(element));
      break;
    case Kind::Path:
      for (const Node node : value.path().nodes) hasher.add(node.index);
      for (const Relationship relationship : value.path().relationships) hasher.add(relationship.index);
      break;
    case Kind::DateTime: {
      const DateTime& time = value.date_time();
      hasher.add_signed(time.seconds).add_signed(time.nanoseconds).add_signed(time.offset).add(time.zone);
      break;
    }
    case Kind::Duration: {
      const Duration& duration = value.duration();
      hasher.add_signed(duration.months).add_signed(duration.days);
      hasher.add_signed(duration.seconds).add_signed(duration.nanoseconds);
      break;
    }
    case Kind::Time:
      hasher.add_signed(value.time().nanoseconds).add_signed(value.time().offset);
      break;
    case Kind::LocalDateTime:
      hasher.add_signed(value.local_date_time().seconds).add_signed(value.local_date_time().nanoseconds);
      break;
    default:
      hasher.add_signed(value.integer());
  }
  return hasher.result();
}

}  // namespace whom::property
