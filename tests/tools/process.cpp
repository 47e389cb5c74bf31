#include "tests/tools/process.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace whom::test {
namespace {

void redirect(int descriptor, const std::filesystem::path& file, int flags) {
  const int opened = ::open(file.c_str(), flags, 0600);
  if (opened < 0 || ::dup2(opened, descriptor) < 0) ::_exit(126);
}

}  // namespace

Scratch::Scratch() {
  std::string pattern = (std::filesystem::temp_directory_path() / "whom-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no scratch folder");
  path_ = pattern;
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void Scratch::write(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << text;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

pid_t start_shell(const std::string& line, const std::filesystem::path& folder) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::setpgid(0, 0);
  if (::chdir(folder.c_str()) != 0) ::_exit(126);
  const std::string program_folder = std::filesystem::path(WHOM_BINARY).parent_path().string();
  ::setenv("PATH", (program_folder + ":" + std::getenv("PATH")).c_str(), 1);
  const std::filesystem::path input = folder / ".in";
  redirect(0, std::filesystem::exists(input) ? input : "/dev/null", O_RDONLY);
  redirect(1, folder / ".out", O_WRONLY | O_CREAT | O_TRUNC);
  redirect(2, folder / ".err", O_WRONLY | O_CREAT | O_TRUNC);
  ::execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
  ::_exit(127);
}

int wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Finished run_shell(const std::string& line, const std::filesystem::path& folder, const std::string& input) {
  std::ofstream(folder / ".in", std::ios::binary) << input;
  const int code = wait_for(start_shell(line, folder));
  return {code, read_file(folder / ".out"), read_file(folder / ".err")};
}

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

}  // namespace whom::test
