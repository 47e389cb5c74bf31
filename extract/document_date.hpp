// Dates of documents: as metadata, addresses and the heads of articles write them.
#ifndef WHOM_EXTRACT_DOCUMENT_DATE_HPP
#define WHOM_EXTRACT_DOCUMENT_DATE_HPP

#include <string>
#include <string_view>

namespace whom::extract {

/// The first full date of a short text as "YYYY-MM-DD": ISO 8601 (a time after it is ignored), "13 March 2024",
/// "March 13th, 2024", "13-Mar-2024". Empty when there is none; days that do not exist and dates without a year are
/// none, and so are all-numeric dates other than ISO, whose order is a guess.
std::string find_date(std::string_view text);

/// The date in the path of an address, such as /2022/06/13/, /2022/6/9/ or /2022-06-13-; else empty.
std::string date_in_url(std::string_view url);

}  // namespace whom::extract

#endif
