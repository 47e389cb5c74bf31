#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

#include "graph/property/column.hpp"
#include "graph/property/encodings.hpp"

namespace whom::property {

using namespace encodings;

namespace {

using Bits = std::optional<std::uint64_t>;

/// What a builder was given, and the order in which the column wants it.
struct Given {
  std::size_t count = 0;                 ///< elements that the builder knows
  std::size_t size = 0;                  ///< elements of the column
  std::span<const std::uint32_t> order;  ///< element i of the column as the builder numbers it; empty: i

  std::size_t of(std::size_t i) const { return order.empty() ? i : order[i]; }

  template <typename T>
  std::vector<T> ordered(std::vector<T> values, const T& missing) const {
    if (order.empty()) {
      values.resize(size, missing);
      return values;
    }
    std::vector<T> ordered(size, missing);
    for (std::size_t i = 0; i < size; ++i) {
      if (order[i] < values.size()) ordered[i] = std::move(values[order[i]]);
    }
    return ordered;
  }
};

/// In codes of one, two, four or eight bytes; `code_of(element)` is nothing for null.
template <typename Domain, typename CodeOf>
std::unique_ptr<const Column> encode(const Given& given, Domain domain, const CodeOf& code_of) {
  const auto with = [&]<typename Code>(Code) -> std::unique_ptr<const Column> {
    constexpr Code null = std::numeric_limits<Code>::max();
    std::vector<Code> codes(given.count, null);
    for (std::size_t i = 0; i < given.count; ++i) {
      if (const Bits code = code_of(i)) codes[i] = static_cast<Code>(*code);
    }
    return std::make_unique<Coded<Code, Domain>>(Array<Code>(given.ordered(std::move(codes), null)), std::move(domain));
  };
  if (domain.limit <= std::numeric_limits<std::uint8_t>::max()) return with(std::uint8_t{});
  if (domain.limit <= std::numeric_limits<std::uint16_t>::max()) return with(std::uint16_t{});
  if (domain.limit <= std::numeric_limits<std::uint32_t>::max()) return with(std::uint32_t{});
  return with(std::uint64_t{});
}

/// The distinct ones of the keys, ascending, and the place of each element's key among them.
template <typename Key>
struct Distinct {
  static constexpr std::uint16_t null = std::numeric_limits<std::uint16_t>::max();

  std::vector<Key> keys;
  std::vector<std::uint16_t> codes;

