// The grammar of rule files. Every word is kept with its place, so that what is wrong with its meaning can be reported
// where it stands; what is wrong with its form is reported where the parser got stuck.
#include <algorithm>
#include <boost/fusion/include/adapt_struct.hpp>
#include <boost/spirit/home/x3.hpp>
#include <sstream>

#include "extract/rule.hpp"
#include "graph/nearest.hpp"

BOOST_FUSION_ADAPT_STRUCT(whom::extract::rule::Node, name, tests)
BOOST_FUSION_ADAPT_STRUCT(whom::extract::rule::Link, kind, labels)
BOOST_FUSION_ADAPT_STRUCT(whom::extract::rule::LinkedNode, link, node)
BOOST_FUSION_ADAPT_STRUCT(whom::extract::rule::Item, first, rest)
BOOST_FUSION_ADAPT_STRUCT(whom::extract::rule::Expression, kind, word, node, may_miss)
BOOST_FUSION_ADAPT_STRUCT(whom::extract::rule::Extra, role, value)
BOOST_FUSION_ADAPT_STRUCT(whom::extract::rule::Edge, from, label, to)

// What was expected is told by the named rule inside an action, a list or a sequence.
namespace boost::spirit::x3 {

template <typename Subject, typename Action>
struct get_info<action<Subject, Action>> {
  using result_type = std::string;
  std::string operator()(const action<Subject, Action>& parser) const { return what(parser.subject); }
};

template <typename Left, typename Right>
struct get_info<list<Left, Right>> {
  using result_type = std::string;
  std::string operator()(const list<Left, Right>& parser) const { return what(parser.left); }
};

}  // namespace boost::spirit::x3

