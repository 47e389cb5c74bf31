#include "query/engine/rows.hpp"

#include <numeric>

#include "query/engine/groups.hpp"

namespace whom::engine {
namespace {

using property::Value;

class FilterCursor : public Cursor {
 public:
  FilterCursor(const Filter& step, Execution& execution)
      : step_(step), execution_(execution), cursor_(execution.open(*step.inputs.front())) {}

  bool next(Batch& out) override {
    if (!cursor_->next(out)) return false;
    execution_.check();
    step_.condition.values(execution_, out, values_);
    kept_.clear();
    for (std::uint32_t row = 0; row < out.size; ++row)
      if (is_true(values_[row])) kept_.push_back(row);
    if (kept_.size() < out.size) keep(out, kept_, step_.live);
    return true;
  }
  void heed(const Cutoff& cutoff, std::optional<Slot> key) override { cursor_->heed(cutoff, key); }

 private:
  const Filter& step_;
  Execution& execution_;
  CursorPtr cursor_;
  std::vector<Value> values_;
  std::vector<std::uint32_t> kept_;
};

/// Numbers of nodes or relationships for a column of that form.
std::uint32_t element_of(const Value& value, Vector::Form form) {
  if (value.is_null()) return no_element;
  const bool nodes = form == Vector::Form::Nodes;
  if (!value.is(nodes ? property::Kind::Node : property::Kind::Relationship))
    fail("TypeError", "InvalidArgumentType",
         std::string("expected a ") + (nodes ? "node" : "relationship") + ", not " + std::string(name(value.kind())));
  return nodes ? value.node().index : value.relationship().index;
}

class ExtendCursor : public Cursor {
 public:
  ExtendCursor(const Extend& step, Execution& execution)
      : step_(step), execution_(execution), cursor_(execution.open(*step.inputs.front())) {}

  bool next(Batch& out) override {
    if (!cursor_->next(out)) return false;
    for (const Extend::Item& item : step_.items) {
      Vector& column = out.columns[item.slot];
      item.value.values(execution_, out, values_);
      if (column.form == Vector::Form::Values) {
        column.values.swap(values_);
        continue;
      }
      column.elements.clear();
      for (const Value& value : values_) column.elements.push_back(element_of(value, column.form));
    }
    return true;
  }
  void heed(const Cutoff& cutoff, std::optional<Slot> key) override {
    if (!key || !contains(step_.fills(), *key)) cursor_->heed(cutoff, key);
  }

 private:
  const Extend& step_;
  Execution& execution_;
  CursorPtr cursor_;
  std::vector<Value> values_;
};

class UnwindCursor : public Cursor {
 public:
  UnwindCursor(const Unwind& step, Execution& execution)
      : step_(step), execution_(execution), reader_(*step.inputs.front(), execution) {}

  bool next(Batch& out) override {
    clear(out);
    execution_.check();
    if (row_ == reader_.batch().size) {
      if (!reader_.advance()) return false;
      row_ = at_ = 0;
      step_.list.values(execution_, reader_.batch(), lists_);
    }
    rows_.clear();
    std::vector<Value>& members = out.columns[step_.slot].values;
    while (row_ < reader_.batch().size && rows_.size() < batch_rows) take(members);
    carry(reader_.batch(), rows_, step_.live, out);
    return true;
  }

 private:
  void take(std::vector<Value>& members) {
    const Value& value = lists_[row_];
    const bool single = !value.is(property::Kind::List);
    const std::size_t size = value.is_null() ? 0 : single ? 1 : value.list().size();
    for (; at_ < size && rows_.size() < batch_rows; ++at_) {
      members.push_back(single ? value : value.list()[at_]);
      rows_.push_back(static_cast<std::uint32_t>(row_));
    }
    if (at_ == size) ++row_, at_ = 0;
  }

