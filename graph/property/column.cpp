// All encodings but two keep a code an element, in as few bytes as the codes need. Codes ascend with the values they
// stand for, so whatever the values are, a comparison with a constant is true for the codes of one range, or for those
// outside of it; its ends are found once a call by bisection, and the loop over the elements compares small integers.
// The largest code stands for null.
#include "graph/property/column.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>

#include "graph/property/array.hpp"

namespace whom::property {
namespace {

/// Codes first, ..., last - 1, or all others but null.
struct Codes {
  std::uint64_t first = 0, last = 0;
  bool outside = false;
};

bool is_nan(const Value& value) { return value.is(Kind::Float) && std::isnan(value.number()); }

/// Nodes have equality only.
bool in_order(Comparison comparison) { return comparison != Comparison::Equal && comparison != Comparison::NotEqual; }

bool comparable(Kind a, Kind b) {
  const auto number = [](Kind kind) { return kind == Kind::Integer || kind == Kind::Float; };
  return a == b || (number(a) && number(b));
}

/// Where the order of two values of comparable kinds is known.
int sign(const Value& a, const Value& b) {
  if (a.is(Kind::Node)) return a.node() < b.node() ? -1 : a.node() > b.node() ? 1 : 0;
  const auto ordering = *compare(a, b);
  return ordering < 0 ? -1 : ordering > 0 ? 1 : 0;
}

template <typename Predicate>
std::uint64_t first_not(std::uint64_t limit, const Predicate& holds) {
  std::uint64_t first = 0;
  for (std::uint64_t last = limit; first < last;) {
    const std::uint64_t middle = first + (last - first) / 2;
    if (holds(middle)) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

/// The codes of the values v for which `v comparison constant` is true.
template <typename Domain>
Codes matching(const Domain& domain, Comparison comparison, const Value& constant) {
  if (constant.is_null()) return {};
  if (!comparable(domain.kind, constant.kind()) || is_nan(constant)) return {0, 0, comparison == Comparison::NotEqual};
  if (domain.kind == Kind::Node && in_order(comparison)) return {};
  const std::uint64_t limit = domain.limit;
  const std::uint64_t lower =
      first_not(limit, [&](std::uint64_t code) { return sign(domain.value(code), constant) < 0; });
  const std::uint64_t upper =
      first_not(limit, [&](std::uint64_t code) { return sign(domain.value(code), constant) <= 0; });
  switch (comparison) {
    case Comparison::Less:
      return {0, lower};
    case Comparison::LessEqual:
      return {0, upper};
    case Comparison::Equal:
      return {lower, upper};
    case Comparison::NotEqual:
      return {lower, upper, true};
    case Comparison::GreaterEqual:
      return {lower, limit};
    case Comparison::Greater:
      return {upper, limit};
  }
  return {};
}

/// Integers, dates, booleans and nodes: the code is the distance from the least of them.
struct Distance {
  Kind kind;
  std::int64_t least;
  std::uint64_t limit;  ///< codes are below

  Value value(std::uint64_t code) const {
    const auto number = static_cast<std::int64_t>(static_cast<std::uint64_t>(least) + code);
    switch (kind) {
      case Kind::Date:
        return Value(Date{number});
      case Kind::Boolean:
        return Value(number != 0);
      case Kind::Node:
        return Value(Node{static_cast<std::uint32_t>(number)});
      default:
        return Value(number);
    }
  }
  std::size_t bytes() const { return 0; }
};

constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

/// Ascends with the number; NaN comes after infinity.
std::uint64_t ascending(double number) {
  if (std::isnan(number)) number = std::numeric_limits<double>::quiet_NaN();
  const auto bits = std::bit_cast<std::uint64_t>(number);
  return bits & sign_bit ? ~bits : bits | sign_bit;
}

double from_ascending(std::uint64_t code) { return std::bit_cast<double>(code & sign_bit ? code & ~sign_bit : ~code); }

struct Doubles {
  static constexpr Kind kind = Kind::Float;
  std::uint64_t limit = ascending(std::numeric_limits<double>::infinity()) + 1;
  Value value(std::uint64_t code) const { return Value(from_ascending(code)); }
  std::size_t bytes() const { return 0; }
};

/// Distinct numbers, ascending.
struct NumberTable {
  static constexpr Kind kind = Kind::Float;
  Array<double> numbers;
  std::uint64_t limit = numbers.size();
  Value value(std::uint64_t code) const { return Value(numbers[code]); }
  std::size_t bytes() const { return numbers.bytes(); }
};

/// Strings one after the other.
struct Texts {
  Array<std::uint32_t> offsets;  ///< one more than strings
  Array<char> characters;

  std::string_view operator[](std::size_t i) const {
    return {characters.view().data() + offsets[i], offsets[i + 1] - offsets[i]};
  }
  std::size_t size() const { return offsets.size() - 1; }
  std::size_t bytes() const { return offsets.bytes() + characters.bytes(); }
};

/// Distinct strings, ascending.
struct TextTable {
  static constexpr Kind kind = Kind::String;
  Texts texts;
  std::uint64_t limit = texts.size();
  Value value(std::uint64_t code) const { return Value::borrowed(texts[code]); }
  std::size_t bytes() const { return texts.bytes(); }
};

template <typename Code, typename Domain>
class Coded final : public Column {
 public:
  static constexpr Code null = std::numeric_limits<Code>::max();

  Coded(Array<Code> codes, Domain domain) : codes_(std::move(codes)), domain_(std::move(domain)) {}

  Value at(std::uint32_t element) const override { return value(codes_[element]); }

  void gather(std::span<const std::uint32_t> elements, Value* values) const override {
    for (const std::uint32_t element : elements) *values++ = value(codes_[element]);
  }

  void test(Comparison comparison, const Value& constant, std::span<const std::uint32_t> elements,
            std::uint8_t* keep) const override {
    const Codes wanted = matching(domain_, comparison, constant);
    const auto first = static_cast<Code>(wanted.first);
    const auto count = static_cast<Code>(wanted.last - wanted.first);
    const Code* codes = codes_.view().data();
    const auto inside = [&](Code code) { return static_cast<Code>(code - first) < count; };
    if (constant.is_null()) {
      std::fill_n(keep, elements.size(), std::uint8_t{0});
    } else if (wanted.outside) {
      for (std::size_t i = 0; i < elements.size(); ++i) {
        const Code code = codes[elements[i]];
        keep[i] &= static_cast<std::uint8_t>(!inside(code) & (code != null));
      }
    } else {
      for (std::size_t i = 0; i < elements.size(); ++i)
        keep[i] &= static_cast<std::uint8_t>(inside(codes[elements[i]]));
    }
  }

  std::vector<std::uint32_t> sorted() const override {
    if (domain_.limit <= codes_.size() + 256) return sorted_by_counting();
    std::vector<std::pair<Code, std::uint32_t>> pairs;
    for (std::uint32_t i = 0; i < codes_.size(); ++i) {
      if (codes_[i] != null) pairs.emplace_back(codes_[i], i);
    }
    std::sort(pairs.begin(), pairs.end());
    std::vector<std::uint32_t> elements;
    elements.reserve(pairs.size());
    for (const auto& [code, element] : pairs) elements.push_back(element);
    return elements;
  }

  std::size_t bytes() const override { return codes_.bytes() + domain_.bytes(); }

 private:
  Value value(Code code) const { return code == null ? Value() : domain_.value(code); }

  std::vector<std::uint32_t> sorted_by_counting() const {
    std::vector<std::uint32_t> places(domain_.limit + 1);
    for (const Code code : codes_) {
      if (code != null) ++places[code + std::size_t{1}];
    }
    std::partial_sum(places.begin(), places.end(), places.begin());
    std::vector<std::uint32_t> elements(places.back());
    for (std::uint32_t i = 0; i < codes_.size(); ++i) {
      if (codes_[i] != null) elements[places[codes_[i]]++] = i;
    }
    return elements;
  }

  Array<Code> codes_;
  Domain domain_;
};

template <typename Matches>
void keep_where(std::span<const std::uint32_t> elements, std::uint8_t* keep, const Matches& matches) {
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (keep[i] && !matches(elements[i])) keep[i] = 0;
  }
}

bool holds(Comparison comparison, std::partial_ordering ordering) {
  switch (comparison) {
    case Comparison::Less:
      return ordering < 0;
    case Comparison::LessEqual:
      return ordering <= 0;
    case Comparison::Equal:
      return ordering == 0;
    case Comparison::NotEqual:
      return ordering != 0;
    case Comparison::GreaterEqual:
      return ordering >= 0;
    case Comparison::Greater:
      return ordering > 0;
  }
  return false;
}

/// Strings that seldom repeat.
class Strings final : public Column {
 public:
  Strings(Texts texts, Array<std::uint8_t> present) : texts_(std::move(texts)), present_(std::move(present)) {}

  Value at(std::uint32_t element) const override { return has(element) ? Value::borrowed(texts_[element]) : Value(); }

  void gather(std::span<const std::uint32_t> elements, Value* values) const override {
    for (const std::uint32_t element : elements) *values++ = at(element);
  }

  void test(Comparison comparison, const Value& constant, std::span<const std::uint32_t> elements,
            std::uint8_t* keep) const override {
    if (!constant.is(Kind::String)) {
      const bool different = comparison == Comparison::NotEqual && !constant.is_null();
      keep_where(elements, keep, [&](std::uint32_t element) { return different && has(element); });
    } else if (comparison == Comparison::Equal) {
      keep_where(elements, keep,
                 [&](std::uint32_t element) { return texts_[element] == constant.string() && has(element); });
    } else {
      keep_where(elements, keep, [&](std::uint32_t element) {
        return has(element) && holds(comparison, texts_[element] <=> constant.string());
      });
    }
  }

  /// Compares eight bytes as a number before it looks at the rest.
  std::vector<std::uint32_t> sorted() const override {
    struct Item {
      std::uint64_t start;
      std::uint32_t element;
    };
    std::vector<Item> items;
    for (std::uint32_t i = 0; i < texts_.size(); ++i) {
      if (has(i)) items.push_back({start(texts_[i]), i});
    }
    std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
      if (a.start != b.start) return a.start < b.start;
      const int order = texts_[a.element].compare(texts_[b.element]);
      return order != 0 ? order < 0 : a.element < b.element;
    });
    std::vector<std::uint32_t> elements;
    elements.reserve(items.size());
    for (const Item& item : items) elements.push_back(item.element);
    return elements;
  }

