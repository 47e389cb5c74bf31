// Method. A rule is compiled into plans (rule_plan.hpp): one for the pattern, one for each optional and each forbidden
// part. A rule whose relations do not all occur in a sentence is not tried. Rules that derive
// the same edge and stand together are applied until nothing is new, group after group; a rule is tried again only when
// an edge it looks at has been added.
#include "extract/rule_set.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "extract/rule_plan.hpp"

namespace whom::embedded {
extern const char* const reading_rules;
}

namespace whom::extract {
namespace {

using rule::Link;
using Names = std::vector<std::string>;

const std::map<std::string, Function> kFunctions{
    {"only", Function::Only},   {"text", Function::Text},           {"complement", Function::Complement},
    {"lemma", Function::Lemma}, {"form", Function::Form},           {"verb", Function::Verb},
    {"case", Function::Case},   {"role", Function::Role},           {"roles", Function::Roles},
    {"title", Function::Title}, {"modifiers", Function::Modifiers}, {"topics", Function::Topics}};
const std::set<std::string> kStatus{"affirmed", "denied",      "actual", "planned",
                                    "possible", "conditional", "asked",  "mutual"};
const std::set<Function> kOfPlace{Function::Only, Function::Text, Function::Complement};
const std::set<Function> kOfRelation{Function::Lemma, Function::Form,  Function::Verb, Function::Case,
                                     Function::Role,  Function::Roles, Function::Title};
const std::set<Function> kOfExtra{Function::Modifiers, Function::Topics};

/// How a rule is matched; what it gives stands in its RulePlan.
struct Whole {
  Plan main;
  std::vector<Plan> optional, without;
  std::vector<std::uint64_t> present;  ///< of each, one must occur in the sentence
  std::vector<int> looks_at;           ///< labels of edges
  bool mentions = false;
  std::size_t width = 0;  ///< nodes with those of the largest part that must not hold
};

/// Compiles one rule.
class Compiler {
 public:
  Compiler(const rule::Rule& rule, const Words& words, const Names& labels) : rule_(rule), w(words), labels_(labels) {}

  std::pair<RulePlan, Whole> compile() {
    plan_.source = &rule_;
    const auto pattern = constraints(rule_.pattern);
    const auto main = all_nodes(0);
    out_.main = make_plan(pattern, {}, main);
    for (const auto& c : pattern) {
      if (c.kind == Constraint::Kind::Labelled) out_.present.push_back(c.labels.bits());
    }
    for (const auto& block : rule_.optional) {
      const auto first = plan_.nodes.size();
      const auto known = all_nodes(0);
      const auto parts = constraints(block);
      out_.optional.push_back(make_plan(parts, known, all_nodes(first)));
    }
    plan_.optional.assign(plan_.nodes.size(), false);
    std::fill(plan_.optional.begin() + static_cast<std::ptrdiff_t>(main.size()), plan_.optional.end(), true);
    actions();
    const auto named = plan_.nodes;
    out_.width = named.size();
    for (const auto& block : rule_.without) {
      const auto known = all_nodes(0);
      const auto parts = constraints(block);
      out_.without.push_back(make_plan(parts, known, all_nodes(named.size())));
      out_.width = std::max(out_.width, plan_.nodes.size());
      plan_.nodes = named;
    }
    return {std::move(plan_), std::move(out_)};
  }

 private:
  std::vector<int> all_nodes(std::size_t from) const {
    std::vector<int> out;
    for (auto k = from; k < plan_.nodes.size(); ++k) out.push_back(static_cast<int>(k));
    return out;
  }

  std::vector<Constraint> constraints(const rule::Block& block) {
    const auto before = plan_.nodes.size();
    std::vector<Constraint> out;
    for (const auto& item : block) {
      int from = node(item.first, out);
      for (const auto& [link, target] : item.rest) {
        const int to = node(target, out);
        add_link(link, from, to, out);
        from = to;
      }
    }
    for (auto b = before; b < plan_.nodes.size(); ++b) {
      for (std::size_t a = 0; a < b; ++a) {
        Constraint c;
        c.kind = Constraint::Kind::Distinct;
        c.a = static_cast<int>(a);
        c.b = static_cast<int>(b);
        out.push_back(std::move(c));
      }
    }
    return out;
  }

