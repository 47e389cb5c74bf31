// Each batch is first numbered: which group each row belongs to. Groups are found by the number of a node where one
// column of nodes is the key, else by hashing the keys' values. Each aggregate then takes its column with the numbers
// of groups, so that counting is a loop over integers.
#include "query/engine/aggregate.hpp"

#include <unordered_map>
#include <unordered_set>

#include "query/engine/marks.hpp"
#include "query/engine/row_key.hpp"

namespace whom::engine {
namespace {

using property::Value;

std::uint64_t times(const Batch& batch, std::size_t row) {
  return batch.multiplicities.empty() ? 1 : batch.multiplicities[row];
}

/// Numbers groups in the order in which they come.
class Groups {
 public:
  virtual ~Groups() = default;
  virtual void number(const Batch&, std::vector<std::uint32_t>& groups) = 0;
  virtual std::size_t size() const = 0;
  /// Appends the keys of groups first .. last - 1.
  virtual void write(std::size_t first, std::size_t last, Batch& out) const = 0;
};

class OneGroup : public Groups {
 public:
  void number(const Batch& batch, std::vector<std::uint32_t>& groups) override { groups.assign(batch.size, 0); }
  std::size_t size() const override { return 1; }
  void write(std::size_t, std::size_t, Batch&) const override {}
};

/// By one column of nodes.
class NodeGroups : public Groups {
 public:
  NodeGroups(const Aggregation::Key& key, std::size_t bound) : key_(key), numbers_(bound) {}

  void number(const Batch& batch, std::vector<std::uint32_t>& groups) override {
    groups.resize(batch.size);
    const std::vector<std::uint32_t>& nodes = batch.columns[*key_.variable].elements;
    for (std::size_t row = 0; row < batch.size; ++row) groups[row] = number(nodes[row]);
  }
  std::size_t size() const override { return nodes_.size(); }
  void write(std::size_t first, std::size_t last, Batch& out) const override {
    out.columns[key_.slot].elements.assign(nodes_.begin() + static_cast<std::ptrdiff_t>(first),
                                           nodes_.begin() + static_cast<std::ptrdiff_t>(last));
  }

 private:
  std::uint32_t number(std::uint32_t node) {
    const auto next = static_cast<std::uint32_t>(nodes_.size());
    if (node == no_element) {
      if (!null_) null_ = next, nodes_.push_back(node);
      return *null_;
    }
    if (!numbers_.insert(node, next)) return numbers_[node];
    nodes_.push_back(node);
    return next;
  }

  const Aggregation::Key& key_;
  Marks numbers_;
  std::optional<std::uint32_t> null_;
  std::vector<std::uint32_t> nodes_;
};

/// By the values of any keys.
class ValueGroups : public Groups {
 public:
  ValueGroups(const std::vector<Aggregation::Key>& keys, Execution& execution)
      : keys_(keys), execution_(execution), columns_(keys.size()) {}

  void number(const Batch& batch, std::vector<std::uint32_t>& groups) override {
    for (std::size_t i = 0; i < keys_.size(); ++i) keys_[i].value.values(execution_, batch, columns_[i]);
    groups.resize(batch.size);
    for (std::size_t row = 0; row < batch.size; ++row) groups[row] = number(row);
  }
  std::size_t size() const override { return rows_.size(); }
  void write(std::size_t first, std::size_t last, Batch& out) const override {
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      Vector& column = out.columns[keys_[i].slot];
      for (std::size_t group = first; group < last; ++group) append((*rows_[group])[i], column);
    }
  }

 private:
  static void append(const Value& value, Vector& column) {
    if (column.form == Vector::Form::Values)
      column.values.push_back(value);
    else if (value.is_null())
      column.elements.push_back(no_element);
    else
      column.elements.push_back(column.form == Vector::Form::Nodes ? value.node().index : value.relationship().index);
  }

  std::uint32_t number(std::size_t row) {
    property::List key;
    key.reserve(columns_.size());
    for (const std::vector<Value>& column : columns_) key.push_back(column[row]);
    const auto [place, is_new] = groups_.try_emplace(std::move(key), static_cast<std::uint32_t>(rows_.size()));
    if (is_new) {
      rows_.push_back(&place->first);
      execution_.hold(static_cast<std::ptrdiff_t>((columns_.size() + 6) * sizeof(Value)));
    }
    return place->second;
  }

