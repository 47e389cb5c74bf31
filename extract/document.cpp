// Every format comes down to metadata and blocks; article.cpp makes the text. Metadata that the file states beats what
// is read off its address, and that beats what stands in the article's head.
#include "extract/document.hpp"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <istream>
#include <iterator>
#include <optional>

#include "extract/article.hpp"
#include "extract/document_date.hpp"
#include "extract/document_markdown.hpp"
#include "extract/document_text.hpp"
#include "extract/html.hpp"

namespace whom::extract {
namespace {

struct Ending {
  std::string_view text;
  Format format;
};

constexpr Ending endings[] = {
    {".txt", Format::Text},          {".text", Format::Text},       {".md", Format::Markdown},
    {".markdown", Format::Markdown}, {".html", Format::Html},       {".htm", Format::Html},
    {".xhtml", Format::Html},        {".jsonl", Format::JsonLines}, {".ndjson", Format::JsonLines},
    {".conllu", Format::Conllu},     {".conll", Format::Conllu}};

const Ending* ending_of(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  const auto found =
      std::find_if(std::begin(endings), std::end(endings), [&](const Ending& e) { return e.text == extension; });
  return found == std::end(endings) ? nullptr : found;
}

std::string read_all(std::istream& in, const std::string& name) {
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) throw DocumentError(name + ": cannot be read");
  return bytes;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \n\r\t\v\f") == std::string_view::npos; }

bool is_url(std::string_view line) {
  return (line.starts_with("http://") || line.starts_with("https://")) && line.find(' ') == std::string_view::npos;
}

/// Host of an address without "www.", user and port, in lower case.
std::string host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const auto user = url.rfind('@'); user != std::string_view::npos) url.remove_prefix(user + 1);
  std::string host(url.substr(0, url.find(':')));
  std::transform(host.begin(), host.end(), host.begin(), [](unsigned char c) { return std::tolower(c); });
  return host.starts_with("www.") ? host.substr(4) : host;
}

/// Fills in what the file did not state, and cleans the text. Throws when nothing is left of it.
graph::Document finish(graph::Document document, const std::vector<Block>& blocks, const std::string& name,
                       const ReadOptions& options) {
  Article article = clean_article(blocks, document.title);
  if (article.text.empty()) throw DocumentError(name + ": no article text");
  const auto or_else = [](std::string& field, const std::string& value) {
    if (field.empty()) field = value;
  };
  or_else(document.title, article.title);
  or_else(document.date, date_in_url(document.url));
  or_else(document.date, article.date);
  or_else(document.date, options.document_date);
  or_else(document.publisher, host_of(document.url));
  or_else(document.key, document.url);
  or_else(document.key, name);
  document.text = std::move(article.text);
  document.id = graph::document_id(document);
  return document;
}

graph::Document read_text(std::string_view text, const std::string& name, const ReadOptions& options) {
  graph::Document document;
  const auto begin = std::min(text.find_first_not_of(" \n"), text.size());
  const auto end = std::min(text.find('\n', begin), text.size());
  auto line = text.substr(begin, end - begin);
  while (line.ends_with(' ')) line.remove_suffix(1);
  if (is_url(line)) {
    document.url = line;
    text.remove_prefix(end);
  }
  return finish(std::move(document), blocks_of_text(text), name, options);
}

graph::Document read_markdown_document(std::string_view text, const std::string& name, const ReadOptions& options) {
  Markdown markdown = read_markdown(text);
  auto& values = markdown.front_matter;
  graph::Document document;
  document.title = values["title"].empty() ? markdown.title : values["title"];
  document.date = find_date(values["date"]);
  document.url = values["url"];
  document.publisher = values["publisher"];
  auto& blocks = markdown.blocks;
  if (!blocks.empty() && blocks[0].kind == Block::Kind::Heading) blocks.erase(blocks.begin());
  return finish(std::move(document), blocks, name, options);
}

graph::Document read_page(std::string_view text, const std::string& name, const ReadOptions& options) {
  Page page = read_html(text, name);
  graph::Document document;
  document.title = std::move(page.title);
  document.date = std::move(page.date);
  document.url = std::move(page.url);
  if (document.url.empty()) document.publisher = std::move(page.publisher);
  return finish(std::move(document), page.blocks, name, options);
}

// JSON lines.

