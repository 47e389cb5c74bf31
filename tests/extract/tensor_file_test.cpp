#include "extract/model/tensor_file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstring>
#include <fstream>

namespace whom::extract {
namespace {

class TensorFileTest : public testing::Test {
 protected:
  ~TensorFileTest() override { std::filesystem::remove(path_); }

  /// A file with this header, padded as the writer does, and this data.
  std::filesystem::path write(std::string header, const std::string& data) const {
    header.resize(header.size() + (64 - (header.size() + 12) % 64) % 64, ' ');
    const auto length = static_cast<std::uint32_t>(header.size());
    std::string prefix = "WHOMTNSR0000";
    std::memcpy(prefix.data() + 8, &length, 4);
    return write_raw(prefix + header + data);
  }
  std::filesystem::path write_raw(const std::string& content) const {
    std::ofstream(path_, std::ios::binary) << content;
    return path_;
  }
  std::string message(const std::filesystem::path& path) const {
    try {
      TensorFile file(path);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "no error";
  }

  std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("whom_tensors_" + std::to_string(::getpid()) + ".bin");
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string raw(const std::vector<std::uint16_t>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * 2};
}

TEST_F(TensorFileTest, ReadsEveryType) {
  const float single[] = {1.5F, -2.0F};
  std::string data(reinterpret_cast<const char*>(single), sizeof single);
  data.resize(64);
  data += raw({0x3c00, 0xc100, 0x0001, 0x7c00, 0x8000, 0x7bff});
  data.resize(128);
  data += "\x01\xff\x80\x7f";
  const TensorFile file(write(R"({"meta":{"n":7,"kind":"test","names":{"a":["x","é"]}},"tensors":{
      "s":{"type":"f32","shape":[2],"offset":0},"h":{"type":"f16","shape":[2,3],"offset":64},
      "b":{"type":"i8","shape":[2,2],"offset":128},"u":{"type":"u8","shape":[4],"offset":128}}})",
                              data));
  EXPECT_EQ(file.floats("s", {2}), (std::vector<float>{1.5F, -2.0F}));
  EXPECT_EQ(file.floats("h", {2, 3}),
            (std::vector<float>{1.0F, -2.5F, std::ldexp(1.0F, -24), INFINITY, -0.0F, 65504.0F}));
  const auto* bytes = file.bytes("b", {2, 2});
  EXPECT_EQ(std::vector<int>(bytes, bytes + 4), (std::vector<int>{1, -1, -128, 127}));
  const auto* unsigned_bytes = file.unsigned_bytes("u", {4});
  EXPECT_EQ(std::vector<int>(unsigned_bytes, unsigned_bytes + 4), (std::vector<int>{1, 255, 128, 127}));
  EXPECT_EQ(file.integer("n"), 7U);
  EXPECT_EQ(file.string("kind"), "test");
  EXPECT_EQ(file.strings("names/a"), (std::vector<std::string_view>{"x", "é"}));
}

TEST_F(TensorFileTest, EveryHalfBecomesItsValue) {
  std::vector<std::uint16_t> halves(0x10000);
  for (std::size_t i = 0; i < halves.size(); ++i) halves[i] = static_cast<std::uint16_t>(i);
  const TensorFile file(write(R"({"meta":{},"tensors":{"h":{"type":"f16","shape":[65536],"offset":0}}})", raw(halves)));
  const auto floats = file.floats("h", {65536});
  for (int i = 0; i < 0x10000; ++i) {
    const int exponent = i >> 10 & 31, fraction = i & 1023;
    if (exponent == 31) continue;
    const float magnitude = exponent == 0 ? std::ldexp(static_cast<float>(fraction), -24)
                                          : std::ldexp(1024.0F + static_cast<float>(fraction), exponent - 25);
    ASSERT_EQ(floats[static_cast<std::size_t>(i)], i & 0x8000 ? -magnitude : magnitude) << i;
  }
}

TEST_F(TensorFileTest, NamesTheFileInErrors) {
  EXPECT_PRED2(contains, message("/nowhere/fast.bin"), "/nowhere/fast.bin: No such file");
  EXPECT_PRED2(contains, message(write_raw("")), path_.string() + ": cannot be mapped");
  EXPECT_PRED2(contains, message(write_raw("GIF89a......")), "not a file of weights");
  EXPECT_PRED2(contains, message(write_raw(std::string("WHOMTNSR\xff\xff\xff\x7f", 12))), "cut short");
  EXPECT_PRED2(contains, message(write("{]", "")), "malformed");
  EXPECT_PRED2(contains, message(write(R"({"meta":{},"tensors":{"a":{"type":"f64","shape":[],"offset":0}}})", "")),
               "unknown type");
  EXPECT_PRED2(contains, message(write(R"({"meta":{},"tensors":{"a":{"type":"i8","shape":[1],"offset":3}}})", "abcd")),
               "not aligned");
}

TEST_F(TensorFileTest, RefusesTensorsBehindTheEnd) {
  const auto with = [&](const std::string& shape, const std::string& offset) {
    return message(
        write(R"({"meta":{},"tensors":{"a":{"type":"f32","shape":)" + shape + R"(,"offset":)" + offset + "}}}",
              std::string(64, 'x')));
  };
  EXPECT_EQ(with("[16]", "0"), "no error");
  EXPECT_PRED2(contains, with("[17]", "0"), "behind the end");
  EXPECT_PRED2(contains, with("[1]", "64"), "behind the end");
  EXPECT_PRED2(contains, with("[1]", "6400"), "behind the end");
  EXPECT_PRED2(contains, with("[4294967296,4294967296]", "0"), "behind the end");
}

TEST_F(TensorFileTest, ChecksNamesShapesAndTypes) {
  const TensorFile file(write(R"({"meta":{"n":"x"},"tensors":{"a":{"type":"i8","shape":[4],"offset":0}}})", "abcd"));
  EXPECT_THROW(file.tensor("b"), std::runtime_error);
  EXPECT_THROW(file.bytes("a", {2, 2}), std::runtime_error);
  EXPECT_THROW(file.unsigned_bytes("a", {4}), std::runtime_error);
  EXPECT_THROW(file.floats("a", {4}), std::runtime_error);
  EXPECT_THROW(file.integer("n"), std::runtime_error);
  EXPECT_THROW(file.strings("n"), std::runtime_error);
  EXPECT_THROW(file.integer("m/n"), std::runtime_error);
}

}  // namespace
}  // namespace whom::extract
