#include "extract/conllu.hpp"

#include <algorithm>
#include <charconv>
#include <istream>
#include <optional>
#include <ostream>
#include <string_view>
#include <utility>

#include "extract/document_text.hpp"
#include "graph/utf8.hpp"

namespace whom::extract {
namespace {

constexpr std::size_t kColumns = 10;
constexpr std::string_view kEntityKey = "NER=", kTypeKey = "Type=";

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    out.push_back(text.substr(begin, end - begin));
    if (end == text.npos) return out;
    begin = end + 1;
  }
}

std::optional<int> number(std::string_view text) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return out;
}

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  return begin == text.npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// What stands between two spaces of the text: a token, or a multiword token with its words [begin, end).
struct Surface {
  std::string form;
  std::size_t begin, end;
  bool space_after = true;
};

/// The lines of one sentence.
struct Block {
  bool empty() const { return tokens.empty(); }

  std::size_t line = 0;  // of the first token
  bool new_paragraph = false;
  std::string text;  // of the comment
  std::vector<Token> tokens;
  std::vector<Surface> surfaces;
  std::size_t covered = 0;  // words that belong to the last multiword token
};

bool has(std::string_view misc, std::string_view item) {
  const auto items = split(misc, '|');
  return std::find(items.begin(), items.end(), item) != items.end();
}

std::string value_of(std::string_view misc, std::string_view key, std::string_view otherwise) {
  for (const auto item : split(misc, '|'))
    if (item.starts_with(key)) return std::string(item.substr(key.size()));
  return std::string(otherwise);
}

/// Whether following heads from some token never reaches a root.
bool has_cycle(const std::vector<Token>& tokens) {
  std::vector<std::size_t> visited(tokens.size(), tokens.size());
  for (std::size_t start = 0; start < tokens.size(); ++start) {
    auto at = static_cast<int>(start);
    while (at >= 0 && visited[static_cast<std::size_t>(at)] == tokens.size()) {
      visited[static_cast<std::size_t>(at)] = start;
      at = tokens[static_cast<std::size_t>(at)].head;
    }
    if (at >= 0 && visited[static_cast<std::size_t>(at)] == start) return true;
  }
  return false;
}

/// Puts a document together from its sentences, keeping count of code points.
class Assembly {
 public:
  AnalyzedDocument out;

  void append(Block block) {
    if (!out.sentences.empty()) add(block.new_paragraph ? "\n\n" : space_ ? " " : "");
    Sentence sentence;
    sentence.paragraph_start = block.new_paragraph || out.sentences.empty();
    sentence.span.begin = length_;
    if (!append_as_written(block)) append_forms(block);
    sentence.span.end = length_;
    sentence.tokens = std::move(block.tokens);
    out.sentences.push_back(std::move(sentence));
    space_ = block.surfaces.back().space_after;
  }

 private:
  void add(std::string_view text) {
    out.document.text += text;
    length_ += static_cast<std::uint32_t>(graph::count_code_points(text));
  }

  /// With the white space of the comment, if the surfaces spell its text.
  bool append_as_written(Block& block) {
    std::vector<std::string_view> gaps;
    std::string_view rest = trim(block.text);
    for (const Surface& surface : block.surfaces) {
      const std::size_t gap = std::min(rest.find_first_not_of(' '), rest.size());
      gaps.push_back(rest.substr(0, gap));
      if (!rest.substr(gap).starts_with(surface.form)) return false;
      rest.remove_prefix(gap + surface.form.size());
    }
    if (!rest.empty()) return false;
    for (std::size_t i = 0; i < gaps.size(); ++i) {
      add(gaps[i]);
      append(block, block.surfaces[i]);
    }
    return true;
  }

  void append_forms(Block& block) {
    for (std::size_t i = 0; i < block.surfaces.size(); ++i) {
      append(block, block.surfaces[i]);
      if (block.surfaces[i].space_after && i + 1 < block.surfaces.size()) add(" ");
    }
  }