  int node(const rule::Node& n, std::vector<Constraint>& out) {
    auto& nodes = plan_.nodes;
    const auto found = std::find(nodes.begin(), nodes.end(), n.name.text);
    const int index = static_cast<int>(found - nodes.begin());
    if (found == nodes.end()) nodes.push_back(n.name.text);
    for (const auto& test : n.tests) out.push_back(of_node(test, index));
    return index;
  }

  Constraint of_node(const rule::Test& test, int index) {
    Constraint c;
    c.a = index;
    const auto& name = test.feature.text;
    if (name == "deprel") {
      c.kind = test.sign == rule::Test::Sign::Unequal ? Constraint::Kind::OtherLabel : Constraint::Kind::Labelled;
      for (const auto& v : test.values) c.labels.add(v);
      if (c.labels.empty()) throw RuleProblem{test.feature.at, "'deprel' wants a relation, as in [deprel=obj]"};
    } else if (!is_feature(name) && std::find(labels_.begin(), labels_.end(), name) != labels_.end()) {
      if (!test.values.empty())
        throw RuleProblem{test.values[0].at, "'" + name + "' is an edge; write [" + name + "] or [!" + name + "]"};
      c.kind = Constraint::Kind::Begins;
      c.test.sign = test.sign;
      c.derived = {label(test.feature)};
      out_.looks_at.push_back(c.derived[0]);
    } else {
      c.test = extract::compile(test, w, labels_);
      out_.mentions = out_.mentions || needs_mentions(c.test.feature);
    }
    return c;
  }

  void add_link(const Link& link, int from, int to, std::vector<Constraint>& out) {
    Constraint c;
    c.a = from;
    c.b = to;
    switch (link.kind) {
      case Link::Kind::Child:
      case Link::Kind::Other:
        c.kind = Constraint::Kind::Child;
        add_labels(link, to, out);
        break;
      case Link::Kind::Below:
        c.kind = Constraint::Kind::Below;
        break;
      case Link::Kind::Derived:
        c.kind = Constraint::Kind::Derived;
        for (const auto& l : link.labels) c.derived.push_back(label(l));
        break;
      case Link::Kind::Adjoining:
        c.kind = Constraint::Kind::Adjoining;
        break;
      case Link::Kind::Before:
        c.kind = Constraint::Kind::Before;
        break;
    }
    for (const int l : c.derived) out_.looks_at.push_back(l);
    out.push_back(std::move(c));
  }

  static void add_labels(const Link& link, int to, std::vector<Constraint>& out) {
    if (link.labels.empty()) return;
    Constraint c;
    c.kind = link.kind == Link::Kind::Other ? Constraint::Kind::OtherLabel : Constraint::Kind::Labelled;
    c.a = to;
    for (const auto& l : link.labels) c.labels.add(l);
    out.push_back(std::move(c));
  }

  int label(const rule::Name& name) const {
    const auto found = std::find(labels_.begin(), labels_.end(), name.text);
    if (found == labels_.end())
      throw RuleProblem{name.at, "no rule derives an edge '" + name.text + "'" + did_you_mean(name.text, labels_)};
    return static_cast<int>(found - labels_.begin());
  }

  int known_node(const rule::Name& name) const {
    const auto& nodes = plan_.nodes;
    const auto found = std::find(nodes.begin(), nodes.end(), name.text);
    if (found == nodes.end())
      throw RuleProblem{name.at, "the pattern has no node '" + name.text + "'" + did_you_mean(name.text, nodes)};
    return static_cast<int>(found - nodes.begin());
  }

  // --- What the rule does ----------------------------------------------------------------------------------------

