#include "graph/rdf.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <stdexcept>

#include "graph/correction.hpp"
#include "graph/percent.hpp"

namespace whom::graph {
namespace {

using namespace std::string_literals;
namespace v = vocabulary;

bool is_alnum(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

std::string in(std::string_view space, std::string_view name) { return std::string(space) += name; }

/// What an IRI may not hold, apart from characters beyond ASCII, which it may.
bool forbidden_in_iri(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte == 0x7F || std::string_view("<>\"{}|\\^`").find(c) != std::string_view::npos;
}

/// Relations and roles are words, so the space gets the readable '_' and '_' its escape.
std::string segment(std::string_view text) {
  std::string out = percent_encoded(text, "- ");
  std::replace(out.begin(), out.end(), ' ', '_');
  return out;
}

RdfValue iri(std::string text) { return {RdfValue::Kind::Iri, std::move(text), ""}; }
RdfValue string(std::string text) { return {RdfValue::Kind::String, std::move(text), ""}; }
RdfValue typed(std::string text, std::string_view type) {
  return {RdfValue::Kind::Typed, std::move(text), in(v::xsd, type)};
}

int days_in(int year, int month) {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days.at(static_cast<std::size_t>(month - 1));
}

/// The text has the form, where 'd' stands for a digit.
bool has_form(std::string_view text, std::string_view form) {
  return std::equal(text.begin(), text.end(), form.begin(), form.end(),
                    [](char c, char f) { return f == 'd' ? c >= '0' && c <= '9' : c == f; });
}

int number(std::string_view digits) { return std::stoi(std::string(digits)); }

bool is_month(std::string_view text) {
  return has_form(text, "dddd-dd") && number(text.substr(0, 4)) > 0 && number(text.substr(5)) >= 1 &&
         number(text.substr(5)) <= 12;
}

bool is_date(std::string_view text) {
  if (!has_form(text, "dddd-dd-dd") || !is_month(text.substr(0, 7))) return false;
  const int day = number(text.substr(8));
  return day >= 1 && day <= days_in(number(text.substr(0, 4)), number(text.substr(5, 2)));
}

bool is_clock(std::string_view text) {
  if (!has_form(text.substr(0, 8), "dd:dd:dd")) return false;
  const std::string_view zone = text.substr(8);
  return number(text.substr(0, 2)) < 24 && number(text.substr(3, 2)) < 60 && number(text.substr(6, 2)) < 60 &&
         (zone.empty() || zone == "Z" || has_form(zone, "+dd:dd") || has_form(zone, "-dd:dd"));
}

/// The XML Schema type whose lexical form a time has, or nothing.
std::string_view time_type(std::string_view value) {
  if (has_form(value, "dddd") && number(value) > 0) return "gYear";
  if (is_month(value)) return "gYearMonth";
  if (is_date(value)) return "date";
  const bool instant =
      value.size() >= 19 && value[10] == 'T' && is_date(value.substr(0, 10)) && is_clock(value.substr(11));
  return instant ? "dateTime" : "";
}

RdfValue time(const std::string& value) {
  const std::string_view type = time_type(value);
  return type.empty() ? RdfValue{RdfValue::Kind::Typed, value, in(v::edtf, "EDTF")} : typed(value, type);
}

std::string_view schema_type(EntityType type) {
  constexpr std::array<std::string_view, 9> types = {
      "Person", "Organization", "Place", "AdministrativeArea", "Thing", "Place", "Event", "Product", "Thing"};
  return types.at(static_cast<std::size_t>(type));
}

class Generator {
 public:
  Generator(const KnowledgeGraph& graph, const ExportOptions& options, const std::function<void(const RdfNode&)>& visit)
      : graph_(graph), base_(base_of(options)), visit_(visit), statements_(selected_statements(graph, options)) {
    for (const auto& [id, entity] : graph.redirects()) former_[entity].push_back(id);
  }

  void run(const ExportOptions& options) {
    for (const std::uint32_t index : selected_documents(graph_, options)) document(graph_.documents()[index]);
    for (const EntityIndex index : selected_entities(graph_, options)) entity(index);
    words();
    for (const StatementIndex index : statements_) statement(index);
  }

 private:
  // -- names of things
  std::string our(const char* space, std::string_view name) const { return base_ + space + std::string(name); }
  std::string document_iri(std::uint32_t d) const { return our("document/", graph_.documents()[d].id); }
  std::string entity_iri(EntityIndex e) const { return our("entity/", graph_.entity(e).id); }
  std::string relation_iri(std::string_view relation) const { return our("relation/", segment(relation)); }
  std::string role_iri(std::string_view role) const { return our("role/", segment(role)); }
  std::string own(std::string_view name) const { return our("vocabulary/", name); }

  RdfValue value(const Term& term) const {
    if (const auto* entity = std::get_if<EntityIndex>(&term)) return iri(entity_iri(*entity));
    const auto& literal = std::get<Literal>(term);
    return literal.type == LiteralType::Time ? time(literal.value) : string(literal.value);
  }

  // -- one node at a time
  void begin(std::string iri) { node_ = {std::move(iri), {}}; }
  void add(std::string predicate, RdfValue value) {
    node_.properties.emplace_back(std::move(predicate), std::move(value));
  }
  void add_type(std::string type) { add(in(v::rdf, "type"), iri(std::move(type))); }
  void add_string(std::string predicate, const std::string& text) {
    if (!text.empty()) add(std::move(predicate), string(text));
  }
  void end() { visit_(node_); }

  void document(const Document& document) {
    const auto curator = curator_of(document);
    begin(our("document/", document.id));
    add_type(curator ? own("Correction") : in(v::schema, "Article"));
    add_type(in(v::prov, "Entity"));
    if (curator) add_string(in(v::schema, "creator"), std::string(*curator));
    add_string(in(v::schema, "identifier"), document.id);
    add_string(in(v::schema, "headline"), document.title);
    if (!document.date.empty()) add(in(v::schema, "datePublished"), time(document.date));
    const bool link = is_absolute_iri(document.url);
    if (!document.url.empty()) add(in(v::schema, "url"), link ? iri(document.url) : string(document.url));
    add_string(in(v::schema, "publisher"), document.publisher);
    end();
  }

  void entity(EntityIndex index) {
    const Entity& entity = graph_.entity(index);
    begin(entity_iri(index));
    add_type(in(v::schema, schema_type(entity.type)));
    add_type(own(name(entity.type)));
    add_string(in(v::schema, "name"), entity.name);
    for (const std::string& alias : entity.aliases) add_string(in(v::schema, "alternateName"), alias);
    const auto former = former_.find(index);
    if (former != former_.end()) {
      for (const std::string& id : former->second) add(in(v::owl, "sameAs"), iri(our("entity/", id)));
    }
    for (const auto& [relation, object] : facts(index)) add(relation_iri(relation), object);
    end();
  }

  /// What is affirmed and actual of the entity: the only bare triples.
  std::set<std::pair<std::string, RdfValue>> facts(EntityIndex index) const {
    std::set<std::pair<std::string, RdfValue>> found;
    for (const Participation& participation : graph_.participations(index)) {
      const Statement& statement = graph_.statement(participation.statement);
      const bool fact = participation.place == Participation::Place::Subject && statement.object &&
                        statement.polarity == Polarity::Affirmed && statement.modality == Modality::Actual;
      if (fact && std::binary_search(statements_.begin(), statements_.end(), participation.statement)) {
        found.emplace(statement.relation, value(*statement.object));
      }
    }
    return found;
  }

  void words() {
    std::set<std::string> relations, roles;
    for (const StatementIndex index : statements_) {
      const Statement& statement = graph_.statement(index);
      relations.insert(statement.relation);
      for (const Qualifier& qualifier : statement.qualifiers) roles.insert(qualifier.role);
    }
    for (const std::string& relation : relations) word(relation_iri(relation), relation);
    for (const std::string& role : roles) word(role_iri(role), role);
  }

  void word(std::string iri, const std::string& label) {
    begin(std::move(iri));
    add_type(in(v::rdf, "Property"));
    add_string(in(v::rdfs, "label"), label);
    end();
  }

  void statement(StatementIndex index) {
    const Statement& statement = graph_.statement(index);
    const std::string& id = graph_.statement_id(index);
    const auto evidence = graph_.evidence(index);
    begin(our("statement/", id));
    add_type(in(v::rdf, "Statement"));
    add_type(in(v::prov, "Entity"));
    if (statement.subject) add(in(v::rdf, "subject"), value(*statement.subject));
    add(in(v::rdf, "predicate"), iri(relation_iri(statement.relation)));
    if (statement.object) add(in(v::rdf, "object"), value(*statement.object));
    for (const Qualifier& qualifier : statement.qualifiers) add(role_iri(qualifier.role), value(qualifier.value));
    add(own("polarity"), string(std::string(name(statement.polarity))));
    add(own("modality"), string(std::string(name(statement.modality))));
    add(own("asserted"), typed(graph_.asserted(index) ? "true" : "false", "boolean"));
    add(own("confidence"), typed(confidence(graph_, index), "decimal"));
    std::set<std::uint32_t> documents;
    for (const Evidence& one : evidence) documents.insert(one.document);
    for (const std::uint32_t d : documents) add(in(v::prov, "wasDerivedFrom"), iri(document_iri(d)));
    for (std::size_t e = 0; e < evidence.size(); ++e)
      add(own("hasEvidence"), iri(our("evidence/", evidence_id(id, e))));
    end();
    for (std::size_t e = 0; e < evidence.size(); ++e) this->evidence(evidence[e], evidence_id(id, e));
  }

  static std::string evidence_id(const std::string& statement, std::size_t number) {
    return statement + "-" + std::to_string(number + 1);
  }

  struct Selector {
    std::string name;
    std::string property;
    Span span;
  };

  std::vector<Selector> selectors(const Evidence& evidence) const {
    std::vector<Selector> found = {{"sentence", in(v::oa, "hasSelector"), evidence.sentence}};
    if (evidence.subject) found.push_back({"subject", own("subjectSelector"), *evidence.subject});
    found.push_back({"relation", own("relationSelector"), evidence.relation});
    if (evidence.object) found.push_back({"object", own("objectSelector"), *evidence.object});
    for (std::size_t q = 0; q < evidence.qualifiers.size(); ++q) {
      if (!evidence.qualifiers[q]) continue;
      found.push_back({"qualifier-" + std::to_string(q + 1), own("qualifierSelector"), *evidence.qualifiers[q]});
    }
    return found;
  }

  void evidence(const Evidence& evidence, const std::string& id) {
    const auto parts = selectors(evidence);
    begin(our("evidence/", id));
    add_type(in(v::oa, "SpecificResource"));
    add(in(v::oa, "hasSource"), iri(document_iri(evidence.document)));
    for (const Selector& part : parts) add(part.property, iri(our("selector/", id + "-" + part.name)));
    add_string(own("phrase"), evidence.phrase);
    add_string(own("rule"), evidence.rule);
    add(own("confidence"), typed(decimal(evidence.confidence), "decimal"));
    add_sources(evidence);
    end();
    for (const Selector& part : parts) selector(evidence.document, part, id);
  }

  /// RDF keeps no order of values, so a chain of several speakers is written out as well.
  void add_sources(const Evidence& evidence) {
    const std::set<EntityIndex> sources(evidence.sources.begin(), evidence.sources.end());
    for (const EntityIndex source : sources) add(own("source"), iri(entity_iri(source)));
    if (evidence.sources.size() < 2) return;
    std::string chain;
    for (const EntityIndex source : evidence.sources) chain += (chain.empty() ? "" : " > ") + graph_.entity(source).id;
    add_string(own("sourceChain"), chain);
  }

  void selector(std::uint32_t document, const Selector& part, const std::string& id) {
    begin(our("selector/", id + "-" + part.name));
    add_type(in(v::oa, "TextPositionSelector"));
    add_type(in(v::oa, "TextQuoteSelector"));
    add(in(v::oa, "start"), typed(std::to_string(part.span.begin), "nonNegativeInteger"));
    add(in(v::oa, "end"), typed(std::to_string(part.span.end), "nonNegativeInteger"));
    add(in(v::oa, "exact"), string(std::string(graph_.text(document, part.span))));
    end();
  }

  const KnowledgeGraph& graph_;
  std::string base_;
  const std::function<void(const RdfNode&)>& visit_;
  std::vector<StatementIndex> statements_;
  std::map<EntityIndex, std::vector<std::string>> former_;  ///< ids that the ledger took away
  RdfNode node_;
};

}  // namespace

bool is_absolute_iri(std::string_view iri) {
  const std::size_t colon = iri.find(':');
  if (colon == 0 || colon == std::string_view::npos || is_alnum(iri[0]) == false) return false;
  const auto in_scheme = [](char c) { return is_alnum(c) || c == '+' || c == '-' || c == '.'; };
  return std::all_of(iri.begin(), iri.begin() + static_cast<std::ptrdiff_t>(colon), in_scheme) &&
         std::none_of(iri.begin(), iri.end(), forbidden_in_iri);
}

std::string base_of(const ExportOptions& options) {
  if (!is_absolute_iri(options.base)) throw std::invalid_argument("'" + options.base + "' is no absolute IRI");
  return options.base.ends_with('/') || options.base.ends_with('#') ? options.base : options.base + '/';
}

Namespaces namespaces(const ExportOptions& options) {
  const std::string base = base_of(options);
  Namespaces spaces = {
      {"rdf", std::string(v::rdf)}, {"rdfs", std::string(v::rdfs)},     {"xsd", std::string(v::xsd)},
      {"owl", std::string(v::owl)}, {"schema", std::string(v::schema)}, {"prov", std::string(v::prov)},
      {"oa", std::string(v::oa)},   {"edtf", std::string(v::edtf)},     {"whom", base + "vocabulary/"}};
  for (const char* space : {"document", "entity", "relation", "role", "statement", "evidence", "selector"}) {
    spaces.emplace_back(space, base + space + "/");
  }
  return spaces;
}

std::string compact_iri(const Namespaces& spaces, std::string_view iri) {
  const std::size_t end = iri.find_last_of("/#") + 1;
  const std::string_view local = iri.substr(end);
  const auto plain = [](char c) { return is_alnum(c) || c == '_' || c == '-'; };
  if (local.empty() || local.front() == '-' || !std::all_of(local.begin(), local.end(), plain)) return "";
  const auto found =
      std::find_if(spaces.begin(), spaces.end(), [&](const auto& space) { return space.second == iri.substr(0, end); });
  return found == spaces.end() ? "" : found->first + ":" + std::string(local);
}

void for_each_node(const KnowledgeGraph& graph, const ExportOptions& options,
                   const std::function<void(const RdfNode&)>& visit) {
  Generator(graph, options, visit).run(options);
}

}  // namespace whom::graph
