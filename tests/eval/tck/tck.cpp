// Runs the openCypher compatibility kit and prints how many of its scenarios pass, folder by folder. Each scenario has
// a process and ten seconds of its own, so that neither a crash nor an endless loop ends the run.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <map>

#include "tests/eval/tck/scenario.hpp"

namespace whom::test {
namespace {

constexpr unsigned kSeconds = 10;

struct Options {
  std::filesystem::path kit = WHOM_SOURCE_DIR "/../shared/data/tck";
  std::string filter;
  bool failures = false;
  Reader reader = Reader::Engine;
};

struct Share {
  int scenarios = 0, passed = 0;
  void add(bool pass) {
    ++scenarios;
    passed += pass ? 1 : 0;
  }
};

[[noreturn]] void run_and_exit(const Scenario& scenario, const Options& options, int out) {
  alarm(kSeconds);
  const std::string why = failure(scenario, options.kit / "graphs", options.reader);
  const bool told = write(out, why.data(), why.size()) == static_cast<ssize_t>(why.size());
  _exit(told ? 0 : 1);
}

std::string read_all(int in) {
  std::string all;
  std::array<char, 4096> part{};
  for (ssize_t size = 0; (size = read(in, part.data(), part.size())) > 0;)
    all.append(part.data(), static_cast<std::size_t>(size));
  return all;
}

std::string ending(int status) {
  if (!WIFSIGNALED(status)) return WEXITSTATUS(status) == 0 ? "" : "exit " + std::to_string(WEXITSTATUS(status));
  if (WTERMSIG(status) == SIGALRM) return "takes longer than " + std::to_string(kSeconds) + " s";
  return std::string("crash: ") + strsignal(WTERMSIG(status));
}

/// Like failure(), in a process of its own.
std::string guarded_failure(const Scenario& scenario, const Options& options) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no process");
  if (child == 0) run_and_exit(scenario, options, ends[1]);
  close(ends[1]);
  const std::string why = read_all(ends[0]);
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  const std::string end = ending(status);
  return end.empty() ? why : end;
}

std::vector<std::filesystem::path> feature_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".feature") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

void print(const std::string& name, Share share) {
  const double percent = share.scenarios == 0 ? 0 : 100.0 * share.passed / share.scenarios;
  std::printf("%-52s %5d %5d  %5.1f %%\n", name.c_str(), share.scenarios, share.passed, percent);
}

class Report {
 public:
  void add(const std::string& category, Sort sort, bool pass) {
    categories_[category].add(pass);
    if (sort == Sort::CallsProcedure) {
      calls_.add(pass);
    } else if (sort == Sort::Writes) {
      writes_.add(pass);
    } else {
      reads_.add(pass);
      if (category != "expressions/temporal") timeless_.add(pass);
    }
  }

  void print_all() const {
    std::printf("%-52s %5s %5s\n", "folder", "all", "pass");
    for (const auto& [category, share] : categories_) print(category, share);
    print("= reading, without expressions/temporal", timeless_);
    print("= reading", reads_);
    print("= writing (CREATE, SET, MERGE, DELETE, REMOVE)", writes_);
    print("= calling procedures", calls_);
  }

 private:
  std::map<std::string, Share> categories_;
  Share timeless_, reads_, writes_, calls_;
};

void run_file(const std::filesystem::path& file, const Options& options, Report& report) {
  const std::string category = std::filesystem::relative(file.parent_path(), options.kit / "features").string();
  for (const Scenario& scenario : read_feature(file)) {
    const std::string name = category + "/" + file.stem().string() + " " + scenario.name;
    if (name.find(options.filter) == std::string::npos) continue;
    const std::string why = guarded_failure(scenario, options);
    report.add(category, sort_of(scenario), why.empty());
    if (options.failures && !why.empty()) std::cout << name << "\n  " << why << "\n" << std::flush;
  }
}

Options read_options(const std::vector<std::string>& words) {
  Options options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool valued = i + 1 < words.size();
    if (words[i] == "--failures") {
      options.failures = true;
    } else if (words[i] == "--naive") {
      options.reader = Reader::Naive;
    } else if (words[i] == "--filter" && valued) {
      options.filter = words[++i];
    } else if (words[i] == "--kit" && valued) {
      options.kit = words[++i];
    } else {
      throw std::runtime_error("usage: tck [--failures] [--naive] [--filter TEXT] [--kit FOLDER]");
    }
  }
  return options;
}

}  // namespace
}  // namespace whom::test

int main(int count, char** words) {
  try {
    const auto options = whom::test::read_options({words + 1, words + count});
    whom::test::Report report;
    for (const auto& file : whom::test::feature_files(options.kit / "features"))
      whom::test::run_file(file, options, report);
    report.print_all();
  } catch (const std::exception& problem) {
    std::cerr << "tck: " << problem.what() << '\n';
    return 2;
  }
}