  Bits code(std::size_t element) const { return codes[element] == null ? Bits() : Bits(codes[element]); }
};

/// Nothing when the keys are too many for codes to be worth it.
template <typename Key, typename KeyOf>
std::optional<Distinct<Key>> distinct(std::size_t count, const KeyOf& key_of) {
  Distinct<Key> found{{}, std::vector<std::uint16_t>(count, Distinct<Key>::null)};
  std::unordered_map<Key, std::uint16_t> known;
  std::size_t seen = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::optional<Key> key = key_of(i);
    if (!key) continue;
    ++seen;
    const auto [entry, is_new] = known.try_emplace(*key, static_cast<std::uint16_t>(known.size()));
    found.codes[i] = entry->second;
    if (!is_new) continue;
    found.keys.push_back(*key);
    if (known.size() >= Distinct<Key>::null || (seen >= 1024 && known.size() > seen / 2)) return std::nullopt;
  }
  std::sort(found.keys.begin(), found.keys.end());
  std::vector<std::uint16_t> places(known.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[known[found.keys[i]]] = static_cast<std::uint16_t>(i);
  for (std::uint16_t& code : found.codes) {
    if (code != Distinct<Key>::null) code = places[code];
  }
  return found;
}

/// Nothing when the values span more than codes can tell apart.
template <typename BitsOf>
std::unique_ptr<const Column> encode_distances(const Given& given, Kind kind, const BitsOf& bits_of) {
  std::int64_t least = std::numeric_limits<std::int64_t>::max(), most = std::numeric_limits<std::int64_t>::min();
  for (std::size_t i = 0; i < given.count; ++i) {
    if (const Bits bits = bits_of(i)) {
      least = std::min(least, static_cast<std::int64_t>(*bits));
      most = std::max(most, static_cast<std::int64_t>(*bits));
    }
  }
  if (kind == Kind::Node) least = 0;
  const std::uint64_t span = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
  if (span >= std::numeric_limits<std::uint64_t>::max() - 1) return nullptr;
  return encode(given, Distance{kind, least, span + 1}, [&](std::size_t i) -> Bits {
    const Bits bits = bits_of(i);
    return bits ? Bits(*bits - static_cast<std::uint64_t>(least)) : std::nullopt;
  });
}

template <typename BitsOf>
std::unique_ptr<const Column> encode_doubles(const Given& given, const BitsOf& bits_of) {
  const auto code_of = [&](std::size_t i) -> Bits {
    const Bits bits = bits_of(i);
    return bits ? Bits(ascending(std::bit_cast<double>(*bits))) : std::nullopt;
  };
  const auto table = distinct<std::uint64_t>(given.count, code_of);
  const bool has_nan = table && !table->keys.empty() && table->keys.back() >= Doubles{}.limit;
  if (!table || has_nan) return encode(given, Doubles{}, code_of);
  std::vector<double> numbers;
  for (const std::uint64_t code : table->keys) numbers.push_back(from_ascending(code));
  return encode(given, NumberTable{Array(std::move(numbers))}, [&](std::size_t i) { return table->code(i); });
}

/// Nothing when there are more than four gigabytes of them.
template <typename TextOf>
std::unique_ptr<const Column> encode_texts(const Given& given, const TextOf& text_of) {
  if (const auto table = distinct<std::string_view>(given.count, text_of)) {
    auto texts = Texts::join(table->keys.size(), [&](std::size_t i) { return table->keys[i]; });
    if (!texts) return nullptr;
    return encode(given, TextTable{std::move(*texts)}, [&](std::size_t i) { return table->code(i); });
  }
  auto texts =
      Texts::join(given.size, [&](std::size_t i) { return text_of(given.of(i)).value_or(std::string_view()); });
  if (!texts) return nullptr;
  std::vector<std::uint8_t> present((given.size + 7) / 8);
  bool all = true;
  for (std::size_t i = 0; i < given.size; ++i) {
    const bool has = text_of(given.of(i)).has_value();
    all = all && has;
    present[i / 8] = static_cast<std::uint8_t>(present[i / 8] | has << (i % 8));
  }
  return std::make_unique<Strings>(std::move(*texts), all ? Array<std::uint8_t>() : Array(std::move(present)));
}

/// What ColumnBuilder keeps of the kinds that it can encode; nothing of the others.
Bits bits_of(const Value& value) {
  switch (value.kind()) {
    case Kind::Integer:
      return static_cast<std::uint64_t>(value.integer());
    case Kind::Date:
      return static_cast<std::uint64_t>(value.date().days);
    case Kind::Boolean:
      return value.boolean() ? 1 : 0;
    case Kind::Node:
      return value.node().index;
    case Kind::Float:
      return std::bit_cast<std::uint64_t>(value.number());
    default:
      return std::nullopt;
  }
}

std::unique_ptr<const Column> encode_mixed(std::vector<std::pair<std::uint32_t, Value>> given, std::size_t size,
                                           std::span<const std::uint32_t> order) {
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  if (!order.empty() && !given.empty()) {
    std::vector<std::uint32_t> numbers(given.back().first + std::size_t{1}, none);
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      if (order[i] < numbers.size()) numbers[order[i]] = i;
    }
    for (auto& [element, value] : given) element = numbers[element];
    std::ranges::sort(given, {}, [](const auto& entry) { return entry.first; });
  }
  std::vector<std::uint32_t> elements;
  std::vector<Value> values;
  for (auto& [element, value] : given) {
    if (element >= size || value.is_null()) continue;
    elements.push_back(element);
    values.push_back(std::move(value));
  }
  elements.shrink_to_fit();
  values.shrink_to_fit();
  return std::make_unique<Mixed>(Array(std::move(elements)), std::move(values), size);
}

}  // namespace

std::uint64_t ColumnBuilder::keep(std::string_view text) {
  const std::uint64_t place = texts_.size();
  const auto length = static_cast<std::uint32_t>(text.size());
  texts_.append(std::bit_cast<std::array<char, 4>>(length).data(), 4).append(text);
  return place;
}

std::string_view ColumnBuilder::text(std::uint64_t bits) const {
  std::uint32_t length = 0;
  std::memcpy(&length, texts_.data() + bits, sizeof length);
  return std::string_view(texts_).substr(bits + sizeof length, length);
}

