// The encodings of columns. All but two keep a code an element, in as few bytes as the codes need. Codes ascend with
// the values they stand for, so whatever the values are, a comparison with a constant is true for the codes of one
// range, or for those outside of it; its ends are found once a call by bisection, and the loop over the elements
// compares small integers. The largest code stands for null.
#ifndef WHOM_GRAPH_PROPERTY_ENCODINGS_HPP
#define WHOM_GRAPH_PROPERTY_ENCODINGS_HPP

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <limits>
#include <mutex>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/array.hpp"
#include "graph/image_file.hpp"
#include "graph/property/column.hpp"
#include "graph/property/packed_value.hpp"
#include "graph/texts.hpp"

namespace whom::property::encodings {

using graph::Array;
using graph::Texts;

/// In files. Numbers must stay as they are.
enum class Form : std::uint64_t { None, Distances, Doubles, NumberTable, TextTable, Strings, Mixed };

inline void write_head(ImageWriter& image, Form form, std::size_t width = 0) {
  image.keep(std::vector<std::uint64_t>{static_cast<std::uint64_t>(form), width});
}

/// Codes first, ..., last - 1, or all others but null.
struct Codes {
  std::uint64_t first = 0, last = 0;
  bool outside = false;
};

inline bool is_nan(const Value& value) { return value.is(Kind::Float) && std::isnan(value.number()); }

/// Nodes have equality only.
inline bool in_order(Comparison comparison) {
  return comparison != Comparison::Equal && comparison != Comparison::NotEqual;
}

inline bool comparable(Kind a, Kind b) {
  const auto number = [](Kind kind) { return kind == Kind::Integer || kind == Kind::Float; };
  return a == b || (number(a) && number(b));
}

/// Where the order of two values of comparable kinds is known.
inline int sign(const Value& a, const Value& b) {
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
  static constexpr Form form = Form::Distances;
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
  bool has_equivalents() const { return false; }
  std::size_t bytes() const { return 0; }
  void write(ImageWriter& image) const {
    image.keep(std::vector{static_cast<std::uint64_t>(kind), static_cast<std::uint64_t>(least), limit});
  }
  static Distance read(ImageReader& image) {
    const auto numbers = image.next<std::uint64_t>(3);
    return {static_cast<Kind>(numbers[0]), static_cast<std::int64_t>(numbers[1]), numbers[2]};
  }
};

constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

/// Ascends with the number; NaN comes after infinity.
inline std::uint64_t ascending(double number) {
  if (std::isnan(number)) number = std::numeric_limits<double>::quiet_NaN();
  const auto bits = std::bit_cast<std::uint64_t>(number);
  return bits & sign_bit ? ~bits : bits | sign_bit;
}

inline double from_ascending(std::uint64_t code) {
  return std::bit_cast<double>(code & sign_bit ? code & ~sign_bit : ~code);
}

struct Doubles {
  static constexpr Form form = Form::Doubles;
  static constexpr Kind kind = Kind::Float;
  std::uint64_t limit = ascending(std::numeric_limits<double>::infinity()) + 1;
  Value value(std::uint64_t code) const { return Value(from_ascending(code)); }
  bool has_equivalents() const { return true; }
  std::size_t bytes() const { return 0; }
  void write(ImageWriter&) const {}
  static Doubles read(ImageReader&) { return {}; }
};

/// Distinct numbers, ascending.
struct NumberTable {
  static constexpr Form form = Form::NumberTable;
  static constexpr Kind kind = Kind::Float;
  Array<double> numbers;
  std::uint64_t limit = numbers.size();
  Value value(std::uint64_t code) const { return Value(numbers[code]); }
  bool has_equivalents() const { return std::ranges::adjacent_find(numbers) != numbers.end(); }  ///< zero and -0.0
  std::size_t bytes() const { return numbers.bytes(); }
  void write(ImageWriter& image) const { image.lend(numbers.view()); }
  static NumberTable read(ImageReader& image) { return {image.next<double>()}; }
};

/// Distinct strings, ascending.
struct TextTable {
  static constexpr Form form = Form::TextTable;
  static constexpr Kind kind = Kind::String;
  Texts texts;
  std::uint64_t limit = texts.size();
  Value value(std::uint64_t code) const { return Value::borrowed(texts[code]); }
  bool has_equivalents() const { return false; }
  std::size_t bytes() const { return texts.bytes(); }
  void write(ImageWriter& image) const { texts.write(image); }
  static TextTable read(ImageReader& image) { return {Texts::read(image)}; }
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

