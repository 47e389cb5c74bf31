#include "extract/tree.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace whom::extract {
namespace {

bool matches(std::string_view deprel, std::string_view wanted) {
  return deprel == wanted || (deprel.size() > wanted.size() && deprel.starts_with(wanted) &&
                              deprel[wanted.size()] == ':' && wanted.find(':') == std::string_view::npos);
}

char32_t plain(char32_t c) {
  switch (c) {
    case U'‘':
    case U'’':
    case U'ʼ':
    case U'`':
      return U'\'';
    case U'“':
    case U'”':
    case U'„':
    case U'«':
    case U'»':
      return U'"';
    case U'–':
    case U'—':
    case U'‑':
      return U'-';
    default:
      return c;
  }
}

}  // namespace

std::string fold(std::string_view form) {
  std::string out;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(form.data());
  for (utf8proc_ssize_t at = 0, size = static_cast<utf8proc_ssize_t>(form.size()); at < size;) {
    utf8proc_int32_t code = 0;
    const auto step = utf8proc_iterate(bytes + at, size - at, &code);
    if (step <= 0) break;
    at += step;
    utf8proc_uint8_t buffer[4];
    const auto length = utf8proc_encode_char(
        utf8proc_tolower(static_cast<utf8proc_int32_t>(plain(static_cast<char32_t>(code)))), buffer);
    out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(length));
  }
  return out;
}

Tree::Tree(const Sentence& sentence) : sentence_(&sentence), children_(sentence.tokens.size() + 1) {
  for (int i = 0; i < size(); ++i) {
    lower_.push_back(fold((*this)[i].form));
    children_[static_cast<std::size_t>(head(i) + 1)].push_back(i);
  }
}

bool Tree::upos(int i, std::initializer_list<std::string_view> tags) const {
  return std::find(tags.begin(), tags.end(), (*this)[i].upos) != tags.end();
}

bool Tree::is(int i, std::initializer_list<std::string_view> relations) const {
  return std::any_of(relations.begin(), relations.end(), [&](auto r) { return matches((*this)[i].deprel, r); });
}

Indices Tree::children(int i, std::initializer_list<std::string_view> relations) const {
  Indices out;
  for (int c : children(i)) {
    if (is(c, relations)) out.push_back(c);
  }
  return out;
}

int Tree::child(int i, std::initializer_list<std::string_view> relations) const {
  for (int c : children(i)) {
    if (is(c, relations)) return c;
  }
  return -1;
}

bool Tree::after_comma(int i) const {
  const int first = subtree(i).front();
  return (*this)[first].form == "," || (first > 0 && (*this)[first - 1].form == ",");
}

Indices Tree::subtree(int i) const {
  Indices out{i};
  for (std::size_t k = 0; k < out.size(); ++k) {
    for (int below : children(out[k])) out.push_back(below);
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool Tree::dominates(int above, int below) const {
  for (; below >= 0; below = head(below)) {
    if (below == above) return true;
  }
  return above == -1;
}

bool contains(const Indices& set, int i) { return std::find(set.begin(), set.end(), i) != set.end(); }

Indices minus(const Indices& a, const Indices& b) {
  Indices out;
  std::copy_if(a.begin(), a.end(), std::back_inserter(out), [&](int i) { return !contains(b, i); });
  return out;
}

Indices merged(Indices a, const Indices& b) {
  a.insert(a.end(), b.begin(), b.end());
  std::sort(a.begin(), a.end());
  a.erase(std::unique(a.begin(), a.end()), a.end());
  return a;
}

}  // namespace whom::extract
