#include "tools/ask_options.hpp"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>

#include "graph/utf8.hpp"
#include "tools/pattern.hpp"

namespace whom::tools {
namespace {

std::string login_name() {
  const passwd* const user = getpwuid(getuid());
  return user == nullptr ? "unknown" : user->pw_name;
}

std::string curator(const std::string& name) {
  const bool is_line = std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (name.empty() || !is_line || graph::first_invalid_utf8(name)) throw UsageError("--curator wants a name");
  return name;
}

}  // namespace

std::vector<Option> ask_options() {
  return {{"format", 'f', kFormats, "how rows are printed; default: table"},
          {"evidence", 'e', "", "every sentence behind a row, not the best alone"},
          {"param", 'p', "NAME=VALUE", "what $NAME stands for in patterns, as a literal; may be given again"},
          {"timeout", 't', "DURATION", "how long a pattern may take: 500ms, 10s, 2m; default: as long as it likes"},
          {"memory", 'm', "SIZE", "how much memory the rows of a pattern may take on the way: 64K, 512M, 2G"},
          {"curator", 'c', "NAME",
           "who corrects, where a pattern writes to a graph read from text; default: the login name"},
          {"base", '\0', "IRI", "where the IRIs of jsonld begin"},
          color_option()};
}

AskOptions ask_options_of(const Arguments& arguments, const Streams& streams) {
  AskOptions options;
  options.print.format = arguments.value("format", "table");
  options.print.palette = palette(arguments, streams);
  options.print.all_evidence = arguments.has("evidence");
  options.print.base = arguments.value("base");
  options.curator = arguments.has("curator") ? curator(arguments.value("curator")) : login_name();
  options.parameters = parse_parameters(arguments.all("param"));
  if (arguments.has("timeout")) options.timeout = parse_duration(arguments.value("timeout"));
  if (arguments.has("memory")) options.memory = parse_size(arguments.value("memory"));
  return options;
}

}  // namespace whom::tools
