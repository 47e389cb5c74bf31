// What can be said of the values of an expression before a query is run.
#ifndef WHOM_QUERY_CYPHER_TYPE_HPP
#define WHOM_QUERY_CYPHER_TYPE_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whom::cypher {

struct Type {
  enum class Kind : std::uint8_t {
    Unknown,
    Null,
    Boolean,
    Integer,
    Float,
    String,
    List,
    Map,
    Node,
    Relationship,
    Path
  };

  Kind kind = Kind::Unknown;
  std::vector<Type> element = {};  ///< of a List: at most one, none where it is unknown

  static Type list_of(Type element) { return {Kind::List, {std::move(element)}}; }
  bool operator==(const Type&) const = default;
};

/// A set of kinds.
class Kinds {
 public:
  template <typename... Kind>
  constexpr explicit Kinds(Kind... kinds) : bits_((0U | ... | bit(kinds))) {}
  constexpr bool has(Type::Kind kind) const { return (bits_ & bit(kind)) != 0; }

 private:
  static constexpr std::uint32_t bit(Type::Kind kind) { return 1U << static_cast<unsigned>(kind); }
  std::uint32_t bits_;
};

/// Whether a value may be of one of the kinds; what is unknown or null may be anything.
bool may_be(const Type&, Kinds);

/// Of values that are of the one type or the other.
Type either(const Type&, const Type&);

/// Of the elements of a list.
Type element_of(const Type&);

/// "a node", "a list"
std::string_view describe(Type::Kind);

/// What a function takes as its first argument and what it gives; null for functions that are not so particular.
struct FunctionTypes {
  std::string_view name;  ///< in lower case
  Kinds argument;
  Type::Kind result;
  Type::Kind element = Type::Kind::Unknown;  ///< of a list
};
const FunctionTypes* find_function_types(std::string_view lower_case_name);

}  // namespace whom::cypher

#endif
