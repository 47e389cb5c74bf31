#include <algorithm>

#include "tools/export.hpp"
#include "tools/printers.hpp"

namespace whom::tools {
namespace {

class GraphPrinter : public Printer {
 public:
  GraphPrinter(const PrintOptions& options, const graph::KnowledgeGraph& graph, std::ostream& out)
      : options_(options), graph_(graph), out_(out) {}

  void row(const query::Row& row) override {
    statements_.insert(statements_.end(), row.statements.begin(), row.statements.end());
  }

  void end() override {
    std::sort(statements_.begin(), statements_.end());
    statements_.erase(std::unique(statements_.begin(), statements_.end()), statements_.end());
    graph::ExportOptions wanted;
    if (!options_.base.empty()) wanted.base = options_.base;
    wanted.statements = std::move(statements_);
    write_graph(out_, graph_, options_.format, wanted);
  }

 private:
  const PrintOptions options_;
  const graph::KnowledgeGraph& graph_;
  std::ostream& out_;
  std::vector<graph::StatementIndex> statements_;
};

}  // namespace

std::unique_ptr<Printer> make_graph_printer(const PrintOptions& options, const graph::KnowledgeGraph& graph,
                                            std::ostream& out) {
  return std::make_unique<GraphPrinter>(options, graph, out);
}

}  // namespace whom::tools
