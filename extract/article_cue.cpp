// A line is compared in a plain spelling (lower case, straight apostrophes, single spaces, no bullet or colon around
// it) with phrases of each class. A phrase may be required to be the whole line, or to begin it with a mark or a
// capitalised word after it, so that "Related to this, the minister said ..." is no related-story box. Only short lines
// are compared: whoever wrote two hundred characters wrote prose.
#include "extract/article_cue.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <vector>

#include "extract/document_date.hpp"
#include "graph/utf8.hpp"

namespace whom::extract {
namespace {

using Marks = std::span<const std::string_view>;

/// A list written in one string, divided by "|".
class Phrases {
 public:
  explicit constexpr Phrases(std::string_view list) : list_(list) {}

  bool contain(std::string_view text) const {
    bool found = false;
    visit([&](std::string_view phrase) { found = found || phrase == text; });
    return found;
  }

  /// Length of the longest phrase that begins the text and is followed by its end or by no letter; or 0.
  std::size_t length_at_start(std::string_view text) const;

 private:
  template <class Visit>
  void visit(Visit&& see) const {
    for (auto rest = list_; !rest.empty();) {
      const auto end = std::min(rest.find('|'), rest.size());
      see(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  std::string_view list_;
};

constexpr std::size_t longest_furniture = 200;

constexpr Phrases related(
    "read also|also read|read more|read next|read on|see also|also see|related|related stories|"
    "related story|related articles|related article|related news|related posts|related topics|"
    "related content|related links|related coverage|more on this story|more on this|more on this topic|"
    "more stories|more news|more like this|recommended|recommended for you|recommended stories|"
    "recommended reading|you may also like|you might also like|you may like|don't miss|most read|"
    "most popular|trending|trending now|top stories|latest news|further reading|editor's picks|"
    "editors' picks|other stories");
constexpr Phrases related_inline(
    "watch|listen|video|read|must read|read full story|click here to read|from the archive|explainer|"
    "gallery");
constexpr Phrases comments(
    "leave a reply|leave a comment|leave your comment|leave a response|post a comment|post comment|"
    "add a comment|add comment|write a comment|submit a comment|join the conversation|join the discussion|"
    "your email address will not be published|comments are closed|view comments|cancel reply");
constexpr Phrases share_start(
    "share this|share on|share via|share with|share to|click to share|click to email|follow us|follow our|"
    "like us on|join us on|find us on|join our whatsapp|join our telegram");
constexpr Phrases share_whole(
    "share|share it|tweet|tweet this|print|email|copy link|save|like this|print this page|email this|"
    "listen to this article|spread the love");
constexpr Phrases networks(
    "facebook|twitter|x|whatsapp|telegram|linkedin|email|instagram|pinterest|reddit|print|messenger|"
    "youtube|tiktok");
constexpr Phrases subscription_start(
    "subscribe to our|subscribe to the|subscribe now|subscribe for|sign up for|sign up to|sign up now|"
    "get our newsletter|get the latest|get breaking news|we use cookies|this site uses cookies|"
    "this website uses cookies|by continuing to use|by clicking|accept cookies|accept all cookies|"
    "support our journalism|download our app|download the app|already a subscriber|"
    "already have an account|log in to|create an account|story continues below");
constexpr Phrases subscription_whole(
    "advertisement|advertisements|advert|ad|sponsored|sponsored content|promoted|subscribe|sign up|"
    "newsletter|newsletters|log in|login|register|article continues below|paid content");
constexpr Phrases date_start(
    "published|updated|posted|last updated|last modified|first published|date|posted on|published on|"
    "updated on|publication date|date published");
constexpr Phrases credit_start(
    "photo by|photos by|photo credit|photo courtesy|image by|image credit|image courtesy|picture by|"
    "picture credit|file photo|file picture|video by|photograph by");
constexpr Phrases caption_labels(
    "caption|photo|photos|image|picture|pictured|file photo|photograph|in photo|in the photo|foto");
constexpr Phrases byline_start("by|written by|story by|report by|words by|author");
constexpr Phrases reporting_start("reporting by|additional reporting by|editing by|compiled by");
constexpr Phrases navigation_whole(
    "home|menu|search|skip to content|skip to main content|back to top|next|previous|next article|"
    "previous article|next post|previous post|about us|contact us|privacy policy|terms of use|"
    "terms and conditions|loading|view all|see all|load more");
constexpr Phrases navigation_label("tags|tag|filed under|categories|category|topics|topic|keywords|posted in|source");
constexpr Phrases summary_whole(
    "summary|in summary|quick summary|key points|key takeaways|key facts|takeaways|at a glance|in brief|"
    "highlights|story highlights|article summary|what you need to know|tl;dr|the gist|what we know|"
    "main points");
constexpr Phrases summary_start("in a hurry|here's a quick|here is a quick|short on time");

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }

/// Length of one of these marks at the beginning of a text, or 0.
std::size_t mark_length(std::string_view text, Marks marks) {
  for (const auto mark : marks)
    if (text.starts_with(mark)) return mark.size();
  return 0;
}

constexpr std::string_view label_marks[] = {":", "-", "|", "…", ".", ">", "»", "–", "—", "•", "*", "#", "/", "!"};
constexpr std::string_view opening_quotes[] = {"\"", "“", "”", "„", "«", "‘", "'", "``"};

/// Plain spelling of a line, see above.
std::string plain(std::string_view line) {
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line.substr(i).starts_with("’") || line.substr(i).starts_with("‘")) {
      text += '\'';
      i += 2;
    } else if (line[i] != ' ' || (!text.empty() && text.back() != ' ')) {
      text += static_cast<char>(std::tolower(static_cast<unsigned char>(line[i])));
    }
  }
  return text;
}

/// Without marks and spaces at either end.
std::string_view bare(std::string_view text) {
  for (bool changed = true; changed && !text.empty();) {
    changed = false;
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    if (const auto length = mark_length(text, label_marks); length > 0) {
      text.remove_prefix(length);
      changed = true;
    }
    for (const auto mark : label_marks)
      if (text.ends_with(mark)) {
        text.remove_suffix(mark.size());
        changed = true;
      }
  }
  return text;
}

std::size_t Phrases::length_at_start(std::string_view text) const {
  std::size_t longest = 0;
  visit([&](std::string_view phrase) {
    if (text.starts_with(phrase) && (text.size() == phrase.size() || !is_letter(text[phrase.size()])))
      longest = std::max(longest, phrase.size());
  });
  return longest;
}

/// A phrase followed by a mark that sets off what it labels: "Tags: Haiti", "ALSO READ | ...".
bool is_label(std::string_view text, const Phrases& phrases) {
  constexpr std::string_view marks[] = {":", "|", "»", "–", "—"};
  const auto length = phrases.length_at_start(text);
  if (length == 0) return false;
  auto rest = text.substr(length);
  while (rest.starts_with(" ")) rest.remove_prefix(1);
  return mark_length(rest, marks) > 0;
}

std::vector<std::string_view> split_words(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < line.size();) {
    const auto end = std::min(line.find(' ', i), line.size());
    if (end > i) words.push_back(line.substr(i, end - i));
    i = end + 1;
  }
  return words;
}

bool only_networks(std::string_view text) {
  const auto words = split_words(text);
  const auto is_network = [](std::string_view w) {
    while (!w.empty() && !is_letter(w.back())) w.remove_suffix(1);
    return w.empty() || networks.contain(w);
  };
  return !words.empty() && words.size() <= 10 && std::all_of(words.begin(), words.end(), is_network) &&
         std::any_of(words.begin(), words.end(), [](std::string_view w) { return networks.contain(w); });
}

/// "3 comments", "comments (12)", "comments".
bool is_comment_count(std::string_view text) {
  const auto words = split_words(text);
  const auto counts = [](std::string_view w) {
    return w == "comments" || w == "comment" || w == "no" ||
           std::all_of(w.begin(), w.end(), [](char c) { return is_digit(c) || c == '(' || c == ')'; });
  };
  return !words.empty() && words.size() <= 2 && text.find("comment") != std::string_view::npos &&
         std::all_of(words.begin(), words.end(), counts);
}

/// Names after "By": words in capitals, joined by particles, "and" or marks; two at least.
bool are_names(std::string_view text) {
  constexpr Phrases particles("and|of|the|de|la|le|du|y|da|dos|van|von|al|el|bin|ibn|for|in|&|-");
  const auto words = split_words(text);
  if (words.empty() || words.size() > 14) return false;
  std::size_t names = 0;
  for (const auto word : words) {
    const bool name = is_capital(word[0]) || static_cast<unsigned char>(word[0]) >= 0xC3;
    if (!name && !particles.contain(word) && is_letter(word[0])) return false;
    names += name;
  }
  return names >= 2;
}

bool is_byline(std::string_view line, std::string_view text) {
  if (reporting_start.length_at_start(text) > 0) return true;
  const auto length = byline_start.length_at_start(text);
  if (length == 0 || length >= line.size()) return false;
  const bool labelled = line[length] == ':';
  if (text.starts_with("author") && !labelled) return false;
  const auto names = line.substr(length + (labelled ? 1 : 0));
  return are_names(names) && (labelled || !ends_sentence(line));
}

/// Words that belong to no date and no time of day.
std::size_t other_words(std::string_view text) {
  constexpr Phrases dated(
      "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|am|pm|at|of|on|gmt|utc|"
      "est|edt");
  const auto words = split_words(text);
  return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), [&](std::string_view word) {
    return std::isalpha(static_cast<unsigned char>(word[0])) != 0 && !dated.contain(word.substr(0, 3)) &&
           !dated.contain(word);
  }));
}