  void append(Block& block, const Surface& surface) {
    const graph::Span whole{length_, length_ + static_cast<std::uint32_t>(graph::count_code_points(surface.form))};
    std::string spelled;
    for (std::size_t i = surface.begin; i < surface.end; ++i) spelled += block.tokens[i].form;
    std::uint32_t begin = whole.begin;
    for (std::size_t i = surface.begin; i < surface.end; ++i) {
      Token& token = block.tokens[i];
      const auto end = begin + static_cast<std::uint32_t>(graph::count_code_points(token.form));
      token.span = spelled == surface.form ? graph::Span{begin, end} : whole;
      begin = end;
    }
    add(surface.form);
  }

  std::uint32_t length_ = 0;
  bool space_ = false;
};

class Reader {
 public:
  Reader(std::istream& in, std::string name, const ReadOptions& options, const AnalyzedSink& sink)
      : in_(in), name_(std::move(name)), options_(options), sink_(sink) {}

  void run() {
    start_document("");
    std::string line;
    for (line_ = 1; std::getline(in_, line); ++line_) {
      if (line.ends_with('\r')) line.pop_back();
      guarded([&] { read(line); });
    }
    guarded([&] { end_sentence(); });
    end_document();
  }

 private:
  [[noreturn]] void fail(std::size_t line, const std::string& message) const {
    throw DocumentError(name_ + ":" + std::to_string(line) + ": " + message);
  }

  /// The first error of a document ends it.
  template <typename Action>
  void guarded(Action action) {
    try {
      action();
    } catch (const DocumentError& error) {
      if (!failed_) sink_.error(error);
      failed_ = true;
      block_ = {};
    }
  }

  void read(std::string_view line) {
    if (trim(line).empty()) return end_sentence();
    if (line[0] == '#') return read_comment(trim(line.substr(1)));
    if (!failed_) read_token(line);
  }

  void read_comment(std::string_view comment) {
    const std::size_t equals = std::min(comment.find('='), comment.size());
    const std::string_view key = trim(comment.substr(0, equals));
    const std::string_view value = equals < comment.size() ? trim(comment.substr(equals + 1)) : "";
    if (key == "newdoc" || key == "newdoc id") {
      guarded([&] { end_sentence(); });
      end_document();
      start_document(decode(value));
    } else if (key == "newpar" || key == "newpar id") {
      block_.new_paragraph = true;
    } else if (key == "text") {
      block_.text = decode(value);
    } else {
      read_property(key.starts_with("meta::") ? key.substr(6) : key, value);
    }
  }

  void read_property(std::string_view key, std::string_view value) {
    auto& document = assembly_.out.document;
    std::string* const target = key == "title"                          ? &document.title
                                : key == "date" || key == "dateCreated" ? &document.date
                                : key == "url" || key == "sourceURL"    ? &document.url
                                : key == "publisher"                    ? &document.publisher
                                                                        : nullptr;
    if (target && target->empty()) *target = decode(value);
  }

  void read_token(std::string_view line) {
    const auto columns = split(line, '\t');
    if (columns.size() != kColumns)
      fail(line_, "expected 10 columns separated by tabs, found " + std::to_string(columns.size()));
    if (block_.empty() && block_.surfaces.empty()) block_.line = line_;
    if (columns[0].find('.') != columns[0].npos) return;  // an empty node of the enhanced graph
    if (columns[0].find('-') != columns[0].npos) return read_range(columns);
    if (number(columns[0]) != static_cast<int>(block_.tokens.size()) + 1)
      fail(line_,
           "expected token " + std::to_string(block_.tokens.size() + 1) + ", found '" + std::string(columns[0]) + "'");
    add_token(columns);
  }

