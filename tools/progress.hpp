// How far a build is, on one line of a terminal.
#ifndef WHOM_TOOLS_PROGRESS_HPP
#define WHOM_TOOLS_PROGRESS_HPP

#include <chrono>
#include <iosfwd>
#include <string>

namespace whom::tools {

/// Writes nothing unless `active`. The line is wiped by clear(), which is due before any other message.
class Progress {
 public:
  Progress(std::ostream&, bool active);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// At most ten times a second.
  void show(std::size_t done, std::size_t total, const std::string& what);
  void clear();

 private:
  std::ostream& err_;
  const bool active_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace whom::tools

#endif
