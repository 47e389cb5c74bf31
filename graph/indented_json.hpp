// JSON for people to read, from strings that know their length.
#ifndef WHOM_GRAPH_INDENTED_JSON_HPP
#define WHOM_GRAPH_INDENTED_JSON_HPP

#include <rapidjson/ostreamwrapper.h>
#include <rapidjson/prettywriter.h>

#include <iosfwd>
#include <string_view>

namespace whom::graph {

/// What writers of JSON have in common; for them to derive from.
class IndentedJson {
 protected:
  explicit IndentedJson(std::ostream& out) : stream_(out), json_(stream_) { json_.SetIndent(' ', 1); }

  void key(std::string_view text) { json_.Key(text.data(), static_cast<rapidjson::SizeType>(text.size())); }
  void string(std::string_view text) { json_.String(text.data(), static_cast<rapidjson::SizeType>(text.size())); }
  void pair(std::string_view name, std::string_view text) {
    key(name);
    string(text);
  }

 private:
  rapidjson::OStreamWrapper stream_;

 protected:
  rapidjson::PrettyWriter<rapidjson::OStreamWrapper> json_;
};

}  // namespace whom::graph

#endif
