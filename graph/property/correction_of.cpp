#include "graph/property/correction_of.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "graph/hash.hpp"
#include "graph/identity.hpp"
#include "graph/names.hpp"
#include "graph/property/edtf.hpp"
#include "graph/property/statement_graph.hpp"

namespace whom::property {
namespace {

using graph::Correction;
using graph::Entity;
using graph::EntityIndex;
using graph::KnowledgeGraph;
using graph::Literal;
using graph::LiteralType;
using graph::Qualifier;
using graph::Statement;
using graph::StatementIndex;
using graph::Term;

/// Under these a bare year is a time.
constexpr std::array time_roles = {"after", "before", "between", "by", "during", "from",
                                   "in",    "on",     "since",   "to", "until"};
constexpr std::array common_roles = {"about", "after",   "against", "as",    "at",    "before", "by",
                                     "for",   "from",    "in",      "into",  "on",    "of",     "over",
                                     "since", "through", "to",      "under", "until", "with"};
constexpr std::array derived_keys = {"id", "asserted", "confidence", "reports", "documents"};

bool is_among(const auto& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

/// Of digits, or X for those that are not known.
bool has_form(std::string_view text, std::string_view form) {
  return std::ranges::equal(
      text, form, [](char c, char wanted) { return wanted == 'd' ? (c >= '0' && c <= '9') || c == 'X' : c == wanted; });
}

bool is_year(std::string_view text) { return has_form(text, "dddd") && is_edtf(text); }

bool is_time(std::string_view text) {
  return is_year(text) || (is_edtf(text) && (has_form(text, "dddd-dd") || has_form(text, "dddd-dd-dd")));
}

std::string text_of(const Value& value, const std::string& what) {
  if (!value.is(Kind::String) || value.string().empty()) throw NoCorrection(what + " is a string that is not empty");
  return std::string(value.string());
}

Literal time_of(const Value& value) {
  const std::string day = print(value.date());
  return {day, day, LiteralType::Time};
}

template <class Enum>
Enum named(std::optional<Enum> known, std::string_view key, std::string_view value) {
  if (!known) throw NoCorrection("there is no " + std::string(key) + " " + in_quotes(value));
  return *known;
}

class Translator {
 public:
  Translator(const Graph& graph, const KnowledgeGraph& knowledge)
      : graph_(graph), knowledge_(knowledge), entities_(static_cast<std::uint32_t>(knowledge.entities().size())) {}

  Correction run() {
    const auto nodes = graph_.node_overlay();
    for (std::uint32_t n = nodes.first_new; n < graph_.node_bound(); ++n)
      if (graph_.exists(Node{n})) made_node({n});
    for (const std::uint32_t n : nodes.changed) n < entities_ ? changed_entity({n}) : changed_literal({n});
    for (std::uint32_t n = 0; graph_.changes().set_labels > 0 && n < nodes.first_new; ++n)
      if (graph_.exists(Node{n})) labels_of_old_node({n});
    const auto relationships = graph_.relationship_overlay();
    for (const std::uint32_t r : relationships.changed) changed_statement({r});
    for (std::uint32_t r = relationships.first_new; r < graph_.relationship_bound(); ++r)
      if (graph_.exists(Relationship{r})) made_statement({r});
    if (!literals_.empty()) throw NoCorrection("a time, amount or text is there only as an end of a relationship");
    make_distinct(correction_.added);
    drop_what_cancels();
    return std::move(correction_);
  }

 private:
  // ---- nodes -------------------------------------------------------------------------------------------------------

  std::string only_label(Node node) const {
    const auto labels = graph_.labels(node);
    if (labels.size() != 1) throw NoCorrection("a node has one label, its type, such as Person");
    return std::string(graph_.name(labels.front()));
  }

  void made_node(Node node) {
    const std::string label = only_label(node);
    if (graph::literal_type(label)) return void(literals_.insert(node.index));
    const auto type = graph::entity_type(label);
    if (!type) throw NoCorrection("there is no type " + in_quotes(label) + " of entities");
    Entity entity = described(node, {"", "", {}, *type, true});
    entity.id =
        graph::free_id(graph::slug(entity.name), graph::Hash().add(std::uint64_t{node.index}).hex(),
                       [this](const std::string& id) { return knowledge_.find_entity(id) || !ids_.insert(id).second; });
    participants_[node.index] = add_participant({std::move(entity), true, {}, {}});
  }

  /// As the properties of the node have it. A new name leaves the old one among the names, unless these are set too.
  Entity described(Node node, Entity entity) const {
    const std::string before = entity.name;
    const List names_before = names_of(entity);
    std::set<std::string> names(entity.aliases.begin(), entity.aliases.end());
    if (!before.empty()) names.insert(before);
    std::optional<std::string> name;
    if (!before.empty()) require_all(node, {"id", "names", "named"});
    for (const auto& [key, value] : graph_.properties(node)) {
      const std::string_view word = graph_.name(key);
      if (word == "name") {
        name = text_of(value, "a name");
      } else if (word == "names") {
        if (before.empty() || !equivalent(value, Value(names_before))) names = names_in(value);
      } else if (word == "named") {
        if (!value.is(Kind::Boolean)) throw NoCorrection("'named' is true or false");
        entity.named = value.boolean();
      } else if (word != "id" || before.empty() || !equivalent(value, Value(entity.id))) {
        throw NoCorrection("an entity has name, names and named, and " + in_quotes(word) +
                           " is not to be set; what is true of it is said by relationships");
      }
    }
    if (!name) throw NoCorrection("an entity has a name");
    entity.name = *name;
    names.erase(*name);
    entity.aliases.assign(names.begin(), names.end());
    return entity;
  }

  /// What an element of the old graph has cannot be taken from it.
  template <typename Element, typename Keys = std::initializer_list<const char*>>
  void require_all(Element element, const Keys& keys) const {
    for (const char* const word : keys) {
      const auto key = graph_.find_key(word);
      if (key && graph_.property(element, *key).is_null()) throw NoCorrection(in_quotes(word) + " cannot be removed");
    }
  }

  static List names_of(const Entity& entity) {
    List names{Value(entity.name)};
    for (const std::string& alias : entity.aliases) names.emplace_back(alias);
    return names;
  }

  static std::set<std::string> names_in(const Value& value) {
    if (!value.is(Kind::List)) throw NoCorrection("names are a list of strings");
    std::set<std::string> names;
    for (const Value& name : value.list()) names.insert(text_of(name, "a name"));
    return names;
  }

  void changed_entity(Node node) {
    const Entity& entity = knowledge_.entity({node.index});
    if (!graph_.exists(node))
      throw NoCorrection("the entity " + in_quotes(entity.id) +
                         (mention_of({node.index})
                              ? " is named by what was read and cannot be deleted; its relationships can"
                              : " was made by a correction, which 'whom corrections' lists and takes back"));
    become(node, described(node, entity));
  }

  void become(Node node, Entity changed) {
    const Entity& entity = knowledge_.entity({node.index});
    if (changed.name == entity.name && changed.aliases == entity.aliases && changed.named == entity.named &&
        changed.type == entity.type)
      return;
    correction_.participants[participant({node.index})].becomes = std::move(changed);
  }

  /// Statements that have no relationship cannot be withdrawn with it.
  void changed_literal(Node node) const {
    if (graph_.exists(node)) throw NoCorrection("a time, amount or text is what it is; make another one");
    const auto key = graph_.find_key("value");
    const Value value = key ? graph_.property(node, *key) : Value();
    const std::string text = value.is(Kind::Date) ? print(value.date()) : text_of(value, "a value");
    for (const auto type : {LiteralType::Time, LiteralType::Money, LiteralType::Quantity, LiteralType::Text})
      for (const graph::Participation& part : knowledge_.participations(Literal{text, text, type}))
        if (const Statement& statement = knowledge_.statement(part.statement);
            part.place != graph::Participation::Place::Qualifier && (!statement.subject || !statement.object))
          throw NoCorrection(in_quotes(text) + " stands in a statement without " +
                             (statement.subject ? "object" : "subject") + " and cannot be deleted");
  }

  void labels_of_old_node(Node node) {
    const std::string label = only_label(node);
    if (node.index >= entities_) {
      if (!graph::literal_type(label) || knowledge_.participations(literal_of(node)).empty())
        throw NoCorrection("a time, amount or text stays what it is");
      return;
    }
    const Entity& entity = knowledge_.entity({node.index});
    if (label == name(entity.type)) return;
    const auto type = graph::entity_type(label);
    if (!type) throw NoCorrection("there is no type " + in_quotes(label) + " of entities");
    auto& becomes = correction_.participants[participant({node.index})].becomes;
    if (!becomes) becomes = entity;
    becomes->type = *type;
  }

  Literal literal_of(Node node) const {
    Literal literal;
    literal.type = *graph::literal_type(only_label(node));
    for (const auto& [key, value] : graph_.properties(node)) {
      const std::string_view word = graph_.name(key);
      if (word == "value")
        literal.value = value.is(Kind::Date) ? print(value.date()) : text_of(value, "a value");
      else if (word == "text")
        literal.text = text_of(value, "a text");
      else
        throw NoCorrection("a time, amount or text has value and text, and no " + in_quotes(word));
    }
    if (literal.value.empty()) throw NoCorrection("a time, amount or text has a value");
    if (literal.type == LiteralType::Time && !is_time(literal.value) && node.index >= graph_.node_overlay().first_new)
      throw NoCorrection("a time is written as 2023-09-21, 2023-09 or 2023, with X for digits that are not known");
    if (literal.text.empty()) literal.text = literal.value;
    return literal;
  }

  // ---- participants ------------------------------------------------------------------------------------------------

  std::uint32_t add_participant(Correction::Participant participant) {
    correction_.participants.push_back(std::move(participant));
    return static_cast<std::uint32_t>(correction_.participants.size() - 1);
  }

  std::uint32_t participant(EntityIndex entity) {
    const auto known = participants_.find(entity.value);
    if (known != participants_.end()) return known->second;
    return participants_[entity.value] = add_participant({knowledge_.entity(entity), false, mention_of(entity), {}});
  }

  /// The one that is likeliest to be of this entity whatever is read later: by its whole name, and surely.
  std::optional<Correction::Mention> mention_of(EntityIndex entity) const {
    const std::string key = graph::name_key(knowledge_.entity(entity).name);
    const auto likelihood = [&](const graph::EntityLink& link) {
      return std::pair(graph::name_key(link.name) == key, link.confidence);
    };
    std::optional<Correction::Mention> best;
    std::pair<bool, double> most;
    for (std::uint32_t d = 0; d < knowledge_.documents().size(); ++d) {
      const auto links = knowledge_.links(d);
      auto link = std::ranges::lower_bound(links, entity, {}, &graph::EntityLink::entity);
      for (; link != links.end() && link->entity == entity; ++link) {
        if (best && likelihood(*link) <= most) continue;
        most = likelihood(*link);
        best = Correction::Mention{knowledge_.documents()[d].id, link->local};
      }
    }
    return best;
  }

  /// Over the participants.
  Term term(Node node) {
    if (node.index < entities_) return EntityIndex{participant({node.index})};
    if (const auto made = participants_.find(node.index); made != participants_.end()) return EntityIndex{made->second};
    literals_.erase(node.index);
    return literal_of(node);
  }

  Term term(const Term& known) {
    if (const auto* entity = std::get_if<EntityIndex>(&known)) return EntityIndex{participant(*entity)};
    return known;
  }

  // ---- statements --------------------------------------------------------------------------------------------------

  std::optional<StatementIndex> statement_of(Relationship relationship) const {
    const auto key = graph_.find_key("id");
    const Value id = key ? graph_.base_property(relationship, *key) : Value();
    if (!id.is(Kind::String)) return {};
    const auto found = knowledge_.find_statement(id.string());
    return found && knowledge_.statement_id(*found) == id.string() ? found : std::nullopt;
  }

  void changed_statement(Relationship relationship) {
    const auto index = statement_of(relationship);
    if (!index) throw NoCorrection("a relationship of the texts has no statement");
    Statement before = of_participants(knowledge_.statement(*index));
    if (graph_.exists(relationship)) {
      Statement after = stated(relationship, *index, before);
      if (after == before) return;
      correction_.added.push_back(std::move(after));
    }
    correction_.withdrawn.push_back(std::move(before));
  }

  void made_statement(Relationship relationship) { correction_.added.push_back(stated(relationship, {}, {})); }

  Statement of_participants(Statement statement) {
    if (statement.subject) statement.subject = term(*statement.subject);
    if (statement.object) statement.object = term(*statement.object);
    for (Qualifier& qualifier : statement.qualifiers) qualifier.value = term(qualifier.value);
    std::ranges::sort(statement.qualifiers);
    return statement;
  }

  /// What the relationship says. Qualifiers that are as they were stand in `before`, if it was there before.
  Statement stated(Relationship relationship, std::optional<StatementIndex> index, const Statement& before) {
    const Properties known = index ? properties_of(knowledge_, *index, value_of_term()) : Properties();
    Statement statement;
    statement.subject = term(graph_.source(relationship));
    statement.relation = std::string(graph_.name(graph_.type(relationship)));
    statement.object = term(graph_.target(relationship));
    if (statement.relation.empty()) throw NoCorrection("a relation has a name");
    if (index) require_all(relationship, derived_keys);
    if (index) require_all(relationship, std::array{"polarity", "modality"});
    for (const auto& [key, value] : graph_.properties(relationship)) {
      const std::string word(graph_.name(key));
      const auto same = std::ranges::find(known, word, &Properties::value_type::first);
      const bool is_same = same != known.end() && equivalent(same->second, value);
      if (word == "polarity")
        statement.polarity = named(graph::polarity(text_of(value, "polarity")), word, value.string());
      else if (word == "modality")
        statement.modality = named(graph::modality(text_of(value, "modality")), word, value.string());
      else if (is_same)
        copy_qualifiers(before, word, statement);
      else
        add_qualifiers(word, value, statement);
    }
    std::ranges::sort(statement.qualifiers);
    statement.qualifiers.erase(std::unique(statement.qualifiers.begin(), statement.qualifiers.end()),
                               statement.qualifiers.end());
    return statement;
  }

  static std::function<Value(const Term&)> value_of_term() {
    return [](const Term& term) {
      const auto* entity = std::get_if<EntityIndex>(&term);
      return entity != nullptr ? Value(Node{entity->value}) : value_of(std::get<Literal>(term));
    };
  }

  static void copy_qualifiers(const Statement& from, const std::string& role, Statement& to) {
    std::ranges::copy_if(from.qualifiers, std::back_inserter(to.qualifiers),
                         [&](const Qualifier& qualifier) { return qualifier.role == role; });
  }

  void add_qualifiers(const std::string& role, const Value& value, Statement& statement) {
    if (is_among(derived_keys, role))
      throw NoCorrection(in_quotes(role) + " follows from the evidence and is not to be set");
    if (!is_role(role))
      throw NoCorrection("there is no role " + in_quotes(role) + "; roles are about, with, in, on, since and others");
    if (!value.is(Kind::List)) return statement.qualifiers.push_back({role, qualifier(role, value)});
    for (const Value& one : value.list()) statement.qualifiers.push_back({role, qualifier(role, one)});
  }

  bool is_role(const std::string& word) {
    if (is_among(common_roles, word)) return true;
    if (roles_.empty())
      for (const Statement& statement : knowledge_.statements())
        for (const Qualifier& one : statement.qualifiers) roles_.insert(one.role);
    return roles_.contains(word);
  }

  Term qualifier(const std::string& role, const Value& value) {
    if (value.is(Kind::Node)) {
      if (!graph_.exists(value.node())) throw NoCorrection("what stands under " + in_quotes(role) + " was deleted");
      return term(value.node());
    }
    if (value.is(Kind::Date)) return time_of(value);
    if (value.is(Kind::Integer) && is_among(time_roles, role) && is_year(print(value)))
      return Literal{print(value), print(value), LiteralType::Time};
    if (value.is(Kind::Integer)) return Literal{print(value), print(value), LiteralType::Quantity};
    if (!value.is(Kind::String))
      throw NoCorrection("under " + in_quotes(role) + " stands a name, a date, a number or another string");
    const std::string text = text_of(value, in_quotes(role));
    if (is_time(text) && (!is_year(text) || is_among(time_roles, role))) return Literal{text, text, LiteralType::Time};
    if (const auto entity = bearer_of(text)) return EntityIndex{*entity};
    return Literal{text, text, type_of_literal(text)};
  }

  /// As the texts have it.
  LiteralType type_of_literal(const std::string& text) const {
    for (const auto type : {LiteralType::Time, LiteralType::Money, LiteralType::Quantity})
      if (!knowledge_.participations(Literal{text, text, type}).empty()) return type;
    return LiteralType::Text;
  }

  /// The participant that is the only one with a proper name to be called so.
  std::optional<std::uint32_t> bearer_of(const std::string& text) {
    for (std::uint32_t p = 0; p < correction_.participants.size(); ++p)
      if (const auto& one = correction_.participants[p]; one.made && (one.entity.name == text || one.entity.id == text))
        return p;
    if (const auto entity = knowledge_.find_entity(text); entity && knowledge_.entity(*entity).named)
      return participant(*entity);
    std::vector<EntityIndex> found = knowledge_.named(text);
    std::erase_if(found, [this](EntityIndex entity) { return !knowledge_.entity(entity).named; });
    if (found.empty()) return {};
    if (found.size() > 1)
      throw NoCorrection("several entities are called " + in_quotes(text) + "; give the id of one, such as " +
                         in_quotes(knowledge_.entity(found.front()).id));
    return participant(found.front());
  }

  static void make_distinct(std::vector<Statement>& statements) {
    std::set<Statement> seen;
    std::erase_if(statements, [&](const Statement& statement) { return !seen.insert(statement).second; });
  }

  /// A statement that was deleted and made again the same gets the curator's word and keeps that of the texts.
  void drop_what_cancels() {
    const std::set<Statement> added(correction_.added.begin(), correction_.added.end());
    std::erase_if(correction_.withdrawn, [&](const Statement& statement) { return added.contains(statement); });
  }

  const Graph& graph_;
  const KnowledgeGraph& knowledge_;
  const std::uint32_t entities_;  ///< nodes below are entities, under the same numbers
  Correction correction_;
  std::map<std::uint32_t, std::uint32_t> participants_;  ///< by node
  std::set<std::uint32_t> literals_;                     ///< made, and no end of anything yet
  std::set<std::string> ids_, roles_;
};

}  // namespace

Correction correction_of(const Graph& graph, const KnowledgeGraph& knowledge) {
  return Translator(graph, knowledge).run();
}

}  // namespace whom::property