  const std::vector<Aggregation::Key>& keys_;
  Execution& execution_;
  std::vector<std::vector<Value>> columns_;
  std::unordered_map<property::List, std::uint32_t, RowHash, RowEqual> groups_;
  std::vector<const property::List*> rows_;
};

/// One aggregate over all groups.
class Totals {
 public:
  virtual ~Totals() = default;
  virtual void add(const Batch&, std::span<const std::uint32_t> groups, std::size_t group_count) = 0;
  virtual Value result(std::size_t group) const = 0;
};

/// count(*), and count of a column of nodes or relationships.
class RowCount : public Totals {
 public:
  explicit RowCount(std::optional<Slot> elements) : elements_(elements) {}

  void add(const Batch& batch, std::span<const std::uint32_t> groups, std::size_t group_count) override {
    counts_.resize(std::max(group_count, counts_.size()));
    const std::uint32_t* elements = elements_ ? batch.columns[*elements_].elements.data() : nullptr;
    for (std::size_t row = 0; row < batch.size; ++row)
      if (elements == nullptr || elements[row] != no_element) counts_[groups[row]] += times(batch, row);
  }
  Value result(std::size_t group) const override {
    return Value(group < counts_.size() ? static_cast<std::int64_t>(counts_[group]) : std::int64_t{0});
  }

 private:
  std::optional<Slot> elements_;
  std::vector<std::uint64_t> counts_;
};

/// count(DISTINCT) of a column of nodes or relationships.
class DistinctElements : public Totals {
 public:
  DistinctElements(Slot elements, std::size_t bound, bool one_group)
      : elements_(elements), one_group_(one_group), seen_(one_group ? bound : 0) {}

  void add(const Batch& batch, std::span<const std::uint32_t> groups, std::size_t group_count) override {
    counts_.resize(std::max(group_count, counts_.size()));
    const std::vector<std::uint32_t>& elements = batch.columns[elements_].elements;
    for (std::size_t row = 0; row < batch.size; ++row)
      if (elements[row] != no_element && is_new(groups[row], elements[row])) ++counts_[groups[row]];
  }
  Value result(std::size_t group) const override {
    return Value(group < counts_.size() ? static_cast<std::int64_t>(counts_[group]) : std::int64_t{0});
  }

 private:
  bool is_new(std::uint32_t group, std::uint32_t element) {
    if (!one_group_) return pairs_.insert(std::uint64_t{group} << 32 | element).second;
    if (seen_[element]) return false;
    return seen_[element] = true;
  }

  Slot elements_;
  bool one_group_;
  std::vector<bool> seen_;
  std::unordered_set<std::uint64_t> pairs_;
  std::vector<std::uint64_t> counts_;
};

/// Any other aggregate.
class ValueTotals : public Totals {
 public:
  ValueTotals(const Aggregation::Item& item, Execution& execution) : item_(item), execution_(execution) {}

  void add(const Batch& batch, std::span<const std::uint32_t> groups, std::size_t) override {
    item_.argument->values(execution_, batch, values_);
    if (item_.distinct || item_.function == "collect")
      execution_.hold(static_cast<std::ptrdiff_t>(batch.size * sizeof(Value)));
    if (item_.parameter) item_.parameter->values(execution_, batch, parameters_);
    for (std::size_t row = 0; row < batch.size; ++row) {
      // The first row of a group says the parameter.
      if (groups[row] == totals_.size()) totals_.push_back(make(item_.parameter ? parameters_[row] : Value()));
      totals_[groups[row]]->add(values_[row], times(batch, row));
    }
  }
  Value result(std::size_t group) const override {
    return group < totals_.size() ? totals_[group]->result() : make({})->result();
  }

 private:
  std::unique_ptr<Aggregate> make(const Value& parameter) const {
    return make_aggregate(item_.function, item_.distinct, parameter);
  }

  const Aggregation::Item& item_;
  Execution& execution_;
  std::vector<Value> values_, parameters_;
  std::vector<std::unique_ptr<Aggregate>> totals_;
};

bool is_count(const Aggregation::Item& item) { return item.function == "count"; }

class AggregationCursor : public Cursor {
 public:
  AggregationCursor(const Aggregation& step, Execution& execution)
      : step_(step), execution_(execution), reader_(*step.inputs.front(), execution), groups_(make_groups()) {
    for (const Aggregation::Item& item : step.items) totals_.push_back(make_totals(item));
  }

