#include "tools/progress.hpp"

#include <algorithm>
#include <ostream>

namespace whom::tools {

Progress::Progress(std::ostream& err, bool active) : err_(err), active_(active) {}

Progress::~Progress() { clear(); }

void Progress::show(std::size_t done, std::size_t total, const std::string& what) {
  const auto now = std::chrono::steady_clock::now();
  if (!active_ || (shown_ && now - last_ < std::chrono::milliseconds(100))) return;
  last_ = now;
  shown_ = true;
  constexpr std::size_t width = 24;
  const std::size_t filled = total == 0 ? 0 : std::min(width, width * done / total);
  err_ << "\r\x1b[K[" << std::string(filled, '#') << std::string(width - filled, ' ') << "] " << done << '/' << total
       << ' ' << what << std::flush;
}

void Progress::clear() {
  if (shown_) err_ << "\r\x1b[K" << std::flush;
  shown_ = false;
}

}  // namespace whom::tools
