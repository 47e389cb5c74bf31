// Texts are read once, byte by byte, into numbered words; everything after goes over sorted lists of numbers. A profile
// is the sum of its contexts, so that leaving one out costs a subtraction and not another sum.
#include "graph/context.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>

#include "graph/person_name.hpp"

namespace whom::graph {
namespace {

/// Documents that share nothing are added in thought, so that what two of three documents hold still counts for
/// something.
constexpr double kFurtherDocuments = 100;
constexpr std::size_t kShortestWord = 3;  ///< bytes

double weight(std::size_t documents, std::size_t holding) {
  return std::log((static_cast<double>(documents) + kFurtherDocuments) / static_cast<double>(holding));
}

void sort_unique(std::vector<std::uint32_t>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

bool holds_one(std::span<const std::uint32_t> sorted, std::span<const std::uint32_t> values) {
  return std::any_of(values.begin(), values.end(),
                     [&](std::uint32_t v) { return std::binary_search(sorted.begin(), sorted.end(), v); });
}

/// Adds up the values of equal numbers.
template <class Value>
void sort_and_sum(std::vector<std::pair<std::uint32_t, Value>>& pairs) {
  std::sort(pairs.begin(), pairs.end());
  auto out = pairs.begin();
  for (auto pair = pairs.begin(); pair != pairs.end(); ++out) {
    auto sum = *pair;
    while (++pair != pairs.end() && pair->first == sum.first) sum.second += pair->second;
    *out = sum;
  }
  pairs.erase(out, pairs.end());
}

template <class Value>
Value value_of(const std::vector<std::pair<std::uint32_t, Value>>& sorted, std::uint32_t number) {
  const auto found = std::lower_bound(sorted.begin(), sorted.end(), number,
                                      [](const auto& pair, std::uint32_t n) { return pair.first < n; });
  return found != sorted.end() && found->first == number ? found->second : Value{};
}

/// Numbers from 0 for what is told apart by a key.
template <class Key>
class Numbers {
 public:
  std::uint32_t operator()(const Key& key) {
    return numbers_.try_emplace(key, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }
  std::size_t size() const { return numbers_.size(); }

 private:
  std::unordered_map<Key, std::uint32_t> numbers_;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Dashes and quotation marks of U+2000 to U+203F.
bool is_punctuation(std::string_view text, std::size_t at) {
  return text[at] == '\xE2' && at + 1 < text.size() && text[at + 1] == '\x80';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || is_upper(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// Calls visit(hash of the word in small letters, its first code point) for words that are long enough and no numbers.
/// Letters are told by ASCII alone: these words are compared with each other only.
template <class Visit>
void for_each_word(std::string_view text, const Visit& visit) {
  constexpr std::uint64_t offset = 0xcbf29ce484222325u, prime = 0x100000001b3u;  // FNV-1a
  std::uint64_t hash = offset;
  std::size_t length = 0;
  bool number = true;
  std::uint32_t position = 0, begin = 0;
  const auto close = [&] {
    if (length >= kShortestWord && !number) visit(hash, begin);
    hash = offset;
    length = 0;
    number = true;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (is_punctuation(text, at)) {
      close();
      at += 2;
    } else if (!is_letter(c)) {
      close();
    } else {
      if (length++ == 0) begin = position;
      number = number && is_digit(c);
      hash = (hash ^ static_cast<unsigned char>(is_upper(c) ? c - 'A' + 'a' : c)) * prime;
    }
    position += !is_continuation(c);
  }
  close();
}

std::uint32_t sentence_at(const std::vector<Span>& sentences, std::uint32_t position) {
  const auto after = std::upper_bound(sentences.begin(), sentences.end(), position,
                                      [](std::uint32_t p, const Span& sentence) { return p < sentence.begin; });
  return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(after - sentences.begin(), 1) - 1);
}

}  // namespace

// ---- the corpus ----------------------------------------------------------------------------------------------------

/// Numbers the words of texts and counts the documents that hold them.
class Contexts::Words {
 public:
  Text read(const Reading& reading) {
    ++documents_;
    Text text;
    const auto& sentences = reading.sentences;
    std::size_t sentence = 0;
    for_each_word(reading.document.text, [&](std::uint64_t word, std::uint32_t begin) {
      const std::uint32_t number = count(word);
      while (sentence < sentences.size() && sentences[sentence].begin <= begin) {
        text.starts.push_back(static_cast<std::uint32_t>(text.words.size()));
        ++sentence;
      }
      text.words.push_back(number);
    });
    text.starts.resize(sentences.size() + 1, static_cast<std::uint32_t>(text.words.size()));
    return text;
  }

  std::vector<std::uint32_t> of_names(const LocalEntity& entity) {
    std::vector<std::uint32_t> words;
    const auto add = [&](std::uint64_t word, std::uint32_t) { words.push_back(number_of(word)); };
    for_each_word(entity.name, add);
    for (const std::string& alias : entity.aliases) for_each_word(alias, add);
    sort_unique(words);
    return words;
  }

  std::vector<double> weights() const {
    std::vector<double> weights;
    for (const Count& count : counts_) weights.push_back(weight(documents_, std::max<std::size_t>(count.documents, 1)));
    return weights;
  }

 private:
  struct Count {
    std::uint32_t documents = 0, last = 0;
  };

  std::uint32_t number_of(std::uint64_t word) {
    const std::uint32_t number = numbers_(word);
    if (number == counts_.size()) counts_.emplace_back();
    return number;
  }

  std::uint32_t count(std::uint64_t word) {
    const std::uint32_t number = number_of(word);
    Count& count = counts_[number];
    if (count.last != documents_) ++count.documents;
    count.last = documents_;
    return number;
  }

  Numbers<std::uint64_t> numbers_;
  std::vector<Count> counts_;
  std::uint32_t documents_ = 0;
};

Contexts::Contexts(const std::vector<Reading>& readings, const std::vector<Appearance>& appearances)
    : appearances_(appearances) {
  read_texts(readings);
  read_names(readings.size());
  find_sentences(readings);
}

void Contexts::read_texts(const std::vector<Reading>& readings) {
  Words words;
  for (const Reading& reading : readings) texts_.push_back(words.read(reading));
  own_words_.resize(appearances_.size());
  for (std::size_t a = 0; a < appearances_.size(); ++a) {
    if (appearances_[a].entity->named) own_words_[a] = words.of_names(*appearances_[a].entity);
  }
  word_weights_ = words.weights();
}

void Contexts::read_names(std::size_t readings) {
  Numbers<std::string> names, words;
  names_.resize(readings);
  name_of_.resize(appearances_.size());
  for (std::size_t a = 0; a < appearances_.size(); ++a) {
    const Appearance& appearance = appearances_[a];
    if (!appearance.entity->named) continue;
    name_of_[a] = names(appearance.key);
    names_[appearance.reading].push_back(name_of_[a]);
    if (name_of_[a] < name_words_.size()) continue;
    name_words_.emplace_back();
    for (const std::string& word : split_key(appearance.key)) name_words_.back().push_back(words(word));
  }
  std::vector<std::size_t> holding(names.size());
  for (auto& of_reading : names_) {
    sort_unique(of_reading);
    for (const std::uint32_t name : of_reading) ++holding[name];
  }
  for (const std::size_t count : holding) name_weights_.push_back(weight(readings, count));
}

/// A sentence mentions an entity when its first mention stands there, or a report of it says something about it.
void Contexts::find_sentences(const std::vector<Reading>& readings) {
  sentences_.resize(appearances_.size());
  std::size_t first = 0;  // appearance of the reading
  for (const Reading& reading : readings) {
    if (reading.sentences.empty()) {
      first += reading.entities.size();
      continue;
    }
    const auto add = [&](std::uint32_t local, std::uint32_t position) {
      if (reading.entities[local].named) sentences_[first + local].push_back(sentence_at(reading.sentences, position));
    };
    for (std::uint32_t l = 0; l < reading.entities.size(); ++l) add(l, reading.entities[l].mention.begin);
    for (const auto& [statement, evidence] : reading.reports) {
      const auto add_term = [&, begin = evidence.sentence.begin](const Term& term) {
        if (const auto* entity = std::get_if<EntityIndex>(&term)) add(entity->value, begin);
      };
      if (statement.subject) add_term(*statement.subject);
      if (statement.object) add_term(*statement.object);
      for (const Qualifier& qualifier : statement.qualifiers) add_term(qualifier.value);
    }
    first += reading.entities.size();
  }
  for (auto& sentences : sentences_) sort_unique(sentences);
}

Context Contexts::of(std::span<const std::uint32_t> members) const {
  Context context{appearances_[members.front()].reading, {}, {}};
  std::vector<std::uint32_t> sentences, own_words, words;
  for (const std::uint32_t member : members) {
    std::ranges::copy(name_words_[name_of_[member]], std::back_inserter(context.own));
    std::ranges::copy(sentences_[member], std::back_inserter(sentences));
    std::ranges::copy(own_words_[member], std::back_inserter(own_words));
  }
  for (auto* list : {&context.own, &sentences, &own_words}) sort_unique(*list);
  const Text& text = texts_[context.reading];
  for (const std::uint32_t sentence : sentences) {
    std::copy(text.words.begin() + text.starts[sentence], text.words.begin() + text.starts[sentence + 1],
              std::back_inserter(words));
  }
  std::sort(words.begin(), words.end());
  for (auto begin = words.begin(); begin != words.end();) {
    const auto end = std::upper_bound(begin, words.end(), *begin);
    const double frequency = 1 + std::log(static_cast<double>(end - begin));
    if (!std::binary_search(own_words.begin(), own_words.end(), *begin))
      context.words.emplace_back(*begin, frequency * word_weights_[*begin]);
    begin = end;
  }
  return context;
}

// ---- profiles ------------------------------------------------------------------------------------------------------

Profile::Profile(const Contexts& all, std::span<const Context> contexts) : all_(all) {
  for (const Context& context : contexts) {
    readings_.push_back(context.reading);
    std::ranges::copy(context.own, std::back_inserter(own_));
    std::ranges::copy(context.words, std::back_inserter(words_));
    for (const std::uint32_t name : all.names(context.reading)) names_.emplace_back(name, 1);
  }
  sort_unique(readings_);
  sort_unique(own_);
  sort_and_sum(names_);
  sort_and_sum(words_);
  for (const auto& [word, value] : words_) square_ += value * value;
}

bool Profile::holds(std::uint32_t reading) const {
  return std::binary_search(readings_.begin(), readings_.end(), reading);
}

Similarity Profile::compare(const Context& context) const {
  const bool held = holds(context.reading);
  return {std::log1p(shared_names(context, held)), std::sqrt(cosine(context, held))};
}

double Profile::shared_names(const Context& context, bool held) const {
  double shared = 0;
  for (const std::uint32_t name : all_.names(context.reading)) {
    const std::uint32_t others = value_of(names_, name) - (held ? 1 : 0);
    const auto words = all_.words_of_name(name);
    if (others > 0 && !holds_one(context.own, words) && !holds_one(own_, words)) shared += all_.weight_of_name(name);
  }
  return shared;
}

double Profile::cosine(const Context& context, bool held) const {
  double product = 0, square = 0;
  for (const auto& [word, value] : context.words) {
    product += value * value_of(words_, word);
    square += value * value;
  }
  const double other_product = held ? product - square : product;
  const double other_square = held ? square_ - 2 * product + square : square_;
  // What is left of a subtraction of equals is noise.
  if (square <= 0 || other_product <= 1e-9 * square || other_square <= 1e-9 * square) return 0;
  return std::min(1.0, other_product / std::sqrt(square * other_square));
}

}  // namespace whom::graph
