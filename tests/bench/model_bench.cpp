// Tokens per second of the language model: `model_bench [FILE.conllu [TOKENS]]`. The sentences of the file (default:
// the sample of the tests) are repeated until there are that many tokens (default 50000). In the same run the network
// is timed with each instruction set and, as the plain peer, with loops as the compiler makes them of their definition.
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>
#include <functional>
#include <iomanip>
#include <iostream>
#include <thread>

#include "extract/conllu.hpp"
#include "extract/model/model.hpp"
#include "extract/model/network.hpp"

namespace whom::extract {
namespace {

void plain_multiply(const float* a, std::size_t a_stride, std::size_t rows, const float* b, std::size_t depth,
                    std::size_t panels, const float* start, std::size_t start_stride, float* c, std::size_t c_stride) {
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < panels * kPanel; ++j) {
      float sum = start[i * start_stride + j];
      for (std::size_t k = 0; k < depth; ++k)
        sum += a[i * a_stride + k] * b[(j / kPanel * depth + k) * kPanel + j % kPanel];
      c[i * c_stride + j] = sum;
    }
}

float sigmoid(float x) { return 1 / (1 + std::exp(-x)); }

void plain_cell(const float* gates, float* cell, float* output, std::size_t hidden) {
  for (std::size_t i = 0; i < hidden; ++i) {
    cell[i] = sigmoid(gates[hidden + i]) * cell[i] + sigmoid(gates[i]) * std::tanh(gates[2 * hidden + i]);
    output[i] = sigmoid(gates[3 * hidden + i]) * std::tanh(cell[i]);
  }
}

constexpr Kernels kPlain{"plain loops", plain_multiply, plain_cell};

struct Time {
  double wall, processor;  // seconds
};

Time time_of(const std::function<void()>& action) {
  const auto begin = std::chrono::steady_clock::now();
  const std::clock_t spent = std::clock();
  action();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
          static_cast<double>(std::clock() - spent) / CLOCKS_PER_SEC};
}

std::size_t count_tokens(const std::vector<Sentence>& sentences) {
  std::size_t tokens = 0;
  for (const Sentence& sentence : sentences) tokens += sentence.tokens.size();
  return tokens;
}

std::vector<Sentence> read_sentences(const std::string& path) {
  std::ifstream in(path);
  std::vector<Sentence> out;
  read_conllu(
      in, path, {},
      {[&](AnalyzedDocument document) { out.insert(out.end(), document.sentences.begin(), document.sentences.end()); },
       [](const DocumentError& error) { throw error; }});
  if (out.empty()) throw DocumentError(path + ": no sentences");
  return out;
}

std::vector<Sentence> repeat(const std::vector<Sentence>& sentences, std::size_t tokens) {
  std::vector<Sentence> out;
  for (std::size_t i = 0, sum = 0; sum < tokens; ++i) {
    out.push_back(sentences[i % sentences.size()]);
    sum += out.back().tokens.size();
  }
  return out;
}

void print(const std::string& what, std::size_t tokens, Time time) {
  const auto rate = [&](double seconds) { return static_cast<long>(static_cast<double>(tokens) / seconds); };
  std::cout << std::left << std::setw(28) << what << std::right << std::setw(8) << rate(time.wall) << " tokens/s"
            << std::setw(8) << rate(time.processor) << " per processor second\n";
}

void time_analyzer(const std::filesystem::path& weights, const std::vector<Sentence>& sentences) {
  std::unique_ptr<Analyzer> analyzer;
  const Time loading = time_of([&] { analyzer = load_analyzer(weights); });
  std::cout << "loading: " << static_cast<int>(loading.wall * 1000) << " ms\n";
  const std::size_t tokens = count_tokens(sentences);
  auto one = sentences, two = sentences;
  print("analyzer, one thread", tokens, time_of([&] { analyzer->analyze(one); }));
  print("analyzer, two threads", 2 * tokens, time_of([&] {
          std::thread other([&] { analyzer->analyze(two); });
          analyzer->analyze(one);
          other.join();
        }));
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  std::cout << "resident memory at most: " << usage.ru_maxrss / 1024 << " MB\n";
}

void time_kernels(const std::filesystem::path& weights, const std::vector<Sentence>& sentences) {
  const TensorFile file(weights / "network.bin");
  const Features features(file);
  std::vector<std::vector<WordIds>> words;
  for (const Sentence& sentence : sentences) {
    auto& ids = words.emplace_back();
    for (const Token& token : sentence.tokens) ids.push_back(features.ids(token.form));
  }
  std::vector<const Kernels*> all = supported_kernels();
  all.insert(all.begin(), &kPlain);
  for (const Kernels* kernel : all) {
    const Network network(file, *kernel);
    print(std::string("network alone, ") + kernel->name, count_tokens(sentences),
          time_of([&] { network.predict(words); }));
  }
}

}  // namespace
}  // namespace whom::extract

int main(int argc, char** argv) {
  try {
    const auto weights = whom::extract::weights_folder();
    const auto sample = whom::extract::read_sentences(argc > 1 ? argv[1] : "tests/extract/data/agreement.conllu");
    const std::size_t tokens = argc > 2 ? std::stoul(argv[2]) : 50000;
    whom::extract::time_analyzer(weights, whom::extract::repeat(sample, tokens));
    whom::extract::time_kernels(weights, whom::extract::repeat(sample, tokens / 10));
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
