// A dependency tree over an analysed sentence: children, subtrees, and tests of relations.
#ifndef WHOM_EXTRACT_TREE_HPP
#define WHOM_EXTRACT_TREE_HPP

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "extract/analysis.hpp"

namespace whom::extract {

/// Token indices of one sentence, ascending.
using Indices = std::vector<int>;

/// A view; the sentence must outlive it. Node -1 is the root above the sentence.
class Tree {
 public:
  explicit Tree(const Sentence&);

  int size() const { return static_cast<int>(tokens().size()); }
  const Sentence& sentence() const { return *sentence_; }
  const Token& operator[](int i) const { return tokens()[static_cast<std::size_t>(i)]; }
  int head(int i) const { return (*this)[i].head; }

  /// Lower-cased form, typographic apostrophes straightened.
  const std::string& lower(int i) const { return lower_[static_cast<std::size_t>(i)]; }
  const std::string& lemma(int i) const { return (*this)[i].lemma; }
  bool upos(int i, std::initializer_list<std::string_view> tags) const;

  const Indices& children(int i) const { return children_[static_cast<std::size_t>(i + 1)]; }

  /// The relation of i to its head is one of these. "nsubj" also matches its subtypes, "nsubj:pass" only itself.
  bool is(int i, std::initializer_list<std::string_view> relations) const;

  /// Children with one of these relations; the first of them, or -1.
  Indices children(int i, std::initializer_list<std::string_view> relations) const;
  int child(int i, std::initializer_list<std::string_view> relations) const;

  /// i and all below it.
  Indices subtree(int i) const;
  /// A comma leads the words of the subtree, or stands before them.
  bool after_comma(int i) const;
  bool dominates(int above, int below) const;

 private:
  const std::vector<Token>& tokens() const { return sentence_->tokens; }
  const Sentence* sentence_;
  std::vector<Indices> children_;
  std::vector<std::string> lower_;
};

bool contains(const Indices&, int);

/// a without the members of b.
Indices minus(const Indices& a, const Indices& b);

/// Ascending union.
Indices merged(Indices a, const Indices& b);

/// Typographic quotation marks and dashes as ASCII, letters in lower case.
std::string fold(std::string_view form);

}  // namespace whom::extract

#endif
