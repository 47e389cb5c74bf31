#include "graph/program_id.hpp"

#include <elf.h>
#include <link.h>

#include <cstddef>
#include <cstring>
#include <string_view>

namespace whom::graph {
namespace {

constexpr std::size_t padded(std::size_t size) { return (size + 3) / 4 * 4; }

/// Notes are a header, an owner's name and a text, the last two padded to words.
std::string build_id_among(std::string_view notes) {
  ElfW(Nhdr) header;
  while (notes.size() >= sizeof header) {
    std::memcpy(&header, notes.data(), sizeof header);
    const std::size_t text = sizeof header + padded(header.n_namesz);
    const std::size_t next = text + padded(header.n_descsz);
    if (next > notes.size()) break;
    if (header.n_type == NT_GNU_BUILD_ID && notes.substr(sizeof header, 4) == std::string_view("GNU\0", 4))
      return std::string(notes.substr(text, header.n_descsz));
    notes.remove_prefix(next);
  }
  return {};
}

/// The first object is the program; those that follow are libraries.
int find_build_id(dl_phdr_info* object, std::size_t, void* id) {
  for (std::size_t i = 0; i < object->dlpi_phnum; ++i) {
    const auto& segment = object->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    const auto* const begin = reinterpret_cast<const char*>(object->dlpi_addr + segment.p_vaddr);
    auto found = build_id_among({begin, segment.p_memsz});
    if (!found.empty()) *static_cast<std::string*>(id) = std::move(found);
  }
  return 1;
}

}  // namespace

std::string program_id() {
  std::string build;
  dl_iterate_phdr(find_build_id, &build);
  return WHOM_VERSION " " + build;
}

}  // namespace whom::graph
