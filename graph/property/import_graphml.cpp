#include "graph/property/import_graphml.hpp"

#include <expat.h>

#include <algorithm>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "graph/mapped_file.hpp"
#include "graph/property/import_text.hpp"
#include "graph/property/named_nodes.hpp"

namespace whom::property {
namespace {

constexpr std::string_view default_type = "EDGE";

/// Of an element; null where there is none.
const char* find(const char** attributes, std::string_view name) {
  for (; *attributes; attributes += 2) {
    if (*attributes == name) return attributes[1];
  }
  return nullptr;
}

std::string attribute(const char** attributes, std::string_view name, std::string_view otherwise = {}) {
  const char* const value = find(attributes, name);
  return std::string(value ? value : otherwise);
}

/// Without the name of its namespace.
std::string_view local_name(std::string_view name) { return name.substr(name.rfind(' ') + 1); }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(space);
  return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(space) - first + 1);
}

Kind kind_of(std::string_view type) {
  if (type == "int" || type == "long") return Kind::Integer;
  if (type == "float" || type == "double") return Kind::Float;
  return type == "boolean" ? Kind::Boolean : Kind::String;
}

/// Declared by <key>.
struct Declaration {
  std::string name;
  std::string element;  ///< "node", "edge", "all", ...
  Kind kind = Kind::String;
  bool is_drawing = false;  ///< how yEd draws it, in elements of its own
  std::optional<std::string> otherwise;
};

/// A node or an edge that has begun.
struct Element {
  bool is_node = true;
  Node node;  ///< or the source
  Node target;
  std::string type;
  std::map<std::string, std::string> data;  ///< by key
};

class Importer {
 public:
  explicit Importer(std::string path)
      : path_(std::move(path)), parser_(XML_ParserCreateNS(nullptr, ' '), XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
  }

  Graph run() {
    const graph::MappedFile file(path_);
    std::string_view rest = file.text();
    do {
      constexpr std::size_t most = 1 << 20;
      const std::string_view part = rest.substr(0, most);
      rest.remove_prefix(part.size());
      const bool done = XML_Parse(parser_.get(), part.data(), static_cast<int>(part.size()), rest.empty()) != 0;
      if (failure_) std::rethrow_exception(failure_);
      if (!done) fail(XML_ErrorString(XML_GetErrorCode(parser_.get())));
    } while (!rest.empty());
    if (!is_graphml_) throw std::runtime_error(path_ + ": not GraphML");
    const auto missing = std::find(declared_.begin(), declared_.end(), false);
    if (missing != declared_.end()) throw std::runtime_error(path_ + ": edges lead to nodes that are not there");
    nodes_.build(builder_);
    return builder_.finish();
  }

 private:
  /// Exceptions must not pass through the parser.
  template <typename Handle>
  void guarded(const Handle& handle) {
    if (failure_) return;
    try {
      handle();
    } catch (...) {
      failure_ = std::current_exception();
      XML_StopParser(parser_.get(), XML_FALSE);
    }
  }

  static void on_start(void* self, const char* name, const char** attributes) {
    auto& importer = *static_cast<Importer*>(self);
    importer.guarded([&] { importer.start(local_name(name), attributes); });
  }
  static void on_end(void* self, const char* name) {
    auto& importer = *static_cast<Importer*>(self);
    importer.guarded([&] { importer.end(local_name(name)); });
  }
  static void on_text(void* self, const char* text, int size) {
    auto& importer = *static_cast<Importer*>(self);
    importer.guarded([&] { importer.text_.append(text, static_cast<std::size_t>(size)); });
  }

  [[noreturn]] void fail(const std::string& message) const {
    throw std::runtime_error(path_ + ":" + std::to_string(XML_GetCurrentLineNumber(parser_.get())) + ":" +
                             std::to_string(XML_GetCurrentColumnNumber(parser_.get()) + 1) + ": " + message);
  }

  void start(std::string_view name, const char** attributes) {
    if (name == "graphml") is_graphml_ = true;
    if (name == "key") declare(attributes);
    if (name == "node") start_node(attributes);
    if (name == "edge") start_edge(attributes);
    if (name == "hyperedge") fail("hyperedges have no place in the graph");
    if (name == "data") key_ = known_key(attributes);
    if (name == "data" || name == "default") text_.clear();
  }