  bool next(Batch& out) override {
    if (!std::exchange(done_, true)) aggregate();
    clear(out);
    if (written_ == groups_->size()) return false;
    const std::size_t last = std::min(groups_->size(), written_ + batch_rows);
    groups_->write(written_, last, out);
    for (std::size_t i = 0; i < totals_.size(); ++i) {
      std::vector<Value>& values = out.columns[step_.items[i].slot].values;
      values.reserve(last - written_);
      for (std::size_t group = written_; group < last; ++group) values.push_back(totals_[i]->result(group));
    }
    out.size = last - written_;
    written_ = last;
    return true;
  }

 private:
  std::unique_ptr<Groups> make_groups() const {
    if (step_.keys.empty()) return std::make_unique<OneGroup>();
    const Aggregation::Key& key = step_.keys.front();
    if (step_.keys.size() == 1 && key.variable && form(*key.variable) == Vector::Form::Nodes)
      return std::make_unique<NodeGroups>(key, execution_.graph.node_bound());
    return std::make_unique<ValueGroups>(step_.keys, execution_);
  }

  std::unique_ptr<Totals> make_totals(const Aggregation::Item& item) const {
    const bool elements = item.variable && form(*item.variable) != Vector::Form::Values;
    if (is_count(item) && !item.argument) return std::make_unique<RowCount>(std::nullopt);
    if (is_count(item) && elements && !item.distinct) return std::make_unique<RowCount>(item.variable);
    if (is_count(item) && elements) {
      const bool nodes = form(*item.variable) == Vector::Form::Nodes;
      return std::make_unique<DistinctElements>(
          *item.variable, nodes ? execution_.graph.node_bound() : execution_.graph.relationship_bound(),
          step_.keys.empty());
    }
    return std::make_unique<ValueTotals>(item, execution_);
  }

  Vector::Form form(Slot slot) const { return reader_.batch().columns[slot].form; }

  void aggregate() {
    std::vector<std::uint32_t> numbers;
    while (reader_.advance()) {
      execution_.check();
      groups_->number(reader_.batch(), numbers);
      for (const auto& totals : totals_) totals->add(reader_.batch(), numbers, groups_->size());
    }
  }

  const Aggregation& step_;
  Execution& execution_;
  Reader reader_;
  std::unique_ptr<Groups> groups_;
  std::vector<std::unique_ptr<Totals>> totals_;
  bool done_ = false;
  std::size_t written_ = 0;
};

/// Rows that are groups already.
class UniqueRowsCursor : public Cursor {
 public:
  UniqueRowsCursor(const Aggregation& step, Execution& execution)
      : step_(step), reader_(*step.inputs.front(), execution) {}

  bool next(Batch& out) override {
    clear(out);
    if (!reader_.advance()) return false;
    Batch& batch = reader_.batch();
    out.size = batch.size;
    const Aggregation::Key& key = step_.keys.front();
    out.columns[key.slot].elements.swap(batch.columns[*key.variable].elements);
    for (const Aggregation::Item& item : step_.items) {
      std::vector<Value>& counts = out.columns[item.slot].values;
      counts.reserve(batch.size);
      for (std::size_t row = 0; row < batch.size; ++row)
        counts.emplace_back(static_cast<std::int64_t>(times(batch, row)));
    }
    return true;
  }

 private:
  const Aggregation& step_;
  Reader reader_;
};

}  // namespace

CursorPtr Aggregation::open(Execution& execution) const {
  if (unique_rows) return std::make_unique<UniqueRowsCursor>(*this, execution);
  return std::make_unique<AggregationCursor>(*this, execution);
}

std::string Aggregation::describe() const {
  std::string text = "Aggregate";
  for (const Item& item : items) text += ' ' + item.text;
  for (std::size_t i = 0; i < keys.size(); ++i) text += (i == 0 ? " by " : ", ") + keys[i].value.text;
  return text;
}

std::vector<Slot> Aggregation::reads() const {
  std::vector<Slot> slots;
  const auto add = [&](const Compiled& value) { slots.insert(slots.end(), value.reads.begin(), value.reads.end()); };
  for (const Key& key : keys) add(key.value);
  for (const Item& item : items)
    for (const auto* part : {&item.argument, &item.parameter})
      if (*part) add(**part);
  return slots;
}

std::vector<Slot> Aggregation::fills() const {
  std::vector<Slot> slots;
  for (const Key& key : keys) slots.push_back(key.slot);
  for (const Item& item : items) slots.push_back(item.slot);
  return slots;
}

bool Aggregation::ignores_duplicates() const {
  return std::all_of(items.begin(), items.end(), [](const Item& item) { return item.distinct; });
}

}  // namespace whom::engine
