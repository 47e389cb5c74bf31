// A file is cut into parts that are parsed at the same time, each into columns of its own, which are then put one after
// the other. The type of a column is that of its first cell until another cell does not fit; then the file is parsed
// again with the wider type, which happens at most three times a column and with most files never.
#include "graph/property/import_csv.hpp"

#include <algorithm>
#include <cstdint>
#include <future>
#include <limits>
#include <optional>
#include <stdexcept>
#include <thread>
#include <unordered_map>

#include "graph/mapped_file.hpp"
#include "graph/property/csv_reader.hpp"
#include "graph/property/import_text.hpp"
#include "graph/utf8.hpp"

namespace whom::property {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t smallest_part = std::size_t{1} << 20;

enum class Role { Property, Id, Label, Source, Target, Type, Node, Ignored };

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
template <typename T>
using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

/// Numbers by text; texts that are small integers are looked up without hashing.
class Ids {
 public:
  std::uint32_t find(std::string_view id) const {  ///< none where there is none
    if (const auto integer = read_integer(id); integer && has_place(*integer)) return places_[place(*integer)];
    const auto found = others_.find(id);
    return found == others_.end() ? none : found->second;
  }

  /// The number that the id has now.
  std::uint32_t add(std::string_view id, std::uint32_t number) {
    const auto integer = read_integer(id);
    if (!integer || *integer < 0 || place(*integer) > 8 * count_ + (1 << 16)) {
      return others_.emplace(id, number).first->second;
    }
    if (!has_place(*integer)) {
      if (const auto known = others_.find(id); known != others_.end()) return known->second;
      places_.resize(place(*integer) + 1, none);
    }
    std::uint32_t& known = places_[place(*integer)];
    if (known == none) {
      known = number;
      ++count_;
    }
    return known;
  }

 private:
  static std::size_t place(std::int64_t integer) { return static_cast<std::size_t>(integer); }
  bool has_place(std::int64_t integer) const { return integer >= 0 && place(integer) < places_.size(); }

  std::vector<std::uint32_t> places_;  ///< by integer
  std::size_t count_ = 0;              ///< in places_
  ByText<std::uint32_t> others_;
};

using Names = ByText<std::string>;

struct Field {
  CsvCell header;
  Role role = Role::Property;
  std::string key;           ///< of a property; an id may have one too
  std::string space;         ///< of ids
  Kind kind = Kind::Null;    ///< of the values; Null while unknown
  bool is_declared = false;  ///< the header says the kind
  bool is_list = false;
  const Names* names = nullptr;
};

/// The header says, or the user in its place, what no file can mean.
[[noreturn]] void refuse(const CsvCell& cell, const std::string& message) { throw CsvProblem(cell.begin, message); }

[[noreturn]] void refuse_width(const std::vector<CsvCell>& row, std::size_t width) {
  refuse(row[0], "cells in this row: " + std::to_string(row.size()) + ", in the header: " + std::to_string(width));
}

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::string start(text.substr(0, longest));
  while (graph::first_invalid_utf8(start)) start.pop_back();
  return "'" + start + (text.size() > longest ? "...'" : "'");
}

struct TypeName {
  std::string_view name;
  Role role;
  Kind kind;
};
constexpr TypeName type_names[] = {
    {"ID", Role::Id, Kind::Null},
    {"LABEL", Role::Label, Kind::Null},
    {"START_ID", Role::Source, Kind::Null},
    {"END_ID", Role::Target, Kind::Null},
    {"TYPE", Role::Type, Kind::Null},
    {"NODE", Role::Node, Kind::Null},
    {"IGNORE", Role::Ignored, Kind::Null},
    {"string", Role::Property, Kind::String},
    {"char", Role::Property, Kind::String},
    {"integer", Role::Property, Kind::Integer},
    {"int", Role::Property, Kind::Integer},
    {"long", Role::Property, Kind::Integer},
    {"short", Role::Property, Kind::Integer},
    {"byte", Role::Property, Kind::Integer},
    {"float", Role::Property, Kind::Float},
    {"double", Role::Property, Kind::Float},
    {"boolean", Role::Property, Kind::Boolean},
    {"date", Role::Property, Kind::Date},
};

