// Merging goes over numbers, not strings: entities, literals, relations and roles are ranked, a statement becomes a
// row of ranks whose order is that of Statement, rows are sorted, and equal neighbours are one statement. All indexes
// are compressed rows: offsets into one array.
#include "graph/knowledge_graph.hpp"

#include <algorithm>
#include <compare>
#include <functional>
#include <iterator>
#include <map>
#include <mutex>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "graph/hash.hpp"
#include "graph/identity.hpp"
#include "graph/ledger.hpp"
#include "graph/names.hpp"
#include "graph/sentence_index.hpp"
#include "graph/utf8.hpp"

namespace whom::graph {
namespace {

/// Values grouped under 0..n-1.
template <class Value>
struct Rows {
  std::vector<std::uint32_t> offsets = {0};
  std::vector<Value> values;

  void end_row() { offsets.push_back(static_cast<std::uint32_t>(values.size())); }
  std::span<const Value> operator[](std::uint32_t row) const {
    return std::span(values).subspan(offsets.at(row), offsets.at(row + 1) - offsets[row]);
  }
};

/// Rows from (row, value) pairs in any order of rows; values of one row keep their order.
template <class Value>
Rows<Value> rows_of(std::size_t count, const std::vector<std::pair<std::uint32_t, Value>>& pairs) {
  Rows<Value> rows;
  rows.offsets.assign(count + 1, 0);
  for (const auto& [row, value] : pairs) ++rows.offsets[row + 1];
  std::partial_sum(rows.offsets.begin(), rows.offsets.end(), rows.offsets.begin());
  rows.values.resize(pairs.size());
  std::vector<std::uint32_t> next(rows.offsets.begin(), rows.offsets.end() - 1);
  for (const auto& [row, value] : pairs) rows.values[next[row]++] = value;
  return rows;
}

template <class Visit>
void for_each_term(Statement& statement, const Visit& visit) {
  if (statement.subject) visit(*statement.subject);
  if (statement.object) visit(*statement.object);
  for (Qualifier& qualifier : statement.qualifiers) visit(qualifier.value);
}

template <class Visit>
void for_each_participation(const Statement& statement, StatementIndex index, const Visit& visit) {
  using Place = Participation::Place;
  if (statement.subject) visit(*statement.subject, Participation{index, Place::Subject, 0});
  if (statement.object) visit(*statement.object, Participation{index, Place::Object, 0});
  for (std::uint32_t q = 0; q < statement.qualifiers.size(); ++q) {
    visit(statement.qualifiers[q].value, Participation{index, Place::Qualifier, q});
  }
}

// ---- from readings to reports over merged entities -----------------------------------------------------------------

/// Brings qualifiers into order, without duplicates, and their spans with them.
void sort_qualifiers(Report& report) {
  auto& qualifiers = report.statement.qualifiers;
  auto& spans = report.evidence.qualifiers;
  std::vector<std::pair<Qualifier, std::optional<Span>>> both;
  for (std::size_t q = 0; q < qualifiers.size(); ++q) both.emplace_back(std::move(qualifiers[q]), spans[q]);
  const auto with_span_first = [](const std::optional<Span>& a, const std::optional<Span>& b) {
    return a && b ? *a < *b : a.has_value() > b.has_value();
  };
  std::sort(both.begin(), both.end(), [&](const auto& a, const auto& b) {
    return a.first == b.first ? with_span_first(a.second, b.second) : a.first < b.first;
  });
  const auto end =
      std::unique(both.begin(), both.end(), [](const auto& a, const auto& b) { return a.first == b.first; });
  qualifiers.clear();
  spans.clear();
  for (auto entry = both.begin(); entry != end; ++entry) {
    qualifiers.push_back(std::move(entry->first));
    spans.push_back(entry->second);
  }
}

std::string hash_of(const Statement& statement, const std::function<const std::string&(EntityIndex)>& id) {
  Hash hash;
  const auto add = [&](const Term& term) {
    if (const auto* entity = std::get_if<EntityIndex>(&term)) {
      hash.add("entity").add(id(*entity));
    } else {
      const auto& literal = std::get<Literal>(term);
      hash.add(name(literal.type)).add(literal.value);
    }
  };
  const auto add_optional = [&](const std::optional<Term>& term) { term ? add(*term) : void(hash.add("")); };
  add_optional(statement.subject);
  hash.add(statement.relation);
  add_optional(statement.object);
  hash.add(name(statement.polarity)).add(name(statement.modality));
  for (const Qualifier& qualifier : statement.qualifiers) {
    hash.add(qualifier.role);
    add(qualifier.value);
  }
  return hash.hex();
}

std::set<std::string> rejected_by(const Ledger& ledger) {
  std::set<std::string> rejected;
  for (const Decision& decision : ledger.decisions()) {
    if (decision.kind == Decision::Kind::Reject) rejected.insert(decision.first);
  }
  return rejected;
}

/// Takes the reports out of the readings, over merged entities and without what the ledger rejects. A statement may be
/// rejected by the id it has, or by the one it had before other decisions renamed its participants.
class ReportCollector {
 public:
  ReportCollector(const Identities& identities, const Ledger& ledger)
      : identities_(identities), rejected_(rejected_by(ledger)) {}

