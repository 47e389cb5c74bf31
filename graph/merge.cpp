// Merging goes over numbers, not strings: entities, literals, relations and roles are ranked, a statement becomes a
// row of ranks whose order is that of Statement, rows are sorted, and equal neighbours are one statement.
#include <algorithm>
#include <compare>
#include <functional>
#include <iterator>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "graph/correct.hpp"
#include "graph/hash.hpp"
#include "graph/identity.hpp"
#include "graph/knowledge_parts.hpp"
#include "graph/ledger.hpp"
#include "graph/reports.hpp"

namespace whom::graph {
namespace {

// ---- from readings to reports over merged entities -----------------------------------------------------------------

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

  std::span<const std::uint32_t> operator[](std::uint32_t report) const {
    return std::span(rows_.values).subspan(rows_.offsets[report], rows_.offsets[report + 1] - rows_.offsets[report]);
  }

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
  RowsBuilder<std::uint32_t> rows_;
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
  RowsBuilder<Evidence> evidence;
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

/// Per reading.
Rows<EntityLink> links_of(const std::vector<Reading>& readings, const Identities& identities) {
  RowsBuilder<EntityLink> links;
  for (std::size_t r = 0; r < readings.size(); ++r) {
    const auto first = static_cast<std::ptrdiff_t>(links.values.size());
    for (std::uint32_t l = 0; l < readings[r].entities.size(); ++l) {
      links.values.push_back({identities.of[r][l], l, readings[r].entities[l].name, identities.confidences[r][l]});
    }
    std::stable_sort(links.values.begin() + first, links.values.end(),
                     [](const EntityLink& a, const EntityLink& b) { return a.entity < b.entity; });
    links.end_row();
  }
  return links.finish();
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

KnowledgeGraph KnowledgeGraph::merge(std::vector<Reading> readings, const Ledger& ledger,
                                     std::span<const Correction> corrections) {
  readings = in_order(std::move(readings));
  auto parts = std::make_unique<Parts>();
  Identities identities = identify(readings, ledger);
  ReportCollector collector(identities, ledger);
  std::vector<Report> reports = collector.collect(readings);
  graph::correct(corrections, readings, identities, reports);
  Merged merged = merge_reports(std::move(reports), identities.entities.size());
  std::ranges::copy(collector.unused(ledger), std::back_inserter(identities.warnings));
  parts->links.set(links_of(readings, identities));
  parts->warnings.set(std::move(identities.warnings));
  parts->redirects.set({identities.redirects.begin(), identities.redirects.end()});
  parts->entities.set(std::move(identities.entities));
  parts->statements.set(std::move(merged.statements));
  parts->evidence.set(merged.evidence.finish());
  parts->take(std::move(readings));
  parts->index();
  return KnowledgeGraph(std::move(parts));
}

}  // namespace whom::graph