  std::size_t bytes() const override { return texts_.bytes() + present_.bytes(); }

 private:
  bool has(std::uint32_t element) const {
    return present_.empty() || (present_[element / 8] >> (element % 8) & 1) != 0;
  }

  static std::uint64_t start(std::string_view text) {
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < 8; ++i)
      bytes = bytes << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0);
    return bytes;
  }

  Texts texts_;
  Array<std::uint8_t> present_;  ///< a bit an element; empty when all are present
};

/// Values of several kinds, or of those kinds that have no encoding.
class Mixed final : public Column {
 public:
  explicit Mixed(std::vector<Value> values) : values_(std::move(values)) {}

  Value at(std::uint32_t element) const override { return values_[element]; }

  void gather(std::span<const std::uint32_t> elements, Value* values) const override {
    for (const std::uint32_t element : elements) *values++ = values_[element];
  }

  void test(Comparison comparison, const Value& constant, std::span<const std::uint32_t> elements,
            std::uint8_t* keep) const override {
    keep_where(elements, keep, [&](std::uint32_t element) {
      const Value& value = values_[element];
      if (!in_order(comparison)) return equal(value, constant) == (comparison == Comparison::Equal);
      const auto ordering = compare(value, constant);
      return ordering && holds(comparison, *ordering);
    });
  }