  std::vector<Report> collect(std::vector<Reading>& readings) {
    std::vector<Report> reports;
    for (std::uint32_t r = 0; r < readings.size(); ++r) {
      for (Report& report : readings[r].reports) {
        std::string automatic = rejected_.empty() ? "" : automatic_id(r, report);
        localise(r, report);
        if (!rejected(automatic, report)) reports.push_back(std::move(report));
      }
      readings[r].reports.clear();
    }
    return reports;
  }

  std::vector<std::string> unused(const Ledger& ledger) const {
    std::vector<std::string> warnings;
    for (const Decision& decision : ledger.decisions()) {
      if (decision.kind == Decision::Kind::Reject && used_.count(decision.first) == 0) {
        warnings.push_back(ledger.at(decision, "no statement '" + decision.first + "'"));
      }
    }
    return warnings;
  }

 private:
  std::string automatic_id(std::uint32_t reading, const Report& report) const {
    Statement statement = report.statement;
    std::vector<std::string> ids;
    for_each_term(statement, [&](Term& term) {
      if (auto* entity = std::get_if<EntityIndex>(&term)) {
        ids.push_back(identities_.automatic_ids[reading][entity->value]);
      }
    });
    std::sort(ids.begin(), ids.end());  // ids become indices in the order of ids, as in a graph without decisions
    Report ordered{std::move(statement), {}};
    ordered.evidence.qualifiers.resize(ordered.statement.qualifiers.size());
    for_each_term(ordered.statement, [&](Term& term) {
      if (auto* entity = std::get_if<EntityIndex>(&term)) {
        const std::string& id = identities_.automatic_ids[reading][entity->value];
        entity->value = static_cast<std::uint32_t>(std::lower_bound(ids.begin(), ids.end(), id) - ids.begin());
      }
    });
    sort_qualifiers(ordered);
    return hash_of(ordered.statement, [&](EntityIndex e) -> const std::string& { return ids[e.value]; });
  }

  /// The participants must be who they are taken for, each of them counted once.
  double link_confidence(std::uint32_t reading, Report& report) const {
    double confidence = 1;
    std::vector<EntityIndex> doubtful;
    for_each_term(report.statement, [&](Term& term) {
      const auto* entity = std::get_if<EntityIndex>(&term);
      if (entity == nullptr || identities_.confidences[reading][entity->value] == 1) return;
      if (std::find(doubtful.begin(), doubtful.end(), *entity) != doubtful.end()) return;
      doubtful.push_back(*entity);
      confidence *= identities_.confidences[reading][entity->value];
    });
    return confidence;
  }

