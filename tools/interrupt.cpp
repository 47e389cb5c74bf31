#include "tools/interrupt.hpp"

namespace whom::tools {
namespace {

std::atomic<bool> raised = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

void raise_flag(int) { raised = true; }

}  // namespace

std::atomic<bool>& Interrupt::flag() { return raised; }

Interrupt::Interrupt() {
  forget();
  struct sigaction action {};
  action.sa_handler = raise_flag;  // without SA_RESTART: a blocking read returns
  ::sigaction(SIGINT, &action, &interrupt_before_);
  ::sigaction(SIGTERM, &action, &terminate_before_);
}

Interrupt::~Interrupt() {
  ::sigaction(SIGINT, &interrupt_before_, nullptr);
  ::sigaction(SIGTERM, &terminate_before_, nullptr);
}

}  // namespace whom::tools
