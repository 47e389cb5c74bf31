#include "tools/output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace whom::tools {

DescriptorBuffer::DescriptorBuffer(int descriptor) : descriptor_(descriptor) {
  setp(bytes_.data(), bytes_.data() + bytes_.size());
}

DescriptorBuffer::int_type DescriptorBuffer::overflow(int_type next) {
  sync();
  if (!traits_type::eq_int_type(next, traits_type::eof())) sputc(traits_type::to_char_type(next));
  return traits_type::not_eof(next);
}

int DescriptorBuffer::sync() {
  const char* from = pbase();
  const char* const to = pptr();
  setp(bytes_.data(), bytes_.data() + bytes_.size());
  while (from != to) {
    const ssize_t written = ::write(descriptor_, from, static_cast<std::size_t>(to - from));
    if (written >= 0)
      from += written;
    else if (errno == EPIPE)
      throw ClosedPipe("nobody reads standard output any more");
    else if (errno != EINTR)
      throw OutputError(std::string("cannot write standard output: ") + std::strerror(errno));
  }
  return 0;
}

}  // namespace whom::tools
