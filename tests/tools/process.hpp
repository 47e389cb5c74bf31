// Running the built program, and a scratch folder to run it in.
#ifndef WHOM_TESTS_TOOLS_PROCESS_HPP
#define WHOM_TESTS_TOOLS_PROCESS_HPP

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace whom::test {

/// A folder that goes when it does.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  void write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path&);

struct Finished {
  int code = 0;  ///< exit status, or 128 + the signal that ended it
  std::string out, err;
};

/// Runs a line of sh in `folder`, with `whom` on the path and no terminal.
Finished run_shell(const std::string& line, const std::filesystem::path& folder, const std::string& input = "");

/// Starts a line of sh with its output in files of `folder` (out, err); the process leads its own group.
pid_t start_shell(const std::string& line, const std::filesystem::path& folder);

/// Waits; the code as in Finished.
int wait_for(pid_t);

/// `word` as one word of sh.
std::string quoted(const std::string& word);

}  // namespace whom::test

#endif
