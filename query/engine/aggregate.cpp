// Each batch is first numbered: which group each row belongs to. Each aggregate then takes its column with the numbers
// of groups, so that counting is a loop over integers.
#include "query/engine/aggregate.hpp"

#include <numeric>
#include <unordered_set>

#include "query/engine/node_set.hpp"

namespace whom::engine {
namespace {

using property::Value;

std::uint64_t times(const Batch& batch, std::size_t row) {
  return batch.multiplicities.empty() ? 1 : batch.multiplicities[row];
}

/// One aggregate over all groups.
class Totals {
 public:
  virtual ~Totals() = default;
  virtual void add(const Batch&, std::span<const std::uint32_t> groups, std::size_t group_count) = 0;
  virtual Value result(std::size_t group) const = 0;
  /// Drops groups whose result comes too late in an order.
  virtual void drop_unwanted(const Cutoff&, std::vector<std::uint32_t>&) const {}
};

/// Whole numbers by group.
class Counts : public Totals {
 public:
  Value result(std::size_t group) const final { return Value(count(group)); }
  void drop_unwanted(const Cutoff& cutoff, std::vector<std::uint32_t>& groups) const final {
    std::erase_if(groups,
                  [&, wanted = cutoff.wanted()](std::uint32_t group) { return !wanted.contains(count(group)); });
  }

 protected:
  void make_room(std::size_t group_count) { counts_.resize(std::max(group_count, counts_.size())); }
  void add(std::uint32_t group, std::uint64_t times) { counts_[group] += times; }

 private:
  std::int64_t count(std::size_t group) const {
    return group < counts_.size() ? static_cast<std::int64_t>(counts_[group]) : 0;
  }

  std::vector<std::uint64_t> counts_;
};

/// count(*), and count of a column of nodes or relationships.
class RowCount : public Counts {
 public:
  explicit RowCount(std::optional<Slot> elements) : elements_(elements) {}

  void add(const Batch& batch, std::span<const std::uint32_t> groups, std::size_t group_count) override {
    make_room(group_count);
    const std::uint32_t* elements = elements_ ? batch.columns[*elements_].elements.data() : nullptr;
    for (std::size_t row = 0; row < batch.size; ++row)
      if (elements == nullptr || elements[row] != no_element) Counts::add(groups[row], times(batch, row));
  }

 private:
  std::optional<Slot> elements_;
};

/// count(DISTINCT) of a column of nodes or relationships.
class DistinctElements : public Counts {
 public:
  DistinctElements(Slot elements, std::size_t bound, bool one_group)
      : elements_(elements), one_group_(one_group), seen_(one_group ? bound : 0) {}

  void add(const Batch& batch, std::span<const std::uint32_t> groups, std::size_t group_count) override {
    make_room(group_count);
    const std::vector<std::uint32_t>& elements = batch.columns[elements_].elements;
    for (std::size_t row = 0; row < batch.size; ++row)
      if (elements[row] != no_element) Counts::add(groups[row], is_new(groups[row], elements[row]) ? 1 : 0);
  }

 private:
  bool is_new(std::uint32_t group, std::uint32_t element) {
    if (!one_group_) return pairs_.insert(std::uint64_t{group} << 32 | element).second;
    return seen_.insert(element);
  }

  Slot elements_;
  bool one_group_;
  Bits seen_;
  std::unordered_set<std::uint64_t> pairs_;
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

/// Of the aggregate that fills a column.
std::optional<std::size_t> item_at(const Aggregation& step, std::optional<Slot> slot) {
  for (std::size_t i = 0; i < step.items.size(); ++i)
    if (step.items[i].slot == slot) return i;
  return {};
}

class AggregationCursor : public Cursor {
 public:
  AggregationCursor(const Aggregation& step, Execution& execution)
      : step_(step),
        execution_(execution),
        reader_(*step.inputs.front(), execution),
        groups_(number_keys(), execution) {
    for (const Aggregation::Item& item : step.items) totals_.push_back(make_totals(item));
  }