std::string member(const rapidjson::Value& object, const char* key, const std::string& place) {
  const auto found = object.FindMember(key);
  if (found == object.MemberEnd() || found->value.IsNull()) return {};
  if (!found->value.IsString()) throw DocumentError(place + ": \"" + key + "\" is not a string");
  return decode_text({found->value.GetString(), found->value.GetStringLength()}, place + ": \"" + key + "\"");
}

/// RapidJSON's sentence within one of ours: no capital, no full stop.
std::string as_clause(std::string sentence) {
  if (!sentence.empty() && sentence[0] >= 'A' && sentence[0] <= 'Z') sentence[0] += 'a' - 'A';
  if (sentence.ends_with('.')) sentence.pop_back();
  return sentence;
}

graph::Document read_json_line(const std::string& line, const std::string& name, std::size_t number,
                               const ReadOptions& options) {
  const std::string bytes = decode_text(line, name, number);
  rapidjson::Document json;
  json.Parse<rapidjson::kParseIterativeFlag>(bytes.data(), bytes.size());
  if (json.HasParseError())
    throw DocumentError(position(bytes, json.GetErrorOffset(), name, number) + ": " +
                        as_clause(rapidjson::GetParseError_En(json.GetParseError())));
  const std::string place = name + ":" + std::to_string(number) + ":1";
  if (!json.IsObject()) throw DocumentError(place + ": not a JSON object");
  if (!json.HasMember("text")) throw DocumentError(place + ": no \"text\"");
  graph::Document document;
  document.title = member(json, "title", place);
  document.date = find_date(member(json, "date", place));
  document.url = member(json, "url", place);
  document.publisher = member(json, "publisher", place);
  if (document.url.empty()) document.key = name + "#" + std::to_string(number);
  const std::string text = member(json, "text", place);
  if (is_blank(text)) throw DocumentError(place + ": empty \"text\"");
  return finish(std::move(document), blocks_of_text(text), place, options);
}

void read_json_lines(std::istream& in, const std::string& name, const ReadOptions& options, const DocumentSink& sink) {
  std::string line;
  bool any = false;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (is_blank(line)) continue;
    any = true;
    try {
      sink.document(read_json_line(line, name, number, options));
    } catch (const DocumentError& error) {
      sink.error(error);
    }
  }
  if (!any) sink.error(DocumentError(name + ": empty file"));
}

graph::Document read_one(std::istream& in, const std::string& name, Format format, const ReadOptions& options) {
  std::string text = decode_text(read_all(in, name), name);
  if (is_blank(text)) throw DocumentError(name + ": empty file");
  switch (format) {
    case Format::Markdown:
      return read_markdown_document(text, name, options);
    case Format::Html:
      return read_page(text, name, options);
    case Format::Conllu:
      throw DocumentError(name + ": CoNLL-U is analysed text and not read as an article");
    default:
      return read_text(text, name, options);
  }
}

}  // namespace

Format format_of(const std::filesystem::path& path) {
  const auto* ending = ending_of(path);
  return ending == nullptr ? Format::Text : ending->format;
}

void read_documents(std::istream& in, const std::string& name, Format format, const ReadOptions& options,
                    const DocumentSink& sink) {
  if (format == Format::JsonLines) return read_json_lines(in, name, options, sink);
  std::optional<graph::Document> document;
  try {
    document = read_one(in, name, format, options);
  } catch (const DocumentError& error) {
    return sink.error(error);
  }
  sink.document(std::move(*document));
}

std::vector<std::filesystem::path> find_documents(const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status)) throw DocumentError(path.string() + ": no such file or folder");
  if (!fs::is_directory(status)) return {path};
  std::vector<fs::path> found;
  fs::recursive_directory_iterator entry(path, fs::directory_options::skip_permission_denied, error), end;
  if (error) throw DocumentError(path.string() + ": " + error.message());
  for (; entry != end; entry.increment(error)) {
    const bool hidden = entry->path().filename().string().starts_with('.');
    if (hidden && entry->is_directory(error)) entry.disable_recursion_pending();
    if (!hidden && entry->is_regular_file(error) && ending_of(entry->path()) != nullptr) found.push_back(entry->path());
  }
  if (found.empty())
    throw DocumentError(path.string() + ": no articles (files ending in .txt, .md, .html, .jsonl or .conllu)");
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace whom::extract
