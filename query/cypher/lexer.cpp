// One pass over the bytes. Brackets find their partners on the way, and learn whether a comma or a bar stands right
// inside, so that the grammar can tell lists from comprehensions and parentheses from patterns without trying both.
#include "query/cypher/lexer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

#include "graph/utf8.hpp"

namespace whom::cypher {
namespace {

constexpr std::size_t longest_query = std::numeric_limits<std::uint32_t>::max() / 2;
constexpr std::uint64_t magnitude_of_least_integer = std::uint64_t{1} << 63;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

struct CodePoint {
  char32_t value = 0;
  std::size_t length = 1;
};

/// Of well-formed UTF-8.
CodePoint decode(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t value = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) value = value << 6 | (byte(i) & 0x3FU);
  return {value, length};
}

struct CodePoints {
  char32_t first, last;
};

template <std::size_t n>
bool within(const std::array<CodePoints, n>& ranges, char32_t c) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), c,
                                      [](char32_t value, const CodePoints& range) { return value < range.first; });
  return after != ranges.begin() && c <= std::prev(after)->last;
}

constexpr std::array<CodePoints, 10> spaces = {{{0x85, 0x85},
                                                {0xA0, 0xA0},
                                                {0x1680, 0x1680},
                                                {0x180E, 0x180E},
                                                {0x2000, 0x200A},
                                                {0x2028, 0x2029},
                                                {0x202F, 0x202F},
                                                {0x205F, 0x205F},
                                                {0x3000, 0x3000},
                                                {0xFEFF, 0xFEFF}}};

/// Beyond ASCII, names may hold all but controls, punctuation and signs.
constexpr std::array<CodePoints, 14> signs = {{{0x80, 0xA9},
                                               {0xAB, 0xB4},
                                               {0xB6, 0xB9},
                                               {0xBB, 0xBF},
                                               {0xD7, 0xD7},
                                               {0xF7, 0xF7},
                                               {0x2000, 0x206F},
                                               {0x20A0, 0x20CF},
                                               {0x2190, 0x2BFF},
                                               {0x2E00, 0x2E7F},
                                               {0x3000, 0x3004},
                                               {0x3008, 0x3020},
                                               {0xE000, 0xF8FF},
                                               {0xFE10, 0xFF0F}}};

struct Sign {
  std::string_view text;
  Symbol symbol;
};

/// The longer ones first.
constexpr std::array<Sign, 27> sign_table = {{{"..", Symbol::Dots},
                                              {"+=", Symbol::PlusEqual},
                                              {"=~", Symbol::Matches},
                                              {"<>", Symbol::NotEqual},
                                              {"<=", Symbol::LessEqual},
                                              {">=", Symbol::GreaterEqual},
                                              {"(", Symbol::LeftParenthesis},
                                              {")", Symbol::RightParenthesis},
                                              {"[", Symbol::LeftBracket},
                                              {"]", Symbol::RightBracket},
                                              {"{", Symbol::LeftBrace},
                                              {"}", Symbol::RightBrace},
                                              {",", Symbol::Comma},
                                              {":", Symbol::Colon},
                                              {";", Symbol::Semicolon},
                                              {".", Symbol::Dot},
                                              {"|", Symbol::Bar},
                                              {"+", Symbol::Plus},
                                              {"-", Symbol::Minus},
                                              {"*", Symbol::Star},
                                              {"/", Symbol::Slash},
                                              {"%", Symbol::Percent},
                                              {"^", Symbol::Caret},
                                              {"=", Symbol::Equal},
                                              {"<", Symbol::Less},
                                              {">", Symbol::Greater},
                                              {"~", Symbol::Tilde}}};

