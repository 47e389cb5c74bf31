// The values of each key are numbered first: nodes and relationships have numbers, values of a property those that its
// column gives out, all others get theirs from a table. Groups are then found by small integers: in an array where one
// key of known bound is all there is, else in a table of tuples.
#include "query/engine/groups.hpp"

#include <algorithm>
#include <unordered_map>

namespace whom::engine {
namespace {

using property::Value;

class ElementNumbers : public KeyNumbers {
 public:
  ElementNumbers(Slot slot, std::uint32_t bound) : slot_(slot), bound_(bound) {}
  void number(const Batch& batch, std::uint32_t* numbers) override {
    for (const std::uint32_t element : batch.columns[slot_].elements) *numbers++ = element + 1;  // no_element is 0
  }
  std::optional<std::uint32_t> bound() const override { return bound_ + 1; }
  void append(std::uint32_t number, Vector& column) const override { column.elements.push_back(number - 1); }

 private:
  Slot slot_;
  std::uint32_t bound_;
};

class PropertyNumbers : public KeyNumbers {
 public:
  PropertyNumbers(Slot slot, const property::Column& column) : slot_(slot), column_(column), bound_(column.classes()) {}
  void number(const Batch& batch, std::uint32_t* numbers) override {
    const std::vector<std::uint32_t>& elements = batch.columns[slot_].elements;
    if (std::find(elements.begin(), elements.end(), no_element) == elements.end())
      return column_.classify(elements, numbers);
    for (const std::uint32_t& element : elements) {
      *numbers = bound_ - 1;
      if (element != no_element) column_.classify({&element, 1}, numbers);
      ++numbers;
    }
  }
  std::optional<std::uint32_t> bound() const override { return bound_; }
  void append(std::uint32_t number, Vector& column) const override {
    column.values.push_back(column_.class_value(number));
  }

 private:
  Slot slot_;
  const property::Column& column_;
  std::uint32_t bound_;
};

class ValueNumbers : public KeyNumbers {
 public:
  explicit ValueNumbers(Execution& execution) : execution_(execution) {}
  void append(std::uint32_t number, Vector& column) const override {
    const Value& value = *values_[number];
    if (column.form == Vector::Form::Values)
      column.values.push_back(value);
    else if (value.is_null())
      column.elements.push_back(no_element);
    else
      column.elements.push_back(column.form == Vector::Form::Nodes ? value.node().index : value.relationship().index);
  }

 protected:
  void number(std::span<const Value> values, std::uint32_t* numbers) {
    const std::size_t known = values_.size();
    for (const Value& value : values) *numbers++ = number(value);
    execution_.hold(static_cast<std::ptrdiff_t>((values_.size() - known) * 5 * sizeof(Value)));
  }

 private:
  std::uint32_t number(const Value& value) {
    const auto [place, is_new] = numbers_.try_emplace(value, static_cast<std::uint32_t>(values_.size()));
    if (is_new) values_.push_back(&place->first);
    return place->second;
  }

  Execution& execution_;
  std::unordered_map<Value, std::uint32_t, property::Hash, property::Equivalent> numbers_;
  std::vector<const Value*> values_;
};

class ColumnValueNumbers : public ValueNumbers {
 public:
  ColumnValueNumbers(Slot slot, Execution& execution) : ValueNumbers(execution), slot_(slot) {}
  void number(const Batch& batch, std::uint32_t* numbers) override {
    ValueNumbers::number(batch.columns[slot_].values, numbers);
  }

 private:
  Slot slot_;
};

class ExpressionNumbers : public ValueNumbers {
 public:
  ExpressionNumbers(const Compiled& value, Execution& execution)
      : ValueNumbers(execution), execution_(execution), value_(value) {}
  void number(const Batch& batch, std::uint32_t* numbers) override {
    value_.values(execution_, batch, values_);
    ValueNumbers::number(values_, numbers);
  }

