// Strings, lists and other large values are held once and counted by their owners; all others lie in the value itself.
#include "graph/property/value.hpp"

#include <algorithm>
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
      "MAP",       "NODE",     "RELATIONSHIP", "LIST",    "PATH",    "DATETIME", "LOCALDATETIME", "DATE",     "TIME",
      "LOCALTIME", "DURATION", "STRING",       "BOOLEAN", "INTEGER", "FLOAT",    "NULL",          "STATEMENT"};
  return names[static_cast<std::size_t>(kind)];
}

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

}  // namespace whom::property