/// Where in the table the signs that begin with a character begin.
constexpr auto first_signs = [] {
  std::array<std::uint8_t, 128> table{};
  table.fill(sign_table.size());
  for (std::size_t i = sign_table.size(); i-- > 0;)
    table[static_cast<unsigned char>(sign_table[i].text[0])] = static_cast<std::uint8_t>(i);
  return table;
}();

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  /// Whether all of it is what names may hold.
  bool is_one_run() const { return !text_.empty() && name_length(0) == text_.size(); }

  std::vector<Token> run() {
    tokens_.reserve(text_.size() / 3 + 2);
    for (skip_space(); at_ < text_.size(); skip_space()) next();
    add(Symbol::End, at_);
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t offset = 0) const { return at_ + offset < text_.size() ? text_[at_ + offset] : '\0'; }
  bool sees(std::string_view sign) const { return text_.substr(at_, sign.size()) == sign; }

  void add(Symbol symbol, std::size_t begin) {
    Token token;
    token.symbol = symbol;
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(at_);
    tokens_.push_back(token);
  }

  void skip_space() {
    for (;;) {
      const char c = peek();
      if (c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1C' && c <= '\x1F'))
        ++at_;
      else if (c == '/' && (peek(1) == '/' || peek(1) == '*'))
        skip_comment();
      else if (static_cast<unsigned char>(c) < 0x80 || !skip_wide_space())
        return;
    }
  }

  bool skip_wide_space() {
    const CodePoint c = decode(text_.substr(at_));
    if (!within(spaces, c.value)) return false;
    at_ += c.length;
    return true;
  }

  void skip_comment() {
    const bool line = peek(1) == '/';
    const std::size_t end = text_.find(line ? "\n" : "*/", at_ + 2);
    if (end == std::string_view::npos && !line)
      syntax_error("UnexpectedSyntax", "this comment is never closed", at_, at_ + 2);
    at_ = end == std::string_view::npos ? text_.size() : end + (line ? 1 : 2);
  }

  void next() {
    const char c = peek();
    if (is_letter(c)) return word();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
    if (c == '\'' || c == '"') return string(c);
    if (c == '`') return quoted_name();
    if (c == '$') return parameter();
    if (static_cast<unsigned char>(c) < 0x80) return sign();
    wide_word();
  }

  /// How many bytes of a name stand here.
  std::size_t name_length(std::size_t offset) const {
    std::size_t end = at_ + offset;
    while (end < text_.size()) {
      if (is_letter(text_[end]) || is_digit(text_[end])) {
        ++end;
      } else if (static_cast<unsigned char>(text_[end]) < 0x80) {
        break;
      } else {
        const CodePoint c = decode(text_.substr(end));
        if (within(signs, c.value) || within(spaces, c.value)) break;
        end += c.length;
      }
    }
    return end - at_ - offset;
  }

  void word() {
    const std::size_t begin = at_;
    at_ += name_length(0);
    add(find_word(text_.substr(begin, at_ - begin)), begin);
  }

  void wide_word() {
    if (name_length(0) == 0) {
      const CodePoint c = decode(text_.substr(at_));
      const std::string sign(text_.substr(at_, c.length));
      syntax_error("InvalidUnicodeCharacter", "the character '" + sign + "' has no meaning here", at_, at_ + c.length);
    }
    word();
  }

  /// Past a text between two backticks, in which a doubled one stands for itself.
  void skip_quoted() {
    const std::size_t begin = at_;
    std::size_t end = at_ + 1;
    for (;; end += 2) {
      end = text_.find('`', end);
      if (end == std::string_view::npos)
        syntax_error("UnexpectedSyntax", "this backtick is never closed", begin, begin + 1);
      if (end + 1 == text_.size() || text_[end + 1] != '`') break;
    }
    at_ = end + 1;
  }

  void quoted_name() {
    const std::size_t begin = at_;
    skip_quoted();
    add(Symbol::QuotedName, begin);
  }

  void parameter() {
    const std::size_t begin = at_++;
    if (peek() == '`')
      skip_quoted();
    else
      at_ += name_length(0);
    if (at_ == begin + 1) syntax_error("UnexpectedSyntax", "expected the name of a parameter after '$'", begin, at_);
    add(Symbol::Parameter, begin);
  }

  void string(char quote) {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && text_[at_] != quote) at_ += text_[at_] == '\\' ? 2 : 1;
    if (at_ >= text_.size()) syntax_error("UnexpectedSyntax", "this quotation mark is never closed", begin, begin + 1);
    ++at_;
    add(Symbol::String, begin);
  }

  void sign() {
    const std::size_t begin = at_;
    for (std::size_t i = first_signs[static_cast<unsigned char>(peek())]; i < sign_table.size(); ++i)
      if (sees(sign_table[i].text)) {
        at_ += sign_table[i].text.size();
        add(sign_table[i].symbol, begin);
        return pair(sign_table[i].symbol);
      }
    syntax_error("UnexpectedSyntax", "the character '" + std::string(1, peek()) + "' has no meaning here", at_,
                 at_ + 1);
  }

  void pair(Symbol symbol) {
    switch (symbol) {
      case Symbol::LeftParenthesis:
      case Symbol::LeftBracket:
      case Symbol::LeftBrace:
        open_.push_back(tokens_.size() - 1);
        break;
      case Symbol::RightParenthesis:
      case Symbol::RightBracket:
      case Symbol::RightBrace:
        close(symbol);
        break;
      case Symbol::Comma:
        if (!open_.empty()) tokens_[open_.back()].with_comma = true;
        break;
      case Symbol::Bar:
        if (!open_.empty()) tokens_[open_.back()].with_bar = true;
        break;
      default:
        break;
    }
  }

  /// Closing brackets stand right after their opening ones in the list of symbols.
  void close(Symbol symbol) {
    if (open_.empty()) return;
    Token& opening = tokens_[open_.back()];
    if (static_cast<int>(opening.symbol) + 1 != static_cast<int>(symbol)) return;
    opening.partner = static_cast<std::uint32_t>(tokens_.size() - 1 - open_.back());
    open_.pop_back();
  }

  void number() {
    const std::size_t begin = at_;
    Symbol symbol = Symbol::Integer;
    if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'o')) {
      at_ += 2 + name_length(2);
    } else {
      symbol = decimal();
      at_ += name_length(0);
    }
    add(checked_number(symbol, begin), begin);
  }

  void skip_digits() {
    while (is_digit(peek())) ++at_;
  }

  Symbol decimal() {
    Symbol symbol = Symbol::Integer;
    skip_digits();
    if (peek() == '.' && is_digit(peek(1))) {
      symbol = Symbol::Float;
      ++at_;
      skip_digits();
    }
    const std::size_t sign_of_exponent = peek(1) == '-' || peek(1) == '+' ? 1 : 0;
    if ((peek() == 'e' || peek() == 'E') && is_digit(peek(1 + sign_of_exponent))) {
      symbol = Symbol::Float;
      at_ += 1 + sign_of_exponent;
      skip_digits();
    }
    return symbol;
  }

  Symbol checked_number(Symbol, std::size_t begin) const;

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
  std::vector<std::size_t> open_;  ///< opening brackets without a partner
};

