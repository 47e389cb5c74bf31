// The tree is found by Chu-Liu and Edmonds: every token takes its best head; where that closes a cycle, the cycle is
// contracted into one node, the smaller problem solved, and the cycle opened where the solution enters it. If several
// tokens hang on the root, each of them is tried as the only one. The tag sequence is found by Viterbi's algorithm over
// the legal transitions.
#include "extract/model/decode.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace whom::extract {
namespace {

constexpr double kForbidden = -1e9;

/// Scores of arcs between the nodes of a graph, node 0 being the root.
class Arcs {
 public:
  explicit Arcs(std::size_t nodes) : nodes_(nodes), scores_(nodes * nodes, kForbidden) {}
  double& operator()(std::size_t dependent, std::size_t head) { return scores_[dependent * nodes_ + head]; }
  double operator()(std::size_t dependent, std::size_t head) const { return scores_[dependent * nodes_ + head]; }
  std::size_t nodes() const { return nodes_; }

  std::size_t best_head(std::size_t dependent) const {
    const auto row = scores_.begin() + static_cast<std::ptrdiff_t>(dependent * nodes_);
    return static_cast<std::size_t>(std::max_element(row, row + static_cast<std::ptrdiff_t>(nodes_)) - row);
  }

 private:
  std::size_t nodes_;
  std::vector<double> scores_;
};

using Heads = std::vector<std::size_t>;  // of each node; that of the root means nothing

/// Nodes of a cycle, or nothing.
std::vector<std::size_t> find_cycle(const Heads& heads) {
  std::vector<std::size_t> visited_from(heads.size(), 0);
  for (std::size_t start = 1; start < heads.size(); ++start) {
    std::size_t node = start;
    while (node != 0 && visited_from[node] == 0) {
      visited_from[node] = start;
      node = heads[node];
    }
    if (node == 0 || visited_from[node] != start) continue;
    std::vector<std::size_t> cycle{node};
    for (std::size_t next = heads[node]; next != node; next = heads[next]) cycle.push_back(next);
    return cycle;
  }
  return {};
}

template <typename Score>
std::size_t best_of(const std::vector<std::size_t>& nodes, Score score) {
  std::size_t best = nodes.front();
  for (const std::size_t node : nodes)
    if (score(node) > score(best)) best = node;
  return best;
}

/// A graph in which a cycle has become the last node, and how its arcs map back.
struct Contraction {
  Contraction(const Arcs& arcs, const Heads& heads, const std::vector<std::size_t>& cycle)
      : rest(outside(heads.size(), cycle)), leaving(rest.size()), entering(rest.size()), inner(rest.size() + 1) {
    const std::size_t k = rest.size();
    double weight = 0;
    for (const std::size_t node : cycle) weight += arcs(node, heads[node]);
    for (std::size_t a = 0; a < k; ++a) {
      const std::size_t node = rest[a];
      for (std::size_t b = 0; b < k; ++b)
        if (a != b) inner(a, b) = arcs(node, rest[b]);
      const auto gain = [&](std::size_t member) { return arcs(member, node) - arcs(member, heads[member]); };
      leaving[a] = best_of(cycle, [&](std::size_t member) { return arcs(node, member); });
      entering[a] = best_of(cycle, gain);
      inner(a, k) = arcs(node, leaving[a]);
      inner(k, a) = gain(entering[a]) + weight;
    }
    for (std::size_t b = 0; b <= k; ++b) inner(0, b) = kForbidden;
  }

  static std::vector<std::size_t> outside(std::size_t nodes, const std::vector<std::size_t>& cycle) {
    std::vector<bool> inside(nodes);
    for (const std::size_t node : cycle) inside[node] = true;
    std::vector<std::size_t> out;
    for (std::size_t node = 0; node < nodes; ++node)
      if (!inside[node]) out.push_back(node);
    return out;
  }

  /// The heads of the small problem written into those of the large one.
  void expand(const Heads& solution, Heads& heads) const {
    const std::size_t k = rest.size();
    for (std::size_t a = 1; a < k; ++a) heads[rest[a]] = solution[a] == k ? leaving[a] : rest[solution[a]];
    heads[entering[solution[k]]] = rest[solution[k]];
  }

