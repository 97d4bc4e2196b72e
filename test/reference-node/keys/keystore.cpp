#include "support/catch.hpp"

#include <fstream>
#include <string>

#include <zonogon/base/hex.hpp>

#include "keys/keystore.hpp"
#include "support/temporary_folder.hpp"
#include "support/vectors.hpp"

namespace keys_keystore_tests {

using namespace zonogon;

namespace {

// The PBKDF2 test vector of the Web3 Secret Storage Definition (ethereum.org wiki), and the same key written by ethers
// 6.17 (the definition's scrypt vector breaks RFC 7914: n = 2^18 with r = 1). Both are seeds of the fuzz target.
std::string vector_text(const std::string& name) {
    return test::read_source_file("test/fuzz/corpus/keystore/" + name);
}
const std::string known_secret = "0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d";

std::string edited(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}
std::string why(const std::string& text) {
    const status good = keys::check_keystore(text);
    return good ? std::string{} : good.why().message;
}

} // namespace

TEST_CASE("the published key files open") {
    for (const char* name : {"pbkdf2.json", "scrypt.json"}) {
        const auto key = keys::open_keystore(vector_text(name), "testpassword");
        INFO((key ? std::string{} : key.why().message));
        REQUIRE(key);
        CHECK(to_hex(key->secret()) == known_secret);
        CHECK(to_hex(key->owner()) == "0x008aeeda4d805471df9b2a5b0f38a0c3bcba786b");
        CHECK(keys::open_keystore(vector_text(name), "testpasswore").why().message == "key file: wrong password");
    }
}

TEST_CASE("key files are read strictly and bounded") {
    const std::string s = vector_text("scrypt.json");
    const std::string p = vector_text("pbkdf2.json");
    CHECK(why(s).empty());
    CHECK(why("") == "key file: not a JSON object");
    CHECK(why("[]") == "key file: not a JSON object");
    CHECK(why(std::string(70'000, ' ')) == "key file: longer than any is");
    CHECK(why(edited(s, "\"version\":3", "\"version\":1")) == "key file: version is not 3");
    CHECK(why(edited(s, "\"version\":3", "\"version\":\"3\"")).find("version") != std::string::npos);
    CHECK(why(edited(s, "aes-128-ctr", "aes-128-cbc")) == "key file: cipher is not aes-128-ctr");
    const auto shorter = [](const std::string& text, const std::string& name) {
        std::string out = text;
        const std::size_t at = out.find("\"" + name + "\":\"");
        REQUIRE(at != std::string::npos);
        return out.erase(at + name.size() + 4, 2);
    };
    CHECK(why(shorter(s, "iv")).find("iv") != std::string::npos);
    CHECK(why(shorter(s, "ciphertext")).find("ciphertext") != std::string::npos);
    CHECK(why(shorter(s, "mac")).find("mac") != std::string::npos);
    CHECK(why(edited(s, "\"iv\":\"", "\"iv\":\"zz")).find("iv") != std::string::npos);
    CHECK(why(edited(s, "\"kdf\":\"scrypt\"", "\"kdf\":\"argon\"")) == "key file: kdf is neither scrypt nor pbkdf2");
    CHECK(why(edited(s, "\"n\":4096", "\"n\":4095")) == "key file: scrypt parameters are invalid");
    CHECK(why(edited(s, "\"n\":4096", "\"n\":0")) == "key file: scrypt parameters are invalid");
    CHECK(why(edited(edited(s, "\"n\":4096", "\"n\":65536"), "\"r\":8", "\"r\":1")) ==
          "key file: scrypt parameters are invalid");
    CHECK(why(edited(s, "\"n\":4096", "\"n\":-4")).find("member n") != std::string::npos);
    CHECK(why(edited(s, "\"n\":4096", "\"n\":9223372036854775808")) == "key file: scrypt asks for too much work");
    CHECK(why(edited(s, "\"n\":4096", "\"n\":1048576")) == "key file: scrypt asks for too much work");
    CHECK(why(edited(s, "\"p\":6", "\"p\":65")) == "key file: scrypt asks for too much work");
    CHECK(why(edited(s, "\"dklen\":32", "\"dklen\":64")) == "key file: dklen is not 32");
    CHECK(why(edited(p, "262144", "0")) == "key file: PBKDF2 has no or too many rounds");
    CHECK(why(edited(p, "262144", "99999999999")) == "key file: PBKDF2 has no or too many rounds");
    CHECK(why(edited(p, "hmac-sha256", "hmac-sha1")) == "key file: prf is not hmac-sha256");
    CHECK(!keys::open_keystore(edited(p, "5318", "5319"), "testpassword"));
}

TEST_CASE("a written key file opens again, from files too") {
    const auto key = keys::private_key::from_bytes(*from_hex(known_secret));
    REQUIRE(key);
    const auto text = keys::write_keystore(*key, "sesame", 10);
    REQUIRE(text);
    CHECK(keys::write_keystore(*key, "sesame", 10).operator*() != *text);
    CHECK(text->find(known_secret.substr(2)) == std::string::npos);
    CHECK(!keys::write_keystore(*key, "sesame", 19));
    const test::temporary_folder at;
    std::ofstream(at / "key") << *text;
    std::ofstream(at / "password") << "sesame\nnot this\n";
    std::ofstream(at / "wrong") << "sesam\n";
    const auto again = keys::load_key(at / "key", at / "password");
    REQUIRE(again);
    CHECK(to_hex(again->secret()) == known_secret);
    CHECK(keys::load_key(at / "key", at / "wrong").why().message.ends_with("key: key file: wrong password"));
    CHECK(!keys::load_key(at / "none", at / "password"));
    CHECK(!keys::load_key(at / "key", at / "none"));
}

TEST_CASE("keys sign, and signers are recovered") {
    // The first account of the mnemonic that development chains use.
    const auto key =
        keys::private_key::from_bytes(*from_hex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"));
    REQUIRE(key);
    CHECK(to_hex(key->owner()) == "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    const u256 order = *u256::parse("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    for (std::uint8_t i = 0; i < 20; ++i) {
        bytes32 hash{};
        hash[5] = i;
        const keys::signature s = key->sign(hash);
        CHECK(s == key->sign(hash));
        CHECK(s.s <= (order >> 1));
        CHECK(keys::recover(hash, s) == key->owner());
        CHECK(keys::recover(hash, {s.r, s.s, static_cast<std::uint8_t>(1 - s.parity)}) != key->owner());
        CHECK(keys::recover(hash, {s.r, order - s.s, static_cast<std::uint8_t>(1 - s.parity)}) == key->owner());
        CHECK(keys::recover(hash, {s.r, s.s, 2}) == std::nullopt);
    }
    CHECK(keys::recover({}, {u256{}, u256{1}, 0}) == std::nullopt);
    CHECK(keys::recover({}, {order, u256{1}, 0}) == std::nullopt);
    CHECK(!keys::private_key::from_bytes(bytes(32)));
    CHECK(!keys::private_key::from_bytes(order.to_bytes()));
    CHECK(!keys::private_key::from_bytes(bytes(31, 1)));
    const auto one = keys::private_key::create();
    const auto two = keys::private_key::create();
    REQUIRE((one && two));
    CHECK(one->owner() != two->owner());
}

} // namespace keys_keystore_tests
