#include "tools/result_printer.hpp"

#include <algorithm>
#include <ostream>

#include "tools/printers.hpp"
#include "tools/result_drawing.hpp"
#include "tools/value_json.hpp"
#include "tools/value_text.hpp"

namespace whom::tools {
namespace {

constexpr std::size_t kMeasured = 1000;  ///< rows that say how wide the columns are
constexpr std::size_t kWidest = 60;      ///< a longer cell pushes its own line's next one aside

std::vector<graph::StatementIndex> statements_of_row(const engine::Result& result, const ResultGraph& shown,
                                                     std::size_t row) {
  Elements all;
  for (const auto& column : result.values) {
    const Elements found = elements_of(column[row]);
    all.relationships.insert(all.relationships.end(), found.relationships.begin(), found.relationships.end());
    all.statements.insert(all.statements.end(), found.statements.begin(), found.statements.end());
  }
  return statements_of(shown, all);
}

class Table {
 public:
  Table(const engine::Result& result, const ResultGraph& shown, const PrintOptions& options, std::ostream& out)
      : result_(result), shown_(shown), options_(options), out_(out) {
    for (std::size_t i = 0; i < result.columns.size(); ++i) columns_.push_back(measured(i));
  }

  void print() {
    if (result_.rows == 0) return;
    out_ << options_.palette.dim;
    for (std::size_t i = 0; i < columns_.size(); ++i) print_cell(i, result_.columns[i]);
    out_ << options_.palette.off << '\n';
    for (std::size_t row = 0; row < result_.rows; ++row) print_row(row);
  }

 private:
  struct Column {
    std::size_t width = 0;
    bool of_numbers = true;  ///< to the right
  };

  Column measured(std::size_t i) const {
    Column column{display_width(result_.columns[i]), true};
    for (std::size_t row = 0; row < std::min(kMeasured, result_.rows); ++row) {
      const property::Value& value = result_.values[i][row];
      column.width = std::max(column.width, std::min(kWidest, display_width(text_of(shown_, value))));
      column.of_numbers = column.of_numbers && (value.is_number() || value.is_null());
    }
    return column;
  }

  void print_row(std::size_t row) {
    for (std::size_t i = 0; i < columns_.size(); ++i) print_cell(i, text_of(shown_, result_.values[i][row]));
    out_ << '\n';
    if (shown_.knowledge == nullptr) return;
    const auto statements = statements_of_row(result_, shown_, row);
    if (options_.all_evidence) return print_witnesses(out_, *shown_.knowledge, statements, options_);
    for (const graph::StatementIndex statement : statements)
      print_witnesses(out_, *shown_.knowledge, {statement}, options_);
  }

  void print_cell(std::size_t i, const std::string& text) {
    const std::size_t width = display_width(text);
    const std::string gap(columns_[i].width > width ? columns_[i].width - width : 0, ' ');
    const bool last = i + 1 == columns_.size();
    out_ << (columns_[i].of_numbers ? gap + text : last ? text : text + gap) << (last ? "" : "  ");
  }

  const engine::Result& result_;
  const ResultGraph& shown_;
  const PrintOptions& options_;
  std::ostream& out_;
  std::vector<Column> columns_;
};

void print_table(const engine::Result& result, const ResultGraph& shown, const PrintOptions& options,
                 std::ostream& out) {
  Table(result, shown, options, out).print();
}

void write_row(const engine::Result& result, const ResultGraph& shown, std::size_t row, const PrintOptions& options,
               std::ostream& out) {
  rapidjson::OStreamWrapper stream(out);
  JsonWriter json(stream);
  json.StartObject();
  for (std::size_t i = 0; i < result.columns.size(); ++i) {
    write_key(json, result.columns[i]);
    write(json, shown, result.values[i][row]);
  }
  if (options.all_evidence && shown.knowledge != nullptr)
    write_evidence(json, *shown.knowledge, statements_of_row(result, shown, row));
  json.EndObject();
}

void print_json_lines(const engine::Result& result, const ResultGraph& shown, const PrintOptions& options,
                      std::ostream& out) {
  for (std::size_t row = 0; row < result.rows; ++row) {
    write_row(result, shown, row, options, out);
    out << '\n';
  }
}

void print_json(const engine::Result& result, const ResultGraph& shown, const PrintOptions& options,
                std::ostream& out) {
  out << '[';
  for (std::size_t row = 0; row < result.rows; ++row) {
    out << (row == 0 ? "\n" : ",\n");
    write_row(result, shown, row, options, out);
  }
  out << (result.rows == 0 ? "]\n" : "\n]\n");
}

/// Null is nothing at all, the empty string a pair of quotes.
std::string csv_cell(const ResultGraph& shown, const property::Value& value) {
  if (value.is_null()) return "";
  if (!value.is(property::Kind::String)) return csv_field(text_of(shown, value));
  return value.string().empty() ? "\"\"" : csv_field(value.string());
}

void print_csv(const engine::Result& result, const ResultGraph& shown, const PrintOptions&, std::ostream& out) {
  for (std::size_t i = 0; i < result.columns.size(); ++i) out << (i == 0 ? "" : ",") << csv_field(result.columns[i]);
  out << '\n';
  for (std::size_t row = 0; row < result.rows; ++row) {
    for (std::size_t i = 0; i < result.columns.size(); ++i)
      out << (i == 0 ? "" : ",") << csv_cell(shown, result.values[i][row]);
    out << '\n';
  }
}

struct ResultFormat {
  std::string_view name;
  void (*print)(const engine::Result&, const ResultGraph&, const PrintOptions&, std::ostream&);
};
constexpr ResultFormat kResultFormats[] = {
    {"table", print_table}, {"jsonl", print_json_lines}, {"json", print_json},      {"csv", print_csv},
    {"graph", draw_text},   {"dot", write_dot},          {"jsonld", write_json_ld},
};

}  // namespace

void print(const engine::Result& result, const ResultGraph& shown, const PrintOptions& options, std::ostream& out) {
  check_format(options.format);
  for (const ResultFormat& format : kResultFormats)
    if (format.name == options.format) return format.print(result, shown, options, out);
}

}  // namespace whom::tools