  void read_range(const std::vector<std::string_view>& columns) {
    const auto bounds = split(columns[0], '-');
    const auto begin = number(bounds[0]), end = number(bounds[1]);
    const int next = static_cast<int>(block_.tokens.size()) + 1;
    if (bounds.size() != 2 || begin != next || !end || *end < next || next <= static_cast<int>(block_.covered))
      fail(line_, "the range '" + std::string(columns[0]) + "' does not begin at the next token");
    block_.covered = static_cast<std::size_t>(*end);
    block_.surfaces.push_back({decode(columns[1]), block_.tokens.size(), block_.covered, spaced(columns[9])});
  }

  void add_token(const std::vector<std::string_view>& columns) {
    const std::size_t index = block_.tokens.size();
    Token token;
    token.form = decode(columns[1]);
    if (token.form.empty()) fail(line_, "the form is empty");
    token.lemma = decode(columns[2]);
    token.upos = columns[3];
    token.xpos = columns[4];
    token.feats = columns[5];
    token.head = head(columns[6]);
    token.deprel = token.head < 0 ? "root" : columns[7];
    token.entity = value_of(columns[9], kEntityKey, "O");
    token.type = value_of(columns[9], kTypeKey, "_");
    if (index >= block_.covered) block_.surfaces.push_back({token.form, index, index + 1, spaced(columns[9])});
    block_.tokens.push_back(std::move(token));
  }

  int head(std::string_view column) const {
    if (column == "_") return -1;
    const auto head = number(column);
    if (!head || *head < 0) fail(line_, "the head '" + std::string(column) + "' is not a number");
    return *head - 1;
  }

  static bool spaced(std::string_view misc) { return !has(misc, "SpaceAfter=No"); }

  std::string decode(std::string_view text) const {
    std::string out = decode_text(text, name_, line_);
    return out.empty() ? std::string(text) : out;
  }

  void end_sentence() {
    if (block_.empty() && block_.surfaces.empty()) return;
    Block block = std::exchange(block_, {});
    if (failed_) return;
    if (block.covered > block.tokens.size()) fail(block.line, "the sentence ends within a multiword token");
    for (std::size_t i = 0; i < block.tokens.size(); ++i)
      if (const int at = block.tokens[i].head; at >= static_cast<int>(block.tokens.size()) || at == static_cast<int>(i))
        fail(block.line, "token " + std::to_string(i + 1) + " of the sentence has no possible head");
    if (has_cycle(block.tokens)) fail(block.line, "the heads of the sentence form a cycle");
    assembly_.append(std::move(block));
  }

  void start_document(const std::string& id) {
    assembly_ = {};
    failed_ = false;
    id_ = id;
  }

  void end_document() {
    if (failed_ || assembly_.out.sentences.empty()) return;
    auto& document = assembly_.out.document;
    document.key = !document.url.empty() ? document.url : id_.empty() || id_ == name_ ? name_ : name_ + "#" + id_;
    if (document.date.empty()) document.date = options_.document_date;
    document.id = graph::document_id(document);
    sink_.document(std::move(assembly_.out));
  }

  std::istream& in_;
  const std::string name_;
  const ReadOptions& options_;
  const AnalyzedSink& sink_;
  std::size_t line_ = 0;
  Block block_;
  Assembly assembly_;
  std::string id_;
  bool failed_ = false;
};

std::string on_one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  return out;
}

std::string_view or_blank(std::string_view column) { return column.empty() ? "_" : column; }

class Writer {
 public:
  Writer(std::ostream& out, const graph::Document& document) : out_(out), document_(document), map_(document.text) {}

  void document(bool with_mentions) {
    out_ << "# newdoc id = " << on_one_line(document_.key) << '\n';
    if (with_mentions) out_ << "# global.Entity = eid-etype\n";
    comment("title", document_.title);
    comment("date", document_.date);
    comment("url", document_.url);
    comment("publisher", document_.publisher);
  }

