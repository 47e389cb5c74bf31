#include "tools/counts.hpp"

#include <algorithm>
#include <ostream>

#include "tools/json.hpp"

namespace whom::tools {
namespace {

template <typename Word>
std::vector<Counts::Count> counts_of(const property::Graph& graph, std::size_t words) {
  std::vector<Counts::Count> counts;
  for (std::uint32_t i = 0; i < words; ++i)
    if (const std::size_t count = graph.count(Word{i}); count > 0) counts.emplace_back(graph.name(Word{i}), count);
  std::stable_sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
    return std::pair(b.second, a.first) < std::pair(a.second, b.first);
  });
  return counts;
}

}  // namespace

Counts count(const property::Graph& graph) {
  std::vector<std::string> keys;
  for (std::uint32_t i = 0; i < graph.key_count(); ++i) keys.emplace_back(graph.name(property::Key{i}));
  std::sort(keys.begin(), keys.end());
  return {{{"nodes", graph.node_count()}, {"relationships", graph.relationship_count()}},
          {{"labels", counts_of<property::Label>(graph, graph.label_count())},
           {"types", counts_of<property::Type>(graph, graph.type_count())}},
          {{"property keys", std::move(keys)}}};
}

void print(const Counts& counts, std::ostream& out) {
  std::size_t width = 10;
  for (const auto& [name, count] : counts.totals) width = std::max(width, name.size());
  for (const auto& [name, count] : counts.totals)
    out << name << std::string(width + 2 - name.size(), ' ') << count << '\n';
  for (const auto& [heading, group] : counts.groups) {
    out << '\n' << heading << '\n';
    for (const auto& [name, count] : group) out << "  " << count << "  " << name << '\n';
  }
  for (const auto& [heading, names] : counts.lists) {
    out << '\n' << heading << '\n';
    for (const std::string& name : names) out << "  " << name << '\n';
  }
}

void print_json(const Counts& counts, std::ostream& out) {
  rapidjson::OStreamWrapper stream(out);
  JsonWriter json(stream);
  json.StartObject();
  const auto write_count = [&](const Counts::Count& count) {
    write_key(json, count.first);
    json.Uint64(count.second);
  };
  for (const Counts::Count& total : counts.totals) write_count(total);
  for (const auto& [heading, group] : counts.groups) {
    write_key(json, heading);
    json.StartObject();
    for (const Counts::Count& count : group) write_count(count);
    json.EndObject();
  }
  for (const auto& [heading, names] : counts.lists) {
    write_key(json, heading);
    json.StartArray();
    for (const std::string& name : names) write(json, name);
    json.EndArray();
  }
  json.EndObject();
  out << '\n';
}

}  // namespace whom::tools
