#include "support/catch.hpp"

#include <zonogon/base/rlp.hpp>
#include <zonogon/hash/keccak.hpp>

#include "signed_transaction.hpp"

namespace pool_decode_tests {

using namespace zonogon;

namespace {

std::string why(const bytes& raw) {
    const auto got = pool::decode_transaction(raw);
    return got ? std::string{} : got.why().message;
}

bytes text(std::initializer_list<int> in) {
    bytes out;
    append_rlp_bytes(out, bytes(in.begin(), in.end()));
    return out;
}

/// A list of nine items of which one is exchanged for another encoding.
bytes with_item(std::size_t i, const bytes& item) {
    std::vector<bytes> items{text({1}), text({2}),  text({0x52, 0x08}), text({}), text({3}),
                             text({}),  text({27}), text({1}),          text({1})};
    if (i < items.size()) {
        items[i] = item;
    }
    bytes all;
    for (const bytes& one : items) {
        append(all, one);
    }
    return rlp_list(all);
}

} // namespace

// The example of EIP-155, and its sender.
TEST_CASE("a transaction of EIP-155 is read") {
    const bytes raw =
        *from_hex("0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a0"
                  "28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb70330"
                  "4b3800ccf555c9f3dc64214b297fb1966a3b6d83");
    const auto got = pool::decode_transaction(raw);
    INFO(why(raw));
    REQUIRE(got);
    CHECK(to_hex(got->from) == "0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f");
    CHECK(got->tx.nonce == 9);
    CHECK(got->tx.gas_price == u256{20'000'000'000});
    CHECK(got->tx.gas_limit == 21'000);
    CHECK(got->tx.chain_id == 1);
    CHECK(got->tx.v == 27);
    CHECK(got->tx.value == *u256::parse("1000000000000000000"));
    CHECK(got->hash == hash::keccak256(raw));
    CHECK(got->size == raw.size());
    CHECK(pool::encode_transaction(got->tx) == raw);
    CHECK(rollup::ethereum_hash(got->tx) == got->hash);
}

TEST_CASE("transactions of every shape come back as they were") {
    for (const bool replay_safe : {true, false}) {
        for (const bool creates : {true, false}) {
            for (const std::size_t size : {0U, 1U, 2U, 55U, 56U, 255U, 256U, 70'000U}) {
                rollup::transaction tx;
                tx.nonce = size;
                tx.gas_price = u256::power_of_two(200);
                tx.gas_limit = ~std::uint64_t{0};
                tx.value = u256::max();
                tx.data = bytes(size, 1);
                if (!creates) {
                    tx.to = address{9};
                }
                if (replay_safe) {
                    tx.chain_id = 0xffff'ffff'ffff'fff0;
                }
                const bytes raw = test::signed_raw(tx, test::key_number(5));
                const auto got = pool::decode_transaction(raw);
                INFO(why(raw));
                REQUIRE(got);
                CHECK(got->from == test::key_number(5).owner());
                CHECK(got->tx.data == tx.data);
                CHECK(got->tx.to == tx.to);
                CHECK(got->tx.chain_id == tx.chain_id);
                CHECK(got->tx.value == tx.value);
                CHECK(pool::encode_transaction(got->tx) == raw);
            }
        }
    }
}

TEST_CASE("typed transactions are refused by name") {
    CHECK(why({}) == "typed transaction too short");
    for (const std::uint8_t type : bytes{0, 1, 2, 3, 4, 0x7e, 0x7f}) {
        CHECK(why({type, 0xc0}).starts_with("transaction type not supported: type " + std::to_string(type)));
    }
    CHECK(why({2, 0xc0}) == "transaction type not supported: type 2 (dynamic fee, EIP-1559) cannot stand in a batch of "
                            "this rollup, send a legacy transaction (type 0) with gasPrice");
    CHECK(why({1, 0xc0}).find("(access list, EIP-2930)") != std::string::npos);
    CHECK(why({3, 0xc0}).find("(blobs, EIP-4844)") != std::string::npos);
}

TEST_CASE("encodings that are not the shortest, cut or too long are refused") {
    CHECK(why(with_item(99, {})).find("rlp") == std::string::npos);
    CHECK(why({0x80}) == "rlp: expected input list");
    CHECK(why({0xc0}) == "rlp: too few elements");
    const bytes good = with_item(99, {});
    for (std::size_t n = 1; n < good.size(); ++n) {
        CHECK(why(bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(n))).starts_with("rlp: "));
    }
    bytes longer = good;
    longer.push_back(0);
    CHECK(why(longer) == "rlp: value has bytes after its end");
    for (const std::size_t number : {0U, 1U, 2U, 4U, 6U, 7U, 8U}) {
        CHECK(why(with_item(number, {0x00})) == "rlp: non-canonical integer (leading zero bytes)");
        CHECK(why(with_item(number, {0x82, 0x00, 0x01})) == "rlp: non-canonical integer (leading zero bytes)");
        CHECK(why(with_item(number, {0x81, 0x01})) == "rlp: non-canonical size information");
        CHECK(why(with_item(number, {0xc0})) == "rlp: expected input string or byte");
        bytes wide{0xa1};
        wide.resize(34, 1);
        CHECK(why(with_item(number, wide)) == "rlp: input string too long");
    }
    bytes nine{0x89};
    nine.resize(10, 1);
    CHECK(why(with_item(0, nine)) == "rlp: input string too long");
    CHECK(why(with_item(2, nine)) == "rlp: input string too long");
    bytes short_address{0x93};
    short_address.resize(20, 1);
    CHECK(why(with_item(3, short_address)) == "rlp: input string of wrong size for common.Address");
    bytes long_form{0xb8, 0x37};
    long_form.resize(57, 1);
    CHECK(why(with_item(5, long_form)) == "rlp: non-canonical size information");
    bytes zero_length{0xb9, 0x00, 0x38};
    zero_length.resize(59, 1);
    CHECK(why(with_item(5, zero_length)) == "rlp: non-canonical size information");
    CHECK(why(with_item(5, {0xbf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})) ==
          "rlp: value size exceeds available input length");
    CHECK(why({0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}) ==
          "rlp: value size exceeds available input length");
    bytes ten = text({1});
    append(ten, text({1}));
    CHECK(why(with_item(8, ten)) == "rlp: input list has too many elements");
}

TEST_CASE("signatures that no wallet makes are refused") {
    CHECK(why(with_item(6, text({26}))) == "invalid transaction v, r, s values");
    CHECK(why(with_item(6, text({29}))) == "invalid transaction v, r, s values");
    CHECK(why(with_item(6, text({34}))) == "invalid transaction v, r, s values");
    CHECK(why(with_item(6, text({35}))) == "invalid chain id for signer");
    CHECK(why(with_item(6, text({1, 0, 0, 0, 0, 0, 0, 0, 0, 0}))) == "invalid chain id for signer");
    CHECK(why(with_item(7, text({}))) == "invalid transaction v, r, s values");
    CHECK(why(with_item(8, text({}))) == "invalid transaction v, r, s values");
    // s in the upper half: the same signer, but not the only form (EIP-2).
    rollup::transaction tx;
    tx.chain_id = 7;
    const keys::signature s = test::key_number(1).sign(rollup::signing_hash(tx));
    const u256 order = *u256::parse("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    tx.r = s.r;
    tx.s = order - s.s;
    tx.v = static_cast<std::uint8_t>(28 - s.parity);
    CHECK(why(pool::encode_transaction(tx)) == "invalid transaction v, r, s values");
    // An abscissa without a point.
    tx.r = order - u256{1};
    tx.s = u256{1};
    CHECK(why(pool::encode_transaction(tx)) == "invalid sender");
}

} // namespace pool_decode_tests
