#include "query/question/infinitive.hpp"

#include <algorithm>

#include "query/question/text.hpp"
#include "query/question/words.hpp"

namespace whom::query {
namespace {

using graph::Modality;

bool is_word(const std::vector<Token>& tokens, std::size_t at) {
  return at < tokens.size() && !tokens[at].variable && !tokens[at].quoted && !tokens[at].connective;
}

bool is_word(const std::vector<Token>& tokens, std::size_t at, std::string_view word) {
  return is_word(tokens, at) && tokens[at].lower == word;
}

bool is_be(const std::vector<Token>& tokens, std::size_t at) {
  return is_word(tokens, at, "be") || is_word(tokens, at, "been") || is_word(tokens, at, "being");
}

bool after_do_or_have(const ClauseText& text, std::string_view first_letter) {
  return text.auxiliary && text.auxiliary->lower.starts_with(first_letter);
}

bool is_infinitive(const std::vector<Token>& tokens, std::size_t at, const Lexicon& lexicon) {
  return is_word(tokens, at) && !words::determiner(tokens[at].lower) &&
         lexicon.verb(tokens[at].lower) == tokens[at].lower;
}

/// "failed to pay" and "stopped paying" are one; after other verbs the gerund is an object ("denied paying").
bool is_gerund(const std::vector<Token>& tokens, std::size_t at, const Lexicon& lexicon) {
  return is_word(tokens, at) && tokens[at].lower.ends_with("ing") && lexicon.verb(tokens[at].lower) != tokens[at].lower;
}

bool claims_gerund(const std::string& word, const Lexicon& lexicon) {
  const Embedding embedding = lexicon.embedding(lexicon.verb(word));
  return embedding == Embedding::Fact || embedding == Embedding::Denial;
}

/// What is said of an infinitive.
struct Claim {
  bool denied = false;
  std::optional<Modality> modality;
};

std::optional<Claim> claim_of(Embedding embedding) {
  switch (embedding) {
    case Embedding::Fact:
      return Claim{};
    case Embedding::Denial:
      return Claim{true, {}};
    case Embedding::Plan:
      return Claim{false, Modality::Planned};
    case Embedding::Request:
      return Claim{false, Modality::Asked};
    case Embedding::Attempt:
      return Claim{false, Modality::Possible};
    case Embedding::None:
    case Embedding::Report:
      break;
  }
  return {};
}

/// The claim of the verb, adjective or noun before "to". `be`: a form of "be" is before it.
std::optional<Claim> claim_of(const std::string& word, bool be, const Lexicon& lexicon) {
  if (be && word == "going") return Claim{false, Modality::Planned};
  const std::string base = lexicon.verb(word);
  if (base == "have") return Claim{false, Modality::Possible};
  if (const auto claim = claim_of(lexicon.embedding(base))) return claim;
  const bool adjective = be && base == word && lexicon.embedding(base) == Embedding::None;
  return adjective ? std::optional(Claim{false, Modality::Possible}) : std::nullopt;
}

/// "to be arrested", "to have met": the auxiliaries of the infinitive.
void take_auxiliaries(std::vector<Token>& tokens, std::size_t at, ClauseText& text) {
  const auto take = [&] { tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(at)); };
  if (is_word(tokens, at, "have") && at + 1 < tokens.size()) take();
  if (!is_be(tokens, at) || at + 1 == tokens.size()) return;
  take();
  text.be = true;
}

/// Without the tokens [begin, end), which are the verb above and "to".
Infinitive without(const ClauseText& whole, std::size_t begin, std::size_t end, const Claim& claim, std::size_t verb) {
  Infinitive below{whole, claim.denied, claim.modality, verb, false};
  below.text.be = false;
  below.text.past = false;
  below.text.auxiliary.reset();
  std::vector<Token>& tokens = below.text.tokens;
  tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(begin), tokens.begin() + static_cast<std::ptrdiff_t>(end));
  take_auxiliaries(tokens, begin, below.text);
  return below;
}

/// "is to meet" and "has to meet": no verb but the auxiliary stands above.
std::optional<Claim> claim_of_auxiliary(const ClauseText& text) {
  if (text.be) return Claim{false, Modality::Planned};
  if (after_do_or_have(text, "h")) return Claim{false, Modality::Possible};
  return {};
}

}  // namespace

std::vector<Infinitive> infinitives(const ClauseText& text, const Lexicon& lexicon) {
  const std::vector<Token>& tokens = text.tokens;
  std::vector<Infinitive> found, bare;
  const auto may_begin = [&text](std::size_t at) { return at == 0 ? text.subject_gap : text.inverted; };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool to = is_word(tokens, i, "to") && is_infinitive(tokens, i + 1, lexicon);
    const auto plain = claim_of_auxiliary(text);
    if (to && plain && may_begin(i)) {
      bare.push_back(without(text, i, i + 1, *plain, i));
      bare.back().bare = true;
    }
    if (i == 0 || !is_word(tokens, i - 1) || !(to || is_gerund(tokens, i, lexicon))) continue;
    const bool inner = i > 1 && is_be(tokens, i - 2);
    const std::size_t begin = inner ? i - 2 : i - 1;
    const auto claim = claim_of(tokens[i - 1].lower, text.be || inner, lexicon);
    if (claim && may_begin(begin) && (to || claims_gerund(tokens[i - 1].lower, lexicon)))
      found.push_back(without(text, begin, to ? i + 1 : i, *claim, i - 1));
  }
  found.insert(found.end(), bare.begin(), bare.end());
  return found;
}

std::optional<Diagnostic> unanswerable(const ClauseText& text, const Vocabulary& vocabulary) {
  const std::vector<Token>& tokens = text.tokens;
  const Lexicon& lexicon = vocabulary.lexicon();
  const auto problem = [&tokens](std::size_t begin, std::size_t end, std::string message) {
    return meaning(ast::Position{tokens[begin].place.begin, tokens[end].place.end}, std::move(message));
  };
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (!is_word(tokens, i)) continue;
    const Embedding embedding = lexicon.embedding(lexicon.verb(tokens[i].lower));
    const std::string next = is_word(tokens, i + 1) ? tokens[i + 1].lower : "";
    const std::string both = '\'' + tokens[i].lower + ' ' + next + "' cannot be asked for; ";
    if (embedding == Embedding::Report && (next == "that" || next == "whether"))
      return problem(i, i + 1, both + "ask for what was said, as in 'who met whom said by Ruto'");
    if (embedding == Embedding::Report && next == "to" && text.be)
      return problem(i, i + 1,
                     both +
                         "leave it out: a question finds what anybody says, 'where asserted' only what the texts "
                         "say themselves");
    if (embedding == Embedding::Report && is_gerund(tokens, i + 1, lexicon))
      return problem(i, i + 1,
                     both + "ask who did or did not '" + lexicon.verb(next) + "', and for the speaker with 'said by'");
    if (embedding == Embedding::None || embedding == Embedding::Report) continue;
    for (std::size_t to = i + 2; to + 1 < tokens.size(); ++to) {
      if (!is_word(tokens, to, "to") || !is_word(tokens, to + 1)) continue;
      const auto relations = vocabulary.starting_with(tokens[to + 1].lower);
      const bool verb = std::any_of(relations.begin(), relations.end(), [&vocabulary](const auto& relation) {
        return vocabulary.in_graph(join(relation));
      });
      if (verb)
        return problem(to, to + 1,
                       "what somebody is to do is asked for by itself: 'who ... " + tokens[to + 1].lower +
                           " ...', with 'where asked' or 'where planned'");
    }
  }
  return {};
}

}  // namespace whom::query