std::string lower(std::string_view text) {
  std::string made(text);
  for (char& c : made) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  return made;
}

/// key:type[](space)
Field parse_notation(const CsvCell& cell, std::string_view text) {
  Field field;
  const std::size_t colon = text.rfind(':');
  field.key = text.substr(0, colon);
  if (colon == text.npos) return field;
  std::string_view type = text.substr(colon + 1);
  if (const std::size_t open = type.find('('); open != type.npos && type.ends_with(')')) {
    field.space = type.substr(open + 1, type.size() - open - 2);
    type = type.substr(0, open);
  }
  if (type.ends_with("[]")) {
    field.is_list = true;
    type.remove_suffix(2);
  }
  const auto* known = std::find_if(std::begin(type_names), std::end(type_names),
                                   [&](const TypeName& name) { return lower(name.name) == lower(type); });
  if (known == std::end(type_names)) refuse(cell, "the header names an unknown type, " + shown(type));
  field.role = known->role;
  field.kind = known->kind;
  field.is_declared = known->kind != Kind::Null;
  return field;
}

/// What the rows of a part say.
struct Part {
  std::size_t rows = 0;
  std::vector<std::pair<std::uint32_t, CsvCell>> ids;  ///< with the row
  std::vector<std::uint32_t> sources, targets;
  std::vector<std::uint32_t> words;  ///< by row: place in `texts` of its labels or its type
  std::vector<std::string> texts;
  Ids text_ids;
  std::vector<ColumnBuilder> columns;  ///< by field
  std::vector<Kind> kinds;             ///< by field
  bool is_complete = true;             ///< false: a kind turned out too narrow on the way
  std::optional<CsvReader> reader;     ///< keeps the texts of some cells
};

using Spaces = std::map<std::string, Ids>;

class PartParser {
 public:
  PartParser(std::string_view text, const std::vector<Field>& fields, const Spaces& spaces, const CsvSources& sources,
             Part& part)
      : text_(text), fields_(fields), sources_(sources), part_(part) {
    for (const Field& field : fields) {
      const auto found = spaces.find(field.space);
      ids_.push_back(found == spaces.end() ? nullptr : &found->second);
      part_.kinds.push_back(field.kind);
    }
    part_.columns.resize(fields.size());
  }

  void run() {
    check_utf8();
    CsvReader& reader = part_.reader.emplace(text_, sources_.delimiter);
    for (std::vector<CsvCell> row; part_.is_complete && reader.next(row); ++part_.rows) {
      if (row.size() != fields_.size()) refuse_width(row, fields_.size());
      for (std::size_t i = 0; i < row.size(); ++i) read(i, row[i]);
    }
  }

 private:
  /// Most text is ASCII, which is passed over in blocks.
  void check_utf8() const {
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    constexpr std::ptrdiff_t block = 256;
    for (const char *at = text_.data(), *end = at + text_.size(); at != end;) {
      const char* const stop = at + std::min(block, end - at);
      unsigned bits = 0;
      for (const char* c = at; c != stop; ++c) bits |= static_cast<unsigned char>(*c);
      if (bits < 0x80) {
        at = stop;
        continue;
      }
      const char* const first = std::find_if_not(at, stop, is_ascii);
      at = std::find_if(first, end, is_ascii);
      if (const auto bad = graph::first_invalid_utf8({first, static_cast<std::size_t>(at - first)})) {
        throw CsvProblem(first + *bad, "bytes that are no UTF-8");
      }
    }
  }

  void read(std::size_t i, const CsvCell& cell) {
    const Field& field = fields_[i];
    switch (field.role) {
      case Role::Property:
        return read_property(i, cell);
      case Role::Id:
        if (!cell.is_null()) part_.ids.emplace_back(row(), cell);
        if (!field.key.empty()) read_property(i, cell);
        return;
      case Role::Label:
      case Role::Type:
        return part_.words.push_back(word(field, cell));
      case Role::Source:
        return part_.sources.push_back(node(i, cell));
      case Role::Target:
        return part_.targets.push_back(node(i, cell));
      case Role::Node:
        if (!cell.is_null()) part_.columns[i].set_bits(row(), Kind::Node, node(i, cell));
        return;
      case Role::Ignored:
        return;
    }
  }

