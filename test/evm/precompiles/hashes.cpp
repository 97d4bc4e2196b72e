#include <string>

#include <zonogon/evm/precompiles/blake2f.hpp>
#include <zonogon/evm/precompiles/ecrecover.hpp>
#include <zonogon/evm/precompiles/identity.hpp>
#include <zonogon/evm/precompiles/ripemd160.hpp>
#include <zonogon/evm/precompiles/sha256.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

namespace evm_precompiles_hashes_tests {

using namespace zonogon;
namespace precompiles = evm::precompiles;

namespace {

bytes text(std::size_t count, char c) {
    return bytes(count, static_cast<std::uint8_t>(c));
}
/// The call needs exactly this gas.
void check_price(evm::precompile_function run, byte_view input, std::uint64_t price) {
    CHECK(run(input, price).ok);
    CHECK(run(input, price).gas == price);
    CHECK(run(input, ~std::uint64_t{0}).gas == price);
    const auto short_of_gas = run(input, price - 1);
    CHECK_FALSE(short_of_gas.ok);
    CHECK(short_of_gas.output.empty());
}

} // namespace

TEST_CASE("RIPEMD-160 of the paper's strings and around the block size", "[evm][precompiles]") {
    // The paper's appendix B; lengths 55 to 119 by OpenSSL 3.
    const auto digest = [](byte_view in) { return to_hex(hash::ripemd160(in)); };
    const auto word = [](const std::string& s) { return bytes(s.begin(), s.end()); };
    CHECK(digest({}) == "0x9c1185a5c5e9fc54612808977ee8f548b2258d31");
    CHECK(digest(word("abc")) == "0x8eb208f7e05d987a9b044a8e98c6b087f15a0bfc");
    CHECK(digest(word("12345678901234567890123456789012345678901234567890123456789012345678901234567890")) ==
          "0x9b752e45573d4b39f4dbd3323cab82bf63326bfb");
    CHECK(digest(text(55, 'a')) == "0x0d8a8c9063a48576a7c97e9f95253a6e53ff6765");
    CHECK(digest(text(56, 'a')) == "0xe72334b46c83cc70bef979e15453706c95b888be");
    CHECK(digest(text(64, 'a')) == "0x9dfb7d374ad924f3f88de96291c33e9abed53e32");
    CHECK(digest(text(119, 'a')) == "0x23e398ff2bac815aa1bbb57ca2a669c841872919");
}

TEST_CASE("hashing contracts pad, price and answer", "[evm][precompiles]") {
    CHECK(to_hex(precompiles::ripemd160(text(55, 'a'), 1000).output) ==
          "0x0000000000000000000000000d8a8c9063a48576a7c97e9f95253a6e53ff6765");
    check_price(precompiles::ripemd160, {}, 600);
    check_price(precompiles::ripemd160, text(33, 'a'), 840);
    CHECK(to_hex(precompiles::sha256({}, 60).output) ==
          "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check_price(precompiles::sha256, {}, 60);
    check_price(precompiles::sha256, text(32, 'a'), 72);
    check_price(precompiles::sha256, text(33, 'a'), 84);
    CHECK(precompiles::identity(text(33, 'b'), 100).output == text(33, 'b'));
    CHECK(precompiles::identity({}, 15).ok);
    check_price(precompiles::identity, text(33, 'b'), 21);
}

TEST_CASE("ECRECOVER finds the senders of known transactions", "[evm][precompiles]") {
    for (const auto& j : test::load_vector("batch-encoding/tx-encoding.json")) {
        const auto word = [&j](const char* name) { return u256::parse(j[name].get<std::string>()).value(); };
        bytes input;
        append(input, word("signingHash").to_bytes());
        append(input, u256{j["vBatch"].get<std::uint64_t>()}.to_bytes());
        append(input, word("r").to_bytes());
        append(input, word("s").to_bytes());
        bytes expected(12);
        append(expected, *from_hex(j["from"].get<std::string>()));
        CHECK(precompiles::ecrecover(input, 3000).output == expected);
        check_price(precompiles::ecrecover, input, 3000);
        // High s and the other parity are the same signature.
        bytes turned = input;
        const bytes32 high = (curve::secp256k1::order() - word("s")).to_bytes();
        std::copy(high.begin(), high.end(), turned.begin() + 96);
        turned[63] = static_cast<std::uint8_t>(55 - turned[63]);
        CHECK(precompiles::ecrecover(turned, 3000).output == expected);
        // More bytes behind do not count; a wrong v gives nothing and costs the same.
        turned.push_back(7);
        CHECK(precompiles::ecrecover(turned, 3000).output == expected);
        for (const std::size_t place : {32U, 62U}) {
            bytes wrong = input;
            wrong[place] = 1;
            CHECK(precompiles::ecrecover(wrong, 3000).ok);
            CHECK(precompiles::ecrecover(wrong, 3000).output.empty());
        }
    }
    for (const std::size_t size : {0U, 31U, 64U, 127U}) {
        CHECK(precompiles::ecrecover(bytes(size), 3000).ok);
        CHECK(precompiles::ecrecover(bytes(size), 3000).output.empty());
    }
}

TEST_CASE("BLAKE2 F gives the vectors of EIP-152", "[evm][precompiles]") {
    const auto file = test::load_vector("precompiles/blake2f.json");
    for (const auto& j : file["cases"]) {
        const bytes input = *from_hex(j["input"].get<std::string>());
        const auto out = precompiles::blake2f(input, 100);
        CHECK(out.ok == !j["output"].is_null());
        if (out.ok) {
            CHECK(to_hex(out.output) == j["output"].get<std::string>());
            CHECK(out.gas == j["gas"].get<std::uint64_t>());
        } else {
            CHECK(out.output.empty());
        }
    }
    bytes costly = *from_hex(file["cases"][5]["input"].get<std::string>());
    check_price(precompiles::blake2f, costly, 12);
    // As many rounds as there can be: refused before any of them is done.
    costly[0] = costly[1] = costly[2] = costly[3] = 0xff;
    CHECK_FALSE(precompiles::blake2f(costly, 0xfffffffe).ok);
}

} // namespace evm_precompiles_hashes_tests
