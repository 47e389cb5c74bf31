#include "query/engine/operator.hpp"

#include <algorithm>
#include <numeric>

namespace whom::engine {
namespace {

using Clock = std::chrono::steady_clock;

class UnitCursor : public Cursor {
 public:
  bool next(Batch& out) override {
    clear(out);
    if (std::exchange(done_, true)) return false;
    out.size = 1;
    return true;
  }

 private:
  bool done_ = false;
};

class ArgumentCursor : public Cursor {
 public:
  ArgumentCursor(const Batch& rows, std::span<const Slot> slots, std::optional<Slot> ordinal)
      : rows_(rows), slots_(slots), ordinal_(ordinal) {}

  bool next(Batch& out) override {
    clear(out);
    if (std::exchange(done_, true)) return false;
    std::vector<std::uint32_t> all(rows_.size);
    std::iota(all.begin(), all.end(), 0U);
    carry(rows_, all, slots_, out);
    out.multiplicities.clear();
    if (ordinal_) out.columns[*ordinal_].elements = std::move(all);
    return true;
  }

 private:
  const Batch& rows_;
  std::span<const Slot> slots_;
  std::optional<Slot> ordinal_;
  bool done_ = false;
};

/// Leaves the slots sorted, each once.
void add(std::vector<Slot>& slots, const std::vector<Slot>& more) {
  slots.insert(slots.end(), more.begin(), more.end());
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
}

void drop(std::vector<Slot>& slots, const std::vector<Slot>& less) {
  std::erase_if(slots, [&](Slot slot) { return contains(less, slot); });
}

/// What a plan reads of the rows that it is run for.
std::vector<Slot> asked_of_argument(const Operator& step) {
  if (step.inputs.empty()) return step.live;
  std::vector<Slot> asked;
  for (const OperatorPtr& input : step.inputs) add(asked, asked_of_argument(*input));
  return asked;
}

}  // namespace

/// Counts rows and time of a step.
class Measured : public Cursor {
 public:
  Measured(CursorPtr cursor, Execution& execution, const Operator& step)
      : cursor_(std::move(cursor)), execution_(execution), step_(step) {}

  bool next(Batch& out) override {
    const auto start = Clock::now();
    const bool more = cursor_->next(out);
    Execution::Measure& measure = execution_.measure(step_);
    measure.time += Clock::now() - start;
    if (more) measure.rows += out.size;
    return more;
  }
  void heed(const Cutoff& cutoff, std::optional<Slot> key) override { cursor_->heed(cutoff, key); }

 private:
  CursorPtr cursor_;
  Execution& execution_;
  const Operator& step_;
};

Cutoff::Range Cutoff::wanted() const {
  Range range;
  if (!limit || !limit->is(property::Kind::Integer)) return range;
  const std::int64_t number = limit->integer(), step = last_wanted ? 0 : 1;
  if (descending)
    range.least = number == range.most ? number : number + step;
  else
    range.most = number == range.least ? number : number - step;
  return range;
}

Execution::Execution(property::Graph& asked, const Parameters& parameters, const Options& options,
                     std::span<const Vector::Form> forms, std::size_t argument_count, Texts texts)
    : graph(asked),
      context{asked, parameters, {}, this, texts},
      arguments(argument_count),
      options_(options),
      forms_(forms),
      deadline_(options.timeout ? Clock::now() + *options.timeout : Clock::time_point::max()) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
  context.now.seconds = seconds.count();
  context.now.nanoseconds = static_cast<std::int32_t>(std::chrono::nanoseconds(now - seconds).count());
}

CursorPtr Execution::open(const Operator& step) {
  if (!options_.profile) return step.open(*this);
  const auto start = Clock::now();
  CursorPtr cursor = step.open(*this);
  measure(step).time += Clock::now() - start;
  return std::make_unique<Measured>(std::move(cursor), *this, step);
}

Execution::Measure& Execution::measure(const Operator& step) {
  for (auto& [known, measure] : measures)
    if (known == &step) return measure;
  return measures.emplace_back(&step, Measure{}).second;
}

void Execution::check() {
  if (options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed))
    fail("Interrupted", "Stopped", "the query was stopped");
  if (options_.timeout && Clock::now() > deadline_)
    fail("Interrupted", "Timeout", "the query took longer than " + std::to_string(options_.timeout->count()) + " ms");
}

void Execution::hold(std::ptrdiff_t bytes) {
  held_ += static_cast<std::size_t>(bytes);
  if (options_.memory && bytes > 0 && held_ > *options_.memory)
    fail("Interrupted", "Memory",
         "the rows of the query need more than " + std::to_string(*options_.memory / 1000000) + " MB");
}

bool InnerReader::begin() {
  if (cursor_) return true;
  if (!input_.advance()) return false;
  execution_.arguments[argument_] = &input_.batch();
  cursor_ = execution_.open(plan_);
  return true;
}

bool InnerReader::advance() {
  if (cursor_->next(found_)) return true;
  cursor_.reset();
  return false;
}

void mark_live(Operator& step, std::vector<Slot> read_later) {
  add(read_later, {});
  step.handed.clear();
  for (Operator* plan : step.inner()) {
    std::vector<Slot> wanted = step.reads_of_inner();
    add(wanted, read_later);
    mark_live(*plan, wanted);
    add(step.handed, asked_of_argument(*plan));
  }
  step.wanted = step.fills();
  std::erase_if(step.wanted, [&](Slot slot) { return !contains(read_later, slot); });
  drop(read_later, step.fills());
  if (!step.carries()) read_later.clear();
  step.live = read_later;
  add(read_later, step.handed);
  for (std::size_t i = 0; i < step.inputs.size(); ++i) {
    std::vector<Slot> asked = read_later;
    add(asked, step.reads_of_input(i));
    mark_live(*step.inputs[i], std::move(asked));
  }
}

CursorPtr Unit::open(Execution&) const { return std::make_unique<UnitCursor>(); }

CursorPtr Argument::open(Execution& execution) const {
  return std::make_unique<ArgumentCursor>(*execution.arguments[number_], live, ordinal_);
}

}  // namespace whom::engine