  std::vector<std::size_t> rest;      // node of the large graph for each but the last of the small one
  std::vector<std::size_t> leaving;   // best head within the cycle for each of rest
  std::vector<std::size_t> entering;  // node of the cycle that would take each of rest as its head
  Arcs inner;
};

Heads maximum_arborescence(const Arcs& arcs) {
  Heads heads(arcs.nodes(), 0);
  for (std::size_t node = 1; node < heads.size(); ++node) heads[node] = arcs.best_head(node);
  const auto cycle = find_cycle(heads);
  if (cycle.empty()) return heads;
  const Contraction contraction(arcs, heads, cycle);
  contraction.expand(maximum_arborescence(contraction.inner), heads);
  return heads;
}

/// The best tree in which only this node hangs on the root.
Heads rooted_at(const Arcs& arcs, std::size_t root) {
  Arcs one = arcs;
  for (std::size_t node = 1; node < arcs.nodes(); ++node) one(node, 0) = kForbidden;
  one(root, 0) = 0;
  return maximum_arborescence(one);
}

double total(const Arcs& arcs, const Heads& heads) {
  double sum = 0;
  for (std::size_t node = 1; node < heads.size(); ++node) sum += arcs(node, heads[node]);
  return sum;
}

Heads single_rooted(const Arcs& arcs) {
  Heads heads = maximum_arborescence(arcs);
  std::vector<std::size_t> roots;
  for (std::size_t node = 1; node < heads.size(); ++node)
    if (heads[node] == 0) roots.push_back(node);
  if (roots.size() <= 1) return heads;
  double best = -std::numeric_limits<double>::infinity();
  for (const std::size_t root : roots) {
    Heads candidate = rooted_at(arcs, root);
    if (const double score = total(arcs, candidate); score > best) {
      best = score;
      heads = std::move(candidate);
    }
  }
  return heads;
}

bool opens(std::string_view tag) { return tag[0] == 'B' || tag[0] == 'I'; }
bool continues(std::string_view tag) { return tag[0] == 'I' || tag[0] == 'E'; }

bool may_follow(std::string_view tag, std::string_view next) {
  return opens(tag) ? continues(next) && tag.substr(1) == next.substr(1) : !continues(next);
}

}  // namespace

std::vector<int> best_tree(const ScoreView& scores) {
  Arcs arcs(scores.rows + 1);
  for (std::size_t i = 0; i < scores.rows; ++i)
    for (std::size_t head = 0; head <= scores.rows; ++head)
      if (head != i + 1) arcs(i + 1, head) = static_cast<double>(scores(i, head));
  const Heads heads = single_rooted(arcs);
  std::vector<int> out(scores.rows);
  std::transform(heads.begin() + 1, heads.end(), out.begin(), [](std::size_t head) { return static_cast<int>(head); });
  return out;
}

TagSequences::TagSequences(const std::vector<std::string_view>& tags) : predecessors_(tags.size()) {
  for (std::size_t to = 0; to < tags.size(); ++to) {
    may_start_.push_back(!continues(tags[to]));
    may_end_.push_back(!opens(tags[to]));
    for (std::size_t from = 0; from < tags.size(); ++from)
      if (may_follow(tags[from], tags[to])) predecessors_[to].push_back(from);
  }
}

std::vector<int> TagSequences::best(const ScoreView& scores) const {
  const std::size_t tags = predecessors_.size();
  std::vector<double> sum(tags), next(tags);
  std::vector<std::size_t> back(scores.rows * tags);
  for (std::size_t tag = 0; tag < tags; ++tag)
    sum[tag] = static_cast<double>(scores(0, tag)) + (may_start_[tag] ? 0 : kForbidden);
  for (std::size_t i = 1; i < scores.rows; ++i, sum.swap(next)) {
    for (std::size_t tag = 0; tag < tags; ++tag) {
      next[tag] = kForbidden;
      if (predecessors_[tag].empty()) continue;
      const std::size_t from = best_of(predecessors_[tag], [&](std::size_t t) { return sum[t]; });
      back[i * tags + tag] = from;
      next[tag] = sum[from] + static_cast<double>(scores(i, tag));
    }
  }
  for (std::size_t tag = 0; tag < tags; ++tag) sum[tag] += may_end_[tag] ? 0 : kForbidden;
  std::vector<int> out(scores.rows);
  auto tag = static_cast<std::size_t>(std::max_element(sum.begin(), sum.end()) - sum.begin());
  for (std::size_t i = scores.rows; i-- > 0; tag = back[i * tags + tag]) out[i] = static_cast<int>(tag);
  return out;
}

}  // namespace whom::extract
