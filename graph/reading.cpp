#include "graph/reading.hpp"

#include "graph/hash.hpp"

namespace whom::graph {

std::string document_id(const Document& document) {
  return Hash().add(document.text).add(document.date).add(document.url).add(document.publisher).hex();
}

}  // namespace whom::graph
