// The shell on a terminal: what is typed is shown in colours and answered.
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "tests/tools/process.hpp"

namespace whom::test {
namespace {

/// `whom shell FILE` with a terminal of 80 columns around it.
class Terminal {
 public:
  Terminal(const std::string& file, const std::string& home) {
    struct winsize size {
      24, 80, 0, 0
    };
    child_ = ::forkpty(&screen_, nullptr, nullptr, &size);
    if (child_ != 0) return;
    ::setenv("HOME", home.c_str(), 1);
    ::setenv("TERM", "xterm", 1);
    ::unsetenv("NO_COLOR");
    ::unsetenv("XDG_STATE_HOME");
    ::execl(WHOM_BINARY, "whom", "shell", file.c_str(), nullptr);
    ::_exit(127);
  }
  ~Terminal() {
    ::close(screen_);
    int status = 0;
    ::waitpid(child_, &status, 0);
  }
  Terminal(const Terminal&) = delete;

  void type(const std::string& keys) const {
    EXPECT_EQ(::write(screen_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
  }

  /// Whether the text is shown, from where the last call left off, before ten seconds are over.
  bool shows(const std::string& text) {
    constexpr int patience = 10000;
    std::size_t at = shown_.npos;
    pollfd ready{screen_, POLLIN, 0};
    while ((at = shown_.find(text)) == shown_.npos && ::poll(&ready, 1, patience) > 0) {
      char buffer[4096];
      const ssize_t count = ::read(screen_, buffer, sizeof buffer);
      if (count <= 0) break;
      shown_.append(buffer, static_cast<std::size_t>(count));
    }
    if (at == shown_.npos) return false;
    shown_.erase(0, at + text.size());
    return true;
  }

 private:
  int screen_ = -1;
  pid_t child_ = 0;
  std::string shown_;
};

TEST(Terminal, ColoursPatternsWhileTheyAreTyped) {
  const Scratch scratch;
  scratch.write("people.csv", "id,name\n1,Ann\n2,Ben\n");
  ASSERT_EQ(run_shell("whom import people.csv -o people.graph", scratch.path()).code, 0);
  Terminal terminal(scratch / "people.graph", scratch.path().string());
  ASSERT_TRUE(terminal.shows("whom> "));
  terminal.type("MATCH (n) RETURN n.name AS name;");
  EXPECT_TRUE(terminal.shows("\x1b[1mMATCH\x1b[0m (n) \x1b[1mRETURN\x1b[0m n"));
  terminal.type("\r");
  EXPECT_TRUE(terminal.shows("Ben"));
  terminal.type("MATCH (n)\r");
  EXPECT_TRUE(terminal.shows(" ...> "));
  terminal.type("RETURN 1 + 1");
  EXPECT_TRUE(terminal.shows("\x1b[1mRETURN\x1b[0m"));
  terminal.type("\x03");
  EXPECT_TRUE(terminal.shows("^C"));
  EXPECT_TRUE(terminal.shows("whom> "));
  terminal.type("\x04");
}

}  // namespace
}  // namespace whom::test
