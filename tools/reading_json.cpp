#include "tools/reading_json.hpp"

#include <ostream>

#include "graph/utf8.hpp"
#include "tools/excerpt.hpp"
#include "tools/json.hpp"

namespace whom::tools {
namespace {

using tools::write;

void write(JsonWriter& json, const graph::LocalEntity& entity) {
  json.StartObject();
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

void write(JsonWriter& json, const graph::Reading& reading, const std::optional<graph::Term>& term) {
  if (!term)
    json.Null();
  else if (const auto* entity = std::get_if<graph::EntityIndex>(&*term))
    write(json, reading.entities[entity->value]);
  else
    write(json, std::get<graph::Literal>(*term));
}

void write(JsonWriter& json, const std::optional<graph::Span>& span) {
  if (!span) {
    json.Null();
    return;
  }
  json.StartArray();
  json.Uint(span->begin);
  json.Uint(span->end);
  json.EndArray();
}

void write_statement(JsonWriter& json, const graph::Reading& reading, const graph::Statement& statement) {
  write_key(json, "subject");
  write(json, reading, statement.subject);
  write_key(json, "relation");
  write(json, statement.relation);
  write_key(json, "object");
  write(json, reading, statement.object);
  write_key(json, "qualifiers");
  json.StartArray();
  for (const graph::Qualifier& qualifier : statement.qualifiers) {
    json.StartObject();
    write_key(json, "role");
    write(json, qualifier.role);
    write_key(json, "value");
    write(json, reading, qualifier.value);
    json.EndObject();
  }
  json.EndArray();
  write_key(json, "polarity");
  write(json, graph::name(statement.polarity));
  write_key(json, "modality");
  write(json, graph::name(statement.modality));
}

void write_spans(JsonWriter& json, const graph::Evidence& evidence) {
  write_key(json, "spans");
  json.StartObject();
  write_key(json, "sentence");
  write(json, evidence.sentence);
  write_key(json, "subject");
  write(json, evidence.subject);
  write_key(json, "relation");
  write(json, evidence.relation);
  write_key(json, "object");
  write(json, evidence.object);
  write_key(json, "qualifiers");
  json.StartArray();
  for (const auto& span : evidence.qualifiers) write(json, span);
  json.EndArray();
  json.EndObject();
}

void write_links(JsonWriter& json, const graph::Evidence& evidence) {
  write_key(json, "links");
  json.StartArray();
  for (const graph::CoreferenceLink& link : evidence.links) {
    json.StartObject();
    write_key(json, "mention");
    write(json, link.mention);
    write_key(json, "antecedent");
    write(json, link.antecedent);
    json.EndObject();
  }
  json.EndArray();
}

void write_evidence(JsonWriter& json, const graph::Reading& reading, const graph::Evidence& evidence,
                    const graph::CodePointMap& text) {
  write_key(json, "sources");
  json.StartArray();
  for (const graph::EntityIndex speaker : evidence.sources) write(json, reading.entities[speaker.value].name);
  json.EndArray();
  write_key(json, "phrase");
  write(json, evidence.phrase);
  write_key(json, "sentence");
  write(json, one_line(text.substring(evidence.sentence)));
  write_spans(json, evidence);
  write_links(json, evidence);
  write_key(json, "rule");
  write(json, evidence.rule);
  write_key(json, "confidence");
  json.Double(evidence.confidence);
}

void write_document(JsonWriter& json, const graph::Document& document) {
  write_key(json, "document");
  json.StartObject();
  for (const auto& [key, value] : {std::pair<const char*, const std::string*>{"id", &document.id},
                                   {"key", &document.key},
                                   {"title", &document.title},
                                   {"date", &document.date},
                                   {"publisher", &document.publisher}}) {
    write_key(json, key);
    write(json, *value);
  }
  json.EndObject();
}

std::string plain(const graph::Reading& reading, const graph::Term& term) {
  if (const auto* entity = std::get_if<graph::EntityIndex>(&term))
    return one_line(reading.entities[entity->value].name);
  return one_line(std::get<graph::Literal>(term).text);
}

}  // namespace

void write_json_lines(std::ostream& out, const graph::Reading& reading) {
  const graph::CodePointMap text(reading.document.text);
  rapidjson::OStreamWrapper stream(out);
  for (const graph::Report& report : reading.reports) {
    JsonWriter json(stream);
    json.SetMaxDecimalPlaces(4);
    json.StartObject();
    write_statement(json, reading, report.statement);
    write_evidence(json, reading, report.evidence, text);
    write_document(json, reading.document);
    json.EndObject();
    out << '\n';
  }
}

void write_triples(std::ostream& out, const graph::Reading& reading) {
  for (const graph::Report& report : reading.reports) {
    const graph::Statement& statement = report.statement;
    const bool holds = statement.polarity == graph::Polarity::Affirmed && statement.modality == graph::Modality::Actual;
    if (!holds || !statement.subject || !statement.object) continue;
    out << plain(reading, *statement.subject) << '\t' << statement.relation << '\t' << plain(reading, *statement.object)
        << '\n';
  }
}

}  // namespace whom::tools
