// Trails are enumerated depth first, with the candidates of every depth kept, so that the search goes on where the last
// batch ended. Where each end is wanted once, a breadth-first search finds all nodes within reach: the shortest way to
// a node other than the start repeats no relationship. The start itself is an end when some closed trail is short
// enough. With directed steps that is the first step back to it. Without, it is the least of depth + depth + 1 over
// relationships between branches of the search tree, a branch being what was reached through one first relationship.
#include "query/engine/variable_length.hpp"

#include "query/engine/marks.hpp"
#include "query/engine/node_set.hpp"
#include "query/engine/path.hpp"

namespace whom::engine {
namespace {

class TrailCursor : public Cursor {
 public:
  TrailCursor(const VariableExpand& step, Execution& execution)
      : step_(step),
        execution_(execution),
        reader_(*step.inputs.front(), execution),
        neighbours_(step.walk, step.hop.direction, execution),
        lists_(contains(step.wanted, step.hop.relationship)) {}

  bool next(Batch& out) override {
    clear(out);
    if (row_ == reader_.batch().size && !next_batch()) return false;
    rows_.clear();
    ends_.clear();
    std::vector<property::Value>& lists = out.columns[step_.hop.relationship].values;
    std::size_t steps = 0;
    while (rows_.size() < batch_rows && row_ < reader_.batch().size) {
      if (++steps % batch_rows == 0) execution_.check();
      advance(lists);
    }
    carry(reader_.batch(), rows_, step_.live, out);
    if (!step_.to_known) out.columns[step_.hop.to].elements = ends_;
    return true;
  }

 private:
  struct Depth {
    std::vector<Neighbour> candidates;
    std::size_t at = 0;
  };

  bool next_batch() {
    execution_.check();
    row_ = 0;
    begun_ = false;
    return reader_.advance();
  }

  /// One step of the search: begins a row, takes a candidate, or goes back.
  void advance(std::vector<property::Value>& lists) {
    if (!begun_) return begin(lists);
    if (depth_ == 0) {
      ++row_;
      begun_ = false;
      return;
    }
    Depth& top = depths_[depth_ - 1];
    if (top.at == top.candidates.size()) {
      --depth_;
      if (!trail_.empty()) trail_.pop_back();
      return;
    }
    take(top.candidates[top.at++], lists);
  }

  void begin(std::vector<property::Value>& lists) {
    begun_ = true;
    depth_ = 0;
    trail_.clear();
    const std::uint32_t from = reader_.batch().columns[step_.hop.from].elements[row_];
    if (from == no_element) return;
    neighbours_.start(reader_.batch(), row_);
    if (step_.walk.least == 0) emit(from, lists);
    if (step_.walk.most > 0) descend(from);
  }

  void descend(std::uint32_t node) {
    if (depths_.size() == depth_) depths_.emplace_back();
    neighbours_.at(node, depths_[depth_].candidates);
    depths_[depth_++].at = 0;
  }

  void take(const Neighbour& next, std::vector<property::Value>& lists) {
    if (std::find(trail_.begin(), trail_.end(), next.relationship) != trail_.end()) return;
    if (!is_different(next.relationship, reader_.batch(), row_, step_.hop.different)) return;
    trail_.push_back(next.relationship);
    if (trail_.size() >= step_.walk.least) emit(next.node, lists);
    if (trail_.size() < step_.walk.most)
      descend(next.node);
    else
      trail_.pop_back();
  }

  void emit(std::uint32_t end, std::vector<property::Value>& lists) {
    if (step_.to_known && reader_.batch().columns[step_.hop.to].elements[row_] != end) return;
    rows_.push_back(static_cast<std::uint32_t>(row_));
    ends_.push_back(end);
    if (lists_) lists.push_back(list_of(trail_, step_.hop.reversed));
  }

