#include <ostream>

#include "tools/printers.hpp"

namespace whom::tools {
namespace {

class CsvPrinter : public Printer {
 public:
  CsvPrinter(const graph::KnowledgeGraph& graph, const std::vector<std::string>& columns, std::ostream& out)
      : graph_(graph), out_(out) {
    for (const std::string& column : columns) out_ << csv_field(column) << ',';
    out_ << "statements\n";
  }

  void row(const query::Row& row) override {
    for (const query::Cell& cell : row.cells) out_ << csv_field(text_of(cell, graph_)) << ',';
    for (std::size_t i = 0; i < row.statements.size(); ++i)
      out_ << (i == 0 ? "" : " ") << graph_.statement_id(row.statements[i]);
    out_ << '\n';
  }

  void end() override {}

 private:
  const graph::KnowledgeGraph& graph_;
  std::ostream& out_;
};

}  // namespace

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::unique_ptr<Printer> make_csv_printer(const graph::KnowledgeGraph& graph, const std::vector<std::string>& columns,
                                          std::ostream& out) {
  return std::make_unique<CsvPrinter>(graph, columns, out);
}

}  // namespace whom::tools
