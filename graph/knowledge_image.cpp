// Tables of plain numbers are written as they are. Those with strings become sequences of 32-bit numbers in which a
// string is its number in one pool of distinct strings; making all strings of a large graph costs more than all else
// in opening it, so each such table is decoded when it is first used.
#include "graph/knowledge_image.hpp"

#include <bit>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string_view>
#include <unordered_map>

#include "graph/fields.hpp"
#include "graph/knowledge_parts.hpp"
#include "graph/texts.hpp"

namespace whom::graph {
namespace {

/// Distinct strings and their numbers.
class Pool {
 public:
  std::uint32_t number(std::string_view text) {
    const auto [known, is_new] = numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
    if (is_new) texts_.push_back(text);
    return known->second;
  }
  /// As Texts are written.
  void write(ImageWriter& image) const {
    std::vector<std::uint32_t> offsets{0};
    std::vector<char> characters;
    for (const std::string_view text : texts_) {
      characters.insert(characters.end(), text.begin(), text.end());
      if (characters.size() > std::numeric_limits<std::uint32_t>::max())
        throw std::runtime_error("too many texts for an image");
      offsets.push_back(static_cast<std::uint32_t>(characters.size()));
    }
    image.keep(std::move(offsets));
    image.keep(std::move(characters));
  }

 private:
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::vector<std::string_view> texts_;
};

struct Encoded {
  Pool& pool;
  std::vector<std::uint32_t> numbers;

  void number(std::uint32_t number) { numbers.push_back(number); }
  void text(const std::string& text) { numbers.push_back(pool.number(text)); }
};

template <class Element>
std::vector<std::uint32_t> encode(std::span<const Element> elements, Pool& pool) {
  Encoded encoded{pool, {}};
  Flattener(encoded).put(elements);
  return std::move(encoded.numbers);
}

/// The other way round.
class Decoder {
 public:
  Decoder(const Texts& pool, std::span<const std::uint32_t> numbers) : pool_(pool), next_(numbers.data()) {}

  template <class... Fields>
  void operator()(Fields&... parts) {
    (get(parts), ...);
  }

 private:
  template <Number T>
  void get(T& number) {
    number = static_cast<T>(*next_++);
  }
  void get(double& number) {
    std::uint32_t low = 0, high = 0;
    (*this)(low, high);
    number = std::bit_cast<double>(std::uint64_t{high} << 32 | low);
  }
  void get(std::string& text) { text = pool_[*next_++]; }
  void get(Term& term) {
    if (*next_++ == 0)
      get(term.emplace<EntityIndex>());
    else
      get(term.emplace<Literal>());
  }
  template <class T>
  void get(std::optional<T>& value) {
    if (*next_++ != 0) get(value.emplace());
  }
  template <class T>
  void get(std::vector<T>& elements) {
    elements.resize(*next_++);
    for (T& element : elements) get(element);
  }
  template <class T>
  void get(T& whole) {
    fields(*this, whole);
  }

  const Texts& pool_;
  const std::uint32_t* next_;
};

/// What is decoded later.
struct Tables {
  std::shared_ptr<const void> mapping;
  Texts pool;

  template <class Table>
  Table decode(std::span<const std::uint32_t> numbers) const {
    Table table;
    Decoder(pool, numbers)(table);
    return table;
  }
};

template <class Table>
void read_later(Lazy<Table>& table, const Tables& tables, ImageReader& image) {
  const auto numbers = image.next<std::uint32_t>().view();
  table.make_by([&tables, numbers] { return tables.decode<Table>(numbers); });
}

template <class Value>
void read_later(Lazy<Rows<Value>>& rows, const Tables& tables, ImageReader& image) {
  const auto offsets = image.next<std::uint32_t>().view();
  const auto numbers = image.next<std::uint32_t>().view();
  rows.make_by([&tables, offsets, numbers] {
    return Rows<Value>{Array(offsets), Array(tables.decode<std::vector<Value>>(numbers))};
  });
}

}  // namespace

void KnowledgeImage::append(const KnowledgeGraph& graph, ImageWriter& image) {
  const KnowledgeGraph::Parts& parts = *graph.parts_;
  Pool pool;
  const auto table = [&]<class Element>(const std::vector<Element>& elements) {
    image.keep(encode(std::span(elements), pool));
  };
  const auto rows = [&](const auto& encoded) {
    image.lend(encoded.offsets.view());
    image.keep(encode(encoded.values.view(), pool));
  };
  table(*parts.documents);
  table(*parts.entities);
  table(*parts.redirects);
  table(*parts.warnings);
  table(*parts.statements);
  table(*parts.ids);
  table(*parts.relations);
  rows(*parts.links);
  rows(*parts.evidence);
  parts.sentences.write(image);
  parts.participations.write(image);
  parts.by_relation.write(image);
  image.lend(parts.by_id.view());
  image.lend(parts.prominence.view());
  parts.by_name.write(image);
  parts.by_word.write(image);
  pool.write(image);
}

KnowledgeGraph KnowledgeImage::read(ImageReader& image) {
  auto parts = std::make_unique<KnowledgeGraph::Parts>();
  const auto tables = std::make_shared<Tables>();
  tables->mapping = image.mapping();
  read_later(parts->documents, *tables, image);
  read_later(parts->entities, *tables, image);
  read_later(parts->redirects, *tables, image);
  read_later(parts->warnings, *tables, image);
  read_later(parts->statements, *tables, image);
  read_later(parts->ids, *tables, image);
  read_later(parts->relations, *tables, image);
  read_later(parts->links, *tables, image);
  read_later(parts->evidence, *tables, image);
  parts->sentences = Rows<Span>::read(image);
  parts->participations = Rows<Participation>::read(image);
  parts->by_relation = Rows<StatementIndex>::read(image);
  parts->by_id = image.next<StatementIndex>();
  parts->prominence = image.next<std::uint32_t>();
  parts->by_name = NameIndex::read(image);
  parts->by_word = NameIndex::read(image);
  tables->pool = Texts::read(image);
  parts->image = tables;
  return KnowledgeGraph(std::move(parts));
}

}  // namespace whom::graph
