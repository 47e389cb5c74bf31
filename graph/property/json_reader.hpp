// JSON whose root is too large to be held: its members are read one by one, an array among them element by element.
#ifndef WHOM_GRAPH_PROPERTY_JSON_READER_HPP
#define WHOM_GRAPH_PROPERTY_JSON_READER_HPP

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
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
  std::vector<Json> elements() const;
  std::vector<JsonMember> members() const;

  /// Where it begins in the text.
  std::size_t offset() const;
  [[noreturn]] void fail(const std::string& message) const { throw JsonProblem(offset(), message); }

 private:
  const JsonTokens::Token& token() const { return tokens_->tokens[place_]; }
  Json next() const;

  const JsonTokens* tokens_;
  std::size_t place_;
};

struct JsonMember {
  Json key;  ///< a string
  Json value;
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