  void localise(std::uint32_t reading, Report& report) const {
    const auto& of = identities_.of[reading];
    report.evidence.confidence *= link_confidence(reading, report);
    for_each_term(report.statement, [&](Term& term) {
      if (auto* entity = std::get_if<EntityIndex>(&term)) *entity = of[entity->value];
    });
    for (EntityIndex& source : report.evidence.sources) source = of[source.value];
    report.evidence.document = reading;
    sort_qualifiers(report);
  }

  bool rejected(const std::string& automatic, const Report& report) {
    if (rejected_.empty()) return false;
    const std::string id = hash_of(
        report.statement, [&](EntityIndex e) -> const std::string& { return identities_.entities[e.value].id; });
    bool found = false;
    for (const std::string& candidate : {automatic, id}) {
      if (rejected_.count(candidate) == 0) continue;
      used_.insert(candidate);
      found = true;
    }
    return found;
  }

  const Identities& identities_;
  std::set<std::string> rejected_;
  std::set<std::string> used_;
};

// ---- from reports to statements ------------------------------------------------------------------------------------

std::string_view characters(const std::string& text) { return text; }
std::string_view characters(const Literal& literal) { return literal.value; }

/// The distinct values of a kind, in order; `rank` is the place among them.
template <class Value>
class Ranking {
 public:
  void add(const Value& value) { distinct_.insert(&value); }
  void close() {
    values_.assign(distinct_.begin(), distinct_.end());
    std::sort(values_.begin(), values_.end(), [](const Value* a, const Value* b) { return *a < *b; });
  }
  std::uint32_t rank(const Value& value) const {
    const auto less = [](const Value* a, const Value& b) { return *a < b; };
    const auto found = std::lower_bound(values_.begin(), values_.end(), value, less);
    return static_cast<std::uint32_t>(found - values_.begin());
  }

 private:
  struct HashOfValue {
    std::size_t operator()(const Value* value) const { return std::hash<std::string_view>()(characters(*value)); }
  };
  struct SameValue {
    bool operator()(const Value* a, const Value* b) const { return *a == *b; }
  };
  std::unordered_set<const Value*, HashOfValue, SameValue> distinct_;
  std::vector<const Value*> values_;
};

/// Statements as rows of numbers that compare as the statements do.
class Coder {
 public:
  Coder(const std::vector<Report>& reports, std::size_t entities) : entities_(static_cast<std::uint32_t>(entities)) {
    for (const Report& report : reports) rank(report.statement);
    literals_.close();
    words_.close();
    for (const Report& report : reports) encode(report.statement);
  }

  std::span<const std::uint32_t> operator[](std::uint32_t report) const { return rows_[report]; }

 private:
  void rank(const Statement& statement) {
    words_.add(statement.relation);
    if (statement.subject) rank(*statement.subject);
    if (statement.object) rank(*statement.object);
    for (const Qualifier& qualifier : statement.qualifiers) {
      words_.add(qualifier.role);
      rank(qualifier.value);
    }
  }

  void rank(const Term& term) {
    if (const auto* literal = std::get_if<Literal>(&term)) literals_.add(*literal);
  }

  std::uint32_t code(const Term& term) const {
    if (const auto* entity = std::get_if<EntityIndex>(&term)) return 1 + entity->value;
    return 1 + entities_ + literals_.rank(std::get<Literal>(term));
  }

  void encode(const Statement& statement) {
    auto& row = rows_.values;
    row.push_back(statement.subject ? code(*statement.subject) : 0);
    row.push_back(words_.rank(statement.relation));
    row.push_back(statement.object ? code(*statement.object) : 0);
    for (const Qualifier& qualifier : statement.qualifiers) {
      row.push_back(1 + words_.rank(qualifier.role));
      row.push_back(code(qualifier.value));
    }
    row.push_back(0);  // below every role: fewer qualifiers come first
    row.push_back(static_cast<std::uint32_t>(statement.polarity));
    row.push_back(static_cast<std::uint32_t>(statement.modality));
    rows_.end_row();
  }