 private:
  const Execution& execution_;
  const Compiled& value_;
  std::vector<Value> values_;
};

}  // namespace

KeyNumbersPtr number_column(Slot slot, Execution& execution, Vector::Form form) {
  if (form == Vector::Form::Values) return std::make_unique<ColumnValueNumbers>(slot, execution);
  const property::Graph& graph = execution.graph;
  return std::make_unique<ElementNumbers>(
      slot, form == Vector::Form::Nodes ? graph.node_bound() : graph.relationship_bound());
}

KeyNumbersPtr number_property(const ColumnProperty& property, const Execution& execution, Vector::Form form) {
  const property::Column* column = column_of(property, execution.graph, form);
  return column == nullptr || column->classes() == 0 ? nullptr
                                                     : std::make_unique<PropertyNumbers>(property.element, *column);
}

KeyNumbersPtr number_values(const Compiled& value, Execution& execution) {
  return std::make_unique<ExpressionNumbers>(value, execution);
}

const property::Column* column_of(const ColumnProperty& property, const property::Graph& graph, Vector::Form form) {
  const auto key = graph.find_key(property.key);
  if (!key) return nullptr;
  return form == Vector::Form::Nodes ? graph.node_column(*key) : graph.relationship_column(*key);
}

Groups::Groups(std::vector<KeyNumbersPtr> keys, Execution& execution)
    : keys_(std::move(keys)), execution_(execution), columns_(keys_.size()), tuple_(keys_.size()) {
  const auto bound = keys_.size() == 1 ? keys_.front()->bound() : std::nullopt;
  if (bound && *bound <= execution.graph.node_bound() + std::size_t{1}) group_of_.emplace(*bound);
}

void Groups::number(const Batch& batch, std::vector<std::uint32_t>& groups) {
  groups.assign(batch.size, 0);
  if (keys_.empty()) return;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    columns_[i].resize(batch.size);
    keys_[i]->number(batch, columns_[i].data());
  }
  const std::size_t known = numbers_.size();
  if (group_of_)
    number_by_one_key(groups);
  else
    number_by_all_keys(groups);
  execution_.hold(static_cast<std::ptrdiff_t>((numbers_.size() - known + size()) * sizeof(std::uint32_t)));
}

void Groups::number_by_one_key(std::span<std::uint32_t> groups) {
  for (std::size_t row = 0; row < groups.size(); ++row) {
    const std::uint32_t number = columns_.front()[row];
    const auto next = static_cast<std::uint32_t>(numbers_.size());
    if (group_of_->insert(number, next)) numbers_.push_back(number);
    groups[row] = (*group_of_)[number];
  }
}

void Groups::number_by_all_keys(std::span<std::uint32_t> groups) {
  for (std::size_t row = 0; row < groups.size(); ++row) {
    if (2 * size() >= table_.size()) grow();
    groups[row] = find(row);
  }
}

std::uint32_t Groups::find(std::size_t row) {
  for (std::size_t i = 0; i < keys_.size(); ++i) tuple_[i] = columns_[i][row];
  std::size_t place = hash_of(tuple_);
  for (; table_[place] != no_element; place = (place + 1) & (table_.size() - 1)) {
    const std::uint32_t* known = numbers_.data() + table_[place] * keys_.size();
    if (std::equal(tuple_.begin(), tuple_.end(), known)) return table_[place];
  }
  table_[place] = static_cast<std::uint32_t>(size());
  numbers_.insert(numbers_.end(), tuple_.begin(), tuple_.end());
  return table_[place];
}

void Groups::grow() {
  table_.assign(std::max<std::size_t>(64, 2 * table_.size()), no_element);
  for (std::uint32_t group = 0; group < size(); ++group) {
    std::size_t place = hash_of({numbers_.data() + group * keys_.size(), keys_.size()});
    while (table_[place] != no_element) place = (place + 1) & (table_.size() - 1);
    table_[place] = group;
  }
}

/// A place of the table, whose size is a power of two.
std::size_t Groups::hash_of(std::span<const std::uint32_t> tuple) const {
  std::uint64_t hash = 0;
  for (const std::uint32_t number : tuple) hash = (hash ^ number) * 0x9E3779B97F4A7C15U, hash ^= hash >> 32;
  return hash & (table_.size() - 1);
}

void Groups::append(std::size_t key, std::span<const std::uint32_t> groups, Vector& column) const {
  for (const std::uint32_t group : groups) keys_[key]->append(numbers_[group * keys_.size() + key], column);
}

}  // namespace whom::engine
