// The program: words and streams of the process in, an exit code out.
#include <sys/ioctl.h>
#include <unistd.h>

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "tools/command.hpp"
#include "tools/output.hpp"

namespace {

int terminal_width() {
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

bool wants_no_color() {
  const char* const value = std::getenv("NO_COLOR");
  return value != nullptr && *value != '\0';
}

}  // namespace

int main(int argc, char** argv) {
  std::setlocale(LC_CTYPE, "");
  if (MB_CUR_MAX == 1) std::setlocale(LC_CTYPE, "C.UTF-8");  // as terminals are where no locale is set
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is then an error of write(), so that destructors run
  std::ios::sync_with_stdio(false);
  whom::tools::DescriptorBuffer buffer(STDOUT_FILENO);
  std::ostream out(&buffer);
  out.exceptions(std::ios::badbit);
  whom::tools::Streams streams{std::cin, out, std::cerr};
  streams.in_terminal = ::isatty(STDIN_FILENO) == 1;
  streams.out_terminal = ::isatty(STDOUT_FILENO) == 1;
  streams.err_terminal = ::isatty(STDERR_FILENO) == 1;
  streams.no_color = wants_no_color();
  streams.width = terminal_width();
  return whom::tools::run(std::vector<std::string>(argv + 1, argv + argc), streams);
}