  const Unwind& step_;
  Execution& execution_;
  Reader reader_;
  std::vector<Value> lists_;
  std::vector<std::uint32_t> rows_;
  std::size_t row_ = 0, at_ = 0;
};

class SliceCursor : public Cursor {
 public:
  SliceCursor(const Slice& step, Execution& execution)
      : step_(step),
        skip_(step.skip ? count_of(*step.skip, execution, "SKIP") : 0),
        left_(step.limit ? count_of(*step.limit, execution, "LIMIT") : static_cast<std::uint64_t>(-1)),
        cursor_(execution.open(*step.inputs.front())) {}

  bool next(Batch& out) override {
    if (left_ == 0 && begun_) return false;
    begun_ = true;  // what is written before is written even for LIMIT 0
    if (!cursor_->next(out)) return false;
    const std::uint64_t first = std::min<std::uint64_t>(skip_, out.size);
    const std::uint64_t count = std::min<std::uint64_t>(left_, out.size - first);
    skip_ -= first;
    left_ -= count;
    if (count == out.size) return true;
    kept_.resize(count);
    std::iota(kept_.begin(), kept_.end(), static_cast<std::uint32_t>(first));
    keep(out, kept_, step_.live);
    return true;
  }

 private:
  const Slice& step_;
  std::uint64_t skip_, left_;
  bool begun_ = false;
  CursorPtr cursor_;
  std::vector<std::uint32_t> kept_;
};

class DistinctCursor : public Cursor {
 public:
  DistinctCursor(const Distinct& step, Execution& execution)
      : step_(step),
        execution_(execution),
        cursor_(execution.open(*step.inputs.front())),
        groups_(number_columns(), execution) {}

  bool next(Batch& out) override {
    if (!cursor_->next(out)) return false;
    execution_.check();
    auto first_new = static_cast<std::uint32_t>(groups_.size());
    groups_.number(out, numbers_);
    kept_.clear();
    for (std::uint32_t row = 0; row < out.size; ++row) {
      if (numbers_[row] != first_new) continue;
      kept_.push_back(row);
      ++first_new;
    }
    if (kept_.size() < out.size) keep(out, kept_, step_.live);
    out.multiplicities.clear();
    return true;
  }

 private:
  std::vector<KeyNumbersPtr> number_columns() const {
    const Batch columns = execution_.make_batch();
    std::vector<KeyNumbersPtr> keys;
    for (const Slot slot : step_.slots) keys.push_back(number_column(slot, execution_, columns.columns[slot].form));
    return keys;
  }

  const Distinct& step_;
  Execution& execution_;
  CursorPtr cursor_;
  Groups groups_;
  std::vector<std::uint32_t> numbers_, kept_;
};

class UnionCursor : public Cursor {
 public:
  UnionCursor(const Union& step, Execution& execution) : step_(step), execution_(execution) {}

  bool next(Batch& out) override {
    clear(out);
    for (; part_ < step_.inputs.size(); ++part_, reader_.reset()) {
      if (!reader_) reader_.emplace(*step_.inputs[part_], execution_);
      if (!reader_->advance()) continue;
      move_columns(reader_->batch(), out);
      return true;
    }
    return false;
  }

 private:
  void move_columns(const Batch& batch, Batch& out) const {
    for (std::size_t i = 0; i < step_.to.size(); ++i) {
      std::vector<Value>& values = out.columns[step_.to[i]].values;
      for (std::size_t row = 0; row < batch.size; ++row) values.push_back(batch.columns[step_.from[part_][i]].at(row));
    }
    out.size = batch.size;
  }

  const Union& step_;
  Execution& execution_;
  std::size_t part_ = 0;
  std::optional<Reader> reader_;
};

void fill_with_null(Vector& column, std::size_t size) {
  if (column.form == Vector::Form::Values)
    column.values.resize(size);
  else
    column.elements.resize(size, no_element);
}

/// The plan hands back rows in the order of the rows it is run for; the gaps between are those without.
class OptionalCursor : public Cursor {
 public:
  OptionalCursor(const Optional& step, Execution& execution)
      : step_(step), reader_(*step.inputs.front(), *step.plan, step.argument, execution) {}