/// A line that is a date, or a label with a date, and little else.
bool is_date_line(std::string_view line, std::string_view text) {
  const bool dated = word_count(line) <= 5 || is_label(text, date_start) || !find_date(line).empty();
  if (date_start.length_at_start(text) > 0 && dated && word_count(line) <= 14 &&
      std::any_of(text.begin(), text.end(), is_digit) && !ends_sentence(line))
    return true;
  if (text.ends_with("min read") || text.ends_with("minute read") || text.ends_with("minutes read") ||
      (text.ends_with(" ago") && word_count(line) <= 4))
    return true;
  return word_count(line) <= 7 && !ends_sentence(line) && !find_date(line).empty() && other_words(text) <= 1;
}

bool is_credit(std::string_view line, std::string_view text) {
  if (word_count(line) > 12) return false;
  if (credit_start.length_at_start(text) > 0) return !ends_sentence(line);
  const auto label = text.starts_with("(") || text.starts_with("[") ? text.substr(1) : text;
  return is_label(label, caption_labels) && without_caption_label(line) == line;
}

bool is_subscription(std::string_view line, std::string_view core) {
  const bool short_enough = word_count(line) <= 14 || core.find("cookies") != std::string_view::npos;
  return short_enough && subscription_start.length_at_start(core) > 0;
}

