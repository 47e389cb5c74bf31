// Standard output whose failures are noticed: a full disk or a closed pipe ends the program with a message.
#ifndef WHOM_TOOLS_OUTPUT_HPP
#define WHOM_TOOLS_OUTPUT_HPP

#include <array>
#include <stdexcept>
#include <streambuf>

namespace whom::tools {

/// Data could not be written; the message says where and why, in one line.
class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Nobody reads any more: nothing to complain about.
class ClosedPipe : public OutputError {
 public:
  using OutputError::OutputError;
};

/// Buffered writing to a file descriptor, which stays open. Throws OutputError or ClosedPipe; a stream passes that on
/// when its exceptions() include badbit. What is left in the buffer is written by a flush, not by the destructor.
class DescriptorBuffer : public std::streambuf {
 public:
  explicit DescriptorBuffer(int descriptor);

 protected:
  int_type overflow(int_type) override;
  int sync() override;

 private:
  int descriptor_;
  std::array<char, 1 << 16> bytes_;
};

}  // namespace whom::tools

#endif