  void actions() {
    if (rule_.statements.empty() && rule_.edges.empty())
      throw RuleProblem{rule_.name.at, "the rule '" + rule_.name.text + "' gives neither a statement nor an edge"};
    if (!rule_.statements.empty() && !rule_.edges.empty())
      throw RuleProblem{rule_.name.at, "the rule '" + rule_.name.text + "' gives statements and edges; make it two"};
    for (const auto& s : rule_.statements) plan_.statements.push_back(statement(s));
    for (const auto& e : rule_.edges) plan_.edges.push_back({known_node(e.from), label(e.label), known_node(e.to)});
    for (const auto& n : rule_.replaces) plan_.replaces.push_back(known_node(n));
    for (const auto& n : rule_.confidence) plan_.confidence = confidence(n);
  }

  static double confidence(const rule::Name& name) {
    double out = 0;
    std::from_chars(name.text.data(), name.text.data() + name.text.size(), out);
    if (out > 1) throw RuleProblem{name.at, "a confidence is a number from 0 to 1"};
    return out;
  }

  Expression expression(const rule::Expression& e, const std::set<Function>& allowed, bool words) const {
    using Is = rule::Expression::Kind;
    Expression out{e.kind, e.word.text, Function::Node, -1, e.may_miss};
    if (e.kind == Is::Word && !words) out.node = known_node(e.word);
    if (e.kind != Is::Call) return out;
    const auto found = kFunctions.find(e.word.text);
    if (found == kFunctions.end() || !allowed.count(found->second)) {
      Names names;
      for (const auto& [name, function] : kFunctions) {
        if (allowed.count(function)) names.push_back(name);
      }
      throw RuleProblem{e.word.at,
                        "there is no function '" + e.word.text + "' here" + did_you_mean(e.word.text, names)};
    }
    out.function = found->second;
    out.node = known_node(e.node);
    return out;
  }

  StatementPlan statement(const rule::Statement& s) const {
    StatementPlan out;
    out.subject = expression(s.subject, kOfPlace, false);
    out.object = expression(s.object, kOfPlace, false);
    for (const auto& e : s.relation) out.relation.push_back(expression(e, kOfRelation, true));
    for (const auto& extra : s.extras) add_extra(extra, out);
    return out;
  }

  void add_extra(const rule::Extra& extra, StatementPlan& out) const {
    using Is = rule::Expression::Kind;
    if (!extra.role.text.empty()) {
      out.qualifiers.emplace_back(extra.role.text, expression(extra.value, kOfPlace, false));
    } else if (extra.value.kind == Is::Call) {
      out.calls.push_back(expression(extra.value, kOfExtra, false));
    } else if (kStatus.count(extra.value.word.text)) {
      out.status.push_back(extra.value.word.text);
    } else {
      const auto& word = extra.value.word;
      throw RuleProblem{word.at,
                        "'" + word.text + "' is no status" + did_you_mean(word.text, {kStatus.begin(), kStatus.end()})};
    }
  }

  const rule::Rule& rule_;
  const Words& w;
  const Names& labels_;
  RulePlan plan_;
  Whole out_;
};

/// Finds all matches of a rule.
class Matcher {
 public:
  Matcher(const Whole& rule, const Scene& scene, const std::function<void(const Indices&)>& found)
      : rule_(rule), scene_(scene), found_(found) {}

  void run() {
    binding_.assign(rule_.width, -1);
    search(rule_.main, scene_, binding_, [this] {
      add_optional(0);
      return true;
    });
  }

 private:
  void add_optional(std::size_t k) {
    if (k == rule_.optional.size()) {
      if (!forbidden()) found_(binding_);
      return;
    }
    bool any = false;
    search(rule_.optional[k], scene_, binding_, [&] {
      any = true;
      add_optional(k + 1);
      return true;
    });
    if (!any) add_optional(k + 1);
  }

  bool forbidden() {
    return std::any_of(rule_.without.begin(), rule_.without.end(),
                       [&](const Plan& p) { return !search(p, scene_, binding_, [] { return false; }); });
  }

