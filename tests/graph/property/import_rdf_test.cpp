#include "graph/property/import_rdf.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "tests/support/print_graph.hpp"

namespace whom::property {
namespace {

namespace fs = std::filesystem;
using test::printed;

class ImportRdf : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path file(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  std::string error(const std::string& name, const std::string& text) const {
    try {
      import_rdf(std::vector{file(name, text)});
    } catch (const std::runtime_error& problem) {
      const std::string message = problem.what();
      EXPECT_TRUE(message.starts_with((folder_ / name).string())) << message;
      return message.substr((folder_ / name).string().size());
    }
    return "";
  }

  fs::path folder_ = fs::temp_directory_path() / ("whom_import_rdf_" + std::to_string(std::random_device{}()));
};

constexpr const char* turtle = R"(
@prefix : <http://example.org/a#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:ann a :Person , <http://example.org/Minister> ;
  :name "Ann" , "Annie"@en , "Ann" ;
  :age 53 ; :height 1.75 ; :weight "7e1"^^xsd:double ; :retired false ;
  :born "1970-02-28"^^xsd:date ; :seen "2024-01-31T10:00:00Z"^^xsd:dateTime , "2024-01-31T11:00:00"^^xsd:dateTime ;
  :term "P5Y"^^xsd:duration ; :odd "x"^^xsd:integer ; :zip "007"^^xsd:int ; :own "y"^^<http://example.org/type> ;
  :met :bo , :bo ; :owns [ :name "Boat" ] .
</c/d> :met :ann .
)";

TEST_F(ImportRdf, ReadsTurtle) {
  EXPECT_EQ(printed(import_rdf(std::vector{file("a.ttl", turtle)})),
            "(:Person:Minister {iri: 'http://example.org/a#ann', name: ['Ann', 'Annie'], age: 53, height: 1.75, "
            "weight: 70.0, retired: false, born: '1970-02-28', seen: ['2024-01-31T10:00Z', '2024-01-31T11:00'], "
            "term: 'P5Y', odd: 'x', zip: 7, own: 'y'})\n"
            "({iri: 'http://example.org/a#bo'})\n"
            "({name: 'Boat'})\n"
            "({iri: 'file:///c/d'})\n"
            "0[:met]1\n"
            "3[:met]0\n"
            "0[:owns]2\n");
}

TEST_F(ImportRdf, ReadsLinesOfTriplesAndQuads) {
  const auto triples = file("a.nt",
                            "<http://e/a> <http://e/p> <http://e/b> .\n<http://e/a> <http://e/p> <http://e/b> .\n"
                            "_:x <http://e/p> <http://e/a> .\n");
  const auto quads = file("b.nq",
                          "<http://e/b> <http://e/p> <http://e/a> <http://e/g> .\n"
                          "_:x <http://e/n> \"tab\\tand \\u00E9\" .\n");
  EXPECT_EQ(printed(import_rdf(std::vector{triples, quads})),
            "({iri: 'http://e/a'})\n"
            "({iri: 'http://e/b'})\n"
            "()\n"
            "({n: 'tab\\tand \u00e9'})\n"
            "0[:p]1\n"
            "1[:p {graph: 'http://e/g'}]0\n"
            "2[:p]0\n");
}

TEST_F(ImportRdf, SaysWhereSomethingIsWrong) {
  EXPECT_TRUE(error("a.nt", "<http://e/a> <http://e/p> <http://e/b> .\n<http://e/a> oops\n").starts_with(":2:"));
  EXPECT_TRUE(error("a.ttl", "@prefix : <http://e/> .\n:a :b \"c .\n").starts_with(":2:"));
  EXPECT_EQ(error("b.ttl", "x:a x:b x:c .\n"), ": unknown prefix: x:a");
  EXPECT_EQ(error("a.csv", ""), ": not the name of an RDF file (.nt, .nq, .ttl, .trig)");
  EXPECT_THROW(import_rdf(std::vector{folder_ / "none.nt"}), std::runtime_error);
  EXPECT_EQ(error("a.nt", ""), "");
}

}  // namespace
}  // namespace whom::property