  std::uint32_t entities_;
  Ranking<Literal> literals_;
  Ranking<std::string> words_;
  Rows<std::uint32_t> rows_;
};

/// Of two ways to write one literal, the longer.
void keep_longer_text(Term& term, const Term& other) {
  auto* literal = std::get_if<Literal>(&term);
  if (literal == nullptr) return;
  const std::string& text = std::get<Literal>(other).text;
  if (std::pair(literal->text.size(), text) < std::pair(text.size(), literal->text)) literal->text = text;
}

void keep_longer_texts(Statement& statement, const Statement& other) {
  if (statement.subject) keep_longer_text(*statement.subject, *other.subject);
  if (statement.object) keep_longer_text(*statement.object, *other.object);
  for (std::size_t q = 0; q < statement.qualifiers.size(); ++q) {
    keep_longer_text(statement.qualifiers[q].value, other.qualifiers[q].value);
  }
}

struct Merged {
  std::vector<Statement> statements;
  Rows<Evidence> evidence;
};

Merged merge_reports(std::vector<Report> reports, std::size_t entities) {
  const Coder code(reports, entities);
  std::vector<std::uint32_t> order(reports.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto compare = [&](std::uint32_t a, std::uint32_t b) {
    const auto left = code[a], right = code[b];
    return std::lexicographical_compare_three_way(left.begin(), left.end(), right.begin(), right.end());
  };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto by_statement = compare(a, b);
    return by_statement == 0 ? reports[a].evidence < reports[b].evidence : by_statement < 0;
  });
  Merged merged;
  for (std::size_t at = 0; at < order.size(); ++at) {
    Report& report = reports[order[at]];
    if (at > 0 && compare(order[at - 1], order[at]) == 0) {
      keep_longer_texts(merged.statements.back(), report.statement);
      if (merged.evidence.values.back() == report.evidence) continue;
    } else {
      if (at > 0) merged.evidence.end_row();
      merged.statements.push_back(report.statement);
    }
    merged.evidence.values.push_back(std::move(report.evidence));
  }
  if (!order.empty()) merged.evidence.end_row();
  return merged;
}

/// Of the named entities, per reading.
Rows<EntityLink> links_of(const std::vector<Reading>& readings, const Identities& identities) {
  Rows<EntityLink> links;
  for (std::size_t r = 0; r < readings.size(); ++r) {
    const auto first = static_cast<std::ptrdiff_t>(links.values.size());
    for (std::uint32_t l = 0; l < readings[r].entities.size(); ++l) {
      const LocalEntity& local = readings[r].entities[l];
      if (local.named) links.values.push_back({identities.of[r][l], l, local.name, identities.confidences[r][l]});
    }
    std::stable_sort(links.values.begin() + first, links.values.end(),
                     [](const EntityLink& a, const EntityLink& b) { return a.entity < b.entity; });
    links.end_row();
  }
  return links;
}

std::vector<Reading> in_order(std::vector<Reading> readings) {
  std::sort(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) {
    return std::tie(a.document.id, a.document.key) < std::tie(b.document.id, b.document.key);
  });
  const auto same = [](const Reading& a, const Reading& b) { return a.document.id == b.document.id; };
  readings.erase(std::unique(readings.begin(), readings.end(), same), readings.end());
  return readings;
}

}  // namespace

// ---- the graph -----------------------------------------------------------------------------------------------------

/// Made at the first use.
template <class Value>
class Lazy {
 public:
  template <class Make>
  const Value& get(const Make& make) const {
    std::call_once(once_, [&] { value_.emplace(make()); });
    return *value_;
  }

 private:
  mutable std::once_flag once_;
  mutable std::optional<Value> value_;
};

