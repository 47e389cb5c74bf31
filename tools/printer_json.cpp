#include <ostream>

#include "tools/json.hpp"
#include "tools/printers.hpp"

namespace whom::tools {
namespace {

class RowWriter {
 public:
  RowWriter(const PrintOptions& options, const graph::KnowledgeGraph& graph, std::vector<std::string> columns,
            std::ostream& out)
      : all_evidence_(options.all_evidence), graph_(graph), columns_(std::move(columns)), out_(out) {}

  void write_row(const query::Row& row) {
    rapidjson::OStreamWrapper stream(out_);
    JsonWriter json(stream);
    json.StartObject();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      write_key(json, columns_[i]);
      write_cell(json, row.cells[i]);
      if (const auto* path = std::get_if<query::Path>(&row.cells[i])) write_steps(json, *path);
    }
    write_support(json, graph_, row.statements);
    if (all_evidence_) write_evidence(json, graph_, row.statements);
    json.EndObject();
  }

 private:
  void write_term(JsonWriter& json, const graph::Term& term) {
    if (const auto* entity = std::get_if<graph::EntityIndex>(&term))
      write(json, graph_.entity(*entity));
    else
      write(json, std::get<graph::Literal>(term));
  }

  void write_cell(JsonWriter& json, const query::Cell& cell) {
    if (const auto* count = std::get_if<std::int64_t>(&cell))
      json.Int64(*count);
    else if (const auto* term = std::get_if<graph::Term>(&cell))
      write_term(json, *term);
    else
      write(json, text_of(cell, graph_));
  }

  /// "path": nodes and, between them, the statements that join them.
  void write_steps(JsonWriter& json, const query::Path& path) {
    write_key(json, "path");
    json.StartArray();
    for (std::size_t i = 0; i < path.nodes.size(); ++i) {
      write_term(json, path.nodes[i]);
      if (i == path.steps.size()) break;
      json.StartObject();
      write_key(json, "statement");
      write(json, graph_.statement_id(path.steps[i]));
      write_key(json, "relation");
      write(json, graph_.statement(path.steps[i]).relation);
      json.EndObject();
    }
    json.EndArray();
  }

  const bool all_evidence_;
  const graph::KnowledgeGraph& graph_;
  const std::vector<std::string> columns_;
  std::ostream& out_;
};

class JsonLinesPrinter : public Printer, private RowWriter {
 public:
  JsonLinesPrinter(const PrintOptions& options, const graph::KnowledgeGraph& graph,
                   const std::vector<std::string>& columns, std::ostream& out)
      : RowWriter(options, graph, columns, out), out_(out) {}
  void row(const query::Row& row) override {
    write_row(row);
    out_ << '\n';
  }
  void end() override {}

 private:
  std::ostream& out_;
};

class JsonPrinter : public Printer, private RowWriter {
 public:
  JsonPrinter(const PrintOptions& options, const graph::KnowledgeGraph& graph, const std::vector<std::string>& columns,
              std::ostream& out)
      : RowWriter(options, graph, columns, out), out_(out) {
    out_ << '[';
  }
  void row(const query::Row& row) override {
    out_ << (first_ ? "\n" : ",\n");
    first_ = false;
    write_row(row);
  }
  void end() override { out_ << (first_ ? "]\n" : "\n]\n"); }

 private:
  std::ostream& out_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Printer> make_json_lines_printer(const PrintOptions& options, const graph::KnowledgeGraph& graph,
                                                 const std::vector<std::string>& columns, std::ostream& out) {
  return std::make_unique<JsonLinesPrinter>(options, graph, columns, out);
}

std::unique_ptr<Printer> make_json_printer(const PrintOptions& options, const graph::KnowledgeGraph& graph,
                                           const std::vector<std::string>& columns, std::ostream& out) {
  return std::make_unique<JsonPrinter>(options, graph, columns, out);
}

}  // namespace whom::tools