Value ColumnBuilder::value(Kind kind, std::uint64_t bits) const {
  if (kind == Kind::String) return Value(text(bits));
  if (kind == Kind::Float) return Value(std::bit_cast<double>(bits));
  return Distance{kind, 0, 0}.value(bits);
}

void ColumnBuilder::mix() {
  if (kind_ == Kind::Map) return;
  for (std::uint32_t i = 0; i < bits_.size(); ++i) {
    if (present_[i]) mixed_.emplace_back(i, value(kind_, bits_[i]));
  }
  kind_ = Kind::Map;
}

void ColumnBuilder::set_mixed(std::uint32_t element, Value given) {
  mix();
  if (mixed_.empty() || mixed_.back().first < element) return void(mixed_.emplace_back(element, std::move(given)));
  const auto place = std::ranges::lower_bound(mixed_, element, {}, &Entry::first);
  if (place->first == element) {
    place->second = std::move(given);
  } else {
    mixed_.emplace(place, element, std::move(given));
  }
}

void ColumnBuilder::set(std::uint32_t element, const Value& given) {
  if (given.is(Kind::String)) return set_text(element, given.string());
  if (const Bits bits = bits_of(given)) return set_bits(element, given.kind(), *bits);
  if (given.is_null()) {
    if (element < present_.size()) present_[element] = 0;
    if (kind_ == Kind::Map) set_mixed(element, given);
    return;
  }
  set_mixed(element, given);
}

void ColumnBuilder::set_bits(std::uint32_t element, Kind kind, std::uint64_t bits) {
  if (kind_ == Kind::Null) kind_ = kind;
  if (kind_ != kind) return set_mixed(element, value(kind, bits));
  if (bits_.size() < element) {
    bits_.resize(element);
    present_.resize(element);
  }
  if (bits_.size() == element) {
    bits_.push_back(bits);
    present_.push_back(1);
  } else {
    bits_[element] = bits;
    present_[element] = 1;
  }
}

void ColumnBuilder::append(ColumnBuilder&& later, std::uint32_t first) {
  if (empty() && first == 0) {
    *this = std::move(later);
  } else if (kind_ == later.kind_ && kind_ != Kind::Map && bits_.size() <= first) {
    bits_.resize(first);
    present_.resize(first);
    const std::uint64_t shift = kind_ == Kind::String ? texts_.size() : 0;
    for (const std::uint64_t bits : later.bits_) bits_.push_back(bits + shift);
    present_.insert(present_.end(), later.present_.begin(), later.present_.end());
    texts_ += later.texts_;
  } else {
    later.mix();
    for (const auto& [element, value] : later.mixed_) set(first + element, value);
  }
}

Value ColumnBuilder::at(std::uint32_t element) const {
  if (kind_ == Kind::Map) {
    const auto found = std::ranges::lower_bound(mixed_, element, {}, &Entry::first);
    return found == mixed_.end() || found->first != element ? Value() : found->second;
  }
  return element < present_.size() && present_[element] ? value(kind_, bits_[element]) : Value();
}

std::unique_ptr<const Column> ColumnBuilder::encoded(std::size_t size, std::span<const std::uint32_t> order) const {
  const Given given{bits_.size(), size, order};
  const auto bits = [&](std::size_t i) { return i < bits_.size() && present_[i] ? Bits(bits_[i]) : std::nullopt; };
  const auto text_at = [&](std::size_t i) -> std::optional<std::string_view> {
    const Bits place = bits(i);
    return place ? std::optional(text(*place)) : std::nullopt;
  };
  switch (kind_) {
    case Kind::Integer:
    case Kind::Date:
    case Kind::Boolean:
    case Kind::Node:
      return encode_distances(given, kind_, bits);
    case Kind::Float:
      return encode_doubles(given, bits);
    case Kind::String:
      return encode_texts(given, text_at);
    default:
      return nullptr;
  }
}

std::unique_ptr<const Column> ColumnBuilder::finish(std::size_t size, std::span<const std::uint32_t> order) {
  std::unique_ptr<const Column> column = encoded(size, order);
  if (!column) {
    mix();
    column = encode_mixed(std::move(mixed_), size, order);
  }
  *this = ColumnBuilder();
  return column;
}

}  // namespace whom::property