  std::vector<std::uint32_t> sorted() const override {
    std::vector<std::uint32_t> elements;
    for (std::uint32_t i = 0; i < values_.size(); ++i) {
      if (!values_[i].is_null()) elements.push_back(i);
    }
    std::stable_sort(elements.begin(), elements.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return order(values_[a], values_[b]) < 0; });
    return elements;
  }

  std::size_t bytes() const override { return values_.size() * sizeof(Value); }

 private:
  std::vector<Value> values_;
};

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

template <typename TextOf>
std::optional<Texts> join(std::size_t size, const TextOf& text_of) {
  std::vector<std::uint32_t> offsets{0};
  std::vector<char> characters;
  offsets.reserve(size + 1);
  for (std::size_t i = 0; i < size; ++i) {
    const std::string_view text = text_of(i);
    characters.insert(characters.end(), text.begin(), text.end());
    if (characters.size() > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    offsets.push_back(static_cast<std::uint32_t>(characters.size()));
  }
  characters.shrink_to_fit();
  return Texts{Array(std::move(offsets)), Array(std::move(characters))};
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
    auto texts = join(table->keys.size(), [&](std::size_t i) { return table->keys[i]; });
    if (!texts) return nullptr;
    return encode(given, TextTable{std::move(*texts)}, [&](std::size_t i) { return table->code(i); });
  }
  auto texts = join(given.size, [&](std::size_t i) { return text_of(given.of(i)).value_or(std::string_view()); });
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
  mixed_.resize(bits_.size());
  for (std::size_t i = 0; i < bits_.size(); ++i) {
    if (present_[i]) mixed_[i] = value(kind_, bits_[i]);
  }
  kind_ = Kind::Map;
}

void ColumnBuilder::set(std::uint32_t element, const Value& given) {
  if (given.is(Kind::String)) return set_text(element, given.string());
  if (const Bits bits = bits_of(given)) return set_bits(element, given.kind(), *bits);
  if (given.is_null()) {
    if (element < present_.size()) present_[element] = 0;
    if (element < mixed_.size()) mixed_[element] = Value();
    return;
  }
  mix();
  if (mixed_.size() <= element) mixed_.resize(element + std::size_t{1});
  mixed_[element] = given;
}

void ColumnBuilder::set_bits(std::uint32_t element, Kind kind, std::uint64_t bits) {
  if (kind_ == Kind::Null) kind_ = kind;
  if (kind_ != kind) {
    mix();
    if (mixed_.size() <= element) mixed_.resize(element + std::size_t{1});
    mixed_[element] = value(kind, bits);
    return;
  }
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
    const std::size_t size = std::max(later.bits_.size(), later.mixed_.size());
    for (std::uint32_t i = 0; i < size; ++i) set(first + i, later.at(i));
  }
}

Value ColumnBuilder::at(std::uint32_t element) const {
  if (kind_ == Kind::Map) return element < mixed_.size() ? mixed_[element] : Value();
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
    column = std::make_unique<Mixed>(Given{mixed_.size(), size, order}.ordered(std::move(mixed_), Value()));
  }
  *this = ColumnBuilder();
  return column;
}

}  // namespace whom::property