  std::uint32_t classes() const override {
    return is_dense() && !domain_.has_equivalents() ? static_cast<std::uint32_t>(domain_.limit) + 1 : 0;
  }
  void classify(std::span<const std::uint32_t> elements, std::uint32_t* numbers) const override {
    const auto last = static_cast<std::uint32_t>(domain_.limit);
    for (const std::uint32_t element : elements)
      *numbers++ = codes_[element] == null ? last : static_cast<std::uint32_t>(codes_[element]);
  }
  Value class_value(std::uint32_t number) const override {
    return number == domain_.limit ? Value() : domain_.value(number);
  }
  bool all_different() const override {
    std::call_once(compared_, [this] { all_different_ = compare(); });
    return all_different_;
  }

  std::vector<std::uint32_t> sorted() const override {
    if (is_dense()) return sorted_by_counting();
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

  void write(ImageWriter& image) const override {
    write_head(image, Domain::form, sizeof(Code));
    domain_.write(image);
    image.lend(codes_.view());
  }

 private:
  Value value(Code code) const { return code == null ? Value() : domain_.value(code); }

  bool compare() const {
    if (classes() <= codes_.size()) return false;
    std::vector<std::uint8_t> seen(domain_.limit);
    return std::ranges::none_of(codes_, [&](Code code) { return code == null || std::exchange(seen[code], 1) != 0; });
  }

  /// Codes are no more, or not many more, than elements.
  bool is_dense() const { return domain_.limit <= codes_.size() + 256; }

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
  mutable std::once_flag compared_;
  mutable bool all_different_ = false;  ///< found at the first use
};

template <typename Matches>
void keep_where(std::span<const std::uint32_t> elements, std::uint8_t* keep, const Matches& matches) {
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (keep[i] && !matches(elements[i])) keep[i] = 0;
  }
}

inline bool holds(Comparison comparison, std::partial_ordering ordering) {
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
    if (present_.empty())
      for (const std::uint32_t element : elements) *values++ = Value::borrowed(texts_[element]);
    else
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

  std::uint32_t classes() const override {
    return static_cast<std::uint32_t>(all_different() ? texts_.size() : repeats().firsts.size()) + 1;
  }
  void classify(std::span<const std::uint32_t> elements, std::uint32_t* numbers) const override {
    const std::vector<std::uint32_t>& class_of = repeats().class_of;
    for (const std::uint32_t element : elements) *numbers++ = class_of.empty() ? element : class_of[element];
  }
  Value class_value(std::uint32_t number) const override {
    if (number + 1 == classes()) return {};
    return at(all_different() ? number : repeats().firsts[number]);
  }
  bool all_different() const override { return repeats().class_of.empty(); }

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

  std::size_t bytes() const override { return texts_.bytes() + present_.bytes() + bytes_of_repeats_; }

  void write(ImageWriter& image) const override {
    write_head(image, Form::Strings);
    texts_.write(image);
    image.lend(present_.view());
  }

 private:
  bool has(std::uint32_t element) const {
    return present_.empty() || (present_[element / 8] >> (element % 8) & 1) != 0;
  }

  /// Empty where there are none.
  struct Repeats {
    std::vector<std::uint32_t> class_of;  ///< by element
    std::vector<std::uint32_t> firsts;    ///< by class: an element
  };

  const Repeats& repeats() const {
    std::call_once(compared_, [this] {
      repeats_ = find_repeats();
      bytes_of_repeats_ = (repeats_.class_of.size() + repeats_.firsts.size()) * sizeof(std::uint32_t);
    });
    return repeats_;
  }

  Repeats find_repeats() const {
    Repeats found;
    std::unordered_map<std::string_view, std::uint32_t> known;
    known.reserve(texts_.size());
    for (std::uint32_t i = 0; i < texts_.size(); ++i) {
      const auto next = static_cast<std::uint32_t>(found.firsts.size());
      const bool is_new = has(i) && known.try_emplace(texts_[i], next).second;
      found.class_of.push_back(is_new ? next : has(i) ? known[texts_[i]] : no_class);
      if (is_new) found.firsts.push_back(i);
    }
    if (found.firsts.size() == texts_.size()) return {};
    const auto last = static_cast<std::uint32_t>(found.firsts.size());
    std::ranges::replace(found.class_of, no_class, last);
    return found;
  }

  static constexpr std::uint32_t no_class = std::numeric_limits<std::uint32_t>::max();

  static std::uint64_t start(std::string_view text) {
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < 8; ++i)
      bytes = bytes << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0);
    return bytes;
  }

  Texts texts_;
  Array<std::uint8_t> present_;  ///< a bit an element; empty when all are present
  mutable std::once_flag compared_;
  mutable Repeats repeats_;  ///< found at the first use
  mutable std::atomic<std::size_t> bytes_of_repeats_ = 0;
};

