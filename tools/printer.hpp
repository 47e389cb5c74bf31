// Rows of a query, printed: one interface, one printer per format.
#ifndef WHOM_TOOLS_PRINTER_HPP
#define WHOM_TOOLS_PRINTER_HPP

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "query/question/query.hpp"
#include "tools/palette.hpp"

namespace whom::tools {

/// Rows go in as they are found; what belongs after the last one comes with end().
class Printer {
 public:
  virtual ~Printer() = default;
  virtual void row(const query::Row&) = 0;
  virtual void end() = 0;
};

struct PrintOptions {
  std::string format = "table";
  Palette palette;
  bool all_evidence = false;  ///< every sentence under a row (table), or as a key (jsonl, json)
  std::string base;           ///< of IRIs (jsonld); empty: the writer's own
};

/// The formats make_printer knows.
inline constexpr std::string_view kFormats = "table|jsonl|json|csv|graph|dot|jsonld";

/// Throws UsageError when make_printer does not know the format.
void check_format(std::string_view format);

/// Graph and stream must outlive the printer. Throws UsageError on an unknown format.
std::unique_ptr<Printer> make_printer(const PrintOptions&, const graph::KnowledgeGraph&,
                                      const std::vector<std::string>& columns, std::ostream&);

/// A cell as people read it: a name, "2024-11-08", "yes", "Ada - met - Ben".
std::string text_of(const query::Cell&, const graph::KnowledgeGraph&);

}  // namespace whom::tools

#endif
