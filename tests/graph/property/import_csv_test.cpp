#include "graph/property/import_csv.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "graph/property/csv_reader.hpp"
#include "tests/support/print_graph.hpp"

namespace whom::property {
namespace {

namespace fs = std::filesystem;
using test::printed;

class ImportCsv : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path file(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  std::string error(const CsvSources& sources) const {
    try {
      import_csv(sources);
    } catch (const std::runtime_error& problem) {
      const std::string message = problem.what();
      return message.starts_with(folder_.string()) ? message.substr(folder_.string().size() + 1) : message;
    }
    return "";
  }

  std::string nodes_error(const std::string& text) const { return error({{{file("n.csv", text)}}, {}}); }

 private:
  fs::path folder_ = fs::temp_directory_path() / ("whom_import_csv_" + std::to_string(std::random_device{}()));
};

TEST_F(ImportCsv, ReadsTheNotationOfNeo4j) {
  const Graph graph = import_csv(
      {{{file("people.csv",
              "personId:ID(P),name:string,:LABEL,born:int,tags:string[],note:IGNORE\n"
              "a,Ann,Person;Minister,1970,x;y,zzz\n"
              "b,\"Bo \"\"B\"\" Bee, Jr.\",Person,,,\n")},
        {file("places.csv", "id:ID(Q),:LABEL,area:float,open:boolean,since:date\na,Place,2,TRUE,2024-02-29\n")}},
       {{file("met.csv", ":START_ID(P),:END_ID(P),:TYPE,where:NODE(Q)\na,b,MET,a\nb,a,MET,\n")},
        {.path = file("in.csv", ":START_ID(P),:END_ID(Q),n\na,a,7\n"), .word = "IN"}}});
  EXPECT_EQ(printed(graph),
            "(:Person:Minister {personId: 'a', name: 'Ann', born: 1970, tags: ['x', 'y']})\n"
            "(:Person {personId: 'b', name: 'Bo \"B\" Bee, Jr.'})\n"
            "(:Place {id: 'a', area: 2.0, open: true, since: '2024-02-29'})\n"
            "0[:MET {where: (:Place)}]1\n"
            "1[:MET]0\n"
            "0[:IN {n: 7}]2\n");
}

TEST_F(ImportCsv, TakesWhatTheHeaderDoesNotSayFromTheUser) {
  const auto entities = file("entities.csv", "id,name,type\n10,Ann,Person\n7,Haiti,Place\n");
  const auto statements = file("statements.csv", "id,subj,rel,obj,about\n1,10,0,7,\n2,7,1,10,7\n");
  const auto relations = file("relations.csv", "id,name\n0,met\n1,said\n");
  const Graph graph =
      import_csv({{{.path = entities, .columns = {{"type", ":LABEL"}}, .word = "Entity"}},
                  {{.path = statements,
                    .columns = {{"subj", ":START_ID"}, {"rel", ":TYPE"}, {"obj", ":END_ID"}, {"about", "about:NODE"}},
                    .names = {{"rel", relations}}}}});
  EXPECT_EQ(printed(graph),
            "(:Entity:Person {id: 10, name: 'Ann'})\n"
            "(:Entity:Place {id: 7, name: 'Haiti'})\n"
            "0[:met {id: 1}]1\n"
            "1[:said {id: 2, about: (:Entity:Place {name: 'Haiti'})}]0\n");
}

TEST_F(ImportCsv, TakesTheUsualNamesOfColumns) {
  const Graph graph = import_csv({{{file("n.csv", "Id,label,age\nx,A,1\ny,B,2\n")}},
                                  {{file("r.csv", "type,source,target,weight\nT,y,x,0.5\nT,x,x,1\n")}}});
  EXPECT_EQ(printed(graph),
            "(:A {Id: 'x', age: 1})\n(:B {Id: 'y', age: 2})\n0[:T {weight: 1.0}]0\n1[:T {weight: 0.5}]0\n");
}

TEST_F(ImportCsv, FindsOutTypes) {
  const Graph graph = import_csv({{{file("n.csv",
                                         "int,float,mixed,day,text,code,long,bool,odd,none\n"
                                         "1,1,1,2024-01-31,a,007,123456789012345678901,true,1,\n"
                                         "-5,2.5,x,2023-02-28,,8,1,False,true,\n")}}});
  EXPECT_EQ(printed(graph),
            "({int: 1, float: 1.0, mixed: '1', day: '2024-01-31', text: 'a', code: '007', "
            "long: '123456789012345678901', bool: true, odd: '1'})\n"
            "({int: -5, float: 2.5, mixed: 'x', day: '2023-02-28', code: '8', long: '1', bool: false, odd: 'true'})\n");
  EXPECT_TRUE(graph.property(Node{0}, *graph.find_key("day")).is(Kind::Date));
  EXPECT_EQ(graph.find_key("none"), std::nullopt);
}

TEST_F(ImportCsv, AgreesOnTypesAcrossParts) {
  std::string text = "id,a,b,c\n", rest;
  const std::string pad(200, 'p');
  for (int i = 0; i < 20000; ++i) text += std::to_string(i) + "," + std::to_string(i) + ",\"" + pad + "\n,\"," + "1\n";
  const Graph graph = import_csv({{{file("n.csv", text + "20000,1.5,x,x\n")}}});
  EXPECT_EQ(graph.node_count(), 20001U);
  EXPECT_EQ(print(graph.property(Node{7}, *graph.find_key("a"))), "7.0");
  EXPECT_EQ(print(graph.property(Node{19999}, *graph.find_key("id"))), "19999");
  EXPECT_EQ(graph.property(Node{12345}, *graph.find_key("b")).string(), pad + "\n,");
  EXPECT_EQ(graph.property(Node{0}, *graph.find_key("c")).string(), "1");
}

TEST_F(ImportCsv, TellsEmptyFromNull) {
  const Graph graph = import_csv({{{file("n.csv", "a,b,c\r\n\"\",,\r\n\r\nx,y,\"z\"\r\n,,")}}});
  EXPECT_EQ(printed(graph), "({a: ''})\n({a: 'x', b: 'y', c: 'z'})\n()\n");
}

TEST_F(ImportCsv, SaysWhereSomethingIsWrong) {
  EXPECT_EQ(nodes_error("a,b\n1,2\n1,2,3\n"), "n.csv:3:1: cells in this row: 3, in the header: 2");
  EXPECT_EQ(nodes_error("a,b\n1,\"2\n3\n"), "n.csv:2:3: no quotation mark ends this cell");
  EXPECT_EQ(nodes_error("a,b\n1,\"2\"3\n"), "n.csv:2:6: text after the quotation mark that ends the cell");
  EXPECT_EQ(nodes_error("a,b\n1,2\"3\n"), "n.csv:2:4: a quotation mark inside of a cell that does not begin with one");
  EXPECT_EQ(nodes_error("a,b\n1,x\xFFy\n"), "n.csv:2:4: bytes that are no UTF-8");
  EXPECT_EQ(nodes_error("a:int\nx\n"), "n.csv:2:1: 'x' is not of the type integer");
  EXPECT_EQ(nodes_error("a,b:oops\n"), "n.csv:1:3: the header names an unknown type, 'oops'");
  EXPECT_EQ(nodes_error("a,:START_ID\n"), "n.csv:1:3: the column ':START_ID' cannot be in such a file");
  EXPECT_EQ(nodes_error("a:ID,b:ID\n"), "n.csv:1:1: the column 'a:ID' says what another says too");
  EXPECT_EQ(nodes_error("id\n1\n2\n1\n"), "n.csv:4:1: another node has the id '1'");
  EXPECT_EQ(error({{{file("n.csv", "a\n"), {{"b", ":LABEL"}}}}, {}}), "n.csv:1:1: the header has no column 'b'");
  EXPECT_NE(error({{{"missing.csv"}}, {}}).find("missing.csv: No such file"), std::string::npos);
}

TEST_F(ImportCsv, SaysWhatRelationshipsLack) {
  const auto nodes = file("n.csv", "id\n1\n");
  const auto relationships_error = [&](const std::string& text) { return error({{{nodes}}, {{file("r.csv", text)}}}); };
  EXPECT_EQ(relationships_error("target,type\n"), "r.csv:1:1: no column says where relationships begin (:START_ID)");
  EXPECT_EQ(relationships_error("source,type\n"), "r.csv:1:1: no column says where relationships end (:END_ID)");
  EXPECT_EQ(relationships_error("source,target\n"), "r.csv:1:1: no column says the types of relationships (:TYPE)");
  EXPECT_EQ(relationships_error("source,target,type\n1,2,T\n"), "r.csv:2:3: no node has the id '2'");
  EXPECT_EQ(relationships_error("source,target,type\n1,1,\n"), "r.csv:2:5: a relationship without a type");
}

TEST_F(ImportCsv, MakesAnEmptyGraphOfNothing) {
  EXPECT_EQ(import_csv({}).node_count(), 0U);
  EXPECT_EQ(import_csv({{{file("n.csv", "")}}, {}}).node_count(), 0U);
  EXPECT_EQ(import_csv({{{file("n.csv", "id")}}, {}}).node_count(), 0U);
}

TEST(CsvParts, AreWholeRows) {
  const std::string text = "a,\"b\nb\"\nc,d\n\"\n\n\n\n\n\",e\nf,g";
  for (std::size_t count = 1; count < 9; ++count) {
    std::string joined;
    std::size_t rows = 0;
    for (const std::string_view part : csv_parts(text, count)) {
      joined += part;
      CsvReader reader(part, ',');
      for (std::vector<CsvCell> row; reader.next(row); ++rows) EXPECT_EQ(row.size(), 2U);
    }
    EXPECT_EQ(joined, text);
    EXPECT_EQ(rows, 4U);
  }
}

}  // namespace
}  // namespace whom::property
