// libedit knows no colours. Before it waits for a key, what it shows is up to date; then the line is painted over once
// more in colours, and the cursor put back. What changes next is drawn plain and painted again. A line that does not
// fit on one row of the screen, or holds what is not shown as it is, stays plain.
#include "tools/line_source.hpp"

#include <fcntl.h>
#include <histedit.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cwchar>
#include <filesystem>
#include <istream>

#include "graph/utf8.hpp"
#include "tools/interrupt.hpp"

namespace whom::tools {
namespace {

/// The longest beginning that all candidates share, in whole characters.
std::string common_prefix(const std::vector<std::string>& candidates) {
  std::string prefix = candidates.front();
  for (const std::string& candidate : candidates)
    while (!candidate.starts_with(prefix)) prefix.pop_back();
  while (graph::first_invalid_utf8(prefix)) prefix.pop_back();
  return prefix;
}

class TerminalLines : public LineSource {
 public:
  TerminalLines(std::string history_file, Complete complete, Colour colour)
      : history_file_(std::move(history_file)), complete_(std::move(complete)), colour_(std::move(colour)) {
    history_ = history_init();
    HistEvent event;
    history(history_, &event, H_SETSIZE, 1000);
    history(history_, &event, H_SETUNIQUE, 1);
    if (!history_file_.empty()) {
      std::error_code ignored;
      std::filesystem::create_directories(std::filesystem::path(history_file_).parent_path(), ignored);
      history(history_, &event, H_LOAD, history_file_.c_str());
    }
    editor_ = el_init("whom", stdin, stderr, stderr);
    el_set(editor_, EL_CLIENTDATA, this);
    el_set(editor_, EL_PROMPT, &TerminalLines::prompt);
    el_set(editor_, EL_EDITOR, "emacs");
    el_set(editor_, EL_HIST, history, history_);
    el_set(editor_, EL_GETCFN, &TerminalLines::read_key);
    el_set(editor_, EL_ADDFN, "whom-complete", "complete the word", &TerminalLines::complete);
    el_set(editor_, EL_BIND, "^I", "whom-complete", nullptr);
    el_set(editor_, EL_BIND, "^R", "em-inc-search-prev", nullptr);
    el_source(editor_, nullptr);
  }

  ~TerminalLines() override {
    if (keys_ != STDIN_FILENO) ::close(keys_);
    el_end(editor_);
    history_end(history_);
  }

  TerminalLines(const TerminalLines&) = delete;
  TerminalLines& operator=(const TerminalLines&) = delete;

  std::optional<std::string> next(const std::string& prompt) override {
    prompt_ = prompt;
    painted_ = false;
    int length = 0;
    const char* const line = el_gets(editor_, &length);
    if (Interrupt::requested()) {
      el_reset(editor_);
      std::fputs("^C\n", stderr);
      return "";
    }
    if (line == nullptr || length <= 0) return std::nullopt;
    std::string text(line, static_cast<std::size_t>(length));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    return text;
  }

  void remember(const std::string& entry) override {
    HistEvent event;
    history(history_, &event, H_ENTER, entry.c_str());
    if (!history_file_.empty()) history(history_, &event, H_SAVE, history_file_.c_str());
  }

 private:
  static TerminalLines& self(EditLine* editor) {
    void* data = nullptr;
    el_get(editor, EL_CLIENTDATA, &data);
    return *static_cast<TerminalLines*>(data);
  }

  /// The next character: 1, 0 at the end of input, -1 where reading was interrupted.
  static int read_key(EditLine* editor, wchar_t* key) {
    self(editor).paint();
    const int keys = self(editor).keys_;
    std::mbstate_t state{};
    for (;;) {
      char byte = 0;
      const ssize_t count = await_key(keys) ? ::read(keys, &byte, 1) : -1;
      if (count == 0) return 0;
      if (count < 0 && errno == EAGAIN) continue;                    // an interrupt took the keys that were waiting
      if (count < 0 && errno == EINTR && !Interrupt::requested()) {  // the window has another size, say
        el_resize(editor);
        continue;
      }
      if (count < 0) return -1;
      const std::size_t length = std::mbrtowc(key, &byte, 1, &state);
      if (length <= 1) return 1;
      if (length == static_cast<std::size_t>(-1)) state = {};  // no character of the locale
    }
  }

