#include "tools/pager.hpp"

#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <ostream>

namespace whom::tools {
namespace {

constexpr int kNoSuchProgram = 127;  ///< of the shell

/// Lines of the terminal; 0 when it does not say.
int terminal_height() {
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

class IgnoredInterrupts {
 public:
  IgnoredInterrupts() {
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGINT, &ignore, &before_);
  }
  ~IgnoredInterrupts() { ::sigaction(SIGINT, &before_, nullptr); }
  IgnoredInterrupts(const IgnoredInterrupts&) = delete;

 private:
  struct sigaction before_ {};
};

bool page(const std::string& text) {
  const IgnoredInterrupts ignored;
  std::FILE* const pager = ::popen("${PAGER:-less -R}", "w");
  if (pager == nullptr) return false;
  std::fwrite(text.data(), 1, text.size(), pager);  // the user may leave before the end
  const int status = ::pclose(pager);
  return !WIFEXITED(status) || WEXITSTATUS(status) != kNoSuchProgram;
}

}  // namespace

void show_in_pager(const std::string& text, std::ostream& out) {
  const int height = terminal_height();
  out.flush();
  const bool fits = height == 0 || std::count(text.begin(), text.end(), '\n') < height;
  if (fits || !page(text)) out << text;
}

}  // namespace whom::tools
