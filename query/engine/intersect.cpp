// The shortest list of a row is walked and the others are probed by binary search.
#include "query/engine/intersect.hpp"

#include <algorithm>

#include "query/engine/meeting.hpp"

namespace whom::engine {
namespace {

class IntersectCursor : public Cursor {
 public:
  IntersectCursor(const Intersect& step, Execution& execution)
      : step_(step),
        execution_(execution),
        reader_(*step.inputs.front(), execution),
        meeting_(step, execution.graph, lists_of(step, execution.graph)),
        on_node_(step.on_node, execution, Vector::Form::Nodes),
        relationships_(step.hops.size()) {
    for (const ElementFilter& filter : step.on_relationship)
      on_relationship_.emplace_back(filter, execution, Vector::Form::Relationships);
  }

  bool next(Batch& out) override {
    clear(out);
    if (row_ == reader_.batch().size) {
      execution_.check();
      row_ = 0;
      if (!reader_.advance()) return false;
    }
    rows_.clear();
    nodes_.clear();
    for (std::vector<std::uint32_t>& column : relationships_) column.clear();
    for (; row_ < reader_.batch().size && rows_.size() < batch_rows; ++row_) join(static_cast<std::uint32_t>(row_));
    filter();
    carry(reader_.batch(), rows_, step_.live, out);
    out.columns[step_.node].elements = nodes_;
    for (std::size_t hop = 0; hop < step_.hops.size(); ++hop)
      out.columns[step_.hops[hop].relationship].elements = relationships_[hop];
    return true;
  }

 private:
  void join(std::uint32_t row) {
    meeting_.for_each(reader_.batch(), row, [&](std::uint32_t node) {
      meeting_.enumerate(reader_.batch(), row, [&](const std::vector<std::uint32_t>& chosen) {
        rows_.push_back(row);
        nodes_.push_back(node);
        for (std::size_t hop = 0; hop < chosen.size(); ++hop) relationships_[hop].push_back(chosen[hop]);
      });
    });
  }

  void filter() {
    if (!step_.has_conditions()) return;
    keep_.assign(rows_.size(), 1);
    on_node_.apply(nodes_, keep_.data());
    for (std::size_t hop = 0; hop < relationships_.size(); ++hop)
      on_relationship_[hop].apply(relationships_[hop], keep_.data());
    select(keep_, kept_);
    compact(rows_, kept_);
    compact(nodes_, kept_);
    for (std::vector<std::uint32_t>& column : relationships_) compact(column, kept_);
  }

  const Intersect& step_;
  Execution& execution_;
  Reader reader_;
  Meeting meeting_;
  BoundFilter on_node_;
  std::vector<BoundFilter> on_relationship_;
  std::size_t row_ = 0;
  std::vector<std::uint32_t> rows_, nodes_, kept_;
  std::vector<std::vector<std::uint32_t>> relationships_;  ///< by hop
  std::vector<std::uint8_t> keep_;
};

}  // namespace

bool Intersect::has_conditions() const {
  return !on_node.empty() || std::any_of(on_relationship.begin(), on_relationship.end(),
                                         [](const ElementFilter& filter) { return !filter.empty(); });
}

CursorPtr Intersect::open(Execution& execution) const {
  if (count_only) return open_intersect_count(*this, execution);
  return std::make_unique<IntersectCursor>(*this, execution);
}

std::string Intersect::describe() const {
  std::string text = count_only ? "IntersectCount" : "Intersect";
  for (std::size_t i = 0; i < hops.size(); ++i)
    text += (i == 0 ? " " : ", ") + hops[i].pattern + engine::describe(on_relationship[i], "r");
  return text + engine::describe(on_node, "node");
}

std::vector<Slot> Intersect::reads() const {
  std::vector<Slot> slots;
  for (const Hop& hop : hops) {
    slots.push_back(hop.from);
    slots.insert(slots.end(), hop.different.begin(), hop.different.end());
  }
  std::erase_if(slots, [this](Slot slot) { return contains(fills(), slot); });
  return slots;
}

std::vector<Slot> Intersect::fills() const {
  std::vector<Slot> slots{node};
  for (const Hop& hop : hops) slots.push_back(hop.relationship);
  return slots;
}

}  // namespace whom::engine
