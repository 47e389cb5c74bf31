#include "graph/property/json_reader.hpp"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>

#include "graph/utf8.hpp"

namespace whom::property {
namespace {

using Token = JsonTokens::Token;

/// Where the string begins whose last quotation mark stands before `end`: at the next one that nothing escapes.
std::size_t begin_of_string(std::string_view text, std::size_t end) {
  for (std::size_t quote = text.rfind('"', end - 2);; quote = text.rfind('"', quote - 1)) {
    const std::string_view before = text.substr(0, quote);
    const std::size_t backslashes = before.size() - (before.find_last_not_of('\\') + 1);
    if (backslashes % 2 == 0) return quote;
  }
}

std::size_t begin_of_word(std::string_view text, std::size_t end) {
  constexpr std::string_view characters = "+-.0123456789abcdefghijklmnopqrstuvwxyzE";
  return text.substr(0, end).find_last_not_of(characters) + 1;
}

/// The handler of RapidJSON's events.
class Collector {
 public:
  Collector(std::string_view text, std::size_t deepest, JsonVisitor& visitor)
      : stream_(text.data(), text.size()), deepest_(deepest), visitor_(visitor) {
    tokens_.text = text;
  }

  void run() {
    rapidjson::Reader reader;
    constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
    reader.Parse<flags>(stream_, *this);
    if (reader.HasParseError())
      throw JsonProblem(reader.GetErrorOffset(), message(rapidjson::GetParseError_En(reader.GetParseErrorCode())));
    if (stream_.Tell() < tokens_.text.size()) throw JsonProblem(stream_.Tell(), "a character that is none");
  }

  bool Null() { return scalar(JsonKind::Null); }
  bool Bool(bool boolean) {
    add(JsonKind::Boolean).integer = boolean ? 1 : 0;
    return finish();
  }
  bool RawNumber(const char* digits, rapidjson::SizeType size, bool) {
    const std::string_view number(digits, size);
    return number.find_first_of(".eE") == number.npos ? integer(number) : floating(number);
  }
  bool String(const char* characters, rapidjson::SizeType size, bool) {
    add_string({characters, size});
    return finish();
  }
  bool Key(const char* characters, rapidjson::SizeType size, bool) {
    add_string({characters, size});
    if (depth_ > 1) return true;
    visitor_.member(Json(tokens_, 0));
    clear();
    return true;
  }
  bool StartObject() { return start(JsonKind::Object); }
  bool StartArray() { return start(JsonKind::Array); }
  bool EndObject(rapidjson::SizeType) { return end(); }
  bool EndArray(rapidjson::SizeType) { return end(); }

  // All numbers come as they are written.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

 private:
  static std::string message(std::string text) {
    text.front() = static_cast<char>(text.front() | 0x20);
    if (text.ends_with('.')) text.pop_back();
    return text;
  }

  Token& add(JsonKind kind, std::size_t untaken = 0) {
    Token& token = tokens_.tokens.emplace_back();
    token.kind = kind;
    token.end = stream_.Tell() + untaken;
    if (depth_ == 0 && kind != JsonKind::Object) fail("an object should stand here");
    return token;
  }

  [[noreturn]] void fail(const std::string& message) const { Json(tokens_, tokens_.tokens.size() - 1).fail(message); }

  void add_string(std::string_view string) {
    Token& token = add(JsonKind::String);
    token.begin = tokens_.strings.size();
    token.size = static_cast<std::uint32_t>(string.size());
    tokens_.strings += string;
  }

  bool scalar(JsonKind kind) {
    add(kind);
    return finish();
  }

  bool integer(std::string_view digits) {
    Token& token = add(JsonKind::Integer);
    if (std::from_chars(digits.data(), digits.data() + digits.size(), token.integer).ec != std::errc())
      fail("an integer of more than 64 bits");
    return finish();
  }

  bool floating(std::string_view digits) {
    Token& token = add(JsonKind::Float);
    if (std::from_chars(digits.data(), digits.data() + digits.size(), token.number).ec != std::errc())
      fail("a number beyond what a float holds");
    return finish();
  }

  bool start(JsonKind kind) {
    add(kind, 1);  // the bracket is taken behind this event
    if (depth_ == deepest_) fail("arrays and objects lie too deep within each other");
    const bool is_read_by_parts = depth_ == 0 || (depth_ == 1 && kind == JsonKind::Array);
    if (is_read_by_parts)
      clear();
    else
      open_.push_back(tokens_.tokens.size() - 1);
    ++depth_;
    return true;
  }

  bool end() {
    --depth_;
    if (open_.empty()) return true;
    tokens_.tokens[open_.back()].size = static_cast<std::uint32_t>(tokens_.tokens.size() - open_.back() - 1);
    open_.pop_back();
    return finish();
  }

  /// Hands on what is whole.
  bool finish() {
    if (!open_.empty()) return true;
    visitor_.value(Json(tokens_, 0));
    clear();
    return true;
  }

  void clear() {
    tokens_.tokens.clear();
    tokens_.strings.clear();
  }

  rapidjson::MemoryStream stream_;
  std::size_t deepest_;
  JsonVisitor& visitor_;
  JsonTokens tokens_;  ///< of the member, or element of a member, that is being read
  std::vector<std::size_t> open_;
  std::size_t depth_ = 0;
};

}  // namespace

Json Json::next() const {
  const Token& token = this->token();
  const bool has_parts = token.kind == JsonKind::Array || token.kind == JsonKind::Object;
  return {*tokens_, place_ + 1 + (has_parts ? token.size : 0)};
}

JsonParts<Json> Json::elements() const { return {Json(*tokens_, place_ + 1), next()}; }
JsonParts<JsonMember> Json::members() const { return {Json(*tokens_, place_ + 1), next()}; }
JsonParts<Json> Json::one_or_more() const { return is(JsonKind::Array) ? elements() : JsonParts<Json>(*this, next()); }

std::size_t Json::offset() const {
  const std::size_t end = token().end;
  switch (kind()) {
    case JsonKind::String:
      return begin_of_string(tokens_->text, end);
    case JsonKind::Array:
    case JsonKind::Object:
      return end - 1;
    default:
      return begin_of_word(tokens_->text, end);
  }
}

void read_json(std::string_view text, std::size_t deepest, JsonVisitor& visitor) {
  if (const auto offset = graph::first_invalid_utf8(text)) throw JsonProblem(*offset, "no UTF-8");
  Collector(text, deepest, visitor).run();
}

}  // namespace whom::property
