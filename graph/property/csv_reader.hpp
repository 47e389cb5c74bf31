// The rows and cells of CSV files (RFC 4180).
#ifndef WHOM_GRAPH_PROPERTY_CSV_READER_HPP
#define WHOM_GRAPH_PROPERTY_CSV_READER_HPP

#include <array>
#include <cstddef>
#include <deque>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace whom::property {

struct CsvCell {
  std::string_view text;        ///< without quotation marks; lies in the file or in the reader
  const char* begin = nullptr;  ///< in the file
  bool is_null() const { return text.empty() && !quoted; }
  bool quoted = false;
};

/// Something is wrong at a place of the file.
struct CsvProblem : std::runtime_error {
  CsvProblem(const char* place_in_file, const std::string& message)
      : std::runtime_error(message), place(place_in_file) {}
  const char* place;
};

class CsvReader {
 public:
  /// The text must consist of whole rows, and outlive the reader and the cells.
  CsvReader(std::string_view text, char delimiter);

  /// Empty lines are passed over. False after the last row. Throws CsvProblem.
  bool next(std::vector<CsvCell>& row);

  const char* place() const { return next_; }

 private:
  CsvCell cell();
  CsvCell quoted_cell();

  const char* next_;
  const char* end_;
  char delimiter_;
  std::array<bool, 256> ends_cell_{};
  std::deque<std::string> unescaped_;
};

/// Cuts a text of whole rows into parts of about the same size that are whole rows too.
std::vector<std::string_view> csv_parts(std::string_view text, std::size_t count);

}  // namespace whom::property

#endif
