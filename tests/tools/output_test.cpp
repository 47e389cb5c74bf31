#include "tools/output.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <ostream>

#include "tests/tools/process.hpp"
#include "tools/atomic_file.hpp"

namespace whom::tools {
namespace {

TEST(Output, EverythingArrivesInOrder) {
  const test::Scratch scratch;
  const int file = ::open((scratch / "out").c_str(), O_WRONLY | O_CREAT, 0600);
  DescriptorBuffer buffer(file);
  std::ostream out(&buffer);
  std::string wanted;
  for (int i = 0; i < 40000; ++i) {
    out << i << '\n';
    wanted += std::to_string(i) + '\n';
  }
  out.flush();
  ::close(file);
  EXPECT_EQ(test::read_file(scratch / "out"), wanted);
}

TEST(Output, AFullDiskIsAnError) {
  const int full = ::open("/dev/full", O_WRONLY);
  ASSERT_GE(full, 0);
  DescriptorBuffer buffer(full);
  std::ostream out(&buffer);
  out.exceptions(std::ios::badbit);
  out << "text";
  try {
    out.flush();
    FAIL() << "the error went unnoticed";
  } catch (const OutputError& error) {
    EXPECT_STREQ(error.what(), "cannot write standard output: No space left on device");
  }
  ::close(full);
}

TEST(AtomicFile, ReplacesTheFileWhole) {
  const test::Scratch scratch;
  scratch.write("a", "before");
  write_atomically(scratch / "a", [](std::ostream& out) { out << "after"; });
  EXPECT_EQ(test::read_file(scratch / "a"), "after");
}

TEST(AtomicFile, AFailureLeavesTheFileAndNothingElse) {
  const test::Scratch scratch;
  scratch.write("a", "before");
  const auto fails = [](std::ostream& out) {
    out << "half";
    throw std::runtime_error("stop");
  };
  EXPECT_THROW(write_atomically(scratch / "a", fails), std::runtime_error);
  EXPECT_EQ(test::read_file(scratch / "a"), "before");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(scratch.path()), {}), 1);
}

TEST(AtomicFile, AMissingFolderIsNamed) {
  const test::Scratch scratch;
  try {
    write_atomically(scratch / "no/such/file", [](std::ostream&) {});
    FAIL();
  } catch (const OutputError& error) {
    EXPECT_NE(std::string(error.what()).find("No such file or directory"), std::string::npos) << error.what();
  }
}

TEST(AtomicFile, ADeviceIsWrittenTo) {
  EXPECT_THROW(write_atomically("/dev/full", [](std::ostream& out) { out << "text"; }), OutputError);
  EXPECT_TRUE(std::filesystem::exists("/dev/full"));
}

}  // namespace
}  // namespace whom::tools
