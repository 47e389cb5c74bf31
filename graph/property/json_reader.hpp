// JSON whose root is too large to be held: its members are read one by one, an array among them element by element.
#ifndef WHOM_GRAPH_PROPERTY_JSON_READER_HPP
#define WHOM_GRAPH_PROPERTY_JSON_READER_HPP

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace whom::property {

/// Something is wrong at a place of the text.
struct JsonProblem : std::runtime_error {
  JsonProblem(std::size_t offset_in_text, const std::string& message)
      : std::runtime_error(message), offset(offset_in_text) {}
  std::size_t offset;
};

enum class JsonKind : std::uint8_t { Null, Boolean, Integer, Float, String, Array, Object };

/// A value as its tokens in the order of the text.
struct JsonTokens {
  struct Token {
    JsonKind kind = JsonKind::Null;
    std::uint32_t size = 0;  ///< bytes of a string, tokens within an array or object
    union {
      std::int64_t integer = 0;  ///< a boolean too
      double number;
      std::size_t begin;  ///< of a string in `strings`
    };
    std::size_t end = 0;  ///< in the text: behind the token, of an array or object behind its bracket
  };
  std::string_view text;
  std::string strings;
  std::vector<Token> tokens;
};

struct JsonMember;
template <typename Part>
class JsonParts;

/// A value among the tokens, which must stay as they are.
class Json {
 public:
  Json(const JsonTokens& tokens, std::size_t place) : tokens_(&tokens), place_(place) {}

  JsonKind kind() const { return token().kind; }
  bool is(JsonKind kind) const { return token().kind == kind; }

  // Each asks for its kind only.
  bool boolean() const { return token().integer != 0; }
  std::int64_t integer() const { return token().integer; }
  double number() const { return token().number; }
  std::string_view string() const { return {tokens_->strings.data() + token().begin, token().size}; }
  JsonParts<Json> elements() const;
  JsonParts<JsonMember> members() const;
  JsonParts<Json> one_or_more() const;  ///< the elements of an array, or any other value alone

  /// Where it begins in the text.
  std::size_t offset() const;
  [[noreturn]] void fail(const std::string& message) const { throw JsonProblem(offset(), message); }

 private:
  template <typename Part>
  friend class JsonParts;

  const JsonTokens::Token& token() const { return tokens_->tokens[place_]; }
  Json next() const;
  bool operator==(const Json& other) const { return place_ == other.place_; }

  const JsonTokens* tokens_;
  std::size_t place_;
};

struct JsonMember {
  Json key;  ///< a string
  Json value;
};

/// Values, or keys and values, that stand one after the other.
template <typename Part>
class JsonParts {
 public:
  JsonParts(Json begin, Json end) : begin_(begin), end_(end) {}

  class Iterator {
   public:
    explicit Iterator(Json at) : at_(at) {}
    Part operator*() const {
      if constexpr (std::is_same_v<Part, Json>)
        return at_;
      else
        return {at_, at_.next()};
    }
    Iterator& operator++() {
      at_ = std::is_same_v<Part, Json> ? at_.next() : at_.next().next();
      return *this;
    }
    bool operator!=(const Iterator& other) const { return !(at_ == other.at_); }

   private:
    Json at_;
  };
  Iterator begin() const { return Iterator(begin_); }
  Iterator end() const { return Iterator(end_); }

  std::size_t count() const {
    std::size_t parts = 0;
    for (Iterator at = begin(); at != end(); ++at) ++parts;
    return parts;
  }

 private:
  Json begin_, end_;
};

/// Gets the members of the root object; what it throws ends the reading.
class JsonVisitor {
 public:
  virtual ~JsonVisitor() = default;
  virtual void member(Json key) = 0;
  virtual void value(Json) = 0;  ///< of the last member; of an array, each element
};

/// The text is UTF-8. Arrays and objects lie at most `deepest` within each other. Throws JsonProblem.
void read_json(std::string_view text, std::size_t deepest, JsonVisitor&);

}  // namespace whom::property

#endif
