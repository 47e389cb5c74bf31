// From paths to readings: files are read, documents analysed on threads, readings handed over in the order of the
// input.
#ifndef WHOM_TOOLS_READER_HPP
#define WHOM_TOOLS_READER_HPP

#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "extract/analysis.hpp"
#include "extract/document.hpp"
#include "extract/model/model.hpp"
#include "graph/reading.hpp"
#include "tools/options.hpp"

namespace whom::tools {

/// Bytes of text that are read as one document; a longer one is refused, for memory stays bounded.
inline constexpr std::size_t kLongestDocument = 4u << 20;

/// A document and its analysis, if the input came with one.
struct Input {
  graph::Document document;
  std::optional<std::vector<extract::Sentence>> sentences;
};

/// An article set as the command line names it.
struct Sources {
  std::vector<std::string> paths;         ///< files, folders, "-"
  std::optional<extract::Format> format;  ///< else by the ending, text for "-"
  extract::ReadOptions options;
};

/// Where inputs go. All are called on the calling thread.
struct InputSink {
  std::function<void(Input)> input;
  std::function<void(const std::string& message)> failed;  ///< one document or file that cannot be read
  std::function<void(const std::string& path, std::size_t done, std::size_t total)> file;  ///< about to be read
};

/// The files that the sources name, in order; what cannot be found goes to `failed`.
std::vector<std::string> files_of(const Sources&, const InputSink&);

/// Reads all documents of the files, as long as Interrupt is not requested.
void read_files(const std::vector<std::string>& files, const Sources&, std::istream& standard_input, const InputSink&);

/// A document and what it says, or why it could not be interpreted.
struct Outcome {
  graph::Reading reading;
  std::string problem;
};

/// Turns an input into a reading; called from several threads at once.
using Interpret = std::function<graph::Reading(Input)>;

/// Where readings go, in the order of the input.
struct ReadingSink {
  std::function<bool(const graph::Document&)> wanted;  ///< false: leave this document out
  std::function<void(graph::Reading)> reading;
  std::function<void(const std::string& message)> failed;
  std::function<void(const std::string& path, std::size_t done, std::size_t total)> file;
};

/// read_files, then `interpret` on `jobs` threads. When Interrupt is requested, the documents under way are finished
/// and handed over.
void read_all(const std::vector<std::string>& files, const Sources&, std::istream& standard_input, int jobs,
              const Interpret&, const ReadingSink&);

/// The options that describe sources, and the sources they describe.
std::vector<Option> source_options();
Sources sources_of(const Arguments&);

/// The option --model.
extract::Model model_of(const Arguments&);

/// The option --jobs: as many as there are processors unless given.
int jobs_of(const Arguments&);

}  // namespace whom::tools

#endif
