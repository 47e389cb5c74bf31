// CoNLL-U in and out: analysed documents as other parsers and treebanks write them.
#ifndef WHOM_EXTRACT_CONLLU_HPP
#define WHOM_EXTRACT_CONLLU_HPP

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "extract/analysis.hpp"
#include "extract/document.hpp"
#include "graph/reading.hpp"

namespace whom::extract {

struct AnalyzedDocument {
  graph::Document document;
  std::vector<Sentence> sentences;
};

/// Where documents go. `error` gets what is wrong with one; reading goes on with the next.
struct AnalyzedSink {
  std::function<void(AnalyzedDocument)> document;
  std::function<void(const DocumentError&)> error;
};

/// Reads documents: one after each `# newdoc`, or all as one. The text is put together from `# text` where the tokens
/// spell it, else from forms and SpaceAfter=No; `# newpar` becomes a blank line. The words of a multiword token share
/// its span unless their forms spell it. Entity tags are read from NER= in MISC; title, date, url and publisher from
/// comments of these names (`# title = …`, also with the prefix `meta::`). The key is the URL, else `name`, followed by
/// # and the id of the document where it has one. A HEAD or other column may be "_". Errors name the line.
void read_conllu(std::istream&, const std::string& name, const ReadOptions&, const AnalyzedSink&);

/// Writes a document so that read_conllu gives it back, but for white space between and within sentences. Mentions, in
/// the order of Extractor::mentions, become Entity= in MISC as in CorefUD: `(e3-Person` opens one, `e3)` closes it.
void write_conllu(std::ostream&, const graph::Document&, const std::vector<Sentence>&,
                  const std::vector<EntityMention>& mentions = {});

}  // namespace whom::extract

#endif
