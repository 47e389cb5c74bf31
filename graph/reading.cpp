#include "graph/reading.hpp"

#include "graph/fields.hpp"
#include "graph/hash.hpp"

namespace whom::graph {
namespace {

struct Hashed {
  Hash hash;
  void number(std::uint32_t number) { hash.add(std::uint64_t{number}); }
  void text(const std::string& text) { hash.add(text); }
};

}  // namespace

std::string document_id(const Document& document) {
  return Hash().add(document.text).add(document.date).add(document.url).add(document.publisher).hex();
}

std::string hash_of(const Reading& reading) {
  Hashed all;
  Flattener<Hashed>(all).put(reading);
  return all.hash.hex();
}

}  // namespace whom::graph
