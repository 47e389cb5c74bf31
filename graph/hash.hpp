// A stable 64-bit hash for ids: the same on every machine and in every version. Not for secrets.
#ifndef WHOM_GRAPH_HASH_HPP
#define WHOM_GRAPH_HASH_HPP

#include <cstdint>
#include <string>
#include <string_view>

namespace whom::graph {

/// FNV-1a over length-prefixed fields, then a bit mixer, so that neither field borders nor short inputs collide easily.
class Hash {
 public:
  Hash& add(std::string_view field);
  Hash& add(std::uint64_t number);

  /// 16 lower-case hexadecimal digits.
  std::string hex() const;

 private:
  void byte(unsigned char);
  std::uint64_t state_ = 0xcbf29ce484222325u;
};

}  // namespace whom::graph

#endif