struct KnowledgeGraph::Parts {
  std::vector<Document> documents;
  std::vector<CodePointMap> maps;  ///< of the documents' texts
  std::vector<std::vector<Span>> sentences;
  Rows<EntityLink> links;
  std::vector<Entity> entities;
  std::vector<std::pair<std::string, EntityIndex>> redirects;
  std::vector<std::string> warnings;
  std::vector<Statement> statements;
  std::vector<std::string> ids;
  std::vector<StatementIndex> by_id;
  Rows<Evidence> evidence;
  Rows<Participation> participations;
  std::vector<std::string> relations;
  Rows<StatementIndex> by_relation;
  std::vector<std::uint32_t> prominence;  ///< pieces of evidence an entity takes part in
  using NameIndex = std::unordered_map<std::string, std::vector<EntityIndex>>;
  NameIndex by_name;
  NameIndex by_word;
  using LiteralIndex = std::map<Literal, std::vector<Participation>>;
  Lazy<LiteralIndex> by_literal;
  Lazy<SentenceIndex> sentence_index;

  void take(std::vector<Reading> readings);
  void number();
  void index_participations();
  void index_relations();
  void index_names();
  LiteralIndex index_literals() const;
  static void index(std::vector<std::string>& keys, NameIndex& table, EntityIndex entity);
  bool better_known(EntityIndex a, EntityIndex b) const;
  bool has_name_with(const Entity&, const std::vector<std::string>& wanted) const;
  std::vector<EntityIndex> with_words(const std::vector<std::string>& wanted) const;
};

/// Texts must not move any more when the maps are made.
void KnowledgeGraph::Parts::take(std::vector<Reading> readings) {
  for (Reading& reading : readings) {
    documents.push_back(std::move(reading.document));
    sentences.push_back(std::move(reading.sentences));
  }
  for (const Document& document : documents) maps.emplace_back(document.text);
}

void KnowledgeGraph::Parts::number() {
  const auto id = [this](EntityIndex e) -> const std::string& { return entities[e.value].id; };
  for (const Statement& statement : statements) {
    by_id.push_back({static_cast<std::uint32_t>(ids.size())});
    ids.push_back(hash_of(statement, id));
  }
  std::sort(by_id.begin(), by_id.end(), [this](auto a, auto b) { return ids[a.value] < ids[b.value]; });
}

void KnowledgeGraph::Parts::index_participations() {
  std::vector<std::pair<std::uint32_t, Participation>> pairs;
  prominence.assign(entities.size(), 0);
  for (std::uint32_t s = 0; s < statements.size(); ++s) {
    for_each_participation(statements[s], {s}, [&](const Term& term, const Participation& participation) {
      const auto* entity = std::get_if<EntityIndex>(&term);
      if (entity == nullptr) return;
      pairs.emplace_back(entity->value, participation);
      prominence[entity->value] += static_cast<std::uint32_t>(evidence[s].size());
    });
  }
  participations = rows_of(entities.size(), pairs);
}

void KnowledgeGraph::Parts::index_relations() {
  for (const Statement& statement : statements) relations.push_back(statement.relation);
  std::sort(relations.begin(), relations.end());
  relations.erase(std::unique(relations.begin(), relations.end()), relations.end());
  std::vector<std::pair<std::uint32_t, StatementIndex>> pairs;
  for (std::uint32_t s = 0; s < statements.size(); ++s) {
    const auto found = std::lower_bound(relations.begin(), relations.end(), statements[s].relation);
    pairs.emplace_back(static_cast<std::uint32_t>(found - relations.begin()), StatementIndex{s});
  }
  by_relation = rows_of(relations.size(), pairs);
}

bool KnowledgeGraph::Parts::better_known(EntityIndex a, EntityIndex b) const {
  return std::pair(prominence[b.value], a) < std::pair(prominence[a.value], b);
}

/// Lists the entity once under each distinct key that is not empty.
void KnowledgeGraph::Parts::index(std::vector<std::string>& keys, NameIndex& table, EntityIndex entity) {
  std::sort(keys.begin(), keys.end());
  const auto end = std::unique(keys.begin(), keys.end());
  for (auto key = keys.begin(); key != end; ++key) {
    if (!key->empty()) table[*key].push_back(entity);
  }
}

