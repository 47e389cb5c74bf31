#include "tools/json.hpp"

#include <set>
#include <string>

#include "tools/excerpt.hpp"

namespace whom::tools {
namespace {

void write_one_or_list(JsonWriter& json, const std::set<std::string_view>& names) {
  if (names.size() == 1) return write(json, *names.begin());
  json.StartArray();
  for (const std::string_view name : names) write(json, name);
  json.EndArray();
}

void write_chain(JsonWriter& json, const graph::KnowledgeGraph& graph, const std::vector<graph::EntityIndex>& chain) {
  json.StartArray();
  for (const graph::EntityIndex speaker : chain) {
    json.StartObject();
    write_key(json, "id");
    write(json, graph.entity(speaker).id);
    write_key(json, "name");
    write(json, graph.entity(speaker).name);
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace

void write(JsonWriter& json, std::string_view text) {
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void write_key(JsonWriter& json, std::string_view key) {
  json.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
}

void write(JsonWriter& json, const graph::Entity& entity) {
  json.StartObject();
  write_key(json, "id");
  write(json, entity.id);
  write_key(json, "name");
  write(json, entity.name);
  write_key(json, "aliases");
  json.StartArray();
  for (const std::string& alias : entity.aliases) write(json, alias);
  json.EndArray();
  write_key(json, "type");
  write(json, graph::name(entity.type));
  json.EndObject();
}

void write(JsonWriter& json, const graph::Literal& literal) {
  json.StartObject();
  write_key(json, "value");
  write(json, literal.value);
  write_key(json, "text");
  write(json, literal.text);
  write_key(json, "type");
  write(json, graph::name(literal.type));
  json.EndObject();
}

void write_support(JsonWriter& json, const graph::KnowledgeGraph& graph,
                   const std::vector<graph::StatementIndex>& statements) {
  std::set<std::string_view> polarities, modalities;
  std::set<std::vector<graph::EntityIndex>> sources;
  write_key(json, "statements");
  json.StartArray();
  for (const graph::StatementIndex index : statements) {
    write(json, graph.statement_id(index));
    polarities.insert(graph::name(graph.statement(index).polarity));
    modalities.insert(graph::name(graph.statement(index).modality));
    for (const graph::Evidence& evidence : graph.evidence(index)) sources.insert(evidence.sources);
  }
  json.EndArray();
  if (statements.empty()) return;
  write_key(json, "polarity");
  write_one_or_list(json, polarities);
  write_key(json, "modality");
  write_one_or_list(json, modalities);
  write_key(json, "sources");
  json.StartArray();
  for (const auto& chain : sources) write_chain(json, graph, chain);
  json.EndArray();
}

void write_evidence(JsonWriter& json, const graph::KnowledgeGraph& graph,
                    const std::vector<graph::StatementIndex>& statements) {
  write_key(json, "evidence");
  json.StartArray();
  for (const Witness& witness : witnesses(graph, statements)) {
    const graph::Document& document = graph.documents()[witness.evidence->document];
    json.StartObject();
    write_key(json, "statement");
    write(json, graph.statement_id(witness.statement));
    write_key(json, "sentence");
    write(json, one_line(cut(document.text, witness.evidence->sentence)));
    write_key(json, "document");
    write(json, document.id);
    write_key(json, "title");
    write(json, document.title);
    write_key(json, "date");
    write(json, document.date);
    write_key(json, "publisher");
    write(json, document.publisher);
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace whom::tools
