#include "graph/correction.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <stdexcept>

namespace whom::graph {
namespace {

constexpr std::string_view key_begins = "correction:", title_begins = "correction by ";

using Json = rapidjson::Writer<rapidjson::StringBuffer>;
using Parsed = rapidjson::Value;

// ---- writing -------------------------------------------------------------------------------------------------------

void write(Json& json, std::string_view text) { json.String(text.data(), static_cast<unsigned>(text.size())); }
void write(Json& json, std::uint32_t number) { json.Uint(number); }

void write_members(Json& json, const Entity& entity) {
  json.Key("id");
  write(json, entity.id);
  json.Key("name");
  write(json, entity.name);
  json.Key("aliases");
  json.StartArray();
  for (const std::string& alias : entity.aliases) write(json, alias);
  json.EndArray();
  json.Key("type");
  write(json, name(entity.type));
  json.Key("named");
  json.Bool(entity.named);
}

void write(Json& json, const Correction::Participant& participant) {
  json.StartObject();
  write_members(json, participant.entity);
  json.Key("made");
  json.Bool(participant.made);
  if (participant.mention) {
    json.Key("document");
    write(json, participant.mention->document);
    json.Key("local");
    write(json, participant.mention->local);
  }
  if (participant.becomes) {
    json.Key("becomes");
    json.StartObject();
    write_members(json, *participant.becomes);
    json.EndObject();
  }
  json.EndObject();
}

void write(Json& json, const Term& term) {
  if (const auto* entity = std::get_if<EntityIndex>(&term)) return write(json, entity->value);
  const auto& literal = std::get<Literal>(term);
  json.StartObject();
  json.Key("value");
  write(json, literal.value);
  json.Key("text");
  write(json, literal.text);
  json.Key("type");
  write(json, name(literal.type));
  json.EndObject();
}

void write(Json& json, const std::optional<Term>& term) { term ? write(json, *term) : void(json.Null()); }

void write(Json& json, const Statement& statement) {
  json.StartObject();
  json.Key("subject");
  write(json, statement.subject);
  json.Key("relation");
  write(json, statement.relation);
  json.Key("object");
  write(json, statement.object);
  json.Key("qualifiers");
  json.StartArray();
  for (const Qualifier& qualifier : statement.qualifiers) {
    json.StartArray();
    write(json, qualifier.role);
    write(json, qualifier.value);
    json.EndArray();
  }
  json.EndArray();
  json.Key("polarity");
  write(json, name(statement.polarity));
  json.Key("modality");
  write(json, name(statement.modality));
  json.EndObject();
}

template <class Element>
void write(Json& json, const char* key, const std::vector<Element>& elements) {
  json.Key(key);
  json.StartArray();
  for (const Element& element : elements) write(json, element);
  json.EndArray();
}

// ---- reading -------------------------------------------------------------------------------------------------------

void require(bool holds) {
  if (!holds) throw std::runtime_error("a correction makes no sense");
}

const Parsed& member(const Parsed& object, const char* key) {
  require(object.IsObject() && object.HasMember(key));
  return object[key];
}

std::string text(const Parsed& value) {
  require(value.IsString());
  return {value.GetString(), value.GetStringLength()};
}

bool flag(const Parsed& value) {
  require(value.IsBool());
  return value.GetBool();
}

std::uint32_t number(const Parsed& value) {
  require(value.IsUint());
  return value.GetUint();
}

template <class Enum>
Enum named(std::optional<Enum> value) {
  require(value.has_value());
  return *value;
}

template <class Read>
void read_all(const Parsed& array, const Read& read) {
  require(array.IsArray());
  for (const Parsed& element : array.GetArray()) read(element);
}

Entity read_entity(const Parsed& object) {
  Entity entity{text(member(object, "id")),
                text(member(object, "name")),
                {},
                named(entity_type(text(member(object, "type")))),
                flag(member(object, "named"))};
  read_all(member(object, "aliases"), [&](const Parsed& alias) { entity.aliases.push_back(text(alias)); });
  require(!entity.name.empty());
  return entity;
}

Correction::Participant read_participant(const Parsed& object) {
  Correction::Participant participant{read_entity(object), flag(member(object, "made")), {}, {}};
  if (object.HasMember("document")) participant.mention = {text(object["document"]), number(member(object, "local"))};
  if (object.HasMember("becomes")) participant.becomes = read_entity(object["becomes"]);
  return participant;
}

Term read_term(const Parsed& value, std::size_t participants) {
  if (value.IsObject())
    return Literal{text(member(value, "value")), text(member(value, "text")),
                   named(literal_type(text(member(value, "type"))))};
  const std::uint32_t index = number(value);
  require(index < participants);
  return EntityIndex{index};
}

Statement read_statement(const Parsed& object, std::size_t participants) {
  Statement statement;
  const auto optional_term = [&](const char* key) -> std::optional<Term> {
    const Parsed& value = member(object, key);
    return value.IsNull() ? std::nullopt : std::optional(read_term(value, participants));
  };
  statement.subject = optional_term("subject");
  statement.relation = text(member(object, "relation"));
  statement.object = optional_term("object");
  read_all(member(object, "qualifiers"), [&](const Parsed& pair) {
    require(pair.IsArray() && pair.Size() == 2);
    statement.qualifiers.push_back({text(pair[0]), read_term(pair[1], participants)});
  });
  statement.polarity = named(polarity(text(member(object, "polarity"))));
  statement.modality = named(modality(text(member(object, "modality"))));
  require(!statement.relation.empty());
  return statement;
}

}  // namespace

bool Correction::empty() const {
  return withdrawn.empty() && added.empty() && std::ranges::none_of(participants, [](const Participant& participant) {
           return participant.made || participant.becomes;
         });
}

Document document_of(const Correction& correction) {
  return {correction.id,
          std::string(key_begins) + correction.id,
          std::string(title_begins) + correction.curator,
          correction.time.substr(0, 10),
          "",
          "",
          correction.pattern};
}

std::optional<std::string_view> curator_of(const Document& document) {
  const bool is_correction = document.key.starts_with(key_begins) && document.key.ends_with(document.id) &&
                             document.title.starts_with(title_begins);
  if (!is_correction) return {};
  return std::string_view(document.title).substr(title_begins.size());
}

std::string changes_as_json(const Correction& correction) {
  rapidjson::StringBuffer buffer;
  Json json(buffer);
  json.StartObject();
  write(json, "participants", correction.participants);
  write(json, "withdrawn", correction.withdrawn);
  write(json, "added", correction.added);
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

void read_changes(const std::string& json, Correction& correction) {
  rapidjson::Document parsed;
  parsed.Parse<rapidjson::kParseIterativeFlag>(json.data(), json.size());
  require(!parsed.HasParseError());
  read_all(member(parsed, "participants"),
           [&](const Parsed& object) { correction.participants.push_back(read_participant(object)); });
  const std::size_t count = correction.participants.size();
  read_all(member(parsed, "withdrawn"),
           [&](const Parsed& object) { correction.withdrawn.push_back(read_statement(object, count)); });
  read_all(member(parsed, "added"),
           [&](const Parsed& object) { correction.added.push_back(read_statement(object, count)); });
}

}  // namespace whom::graph
