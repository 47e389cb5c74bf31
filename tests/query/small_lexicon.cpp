#include "tests/query/small_lexicon.hpp"

#include <map>
#include <set>

namespace whom::test {
namespace {

const std::map<std::string_view, std::string_view>& irregular() {
  static const std::map<std::string_view, std::string_view> forms{
      {"met", "meet"},    {"meeting", "meet"}, {"led", "lead"},     {"shot", "shoot"},    {"said", "say"},
      {"spoke", "speak"}, {"took", "take"},    {"held", "hold"},    {"told", "tell"},     {"went", "go"},
      {"gave", "give"},   {"won", "win"},      {"sold", "sell"},    {"bought", "buy"},    {"fled", "flee"},
      {"began", "begin"}, {"has", "have"},     {"had", "have"},     {"did", "do"},        {"does", "do"},
      {"quit", "quit"},   {"put", "put"},      {"sent", "send"},    {"given", "give"},    {"taken", "take"},
      {"made", "make"},   {"called", "call"},  {"agreed", "agree"}, {"rallied", "rally"}, {"funded", "fund"},
  };
  return forms;
}

/// Verbs whose base form ends in "e", without it.
bool lost_e(std::string_view stem) {
  static const std::set<std::string_view> stems{
      "invad",  "leav",  "invit",  "accus", "receiv", "chang", "financ", "charg",  "caus",  "clos",  "provid",
      "welcom", "pledg", "praise", "hous",  "serv",   "decid", "pa",     "promis", "refus", "manag", "urg"};
  return stems.contains(stem);
}

std::string without(std::string_view form, std::size_t ending) {
  std::string stem(form.substr(0, form.size() - ending));
  if (lost_e(stem)) return stem + "e";
  const std::size_t n = stem.size();
  if (n > 2 && stem[n - 1] == stem[n - 2] && stem[n - 1] != 's' && stem[n - 1] != 'l') stem.pop_back();
  return stem;
}

}  // namespace

std::string SmallLexicon::verb(std::string_view form) const {
  if (const auto found = irregular().find(form); found != irregular().end()) return std::string(found->second);
  if (form.size() > 4 && (form.ends_with("ied") || form.ends_with("ies")))
    return std::string(form.substr(0, form.size() - 3)) + "y";
  if (form.size() > 4 && form.ends_with("ed")) return without(form, 2);
  if (form.size() > 5 && form.ends_with("ing")) return without(form, 3);
  if (form.size() > 4 && form.ends_with("sses")) return std::string(form.substr(0, form.size() - 2));
  if (form.size() > 3 && form.ends_with("s") && !form.ends_with("ss"))
    return std::string(form.substr(0, form.size() - 1));
  return std::string(form);
}

std::string SmallLexicon::noun(std::string_view form) const {
  if (form == "men") return "man";
  if (form.size() > 4 && form.ends_with("ies")) return std::string(form.substr(0, form.size() - 3)) + "y";
  const bool plural =
      form.size() > 3 && form.ends_with("s") && !form.ends_with("ss") && !form.ends_with("us") && !form.ends_with("is");
  return std::string(plural ? form.substr(0, form.size() - 1) : form);
}

query::Embedding SmallLexicon::embedding(std::string_view base) const {
  using query::Embedding;
  static const std::map<std::string_view, Embedding> table{
      {"manage", Embedding::Fact},   {"begin", Embedding::Fact},  {"fail", Embedding::Denial},
      {"refuse", Embedding::Denial}, {"plan", Embedding::Plan},   {"want", Embedding::Plan},
      {"hope", Embedding::Plan},     {"expect", Embedding::Plan}, {"agree", Embedding::Plan},
      {"ready", Embedding::Plan},    {"ask", Embedding::Request}, {"urge", Embedding::Request},
      {"try", Embedding::Attempt},   {"say", Embedding::Report},  {"deny", Embedding::Report},
      {"report", Embedding::Report}};
  const auto found = table.find(base);
  return found == table.end() ? Embedding::None : found->second;
}

}  // namespace whom::test
