// The plan hands back its rows in the order of the rows it is run for. Those of one row are gathered, and cut back to
// the selected ones whenever they have doubled: what is not selected among some is not selected among more.
#include "query/engine/select_paths.hpp"

#include <numeric>
#include <tuple>

namespace whom::engine {
namespace {

struct FoundPath {
  std::uint32_t from = 0, to = 0;
  std::uint64_t length = 0;
  bool fits = true;  ///< has none of the relationships that must be others
};

class SelectPathsCursor : public Cursor {
 public:
  SelectPathsCursor(const SelectPaths& step, Execution& execution)
      : step_(step),
        execution_(execution),
        slots_(step.live),
        reader_(*step.inputs.front(), *step.plan, step.argument, execution),
        rows_(execution.make_batch()) {
    slots_.insert(slots_.end(), step.wanted.begin(), step.wanted.end());
  }

  bool next(Batch& out) override {
    clear(out);
    execution_.check();
    if (!reader_.begin()) return false;
    if (!reader_.advance()) {
      hand_over(out);
      return true;
    }
    const Batch& found = reader_.found();
    const std::vector<std::uint32_t>& ordinals = found.columns[step_.ordinal].elements;
    for (std::uint32_t row = 0; row < found.size;) {
      if (ordinals[row] != ordinal_) hand_over(out);
      ordinal_ = ordinals[row];
      const std::uint32_t first = row;
      while (row < found.size && ordinals[row] == ordinal_) ++row;
      gather(first, row);
    }
    return true;
  }

 private:
  void gather(std::uint32_t first, std::uint32_t last) {
    places_.resize(last - first);
    std::iota(places_.begin(), places_.end(), first);
    carry(reader_.found(), places_, slots_, rows_);
    std::ptrdiff_t bytes = 0;
    for (std::uint32_t row = first; row < last; ++row) {
      paths_.push_back(path_at(row));
      bytes += size_of(paths_.back());
    }
    execution_.hold(bytes);
    if (rows_.size > 2 * std::max(selected_, batch_rows)) select();
  }

  FoundPath path_at(std::uint32_t row) const {
    const Batch& found = reader_.found();
    FoundPath path{found.columns[step_.from].elements[row], found.columns[step_.to].elements[row], 0, true};
    const auto add = [&](std::uint32_t relationship) {
      ++path.length;
      path.fits = path.fits && is_different(relationship, found, row, step_.different);
    };
    for (const Slot slot : step_.relationships) {
      const Vector& column = found.columns[slot];
      if (column.form != Vector::Form::Values)
        add(column.elements[row]);
      else
        for (const property::Value& one : column.values[row].list()) add(one.relationship().index);
    }
    return path;
  }

  /// Of a row, and the lists of relationships in it.
  std::ptrdiff_t size_of(const FoundPath& path) const {
    return static_cast<std::ptrdiff_t>(sizeof(FoundPath) + (slots_.size() + path.length) * sizeof(property::Value));
  }

  /// Leaves the selected ones, in the order in which they were found.
  void select() {
    places_.resize(paths_.size());
    std::iota(places_.begin(), places_.end(), 0U);
    std::sort(places_.begin(), places_.end(), [this](std::uint32_t a, std::uint32_t b) {
      return std::tuple(paths_[a].from, paths_[a].to, paths_[a].length, a) <
             std::tuple(paths_[b].from, paths_[b].to, paths_[b].length, b);
    });
    std::uint64_t taken = 0;  // paths or lengths
    const FoundPath* before = nullptr;
    kept_.clear();
    for (const std::uint32_t place : places_) {
      const FoundPath& path = paths_[place];
      const bool same_ends = before != nullptr && before->from == path.from && before->to == path.to;
      if (!same_ends) taken = 0;
      if (!same_ends || !step_.selection.by_length() || before->length != path.length) ++taken;
      if (taken <= step_.selection.k) kept_.push_back(place);
      before = &path;
    }
    std::sort(kept_.begin(), kept_.end());
    leave_kept();
    selected_ = rows_.size;
  }

  void leave_kept() {
    std::ptrdiff_t bytes = 0;
    for (const FoundPath& path : paths_) bytes -= size_of(path);
    keep(rows_, kept_, slots_);
    compact(paths_, kept_);
    for (const FoundPath& path : paths_) bytes += size_of(path);
    execution_.hold(bytes);
  }

  /// All rows with the ordinal are there.
  void hand_over(Batch& out) {
    select();
    select_if(
        std::span<const FoundPath>(paths_), [](const FoundPath& path) { return path.fits; }, kept_);
    carry(rows_, kept_, slots_, out);
    kept_.clear();
    leave_kept();
    selected_ = 0;
  }

  const SelectPaths& step_;
  Execution& execution_;
  std::vector<Slot> slots_;  ///< of the rows that are handed on
  InnerReader reader_;
  Batch rows_;                    ///< with one ordinal, so far
  std::vector<FoundPath> paths_;  ///< of them
  std::uint32_t ordinal_ = 0;
  std::size_t selected_ = 0;  ///< rows that the last selection has left
  std::vector<std::uint32_t> places_, kept_;
};

}  // namespace

CursorPtr SelectPaths::open(Execution& execution) const {
  return std::make_unique<SelectPathsCursor>(*this, execution);
}

std::vector<Slot> SelectPaths::reads_of_inner() const {
  std::vector<Slot> slots = relationships;
  slots.insert(slots.end(), different.begin(), different.end());
  slots.insert(slots.end(), {ordinal, from, to});
  return slots;
}

}  // namespace whom::engine
