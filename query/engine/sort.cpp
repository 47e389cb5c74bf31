// Rows are gathered with their keys and an index is sorted. Where only the first k rows are wanted, rows that come
// after the k-th so far are dropped as they come, and the others are cut back to k whenever twice as many have
// gathered. The input is told, so that it need not make what would be dropped.
#include "query/engine/sort.hpp"

#include <numeric>

#include "query/engine/compact.hpp"
#include "query/engine/rows.hpp"

namespace whom::engine {
namespace {

using property::Value;

class SortCursor : public Cursor {
 public:
  SortCursor(const Sort& step, Execution& execution)
      : step_(step),
        execution_(execution),
        cursor_(execution.open(*step.inputs.front())),
        rows_(execution.make_batch()),
        keys_(step.keys.size()) {
    if (step.most.empty()) return;
    most_ = 0;
    for (const Compiled& count : step.most) *most_ += count_of(count, execution, "LIMIT");
    if (!step.keys.front().variable) return;
    cutoff_ = {step.keys.front().descending, step.keys.size() > 1, {}};
    cursor_->heed(cutoff_, step.keys.front().variable);
  }

  bool next(Batch& out) override {
    if (!std::exchange(done_, true)) gather(out);
    clear(out);
    const std::size_t last = std::min(sorted_.size(), written_ + batch_rows);
    if (written_ == last) return false;
    carry(rows_, std::span(sorted_).subspan(written_, last - written_), step_.live, out);
    written_ = last;
    return true;
  }

 private:
  void gather(Batch& batch) {
    while (cursor_->next(batch)) {
      execution_.check();
      append(batch);
      if (most_ && rows_.size > (limit_.empty() ? 1 : 2) * *most_) cut();
    }
    sort();
  }

  void append(const Batch& batch) {
    batch_keys_.resize(keys_.size());
    new_keys_.resize(keys_.size());
    for (std::size_t i = 0; i < keys_.size(); ++i) evaluate(i, batch);
    kept_.clear();
    for (std::uint32_t row = 0; row < batch.size; ++row)
      if (limit_.empty() || before_limit(row)) kept_.push_back(row);
    carry(batch, kept_, step_.live, rows_);
    for (std::size_t i = 0; i < keys_.size(); ++i)
      for (const std::uint32_t row : kept_) keys_[i].push_back(new_keys_[i][row]);
    execution_.hold(static_cast<std::ptrdiff_t>(kept_.size() * (keys_.size() + step_.live.size()) * sizeof(Value)));
  }

  /// A column of values is its own key.
  void evaluate(std::size_t key, const Batch& batch) {
    const auto variable = step_.keys[key].variable;
    if (variable && batch.columns[*variable].form == Vector::Form::Values) {
      new_keys_[key] = batch.columns[*variable].values.data();
      return;
    }
    step_.keys[key].value.values(execution_, batch, batch_keys_[key]);
    new_keys_[key] = batch_keys_[key].data();
  }

  /// Most keys are whole numbers, and most rows are told apart by the first key.
  static std::strong_ordering order(const Value& a, const Value& b) {
    if (a.is(property::Kind::Integer) && b.is(property::Kind::Integer)) return a.integer() <=> b.integer();
    return property::order(a, b);
  }

  /// Whether a new row comes before the last of those that are wanted so far.
  bool before_limit(std::uint32_t row) const {
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      const auto order = SortCursor::order(new_keys_[i][row], limit_[i]);
      if (order != 0) return (order < 0) != step_.keys[i].descending;
    }
    return false;
  }

  bool before(std::uint32_t a, std::uint32_t b) const {
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      const auto order = SortCursor::order(keys_[i][a], keys_[i][b]);
      if (order != 0) return (order < 0) != step_.keys[i].descending;
    }
    return a < b;
  }

  /// Keeps the wanted rows of those so far, in the order in which they came.
  void cut() {
    sort();
    if (!sorted_.empty()) {
      limit_.clear();
      for (const std::vector<Value>& key : keys_) limit_.push_back(key[sorted_.back()]);
      cutoff_.limit = limit_.front();
    }
    std::sort(sorted_.begin(), sorted_.end());
    keep(rows_, sorted_, step_.live);
    for (std::vector<Value>& key : keys_) compact(key, sorted_);
  }

  void sort() {
    sorted_.resize(rows_.size);
    std::iota(sorted_.begin(), sorted_.end(), 0U);
    const auto less = [this](std::uint32_t a, std::uint32_t b) { return before(a, b); };
    if (!most_ || *most_ >= sorted_.size()) return std::sort(sorted_.begin(), sorted_.end(), less);
    const auto middle = sorted_.begin() + static_cast<std::ptrdiff_t>(*most_);
    std::partial_sort(sorted_.begin(), middle, sorted_.end(), less);
    sorted_.erase(middle, sorted_.end());
  }

  const Sort& step_;
  Execution& execution_;
  CursorPtr cursor_;
  Batch rows_;
  std::vector<std::vector<Value>> keys_, batch_keys_;
  std::vector<const Value*> new_keys_;  ///< of the batch that is appended
  std::optional<std::uint64_t> most_;
  std::vector<Value> limit_;  ///< keys of the last wanted row so far
  Cutoff cutoff_;
  bool done_ = false;
  std::vector<std::uint32_t> kept_, sorted_;
  std::size_t written_ = 0;
};

}  // namespace

CursorPtr Sort::open(Execution& execution) const { return std::make_unique<SortCursor>(*this, execution); }

std::string Sort::describe() const {
  std::string text = most.empty() ? "Sort" : "Top";
  for (const Compiled& count : most) text += ' ' + count.text;
  for (std::size_t i = 0; i < keys.size(); ++i)
    text += (i == 0 ? " by " : ", ") + keys[i].value.text + (keys[i].descending ? " DESC" : "");
  return text;
}

std::vector<Slot> Sort::reads() const {
  std::vector<Slot> slots;
  for (const Key& key : keys) slots.insert(slots.end(), key.value.reads.begin(), key.value.reads.end());
  return slots;
}

}  // namespace whom::engine
