#include "graph/property/csv_reader.hpp"

#include <algorithm>

namespace whom::property {

CsvReader::CsvReader(std::string_view text, char delimiter)
    : next_(text.data()), end_(text.data() + text.size()), delimiter_(delimiter) {
  for (const char c : {delimiter, '\n', '"'}) ends_cell_[static_cast<unsigned char>(c)] = true;
}

bool CsvReader::next(std::vector<CsvCell>& row) {
  row.clear();
  while (next_ != end_ && (*next_ == '\n' || (*next_ == '\r' && next_ + 1 != end_ && next_[1] == '\n'))) ++next_;
  if (next_ == end_) return false;
  while (true) {
    row.push_back(cell());
    if (next_ == end_) return true;
    const char c = *next_++;
    if (c == '\n') return true;
    if (next_ == end_) {  // the last cell of the file is empty
      row.push_back({{}, next_});
      return true;
    }
  }
}

CsvCell CsvReader::cell() {
  if (next_ != end_ && *next_ == '"') return quoted_cell();
  const char* const begin = next_;
  while (next_ != end_ && !ends_cell_[static_cast<unsigned char>(*next_)]) ++next_;
  if (next_ != end_ && *next_ == '"') {
    throw CsvProblem(next_, "a quotation mark inside of a cell that does not begin with one");
  }
  auto size = static_cast<std::size_t>(next_ - begin);
  const bool ends_row = next_ == end_ || *next_ == '\n';
  if (ends_row && size > 0 && begin[size - 1] == '\r') --size;
  return {{begin, size}, begin};
}

CsvCell CsvReader::quoted_cell() {
  const char* const begin = next_++;
  std::string* unescaped = nullptr;
  std::string_view text;
  while (true) {
    const char* const mark = std::find(next_, end_, '"');
    if (mark == end_) throw CsvProblem(begin, "no quotation mark ends this cell");
    text = {next_, static_cast<std::size_t>(mark - next_)};
    next_ = mark + 1;
    const bool doubled = next_ != end_ && *next_ == '"';
    if (doubled && !unescaped) unescaped = &unescaped_.emplace_back();
    if (unescaped) unescaped->append(text);
    if (!doubled) break;
    unescaped->push_back('"');
    ++next_;
  }
  if (next_ != end_ && *next_ == '\r' && (next_ + 1 == end_ || next_[1] == '\n')) ++next_;
  if (next_ != end_ && *next_ != delimiter_ && *next_ != '\n') {
    throw CsvProblem(next_, "text after the quotation mark that ends the cell");
  }
  return {unescaped ? std::string_view(*unescaped) : text, begin, true};
}

std::vector<std::string_view> csv_parts(std::string_view text, std::size_t count) {
  std::vector<std::string_view> parts;
  for (; count > 1 && !text.empty(); --count) {
    std::size_t cut = text.size() / count;
    // An odd number of quotation marks before the cut says that it lies in a quoted cell.
    bool quoted = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(cut), '"') % 2 != 0;
    while (cut < text.size() && (quoted || text[cut] != '\n')) quoted ^= text[cut++] == '"';
    cut = std::min(cut + 1, text.size());
    parts.push_back(text.substr(0, cut));
    text.remove_prefix(cut);
  }
  if (!text.empty()) parts.push_back(text);
  return parts;
}

}  // namespace whom::property