  bool next(Batch& out) override {
    if (!std::exchange(done_, true)) aggregate();
    clear(out);
    if (written_ == groups_.size()) return false;
    wanted_.resize(std::min(groups_.size() - written_, batch_rows));
    std::iota(wanted_.begin(), wanted_.end(), static_cast<std::uint32_t>(written_));
    written_ += wanted_.size();
    if (ordered_by_) totals_[*ordered_by_]->drop_unwanted(*cutoff_, wanted_);
    write(out);
    return true;
  }

  void heed(const Cutoff& cutoff, std::optional<Slot> key) override {
    cutoff_ = &cutoff;
    ordered_by_ = item_at(step_, key);
  }

 private:
  std::vector<KeyNumbersPtr> number_keys() const {
    std::vector<KeyNumbersPtr> keys;
    for (const Aggregation::Key& key : step_.keys) {
      KeyNumbersPtr numbers;
      if (key.variable) numbers = number_column(*key.variable, execution_, form(*key.variable));
      if (key.property) numbers = number_property(*key.property, execution_, form(key.property->element));
      keys.push_back(numbers ? std::move(numbers) : number_values(key.value, execution_));
    }
    return keys;
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
      groups_.number(reader_.batch(), numbers);
      for (const auto& totals : totals_) totals->add(reader_.batch(), numbers, groups_.size());
    }
  }

  void write(Batch& out) const {
    for (std::size_t i = 0; i < step_.keys.size(); ++i) groups_.append(i, wanted_, out.columns[step_.keys[i].slot]);
    for (std::size_t i = 0; i < totals_.size(); ++i)
      for (const std::uint32_t group : wanted_)
        out.columns[step_.items[i].slot].values.push_back(totals_[i]->result(group));
    out.size = wanted_.size();
  }

  const Aggregation& step_;
  Execution& execution_;
  Reader reader_;
  Groups groups_;
  std::vector<std::unique_ptr<Totals>> totals_;
  const Cutoff* cutoff_ = nullptr;
  std::optional<std::size_t> ordered_by_;  ///< the item that the cutoff is about
  bool done_ = false;
  std::size_t written_ = 0;
  std::vector<std::uint32_t> wanted_;
};

/// Rows that are groups already.
class UniqueRowsCursor : public Cursor {
 public:
  UniqueRowsCursor(const Aggregation& step, const property::Column* property, Execution& execution)
      : step_(step), property_(property), reader_(*step.inputs.front(), execution) {}

  bool next(Batch& out) override {
    clear(out);
    if (!reader_.advance()) return false;
    Batch& batch = reader_.batch();
    out.size = batch.size;
    std::vector<std::uint32_t>& nodes = batch.columns[*step_.unique_node].elements;
    Vector& key = out.columns[step_.keys.front().slot];
    if (property_ == nullptr) {
      key.elements.swap(nodes);
    } else {
      key.values.resize(nodes.size());
      property_->gather(nodes, key.values.data());
    }
    for (const Aggregation::Item& item : step_.items) {
      std::vector<Value>& counts = out.columns[item.slot].values;
      counts.reserve(batch.size);
      for (std::size_t row = 0; row < batch.size; ++row)
        counts.emplace_back(static_cast<std::int64_t>(times(batch, row)));
    }
    return true;
  }

  /// All that is counted is how often a row occurs.
  void heed(const Cutoff& cutoff, std::optional<Slot> key) override {
    if (item_at(step_, key)) reader_.heed(cutoff, std::nullopt);
  }

 private:
  const Aggregation& step_;
  const property::Column* property_;  ///< of the key, if it is one
  Reader reader_;
};

}  // namespace

CursorPtr Aggregation::open(Execution& execution) const {
  if (!unique_node) return std::make_unique<AggregationCursor>(*this, execution);
  const property::Column* column = nullptr;
  if (const auto& property = keys.front().property) {
    column = column_of(*property, execution.graph, Vector::Form::Nodes);
    if (column == nullptr || !column->all_different()) return std::make_unique<AggregationCursor>(*this, execution);
  }
  return std::make_unique<UniqueRowsCursor>(*this, column, execution);
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