namespace whom::extract::rule {
namespace grammar {

namespace x3 = boost::spirit::x3;
using x3::attr;
using x3::char_;
using x3::lexeme;
using x3::lit;
using Iterator = const char*;

/// Where the file begins.
struct source_tag;

const auto keep = [](auto& context) {
  const auto& matched = x3::_attr(context);
  const Iterator source = x3::get<source_tag>(context);
  x3::_val(context) =
      Name{std::string(matched.begin(), matched.end()), static_cast<std::size_t>(matched.begin() - source)};
};

template <typename Member>
auto fill(Member member) {
  return [member](auto& context) { x3::_val(context).*member = std::move(x3::_attr(context)); };
}

template <typename Member>
auto push(Member member) {
  return [member](auto& context) { (x3::_val(context).*member).push_back(std::move(x3::_attr(context))); };
}

// --- Words -----------------------------------------------------------------------------------------------------------

const x3::rule<struct node_name_class, Name> node_name{"the name of a node, such as V"};
const x3::rule<struct feature_class, Name> feature{"a feature, such as lemma"};
const x3::rule<struct value_class, Name> value{"a value"};
const x3::rule<struct label_class, Name> label{"a relation, such as nsubj"};
const x3::rule<struct rule_name_class, Name> rule_name{"a name of letters, digits and hyphens"};
const x3::rule<struct quoted_class, Name> quoted{"a text in quotation marks"};
const x3::rule<struct relation_word_class, Name> relation_word{"a word"};
const x3::rule<struct role_class, Name> role{"a role, such as about"};
const x3::rule<struct number_class, Name> number{"a number from 0 to 1"};

const auto letter = char_("a-zA-Z\x80-\xFF");
const auto name_char = letter | char_("0-9_");
const auto word_char = char_ - char_(" \t\r\n|,;[](){}=!\"#<>?");
const auto node_name_def = x3::raw[lexeme[letter >> *name_char]][keep];
const auto feature_def = x3::raw[lexeme[letter >> *(name_char | char_(".-"))]][keep];
const auto label_def = x3::raw[lexeme[letter >> *(name_char | ':' | (char_('-') >> &letter))]][keep];
const auto rule_name_def = x3::raw[lexeme[letter >> *(name_char | '-')]][keep];
const auto string_char = char_ - char_("\"\n");
const auto quoted_def = lexeme['"' >> x3::raw[+string_char][keep] >> '"'];
const auto value_def = quoted | relation_word;
const auto relation_word_def = x3::raw[lexeme[+word_char]][keep];
const auto role_def = x3::raw[lexeme[letter >> *(name_char | '-')]][keep];
const auto number_def = x3::raw[lexeme[+char_("0-9") >> -('.' >> +char_("0-9"))]][keep];

auto keyword(const char* spelling) { return lexeme[lit(spelling) >> !(name_char | '-')]; }

// --- Patterns --------------------------------------------------------------------------------------------------------

const x3::rule<struct test_class, Test> test{"a test, such as lemma=meet"};
const x3::rule<struct tests_class, std::vector<Test>> tests{"tests"};
const x3::rule<struct node_class, Node> node{"the name of a node, such as V"};
const x3::rule<struct link_class, Link> link{"a link, such as -[obj]-> or <<"};
const x3::rule<struct linked_class, LinkedNode> linked{"a link and a node"};
const x3::rule<struct item_class, Item> item{"a node or a link"};
const x3::rule<struct block_class, Block> block{"a pattern in braces"};
const x3::rule<struct close_test_class> close_test{"',' or ']'"};
const x3::rule<struct close_labels_class> close_labels{"'|' or ']->'"};
const x3::rule<struct close_block_class> close_block{"';' or '}'"};
const x3::rule<struct close_derived_class> close_derived{"'=>'"};
const x3::rule<struct open_block_class> open_block{"'{'"};

using Sign = Test::Sign;
using Kind = Link::Kind;
const std::vector<Name> none;
const auto close_test_def = lit(']');
const auto close_labels_def = lit("]->");
const auto close_block_def = lit('}');
const auto close_derived_def = lit("=>");
const auto open_block_def = lit('{');

template <Sign sign>
const auto sign_is = [](auto& context) { x3::_val(context).sign = sign; };
const auto comparison = lit("!=")[sign_is<Sign::Unequal>] | lit('=')[sign_is<Sign::Equal>];
const auto present = feature[fill(&Test::feature)] >> -(comparison > (value % '|')[fill(&Test::values)]);
const auto absent = lit('!')[sign_is<Sign::Absent>] > feature[fill(&Test::feature)];
const auto test_def = absent | present;
const auto tests_def = ('[' > (test % ',') > close_test) | attr(std::vector<Test>());
const auto node_def = node_name >> tests;
const auto labels = label % '|';
const auto link_def =
    (lit("-[^") >> attr(Kind::Other) > labels > close_labels) |
    (lit("-[") >> attr(Kind::Child) > labels > close_labels) | (lit("->>") >> attr(Kind::Below) >> attr(none)) |
    (lit("->") >> attr(Kind::Child) >> attr(none)) | (lit("<<") >> attr(Kind::Before) >> attr(none)) |
    (lit('<') >> attr(Kind::Adjoining) >> attr(none)) | (lit('=') >> attr(Kind::Derived) > labels > close_derived);
const auto linked_def = link > node;
const auto item_def = node >> *linked;
const auto block_def = open_block > (item % (lit(';') >> !lit('}'))) > -lit(';') > close_block;

// --- What a rule does ------------------------------------------------------------------------------------------------

const x3::rule<struct call_class, Expression> call{"a function of a node, such as lemma(V)"};
const x3::rule<struct place_class, Expression> place{"a node, '-' or a function of a node"};
const x3::rule<struct part_class, Expression> part{"a word or a function of a node"};
const x3::rule<struct relation_class, std::vector<Expression>> relation{"a relation, such as lemma(V)"};
const x3::rule<struct extra_class, Extra> extra{"a qualifier (role=node), modifiers(V) or a status"};
const x3::rule<struct qualifier_value_class, Expression> qualifier_value{"a node or a text in quotation marks"};
const x3::rule<struct bar_class> bar{"'|'"};
const x3::rule<struct statement_class, Statement> statement{"a statement"};
const x3::rule<struct edge_class, Edge> edge{"an edge, such as V =subject=> S"};
const x3::rule<struct derives_class> derives{"'='"};
const x3::rule<struct close_call_class> close_call{"')'"};

using Is = Expression::Kind;
const auto close_call_def = lit(')');
const auto may_miss = (lit('?') >> attr(true)) | attr(false);
const auto call_def = attr(Is::Call) >> feature >> '(' > node_name > close_call > may_miss;
const auto place_def = (lit('-') >> attr(Is::Nothing) >> attr(Name()) >> attr(Name()) >> attr(false)) | call |
                       (attr(Is::Word) >> node_name >> attr(Name()) >> may_miss);
const auto part_def = call | (attr(Is::Word) >> relation_word >> attr(Name()) >> attr(false));
const auto relation_def = +part;
const auto qualifier_value_def = (attr(Is::Text) >> quoted >> attr(Name()) >> attr(false)) | place;
const auto extra_def = (role >> '=' > qualifier_value) |
                       (attr(Name()) >> (call | (attr(Is::Word) >> role >> attr(Name()) >> attr(false))));
const auto bar_def = lit('|');
const auto begin = [](auto& context) {
  x3::_val(context).at = static_cast<std::size_t>(x3::_where(context).begin() - x3::get<source_tag>(context));
};
const auto statement_def = x3::eps[begin] >> place[fill(&Statement::subject)] > bar >
                           relation[fill(&Statement::relation)] > bar > place[fill(&Statement::object)] >
                           *(lit('|') > extra[push(&Statement::extras)]);
const auto derives_def = lit('=');
const auto edge_def = node_name > derives > label > close_derived > node_name;

// --- Rules -----------------------------------------------------------------------------------------------------------

const x3::rule<struct example_class, Example> example{"an example"};
const x3::rule<struct rule_class, Rule> one_rule{"rule"};
const x3::rule<struct file_class, std::vector<Rule>> file{"rules"};
const x3::rule<struct finish_class> finish{"without, optional, statement, edge, replaces, confidence or rule"};
const x3::rule<struct pattern_class> pattern_word{"example or pattern"};

const auto example_def = quoted[fill(&Example::text)] > *((keyword("says") > quoted[push(&Example::says)]) |
                                                          (keyword("silent") > quoted[push(&Example::silent)]));
const auto pattern_word_def = keyword("pattern");
const auto one_rule_def = keyword("rule") > rule_name[fill(&Rule::name)] > -quoted[fill(&Rule::gloss)] >
                          *(keyword("example") > example[push(&Rule::examples)]) > pattern_word
                          > block[fill(&Rule::pattern)] >
                          *((keyword("without") > block[push(&Rule::without)]) |
                            (keyword("optional") > block[push(&Rule::optional)]) |
                            (keyword("statement") > statement[push(&Rule::statements)]) |
                            (keyword("edge") > edge[push(&Rule::edges)]) |
                            (keyword("replaces") > node_name[push(&Rule::replaces)]) |
                            (keyword("confidence") > number[push(&Rule::confidence)]));
const auto finish_def = x3::eoi;
const auto add_rule = [](auto& context) { x3::_val(context).push_back(std::move(x3::_attr(context))); };
const auto file_def = x3::eoi | (x3::eps > one_rule[add_rule] > *one_rule[add_rule] > finish);

BOOST_SPIRIT_DEFINE(node_name, feature, value, label, rule_name, quoted, relation_word, role, number, test, tests, node,
                    link, linked, item, block, close_test, close_labels, close_block, close_derived, open_block)
BOOST_SPIRIT_DEFINE(call, place, part, relation, extra, qualifier_value, bar, statement, edge, derives, close_call,
                    example, pattern_word, one_rule, finish, file)

const auto skipper = x3::space | lexeme['#' >> *(char_ - '\n')];

}  // namespace grammar

namespace {

std::string found_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return "the file ends here";
  const auto end = text.find_first_of(" \t\r\n;,|", at + 1);
  return "found '" + std::string(text.substr(at, std::min<std::size_t>(end, at + 40) - at)) + "'";
}

/// The word of the notation that was probably meant where `expected` was.
std::string meant(std::string_view written, std::string expected) {
  std::vector<std::string> words;
  std::replace(expected.begin(), expected.end(), ',', ' ');
  std::istringstream in(expected);
  for (std::string word; in >> word;) words.push_back(word);
  const bool keywords = words.back() == "rule" || words.back() == "pattern";
  const auto near = keywords ? graph::nearest(written, words) : "";
  return near.empty() || near == "or" ? "" : "; did you mean '" + near + "'?";
}

std::size_t skip_blank(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (text[at] == '#') {
      at = std::min(text.find('\n', at), text.size());
    } else if (static_cast<unsigned char>(text[at]) <= ' ') {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

}  // namespace

RuleError error_at(std::string_view text, std::string_view file_name, std::size_t at, const std::string& message) {
  std::size_t line = 1, column = 1;
  for (const char c : text.substr(0, at)) {
    line += c == '\n';
    const bool first_byte = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    column = c == '\n' ? 1 : column + (first_byte ? 1 : 0);
  }
  return RuleError(std::string(file_name) + ':' + std::to_string(line) + ':' + std::to_string(column) + ": " + message);
}

File parse(std::string_view text, std::string_view file_name) {
  File out{std::string(file_name), std::string(text), {}};
  grammar::Iterator first = text.data();
  const grammar::Iterator begin = first, last = first + text.size();
  try {
    const auto parser = grammar::x3::with<grammar::source_tag>(begin)[grammar::file];
    grammar::x3::phrase_parse(first, last, parser, grammar::skipper, out.rules);
  } catch (const grammar::x3::expectation_failure<grammar::Iterator>& failure) {
    const auto at = skip_blank(text, static_cast<std::size_t>(failure.where() - begin));
    const auto word = text.substr(at, text.find_first_of(" \t\r\n", at) - at);
    throw error_at(text, file_name, at,
                   "expected " + failure.which() + ", but " + found_at(text, at) + meant(word, failure.which()));
  }
  return out;
}

}  // namespace whom::extract::rule
