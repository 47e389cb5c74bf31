// Bytes of a file to clean UTF-8.
#ifndef WHOM_EXTRACT_DOCUMENT_TEXT_HPP
#define WHOM_EXTRACT_DOCUMENT_TEXT_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace whom::extract {

/// Checks UTF-8 and returns it in NFC, without byte order mark, with "\n" as the only line end, other white space as
/// single code point " ", and without control characters, soft hyphens and other invisible formatting. Throws
/// DocumentError at the first bad byte or NUL, naming `name`, line (counted from `first_line`) and column.
std::string decode_text(std::string_view bytes, const std::string& name, std::size_t first_line = 1);

/// "name:line:column", where `offset` is a byte offset into `bytes`; columns count characters from 1.
std::string position(std::string_view bytes, std::size_t offset, const std::string& name, std::size_t first_line = 1);

/// The code point at `offset`, which is moved behind it. The text must be valid UTF-8.
char32_t next_code_point(std::string_view text, std::size_t& offset);

}  // namespace whom::extract

#endif