  std::uint32_t row() const { return static_cast<std::uint32_t>(part_.rows); }

  std::uint32_t node(std::size_t i, const CsvCell& cell) const {
    const std::uint32_t found = ids_[i] ? ids_[i]->find(cell.text) : none;
    if (found == none) refuse(cell, "no node has the id " + shown(cell.text));
    return found;
  }

  std::uint32_t word(const Field& field, const CsvCell& cell) {
    const auto next = static_cast<std::uint32_t>(part_.texts.size());
    const std::uint32_t number = part_.text_ids.add(cell.text, next);
    if (number == next) {
      if (field.role == Role::Type && cell.text.empty()) refuse(cell, "a relationship without a type");
      part_.texts.emplace_back(named(field, cell));
    }
    return number;
  }

  std::string_view named(const Field& field, const CsvCell& cell) const {
    if (!field.names) return cell.text;
    const auto found = field.names->find(cell.text);
    if (found == field.names->end()) refuse(cell, "no name has the id " + shown(cell.text));
    return found->second;
  }

  void read_property(std::size_t i, const CsvCell& cell) {
    if (cell.is_null()) return;
    const Field& field = fields_[i];
    const std::string_view text = named(field, cell);
    if (field.is_list) return part_.columns[i].set(row(), list(field.kind, cell, text));
    Kind& kind = part_.kinds[i];
    if (kind == Kind::Null) kind = cell.quoted && text.empty() ? Kind::String : guess_kind(text);
    if (read_into(part_.columns[i], row(), kind, text)) return;
    if (field.is_declared) refuse_kind(cell, kind);
    kind = wider_kind(kind, guess_kind(text));
    part_.is_complete = false;
  }

  Value list(Kind kind, const CsvCell& cell, std::string_view text) const {
    List values;
    while (true) {
      const std::size_t end = text.find(sources_.list_delimiter);
      const auto value = read_value(kind, text.substr(0, end));
      if (!value) refuse_kind(cell, kind);
      values.push_back(*value);
      if (end == text.npos) return Value(std::move(values));
      text.remove_prefix(end + 1);
    }
  }

  [[noreturn]] static void refuse_kind(const CsvCell& cell, Kind kind) {
    refuse(cell, shown(cell.text) + " is not of the type " + lower(name(kind)));
  }

  std::string_view text_;
  const std::vector<Field>& fields_;
  const CsvSources& sources_;
  std::vector<const Ids*> ids_;  ///< by field
  Part& part_;
};

class Importer {
 public:
  explicit Importer(const CsvSources& sources) : sources_(sources) {}

  Graph run() {
    for (const CsvFile& file : sources_.nodes) {
      in_file(file.path, [&](std::string_view text) { add_nodes(file, text); });
    }
    for (const CsvFile& file : sources_.relationships) {
      in_file(file.path, [&](std::string_view text) { add_relationships(file, text); });
    }
    return builder_.finish();
  }

 private:
  /// Without a byte order mark; a problem gets the name of the file.
  template <typename Read>
  static void in_file(const std::filesystem::path& path, const Read& read) {
    const graph::MappedFile mapped(path);
    std::string_view text = mapped.text();
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    try {
      read(text);
    } catch (const CsvProblem& problem) {
      const auto offset = static_cast<std::size_t>(problem.place - text.data());
      throw std::runtime_error(path.string() + ":" + place_in(text, offset) + ": " + problem.what());
    }
  }

  void add_nodes(const CsvFile& file, std::string_view text) {
    const auto names = read_names(file);
    std::vector<Field> fields = read_header(file, names, text);
    assume(fields, {{"id", Role::Id}, {"label", Role::Label}, {"labels", Role::Label}});
    allow(fields, {Role::Id, Role::Label});
    for (Part& part : parse(text, fields)) {
      const auto labels = labels_of(file, part);
      std::uint32_t first = none;
      for (std::size_t row = 0; row < part.rows; ++row) {
        const Node node = builder_.node(labels[part.words.empty() ? 0 : part.words[row]]);
        first = std::min(first, node.index);
      }
      for (const auto& [row, cell] : part.ids) add_id(fields, cell, first + row);
      add_columns(fields, part, first, &GraphBuilder::node_column);
    }
  }

