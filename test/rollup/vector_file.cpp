#include <functional>
#include <string>

#include <zonogon/rollup/vector_file.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

namespace rollup_vector_file_tests {

using namespace zonogon;
using nlohmann::json;

namespace {

const std::string zero_word = "0x" + std::string(64, '0');

std::string why(const json& j) {
    const auto file = rollup::read_vector_file(j.dump());
    return file ? "" : file.why().message;
}
/// The complaint about a good file after one change.
std::string changed(const std::string& name, const std::function<void(json&)>& change) {
    json j = test::load_vector("state-transition/" + name);
    change(j);
    return why(j);
}

} // namespace

TEST_CASE("the four shapes are told apart", "[rollup][vector-file]") {
    const auto shape = [](const std::string& name) {
        const auto file = rollup::read_vector_file(test::read_source_file("test/vectors/state-transition/" + name));
        REQUIRE(file);
        return file->shape;
    };
    CHECK(shape("transfer-data.json") == 'A');
    CHECK(shape("node-etrog-nonces-0.json") == 'A');
    CHECK(shape("commonjs-state-transition-0.json") == 'B');
    CHECK(shape("commonjs-block-info-batches-0.json") == 'C');
    CHECK(shape("prover-collection-0.json") == 'D');
}

TEST_CASE("what is wrong with a file is said in one line that names the field", "[rollup][vector-file]") {
    CHECK(rollup::read_vector_file("").why().message == "not a JSON text (line 1, column 1)");
    CHECK(rollup::read_vector_file("{\n \"a\":").why().message == "not a JSON text (line 2, column 6)");
    CHECK(rollup::read_vector_file(std::string(100'000, '[')).why().message ==
          "not a JSON text (line 1, column 100001)");
    CHECK(rollup::read_vector_file(R"({"id": "a", "genesis": [{"nonce": 1, "nonce": 2}]})").why().message ==
          "field nonce stands twice in one object");
    CHECK(rollup::read_vector_file("[1e999]").why().message ==
          "not a JSON text that can be held: a number is out of range");
    CHECK(why(json::array()) == "the file is not an object");
    CHECK(why(json::object()) == "field oldStateRoot is missing");
    const std::string a = "transfer-data.json";
    CHECK(changed(a, [](json& j) { j["wings"] = 2; }) == "field wings is unknown");
    CHECK(changed(a, [](json& j) { j["batches"][0]["input"]["wings"] = 2; }) ==
          "field batches[0].input.wings is unknown");
    CHECK(changed(a, [](json& j) { j["batches"][0]["input"].erase("chainID"); }) ==
          "field batches[0].input.chainID is missing");
    CHECK(changed(a, [](json& j) { j["batches"][0]["input"]["chainID"] = -1; }) ==
          "field batches[0].input.chainID is not a whole number from 0 up to 2^64 - 1");
    CHECK(changed(a, [](json& j) { j["batches"][0]["input"]["chainID"] = 1.5; }) ==
          "field batches[0].input.chainID is not a whole number from 0 up to 2^64 - 1");
    CHECK(changed(a, [](json& j) { j["batches"][0]["input"]["timestampLimit"] = "18446744073709551616"; }) ==
          "field batches[0].input.timestampLimit is larger than 18446744073709551615");
    CHECK(changed(a, [](json& j) { j["batches"][0]["input"]["oldStateRoot"] = "0x12"; }) ==
          "field batches[0].input.oldStateRoot has 1 bytes instead of 32");
    CHECK(changed(a, [](json& j) { j["batches"][0]["input"]["batchL2Data"] = "0x123"; }) ==
          "field batches[0].input.batchL2Data is not hex: hex text has an odd number of digits");
    CHECK(changed(a, [](json& j) {
              j["batches"][0]["input"]["batchL2Data"] = "0x12zz";
          }).starts_with("field batches[0].input.batchL2Data is not hex"));
    CHECK(changed(a, [](json& j) { j["batches"][0]["input"]["batchL2Data"] = 7; }) ==
          "field batches[0].input.batchL2Data is not a string");
    CHECK(changed(a, [](json& j) { j["batches"][0]["input"]["batchL2Data"] = "0x" + std::string(10'000'000, '0'); }) ==
          "field batches[0].input.batchL2Data has more than 4 MiB");
    CHECK(changed(a, [](json& j) { j["batches"] = 5; }) == "field batches is not an array");
    CHECK(changed(a, [](json& j) { j["genesis"][1]["address"] = "0x00"; }) ==
          "field genesis[1].address has 1 bytes instead of 20");
    CHECK(changed(a, [](json& j) { j["genesis"][1]["balance"] = "many"; }) ==
          "field genesis[1].balance is not a number of at most 256 bits");
    CHECK(changed(a, [](json& j) { j["genesis"][1]["storage"] = {{"slot", "0x1"}}; }) ==
          "field genesis[1].storage.slot is not named by a slot");
    CHECK(changed(a, [](json& j) { j["batches"][0]["txs"][1]["type"] = "gift"; }) ==
          "field batches[0].txs[1].type is neither changeL2Block nor tx");
    CHECK(changed(a, [](json& j) { j["batches"][0]["expected"]["batchValid"] = 1; }) ==
          "field batches[0].expected.batchValid is not true or false");
    CHECK(changed(a, [](json& j) { j["batches"][0]["input"]["db"][zero_word] = json::array({"00"}); }) ==
          "field batches[0].input.db." + zero_word + " has 1 entries instead of 8 or 12");
    CHECK(changed(a, [](json& j) { j["batches"][0]["input"]["db"]["0xzz"] = json::array(); }) ==
          "field batches[0].input.db.0xzz is not named by a hash");
    CHECK(changed(a, [](json& j) { j["batches"][0]["input"]["contractsBytecode"][zero_word] = "0x600"; }) ==
          "field batches[0].input.contractsBytecode." + zero_word +
              " is not hex: hex text has an odd number of digits");
    const std::string l1 = "l1info-index-1.json";
    CHECK(changed(l1, [](json& j) { j["batches"][0]["input"]["l1InfoTree"]["1"]["smtProof"].erase(0); }) ==
          "field batches[0].input.l1InfoTree.1.smtProof has 31 entries instead of 32");
    CHECK(changed(l1, [](json& j) { j["batches"][0]["input"]["l1InfoTree"]["4294967296"] = json::object(); }) ==
          "field batches[0].input.l1InfoTree.4294967296 is not named by an index");
    CHECK(changed("commonjs-state-transition-0.json", [](json& j) {
              j["sequencerAddress"] = "0x1";
          }).starts_with("field sequencerAddress is not hex"));
    CHECK(changed("prover-collection-0.json", [](json& j) { j["newNumBatch"] = "x"; }) ==
          "field newNumBatch is not a number of at most 256 bits");
    // A name is shown in one line of bounded length, up to four characters for one that is not printable.
    const std::string odd = changed(a, [](json& j) { j[std::string(1000, '\n')] = 0; });
    CHECK(odd.size() < 320);
    CHECK(odd.find('\n') == std::string::npos);
}

} // namespace rollup_vector_file_tests
