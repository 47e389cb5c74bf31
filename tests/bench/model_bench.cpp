// Words per second of the language models: `model_bench [FILE.conllu [WORDS]]`. The sentences of the file (default: the
// sample of the tests) are repeated until there are that many words (default 50000; a tenth for the accurate model). In
// the same run each network is timed with every instruction set and, as the plain peer, with its products as loops as
// the compiler makes them of their definition.
#include <sys/resource.h>

#include <chrono>
#include <ctime>
#include <filesystem>
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

void plain_multiply_bytes(const ByteProduct& x) {
  for (std::size_t i = 0; i < x.rows; ++i)
    for (std::size_t j = 0; j < x.panels * kPanel; ++j) {
      std::int32_t sum = -128 * x.a_sums[i];
      for (std::size_t k = 0; k < x.depth; ++k)
        sum += x.a[i * x.a_stride + k] * x.b[j / kPanel * kPanel * x.depth + k / 4 * 64 + j % kPanel * 4 + k % 4];
      x.c[i * x.c_stride + j] =
          x.start[i * x.start_stride + j] + static_cast<float>(sum) * x.a_scales[i] * x.b_scales[j];
    }
}

const Kernels& plain_kernels() {
  static const Kernels plain = [] {
    Kernels out = *supported_kernels().front();
    out.name = "plain loops";
    out.multiply = plain_multiply;
    out.multiply_bytes = plain_multiply_bytes;
    return out;
  }();
  return plain;
}

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

std::size_t count_words(const std::vector<Sentence>& sentences) {
  std::size_t words = 0;
  for (const Sentence& sentence : sentences) words += sentence.tokens.size();
  return words;
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

std::vector<Sentence> repeat(const std::vector<Sentence>& sentences, std::size_t words) {
  std::vector<Sentence> out;
  for (std::size_t i = 0, sum = 0; sum < words; ++i) {
    out.push_back(sentences[i % sentences.size()]);
    sum += out.back().tokens.size();
  }
  return out;
}

void print(const std::string& what, std::size_t words, Time time) {
  const auto rate = [&](double seconds) { return static_cast<long>(static_cast<double>(words) / seconds); };
  std::cout << std::left << std::setw(36) << what << std::right << std::setw(8) << rate(time.wall) << " words/s"
            << std::setw(8) << rate(time.processor) << " per processor second\n";
}

void time_analyzer(const std::filesystem::path& weights, Model model, const std::vector<Sentence>& sentences) {
  std::unique_ptr<Analyzer> analyzer;
  const Time loading = time_of([&] { analyzer = load_analyzer(weights, model); });
  std::cout << "loading: " << static_cast<int>(loading.wall * 1000) << " ms, "
            << static_cast<int>(loading.processor * 1000) << " of the processor\n";
  const std::size_t words = count_words(sentences);
  auto one = sentences, two = sentences;
  print("analyzer, one thread", words, time_of([&] { analyzer->analyze(one); }));
  print("analyzer, two threads", 2 * words, time_of([&] {
          std::thread other([&] { analyzer->analyze(two); });
          analyzer->analyze(one);
          other.join();
        }));
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  std::cout << "resident memory at most: " << usage.ru_maxrss / 1024 << " MB\n";
}

void time_kernels(const std::filesystem::path& weights, const std::vector<Sentence>& sentences) {
  const TensorFile file(weights);
  std::vector<std::vector<std::string_view>> forms;
  for (const Sentence& sentence : sentences) {
    auto& words = forms.emplace_back();
    for (const Token& token : sentence.tokens) words.push_back(token.form);
  }
  std::vector<const Kernels*> all = supported_kernels();
  all.insert(all.begin(), &plain_kernels());
  for (const Kernels* kernel : all) {
    const auto network = load_network(file, *kernel);
    print(std::string("network alone, ") + kernel->name, count_words(sentences),
          time_of([&] { network->predict(forms); }));
  }
}

/// The largest product of the accurate network, 384 x 1536.
void time_product(const Kernels& kernel) {
  constexpr std::size_t rows = 192, depth = 384, columns = 1536;
  const std::vector<std::int8_t> a(rows * depth, 3);
  const std::vector<std::uint8_t> b(depth * columns, 200);
  const std::vector<float> ones(columns, 1);
  const std::vector<std::int32_t> sums(rows, 3 * static_cast<int>(depth));
  std::vector<float> c(rows * columns);
  const ByteProduct product{a.data(), depth,       ones.data(), sums.data(),      rows,
                            b.data(), ones.data(), depth,       columns / kPanel, ones.data(),
                            0,        c.data(),    columns};
  const int times = kernel.multiply_bytes == plain_multiply_bytes ? 2 : 100;
  const Time time = time_of([&] {
    for (int i = 0; i < times; ++i) kernel.multiply_bytes(product);
  });
  std::cout << std::left << std::setw(36) << std::string("product of bytes, ") + kernel.name << std::right
            << std::setw(8)
            << static_cast<double>(times) * static_cast<double>(rows * depth * columns) / time.processor / 1e9
            << " multiplications and additions per ns\n";
}

void run(const std::filesystem::path& weights, const std::vector<Sentence>& sample, std::size_t words) {
  time_product(plain_kernels());
  for (const Kernels* kernel : supported_kernels()) time_product(*kernel);
  std::cout << "fast\n";
  time_analyzer(weights, Model::Fast, repeat(sample, words));
  time_kernels(weights / "fast.bin", repeat(sample, words / 10));
  if (!std::filesystem::exists(weights / "accurate.bin")) return;
  std::cout << "accurate\n";
  time_analyzer(weights, Model::Accurate, repeat(sample, words / 10));
  time_kernels(weights / "accurate.bin", repeat(sample, words / 100));
}

}  // namespace
}  // namespace whom::extract

int main(int argc, char** argv) {
  try {
    const auto weights = whom::extract::weights_folder();
    const auto sample = whom::extract::read_sentences(argc > 1 ? argv[1] : "tests/extract/data/agreement.conllu");
    const std::size_t words = argc > 2 ? std::stoul(argv[2]) : 50000;
    whom::extract::run(weights, sample, words);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
