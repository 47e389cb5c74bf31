// Rows are held back until there are enough to know how wide the columns are; then they go out as they come.
#include <algorithm>
#include <ostream>

#include "tools/printers.hpp"

namespace whom::tools {
namespace {

constexpr std::size_t kHeldBack = 200;
constexpr std::size_t kWidest = 40;  ///< a longer cell pushes its own line's next one aside

class TablePrinter : public Printer {
 public:
  TablePrinter(const PrintOptions& options, const graph::KnowledgeGraph& graph, std::vector<std::string> columns,
               std::ostream& out)
      : options_(options), graph_(graph), columns_(std::move(columns)), out_(out) {
    for (const std::string& column : columns_) widths_.push_back(display_width(column));
  }

  void row(const query::Row& row) override {
    Line line{cells_of(row), row.statements, path_of(row)};
    if (printing_) return print(line);
    for (std::size_t i = 0; i < widths_.size(); ++i)
      widths_[i] = std::max(widths_[i], std::min(kWidest, display_width(line.cells[i])));
    held_.push_back(std::move(line));
    if (held_.size() == kHeldBack) release();
  }

  void end() override {
    if (!printing_ && !held_.empty()) release();
  }

 private:
  struct Line {
    std::vector<std::string> cells;
    std::vector<graph::StatementIndex> statements;
    std::vector<graph::StatementIndex> path;  ///< steps of a path, each of which wants its sentence
  };

  static std::vector<graph::StatementIndex> path_of(const query::Row& row) {
    for (const query::Cell& cell : row.cells)
      if (const auto* path = std::get_if<query::Path>(&cell)) return path->steps;
    return {};
  }

  std::vector<std::string> cells_of(const query::Row& row) const {
    std::vector<std::string> cells;
    for (const query::Cell& cell : row.cells) cells.push_back(text_of(cell, graph_) + distinction(cell));
    return cells;
  }

  /// The id of an entity that shares its name with another.
  std::string distinction(const query::Cell& cell) const {
    const auto* term = std::get_if<graph::Term>(&cell);
    const auto* index = term == nullptr ? nullptr : std::get_if<graph::EntityIndex>(term);
    if (index == nullptr) return "";
    const graph::Entity& entity = graph_.entity(*index);
    const auto same = graph_.named(entity.name);
    const bool shared = std::any_of(same.begin(), same.end(), [&](graph::EntityIndex other) {
      return other != *index && graph_.entity(other).name == entity.name;
    });
    return shared ? " (" + entity.id + ")" : "";
  }

  void release() {
    printing_ = true;
    const bool answer_only = columns_.size() == 1 && columns_[0] == "answer";
    if (!answer_only) print_cells(columns_, options_.palette.dim);
    for (const Line& line : held_) print(line);
    held_.clear();
  }

  void print_cells(const std::vector<std::string>& cells, std::string_view style) {
    out_ << style;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      out_ << cells[i];
      if (i + 1 == cells.size()) continue;
      const std::size_t width = display_width(cells[i]);
      out_ << std::string(2 + (widths_[i] > width ? widths_[i] - width : 0), ' ');
    }
    out_ << (style.empty() ? "" : options_.palette.off) << '\n';
  }

  void print(const Line& line) {
    print_cells(line.cells, options_.palette.bold);
    if (line.path.empty() || options_.all_evidence) return print_witnesses(out_, graph_, line.statements, options_);
    for (const graph::StatementIndex step : line.path) print_witnesses(out_, graph_, {step}, options_);
  }

  const PrintOptions options_;
  const graph::KnowledgeGraph& graph_;
  const std::vector<std::string> columns_;
  std::ostream& out_;
  std::vector<std::size_t> widths_;
  std::vector<Line> held_;
  bool printing_ = false;
};

void print_witness(std::ostream& out, const graph::KnowledgeGraph& graph, const Witness& witness, std::size_t more,
                   const Palette& palette) {
  const graph::Document& document = graph.documents()[witness.evidence->document];
  out << "    " << excerpt(document, *witness.evidence, palette, Marks::Colors) << "\n    " << palette.dim << "— "
      << citation(document);
  if (more > 0) out << " (and " << more << " more)";
  out << palette.off << '\n';
}

}  // namespace

void print_witnesses(std::ostream& out, const graph::KnowledgeGraph& graph,
                     const std::vector<graph::StatementIndex>& statements, const PrintOptions& options) {
  const auto found = witnesses(graph, statements);
  const std::size_t shown = options.all_evidence ? found.size() : std::min<std::size_t>(1, found.size());
  for (std::size_t i = 0; i < shown; ++i)
    print_witness(out, graph, found[i], shown == 1 ? found.size() - 1 : 0, options.palette);
}

std::unique_ptr<Printer> make_table_printer(const PrintOptions& options, const graph::KnowledgeGraph& graph,
                                            const std::vector<std::string>& columns, std::ostream& out) {
  return std::make_unique<TablePrinter>(options, graph, columns, out);
}

}  // namespace whom::tools
