// The arrows between the folders, read off the #includes.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>

namespace {

const std::map<std::string, std::set<std::string>> kAllowed = {
    {"graph", {"graph"}},
    {"extract", {"extract", "graph"}},
    {"query", {"query", "graph"}},
    {"tools", {"tools", "query", "extract", "graph"}},
};

struct Include {
  std::filesystem::path file;
  std::string path;
};

/// What a line includes: the words between the quotation marks or brackets after #include.
std::optional<std::string> included_by(const std::string& line) {
  const auto directive = line.find_first_not_of(" \t");
  if (directive == std::string::npos || line.compare(directive, 8, "#include") != 0) return std::nullopt;
  const auto open = line.find_first_of("<\"", directive);
  const auto close = open == std::string::npos ? open : line.find_first_of(">\"", open + 1);
  return close == std::string::npos ? std::nullopt : std::optional(line.substr(open + 1, close - open - 1));
}

std::vector<Include> includes_below(const std::string& folder) {
  std::vector<Include> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(WHOM_SOURCE_DIR "/" + folder)) {
    const auto extension = entry.path().extension();
    if (extension != ".hpp" && extension != ".cpp") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);)
      if (auto path = included_by(line)) found.push_back({entry.path(), *path});
  }
  return found;
}

/// The header and all that it includes, however far away.
std::set<std::string> reached_from(const std::string& header,
                                   const std::map<std::string, std::set<std::string>>& direct) {
  std::set<std::string> reached;
  std::vector<std::string> open = {header};
  while (!open.empty()) {
    const std::string next = open.back();
    open.pop_back();
    if (!reached.insert(next).second) continue;
    const auto found = direct.find(next);
    if (found != direct.end()) open.insert(open.end(), found->second.begin(), found->second.end());
  }
  return reached;
}

TEST(Includes, FollowTheAllowedArrows) {
  for (const auto& [folder, allowed] : kAllowed) {
    const auto includes = includes_below(folder);
    EXPECT_FALSE(includes.empty()) << folder;
    for (const Include& include : includes) {
      const std::string top = include.path.substr(0, include.path.find('/'));
      EXPECT_TRUE(!kAllowed.contains(top) || allowed.contains(top)) << include.file << " includes " << include.path;
      EXPECT_NE(top, "tests") << include.file;
    }
  }
}

/// A header is public when another folder includes it.
TEST(Includes, BoostStaysOutOfPublicHeaders) {
  std::map<std::string, std::set<std::string>> direct;
  std::set<std::string> front_doors;
  for (const auto& [folder, allowed] : kAllowed) {
    for (const Include& include : includes_below(folder)) {
      direct[std::filesystem::relative(include.file, WHOM_SOURCE_DIR).string()].insert(include.path);
      const std::string top = include.path.substr(0, include.path.find('/'));
      if (kAllowed.contains(top) && top != folder) front_doors.insert(include.path);
    }
  }
  EXPECT_TRUE(front_doors.contains("query/question/query.hpp"));
  for (const std::string& front : front_doors)
    for (const std::string& header : reached_from(front, direct))
      EXPECT_FALSE(header.starts_with("boost/")) << front << " reaches " << header;
}

}  // namespace
