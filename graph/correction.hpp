// What a curator changed in a graph that was read from texts: entries of their own beside the readings.
#ifndef WHOM_GRAPH_CORRECTION_HPP
#define WHOM_GRAPH_CORRECTION_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/knowledge_graph.hpp"
#include "graph/reading.hpp"

namespace whom::graph {

/// The changes of one pattern. What is withdrawn goes first.
struct Correction {
  /// A named entity of a document, by its number in the reading.
  struct Mention {
    std::string document;
    std::uint32_t local = 0;
  };

  /// An entity that the correction speaks of. It is found again by its mention, else by its id, else by its name, for
  /// with other documents an entity may have another id.
  struct Participant {
    Entity entity;      ///< as the curator saw or made it
    bool made = false;  ///< by this correction
    std::optional<Mention> mention;
    std::optional<Entity> becomes;  ///< other names, type or `named`; the id follows from the name
  };

  std::string id;    ///< 16 hex digits
  std::string time;  ///< UTC, "2024-05-06T07:08:09Z"
  std::string curator;
  std::string pattern;  ///< as it was written, with literals for parameters
  std::vector<Participant> participants;
  std::vector<Statement> withdrawn, added;  ///< over the participants

  bool empty() const;  ///< changes nothing
};

/// What stands for the correction among documents: its text is the pattern.
Document document_of(const Correction&);

/// The curator, if the document stands for a correction.
std::optional<std::string_view> curator_of(const Document&);

/// Of evidence that is a correction.
inline constexpr std::string_view correction_rule = "correction";

/// All but id, time, curator and pattern.
std::string changes_as_json(const Correction&);
/// Throws std::runtime_error.
void read_changes(const std::string& json, Correction&);

}  // namespace whom::graph

#endif
