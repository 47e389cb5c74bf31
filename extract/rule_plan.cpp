// Method. Backtracking. The first node is the one whose own tests leave the fewest candidates; each further node is
// found from one that is known already, by the link that leaves the fewest (derived edges are few), so that a rule
// costs little where it does not apply.
#include "extract/rule_plan.hpp"

#include <algorithm>

namespace whom::extract {
namespace {

using Kind = Constraint::Kind;
using From = Step::From;

bool contains_all(const std::vector<int>& known, const Constraint& c) {
  return contains(known, c.a) && (c.b < 0 || contains(known, c.b));
}

/// How few words will pass the tests of a node.
int selectivity(const std::vector<Constraint>& all, int node) {
  int out = 0;
  for (const auto& c : all) {
    if (c.a != node) continue;
    if (c.kind == Kind::Labelled) out += 3;
    if (c.kind == Kind::Test && c.test.sign != rule::Test::Sign::Unequal && c.test.sign != rule::Test::Sign::Absent)
      out += c.test.feature == Feature::Lemma || c.test.feature == Feature::Form ? 8 : 1;
  }
  return out;
}

/// Steps by which a constraint leads from a known node to a new one; the smaller the fewer candidates.
void add_steps(const Constraint& c, const std::vector<int>& known, std::vector<Step>& out) {
  const auto lead = [&](int node, From from, int other) {
    if (!contains(known, node) && contains(known, other)) out.push_back({node, from, other, c.derived, {}});
  };
  switch (c.kind) {
    case Kind::Child:
      lead(c.a, From::Head, c.b);
      lead(c.b, From::Children, c.a);
      break;
    case Kind::Adjoining:
      lead(c.a, From::Previous, c.b);
      lead(c.b, From::Next, c.a);
      break;
    case Kind::Derived:
      if (known.empty()) out.push_back({c.a, From::Edges, -1, c.derived, {}});
      lead(c.a, From::DerivedFrom, c.b);
      lead(c.b, From::DerivedTo, c.a);
      break;
    case Kind::Begins:
      if (known.empty() && c.test.sign == rule::Test::Sign::Present)
        out.push_back({c.a, From::Edges, -1, c.derived, {}});
      break;
    case Kind::Below:
      lead(c.a, From::Above, c.b);
      lead(c.b, From::Below, c.a);
      break;
    default:
      break;
  }
}

int cost(From from) {
  switch (from) {
    case From::Head:
    case From::Next:
    case From::Previous:
      return 0;
    case From::DerivedTo:
    case From::DerivedFrom:
    case From::Edges:
      return 1;
    case From::Children:
      return 2;
    case From::Above:
      return 3;
    case From::Below:
      return 4;
    case From::Anywhere:
      return 5;
  }
  return 5;
}

Step next_step(const std::vector<Constraint>& all, const std::vector<int>& known, const std::vector<int>& wanted) {
  std::vector<Step> steps;
  for (const auto& c : all) add_steps(c, known, steps);
  std::erase_if(steps, [&](const Step& s) { return !contains(wanted, s.node); });
  if (!steps.empty())
    return *std::min_element(steps.begin(), steps.end(),
                             [](const Step& x, const Step& y) { return cost(x.from) < cost(y.from); });
  int best = -1;
  for (const int node : wanted) {
    if (contains(known, node)) continue;
    if (best < 0 || selectivity(all, node) > selectivity(all, best)) best = node;
  }
  return {best, From::Anywhere, -1, {}, {}};
}

/// Kinds are declared in the order of their cost, and so are features.
bool cheaper(const Constraint& x, const Constraint& y) {
  if (x.kind != y.kind) return x.kind < y.kind;
  return x.kind == Kind::Test && x.test.feature < y.test.feature;
}

std::vector<Constraint> take(std::vector<Constraint>& all, const std::vector<int>& known) {
  const auto rest =
      std::stable_partition(all.begin(), all.end(), [&](const auto& c) { return !contains_all(known, c); });
  std::vector<Constraint> out(rest, all.end());
  all.erase(rest, all.end());
  std::stable_sort(out.begin(), out.end(), cheaper);
  return out;
}

class Search {
 public:
  Search(const Scene& scene, Indices& binding, const std::function<bool()>& found)
      : scene_(scene), t(scene.facts.tree), binding_(binding), found_(found) {}

  bool run(const Plan& plan) { return hold(plan.given) ? step(plan, 0) : true; }

 private:
  int& bound(int node) { return binding_[static_cast<std::size_t>(node)]; }