  void end(std::string_view name) {
    if (name == "default" && !keys_.empty()) keys_[key_].otherwise = text_;
    if (name == "data" && !open_.empty()) open_.back().data[key_] = text_;
    if (name != "node" && name != "edge") return;
    finish(open_.back());
    open_.pop_back();
  }

  void declare(const char** attributes) {
    key_ = attribute(attributes, "id");
    Declaration& made = keys_[key_];
    made.name = attribute(attributes, "attr.name", key_);
    made.element = attribute(attributes, "for", "all");
    made.kind = kind_of(attribute(attributes, "attr.type"));
    made.is_drawing = find(attributes, "yfiles.type") != nullptr;
  }

  std::string known_key(const char** attributes) const {
    std::string key = attribute(attributes, "key");
    if (keys_.count(key) == 0) fail("no key has the id '" + key + "'");
    return key;
  }

  void start_node(const char** attributes) {
    const std::string id = attribute(attributes, "id");
    Element& made = open_.emplace_back();
    made.node = mentioned(id);
    if (declared_[made.node.index]) fail("another node has the id '" + id + "'");
    declared_[made.node.index] = true;
    builder_.set(made.node, builder_.key("id"), Value::borrowed(id));
    add_labels(made.node, attribute(attributes, "labels"));
  }

  void start_edge(const char** attributes) {
    Element& made = open_.emplace_back();
    made.is_node = false;
    made.node = mentioned(attribute(attributes, "source"));
    made.target = mentioned(attribute(attributes, "target"));
    made.type = attribute(attributes, "label");
    if (const char* const id = find(attributes, "id")) made.data["id"] = id;
  }

  Node mentioned(std::string_view id) {
    const Node node = nodes_.node(id);
    if (node.index == declared_.size()) declared_.push_back(false);
    return node;
  }

  void add_labels(Node node, std::string_view labels) {
    while (!labels.empty()) {
      const std::string_view label = labels.substr(0, labels.find(':'));
      if (!label.empty()) nodes_.add_label(node, builder_.label(label));
      labels.remove_prefix(std::min(labels.size(), label.size() + 1));
    }
  }

  void finish(Element& element) {
    add_defaults(element);
    std::vector<std::pair<Key, Value>> properties;
    for (const auto& [key, text] : element.data) {
      const auto declared = keys_.find(key);
      if (declared == keys_.end()) {  // the id of an edge
        properties.emplace_back(builder_.key(key), Value(text));
      } else if (element.is_node && declared->second.name == "labels") {
        add_labels(element.node, text);
      } else if (!element.is_node && declared->second.name == "label") {
        element.type = text;
      } else if (!declared->second.is_drawing) {
        properties.emplace_back(builder_.key(declared->second.name), value(declared->second, text));
      }
    }
    if (element.is_node) {
      for (const auto& [key, value] : properties) builder_.set(element.node, key, value);
      return;
    }
    const Type type = builder_.type(element.type.empty() ? default_type : element.type);
    const std::uint32_t call = builder_.relationship(element.node, type, element.target);
    for (const auto& [key, value] : properties) builder_.set_relationship(call, key, value);
  }

  void add_defaults(Element& element) const {
    for (const auto& [key, declared] : keys_) {
      const bool fits = declared.element == "all" || declared.element == (element.is_node ? "node" : "edge");
      if (declared.otherwise && fits) element.data.emplace(key, *declared.otherwise);
    }
  }

  Value value(const Declaration& declared, std::string_view text) const {
    if (declared.kind == Kind::String) return Value(text);
    const auto read = read_value(declared.kind, trimmed(text));
    if (!read) fail("'" + std::string(trimmed(text)) + "' is not what the key '" + declared.name + "' declares");
    return *read;
  }

  std::string path_;
  std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser_;
  GraphBuilder builder_;
  NamedNodes nodes_;
  std::vector<bool> declared_;  ///< by node: its element has been read
  std::map<std::string, Declaration> keys_;
  std::string key_;  ///< of the declaration or the data being read
  std::string text_;
  std::vector<Element> open_;
  bool is_graphml_ = false;
  std::exception_ptr failure_;
};

}  // namespace

Graph import_graphml(const std::filesystem::path& path) { return Importer(path.string()).run(); }

}  // namespace whom::property
