// The JSON that printers share. RapidJSON stays in the .cpp files that include this header.
#ifndef WHOM_TOOLS_JSON_HPP
#define WHOM_TOOLS_JSON_HPP

#include <rapidjson/ostreamwrapper.h>
#include <rapidjson/writer.h>

#include <string_view>
#include <vector>

#include "graph/knowledge_graph.hpp"

namespace whom::tools {

using JsonWriter = rapidjson::Writer<rapidjson::OStreamWrapper>;

void write(JsonWriter&, std::string_view text);
void write_key(JsonWriter&, std::string_view key);

/// {"id","name","aliases","type"}
void write(JsonWriter&, const graph::Entity&);

/// {"value","text","type"}
void write(JsonWriter&, const graph::Literal&);

/// "statements": ids; "polarity" and "modality": the one they share, or the list of those that occur; "sources": a list
/// of chains of speakers, each [{"id","name"}...], outermost first, [] for the narrator. Only "statements" when there
/// is none. Goes inside an object.
void write_support(JsonWriter&, const graph::KnowledgeGraph&, const std::vector<graph::StatementIndex>&);

/// "evidence": for each sentence that says so the statement, sentence, document, title, date and publisher. Goes inside
/// an object.
void write_evidence(JsonWriter&, const graph::KnowledgeGraph&, const std::vector<graph::StatementIndex>&);

}  // namespace whom::tools

#endif