  bool hold(const std::vector<Constraint>& checks) {
    return std::all_of(checks.begin(), checks.end(), [&](const auto& c) { return holds(c); });
  }

  bool holds(const Constraint& c) {
    const int a = bound(c.a), b = c.b < 0 ? -1 : bound(c.b);
    if (c.kind == Kind::Distinct) return a != b;
    if (a < 0 || (c.b >= 0 && b < 0)) return false;  // of an optional part that is missing
    switch (c.kind) {
      case Kind::Labelled:
        return labelled(c, a);
      case Kind::OtherLabel:
        return !labelled(c, a);
      case Kind::Child:
        return t.head(b) == a;
      case Kind::Adjoining:
        return a + 1 == b;
      case Kind::Before:
        return a < b;
      case Kind::Begins:
        return scene_.edges.begins(a, c.derived[0]) == (c.test.sign == rule::Test::Sign::Present);
      case Kind::Test:
        return extract::holds(c.test, scene_.facts, a);
      case Kind::Derived:
        return std::any_of(c.derived.begin(), c.derived.end(), [&](int l) { return scene_.edges.has(a, l, b); });
      case Kind::Below:
        return a != b && t.dominates(a, b);
      case Kind::Distinct:
        break;
    }
    return false;
  }

  bool labelled(const Constraint& c, int i) const {
    return c.labels.holds(scene_.bits[static_cast<std::size_t>(i)], t[i].deprel);
  }

  /// False when the search is to stop.
  bool step(const Plan& plan, std::size_t k) {
    if (k == plan.steps.size()) return found_();
    const Step& s = plan.steps[k];
    const auto go = [&](int token) {
      bound(s.node) = token;
      return !hold(s.checks) || step(plan, k + 1);
    };
    const bool on = candidates(s, go);
    bound(s.node) = -1;
    return on;
  }

  template <typename Go>
  bool candidates(const Step& s, const Go& go) {
    const int other = s.other < 0 ? -1 : bound(s.other);
    if (s.other >= 0 && other < 0) return true;
    const auto all = [&](const Indices& tokens) { return std::all_of(tokens.begin(), tokens.end(), go); };
    switch (s.from) {
      case From::Head:
        return t.head(other) < 0 || go(t.head(other));
      case From::Children:
        return all(t.children(other));
      case From::Next:
        return other + 1 >= t.size() || go(other + 1);
      case From::Previous:
        return other == 0 || go(other - 1);
      case From::DerivedTo:
        return all(derived(s, other, true));
      case From::DerivedFrom:
        return all(derived(s, other, false));
      case From::Above: {
        for (int i = t.head(other); i >= 0; i = t.head(i)) {
          if (!go(i)) return false;
        }
        return true;
      }
      case From::Below:
        return all(t.subtree(other));
      case From::Edges:
        return all(scene_.edges.sources(s.derived));
      case From::Anywhere: {
        for (int i = 0; i < t.size(); ++i) {
          if (!go(i)) return false;
        }
        return true;
      }
    }
    return true;
  }

  Indices derived(const Step& s, int other, bool forth) const {
    Indices out;
    for (const int label : s.derived) {
      for (const int i : forth ? scene_.edges.from(other, label) : scene_.edges.to(other, label)) {
        if (!contains(out, i)) out.push_back(i);
      }
    }
    return out;
  }

  const Scene& scene_;
  const Tree& t;
  Indices& binding_;
  const std::function<bool()>& found_;
};

}  // namespace

Scene::Scene(const Facts& f, const Edges& e) : facts(f), edges(e) {
  for (int i = 0; i < f.tree.size(); ++i) {
    bits.push_back(LabelSet::bit(f.tree[i].deprel));
    present |= bits.back();
  }
}

Plan make_plan(std::vector<Constraint> constraints, const std::vector<int>& known, const std::vector<int>& wanted) {
  Plan out;
  auto bound = known;
  const auto all = constraints;
  out.given = take(constraints, bound);
  while (std::any_of(wanted.begin(), wanted.end(), [&](int n) { return !contains(bound, n); })) {
    Step s = next_step(all, bound, wanted);
    bound.push_back(s.node);
    s.checks = take(constraints, bound);
    out.steps.push_back(std::move(s));
  }
  return out;
}

bool search(const Plan& plan, const Scene& scene, Indices& binding, const std::function<bool()>& found) {
  return Search(scene, binding, found).run(plan);
}

}  // namespace whom::extract