bool is_copyright(std::string_view text) {
  return text.starts_with("©") || text.starts_with("(c) ") || text.starts_with("copyright ©") ||
         text.starts_with("copyright 2") || text.find("all rights reserved") != std::string_view::npos;
}

bool is_breadcrumb(std::string_view text) {
  const auto parts = split_words(text);
  return parts.size() >= 3 && parts.size() <= 9 && (parts[1] == ">" || parts[1] == "/" || parts[1] == "»") &&
         parts[0] == "home";
}

Cue cue_of_plain(std::string_view line, std::string_view text) {
  const auto core = bare(text);
  if (related.contain(core) || (core.starts_with("more from ") && word_count(line) <= 6 && !ends_sentence(line)))
    return Cue::Related;
  if (is_label(text, related) || (is_label(text, related_inline) && !ends_sentence(line))) return Cue::RelatedLine;
  if (comments.length_at_start(core) > 0 && word_count(line) <= 16) return Cue::Comments;
  if (is_comment_count(core)) return Cue::CommentCount;
  if (share_whole.contain(core) || only_networks(core)) return Cue::Share;
  if (share_start.length_at_start(core) > 0 && word_count(line) <= 14) return Cue::Share;
  if (subscription_whole.contain(core) || is_subscription(line, core)) return Cue::Subscription;
  if (summary_whole.contain(core) || (summary_start.length_at_start(core) > 0 && word_count(line) <= 12))
    return Cue::Summary;
  if (is_copyright(text)) return Cue::Copyright;
  if (is_byline(line, text)) return Cue::Byline;
  if (is_date_line(line, text)) return Cue::DateLine;
  if (is_credit(line, text)) return Cue::Credit;
  if (navigation_whole.contain(core) || is_breadcrumb(text)) return Cue::Navigation;
  if (is_label(text, navigation_label) && !ends_sentence(line)) return Cue::Navigation;
  return Cue::None;
}

}  // namespace

Cue cue_of(std::string_view line) {
  if (line.size() > longest_furniture) return Cue::None;
  return cue_of_plain(line, plain(line));
}

std::string_view without_caption_label(std::string_view line) {
  const auto text = plain(line.substr(0, 40));
  const auto colon = line.substr(0, 30).find(':');
  if (colon == std::string_view::npos || caption_labels.length_at_start(text) != colon) return line;
  auto sentence = line.substr(colon + 1);
  while (sentence.starts_with(" ")) sentence.remove_prefix(1);
  return word_count(sentence) >= 6 && ends_sentence(sentence) ? sentence : line;
}

bool ends_sentence(std::string_view line) {
  constexpr std::string_view closing[] = {"\"", "”", "“", "’", "'", ")", "»"};
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto mark : closing)
      if (line.ends_with(mark)) {
        line.remove_suffix(mark.size());
        changed = true;
      }
  }
  return line.ends_with('.') || line.ends_with('!') || line.ends_with('?') || line.ends_with("…") ||
         line.ends_with(':');
}

bool begins_quotation(std::string_view line) { return mark_length(line, opening_quotes) > 0; }

bool is_headline(std::string_view line) {
  if (line.empty() || length_of(line) > 140 || begins_quotation(line)) return false;
  if (std::islower(static_cast<unsigned char>(line[0])) != 0) return false;
  const bool shout_or_question = line.ends_with('?') || line.ends_with('!');
  if (ends_sentence(line) && !(shout_or_question && capital_share(line) > 0.7)) return false;
  return word_count(line) <= 12 || capital_share(line) > 0.5;
}

std::size_t length_of(std::string_view text) { return graph::count_code_points(text); }

std::size_t word_count(std::string_view line) { return split_words(line).size(); }

double capital_share(std::string_view line) {
  std::size_t counted = 0;
  std::size_t capitals = 0;
  for (const auto word : split_words(line)) {
    if (word.size() <= 3) continue;
    ++counted;
    capitals += is_capital(word[0]) || is_digit(word[0]);
  }
  return counted == 0 ? 0 : static_cast<double>(capitals) / static_cast<double>(counted);
}

}  // namespace whom::extract
