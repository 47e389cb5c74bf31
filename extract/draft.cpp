#include "extract/draft.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "extract/confidence.hpp"

namespace whom::extract {
namespace {

using graph::Literal;
using graph::LiteralType;
using graph::Modality;
using graph::Term;

std::vector<std::optional<Participant>> optional(const std::vector<Participant>& all) {
  if (all.empty()) return {std::nullopt};
  return {all.begin(), all.end()};
}

void place(const Participant& p, std::optional<Term>& term, std::optional<graph::Span>& span, graph::Evidence& e) {
  term = p.term;
  span = p.span;
  e.confidence *= p.confidence;
  if (p.link) e.links.push_back(*p.link);
}

void add_qualifiers(std::vector<RoleValue> values, graph::Report& r) {
  std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
    return std::tie(a.role, a.value.term) < std::tie(b.role, b.value.term);
  });
  for (auto& v : values) {
    const graph::Qualifier q{v.role, v.value.term};
    if (!r.statement.qualifiers.empty() && r.statement.qualifiers.back() == q) continue;
    r.statement.qualifiers.push_back(q);
    r.evidence.qualifiers.emplace_back(v.value.span);
    if (v.value.link) r.evidence.links.push_back(*v.value.link);
  }
}

}  // namespace

void add(std::vector<RoleValue>& values, const std::string& role, std::vector<Participant> participants) {
  for (auto& p : participants) values.push_back({role, std::move(p)});
}

Reporter::Reporter(const SentenceContext& context, Entities& entities, graph::Reading& reading)
    : c_(context), entities_(entities), reading_(reading) {}

void Reporter::report(const Draft& d) const {
  if (d.subjects.empty() && d.objects.empty()) return;
  if (d.respective) {
    report_respective(d);
    return;
  }
  if (d.mutual && d.subjects.size() > 1) {
    report_mutual(d);
    return;
  }
  const auto subjects = optional(d.subjects), objects = optional(d.objects);
  for (const auto& s : subjects) {
    for (const auto& o : objects) report(d, s, o, d.qualifiers);
  }
}

/// "Ada and Ben came from Oslo and Rome respectively": what lists of one length list goes with its like.
void Reporter::report_respective(Draft d) const {
  const std::size_t count = std::max(d.subjects.size(), d.objects.size());
  const auto keep = [count](std::vector<Participant>& all, std::size_t i) {
    if (all.size() == count) all = {all[i]};
  };
  std::map<std::string, std::size_t> of_role;
  for (const auto& q : d.qualifiers) ++of_role[q.role];
  d.respective = false;
  for (std::size_t i = 0; i < count; ++i) {
    Draft one = d;
    keep(one.subjects, i);
    keep(one.objects, i);
    std::map<std::string, std::size_t> seen;
    std::erase_if(one.qualifiers, [&](const auto& q) { return of_role[q.role] == count && seen[q.role]++ != i; });
    report(one);
  }
}

/// Several subjects of "meet" meet each other; of "discuss" they discuss the object with each other.
void Reporter::report_mutual(const Draft& d) const {
  for (const auto& s : d.subjects) {
    if (d.objects.empty()) {
      for (const auto& o : d.subjects) {
        if (s.term < o.term) report(d, s, o, d.qualifiers);
      }
      continue;
    }
    auto qualifiers = d.qualifiers;
    if (d.relation == "discuss" || d.relation == "negotiate" || d.relation == "debate") {
      for (const auto& other : d.subjects) {
        if (other.term != s.term) qualifiers.push_back({"with", other});
      }
    }
    for (const auto& o : d.objects) report(d, s, o, qualifiers);
  }
}

void Reporter::report(const Draft& d, const Filler& subject, const Filler& object,
                      std::vector<RoleValue> qualifiers) const {
  if (subject && object && subject->term == object->term) return;
  if (subject) std::erase_if(qualifiers, [&](const auto& q) { return q.value.term == subject->term; });
  const bool ahead = std::any_of(qualifiers.begin(), qualifiers.end(), [&](const auto& q) {
    return !marks_end(q.role) && still_to_come(q.value);  // "put off until Friday" has happened
  });
  graph::Report r;
  r.statement.relation = d.relation;
  r.statement.polarity = d.status.polarity;
  r.statement.modality = ahead && d.status.modality == Modality::Actual ? Modality::Planned : d.status.modality;
  auto& e = r.evidence;
  e.rule = d.rule;
  e.sentence = c_.tree.sentence().span;
  e.relation = d.phrase.empty() ? c_.tree.sentence().span : span_of(c_.tree, d.phrase);
  e.phrase = surface(c_.tree, d.phrase, c_.document.text);
  e.confidence =
      d.confidence * confidence_of(c_.tree, d.phrase, subject ? &*subject : nullptr, object ? &*object : nullptr);
  if (subject) place(*subject, r.statement.subject, e.subject, e);
  if (object) place(*object, r.statement.object, e.object, e);
  add_qualifiers(std::move(qualifiers), r);
  for (int c : d.status.sources) e.sources.push_back(entities_.of(c));
  std::sort(e.links.begin(), e.links.end());
  e.links.erase(std::unique(e.links.begin(), e.links.end()), e.links.end());
  reading_.reports.push_back(std::move(r));
}

/// A time after the document's date: "is visiting Kenya next month".
bool Reporter::still_to_come(const Participant& p) const {
  const auto* literal = std::get_if<Literal>(&p.term);
  if (literal && literal->type == LiteralType::Time && literal->text.starts_with("next ")) return true;
  if (!literal || literal->type != LiteralType::Time || c_.date.empty() || literal->value.empty() ||
      literal->value[0] == 'X')
    return false;
  return literal->value != literal->text &&
         literal->value.substr(0, c_.date.size()) > c_.date.substr(0, literal->value.size());
}

}  // namespace whom::extract