struct Digits {
  std::string_view text;
  int base = 10;
};

Digits digits_of(std::string_view integer) {
  if (integer.starts_with("0x")) return {integer.substr(2), 16};
  if (integer.starts_with("0o")) return {integer.substr(2), 8};
  return {integer, 10};
}

/// Nothing when they are no digits; the errc tells of what is too large.
std::optional<std::pair<std::uint64_t, std::errc>> read_integer(std::string_view integer) {
  const Digits digits = digits_of(integer);
  if (digits.base == 10 && digits.text.size() > 1 && digits.text[0] == '0') return {};
  std::uint64_t value = 0;
  const char* end = digits.text.data() + digits.text.size();
  const auto [last, problem] = std::from_chars(digits.text.data(), end, value, digits.base);
  if (last != end || problem == std::errc::invalid_argument) return {};
  return std::pair(value, problem);
}

/// Of a float out of range: whether it is too large rather than too small.
bool is_large(std::string_view text) {
  const std::size_t first = text.find_first_of("123456789");
  const std::size_t point = std::min(text.find('.'), text.find_first_of("eE"));
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos) return text[exponent + 1] != '-';
  return first < point;
}

/// What is no number at all is left to the parser, which knows whether one may stand here.
Symbol Lexer::checked_number(Symbol symbol, std::size_t begin) const {
  const std::string_view text = text_.substr(begin, at_ - begin);
  const auto overflow = [&](std::string_view detail, const std::string& message) {
    syntax_error(detail, std::string(text.substr(0, 60)) + message, begin, at_);
  };
  if (symbol == Symbol::Integer) {
    const auto read = read_integer(text);
    if (!read) return Symbol::NoNumber;
    if (read->second != std::errc() || read->first > magnitude_of_least_integer)
      overflow("IntegerOverflow", " does not fit an integer of 64 bits");
    return symbol;
  }
  double value = 0;
  const auto [last, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (last != text.data() + text.size()) return Symbol::NoNumber;
  if (problem == std::errc::result_out_of_range && is_large(text))
    overflow("FloatingPointOverflow", " is too large for a float");
  return symbol;
}

std::string in_backticks(std::string_view name) {
  std::string result = "`";
  for (const char c : name) result.append(c == '`' ? 2 : 1, c);
  return result += '`';
}

std::string unquoted(std::string_view quoted) {
  std::string result;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    result += quoted[i];
    if (quoted[i] == '`') ++i;
  }
  return result;
}

