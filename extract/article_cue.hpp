// What a line of a page is when it is not part of the article.
#ifndef WHOM_EXTRACT_ARTICLE_CUE_HPP
#define WHOM_EXTRACT_ARTICLE_CUE_HPP

#include <string>
#include <string_view>

namespace whom::extract {

/// Kinds of furniture, told by the words a line begins with and by its shape.
enum class Cue {
  None,
  Related,       ///< "Read also:", alone: headlines of other articles follow
  RelatedLine,   ///< "Read also: Storm Closes Three Schools"
  Comments,      ///< "Leave a Reply": the page's end begins
  CommentCount,  ///< "3 comments": at the top a label, after the article its end
  Share,         ///< "Share this article", "Follow us on ..."
  Subscription,  ///< newsletters, cookies, advertisements, log-in lines
  Byline,        ///< "By Jane Doe"
  DateLine,      ///< "Published: June 3, 2023", "2 min read"
  Credit,        ///< "Photo: Jane Doe", "File photo"
  Copyright,
  Navigation,  ///< "Home", "Skip to content", "Tags: ..."
  Summary,     ///< "Here's a quick summary": the heading of a summary list
};

Cue cue_of(std::string_view line);

/// The sentence of a caption ("Photo: A greets B in C.") without its label; the line itself if it is no caption.
std::string_view without_caption_label(std::string_view line);

/// Ends like a sentence: full stop, question or exclamation mark, ellipsis or colon, inside closing quotes or not.
bool ends_sentence(std::string_view line);

/// Begins with a quotation mark.
bool begins_quotation(std::string_view line);

/// Looks like a headline: short, no full stop at its end, no quotation mark at its beginning, not a bare lower-case
/// line.
bool is_headline(std::string_view line);

/// Code points of a text.
std::size_t length_of(std::string_view text);

/// Number of words, and the share of those over three letters that begin with a capital or digit.
std::size_t word_count(std::string_view line);
double capital_share(std::string_view line);

}  // namespace whom::extract

#endif
