#include <algorithm>
#include <map>

#include "tools/export.hpp"
#include "tools/picture.hpp"
#include "tools/printers.hpp"
#include "tools/statement_text.hpp"

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
    if (options_.format == "graph") return draw(picture(), options_.palette, out_);
    graph::ExportOptions wanted;
    if (!options_.base.empty()) wanted.base = options_.base;
    wanted.statements = std::move(statements_);
    write_graph(out_, graph_, options_.format, wanted);
  }

 private:
  Picture picture() const {
    Picture picture;
    std::map<std::string, std::size_t> places;
    const auto place = [&](const std::optional<graph::Term>& term) {
      const std::string name = term ? text_of(query::Cell(*term), graph_) : "–";
      const auto [known, is_new] = places.try_emplace(name, picture.nodes.size());
      if (is_new) picture.nodes.push_back(name);
      return known->second;
    };
    for (const graph::StatementIndex index : statements_) {
      const graph::Statement& statement = graph_.statement(index);
      const std::size_t source = place(statement.subject);
      picture.edges.push_back({source, place(statement.object), relation_text(statement)});
    }
    return picture;
  }

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
