// What plain structs consist of, told once for all that goes over them field by field.
#ifndef WHOM_GRAPH_FIELDS_HPP
#define WHOM_GRAPH_FIELDS_HPP

#include <bit>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "graph/knowledge_graph.hpp"

namespace whom::graph {

/// What is one number.
template <class T>
concept Number = std::is_enum_v<T> || std::same_as<T, bool> || std::same_as<T, std::uint32_t>;

// fields(archive, x) calls archive(...) with all fields of x, which it changes if x is not constant.

template <class T, class Kind>
concept Is = std::same_as<std::remove_const_t<T>, Kind>;

template <class Archive>
void fields(Archive& archive, Is<Span> auto& span) {
  archive(span.begin, span.end);
}
template <class Archive>
void fields(Archive& archive, Is<EntityIndex> auto& entity) {
  archive(entity.value);
}
template <class Archive>
void fields(Archive& archive, Is<Document> auto& d) {
  archive(d.id, d.key, d.title, d.date, d.url, d.publisher, d.text);
}
template <class Archive>
void fields(Archive& archive, Is<LocalEntity> auto& entity) {
  archive(entity.name, entity.aliases, entity.type, entity.named, entity.mention);
}
template <class Archive>
void fields(Archive& archive, Is<Entity> auto& entity) {
  archive(entity.id, entity.name, entity.aliases, entity.type, entity.named);
}
template <class Archive>
void fields(Archive& archive, Is<EntityLink> auto& link) {
  archive(link.entity, link.local, link.name, link.confidence);
}
template <class Archive>
void fields(Archive& archive, Is<std::pair<std::string, EntityIndex>> auto& redirect) {
  archive(redirect.first, redirect.second);
}
template <class Archive>
void fields(Archive& archive, Is<Literal> auto& literal) {
  archive(literal.value, literal.text, literal.type);
}
template <class Archive>
void fields(Archive& archive, Is<Qualifier> auto& qualifier) {
  archive(qualifier.role, qualifier.value);
}
template <class Archive>
void fields(Archive& archive, Is<Statement> auto& s) {
  archive(s.subject, s.relation, s.object, s.qualifiers, s.polarity, s.modality);
}
template <class Archive>
void fields(Archive& archive, Is<CoreferenceLink> auto& link) {
  archive(link.mention, link.antecedent);
}
template <class Archive>
void fields(Archive& archive, Is<Evidence> auto& e) {
  archive(e.document, e.sentence, e.subject, e.relation, e.object, e.qualifiers, e.phrase, e.rule, e.sources, e.links,
          e.confidence);
}
template <class Archive>
void fields(Archive& archive, Is<Report> auto& report) {
  archive(report.statement, report.evidence);
}
template <class Archive>
void fields(Archive& archive, Is<Reading> auto& reading) {
  archive(reading.document, reading.sentences, reading.entities, reading.reports);
}

/// Takes things apart into numbers and texts, such that equal sequences mean equal things of one type.
/// A sink has number(std::uint32_t) and text(const std::string&).
template <class Sink>
class Flattener {
 public:
  explicit Flattener(Sink& sink) : sink_(sink) {}

  template <class... Fields>
  void operator()(const Fields&... all) {
    (put(all), ...);
  }

  template <Number T>
  void put(const T& number) {
    sink_.number(static_cast<std::uint32_t>(number));
  }
  void put(double number) {
    const auto bits = std::bit_cast<std::uint64_t>(number);
    (*this)(static_cast<std::uint32_t>(bits), static_cast<std::uint32_t>(bits >> 32));
  }
  void put(const std::string& text) { sink_.text(text); }
  void put(const Term& term) {
    put(static_cast<std::uint32_t>(term.index()));
    std::visit([this](const auto& value) { put(value); }, term);
  }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class T>
  void put(std::span<const T> elements) {
    put(static_cast<std::uint32_t>(elements.size()));
    for (const T& element : elements) put(element);
  }
  template <class T>
  void put(const std::vector<T>& elements) {
    put(std::span(elements));
  }
  template <class T>
  void put(const T& whole) {
    fields(*this, whole);
  }

 private:
  Sink& sink_;
};

}  // namespace whom::graph

#endif
