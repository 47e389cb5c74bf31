#include "query/engine/engine.hpp"

#include <algorithm>
#include <iterator>
#include <new>
#include <stdexcept>

#include "query/cypher/check.hpp"
#include "query/cypher/parse.hpp"
#include "query/engine/planner.hpp"
#include "query/engine/unknown.hpp"

namespace whom::engine {
namespace {

cypher::FunctionSignature signature(std::string_view name) {
  if (const Function* function = find_function(name)) return {true, false, function->least, function->most};
  if (!is_aggregate(name)) return {};
  const std::size_t arguments = name.size() > 10 ? 2 : 1;  // percentileDisc, percentileCont
  return {true, true, arguments, arguments};
}

/// Takes the columns of a batch. A column that is asked for again later is copied.
void collect(Batch& batch, const std::vector<Slot>& slots, Result& result) {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    Vector& column = batch.columns[slots[i]];
    std::vector<property::Value>& values = result.values[i];
    const bool last =
        std::find(slots.begin() + static_cast<std::ptrdiff_t>(i) + 1, slots.end(), slots[i]) == slots.end();
    if (last && column.form == Vector::Form::Values) {
      if (values.empty())
        values.swap(column.values);
      else
        values.insert(values.end(), std::make_move_iterator(column.values.begin()),
                      std::make_move_iterator(column.values.end()));
      continue;
    }
    if (values.capacity() < values.size() + batch.size)
      values.reserve(std::max(2 * values.capacity(), values.size() + batch.size));
    for (std::size_t row = 0; row < batch.size; ++row) values.push_back(column.at(row));
  }
  if (!slots.empty()) result.rows += batch.size;
}

/// The plan with what each step came to, beside what was expected.
std::string profile(const Operator& root, const Execution& execution) {
  return explain(root, [&](const Operator& step) -> std::string {
    for (const auto& [measured, measure] : execution.measures)
      if (measured == &step)
        return "  " + std::to_string(measure.rows) + " rows, " +
               std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(measure.time).count()) + " us";
    return "  never run";
  });
}

/// Takes back what was written unless told that all went well.
class Transaction {
 public:
  Transaction(property::Graph& graph, bool writes) : graph_(graph), open_(writes) {
    if (open_) graph_.begin();
  }
  ~Transaction() {
    if (open_) graph_.rollback();
  }
  Transaction(const Transaction&) = delete;
  void commit() {
    if (std::exchange(open_, false)) graph_.commit();
  }

 private:
  property::Graph& graph_;
  bool open_;
};

}  // namespace

struct Prepared::Parts {
  property::Graph& graph;
  Texts texts;
  cypher::ast::Query query;
  Plan plan;

  static Parts of(cypher::ast::Query query, std::string_view text, property::Graph& graph, Texts texts) {
    cypher::check(query, signature);
    Plan plan = make_plan(query, text, graph, texts);
    return {graph, texts, std::move(query), std::move(plan)};
  }
};

Prepared::Prepared(std::string_view text, property::Graph& graph, Texts texts)
    : parts_(std::make_unique<Parts>(Parts::of(cypher::parse(text), text, graph, texts))) {}

Prepared::Prepared(Prepared&&) noexcept = default;
Prepared::~Prepared() = default;

const std::vector<std::string>& Prepared::columns() const { return parts_->plan.columns; }
bool Prepared::writes() const { return parts_->plan.writes; }
std::string Prepared::explain() const { return engine::explain(*parts_->plan.root); }
std::vector<std::string> Prepared::notes() const { return unknown_words(parts_->query, parts_->graph, parts_->texts); }

Result Prepared::run(const Parameters& parameters, const Options& options) {
  const Plan& plan = parts_->plan;
  Result result;
  result.columns = plan.columns;
  result.values.resize(plan.columns.size());
  Transaction transaction(parts_->graph, plan.writes);
  Execution execution(parts_->graph, parameters, options, plan.forms, plan.arguments, parts_->texts);
  Batch batch = execution.make_batch();
  try {
    const CursorPtr cursor = execution.open(*plan.root);
    while (cursor->next(batch)) {
      execution.hold(static_cast<std::ptrdiff_t>(batch.size * plan.slots.size() * sizeof(property::Value)));
      collect(batch, plan.slots, result);
    }
  } catch (const std::length_error& error) {  // a value beyond what can be handled
    fail("ArgumentError", "InvalidArgumentValue", error.what());
  } catch (const std::bad_alloc&) {
    fail("Interrupted", "Memory", "there is not enough memory for the rows of the query");
  }
  transaction.commit();
  if (options.profile) result.profile = profile(*plan.root, execution);
  return result;
}

}  // namespace whom::engine
