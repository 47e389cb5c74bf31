// The rules. Names and relations are not told apart here: a clause is a run of words, variables and filters, and the
// binder, which knows the graph, decides where the verb ends. What is decided here is what spelling alone decides:
// the form of the question, the words of the language, quotation, dates, and filters.
#ifndef WHOM_QUERY_QUESTION_GRAMMAR_DEF_HPP
#define WHOM_QUERY_QUESTION_GRAMMAR_DEF_HPP

#include <boost/spirit/home/x3.hpp>
#include <charconv>
#include <functional>
#include <string>

#include "query/question/ast_adapted.hpp"
#include "query/question/grammar.hpp"
#include "query/question/grammar_config.hpp"
#include "query/question/words.hpp"

namespace whom::query::grammar {

using x3::char_;
using x3::eoi;
using x3::lexeme;
using x3::lit;
using x3::no_case;

// --- Annotation ---

/// located[p] writes the place of what p matched into the attribute of the rule it stands in. (A rule's on_success
/// does not see the attribute where the rule has semantic actions.)
template <typename Subject>
struct Located : x3::unary_parser<Subject, Located<Subject>> {
  using base_type = x3::unary_parser<Subject, Located<Subject>>;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = Subject::handles_container;
  using base_type::base_type;

  template <typename I, typename ParseContext, typename RuleAttribute, typename Attribute>
  bool parse(I& first, const I& last, const ParseContext& context, RuleAttribute& node, Attribute& attribute) const {
    x3::skip_over(first, last, context);
    const I begin = first;
    if (!this->subject.parse(first, last, context, node, attribute)) return false;
    if constexpr (std::is_base_of_v<ast::Position, RuleAttribute>) {
      const Iterator text = x3::get<source_tag>(context).get().begin;
      node.begin = static_cast<std::size_t>(begin - text);
      node.end = static_cast<std::size_t>(first - text);
    }
    return true;
  }
};

/// quotation[p] notes where p began when it is never closed, for that is where it is reported. (What a rule's on_error
/// sees as its beginning differs between versions of Boost.)
template <typename Subject>
struct Quotation : x3::unary_parser<Subject, Quotation<Subject>> {
  using base_type = x3::unary_parser<Subject, Quotation<Subject>>;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = Subject::handles_container;
  using base_type::base_type;

