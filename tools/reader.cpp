#include "tools/reader.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <fstream>
#include <thread>

#include "extract/conllu.hpp"
#include "tools/interrupt.hpp"
#include "tools/ordered_pool.hpp"

namespace whom::tools {
namespace {

/// Ends the reading of a file from within; not an error.
struct Stopped {};

void pass_on(Input input, const InputSink& sink) {
  if (Interrupt::requested()) throw Stopped();
  const std::size_t size = input.document.text.size();
  if (size <= kLongestDocument) return sink.input(std::move(input));
  sink.failed(input.document.key + ": a document of " + std::to_string(size >> 20) + " MiB of text; at most " +
              std::to_string(kLongestDocument >> 20) + " MiB are read as one");
}

void read_stream(std::istream& in, const std::string& name, extract::Format format, const Sources& sources,
                 const InputSink& sink) {
  const auto error = [&](const extract::DocumentError& problem) { sink.failed(problem.what()); };
  if (format == extract::Format::Conllu) {
    extract::read_conllu(in, name, sources.options,
                         {[&](extract::AnalyzedDocument read) {
                            pass_on({std::move(read.document), std::move(read.sentences)}, sink);
                          },
                          error});
    return;
  }
  extract::read_documents(in, name, format, sources.options,
                          {[&](graph::Document document) {
                             pass_on({std::move(document), std::nullopt}, sink);
                           },
                           error});
}

void read_file(const std::string& path, const Sources& sources, std::istream& standard_input, const InputSink& sink) {
  if (path == "-")
    return read_stream(standard_input, path, sources.format.value_or(extract::Format::Text), sources, sink);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return sink.failed(path + ": cannot be read: " + std::strerror(errno));
  read_stream(file, path, sources.format.value_or(extract::format_of(path)), sources, sink);
}

const std::pair<std::string_view, extract::Format> kFormatNames[] = {{"txt", extract::Format::Text},
                                                                     {"md", extract::Format::Markdown},
                                                                     {"html", extract::Format::Html},
                                                                     {"jsonl", extract::Format::JsonLines},
                                                                     {"conllu", extract::Format::Conllu}};

/// A day of the calendar as YYYY-MM-DD.
bool is_date(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int parts[3] = {};
  const std::size_t begins[] = {0, 5, 8}, lengths[] = {4, 2, 2};
  for (std::size_t i = 0; i < 3; ++i) {
    const char* const begin = text.data() + begins[i];
    if (std::from_chars(begin, begin + lengths[i], parts[i]).ptr != begin + lengths[i]) return false;
  }
  return std::chrono::year_month_day(std::chrono::year(parts[0]), std::chrono::month(static_cast<unsigned>(parts[1])),
                                     std::chrono::day(static_cast<unsigned>(parts[2])))
      .ok();
}

}  // namespace

std::vector<std::string> files_of(const Sources& sources, const InputSink& sink) {
  std::vector<std::string> files;
  for (const std::string& path : sources.paths) {
    if (path == "-") {
      files.push_back(path);
      continue;
    }
    try {
      for (const auto& file : extract::find_documents(path)) files.push_back(file.string());
    } catch (const extract::DocumentError& error) {
      sink.failed(error.what());
    }
  }
  return files;
}

void read_files(const std::vector<std::string>& files, const Sources& sources, std::istream& standard_input,
                const InputSink& sink) {
  for (std::size_t i = 0; i < files.size() && !Interrupt::requested(); ++i) {
    if (sink.file) sink.file(files[i], i, files.size());
    try {
      read_file(files[i], sources, standard_input, sink);
    } catch (const extract::DocumentError& error) {
      sink.failed(error.what());
    } catch (const Stopped&) {
      return;
    }
  }
}

void read_all(const std::vector<std::string>& files, const Sources& sources, std::istream& standard_input, int jobs,
              const Interpret& interpret, const ReadingSink& sink) {
  OrderedPool<Outcome> pool(static_cast<std::size_t>(jobs), kLongestDocument, [&](std::future<Outcome> future) {
    Outcome outcome = future.get();
    if (outcome.problem.empty())
      sink.reading(std::move(outcome.reading));
    else
      sink.failed(outcome.problem);
  });
  const auto input = [&](Input read) {
    if (!sink.wanted(read.document)) return;
    const std::size_t weight = read.document.text.size();
    const auto shared = std::make_shared<Input>(std::move(read));  // a Job is copyable
    pool.submit(
        [shared, &interpret]() -> Outcome {
          const std::string key = shared->document.key;
          try {
            return {interpret(std::move(*shared)), ""};
          } catch (const extract::DocumentError& error) {
            return {{}, key + ": " + error.what()};
          }
        },
        weight);
  };
  read_files(files, sources, standard_input, {input, sink.failed, sink.file});
  if (Interrupt::requested())
    pool.stop();
  else
    pool.finish();
}

std::vector<Option> source_options() {
  return {{"input", '\0', "txt|md|html|jsonl|conllu", "how to read PATH; default: by its ending, txt for -"},
          {"doc-date", '\0', "DATE", "date (YYYY-MM-DD) of documents that tell none"},
          {"model", '\0', "fast|accurate", "which network reads; default: fast"},
          {"jobs", 'j', "N", "threads; default: one for each processor"}};
}

Sources sources_of(const Arguments& arguments) {
  Sources sources;
  sources.paths = arguments.operands();
  sources.options.document_date = arguments.value("doc-date");
  const std::string& date = sources.options.document_date;
  if (!date.empty() && !is_date(date))
    throw UsageError("--doc-date wants a date such as 2024-11-08, not '" + date + "'");
  const std::string wish = arguments.value("input");
  for (const auto& [name, format] : kFormatNames)
    if (name == wish) sources.format = format;
  return sources;
}

extract::Model model_of(const Arguments& arguments) {
  return arguments.value("model") == "accurate" ? extract::Model::Accurate : extract::Model::Fast;
}

int jobs_of(const Arguments& arguments) {
  return arguments.number("jobs", static_cast<int>(std::max(1u, std::thread::hardware_concurrency())), 1);
}

}  // namespace whom::tools
