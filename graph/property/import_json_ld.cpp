#include "graph/property/import_json_ld.hpp"

#include <optional>

#include "graph/mapped_file.hpp"
#include "graph/property/import_text.hpp"
#include "graph/property/json_ld_form.hpp"

namespace whom::property {
namespace {

/// Of JSON: a list takes two, an object and an array, and lies within root, @graph and node.
constexpr std::size_t deepest_nesting = 2 * Value::deepest_nesting + 3;

class Importer : public JsonVisitor {
 public:
  void member(Json key) override {
    const std::string name(key.string());
    if (name != "@context" && name != "@graph") key.fail("'" + name + "' beside @context and @graph is not taken");
    in_graph_ = name == "@graph";
    if (in_graph_ && !form_) key.fail("the @context has to come before @graph");
  }

  void value(Json json) override {
    if (in_graph_)
      form_->add(json);
    else
      read_context(json);
  }

  Graph finish() {
    if (!form_) throw JsonProblem(0, "no JSON-LD with a @context and a @graph");
    return form_->finish();
  }

 private:
  void read_context(Json json) {
    if (form_) json.fail("a second context is not taken");
    context_ = JsonLdContext(json);
    form_ = JsonLdForm::of(context_);
    if (!form_)
      json.fail("no context that whom writes; other JSON-LD is not taken, N-Triples and Turtle of all kinds are");
  }

  JsonLdContext context_;
  std::unique_ptr<JsonLdForm> form_;
  bool in_graph_ = false;
};

std::string_view without_mark(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

}  // namespace

Graph import_json_ld(const std::filesystem::path& path) {
  const graph::MappedFile file(path);
  const std::string_view text = without_mark(file.text());
  Importer importer;
  try {
    read_json(text, deepest_nesting, importer);
    return importer.finish();
  } catch (const JsonProblem& problem) {
    throw std::runtime_error(path.string() + ":" + place_in(text, problem.offset) + ": " + problem.what());
  }
}

}  // namespace whom::property