  void sentence(const Sentence& sentence, std::size_t number, std::vector<std::string> mentions) {
    mentions_ = std::move(mentions);
    if (sentence.paragraph_start) out_ << "# newpar\n";
    out_ << "# sent_id = " << number << "\n";
    comment("text", map_.substring(sentence.span));
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) token(sentence.tokens, i);
    out_ << '\n';
  }

 private:
  void comment(std::string_view key, std::string_view value) {
    if (!value.empty()) out_ << "# " << key << " = " << on_one_line(value) << '\n';
  }

  static bool within_word(const std::vector<Token>& tokens, std::size_t i) {
    return i > 0 && tokens[i].span == tokens[i - 1].span;
  }

  /// Words of one span are written below the multiword token that they are.
  void token(const std::vector<Token>& tokens, std::size_t i) {
    std::size_t end = i + 1;
    while (end < tokens.size() && within_word(tokens, end)) ++end;
    const bool inside = within_word(tokens, i), joined = end < tokens.size() && touches(tokens, end);
    if (!inside && end > i + 1)
      out_ << i + 1 << '-' << end << '\t' << on_one_line(map_.substring(tokens[i].span)) << "\t_\t_\t_\t_\t_\t_\t_\t"
           << (joined ? "SpaceAfter=No" : "_") << '\n';
    const Token& t = tokens[i];
    out_ << i + 1 << '\t' << on_one_line(or_blank(t.form)) << '\t' << on_one_line(or_blank(t.lemma)) << '\t'
         << or_blank(t.upos) << '\t' << or_blank(t.xpos) << '\t' << or_blank(t.feats) << '\t' << t.head + 1 << '\t'
         << or_blank(t.deprel) << "\t_\t" << misc(t, mentions_[i], !inside && end == i + 1 && joined) << '\n';
  }

  static bool touches(const std::vector<Token>& tokens, std::size_t i) {
    return tokens[i].span.begin == tokens[i - 1].span.end;
  }

  static std::string misc(const Token& token, const std::string& mentions, bool joined) {
    std::string out;
    const auto add = [&](std::string_view key, std::string_view value) {
      if (!out.empty()) out += '|';
      out.append(key).append(value);
    };
    if (!mentions.empty()) add("Entity=", mentions);
    if (token.entity != "O") add(kEntityKey, token.entity);
    if (joined) add("SpaceAfter=", "No");
    if (token.type != "_") add(kTypeKey, token.type);
    return out.empty() ? "_" : out;
  }

  std::ostream& out_;
  const graph::Document& document_;
  const graph::CodePointMap map_;
  std::vector<std::string> mentions_;  ///< of the sentence at hand: brackets at each token
};

/// Brackets at each token of a sentence: what begins here, single tokens among it, then what ends here.
std::vector<std::string> brackets(const std::vector<EntityMention>& mentions, int sentence, std::size_t tokens) {
  std::vector<std::string> ends(tokens), begins(tokens);
  for (const EntityMention& m : mentions) {
    if (m.sentence != sentence) continue;
    const std::string id = "e" + std::to_string(m.entity + 1);
    const auto first = static_cast<std::size_t>(m.begin), last = static_cast<std::size_t>(m.end) - 1;
    begins[first] += "(" + id + "-" + m.type + (first == last ? ")" : "");
    if (first != last) ends[last].insert(0, id + ")");  // what began last ends first
  }
  for (std::size_t i = 0; i < tokens; ++i) begins[i] += ends[i];
  return begins;
}

}  // namespace

void read_conllu(std::istream& in, const std::string& name, const ReadOptions& options, const AnalyzedSink& sink) {
  Reader(in, name, options, sink).run();
}

void write_conllu(std::ostream& out, const graph::Document& document, const std::vector<Sentence>& sentences,
                  const std::vector<EntityMention>& mentions) {
  Writer writer(out, document);
  writer.document(!mentions.empty());
  for (std::size_t i = 0; i < sentences.size(); ++i)
    writer.sentence(sentences[i], i + 1, brackets(mentions, static_cast<int>(i), sentences[i].tokens.size()));
}

}  // namespace whom::extract
