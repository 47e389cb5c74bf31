#include "extract/participants.hpp"

#include <algorithm>

#include "extract/status.hpp"

namespace whom::extract {
namespace {

/// "the two ministers, *Ada Obi and Tom Reed*": who they are, where each has a name.
std::vector<Phrase> names_beside(const SentenceContext& c, int head) {
  const auto& t = c.tree;
  const int apposition = t.child(head, {"appos"});
  if (apposition < head || t[head].feats.find("Number=Plur") == std::string::npos) return {};
  auto out = with_conjuncts(t, apposition);
  const bool named = std::all_of(out.begin(), out.end(), [&](const Phrase& p) {
    const auto* m = c.coreference.mention({c.sentence, p.head});
    return m && m->kind == Mention::Kind::Name;
  });
  return named ? out : std::vector<Phrase>{};
}

}  // namespace

using graph::EntityIndex;
using graph::EntityType;
using graph::Literal;
using graph::LiteralType;

// --- Entities --------------------------------------------------------------------------------------------------------

Entities::Entities(const Coreference& coreference, graph::Reading& reading)
    : coreference_(coreference), reading_(reading) {}

EntityIndex Entities::of(int cluster) {
  const auto [at, fresh] = of_cluster_.emplace(cluster, EntityIndex{});
  if (fresh) at->second = add(coreference_.entity(cluster));
  return at->second;
}

EntityIndex Entities::place(const std::string& name, graph::Span mention) {
  const int cluster = coreference_.find_named(name);
  if (cluster >= 0) return of(cluster);
  const auto [at, fresh] = of_name_.emplace(name, EntityIndex{});
  if (fresh) at->second = add({name, {}, EntityType::GeopoliticalEntity, true, mention});
  return at->second;
}

EntityIndex Entities::add(graph::LocalEntity entity) {
  reading_.entities.push_back(std::move(entity));
  return {static_cast<std::uint32_t>(reading_.entities.size() - 1)};
}

SentenceContext sentence_context(const DocumentView& document, const Coreference& coreference, const Words& words,
                                 std::string_view date, std::size_t sentence) {
  return {document,
          coreference,
          words,
          date,
          static_cast<int>(sentence),
          document.trees[sentence],
          document.clauses[sentence]};
}

// --- Participants ----------------------------------------------------------------------------------------------------

Participants::Participants(const SentenceContext& context, Entities& entities)
    : c_(context), t(context.tree), entities_(entities) {}

std::string Participants::text(const Indices& words) const { return surface(t, words, c_.document.text); }

Participant Participants::literal(const Indices& words, LiteralType type) const {
  const auto written = text(words);
  return {Literal{written, written, type}, span_of(t, words), std::nullopt, 1.0};
}

Participant Participants::place(const std::string& name, int token) {
  return {entities_.place(name, t[token].span), t[token].span, std::nullopt, 1.0};
}

Participant Participants::through(int cluster, int token) {
  return {entities_.of(cluster), span_of(t, {token}), std::nullopt, kCoreferenceConfidence};
}

bool Participants::amount(int head) const {
  return t[head].entity.ends_with("-Money") || t.upos(head, {"SYM"}) ||
         (t.upos(head, {"NUM"}) && !c_.coreference.mention({c_.sentence, head}));
}

bool Participants::clausal(int head) const { return t.upos(head, {"VERB"}) && is_predicate(t, head); }

std::vector<Participant> Participants::of(const Phrase& p) {
  if (nobody(t, p.head) || t[p.head].entity.ends_with("-Date")) return {};
  if (const auto names = names_beside(c_, p.head); names.size() > 1) return of(names);
  if (clausal(p.head)) return {literal(words_of(t, p, Extent::Whole), LiteralType::Text)};
  auto words = words_of(t, p, Extent::Tight);
  if (words.empty()) words = {p.head};
  if (amount(p.head))
    return {literal(words, t[p.head].entity.ends_with("-Money") ? LiteralType::Money : LiteralType::Quantity)};
  std::vector<Participant> out;
  const Place place{c_.sentence, p.head};
  const auto* m = c_.coreference.mention(place);
  const bool itself = m && (m->kind == Mention::Kind::Name || m->kind == Mention::Kind::Nominal);
  for (int c : c_.coreference.referents(place)) {
    Participant one{entities_.of(c), span_of(t, m && itself ? m->words : words), c_.coreference.link(place), 1.0};
    if (one.link) one.confidence = kCoreferenceConfidence;
    out.push_back(std::move(one));
  }
  if (out.empty() && !m && t.upos(p.head, {"ADJ", "ADV", "NUM", "X", "DET"}))
    out.push_back(literal(words, LiteralType::Text));
  return out;
}

std::vector<Participant> Participants::of(const std::vector<Phrase>& phrases) {
  std::vector<Participant> out;
  for (const auto& p : phrases) {
    for (auto& one : of(p)) out.push_back(std::move(one));
  }
  return out;
}

std::vector<std::string> folded(const Tree& t, const Indices& words) {
  std::vector<std::string> out;
  for (int i : words) out.push_back(t.lower(i));
  return out;
}

bool marks_end(std::string_view role) { return role == "until" || role == "till" || role == "to"; }

std::string role_of(const Tree& t, const Indices& marker) {
  std::string out;
  for (int i : marker) out += (out.empty() ? "" : " ") + t.lower(i);
  return out;
}

}  // namespace whom::extract