/// Values of several kinds, or of those kinds that have no encoding; nothing is kept of elements without one.
class Mixed final : public Column {
 public:
  /// `elements`: those that have a value, ascending, among `size`.
  Mixed(Array<std::uint32_t> elements, std::vector<Value> values, std::size_t size)
      : elements_(std::move(elements)), values_(std::move(values)), size_(size) {}

  /// Unpacks the values at the first use.
  Mixed(Array<std::uint32_t> elements, Array<char> packed, std::size_t size)
      : elements_(std::move(elements)), packed_(std::move(packed)), values_(elements_.size()), size_(size) {}

  Value at(std::uint32_t element) const override { return value(element); }

  void gather(std::span<const std::uint32_t> elements, Value* values) const override {
    for (const std::uint32_t element : elements) *values++ = value(element);
  }

  void test(Comparison comparison, const Value& constant, std::span<const std::uint32_t> elements,
            std::uint8_t* keep) const override {
    keep_where(elements, keep, [&](std::uint32_t element) {
      const Value& held = value(element);
      if (!in_order(comparison)) return equal(held, constant) == (comparison == Comparison::Equal);
      const auto ordering = compare(held, constant);
      return ordering && holds(comparison, *ordering);
    });
  }

  std::vector<std::uint32_t> sorted() const override {
    const std::vector<Value>& all = values();
    std::vector<std::uint32_t> places(all.size());
    std::iota(places.begin(), places.end(), 0U);
    std::stable_sort(places.begin(), places.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return order(all[a], all[b]) < 0; });
    for (std::uint32_t& place : places) place = elements_[place];
    return places;
  }

  std::size_t bytes() const override { return elements_.bytes() + values_.size() * sizeof(Value); }

  void write(ImageWriter& image) const override {
    std::string packed;
    for (const Value& one : values()) pack(one, packed);
    write_head(image, Form::Mixed);
    image.lend(elements_.view());
    image.keep(std::vector<char>(packed.begin(), packed.end()));
  }

 private:
  const Value& value(std::uint32_t element) const {
    static const Value null{};
    const std::vector<Value>& all = values();
    if (elements_.size() == size_) return all[element];
    const auto found = std::lower_bound(elements_.begin(), elements_.end(), element);
    return found == elements_.end() || *found != element ? null
                                                         : all[static_cast<std::size_t>(found - elements_.begin())];
  }

  const std::vector<Value>& values() const {
    std::call_once(unpacked_, [this] {
      std::string_view rest(packed_.view().data(), packed_.size());
      for (Value& one : values_) {
        if (!rest.empty()) one = unpack(rest);
      }
    });
    return values_;
  }

  Array<std::uint32_t> elements_;
  Array<char> packed_;
  mutable std::once_flag unpacked_;
  mutable std::vector<Value> values_;
  std::size_t size_;
};

}  // namespace whom::property::encodings

#endif