  void add_id(const std::vector<Field>& fields, const CsvCell& cell, std::uint32_t node) {
    const auto field = std::find_if(fields.begin(), fields.end(), [](const Field& f) { return f.role == Role::Id; });
    if (spaces_[field->space].add(cell.text, node) != node) refuse(cell, "another node has the id " + shown(cell.text));
  }

  void add_relationships(const CsvFile& file, std::string_view text) {
    const auto names = read_names(file);
    std::vector<Field> fields = read_header(file, names, text);
    assume(fields, {{"source", Role::Source}, {"target", Role::Target}, {"type", Role::Type}});
    allow(fields, {Role::Source, Role::Target, Role::Type, Role::Node});
    require(fields, text, Role::Source, "no column says where relationships begin (:START_ID)");
    require(fields, text, Role::Target, "no column says where relationships end (:END_ID)");
    if (file.word.empty()) require(fields, text, Role::Type, "no column says the types of relationships (:TYPE)");
    for (Part& part : parse(text, fields)) {
      std::vector<Type> types;
      for (const std::string& word : part.texts) types.push_back(builder_.type(word));
      if (types.empty()) types.push_back(builder_.type(file.word));
      std::uint32_t first = none;
      for (std::size_t row = 0; row < part.rows; ++row) {
        const Type type = types[part.words.empty() ? 0 : part.words[row]];
        first = std::min(first, builder_.relationship({part.sources[row]}, type, {part.targets[row]}));
      }
      add_columns(fields, part, first, &GraphBuilder::relationship_column);
    }
  }

