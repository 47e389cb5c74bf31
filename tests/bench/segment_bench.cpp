// Segments standard input: one sentence a line, its tokens separated by tabs, on standard output; speed on standard
// error. tests/eval/segmentation.py scores the output.
#include <chrono>
#include <iostream>
#include <iterator>
#include <string>

#include "extract/model/model.hpp"
#include "extract/segment.hpp"

int main(int argc, char** argv) {
  const whom::extract::Segmenter segmenter(argc > 1 ? argv[1] : whom::extract::weights_folder());
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  const auto started = std::chrono::steady_clock::now();
  std::string out;
  segmenter.segment(text, [&](const whom::extract::Sentence& sentence) {
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) (out += i > 0 ? "\t" : "") += sentence.tokens[i].form;
    out += '\n';
  });
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - started;
  std::cout << out;
  std::cerr << text.size() << " bytes, " << static_cast<double>(text.size()) / seconds.count() << " bytes/s\n";
}
