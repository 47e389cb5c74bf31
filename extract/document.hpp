// Files in, documents out: metadata, and the article's text without the page around it.
#ifndef WHOM_EXTRACT_DOCUMENT_HPP
#define WHOM_EXTRACT_DOCUMENT_HPP

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "graph/reading.hpp"

namespace whom::extract {

/// Input that is no document: the message is one line and names file, line and column where it can.
class DocumentError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class Format { Text, Markdown, Html, JsonLines, Conllu };

/// By the file's ending; Text when unknown.
Format format_of(const std::filesystem::path&);

struct ReadOptions {
  std::string document_date;  ///< ISO date for documents that tell none
};

/// Where documents go. `error` gets a document that could not be read; reading goes on with the next.
struct DocumentSink {
  std::function<void(graph::Document)> document;
  std::function<void(const DocumentError&)> error;
};

/// Reads the documents of one file or stream (several in jsonl). `name` is the path, or "-" for standard input: it
/// becomes the key of a document without URL and stands in messages.
void read_documents(std::istream&, const std::string& name, Format, const ReadOptions&, const DocumentSink&);

/// All readable files below a folder, or the file itself, sorted by path. Throws DocumentError when there is none.
std::vector<std::filesystem::path> find_documents(const std::filesystem::path&);

}  // namespace whom::extract

#endif
