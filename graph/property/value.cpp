// Strings, lists and other large values are held once and counted by their owners; all others lie in the value itself.
//
// Four relations are built on two comparisons of kinds with the same rank: `equal` and `compare`, which know null as
// "unknown", and `order`, which is total. Equivalence is equality of order, with a short way out for what mostly
// differs.
#include "graph/property/value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <new>
#include <stdexcept>

namespace whom::property {

template <typename T>
struct Value::Holder : Shared {
  explicit Holder(T held) : value(std::move(held)) {}
  T value;
};

/// The bytes of a string follow.
struct Value::Text : Shared {
  static Text* of(const char* bytes) { return reinterpret_cast<Text*>(const_cast<char*>(bytes)) - 1; }
  char* bytes() { return reinterpret_cast<char*>(this + 1); }
};

std::string_view name(Kind kind) {
  static constexpr std::string_view names[] = {
      "MAP",  "NODE",      "RELATIONSHIP", "LIST",   "PATH",    "DATETIME", "LOCALDATETIME", "DATE",
      "TIME", "LOCALTIME", "DURATION",     "STRING", "BOOLEAN", "INTEGER",  "FLOAT",         "NULL"};
  return names[static_cast<std::size_t>(kind)];
}

// Making and sharing.

namespace {

bool key_less(const Map::value_type& a, const Map::value_type& b) { return a.first < b.first; }

Map sorted(Map map) {
  if (std::adjacent_find(map.begin(), map.end(), std::not_fn(key_less)) == map.end()) return map;
  std::stable_sort(map.begin(), map.end(), key_less);
  Map distinct;
  for (auto& entry : map) {
    if (!distinct.empty() && distinct.back().first == entry.first) distinct.pop_back();
    distinct.push_back(std::move(entry));
  }
  return distinct;
}

std::uint32_t checked_nesting(std::uint32_t nesting) {
  if (nesting > Value::deepest_nesting) throw std::length_error("lists and maps are nested too deeply");
  return nesting;
}

}  // namespace

Value::Value(DateTime time) : kind_(Kind::DateTime), owned_(true) {
  bits_.shared = new Holder<DateTime>(std::move(time));
}

Value::Value(const Duration& duration) : kind_(Kind::Duration), owned_(true) {
  bits_.shared = new Holder<Duration>(duration);
}

Value::Value(std::string_view text) : kind_(Kind::String), extra_(static_cast<std::uint32_t>(text.size())) {
  if (text.size() != extra_) throw std::length_error("a string is longer than 4 GiB");
  bits_.text = "";
  if (text.empty()) return;
  Text* copy = new (::operator new(sizeof(Text) + text.size())) Text;
  std::memcpy(copy->bytes(), text.data(), text.size());
  bits_.text = copy->bytes();
  owned_ = true;
}

Value::Value(List list) : kind_(Kind::List), owned_(true), extra_(nesting_around(list)) {
  bits_.shared = new Holder<List>(std::move(list));
}

Value::Value(Map map) : kind_(Kind::Map), owned_(true), extra_(nesting_around(map)) {
  bits_.shared = new Holder<Map>(sorted(std::move(map)));
}

Value::Value(Path path) : kind_(Kind::Path), owned_(true) { bits_.shared = new Holder<Path>(std::move(path)); }

std::uint32_t Value::nesting_around(const List& list) {
  std::uint32_t deepest = 0;
  for (const Value& element : list) deepest = std::max(deepest, element.nesting());
  return checked_nesting(deepest + 1);
}

std::uint32_t Value::nesting_around(const Map& map) {
  std::uint32_t deepest = 0;
  for (const auto& [key, element] : map) deepest = std::max(deepest, element.nesting());
  return checked_nesting(deepest + 1);
}

void Value::retain() const {
  Shared* shared = kind_ == Kind::String ? Text::of(bits_.text) : bits_.shared;
  shared->owners.fetch_add(1, std::memory_order_relaxed);
}

void Value::release() {
  Shared* shared = kind_ == Kind::String ? Text::of(bits_.text) : bits_.shared;
  const bool alone = shared->owners.load(std::memory_order_acquire) == 1;  // cheaper to ask than to count down
  if (!alone && shared->owners.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  switch (kind_) {
    case Kind::String: {
      auto* text = static_cast<Text*>(shared);
      text->~Text();
      return ::operator delete(text);
    }
    case Kind::DateTime:
      return delete static_cast<Holder<DateTime>*>(shared);
    case Kind::Duration:
      return delete static_cast<Holder<Duration>*>(shared);
    case Kind::List:
      return delete static_cast<Holder<List>*>(shared);
    case Kind::Map:
      return delete static_cast<Holder<Map>*>(shared);
    default:
      return delete static_cast<Holder<Path>*>(shared);
  }
}

const DateTime& Value::date_time() const { return static_cast<const Holder<DateTime>*>(bits_.shared)->value; }
const Duration& Value::duration() const { return static_cast<const Holder<Duration>*>(bits_.shared)->value; }
const List& Value::list() const { return static_cast<const Holder<List>*>(bits_.shared)->value; }
const Map& Value::map() const { return static_cast<const Holder<Map>*>(bits_.shared)->value; }
const Path& Value::path() const { return static_cast<const Holder<Path>*>(bits_.shared)->value; }

Value Value::at(std::string_view key) const {
  const Map& entries = map();
  const auto entry = std::lower_bound(entries.begin(), entries.end(), key,
                                      [](const Map::value_type& a, std::string_view b) { return a.first < b; });
  return entry != entries.end() && entry->first == key ? entry->second : Value();
}

// Comparing.

namespace {

/// Kinds that compare with each other have one rank.
int rank(Kind kind) { return static_cast<int>(kind == Kind::Float ? Kind::Integer : kind); }

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

// Printing.

namespace {

/// Digits with the point after the first `whole` of them: "123" and 2 give 12.3, and 0 gives 0.123.
std::string with_point(std::string digits, int whole) {
  if (whole <= 0) return "0." + std::string(static_cast<std::size_t>(-whole), '0') + digits;
  const auto position = static_cast<std::size_t>(whole);
  if (digits.size() <= position) digits.resize(position + 1, '0');
  return digits.insert(position, ".");
}

bool is_plain_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && is_letter(name.front()) && std::all_of(name.begin(), name.end(), is_part);
}

std::string print_key(std::string_view key) {
  if (is_plain_name(key)) return std::string(key);
  std::string quoted = "`";
  for (const char c : key) quoted.append(c == '`' ? 2 : 1, c);
  return quoted + '`';
}

template <typename Range, typename PrintElement>
std::string join(const Range& range, char open, char close, const PrintElement& print_element) {
  std::string text(1, open);
  for (const auto& element : range) {
    if (text.size() > 1) text += ", ";
    text += print_element(element);
  }
  return text + close;
}

std::string print(Node node) { return '(' + std::to_string(node.index) + ')'; }
std::string print(Relationship relationship) { return '[' + std::to_string(relationship.index) + ']'; }

std::string print(const Path& path) {
  std::string text = '<' + print(path.nodes.front());
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    text += '-' + print(path.relationships[i]) + '-' + print(path.nodes[i + 1]);
  }
  return text + '>';
}

template <typename Temporal>
std::string print_quoted(const Temporal& value) {
  return '\'' + print(value) + '\'';
}

}  // namespace

std::string print_float(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Inf" : "-Inf";
  char buffer[32];
  const char* end = std::to_chars(std::begin(buffer), std::end(buffer), number, std::chars_format::scientific).ptr;
  std::string_view scientific(buffer, static_cast<std::size_t>(end - buffer));
  const std::string sign(number < 0 || std::signbit(number) ? "-" : "");
  scientific.remove_prefix(sign.size());
  const std::size_t e = scientific.find('e');
  const int exponent = std::atoi(std::string(scientific.substr(e + 1)).c_str());
  std::string mantissa(scientific.substr(0, e));
  if (exponent < -6 || exponent > 20) return sign + mantissa + 'e' + std::to_string(exponent);
  if (mantissa.size() > 1) mantissa.erase(1, 1);
  return sign + with_point(mantissa, exponent + 1);
}

std::string quote(std::string_view text) {
  static constexpr std::pair<char, char> escapes[] = {{'\'', '\''}, {'\\', '\\'}, {'\n', 'n'}, {'\r', 'r'},
                                                      {'\t', 't'},  {'\b', 'b'},  {'\f', 'f'}};
  std::string quoted = "'";
  for (const char c : text) {
    const auto* escape =
        std::find_if(std::begin(escapes), std::end(escapes), [c](auto pair) { return pair.first == c; });
    if (escape == std::end(escapes)) {
      quoted += c;
    } else {
      quoted += {'\\', escape->second};
    }
  }
  return quoted + '\'';
}

std::string print(const Value& value) {
  switch (value.kind()) {
    case Kind::Map:
      return join(value.map(), '{', '}',
                  [](const Map::value_type& entry) { return print_key(entry.first) + ": " + print(entry.second); });
    case Kind::List:
      return join(value.list(), '[', ']', [](const Value& element) { return print(element); });
    case Kind::Node:
      return print(value.node());
    case Kind::Relationship:
      return print(value.relationship());
    case Kind::Path:
      return print(value.path());
    case Kind::DateTime:
      return print_quoted(value.date_time());
    case Kind::LocalDateTime:
      return print_quoted(value.local_date_time());
    case Kind::Date:
      return print_quoted(value.date());
    case Kind::Time:
      return print_quoted(value.time());
    case Kind::LocalTime:
      return print_quoted(value.local_time());
    case Kind::Duration:
      return print_quoted(value.duration());
    case Kind::String:
      return quote(value.string());
    case Kind::Boolean:
      return value.boolean() ? "true" : "false";
    case Kind::Integer:
      return std::to_string(value.integer());
    case Kind::Float:
      return print_float(value.number());
    case Kind::Null:
      return "null";
  }
  return {};
}

}  // namespace whom::property
