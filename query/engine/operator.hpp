// The steps of a plan and their state while it runs.
#ifndef WHOM_QUERY_ENGINE_OPERATOR_HPP
#define WHOM_QUERY_ENGINE_OPERATOR_HPP

#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "query/engine/batch.hpp"
#include "query/engine/engine.hpp"
#include "query/engine/expression.hpp"

namespace whom::engine {

class Operator;
using OperatorPtr = std::unique_ptr<Operator>;

/// What a step that wants only the first rows in an order has learnt of their first key so far.
struct Cutoff {
  struct Range {
    std::int64_t least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
    bool contains(std::int64_t number) const { return number >= least && number <= most; }
  };
  bool descending = false;
  bool last_wanted = false;              ///< rows with the key `limit` itself may still be wanted
  std::optional<property::Value> limit;  ///< rows with later keys are not wanted

  /// Whole numbers that are wanted as keys. Nothing is said about them where the limit is none.
  Range wanted() const;
};

/// The state of one step of one run: batches of rows, one after the other.
class Cursor {
 public:
  virtual ~Cursor() = default;
  /// Fills `out`, which was made for the plan's slots and may hold earlier rows. False when there are no more rows,
  /// after which it is not asked again; true may come with an empty batch.
  virtual bool next(Batch& out) = 0;
  /// Rows that are not wanted may be left out from now on; the key is in a column or is how often the row occurs. The
  /// cutoff outlives the cursor's last call.
  virtual void heed(const Cutoff&, std::optional<Slot>) {}
};
using CursorPtr = std::unique_ptr<Cursor>;

/// What the steps of one run share. Outlives their cursors.
class Execution {
 public:
  Execution(property::Graph&, const Parameters&, const Options&, std::span<const Vector::Form>, std::size_t arguments,
            Texts = {});

  CursorPtr open(const Operator&);
  Batch make_batch() const { return engine::make_batch(forms_); }

  /// Throws when the query is to end: asked to, out of time or memory. Cheap enough for every batch.
  void check();
  /// Counts the memory of rows that a step holds back; negative when it lets go of them.
  void hold(std::ptrdiff_t bytes);

  property::Graph& graph;
  Context context;
  std::vector<const Batch*> arguments;  ///< rows handed to the plans inside others, by number of their Argument

  struct Measure {
    std::uint64_t rows = 0;
    std::chrono::nanoseconds time{0};  ///< that of its inputs included
  };
  std::vector<std::pair<const Operator*, Measure>> measures;  ///< where a profile is asked for

 private:
  friend class Measured;
  Measure& measure(const Operator&);

  const Options& options_;
  std::span<const Vector::Form> forms_;
  std::chrono::steady_clock::time_point deadline_;
  std::size_t held_ = 0;
};

/// One step of a plan: immutable, shared by all runs. Most have one input, whose rows they extend, drop or replace.
class Operator {
 public:
  explicit Operator(OperatorPtr input_step) {
    if (input_step) inputs.push_back(std::move(input_step));
  }
  virtual ~Operator() = default;
  /// Opens its input before it looks at the graph, which steps that write change when they are opened.
  virtual CursorPtr open(Execution&) const = 0;
  /// One line: what it does, in the words of the query.
  virtual std::string describe() const = 0;
  /// Slots that it must find in its input beyond those it carries. (Those of inner plans are asked of these.)
  virtual std::vector<Slot> reads() const = 0;
  /// Likewise of one of several inputs.
  virtual std::vector<Slot> reads_of_input(std::size_t) const { return reads(); }
  /// Slots that it fills.
  virtual std::vector<Slot> fills() const { return {}; }
  /// False where rows pass on nothing but what is filled, as in an aggregation.
  virtual bool carries() const { return true; }
  /// Plans that are run for its rows, which are their arguments, and what it reads of their rows besides what is read
  /// later.
  virtual std::vector<Operator*> inner() const { return {}; }
  virtual std::vector<Slot> reads_of_inner() const { return {}; }

  std::vector<OperatorPtr> inputs;
  std::vector<Slot> live;    ///< of its input's columns, those that are read later; set by mark_live()
  std::vector<Slot> wanted;  ///< of those that it fills, likewise
  std::vector<Slot> handed;  ///< of its input's columns, those that inner plans read
  double estimate = 1;       ///< rows
};

/// Sets `live` of all steps, given what is read after the last.
void mark_live(Operator&, std::vector<Slot> read_later);

/// One row without columns.
class Unit : public Operator {
 public:
  Unit() : Operator(nullptr) {}
  CursorPtr open(Execution&) const override;
  std::string describe() const override { return "Unit"; }
  std::vector<Slot> reads() const override { return {}; }
};

/// The rows handed in by the step that runs this plan; `ordinal` is filled with their numbers.
class Argument : public Operator {
 public:
  Argument(std::size_t number, std::optional<Slot> ordinal) : Operator(nullptr), number_(number), ordinal_(ordinal) {}
  CursorPtr open(Execution&) const override;
  std::string describe() const override { return "Argument"; }
  std::vector<Slot> reads() const override { return {}; }
  std::vector<Slot> fills() const override { return ordinal_ ? std::vector<Slot>{*ordinal_} : std::vector<Slot>{}; }

 private:
  std::size_t number_;
  std::optional<Slot> ordinal_;
};

inline bool contains(const std::vector<Slot>& slots, Slot slot) {
  return std::find(slots.begin(), slots.end(), slot) != slots.end();
}

/// Reads the batches of an input one after the other, for steps that need a row at a time.
class Reader {
 public:
  Reader(const Operator& input, Execution& execution)
      : cursor_(execution.open(input)), batch_(execution.make_batch()) {}
  /// The next batch that has rows.
  bool advance() {
    while (cursor_->next(batch_))
      if (batch_.size > 0) return true;
    return false;
  }
  void heed(const Cutoff& cutoff, std::optional<Slot> key) { cursor_->heed(cutoff, key); }
  const Batch& batch() const { return batch_; }
  Batch& batch() { return batch_; }

 private:
  CursorPtr cursor_;
  Batch batch_;
};

/// Runs a plan within a step for the batches of its input, which are the plan's argument, one after the other.
class InnerReader {
 public:
  InnerReader(const Operator& input, const Operator& plan, std::size_t argument, Execution& execution)
      : input_(input, execution),
        plan_(plan),
        argument_(argument),
        execution_(execution),
        found_(execution.make_batch()) {}

  /// Begins the plan for the next batch of the input, unless it is under way. False when there are no more.
  bool begin();
  /// The next rows that the plan finds for this batch; false after the last.
  bool advance();

  const Batch& input() const { return input_.batch(); }
  const Batch& found() const { return found_; }

 private:
  Reader input_;
  const Operator& plan_;
  const std::size_t argument_;
  Execution& execution_;
  CursorPtr cursor_;
  Batch found_;
};

}  // namespace whom::engine

#endif
