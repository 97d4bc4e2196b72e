#include "support/catch.hpp"

#include <string>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>

#include "l1/abi_rollup.hpp"
#include "l1/contracts.hpp"
#include "support/vectors.hpp"

namespace l1_abi_tests {

using namespace zonogon;
using l1::abi_reader;
using l1::abi_writer;

namespace {

/// Words in hex, one after the other, behind an optional selector.
bytes words(const std::vector<std::string>& in, const std::string& before = "") {
    bytes out = *from_hex(before);
    for (const std::string& word : in) {
        append(out, *from_hex(std::string(64 - word.size(), '0') + word));
    }
    return out;
}
/// A word that begins with the text and is filled up with zeros.
std::string text_word(const std::string& text) {
    std::string hex = to_hex(byte_view{reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}).substr(2);
    hex.resize(64, '0');
    return hex;
}
std::string spell(byte_view v) {
    return {v.begin(), v.end()};
}
std::string why(const abi_reader& in) {
    const status s = in.outcome("data");
    return s ? "" : s.why().message;
}

} // namespace

TEST_CASE("the examples of the ABI specification") {
    // sam("dave", true, [1,2,3])
    const bytes sam = words({"60", "1", "a0", "4", text_word("dave"), "3", "1", "2", "3"}, "a5643bf2");
    const auto three = abi_writer{}.number(1).number(2).number(3);
    CHECK(abi_writer{}.text("dave").flag(true).flat_list(3, three).call(
              l1::function_selector("sam(bytes,bool,uint256[])")) == sam);
    abi_reader in{byte_view{sam}.subspan(4)};
    CHECK(spell(in.text()) == "dave");
    CHECK(in.flag());
    std::vector<std::uint64_t> list;
    in.flat_list(10, 1, [&](abi_reader& e) { list.push_back(e.number()); });
    CHECK(list == std::vector<std::uint64_t>{1, 2, 3});
    CHECK(why(in).empty());

    // f(0x123, [0x456, 0x789], "1234567890", "Hello, world!")
    const bytes f = words(
        {"123", "80", text_word("1234567890"), "e0", "2", "456", "789", "d", text_word("Hello, world!")}, "8be65246");
    abi_writer out;
    out.number(0x123).flat_list(2, abi_writer{}.number(0x456).number(0x789));
    out.word(u256::from_bytes(*from_hex(text_word("1234567890")))).text("Hello, world!");
    CHECK(out.call(l1::function_selector("f(uint256,uint32[],bytes10,bytes)")) == f);

    // g([[1, 2], [3]], ["one", "two", "three"])
    const bytes g = words({"40", "140",
                           "2",  "40",
                           "a0", "2",
                           "1",  "2",
                           "1",  "3",
                           "3",  "60",
                           "a0", "e0",
                           "3",  text_word("one"),
                           "3",  text_word("two"),
                           "5",  text_word("three")},
                          "2289b18c");
    abi_writer nested;
    // An inner array is the tail of a pointer, as a tuple of its length and elements would be.
    nested.list({abi_writer{}.number(2).number(1).number(2), abi_writer{}.number(1).number(3)});
    abi_writer names;
    for (const char* name : {"one", "two", "three"}) {
        names.text(name);
    }
    nested.flat_list(3, names);
    CHECK(nested.call(l1::function_selector("g(uint256[][],string[])")) == g);
    abi_reader reading{byte_view{g}.subspan(4)};
    std::vector<std::vector<std::uint64_t>> got;
    reading.list(2, [&](abi_reader& inner) {
        auto& row = got.emplace_back();
        const std::uint64_t count = inner.number();
        for (std::uint64_t i = 0; i < count && !inner.failed(); ++i) {
            row.push_back(inner.number());
        }
    });
    CHECK(got == std::vector<std::vector<std::uint64_t>>{{1, 2}, {3}});
    CHECK(why(reading).empty());
}

TEST_CASE("selectors and topics are those of the contracts") {
    CHECK(l1::sequence_batches == l1::selector{0xde, 0xf5, 0x7e, 0x54});
    const nlohmann::json all = test::load_vector("contracts/abi-signatures.json");
    CHECK(to_hex(l1::event_topic("SequenceBatches(uint64,bytes32)")) ==
          all["PolygonZkEVMEtrog"]["events"]["SequenceBatches(uint64,bytes32)"]["topic0"].get<std::string>());
    CHECK(to_hex(l1::event_topic("UpdateL1InfoTree(bytes32,bytes32)")) ==
          all["PolygonZkEVMGlobalExitRootV2"]["events"]["UpdateL1InfoTree(bytes32,bytes32)"]["topic0"]
              .get<std::string>());
    static_assert(l1::function_selector("forceBatch(bytes,uint256)") == l1::force_batch);
}

TEST_CASE("what Solidity would not decode is refused by name") {
    const auto reason = [](const bytes& data, const auto& read) {
        abi_reader in{data};
        read(in);
        return why(in);
    };
    const auto text = [](abi_reader& in) { return in.text(); };
    const auto number = [](unsigned bits) { return [bits](abi_reader& in) { return in.number(bits); }; };
    const std::string ff(64, 'f');
    CHECK(reason({}, number(64)) == "the data is cut short");
    CHECK(reason(bytes(31), number(64)) == "the data is cut short");
    CHECK(reason(words({"10000000000000000"}), number(64)).find("does not fit") != std::string::npos);
    CHECK(reason(words({"100000000"}), number(32)).find("does not fit") != std::string::npos);
    CHECK(reason(words({"ffffffff"}), number(32)).empty());
    CHECK(reason(words({"2"}), [](abi_reader& in) { return in.flag(); }).find("neither") != std::string::npos);
    CHECK(reason(words({"1" + std::string(40, '0')}), [](abi_reader& in) { return in.account(); }).find("20 bytes") !=
          std::string::npos);
    CHECK(reason(words({"21", "0"}), text).find("cut short") != std::string::npos);
    CHECK(reason(words({"41", "0"}), text).find("offset") != std::string::npos);
    CHECK(reason(words({ff, "0"}), text).find("offset") != std::string::npos);
    CHECK(reason(words({"20", "21", "0"}), text).find("cut short") != std::string::npos);
    CHECK(reason(words({"20", ff, "0"}), text).find("too long") != std::string::npos);
    CHECK(reason(words({"20", std::string(16, 'f'), "0"}), text).find("cut short") != std::string::npos);
    // Taken: an offset that is no multiple of 32, bytes behind the end that are not zero, a tail between others.
    CHECK(reason(words({"20", "2", "6162ff" + std::string(58, '1')}), text).empty());
    bytes odd = words({"21"});
    append(odd, bytes{7});
    append(odd, words({"1", "61"}));
    CHECK(reason(odd, text).empty());

    int seen = 0;
    const auto list = [&](abi_reader& in) { in.list(3, [&](abi_reader& e) { ++seen, e.word(); }); };
    CHECK(reason(words({"20", "4", "0", "0", "0", "0"}), list).find("too long") != std::string::npos);
    CHECK(seen == 0);
    CHECK(reason(words({"20", "3", "0"}), list).find("cut short") != std::string::npos);
    CHECK(seen == 1);
    // The first thing wrong is what is told, and nothing is read after it.
    const bytes two = words({"2"});
    abi_reader in{two};
    CHECK(!in.flag());
    CHECK(in.word().is_zero());
    in.flat_list(9, 1, [&](abi_reader&) { ++seen; });
    in.refuse("is late");
    CHECK(seen == 1);
    CHECK(why(in).find("neither") != std::string::npos);
    const auto flat = [&](abi_reader& r) { r.flat_list(~0ULL, ~0ULL / 64, [&](abi_reader&) { ++seen; }); };
    CHECK(reason(words({"20", "ffffffffffffffff", "0"}), flat).find("cut short") != std::string::npos);
    CHECK(seen == 1);
}

TEST_CASE("calls of the rollup contract go both ways") {
    l1::sequence_call call;
    call.batches.push_back({{1, 2, 3}, {}, 0, {}});
    call.batches.push_back({bytes(70, 9), u256{5}, 6, u256{7}});
    call.max_timestamp = 1'700'000'000;
    call.initial_batch = 41;
    call.coinbase = address{0xaa};
    const bytes sequenced = l1::encode_sequence_batches(call);
    CHECK(*l1::decode_sequence_batches(sequenced) == call);
    const bytes forced = l1::encode_sequence_force_batches(call.batches);
    CHECK(*l1::decode_sequence_force_batches(forced) == call.batches);
    CHECK(!l1::decode_sequence_batches(forced));
    CHECK(!l1::decode_sequence_force_batches(sequenced));
    CHECK(*l1::decode_force_batch(abi_writer{}.text(bytes{4, 5}).number(9).call(l1::force_batch)) == bytes{4, 5});
    CHECK(!l1::decode_force_batch(sequenced));
    CHECK(!l1::decode_sequence_batches(bytes{0xde, 0xf5}));
    // Cut anywhere inside of what is read, it is refused; only the padding of the last member may be missing.
    for (std::size_t size = 0; size < sequenced.size(); ++size) {
        const auto got = l1::decode_sequence_batches(byte_view{sequenced}.first(size));
        if (got) {
            REQUIRE(size >= sequenced.size() - 26);
            REQUIRE(*got == call);
        }
    }
    call.batches.clear();
    CHECK(l1::decode_sequence_batches(l1::encode_sequence_batches(call)).why().message.find("no batches") !=
          std::string::npos);
    call.batches.resize(1001);
    CHECK(l1::decode_sequence_batches(l1::encode_sequence_batches(call)).why().message.find("too long") !=
          std::string::npos);
}

TEST_CASE("a deployment says where the contracts stand") {
    nlohmann::json file{{"root", "0x" + std::string(64, '1')},
                        {"l1",
                         {{"chainId", 31337},
                          {"firstBlock", 4},
                          {"contracts",
                           {{"bridge", "0x0000000000000000000000000000000000000001"},
                            {"globalExitRootManager", "0x0000000000000000000000000000000000000002"},
                            {"rollupManager", "0x0000000000000000000000000000000000000003"},
                            {"rollup", "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"},
                            {"feeToken", "0x0000000000000000000000000000000000000005"}}}}},
                        {"rollup", {{"id", 1}, {"chainId", 1001}}}};
    const auto got = l1::parse_rollup_contracts(file.dump());
    REQUIRE(got);
    CHECK(got->l1_chain_id == 31337);
    CHECK(got->chain_id == 1001);
    CHECK(got->rollup_id == 1);
    CHECK(got->first_block == 4);
    CHECK(to_hex(got->rollup) == "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc");
    CHECK(got->rollup_manager.back() == 3);
    CHECK(got->genesis_root == u256::from_bytes(*from_hex(std::string(64, '1'))));
    const auto message = [](const nlohmann::json& j) {
        const auto out = l1::parse_rollup_contracts(j.dump());
        return out ? std::string{} : out.why().message;
    };
    for (const char* path : {"/root", "/l1/chainId", "/l1/firstBlock", "/l1/contracts/bridge", "/l1/contracts/rollup",
                             "/l1/contracts/feeToken", "/rollup/id", "/rollup/chainId"}) {
        auto changed = file;
        changed[nlohmann::json::json_pointer{path}] = -1;
        CHECK(message(changed).find(path) != std::string::npos);
    }
    auto zero = file;
    zero["rollup"]["id"] = 0;
    CHECK(message(zero).find("/rollup/id") != std::string::npos);
    file["l1"] = {1, 2};
    CHECK(message(file).find("/l1/") != std::string::npos);
    CHECK(!l1::parse_rollup_contracts("{"));
    CHECK(!l1::parse_rollup_contracts("[]"));
    CHECK(l1::read_rollup_contracts("no-such-file").why().message.find("no-such-file") != std::string::npos);
}

} // namespace l1_abi_tests
