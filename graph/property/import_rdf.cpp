#include "graph/property/import_rdf.hpp"

#include <serd/serd.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <tuple>

#include "graph/property/named_nodes.hpp"
#include "graph/property/rdf_literal.hpp"

namespace whom::property {
namespace {

constexpr std::string_view rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

std::string_view text_of(const SerdNode& node) { return {reinterpret_cast<const char*>(node.buf), node.n_bytes}; }
const std::uint8_t* bytes_of(const std::string& text) { return reinterpret_cast<const std::uint8_t*>(text.c_str()); }

/// What follows the last #, / or : of an IRI; all of it where nothing does.
std::string_view local_name(std::string_view iri) {
  const std::size_t end = iri.find_last_of("#/:");
  return end == iri.npos || end + 1 == iri.size() ? iri : iri.substr(end + 1);
}

SerdSyntax syntax_of(const std::filesystem::path& path) {
  const std::string extension = path.extension().string();
  if (extension == ".nt") return SERD_NTRIPLES;
  if (extension == ".nq") return SERD_NQUADS;
  if (extension == ".ttl") return SERD_TURTLE;
  if (extension == ".trig") return SERD_TRIG;
  throw std::runtime_error(path.string() + ": not the name of an RDF file (.nt, .nq, .ttl, .trig)");
}

class Importer {
 public:
  void read(const std::filesystem::path& path) {
    const SerdSyntax syntax = syntax_of(path);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
    if (!file) throw std::runtime_error(path.string() + ": cannot be read");
    path_ = path.string();
    is_short_ = syntax == SERD_TURTLE || syntax == SERD_TRIG;
    SerdNode base = serd_node_new_file_uri(bytes_of(std::filesystem::absolute(path).string()), nullptr, nullptr, true);
    environment_.reset(serd_env_new(&base));
    serd_node_free(&base);
    const std::unique_ptr<SerdReader, void (*)(SerdReader*)> reader(
        serd_reader_new(syntax, this, nullptr, on_base, on_prefix, on_statement, nullptr), serd_reader_free);
    serd_reader_set_strict(reader.get(), true);
    serd_reader_set_error_sink(reader.get(), on_error, this);
    serd_reader_add_blank_prefix(reader.get(), bytes_of("f" + std::to_string(files_++) + "_"));
    const SerdStatus status = serd_reader_read_file_handle(reader.get(), file.get(), bytes_of(path_));
    if (failure_) std::rethrow_exception(failure_);
    if (!error_.empty()) throw std::runtime_error(path_ + ":" + error_);
    if (status > SERD_FAILURE) {
      throw std::runtime_error(path_ + ": " + reinterpret_cast<const char*>(serd_strerror(status)));
    }
  }

  Graph finish() {
    std::sort(triples_.begin(), triples_.end());
    triples_.erase(std::unique(triples_.begin(), triples_.end()), triples_.end());
    for (const auto& [type, source, target, graph] : triples_) {
      const std::uint32_t call = builder_.relationship({source}, {type}, {target});
      if (graph != 0) builder_.set_relationship(call, builder_.key("graph"), Value(graphs_.name(graph)));
    }
    nodes_.build(builder_);
    return builder_.finish();
  }

 private:
  static SerdStatus on_base(void* self, const SerdNode* uri) {
    return serd_env_set_base_uri(static_cast<Importer*>(self)->environment_.get(), uri);
  }

  static SerdStatus on_prefix(void* self, const SerdNode* name, const SerdNode* uri) {
    return serd_env_set_prefix(static_cast<Importer*>(self)->environment_.get(), name, uri);
  }

  /// Exceptions must not pass through the reader.
  static SerdStatus on_statement(void* self, SerdStatementFlags, const SerdNode* graph, const SerdNode* subject,
                                 const SerdNode* predicate, const SerdNode* object, const SerdNode* datatype,
                                 const SerdNode*) {
    auto& importer = *static_cast<Importer*>(self);
    try {
      importer.add(graph, *subject, *predicate, *object, datatype);
      return SERD_SUCCESS;
    } catch (...) {
      importer.failure_ = std::current_exception();
      return SERD_ERR_INTERNAL;
    }
  }

  /// Keeps the first.
  static SerdStatus on_error(void* self, const SerdError* error) {
    auto& importer = *static_cast<Importer*>(self);
    if (!importer.error_.empty()) return SERD_SUCCESS;
    std::array<char, 256> text{};
    std::vsnprintf(text.data(), text.size(), error->fmt, *error->args);
    std::string message(text.data());
    while (message.ends_with('\n')) message.pop_back();
    importer.error_ = std::to_string(error->line) + ":" + std::to_string(error->col) + ": " + message;
    return SERD_SUCCESS;
  }

  void add(const SerdNode* graph, const SerdNode& subject, const SerdNode& predicate, const SerdNode& object,
           const SerdNode* datatype) {
    const Node source = node(subject);
    const std::string name = iri(predicate);
    if (object.type == SERD_LITERAL) {
      const std::string type = datatype && datatype->buf ? iri(*datatype) : std::string();
      add_value(source, builder_.key(local_name(name)), rdf_literal(text_of(object), type));
    } else if (name == rdf_type && object.type != SERD_BLANK) {
      nodes_.add_label(source, builder_.label(local_name(iri(object))));
    } else {
      const std::uint32_t place = graph && graph->buf ? graphs_.add(iri(*graph)) : 0;
      triples_.emplace_back(builder_.type(local_name(name)).index, source.index, node(object).index, place);
    }
  }

  void add_value(Node node, Key key, Value value) {
    ColumnBuilder& column = builder_.node_column(key);
    const Value before = column.at(node.index);
    if (before.is_null()) return column.set(node.index, value);
    List values = before.is(Kind::List) ? before.list() : List{before};
    const auto same = [&](const Value& other) { return other.kind() == value.kind() && equivalent(other, value); };
    if (std::any_of(values.begin(), values.end(), same)) return;
    values.push_back(std::move(value));
    column.set(node.index, Value(std::move(values)));
  }

  Node node(const SerdNode& resource) {
    if (resource.type == SERD_BLANK) return nodes_.node("_:" + std::string(text_of(resource)));
    const std::string name = iri(resource);
    const Node found = nodes_.node(name);
    ColumnBuilder& column = builder_.node_column(iri_key_);
    if (column.at(found.index).is_null()) column.set(found.index, Value::borrowed(name));
    return found;
  }

  /// In full.
  std::string iri(const SerdNode& resource) const {
    if (!is_short_) return std::string(text_of(resource));
    SerdNode full = serd_env_expand_node(environment_.get(), &resource);
    if (!full.buf) throw std::runtime_error(path_ + ": unknown prefix: " + std::string(text_of(resource)));
    std::string text(text_of(full));
    serd_node_free(&full);
    return text;
  }

  using Triple = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;  ///< type, ends, graph

  GraphBuilder builder_;
  NamedNodes nodes_;
  Key iri_key_ = builder_.key("iri");
  Words graphs_ = [] {
    Words words;
    words.add("");  // the default graph
    return words;
  }();
  std::vector<Triple> triples_;
  std::unique_ptr<SerdEnv, void (*)(SerdEnv*)> environment_{nullptr, serd_env_free};
  std::string path_;
  bool is_short_ = false;  ///< IRIs may be relative or have prefixes
  std::size_t files_ = 0;
  std::exception_ptr failure_;
  std::string error_;
};

}  // namespace

Graph import_rdf(std::span<const std::filesystem::path> files) {
  Importer importer;
  for (const std::filesystem::path& file : files) importer.read(file);
  return importer.finish();
}

}  // namespace whom::property