  bool next(Batch& out) override {
    clear(out);
    if (!reader_.begin()) return false;
    if (!reader_.advance()) {
      append_missing(static_cast<std::uint32_t>(reader_.input().size), out);
      awaited_ = 0;
      return true;
    }
    const std::vector<std::uint32_t>& ordinals = reader_.found().columns[step_.ordinal].elements;
    for (std::uint32_t row = 0; row < reader_.found().size;) {
      append_missing(ordinals[row], out);
      row = append_found(row, ordinals, out);
    }
    return true;
  }

 private:
  /// Rows from the awaited one to this one have found nothing.
  void append_missing(std::uint32_t until, Batch& out) {
    if (awaited_ >= until) return;
    rows_.resize(until - awaited_);
    std::iota(rows_.begin(), rows_.end(), awaited_);
    carry(reader_.input(), rows_, step_.live, out);
    for (const Slot slot : step_.wanted) fill_with_null(out.columns[slot], out.size);
    awaited_ = until;
  }

  /// Rows as long as nothing is missing between them.
  std::uint32_t append_found(std::uint32_t row, const std::vector<std::uint32_t>& ordinals, Batch& out) {
    rows_.clear();
    for (; row < reader_.found().size && ordinals[row] <= awaited_; ++row) {
      rows_.push_back(row);
      awaited_ = ordinals[row] + 1;
    }
    std::vector<Slot> slots = step_.live;
    slots.insert(slots.end(), step_.wanted.begin(), step_.wanted.end());
    carry(reader_.found(), rows_, slots, out);
    return row;
  }

  const Optional& step_;
  InnerReader reader_;
  std::uint32_t awaited_ = 0;  ///< the rows before this one are in the output
  std::vector<std::uint32_t> rows_;
};

}  // namespace

std::uint64_t count_of(const Compiled& count, const Execution& execution, std::string_view clause) {
  const Value value = value_of(count, execution);
  if (!value.is(property::Kind::Integer))
    fail("SyntaxError", "InvalidArgumentType", std::string(clause) + " needs a whole number, not " + print(value));
  if (value.integer() < 0)
    fail("SyntaxError", "NegativeIntegerArgument", std::string(clause) + " needs a number from 0, not " + print(value));
  return static_cast<std::uint64_t>(value.integer());
}

CursorPtr Filter::open(Execution& execution) const { return std::make_unique<FilterCursor>(*this, execution); }
CursorPtr Extend::open(Execution& execution) const { return std::make_unique<ExtendCursor>(*this, execution); }
CursorPtr Unwind::open(Execution& execution) const { return std::make_unique<UnwindCursor>(*this, execution); }
CursorPtr Slice::open(Execution& execution) const { return std::make_unique<SliceCursor>(*this, execution); }
CursorPtr Distinct::open(Execution& execution) const { return std::make_unique<DistinctCursor>(*this, execution); }
CursorPtr Union::open(Execution& execution) const { return std::make_unique<UnionCursor>(*this, execution); }
CursorPtr Optional::open(Execution& execution) const { return std::make_unique<OptionalCursor>(*this, execution); }

std::string Extend::describe() const {
  std::string text;
  for (const Item& item : items) text += (text.empty() ? "Extend " : ", ") + item.value.text + " AS " + item.name;
  return text;
}

std::vector<Slot> Extend::reads() const {
  std::vector<Slot> slots;
  for (const Item& item : items) slots.insert(slots.end(), item.value.reads.begin(), item.value.reads.end());
  return slots;
}

std::vector<Slot> Extend::fills() const {
  std::vector<Slot> slots;
  for (const Item& item : items) slots.push_back(item.slot);
  return slots;
}

std::string Slice::describe() const {
  return (skip ? "Skip " + skip->text : std::string()) + (skip && limit ? " " : "") +
         (limit ? "Limit " + limit->text : std::string());
}

}  // namespace whom::engine
