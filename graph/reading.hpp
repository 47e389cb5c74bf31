// What one document says: the narrow waist between extract, which makes Readings, and graph, which stores and merges
// them.
#ifndef WHOM_GRAPH_READING_HPP
#define WHOM_GRAPH_READING_HPP

#include <string>
#include <vector>

#include "graph/statement.hpp"
#include "graph/value.hpp"

namespace whom::graph {

/// One source text.
struct Document {
  std::string id;     ///< 16 hex digits: hash of text, date, url and publisher (see document_id)
  std::string key;    ///< URL, else path: under which a changed document replaces its older version
  std::string title;  ///< may be empty, as may date (ISO 8601), url and publisher
  std::string date;
  std::string url;
  std::string publisher;  ///< host name such as "nation.africa", or the name the file gives
  std::string text;       ///< UTF-8, NFC; every Span counts its code points
  auto operator<=>(const Document&) const = default;
};

/// The id of a document with this text, date, url and publisher.
std::string document_id(const Document&);

/// An entity as one document shows it.
struct LocalEntity {
  std::string name;                  ///< fullest proper name, or the whole noun phrase when it has none
  std::vector<std::string> aliases;  ///< other names the document uses; sorted; without `name`
  EntityType type = EntityType::Concept;
  bool named = false;  ///< has a proper name; a nameless entity never merges across documents
  Span mention;        ///< of its first mention
  auto operator<=>(const LocalEntity&) const = default;
};

/// A statement and the place that says so.
struct Report {
  Statement statement;  ///< entities are indices into the Reading's `entities`
  Evidence evidence;
  auto operator<=>(const Report&) const = default;
};

struct Reading {
  Document document;
  std::vector<Span> sentences;
  std::vector<LocalEntity> entities;
  std::vector<Report> reports;
};

/// 16 hex digits of all that is in it.
std::string hash_of(const Reading&);

}  // namespace whom::graph

#endif