  void add_columns(const std::vector<Field>& fields, Part& part, std::uint32_t first,
                   ColumnBuilder& (GraphBuilder::*column_of)(Key)) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (part.columns[i].empty()) continue;
      (builder_.*column_of)(builder_.key(fields[i].key)).append(std::move(part.columns[i]), first);
    }
  }

  std::vector<std::vector<Label>> labels_of(const CsvFile& file, const Part& part) {
    std::vector<std::vector<Label>> all;
    for (std::string_view text : part.texts.empty() ? std::vector<std::string>{""} : part.texts) {
      auto& labels = all.emplace_back();
      if (!file.word.empty()) labels.push_back(builder_.label(file.word));
      while (!text.empty()) {
        const std::string_view label = text.substr(0, text.find(sources_.list_delimiter));
        if (!label.empty()) labels.push_back(builder_.label(label));
        text.remove_prefix(std::min(text.size(), label.size() + 1));
      }
    }
    return all;
  }

  /// By header.
  std::map<std::string, Names> read_names(const CsvFile& file) const {
    std::map<std::string, Names> tables;
    for (const auto& [header, path] : file.names) {
      in_file(path, [&, &names = tables[header]](std::string_view text) { read_table(text, names); });
    }
    return tables;
  }

  void read_table(std::string_view text, Names& names) const {
    CsvReader reader(text, sources_.delimiter);
    std::vector<CsvCell> row;
    const auto column = [&](std::string_view name) {
      const auto found = std::find_if(row.begin(), row.end(), [&](const CsvCell& cell) { return cell.text == name; });
      if (found == row.end()) throw CsvProblem(text.data(), "the header has no column " + shown(name));
      return static_cast<std::size_t>(found - row.begin());
    };
    reader.next(row);
    const std::size_t id = column("id"), name = column("name"), width = row.size();
    while (reader.next(row)) {
      if (row.size() != width) refuse_width(row, width);
      names.emplace(row[id].text, row[name].text);
    }
  }

  /// Takes the header from the text.
  std::vector<Field> read_header(const CsvFile& file, const std::map<std::string, Names>& names,
                                 std::string_view& text) const {
    CsvReader reader(text, sources_.delimiter);
    std::vector<CsvCell> row;
    reader.next(row);
    std::vector<Field> fields;
    for (const CsvCell& cell : row) {
      const std::string header(cell.text);
      const auto meant = file.columns.find(header);
      Field& field = fields.emplace_back(parse_notation(cell, meant == file.columns.end() ? header : meant->second));
      field.header = cell;
      if (const auto table = names.find(header); table != names.end()) field.names = &table->second;
    }
    const auto known = [&](const auto& entry) {
      const auto is_it = [&](const Field& field) { return field.header.text == entry.first; };
      if (std::any_of(fields.begin(), fields.end(), is_it)) return;
      throw CsvProblem(text.data(), "the header has no column " + shown(entry.first));
    };
    for (const auto& entry : file.columns) known(entry);
    for (const auto& entry : file.names) known(entry);
    text.remove_prefix(static_cast<std::size_t>(reader.place() - text.data()));
    return fields;
  }

  /// Columns of these names have these roles where no column is said to.
  static void assume(std::vector<Field>& fields, std::initializer_list<std::pair<std::string_view, Role>> conventions) {
    for (const auto& [name, role] : conventions) {
      if (has_role(fields, role)) continue;
      const auto field = std::find_if(fields.begin(), fields.end(), [name = name](const Field& candidate) {
        return candidate.role == Role::Property && !candidate.is_declared && lower(candidate.key) == name;
      });
      if (field == fields.end()) continue;
      field->role = role;
      if (role != Role::Id) field->key.clear();
    }
  }

  static bool has_role(const std::vector<Field>& fields, Role role) {
    return std::any_of(fields.begin(), fields.end(), [&](const Field& field) { return field.role == role; });
  }

  static void allow(const std::vector<Field>& fields, std::initializer_list<Role> roles) {
    for (const Field& field : fields) {
      if (field.role == Role::Property || field.role == Role::Ignored) continue;
      const auto same = [&](const Field& other) { return other.role == field.role; };
      if (std::find(roles.begin(), roles.end(), field.role) == roles.end()) {
        refuse(field.header, "the column " + shown(field.header.text) + " cannot be in such a file");
      }
      if (field.role != Role::Node && std::count_if(fields.begin(), fields.end(), same) > 1) {
        refuse(field.header, "the column " + shown(field.header.text) + " says what another says too");
      }
    }
  }

  static void require(const std::vector<Field>& fields, std::string_view text, Role role, const char* message) {
    if (!has_role(fields, role)) throw CsvProblem(fields.empty() ? text.data() : fields[0].header.begin, message);
  }

  std::vector<Part> parse(std::string_view text, std::vector<Field>& fields) const {
    const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
    const auto texts = csv_parts(text, std::clamp<std::size_t>(text.size() / smallest_part, 1, threads));
    while (true) {
      std::vector<Part> parts(texts.size());
      std::vector<std::future<void>> running;
      for (std::size_t i = 0; i < texts.size(); ++i) {
        running.push_back(std::async(i + 1 < texts.size() ? std::launch::async : std::launch::deferred,
                                     [&, i] { PartParser(texts[i], fields, spaces_, sources_, parts[i]).run(); }));
      }
      if (!running.empty()) running.back().wait();  // runs it here
      for (auto& part : running) part.get();
      if (settle_kinds(fields, parts)) return parts;
    }
  }

  /// False when some part took a column for narrower than it is.
  static bool settle_kinds(std::vector<Field>& fields, const std::vector<Part>& parts) {
    bool settled = true;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      Kind kind = Kind::Null;
      for (const Part& part : parts) kind = wider_kind(kind, part.kinds[i]);
      for (const Part& part : parts) {
        settled = settled && part.is_complete && (part.kinds[i] == kind || part.kinds[i] == Kind::Null);
      }
      fields[i].kind = kind;
    }
    return settled;
  }

  const CsvSources& sources_;
  GraphBuilder builder_;
  Spaces spaces_;
};

}  // namespace

Graph import_csv(const CsvSources& sources) { return Importer(sources).run(); }

}  // namespace whom::property
