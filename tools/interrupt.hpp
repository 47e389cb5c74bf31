// Ctrl-C as a request that the program notices at a good moment.
#ifndef WHOM_TOOLS_INTERRUPT_HPP
#define WHOM_TOOLS_INTERRUPT_HPP

#include <atomic>
#include <csignal>

namespace whom::tools {

/// While one lives, SIGINT and SIGTERM set a flag instead of ending the program. One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  static bool requested() { return flag().load(std::memory_order_relaxed); }
  static void forget() { flag() = false; }
  static std::atomic<bool>& flag();

 private:
  struct sigaction interrupt_before_ {};
  struct sigaction terminate_before_ {};
};

}  // namespace whom::tools

#endif