  const Whole& rule_;
  const Scene& scene_;
  Indices binding_;
  const std::function<void(const Indices&)>& found_;
};

}  // namespace

// --- Edges -----------------------------------------------------------------------------------------------------------

bool Edges::add(int from, int label, int to, std::string_view rule) {
  if (has(from, label, to)) return false;
  all_.push_back({from, label, to, rule});
  return true;
}

bool Edges::has(int from, int label, int to) const {
  return std::any_of(all_.begin(), all_.end(),
                     [&](const One& e) { return e.from == from && e.label == label && e.to == to; });
}

const Edges::One* Edges::find(int from, int label) const {
  const auto found =
      std::find_if(all_.begin(), all_.end(), [&](const One& e) { return e.from == from && e.label == label; });
  return found == all_.end() ? nullptr : &*found;
}

bool Edges::begins(int token, int label) const { return find(token, label) != nullptr; }

int Edges::first(int token, int label) const {
  const auto* found = find(token, label);
  return found ? found->to : -1;
}

std::string_view Edges::rule(int token, int label) const {
  const auto* found = find(token, label);
  return found ? found->rule : std::string_view();
}

Indices Edges::from(int token, int label) const {
  Indices out;
  for (const auto& e : all_) {
    if (e.from == token && e.label == label) out.push_back(e.to);
  }
  return out;
}

Indices Edges::to(int token, int label) const {
  Indices out;
  for (const auto& e : all_) {
    if (e.to == token && e.label == label) out.push_back(e.from);
  }
  return out;
}

Indices Edges::sources(const std::vector<int>& labels) const {
  Indices out;
  for (const auto& e : all_) {
    if (contains(labels, e.label) && !contains(out, e.from)) out.push_back(e.from);
  }
  return out;
}

// --- Rules -----------------------------------------------------------------------------------------------------------

struct RuleSet::Compiled {
  std::vector<rule::File> files;
  Names labels;
  std::vector<Whole> wholes;
  std::vector<RulePlan> plans;  ///< in step with wholes

  std::vector<std::pair<std::size_t, std::size_t>> groups;  ///< of rules that stand together and derive one label

  void collect_groups() {
    for (std::size_t k = 0; k < plans.size(); ++k) {
      if (plans[k].edges.empty()) continue;
      const bool joins = k > 0 && !groups.empty() && groups.back().second == k &&
                         plans[k - 1].edges[0].label == plans[k].edges[0].label;
      if (!joins) groups.emplace_back(k, k);
      groups.back().second = k + 1;
    }
  }

  /// The rules that derive edges.
  std::vector<bool> deriving(bool mentions) const {
    std::vector<bool> out;
    for (std::size_t k = 0; k < plans.size(); ++k)
      out.push_back(!plans[k].edges.empty() && (mentions || !wholes[k].mentions));
    return out;
  }

  /// Marks the rules that look at what rule k derives.
  void wake(std::size_t k, bool mentions, std::vector<bool>& due) const {
    for (std::size_t other = 0; other < plans.size(); ++other) {
      if (plans[other].edges.empty() || (wholes[other].mentions && !mentions)) continue;
      const auto& looks_at = wholes[other].looks_at;
      for (const auto& e : plans[k].edges) {
        if (contains(looks_at, e.label)) due[other] = true;
      }
    }
  }

  void collect_labels() {
    for (const auto& file : files) {
      for (const auto& r : file.rules) {
        for (const auto& e : r.edges) {
          if (std::find(labels.begin(), labels.end(), e.label.text) == labels.end()) labels.push_back(e.label.text);
        }
      }
    }
  }

  void check_switched_off(std::span<const std::string> without) const {
    Names names;
    for (const auto& file : files) {
      for (const auto& r : file.rules) names.push_back(r.name.text);
    }
    for (const auto& name : without) {
      if (std::find(names.begin(), names.end(), name) == names.end())
        throw RuleError("there is no rule '" + name + "'" + did_you_mean(name, names));
    }
  }

  void add(const rule::File& file, const rule::Rule& r, const Words& words) {
    const auto same =
        std::find_if(plans.begin(), plans.end(), [&](const auto& p) { return p.source->name.text == r.name.text; });
    try {
      if (same != plans.end())
        throw RuleProblem{r.name.at, "there is a rule '" + r.name.text + "' already, in " + std::string(same->file)};
      auto [plan, whole] = Compiler(r, words, labels).compile();
      plan.file = file.name;
      plans.push_back(std::move(plan));
      wholes.push_back(std::move(whole));
    } catch (const RuleProblem& problem) {
      throw rule::error_at(file.text, file.name, problem.at, problem.message);
    }
  }