  const VariableExpand& step_;
  Execution& execution_;
  Reader reader_;
  Neighbours neighbours_;
  bool lists_, begun_ = false;
  std::size_t row_ = 0, depth_ = 0;
  std::vector<Depth> depths_;  ///< candidates[i] follow the first i relationships of the trail
  std::vector<std::uint32_t> trail_, rows_, ends_;
};

/// Length of the shortest closed trail through a node, if it is at most `most`.
bool returns(std::uint32_t start, const Walk& walk, Neighbours& neighbours, std::size_t bound) {
  const bool directed = walk.direction != Direction::Either;
  Marks depth(bound), branch(bound), parent(bound);
  std::vector<std::uint32_t> layer{start}, next;
  depth.insert(start, 0);
  bool found = false;
  for (std::uint64_t length = 0; length < walk.most && !layer.empty() && !found; ++length) {
    for (const std::uint32_t node : layer) {
      neighbours.for_each(node, [&](std::uint32_t relationship, std::uint32_t other) {
        if (node != start && parent[node] == relationship) return;
        if (other == start) {
          found = true;
        } else if (!depth.contains(other)) {
          depth.insert(other, static_cast<std::uint32_t>(length + 1));
          branch.insert(other, node == start ? relationship : branch[node]);
          parent.insert(other, relationship);
          next.push_back(other);
        } else if (!directed) {
          const std::uint32_t here = node == start ? relationship : branch[node];
          found |= branch[other] != here && length + depth[other] + 1 <= walk.most;
        }
      });
      if (found) break;
    }
    layer.swap(next);
    next.clear();
  }
  return found;
}

class ReachCursor : public Cursor {
 public:
  ReachCursor(const VariableExpand& step, Execution& execution)
      : step_(step),
        execution_(execution),
        reader_(*step.inputs.front(), execution),
        neighbours_(step.walk, step.hop.direction, execution) {}

  bool next(Batch& out) override {
    clear(out);
    execution_.check();
    if (++row_ >= reader_.batch().size) {
      if (!reader_.advance()) return false;
      row_ = 0;
    }
    const std::uint32_t from = reader_.batch().columns[step_.hop.from].elements[row_];
    ends_.clear();
    if (from != no_element) search(from);
    if (step_.to_known) std::erase_if(ends_, [&](std::uint32_t end) { return end != wanted_end(); });
    rows_.assign(ends_.size(), static_cast<std::uint32_t>(row_));
    carry(reader_.batch(), rows_, step_.live, out);
    if (!step_.to_known) out.columns[step_.hop.to].elements.swap(ends_);
    return true;
  }

 private:
  std::uint32_t wanted_end() const { return reader_.batch().columns[step_.hop.to].elements[row_]; }

  void search(std::uint32_t start) {
    const std::size_t bound = execution_.graph.node_bound();
    neighbours_.start(reader_.batch(), row_);
    if (step_.walk.least == 0 || returns(start, step_.walk, neighbours_, bound)) ends_.push_back(start);
    NodeSet seen(bound);
    seen.insert(start);
    std::size_t done = 0;
    for (std::uint64_t length = 0; length < step_.walk.most && done < seen.size(); ++length)
      for (const std::size_t last = seen.size(); done < last; ++done)
        neighbours_.insert_into(seen, seen.members()[done]);
    const auto others = seen.members().subspan(1);
    ends_.insert(ends_.end(), others.begin(), others.end());
  }

  const VariableExpand& step_;
  Execution& execution_;
  Reader reader_;
  Neighbours neighbours_;
  std::size_t row_ = 0;
  std::vector<std::uint32_t> rows_, ends_;
};

}  // namespace

VariableExpand::VariableExpand(OperatorPtr input, Hop along, Walk how, bool known)
    : Operator(std::move(input)), hop(std::move(along)), walk(std::move(how)), to_known(known) {}

CursorPtr VariableExpand::open(Execution& execution) const {
  if (distinct_ends) return std::make_unique<ReachCursor>(*this, execution);
  return std::make_unique<TrailCursor>(*this, execution);
}

std::string VariableExpand::describe() const {
  return (distinct_ends ? "Reach " : "VariableExpand ") + hop.pattern + engine::describe(walk);
}

std::vector<Slot> VariableExpand::reads() const {
  std::vector<Slot> slots = reads_of(walk);
  slots.push_back(hop.from);
  if (to_known) slots.push_back(hop.to);
  slots.insert(slots.end(), hop.different.begin(), hop.different.end());
  return slots;
}

std::vector<Slot> VariableExpand::fills() const {
  std::vector<Slot> slots{hop.relationship};
  if (!to_known) slots.push_back(hop.to);
  return slots;
}

}  // namespace whom::engine