  template <typename I, typename ParseContext, typename RuleAttribute, typename Attribute>
  bool parse(I& first, const I& last, const ParseContext& context, RuleAttribute& node, Attribute& attribute) const {
    const I begin = first;
    try {
      return this->subject.parse(first, last, context, node, attribute);
    } catch (const x3::expectation_failure<I>&) {
      Source& source = x3::get<source_tag>(context).get();
      source.open_quote = static_cast<std::size_t>(begin - source.begin);
      throw;
    }
  }
};

template <template <typename> class Parser>
struct Directive {
  template <typename Subject>
  auto operator[](const Subject& subject) const {
    return Parser<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
  }
};
const Directive<Located> located;
const Directive<Quotation> quotation;

/// Spirit's own number parser does not round to the nearest double.
const auto read_share = [](auto& context) {
  double& value = x3::_val(context);
  const auto& text = x3::_attr(context);
  std::from_chars(&*text.begin(), &*text.begin() + text.size(), value);
  x3::_pass(context) = value >= 0 && value <= 1;
};

/// Puts what was matched into a member of the rule's attribute; Spirit does not fill structs of one member.
template <typename Member>
auto fill(Member member) {
  return [member](auto& context) { x3::_val(context).*member = std::move(x3::_attr(context)); };
}

const auto push = [](auto& context) { x3::_val(context).items.emplace_back(std::move(x3::_attr(context))); };

// --- Characters and words ---

const auto curly_quote = lit("\xE2\x80\x9C") | lit("\xE2\x80\x9D");
const auto word_char = char_ - (char_(" \t\n\r\f\v?") | lit("\xC2\xA0") | '"' | curly_quote);
const auto digit = char_("0-9");
const auto letter = char_("a-zA-Z0-9\x80-\xFF");

/// The apostrophe of 'n, 's, 't, which opens no quotation.
const auto elision = lit('\'') >> char_("a-z") >> -char_("a-z") >> !letter;
const auto closing_apostrophe = lit('\'') >> !letter;

template <typename Keyword>
auto keyword(const Keyword& spelling) {
  return lexeme[no_case[spelling] >> !word_char];
}

struct Keywords : x3::symbols<std::string> {
  explicit Keywords(const std::vector<std::string>& list) {
    for (const std::string& word : list) add(word, word);
  }
};

/// "didn" of "didn’t", with the typographic apostrophe, for "didn't".
struct Contractions : x3::symbols<std::string> {
  explicit Contractions(const std::vector<std::string>& list) {
    for (const std::string& word : list)
      if (word.ends_with("'t")) add(word.substr(0, word.size() - 2), word);
  }
};

const Keywords variables{{"who", "whom", "what", "when"}};
const Keywords asked_things{{"who", "whom", "what"}};
const Keywords relative_pronouns{{"who", "whom", "that", "which"}};
const Keywords indefinite_pronouns{words::indefinite_pronouns()};
const Keywords plain_nouns{words::plain_nouns()};
const Keywords counted_nouns{{"people", "persons", "things", "entities"}};
const Keywords opening_auxiliaries{words::opening_auxiliaries()};
const Contractions contractions{words::opening_auxiliaries()};
const Keywords following_auxiliaries{words::following_auxiliaries()};
const Keywords prepositions{words::prepositions()};
const Keywords negations{{"not", "never"}};

struct Connectives : x3::symbols<ast::Connective::Kind> {
  Connectives() { add("and", ast::Connective::Kind::And)("or", ast::Connective::Kind::Or); }
};
const Connectives connectives;

// --- Dates ---

const x3::uint_parser<unsigned, 10, 4, 4> four_digits{};
const x3::uint_parser<unsigned, 10, 1, 2> one_or_two_digits{};

struct MonthNames : x3::symbols<unsigned> {
  MonthNames() {
    unsigned number = 0;
    for (const std::string& name : words::months()) {
      const std::string month = words::lower(name);
      add(month, ++number);
      add(month.substr(0, 3), number);
    }
    add("sept", 9);
  }
};
const MonthNames month_names;

/// Whether the calendar has such a day is asked later, so that the answer can say why not; 0 alone is no part of a
/// date.
template <unsigned ast::Date::*member>
const auto set = [](auto& context) {
  x3::_val(context).*member = x3::_attr(context);
  x3::_pass(context) = x3::_attr(context) > 0;
};
const auto set_year = set<&ast::Date::year>;
const auto set_month = set<&ast::Date::month>;
const auto set_day = set<&ast::Date::day>;

const x3::rule<struct iso_date_class, ast::Date> iso_date{"a date"};
const x3::rule<struct day_first_class, ast::Date> day_first{"a date"};
const x3::rule<struct month_first_class, ast::Date> month_first{"a date"};
const x3::rule<struct date_class, ast::Date> date{"a date such as 2024, 2024-05 or '5 May 2024'"};

const auto iso_date_def =
    lexeme[four_digits[set_year] >> -('-' >> one_or_two_digits[set_month] >> -('-' >> one_or_two_digits[set_day])) >>
           !word_char];
const auto month_name = keyword(month_names);
const auto ordinal = no_case[lit("st") | lit("nd") | lit("rd") | lit("th")];
const auto year = lexeme[four_digits >> !word_char][set_year];
const auto day_first_def = lexeme[one_or_two_digits[set_day] >> -ordinal] >> month_name[set_month] >> -year;
const auto month_first_def =
    month_name[set_month] >> -lexeme[one_or_two_digits >> -ordinal >> -lit(',') >> !word_char][set_day] >> -year;
const auto date_def = located[iso_date | day_first | month_first];

/// What nobody would write but as a date, though it may be a wrong one: "2024-13", "3/5/2024".
const auto between_parts = char_("-/.");
const auto like_date = lexeme[((four_digits >> '-' >> +digit) | (+digit >> between_parts >> +digit >> between_parts)) >>
                              *(digit | between_parts) >> !word_char];

// --- Filters ---

struct Bounds : x3::symbols<ast::TimeFilter::Relation> {
  Bounds() {
    using R = ast::TimeFilter::Relation;
    add("before", R::Before)("after", R::After)("since", R::Since)("until", R::Until)("till", R::Until);
  }
};
struct Endless : x3::symbols<> {
  Endless() { add("since")("until")("till"); }
};
struct Within : x3::symbols<ast::TimeFilter::Relation> {
  Within() {
    using R = ast::TimeFilter::Relation;
    add("in", R::In)("on", R::In)("during", R::In);
  }
};
struct Statuses : x3::symbols<ast::StatusFilter::Status> {
  Statuses() {
    for (const auto& [spelling, status] : words::statuses()) add(std::string(spelling), status);
  }
};
struct Comparisons : x3::symbols<ast::ConfidenceFilter::Comparison> {
  Comparisons() {
    for (const auto& [spelling, comparison] : words::comparisons()) add(std::string(spelling), comparison);
  }
};
const Bounds bounds;
const Endless endless;
const Within within;
const Statuses status_words;
const Comparisons comparison_signs;

const x3::rule<struct bounded_class, ast::TimeFilter> bounded{"a time"};
const x3::rule<struct dated_class, ast::TimeFilter> dated{"a time"};
const x3::rule<struct between_class, ast::TimeFilter> between_dates{"a time"};
const x3::rule<struct from_until_class, ast::TimeFilter> from_until{"a time"};
const x3::rule<struct second_class> second{"'and' and a second date"};
const x3::rule<struct comparison_class, ast::ConfidenceFilter::Comparison> comparison{"<, <=, =, >= or >"};
const x3::rule<struct number_class, double> number{"a number from 0 to 1"};
const x3::rule<struct confidence_class, ast::ConfidenceFilter> confidence{"confidence"};
const x3::rule<struct status_class, ast::StatusFilter> status{"a status"};
const x3::rule<struct condition_class, ast::Item> condition{
    "asserted, affirmed, denied, actual, planned, possible, conditional, asked or confidence"};
const x3::rule<struct name_class, std::vector<ast::Word>> name{"a name"};
const x3::rule<struct source_name_class, ast::SourceFilter> source_name{"a name"};
const x3::rule<struct source_class, ast::SourceFilter> source{"a source"};
const x3::rule<struct count_class, std::uint64_t> count{"a whole number"};
const x3::rule<struct limit_value_class, ast::Limit> limit_value{"a whole number"};
const x3::rule<struct limit_class, ast::Limit> limit{"a limit"};

const auto end = *lit('?') >> eoi;
const auto said_by = keyword("said") >> keyword("by");
const auto limit_start = keyword("limit") >> &(char_("-+.0-9") | end);
const auto other_filter_start = keyword("where") | said_by | limit_start;
const auto bound_by_time = (keyword(bounds) >> &(digit | month_name)) | (keyword(within) >> &like_date) |
                           (keyword(endless) >> &(end | other_filter_start));
const auto upto = keyword("to") | keyword("until") | keyword("till");
const auto between = (keyword("between") >> &(digit | month_name)) | (keyword("from") >> &(date >> upto));
const auto time_start = bound_by_time | between | (keyword(within) >> date);
const auto filter_start = other_filter_start | time_start;

using TimeRelation = ast::TimeFilter::Relation;
const auto bounded_def = located[&bound_by_time >> (keyword(bounds) | keyword(within)) > date > x3::attr(ast::Date())];
const auto second_def = keyword("and");
const auto between_dates_def =
    located[keyword("between") >> &(digit | month_name) >> x3::attr(TimeRelation::Between) > date > second > date];
const auto from_until_def = located[keyword("from") >> x3::attr(TimeRelation::Between) >> date >> upto > date];
const auto dated_def = located[keyword(within) >> date >> x3::attr(ast::Date())];
const auto comparison_def = comparison_signs;
const auto number_def = lexeme[x3::raw[+digit >> -('.' >> +digit)][read_share] >> !word_char];
const auto confidence_def = located[keyword("confidence") > comparison > number];
const auto status_def = located[keyword(status_words)[fill(&ast::StatusFilter::status)]];
const auto condition_def = confidence | status;
const auto where_filter = keyword("where") > condition;
const auto source_name_def = name[fill(&ast::SourceFilter::name)];
const auto source_def = located[said_by > source_name];
const auto count_def = lexeme[x3::uint_parser<std::uint64_t>{} >> !word_char];
const auto limit_value_def = count[fill(&ast::Limit::count)];
const auto limit_def = located[limit_start > limit_value];

// --- Words ---

const x3::rule<struct bare_text_class, std::string> bare_text{"a word"};
const x3::rule<struct closing_class> closing{"a closing quotation mark"};
const x3::rule<struct closing_curly_class> closing_curly{"a closing quotation mark"};
const x3::rule<struct closing_single_class> closing_single{"a closing quotation mark"};
const x3::rule<struct double_text_class, std::string> double_text{"a name"};
const x3::rule<struct curly_text_class, std::string> curly_text{"a name"};
const x3::rule<struct single_text_class, std::string> single_text{"a name"};
const x3::rule<struct bare_class, ast::Word> bare{"a word"};
const x3::rule<struct double_quoted_class, ast::Word> double_quoted{"a name"};
const x3::rule<struct curly_quoted_class, ast::Word> curly_quoted{"a name"};
const x3::rule<struct single_quoted_class, ast::Word> single_quoted{"a name"};
const x3::rule<struct word_class, ast::Word> word{"a word"};

const auto escaped = lit('\\') >> char_("\\\"'");
const auto bare_text_def = x3::raw[lexeme[(&elision | !lit('\'')) >> +word_char]];
const auto closing_def = lit('"');
const auto closing_curly_def = curly_quote;
const auto closing_single_def = lit('\'');
const auto double_text_def = +(escaped | (char_ - '"'));
const auto curly_text_def = +(escaped | (char_ - curly_quote));
const auto single_text_def = +(escaped | (char_ - closing_apostrophe));
const auto bare_def = bare_text >> x3::attr(false);
const auto double_quoted_def = quotation[lexeme['"' > double_text > closing]] >> x3::attr(true);
const auto curly_quoted_def = quotation[lexeme[curly_quote > curly_text > closing_curly]] >> x3::attr(true);
const auto single_quoted_def = quotation[lexeme[!elision >> '\'' > single_text > closing_single]] >> x3::attr(true);
const auto word_def = located[double_quoted | curly_quoted | single_quoted | bare];
const auto name_def = +(!filter_start >> !keyword("about") >> word);

// --- Clauses ---

const x3::rule<struct variable_class, ast::Variable> variable{"a variable"};
const x3::rule<struct asked_class, ast::Variable> asked{"who, whom or what"};
const x3::rule<struct when_or_where_class, ast::Variable> when_or_where{"when or where"};
const x3::rule<struct final_where_class, ast::Variable> final_where{"where"};
const x3::rule<struct anyone_text_class, std::string> anyone_text{"someone"};
const x3::rule<struct anyone_class, ast::Anyone> anyone{"someone"};
const x3::rule<struct opening_class, ast::Auxiliary> opening{"an auxiliary such as did, has, was or will"};
const x3::rule<struct following_class, ast::Auxiliary> following{"an auxiliary"};
const x3::rule<struct negation_class, ast::Auxiliary> negation{"not"};
const x3::rule<struct connective_class, ast::Connective> connective{"and"};
const x3::rule<struct filter_class, ast::Item> filter{"a filter"};
const x3::rule<struct item_class, ast::Item> item{"a word"};
const x3::rule<struct clause_class, ast::Clause> clause{"a clause"};
const x3::rule<struct inverted_class, ast::Clause> inverted{"an auxiliary such as did, has, was or will"};
const x3::rule<struct pronoun_class, std::string> pronoun{"who, whom, that or which"};
const x3::rule<struct nested_class, ast::Nested> nested{"a nested clause"};
const x3::rule<struct chain_class, ast::Chain> chain{"a clause"};
const x3::rule<struct inverted_chain_class, ast::Chain> inverted_chain{"an auxiliary such as did, has, was or will"};

const auto variable_word = lexeme[no_case[variables] >> -lit(',') >> !word_char];
const auto variable_def = located[variable_word[fill(&ast::Variable::name)]];
const auto asked_def = located[keyword(asked_things)[fill(&ast::Variable::name)]];
const Keywords time_and_place{{"when", "where"}};
const auto when_or_where_def = located[keyword(time_and_place)[fill(&ast::Variable::name)]];
const Keywords where_word{{"where"}};
const auto final_where_def = located[keyword(where_word)[fill(&ast::Variable::name)]] >> &(end | filter_start);
const Keywords articles{{"a", "an", "any"}};
const auto preposition_def = located[keyword(prepositions) >> x3::attr(false)];
const auto pronoun_def = keyword(relative_pronouns);
const auto anyone_text_def =
    keyword(indefinite_pronouns) | (x3::omit[keyword(articles)] >> keyword(plain_nouns) >> &pronoun);
const auto anyone_def = located[anyone_text[fill(&ast::Anyone::text)]];
const auto contraction = lexeme[no_case[contractions] >> lit("\xE2\x80\x99") >> no_case['t'] >> !word_char];
const auto opening_def =
    located[keyword(opening_auxiliaries)[fill(&ast::Auxiliary::text)] | contraction[fill(&ast::Auxiliary::text)]];
const auto following_def = located[keyword(following_auxiliaries)[fill(&ast::Auxiliary::text)]];
const auto negation_def = located[keyword(negations)[fill(&ast::Auxiliary::text)]];
const auto connective_def = located[keyword(connectives)[fill(&ast::Connective::kind)]];
const auto filter_def = where_filter | source | limit | bounded | between_dates | from_until | dated;
const auto item_def = final_where | filter | anyone | variable | negation | connective | word;

const auto nested_start = anyone >> pronoun;
const auto items = *(!nested_start >> item[push]);
const auto clause_def = -(opening[push] >> *following[push]) >> items;
const auto inverted_def = opening[push] >> items;
const auto nested_def = located[anyone >> pronoun >> clause];
const auto chain_def = clause >> *nested;
const auto inverted_chain_def = inverted >> *nested;

// --- Questions ---

const x3::rule<struct ask_class, ast::Ask> ask{"a question"};
const x3::rule<struct adverbial_class, ast::Ask> adverbial{"a question"};
const x3::rule<struct about_what_class, ast::Ask> about_what{"a question"};
const x3::rule<struct both_class, ast::Ask> both{"a question"};
const x3::rule<struct preposition_class, ast::Word> preposition{"a preposition"};
const x3::rule<struct how_many_class, ast::Count> how_many{"a question"};
const x3::rule<struct noun_class, std::string> noun{"a noun"};
const x3::rule<struct polar_class, ast::Polar> polar{"a question"};
const x3::rule<struct connected_from_class, std::vector<ast::Word>> connected_from{"a name"};
const x3::rule<struct joined_class> joined{"'connected to'"};
const x3::rule<struct connected_to_class, ast::Clause> connected_to{"a name"};
const x3::rule<struct filters_class, ast::Clause> filters{"a filter"};
const x3::rule<struct connection_class, ast::Connection> connection{"a question"};
const x3::rule<struct how_many_or_is_class, ast::Question> how_many_or_is{"'many' or 'is'"};
const x3::rule<struct how_class, ast::Question> how{"a question"};
const x3::rule<struct question_class, ast::Question> question{
    "a question word: who, whom, what, when, where, how or an auxiliary such as did"};
const x3::rule<struct finish_class> finish{"the end of the question"};
const start_type start{"a question"};

const auto is_or_are = keyword("is") | keyword("are") | keyword("was") | keyword("were");
const auto joins = keyword("connected") | keyword("related") | keyword("linked");
const auto no_preposition = x3::attr(std::vector<ast::Word>());
const auto ask_def = no_preposition >> asked >> chain;
const auto adverbial_def = no_preposition >> when_or_where > inverted_chain;
const auto about_what_def = x3::repeat(1)[preposition] >> asked >> inverted_chain;

/// "When and where did": the place is asked for, and the time within the clause.
const auto ask_both = [](auto& context) {
  ast::Ask& place = x3::_val(context);
  place.variable.name = "where";
  place.chain = std::move(x3::_attr(context));
  ast::Variable when;
  when.name = "when";
  place.chain.clause.items.emplace_back(std::move(when));
};
const auto both_def = ((keyword("when") >> keyword("and") >> keyword("where")) |
                       (keyword("where") >> keyword("and") >> keyword("when"))) > inverted_chain[ask_both];
const auto noun_def = keyword(counted_nouns) | x3::attr(std::string());
const auto how_many_def = keyword("many") > noun > chain;
const auto polar_def = inverted_chain[fill(&ast::Polar::chain)];
const auto connected_from_def = +(!joins >> word);
const auto joined_def = joins;
const auto filters_def = *filter[push];
const auto connected_to_def = +(!filter_start >> word[push]) >> *filter[push];
const auto connection_def = is_or_are > connected_from > joined >
                            (((keyword("to") | keyword("with")) > connected_to) | filters);
const auto how_many_or_is_def = how_many | connection;
const auto how_def = keyword("how") > how_many_or_is;
const auto question_def = how | both | adverbial | ask | about_what | polar;
const auto finish_def = end;
const auto start_def = x3::eps > question > finish;

BOOST_SPIRIT_DEFINE(iso_date, day_first, month_first, date, bounded, dated, between_dates, from_until, second,
                    comparison, number, confidence, status, condition, name, source_name, source, count, limit_value,
                    limit, bare_text, closing, closing_curly, closing_single, double_text, curly_text, single_text,
                    bare, double_quoted, curly_quoted, single_quoted, word)
BOOST_SPIRIT_DEFINE(variable, asked, when_or_where, final_where, anyone_text, anyone, opening, following, negation,
                    connective, filter, item, clause, inverted, pronoun, nested, chain, inverted_chain, ask, adverbial,
                    about_what, both, preposition, how_many, noun, polar, connected_from, joined, connected_to, filters,
                    connection, how_many_or_is, how, question, finish, start)

}  // namespace whom::query::grammar

#endif