void KnowledgeGraph::Parts::index_names() {
  std::vector<std::string> keys, parts;
  for (std::uint32_t e = 0; e < entities.size(); ++e) {
    keys.clear();
    parts.clear();
    const auto add = [&](const std::string& name) {
      std::string key;
      for (std::string& word : words(name)) {
        key += (key.empty() ? "" : " ") + word;
        parts.push_back(std::move(word));
      }
      keys.push_back(std::move(key));
    };
    add(entities[e].name);
    for (const std::string& alias : entities[e].aliases) add(alias);
    index(keys, by_name, {e});
    index(parts, by_word, {e});
  }
  for (auto* table : {&by_name, &by_word}) {
    for (auto& [key, found] : *table) {
      std::sort(found.begin(), found.end(), [this](auto a, auto b) { return better_known(a, b); });
    }
  }
}

KnowledgeGraph::Parts::LiteralIndex KnowledgeGraph::Parts::index_literals() const {
  LiteralIndex index;
  for (std::uint32_t s = 0; s < statements.size(); ++s) {
    for_each_participation(statements[s], {s}, [&](const Term& term, const Participation& participation) {
      if (const auto* literal = std::get_if<Literal>(&term)) index[*literal].push_back(participation);
    });
  }
  return index;
}

bool KnowledgeGraph::Parts::has_name_with(const Entity& entity, const std::vector<std::string>& wanted) const {
  const auto holds = [&](const std::string& name) {
    const auto found = words(name);
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
      return std::find(found.begin(), found.end(), word) != found.end();
    });
  };
  return holds(entity.name) || std::any_of(entity.aliases.begin(), entity.aliases.end(), holds);
}

/// Goes over the entities of the rarest word.
std::vector<EntityIndex> KnowledgeGraph::Parts::with_words(const std::vector<std::string>& wanted) const {
  const std::vector<EntityIndex>* rarest = nullptr;
  for (const std::string& word : wanted) {
    const auto found = by_word.find(word);
    if (found == by_word.end()) return {};
    if (rarest == nullptr || found->second.size() < rarest->size()) rarest = &found->second;
  }
  if (rarest == nullptr) return {};
  if (wanted.size() == 1) return *rarest;
  std::vector<EntityIndex> found;
  std::copy_if(rarest->begin(), rarest->end(), std::back_inserter(found),
               [&](EntityIndex e) { return has_name_with(entities[e.value], wanted); });
  return found;
}

KnowledgeGraph KnowledgeGraph::merge(std::vector<Reading> readings, const Ledger& ledger) {
  readings = in_order(std::move(readings));
  auto parts = std::make_unique<Parts>();
  Identities identities = identify(readings, ledger);
  ReportCollector collector(identities, ledger);
  Merged merged = merge_reports(collector.collect(readings), identities.entities.size());
  parts->links = links_of(readings, identities);
  parts->warnings = std::move(identities.warnings);
  std::ranges::copy(collector.unused(ledger), std::back_inserter(parts->warnings));
  parts->redirects.assign(identities.redirects.begin(), identities.redirects.end());
  parts->entities = std::move(identities.entities);
  parts->statements = std::move(merged.statements);
  parts->evidence = std::move(merged.evidence);
  parts->take(std::move(readings));
  parts->number();
  parts->index_participations();
  parts->index_relations();
  parts->index_names();
  return KnowledgeGraph(std::move(parts));
}