/// Resolves the escapes of a string.
class Unescaper {
 public:
  Unescaper(std::string_view text, const Token& token)
      : text_(text.substr(token.begin + 1, token.end - token.begin - 2)), offset_(token.begin + 1) {}

  std::string run() {
    std::string result;
    for (std::size_t escape; (escape = text_.find('\\', at_)) != std::string_view::npos;) {
      result += text_.substr(at_, escape - at_);
      at_ = escape + 2;
      append(text_[escape + 1], result);
    }
    return result += text_.substr(at_);
  }

 private:
  void append(char c, std::string& result) {
    constexpr std::string_view codes = "\\'\"`bfnrt", meanings = "\\'\"`\b\f\n\r\t";
    if (const std::size_t code = codes.find(c); code != std::string_view::npos)
      result += meanings[code];
    else if (c == 'u' || c == 'U')
      graph::append_utf8(result, c == 'u' ? character() : code_point(8));
    else
      syntax_error("UnexpectedSyntax", "there is no escape '\\" + std::string(1, c) + "' in strings", offset_ + at_ - 2,
                   offset_ + at_);
  }

  /// Four digits, or two times four that are a surrogate pair.
  char32_t character() {
    const char32_t first = code_point(4);
    if (first < 0xD800 || first > 0xDFFF) return first;
    if (first < 0xDC00 && text_.substr(at_, 2) == "\\u") {
      at_ += 2;
      const char32_t second = code_point(4);
      if (second >= 0xDC00 && second <= 0xDFFF) return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    }
    fail();
  }

  char32_t code_point(std::size_t digits) {
    std::uint32_t value = 0;
    const std::string_view hex = text_.substr(std::min(at_, text_.size()), digits);
    const auto [last, problem] = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
    if (hex.size() != digits || last != hex.data() + hex.size() || problem != std::errc() || value > 0x10FFFF ||
        (digits == 8 && value >= 0xD800 && value <= 0xDFFF))
      fail();
    at_ += digits;
    return value;
  }

  [[noreturn]] void fail() const {
    syntax_error("InvalidUnicodeLiteral", "an escape '\\u' takes four hexadecimal digits of a character, '\\U' eight",
                 offset_ + at_ - 2, offset_ + at_);
  }

  std::string_view text_;
  std::size_t offset_, at_ = 0;
};

}  // namespace

std::vector<Token> tokens(std::string_view text) {
  if (text.size() > longest_query) syntax_error("UnexpectedSyntax", "the query is too long", 0, 0);
  if (const auto bad = graph::first_invalid_utf8(text))
    syntax_error("InvalidUnicodeCharacter", "the query is not in UTF-8", *bad, *bad + 1);
  return Lexer(text).run();
}

std::string quote_name(std::string_view name) {
  return is_name(find_word(name)) ? quote_word(name) : in_backticks(name);
}

std::string quote_word(std::string_view word) {
  return !word.empty() && is_digit(word[0]) ? in_backticks(word) : quote_parameter(word);
}

std::string quote_parameter(std::string_view name) {
  return Lexer(name).is_one_run() ? std::string(name) : in_backticks(name);
}

std::string name(std::string_view text, const Token& token) {
  const std::string_view written = text.substr(token.begin, token.end - token.begin);
  return token.symbol == Symbol::QuotedName ? unquoted(written) : std::string(written);
}

std::string parameter_name(std::string_view text, const Token& token) {
  const std::string_view written = text.substr(token.begin + 1, token.end - token.begin - 1);
  return written[0] == '`' ? unquoted(written) : std::string(written);
}

std::string string_value(std::string_view text, const Token& token) { return Unescaper(text, token).run(); }

std::uint64_t integer_value(std::string_view digits) { return read_integer(digits)->first; }

void syntax_error(std::string_view detail, const std::string& message, std::size_t begin, std::size_t end) {
  throw Error(Error::Phase::Compile, "SyntaxError", std::string(detail), message, ast::Position{begin, end});
}

}  // namespace whom::cypher
