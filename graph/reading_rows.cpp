#include "graph/reading_rows.hpp"

#include <unordered_map>
#include <utility>

#include "graph/check.hpp"
#include "graph/utf8.hpp"

namespace whom::graph {
namespace {

/// A term as the four columns entity, value, text, type.
struct TermColumns {
  std::optional<std::uint32_t> entity;
  std::optional<std::string_view> value, text, type;
};

TermColumns columns(const Term& term) {
  if (const auto* entity = std::get_if<EntityIndex>(&term)) return {entity->value, {}, {}, {}};
  const auto& literal = std::get<Literal>(term);
  return {{}, literal.value, literal.text, name(literal.type)};
}

TermColumns columns(const std::optional<Term>& term) { return term ? columns(*term) : TermColumns{}; }

using Bound = std::optional<std::uint32_t>;
Bound begin_of(const std::optional<Span>& span) { return span ? Bound(span->begin) : std::nullopt; }
Bound end_of(const std::optional<Span>& span) { return span ? Bound(span->end) : std::nullopt; }

class Writer {
 public:
  explicit Writer(Database& database) : database_(database) {}

  std::int64_t write(const Reading& reading) {
    document(reading.document);
    sentences(reading);
    entities(reading.entities);
    reports(reading.reports);
    return number_;
  }

 private:
  void document(const Document& d) {
    database_.prepare("INSERT INTO document(id, key, title, date, url, publisher, text) VALUES(?, ?, ?, ?, ?, ?, ?)")
        .run(d.id, d.key, d.title, d.date, d.url, d.publisher, d.text);
    number_ = database_.last_row();
  }

  void sentences(const Reading& reading) {
    const CodePointMap map(reading.document.text);
    Cursor insert =
        database_.prepare("INSERT INTO sentence(document, number, begins, ends, text) VALUES(?, ?, ?, ?, ?)");
    for (std::uint32_t s = 0; s < reading.sentences.size(); ++s) {
      const Span span = reading.sentences[s];
      insert.run(number_, s, span.begin, span.end, map.substring(span));
    }
  }

  void entities(const std::vector<LocalEntity>& entities) {
    Cursor insert = database_.prepare("INSERT INTO local_entity VALUES(?, ?, ?, ?, ?, ?, ?)");
    Cursor insert_alias = database_.prepare("INSERT INTO local_alias VALUES(?, ?, ?)");
    for (std::uint32_t e = 0; e < entities.size(); ++e) {
      const LocalEntity& entity = entities[e];
      insert.run(number_, e, entity.name, name(entity.type), entity.named, entity.mention.begin, entity.mention.end);
      for (const std::string& alias : entity.aliases) insert_alias.run(number_, e, alias);
    }
  }

  void reports(const std::vector<Report>& reports) {
    Cursor insert = database_.prepare(
        "INSERT INTO local_report VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Cursor qualifier = database_.prepare("INSERT INTO local_qualifier VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Cursor source = database_.prepare("INSERT INTO local_source VALUES(?, ?, ?, ?)");
    Cursor link = database_.prepare("INSERT INTO local_link VALUES(?, ?, ?, ?, ?, ?, ?)");
    for (std::uint32_t r = 0; r < reports.size(); ++r) {
      const Statement& s = reports[r].statement;
      const Evidence& e = reports[r].evidence;
      const TermColumns subject = columns(s.subject), object = columns(s.object);
      insert.run(number_, r, subject.entity, subject.value, subject.text, subject.type, s.relation, object.entity,
                 object.value, object.text, object.type, name(s.polarity), name(s.modality), e.sentence.begin,
                 e.sentence.end, begin_of(e.subject), end_of(e.subject), e.relation.begin, e.relation.end,
                 begin_of(e.object), end_of(e.object), e.phrase, e.rule, e.confidence);
      for (std::uint32_t q = 0; q < s.qualifiers.size(); ++q) {
        const TermColumns value = columns(s.qualifiers[q].value);
        qualifier.run(number_, r, q, s.qualifiers[q].role, value.entity, value.value, value.text, value.type,
                      begin_of(e.qualifiers[q]), end_of(e.qualifiers[q]));
      }
      for (std::uint32_t i = 0; i < e.sources.size(); ++i) source.run(number_, r, i, e.sources[i].value);
      for (std::uint32_t i = 0; i < e.links.size(); ++i) {
        const CoreferenceLink& l = e.links[i];
        link.run(number_, r, i, l.mention.begin, l.mention.end, l.antecedent.begin, l.antecedent.end);
      }
    }
  }

  Database& database_;
  std::int64_t number_ = 0;
};

class Loader {
 public:
  explicit Loader(Database& database) : database_(database) {}

  std::vector<Reading> load() {
    documents();
    sentences();
    entities();
    aliases();
    reports();
    qualifiers();
    sources();
    links();
    for (const Reading& reading : readings_) {
      const auto found = problems(reading);
      if (!found.empty()) database_.fail("is damaged: " + found.front());
    }
    return std::move(readings_);
  }

