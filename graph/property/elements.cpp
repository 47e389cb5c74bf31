// An index covers a key and is made at its first use: over the base a permutation of the elements in the order of their
// values, searched by bisection; over written lists a hash table, to which every write adds. What no longer holds stays
// in both and is passed over when it is found; an index with too many such entries is dropped.
#include "graph/property/elements.hpp"

#include <algorithm>
#include <cmath>

namespace whom::property {
namespace {

bool precedes_key(const std::pair<std::uint32_t, Value>& property, std::uint32_t key) { return property.first < key; }

const Value* find_key(const Elements::Listed& list, std::uint32_t key) {
  const auto found = std::lower_bound(list.begin(), list.end(), key, precedes_key);
  return found == list.end() || found->first != key ? nullptr : &found->second;
}

bool is(const Value& value, const Value& wanted) { return equal(value, wanted) == true; }

/// Values that are equal to the wanted one do not precede it, whatever their kind.
bool precedes(const Value& value, const Value& wanted) { return order(value, wanted) < 0 && !is(value, wanted); }

bool can_equal(const Value& value) {
  return !value.is_null() && !(value.is(Kind::Float) && std::isnan(value.number()));
}

bool holds(const Value& list, const Value& wanted) {
  return list.is(Kind::List) &&
         std::any_of(list.list().begin(), list.list().end(), [&](const Value& member) { return is(member, wanted); });
}

std::vector<std::uint32_t> ascending(std::vector<std::uint32_t> elements) {
  std::sort(elements.begin(), elements.end());
  elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
  return elements;
}

}  // namespace

Elements::Elements(std::uint32_t base_size, Columns columns)
    : base_(base_size), columns_(std::move(columns)), indexes_(std::make_unique<Indexes>()) {}

std::vector<std::uint32_t> Elements::changed() const {
  std::vector<std::uint32_t> found;
  for (const auto& [element, list] : changed_) found.push_back(element);
  const auto size = static_cast<std::uint32_t>(dead_.size());
  for (std::uint32_t element = 0; element < std::min(base_, size); ++element)
    if (dead_[element]) found.push_back(element);
  return ascending(std::move(found));
}

std::uint32_t Elements::create() {
  written_.emplace_back();
  return bound() - 1;
}

void Elements::forget_last() {
  written_.pop_back();
  if (dead_.size() > bound()) dead_.resize(bound());
}

void Elements::remove(std::uint32_t element) {
  if (dead_.size() <= element) dead_.resize(element + std::size_t{1});
  dead_[element] = true;
  ++removed_;
}

void Elements::restore(std::uint32_t element) {
  dead_[element] = false;
  --removed_;
}

const Elements::Listed* Elements::find(std::uint32_t element) const {
  if (element >= base_) return &written_[element - base_];
  if (changed_.empty()) return nullptr;
  const auto found = changed_.find(element);
  return found == changed_.end() ? nullptr : &found->second;
}

Value Elements::get(std::uint32_t element, std::uint32_t key) const {
  if (const Listed* list = find(element)) {
    const Value* value = find_key(*list, key);
    return value ? *value : Value();
  }
  return get_base(element, key);
}

Value Elements::get_base(std::uint32_t element, std::uint32_t key) const {
  const Column* column = element < base_ ? base_column(key) : nullptr;
  return column ? column->at(element) : Value();
}

Elements::Listed Elements::list(std::uint32_t element) const {
  if (const Listed* list = find(element)) return *list;
  Listed properties;
  for (std::uint32_t key = 0; key < columns_.size(); ++key) {
    if (!columns_[key]) continue;
    if (Value value = columns_[key]->at(element); !value.is_null()) properties.emplace_back(key, std::move(value));
  }
  return properties;
}

/// Gives an element of the base its own list; its values then move from one part of every index to the other.
Elements::Listed& Elements::own(std::uint32_t element) {
  if (element >= base_) return written_[element - base_];
  if (const auto known = changed_.find(element); known != changed_.end()) return known->second;
  Listed& made = changed_.emplace(element, list(element)).first->second;
  for (auto& [key, index] : indexes_->by_key) {
    if (const Value* value = find_key(made, key)) enter(index, *value, element);
  }
  return made;
}

void Elements::replace(std::uint32_t element, std::uint32_t key, Value value, Value& before) {
  Listed& list = own(element);
  auto place = std::lower_bound(list.begin(), list.end(), key, precedes_key);
  const bool known = place != list.end() && place->first == key;
  if (known) before = place->second;
  if (const auto found = indexes_->by_key.find(key); found != indexes_->by_key.end()) {
    enter(found->second, value, element);
    if (found->second.entries > 2 * (changed_.size() + written_.size()) + 1024) indexes_->by_key.erase(found);
  }
  if (value.is_null()) {
    if (known) list.erase(place);
  } else if (known) {
    place->second = std::move(value);
  } else {
    list.emplace(place, key, std::move(value));
  }
}

Value Elements::set(std::uint32_t element, std::uint32_t key, Value value) {
  Value before;
  replace(element, key, std::move(value), before);
  if (element < base_) {
    if (writes_.size() <= key) writes_.resize(key + std::size_t{1});
    ++writes_[key];
  }
  return before;
}

void Elements::undo_set(std::uint32_t element, std::uint32_t key, Value before) {
  Value undone;
  replace(element, key, std::move(before), undone);
  if (element < base_) --writes_[key];
}

const Column* Elements::column(std::uint32_t key) const {
  if (!written_.empty() || (key < writes_.size() && writes_[key] != 0)) return nullptr;
  return base_column(key);
}

template <typename Visit>
void Elements::for_each_written(const Visit& visit) const {
  for (const auto& [element, list] : changed_) visit(element, list);
  for (std::uint32_t i = 0; i < written_.size(); ++i) visit(base_ + i, written_[i]);
}

void Elements::enter(Index& index, const Value& value, std::uint32_t element) {
  if (value.is_null()) return;
  index.written[value].push_back(element);
  ++index.entries;
  if (!value.is(Kind::List)) return;
  for (const Value& member : value.list()) index.written_members[member].push_back(element);
}

Elements::Index Elements::make_index(std::uint32_t key) const {
  Index index;
  if (const Column* column = base_column(key)) {
    index.sorted = column->sorted();
    for (const std::uint32_t element : index.sorted) {
      const Value value = column->at(element);
      if (!value.is(Kind::List)) continue;
      for (const Value& member : value.list()) index.members.emplace_back(member, element);
    }
    std::sort(index.members.begin(), index.members.end(), [](const auto& a, const auto& b) {
      const auto ordering = order(a.first, b.first);
      return ordering != 0 ? ordering < 0 : a.second < b.second;
    });
  }
  for_each_written([&](std::uint32_t element, const Listed& list) {
    if (const Value* value = find_key(list, key)) enter(index, *value, element);
  });
  return index;
}

const Elements::Index& Elements::index(std::uint32_t key) const {
  const std::lock_guard lock(indexes_->mutex);
  const auto known = indexes_->by_key.find(key);
  return known != indexes_->by_key.end() ? known->second : indexes_->by_key.emplace(key, make_index(key)).first->second;
}

void Elements::add_base(const Index& index, std::uint32_t key, const Value& value,
                        std::vector<std::uint32_t>& found) const {
  const Column* column = base_column(key);
  if (!column) return;
  const auto first = std::partition_point(index.sorted.begin(), index.sorted.end(),
                                          [&](std::uint32_t element) { return precedes(column->at(element), value); });
  const auto last = std::partition_point(first, index.sorted.end(),
                                         [&](std::uint32_t element) { return is(column->at(element), value); });
  if (changed_.empty() && removed_ == 0) {
    found.assign(first, last);
  } else {
    std::copy_if(first, last, std::back_inserter(found), [&](std::uint32_t element) { return in_base(element); });
  }
}

template <typename Holds>
void Elements::add_written(const Postings& postings, std::uint32_t key, const Value& value, const Holds& still_holds,
                           std::vector<std::uint32_t>& found) const {
  const auto elements = postings.find(value);
  if (elements == postings.end()) return;
  std::copy_if(elements->second.begin(), elements->second.end(), std::back_inserter(found),
               [&](std::uint32_t element) { return exists(element) && still_holds(get(element, key), value); });
}

std::vector<std::uint32_t> Elements::with(std::uint32_t key, const Value& value) const {
  std::vector<std::uint32_t> found;
  if (!can_equal(value)) return found;
  const Index& made = index(key);
  add_base(made, key, value, found);
  if (made.written.empty()) return found;
  add_written(made.written, key, value, is, found);
  return ascending(std::move(found));
}

std::vector<std::uint32_t> Elements::with_member(std::uint32_t key, const Value& value) const {
  std::vector<std::uint32_t> found = with(key, value);
  if (!can_equal(value)) return found;
  const Index& made = index(key);
  if (made.members.empty() && made.written_members.empty()) return found;
  auto member = std::partition_point(made.members.begin(), made.members.end(),
                                     [&](const auto& entry) { return precedes(entry.first, value); });
  for (; member != made.members.end() && is(member->first, value); ++member) {
    if (in_base(member->second)) found.push_back(member->second);
  }
  add_written(made.written_members, key, value, holds, found);
  return ascending(std::move(found));
}

std::vector<std::uint32_t> Elements::with_prefix(std::uint32_t key, std::string_view prefix) const {
  std::vector<std::uint32_t> found;
  const auto starts = [&](const Value& value) { return value.is(Kind::String) && value.string().starts_with(prefix); };
  if (const Column* column = base_column(key)) {
    const std::vector<std::uint32_t>& sorted = index(key).sorted;
    const Value least = Value::borrowed(prefix);
    auto element = std::partition_point(
        sorted.begin(), sorted.end(), [&](std::uint32_t candidate) { return order(column->at(candidate), least) < 0; });
    for (; element != sorted.end() && starts(column->at(*element)); ++element) {
      if (in_base(*element)) found.push_back(*element);
    }
  }
  for_each_written([&](std::uint32_t element, const Listed& list) {
    const Value* value = find_key(list, key);
    if (value && starts(*value) && exists(element)) found.push_back(element);
  });
  return ascending(std::move(found));
}

std::size_t Elements::bytes() const {
  std::size_t sum = dead_.size() / 8 + writes_.size() * sizeof(std::uint32_t);
  for (const auto& column : columns_) sum += column ? column->bytes() : 0;
  for_each_written(
      [&](std::uint32_t, const Listed& list) { sum += sizeof(Listed) + list.capacity() * sizeof(Listed::value_type); });
  const std::lock_guard lock(indexes_->mutex);
  for (const auto& [key, index] : indexes_->by_key) {
    sum += index.sorted.capacity() * sizeof(std::uint32_t) + index.members.capacity() * sizeof(index.members[0]);
    for (const Postings* postings : {&index.written, &index.written_members}) {
      for (const auto& [value, elements] : *postings) sum += sizeof(value) + elements.capacity() * sizeof(elements[0]);
    }
  }
  return sum;
}

}  // namespace whom::property
