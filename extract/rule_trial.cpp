#include "extract/rule_trial.hpp"

#include "extract/rule_reader.hpp"
#include "extract/statement_line.hpp"

namespace whom::extract {
namespace {

class Trial {
 public:
  Trial(const SentenceContext& context, const RuleSet& rules, std::vector<Finding>& out)
      : c_(context), rules_(rules), out_(out) {}

  void run() {
    const Facts facts{c_.tree, c_.words, &c_.coreference, c_.sentence};
    Edges edges;
    rules_.derive(facts, edges, [this](const Match& m) { add(m, edges_of(m)); });
    for (const auto& m : find_matches(rules_, c_)) add(m, statements_of(m));
  }

 private:
  void add(const Match& m, std::vector<std::string> gives) {
    Finding out{m.rule->source->name.text, c_.tree.sentence().span, {}, std::move(gives)};
    for (std::size_t k = 0; k < m.nodes.size(); ++k) {
      if (m.nodes[k] >= 0) out.nodes.emplace_back(m.rule->nodes[k], c_.tree[m.nodes[k]].span);
    }
    out_.push_back(std::move(out));
  }

  std::vector<std::string> edges_of(const Match& m) const {
    std::vector<std::string> out;
    for (const auto& e : m.rule->source->edges) {
      out.push_back(word(m, e.from.text) + " =" + e.label.text + "=> " + word(m, e.to.text));
    }
    return out;
  }

  std::string word(const Match& m, const std::string& node) const {
    for (std::size_t k = 0; k < m.nodes.size(); ++k) {
      if (m.rule->nodes[k] == node && m.nodes[k] >= 0) return c_.tree[m.nodes[k]].form;
    }
    return "-";
  }

  std::vector<std::string> statements_of(const Match& m) const {
    graph::Reading reading;
    Entities entities(c_.coreference, reading);
    SentenceParts parts(c_, entities, reading);
    read_match(m, parts);
    return lines_of(reading);
  }

  const SentenceContext& c_;
  const RuleSet& rules_;
  std::vector<Finding>& out_;
};

}  // namespace

std::vector<Finding> try_rules(const DocumentView& document, const Coreference& coreference, const Words& words,
                               const RuleSet& rules, std::string_view document_date) {
  std::vector<Finding> out;
  for (std::size_t s = 0; s < document.trees.size(); ++s) {
    const auto context = sentence_context(document, coreference, words, document_date, s);
    Trial(context, rules, out).run();
  }
  return out;
}

}  // namespace whom::extract