  /// Finds a rule in a sentence where all relations it wants occur.
  void find(std::size_t k, const Scene& scene, const std::function<void(const Indices&)>& found) const {
    const auto& wanted = wholes[k].present;
    if (std::all_of(wanted.begin(), wanted.end(), [&](std::uint64_t bits) { return (bits & scene.present) != 0; }))
      Matcher(wholes[k], scene, found).run();
  }

  /// Without the nodes of parts that must not hold.
  Indices named(std::size_t k, const Indices& nodes) const {
    return {nodes.begin(), nodes.begin() + static_cast<std::ptrdiff_t>(plans[k].nodes.size())};
  }

  /// Applies a rule to a sentence; true when it added an edge.
  bool apply(std::size_t k, const Scene& scene, Edges& edges, const std::function<void(const Match&)>& heard) const {
    std::vector<Indices> found;
    find(k, scene, [&](const Indices& nodes) { found.push_back(nodes); });
    const auto before = edges.size();
    for (const auto& nodes : found) {
      const auto known = edges.size();
      for (const auto& e : plans[k].edges) {
        const int from = nodes[static_cast<std::size_t>(e.from)], to = nodes[static_cast<std::size_t>(e.to)];
        if (from >= 0 && to >= 0) edges.add(from, e.label, to, plans[k].source->name.text);
      }
      if (heard && edges.size() > known) heard({&plans[k], named(k, nodes)});
    }
    return edges.size() > before;
  }
};

RuleSet::RuleSet(const Words& words, std::vector<rule::File> files, std::span<const std::string> without) {
  auto compiled = std::make_unique<Compiled>();
  compiled->files = std::move(files);
  compiled->collect_labels();
  compiled->check_switched_off(without);
  for (const auto& file : compiled->files) {
    for (const auto& r : file.rules) {
      if (std::find(without.begin(), without.end(), r.name.text) == without.end()) compiled->add(file, r, words);
    }
  }
  compiled->collect_groups();
  compiled_ = std::move(compiled);
}

RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet::~RuleSet() = default;

const std::vector<RulePlan>& RuleSet::rules() const { return compiled_->plans; }

int RuleSet::label(std::string_view name) const {
  const auto& labels = compiled_->labels;
  const auto found = std::find(labels.begin(), labels.end(), name);
  return found == labels.end() ? -1 : static_cast<int>(found - labels.begin());
}

void RuleSet::derive(const Facts& facts, Edges& edges, const std::function<void(const Match&)>& found) const {
  const Scene scene(facts, edges);
  std::vector<bool> due = compiled_->deriving(facts.coreference != nullptr);
  const auto apply = [&](std::size_t k) {
    due[k] = false;
    const bool added = compiled_->apply(k, scene, edges, found);
    if (added) compiled_->wake(k, facts.coreference != nullptr, due);
    return added;
  };
  for (bool added = true; added;) {
    added = false;
    for (const auto& [begin, end] : compiled_->groups) {
      for (bool again = true; again;) {
        again = false;
        for (auto k = begin; k < end; ++k) again = (due[k] && apply(k)) || again;
        added = added || again;
      }
    }
  }
}

void RuleSet::match(const Facts& facts, const Edges& edges, const std::function<void(Match)>& found) const {
  const Scene scene(facts, edges);
  for (std::size_t k = 0; k < compiled_->plans.size(); ++k) {
    const auto& plan = compiled_->plans[k];
    if (plan.statements.empty() || (compiled_->wholes[k].mentions && !facts.coreference)) continue;
    std::vector<Indices> all;
    compiled_->find(k, scene, [&](const Indices& nodes) { all.push_back(compiled_->named(k, nodes)); });
    std::sort(all.begin(), all.end());
    for (auto& nodes : all) found({&plan, std::move(nodes)});
  }
}

rule::File builtin_rules() { return rule::parse(embedded::reading_rules, "reading.rules"); }

}  // namespace whom::extract