  /// False, with errno, where a signal comes first: also one that came since the line was begun.
  static bool await_key(int keys) {
    sigset_t interrupts, before;
    sigemptyset(&interrupts);
    sigaddset(&interrupts, SIGINT);
    sigaddset(&interrupts, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &interrupts, &before);
    pollfd key{keys, POLLIN, 0};
    errno = EINTR;
    const bool ready = !Interrupt::requested() && ::ppoll(&key, 1, nullptr, &before) > 0;
    const int error = errno;
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = error;
    return ready;
  }

  /// The terminal of standard input, opened once more so that only reading here never blocks.
  static int open_keys() {
    const char* const terminal = ::ttyname(STDIN_FILENO);
    const int keys = terminal == nullptr ? -1 : ::open(terminal, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    return keys < 0 ? STDIN_FILENO : keys;
  }

  void paint() {
    const LineInfo* const info = el_line(editor_);
    const std::string line(info->buffer, info->lastchar);
    const std::string coloured = colour_(line);
    const auto width = width_of(line);
    struct winsize window {};
    if ((coloured == line && !painted_) || !width || ::ioctl(STDERR_FILENO, TIOCGWINSZ, &window) != 0) return;
    if (prompt_.size() + *width >= window.ws_col) return;
    std::fprintf(stderr,
                 "\x1b[?25l\x1b"
                 "7\r\x1b[%zuC%s\x1b"
                 "8\x1b[?25h",
                 prompt_.size(), coloured.c_str());
    std::fflush(stderr);
    painted_ = coloured != line;
  }

  /// Columns that the line takes; nothing when a character of it is not shown as it is.
  static std::optional<std::size_t> width_of(const std::string& line) {
    std::size_t columns = 0;
    std::mbstate_t state{};
    for (std::size_t at = 0; at < line.size();) {
      wchar_t character = 0;
      const std::size_t length = std::mbrtowc(&character, line.data() + at, line.size() - at, &state);
      const int width = length > line.size() ? -1 : ::wcwidth(character);
      if (length == 0 || width < 0) return {};
      columns += static_cast<std::size_t>(width);
      at += length;
    }
    return columns;
  }

  static char* prompt(EditLine* editor) { return self(editor).prompt_.data(); }

  static unsigned char complete(EditLine* editor, int) {
    const LineInfo* const line = el_line(editor);
    const std::string before(line->buffer, line->cursor);
    const Completion found = self(editor).complete_(before);
    if (found.candidates.empty()) return CC_REFRESH_BEEP;
    const std::string typed = before.substr(found.begin);
    std::string text = common_prefix(found.candidates);
    if (found.candidates.size() == 1) text += ' ';
    if (text.size() > typed.size()) {
      el_deletestr(editor, static_cast<int>(graph::count_code_points(typed)));
      el_insertstr(editor, text.c_str());
      return CC_REFRESH;
    }
    std::fputc('\n', stderr);
    for (const std::string& candidate : found.candidates) std::fprintf(stderr, "  %s\n", candidate.c_str());
    return CC_REDISPLAY;
  }

  const std::string history_file_;
  const Complete complete_;
  const Colour colour_;
  const int keys_ = open_keys();
  std::string prompt_;
  bool painted_ = false;  ///< some of the line is in colours
  History* history_ = nullptr;
  EditLine* editor_ = nullptr;
};

}  // namespace

std::optional<std::string> StreamLines::next(const std::string&) {
  std::string line;
  if (!std::getline(in_, line)) return std::nullopt;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

std::unique_ptr<LineSource> terminal_lines(const std::string& history_file, Complete complete, Colour colour) {
  return std::make_unique<TerminalLines>(history_file, std::move(complete), std::move(colour));
}

}  // namespace whom::tools