 private:
  static constexpr const char* misfit = "is damaged: its tables do not fit together";

  Reading& reading(const Cursor& row) {
    const auto found = position_.find(row.integer(0));
    if (found == position_.end()) database_.fail(misfit);
    return readings_[found->second];
  }

  /// The element that a row's number names.
  template <class Element>
  Element& element(std::vector<Element>& elements, const Cursor& row, int column) {
    const std::uint32_t index = row.number(column);
    if (index >= elements.size()) database_.fail(misfit);
    return elements[index];
  }

  /// Rows come in the order of their numbers; a row that leaves one out is damage.
  template <class Element>
  Element& append(std::vector<Element>& elements, const Cursor& row, int column) {
    if (row.number(column) != elements.size()) database_.fail(misfit);
    return elements.emplace_back();
  }

  template <class Enum>
  Enum named(std::optional<Enum> value) {
    if (!value) database_.fail(misfit);
    return *value;
  }

  static Span span(const Cursor& row, int column) { return {row.number(column), row.number(column + 1)}; }

  static std::optional<Span> optional_span(const Cursor& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return span(row, column);
  }

  std::optional<Term> optional_term(const Cursor& row, int column) {
    if (!row.is_null(column)) return EntityIndex{row.number(column)};
    if (row.is_null(column + 1)) return std::nullopt;
    return Literal{row.text(column + 1), row.text(column + 2), named(literal_type(row.text(column + 3)))};
  }

  void documents() {
    Cursor row =
        database_.prepare("SELECT number, id, key, title, date, url, publisher, text FROM document ORDER BY number");
    while (row.next()) {
      position_[row.integer(0)] = readings_.size();
      readings_.emplace_back().document = {row.text(1), row.text(2), row.text(3), row.text(4),
                                           row.text(5), row.text(6), row.text(7)};
    }
  }

  void sentences() {
    Cursor row = database_.prepare("SELECT document, number, begins, ends FROM sentence ORDER BY document, number");
    while (row.next()) append(reading(row).sentences, row, 1) = span(row, 2);
  }

  void entities() {
    Cursor row = database_.prepare("SELECT * FROM local_entity ORDER BY document, number");
    while (row.next()) {
      append(reading(row).entities, row, 1) = {
          row.text(2), {}, named(entity_type(row.text(3))), row.integer(4) != 0, span(row, 5)};
    }
  }

  void aliases() {
    Cursor row = database_.prepare("SELECT document, entity, name FROM local_alias ORDER BY document, entity, name");
    while (row.next()) element(reading(row).entities, row, 1).aliases.push_back(row.text(2));
  }

  void reports() {
    Cursor row = database_.prepare("SELECT * FROM local_report ORDER BY document, number");
    while (row.next()) {
      Report& report = append(reading(row).reports, row, 1);
      Statement& s = report.statement;
      s.subject = optional_term(row, 2);
      s.relation = row.text(6);
      s.object = optional_term(row, 7);
      s.polarity = named(polarity(row.text(11)));
      s.modality = named(modality(row.text(12)));
      Evidence& e = report.evidence;
      e.sentence = span(row, 13);
      e.subject = optional_span(row, 15);
      e.relation = span(row, 17);
      e.object = optional_span(row, 19);
      e.phrase = row.text(21);
      e.rule = row.text(22);
      e.confidence = row.real(23);
    }
  }

  void qualifiers() {
    Cursor row = database_.prepare("SELECT * FROM local_qualifier ORDER BY document, report, number");
    while (row.next()) {
      Report& report = element(reading(row).reports, row, 1);
      const auto value = optional_term(row, 4);
      if (!value) database_.fail(misfit);
      append(report.statement.qualifiers, row, 2) = {row.text(3), *value};
      report.evidence.qualifiers.push_back(optional_span(row, 8));
    }
  }

  void sources() {
    Cursor row = database_.prepare("SELECT * FROM local_source ORDER BY document, report, number");
    while (row.next()) {
      append(element(reading(row).reports, row, 1).evidence.sources, row, 2) = {row.number(3)};
    }
  }

  void links() {
    Cursor row = database_.prepare("SELECT * FROM local_link ORDER BY document, report, number");
    while (row.next()) {
      append(element(reading(row).reports, row, 1).evidence.links, row, 2) = {span(row, 3), span(row, 5)};
    }
  }

  Database& database_;
  std::vector<Reading> readings_;
  std::unordered_map<std::int64_t, std::size_t> position_;
};

}  // namespace

std::int64_t insert_reading(Database& database, const Reading& reading) { return Writer(database).write(reading); }

std::vector<Reading> load_readings(Database& database) { return Loader(database).load(); }

}  // namespace whom::graph