KnowledgeGraph::KnowledgeGraph(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
KnowledgeGraph::KnowledgeGraph(KnowledgeGraph&&) noexcept = default;
KnowledgeGraph& KnowledgeGraph::operator=(KnowledgeGraph&&) noexcept = default;
KnowledgeGraph::~KnowledgeGraph() = default;

std::span<const Document> KnowledgeGraph::documents() const { return parts_->documents; }
std::span<const Span> KnowledgeGraph::sentences(std::uint32_t document) const { return parts_->sentences.at(document); }
std::span<const EntityLink> KnowledgeGraph::links(std::uint32_t document) const { return parts_->links[document]; }
std::span<const Entity> KnowledgeGraph::entities() const { return parts_->entities; }
std::span<const Statement> KnowledgeGraph::statements() const { return parts_->statements; }
std::span<const std::string> KnowledgeGraph::relations() const { return parts_->relations; }
std::span<const std::string> KnowledgeGraph::warnings() const { return parts_->warnings; }
std::span<const std::pair<std::string, EntityIndex>> KnowledgeGraph::redirects() const { return parts_->redirects; }

std::string_view KnowledgeGraph::text(std::uint32_t document, Span span) const {
  return parts_->maps.at(document).substring(span);
}

const Entity& KnowledgeGraph::entity(EntityIndex index) const { return parts_->entities.at(index.value); }
const Statement& KnowledgeGraph::statement(StatementIndex index) const { return parts_->statements.at(index.value); }
const std::string& KnowledgeGraph::statement_id(StatementIndex index) const { return parts_->ids.at(index.value); }

std::optional<EntityIndex> KnowledgeGraph::find_entity(std::string_view id) const {
  const auto& entities = parts_->entities;
  const auto found = std::ranges::lower_bound(entities, id, {}, &Entity::id);
  if (found != entities.end() && found->id == id) {
    return EntityIndex{static_cast<std::uint32_t>(found - entities.begin())};
  }
  const auto& redirects = parts_->redirects;
  const auto redirect = std::ranges::lower_bound(
      redirects, id, {}, [](const auto& r) -> const auto& { return r.first; });
  if (redirect == redirects.end() || redirect->first != id) return std::nullopt;
  return redirect->second;
}

std::optional<StatementIndex> KnowledgeGraph::find_statement(std::string_view id) const {
  const auto& by_id = parts_->by_id;
  const auto id_of = [this](StatementIndex s) -> const std::string& { return parts_->ids[s.value]; };
  const auto found = std::ranges::lower_bound(by_id, id, {}, id_of);
  if (id.empty() || found == by_id.end() || !id_of(*found).starts_with(id)) return std::nullopt;
  const auto next = std::next(found);
  if (next != by_id.end() && id_of(*next).starts_with(id)) return std::nullopt;
  return *found;
}

std::span<const Evidence> KnowledgeGraph::evidence(StatementIndex index) const { return parts_->evidence[index.value]; }

std::span<const Participation> KnowledgeGraph::participations(EntityIndex index) const {
  return parts_->participations[index.value];
}

std::span<const Participation> KnowledgeGraph::participations(const Literal& literal) const {
  const auto& index = parts_->by_literal.get([this] { return parts_->index_literals(); });
  const auto found = index.find(literal);
  return found == index.end() ? std::span<const Participation>() : found->second;
}

const SentenceIndex& KnowledgeGraph::sentence_index() const {
  return parts_->sentence_index.get([this] { return SentenceIndex(*this); });
}

std::span<const StatementIndex> KnowledgeGraph::with_relation(std::string_view relation) const {
  const auto& relations = parts_->relations;
  const auto found = std::ranges::lower_bound(relations, relation);
  if (found == relations.end() || *found != relation) return {};
  return parts_->by_relation[static_cast<std::uint32_t>(found - relations.begin())];
}

std::vector<EntityIndex> KnowledgeGraph::named(std::string_view name) const {
  const auto found = parts_->by_name.find(name_key(name));
  return found == parts_->by_name.end() ? std::vector<EntityIndex>() : found->second;
}

std::vector<EntityIndex> KnowledgeGraph::containing(std::string_view name) const {
  std::vector<EntityIndex> found = named(name);
  std::set<EntityIndex> seen(found.begin(), found.end());
  std::ranges::copy_if(parts_->with_words(words(name)), std::back_inserter(found),
                       [&](EntityIndex e) { return seen.count(e) == 0; });
  return found;
}

bool KnowledgeGraph::asserted(StatementIndex index) const {
  return std::ranges::any_of(evidence(index), [](const Evidence& e) { return e.sources.empty(); });
}

}  // namespace whom::graph
