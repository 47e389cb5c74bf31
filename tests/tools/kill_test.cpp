// A build that is killed or interrupted at any moment leaves a graph that is sound and can be finished.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <random>
#include <thread>

#include "tests/tools/process.hpp"

namespace whom::test {
namespace {

/// Two sentences of invented people who met, analysed, so that no model is needed and a build is all about storing.
std::string document(int number) {
  const std::string one = "Name" + std::to_string(number), other = "Name" + std::to_string(number % 17);
  std::string text = "# newdoc id = d" + std::to_string(number) + "\n# date = 2024-01-02\n";
  for (int i = 0; i < 2; ++i) {
    text += "# sent_id = " + std::to_string(i) + "\n";
    text += "1\t" + one + "\t" + one + "\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\tNER=S-Person\n";
    text += "2\tmet\tmeet\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\t_\n";
    text += "3\t" + other + "\t" + other + "\tPROPN\tNNP\tNumber=Sing\t2\tobj\t_\tNER=S-Person\n";
    text += "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";
  }
  return text;
}

class Killed : public testing::Test {
 protected:
  void SetUp() override {
    for (int i = 100; i < 100 + kDocuments; ++i) scratch_.write("in/" + std::to_string(i) + ".conllu", document(i));
  }

  /// Starts a build into `target`, sends the signal after the given time; the exit code.
  int stop_after(std::chrono::microseconds time, int signal, const std::string& target) {
    const pid_t child = start_shell("exec whom build in -o " + target, scratch_.path());
    std::this_thread::sleep_for(time);
    ::kill(child, signal);
    return wait_for(child);
  }

  std::string quads(const std::string& target) {
    const auto finished = run_shell("whom export " + target + " --format nquads", scratch_.path());
    EXPECT_EQ(finished.code, 0) << finished.err;
    return finished.out;
  }

  static constexpr int kDocuments = 120;
  const Scratch scratch_;
};

TEST_F(Killed, TwentyTimesAtRandomMomentsAndStillWhole) {
  const auto start = std::chrono::steady_clock::now();
  ASSERT_EQ(run_shell("whom build in -o whole.whom", scratch_.path()).code, 0);
  const auto whole_time =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start).count();
  const std::string wanted = quads("whole.whom");
  ASSERT_NE(wanted, "");

  std::mt19937 random(20240102);
  std::uniform_int_distribution<long> moment(0, whole_time * 3 / 4);
  int killed = 0;
  for (int round = 0; round < 100 && killed < 20; ++round) {
    const int code = stop_after(std::chrono::microseconds(moment(random)), SIGKILL, "torn.whom");
    killed += code == 128 + SIGKILL;
    if (code == 0) std::filesystem::remove(scratch_ / "torn.whom");  // finished before: begin anew
    std::error_code missing;
    if (std::filesystem::file_size(scratch_ / "torn.whom", missing) == 0 || missing) continue;  // nothing begun
    const auto asked = run_shell("whom documents torn.whom", scratch_.path());
    if (asked.err.find("the build that began it was interrupted") != std::string::npos) continue;
    EXPECT_TRUE(asked.code == 0 || asked.code == 1) << "round " << round << ": " << asked.err;
  }
  EXPECT_EQ(killed, 20);
  const auto finished = run_shell("whom build in -o torn.whom", scratch_.path());
  EXPECT_EQ(finished.code, 0) << finished.err;
  const auto checked = run_shell("whom check torn.whom", scratch_.path());
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
  EXPECT_EQ(quads("torn.whom"), wanted);
}

TEST_F(Killed, CtrlCStoresWhatIsDoneAndSaysSo) {
  int interrupted = 0;
  for (const int wait : {20, 60, 120, 250}) {
    const std::string target = "stopped" + std::to_string(wait) + ".whom";
    const int code = stop_after(std::chrono::milliseconds(wait), SIGINT, target);
    if (code == 0 || code == 128 + SIGINT) {
      const std::string said = read_file(scratch_ / ".err");
      if (said.find("interrupted") == std::string::npos) continue;  // over already, or not yet begun
      ++interrupted;
      EXPECT_NE(said.find("stored"), std::string::npos) << said;
      EXPECT_EQ(run_shell("whom check " + target, scratch_.path()).code, 0);
      EXPECT_FALSE(std::filesystem::exists(scratch_ / (target + "-wal")));
    } else {
      ADD_FAILURE() << "exit " << code;
    }
  }
  EXPECT_GE(interrupted, 1);
}

}  // namespace
}  // namespace whom::test
