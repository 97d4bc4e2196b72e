#include "keys/keystore.hpp"

#include <array>
#include <bit>
#include <limits>
#include <memory>
#include <optional>

#include <nlohmann/json.hpp>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <zonogon/base/hex.hpp>
#include <zonogon/base/read_file.hpp>
#include <zonogon/hash/keccak.hpp>

namespace zonogon::keys {
namespace {

using nlohmann::json;

constexpr std::uint64_t most_scrypt_memory = std::uint64_t{512} << 20;
constexpr std::uint64_t most_rounds = std::uint64_t{1} << 24;

struct scrypt_cost {
    std::uint64_t n = 0;
    std::uint64_t r = 0;
    std::uint64_t p = 0;
};

struct key_file {
    bytes iv;
    bytes ciphertext;
    bytes mac;
    bytes salt;
    std::optional<scrypt_cost> scrypt;
    std::uint64_t rounds = 0;
};

/// Takes members out of the file; the first thing wrong is kept.
class file_reader {
public:
    const json* member(const json& in, const char* name, json::value_t type) {
        if (in.is_object()) {
            const auto found = in.find(name);
            if (found != in.end() && found->type() == type) {
                return &*found;
            }
        }
        fail(std::string{"member "} + name + " is missing or of another type");
        return nullptr;
    }
    std::string text(const json& in, const char* name) {
        const json* found = member(in, name, json::value_t::string);
        return found == nullptr ? std::string{} : found->get<std::string>();
    }
    bytes hex(const json& in, const char* name, std::size_t least, std::size_t most) {
        const auto decoded = from_hex(text(in, name));
        if (!decoded || decoded->size() < least || decoded->size() > most) {
            fail(std::string{"member "} + name + " is not hex of the right length");
            return {};
        }
        return *decoded;
    }
    std::uint64_t number(const json& in, const char* name) {
        const json* found = member(in, name, json::value_t::number_unsigned);
        return found == nullptr ? 0 : found->get<std::uint64_t>();
    }
    void need(bool truth, const char* what) {
        if (!truth) {
            fail(what);
        }
    }
    void fail(const std::string& what) {
        if (!why_) {
            why_ = error{"key file: " + what};
        }
    }
    const std::optional<error>& why() const { return why_; }

private:
    std::optional<error> why_;
};

result<key_file> read(std::string_view text) {
    file_reader in;
    if (text.size() > 65'536) {
        return error{"key file: longer than any is"};
    }
    const json file = json::parse(text, nullptr, false);
    if (!file.is_object()) {
        return error{"key file: not a JSON object"};
    }
    key_file out;
    in.need(in.number(file, "version") == 3, "version is not 3");
    // Early programs wrote the name with a capital.
    const char* const crypto_name = file.contains("crypto") ? "crypto" : "Crypto";
    const json* crypto = in.member(file, crypto_name, json::value_t::object);
    if (in.why()) {
        return *in.why();
    }
    in.need(in.text(*crypto, "cipher") == "aes-128-ctr", "cipher is not aes-128-ctr");
    out.ciphertext = in.hex(*crypto, "ciphertext", 32, 32);
    out.mac = in.hex(*crypto, "mac", 32, 32);
    const json* cipher = in.member(*crypto, "cipherparams", json::value_t::object);
    const json* kdf = in.member(*crypto, "kdfparams", json::value_t::object);
    const std::string kdf_name = in.text(*crypto, "kdf");
    if (in.why()) {
        return *in.why();
    }
    out.iv = in.hex(*cipher, "iv", 16, 16);
    out.salt = in.hex(*kdf, "salt", 0, 1'024);
    in.need(in.number(*kdf, "dklen") == 32, "dklen is not 32");
    if (kdf_name == "scrypt") {
        // The bound on n by r is RFC 7914's.
        const scrypt_cost cost{in.number(*kdf, "n"), in.number(*kdf, "r"), in.number(*kdf, "p")};
        in.need(std::has_single_bit(cost.n) && cost.n > 1 && cost.r > 0 && cost.p > 0 &&
                    (cost.r > 3 || cost.n < std::uint64_t{1} << (16 * cost.r)),
                "scrypt parameters are invalid");
        in.need(cost.r <= 64 && cost.p <= 64 && cost.n <= most_scrypt_memory / 128 &&
                    cost.n * cost.r * 128 <= most_scrypt_memory && cost.n * cost.r * cost.p <= (std::uint64_t{1} << 26),
                "scrypt asks for too much work");
        out.scrypt = cost;
    } else if (kdf_name == "pbkdf2") {
        in.need(in.text(*kdf, "prf") == "hmac-sha256", "prf is not hmac-sha256");
        out.rounds = in.number(*kdf, "c");
        in.need(out.rounds > 0 && out.rounds <= most_rounds, "PBKDF2 has no or too many rounds");
    } else {
        in.fail("kdf is neither scrypt nor pbkdf2");
    }
    return in.why() ? result<key_file>{*in.why()} : result<key_file>{std::move(out)};
}

/// A derived key that does not stay in memory.
struct secret32 {
    std::array<std::uint8_t, 32> text{};
    secret32() = default;
    secret32(const secret32&) = delete;
    secret32& operator=(const secret32&) = delete;
    ~secret32() { OPENSSL_cleanse(text.data(), text.size()); }
};

bool derive(const key_file& file, std::string_view password, secret32& out) {
    if (file.scrypt) {
        return EVP_PBE_scrypt(password.data(), password.size(), file.salt.data(), file.salt.size(), file.scrypt->n,
                              file.scrypt->r, file.scrypt->p, 2 * most_scrypt_memory, out.text.data(),
                              out.text.size()) == 1;
    }
    return PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), file.salt.data(),
                             static_cast<int>(file.salt.size()), static_cast<int>(file.rounds), EVP_sha256(),
                             static_cast<int>(out.text.size()), out.text.data()) == 1;
}

bool aes_128_ctr(byte_view key, byte_view iv, byte_view in, std::uint8_t* out) {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> cipher{EVP_CIPHER_CTX_new(),
                                                                                 EVP_CIPHER_CTX_free};
    int size = 0;
    return cipher && EVP_EncryptInit_ex(cipher.get(), EVP_aes_128_ctr(), nullptr, key.data(), iv.data()) == 1 &&
           EVP_EncryptUpdate(cipher.get(), out, &size, in.data(), static_cast<int>(in.size())) == 1 &&
           static_cast<std::size_t>(size) == in.size();
}

bytes32 mac_of(const secret32& derived, byte_view ciphertext) {
    bytes text;
    append(text, byte_view{derived.text}.last(16));
    append(text, ciphertext);
    const bytes32 out = hash::keccak256(text);
    OPENSSL_cleanse(text.data(), text.size());
    return out;
}

std::string bare_hex(byte_view in) {
    return to_hex(in).substr(2);
}

} // namespace

status check_keystore(std::string_view text) {
    const auto file = read(text);
    return file ? status{} : status{file.why()};
}

result<private_key> open_keystore(std::string_view text, std::string_view password) {
    const auto file = read(text);
    if (!file) {
        return file.why();
    }
    if (password.size() > 4'096) {
        return error{"key file: the password is too long"};
    }
    secret32 derived;
    if (!derive(*file, password, derived)) {
        return error{"key file: the key cannot be derived with these parameters"};
    }
    const bytes32 mac = mac_of(derived, file->ciphertext);
    if (CRYPTO_memcmp(mac.data(), file->mac.data(), mac.size()) != 0) {
        return error{"key file: wrong password"};
    }
    secret32 opened;
    if (!aes_128_ctr(byte_view{derived.text}.first(16), file->iv, file->ciphertext, opened.text.data())) {
        return error{"key file: cannot be decrypted"};
    }
    return private_key::from_bytes(opened.text);
}

result<std::string> write_keystore(const private_key& key, std::string_view password, unsigned log_work) {
    key_file file;
    if (log_work < 1 || log_work > 18) {
        return error{"the work of a key file is from 1 to 18"};
    }
    file.scrypt = scrypt_cost{std::uint64_t{1} << log_work, 8, 1};
    file.salt.resize(32);
    file.iv.resize(16);
    file.ciphertext.resize(32);
    std::array<std::uint8_t, 16> id{};
    const auto fill = [](auto& out) { return RAND_bytes(out.data(), static_cast<int>(out.size())) == 1; };
    secret32 derived;
    if (!fill(file.salt) || !fill(file.iv) || !fill(id) || !derive(file, password, derived) ||
        !aes_128_ctr(byte_view{derived.text}.first(16), file.iv, key.secret(), file.ciphertext.data())) {
        return error{"the key cannot be encrypted"};
    }
    // A random UUID, version 4 (RFC 9562, 5.4).
    id[6] = static_cast<std::uint8_t>((id[6] & 0x0f) | 0x40);
    id[8] = static_cast<std::uint8_t>((id[8] & 0x3f) | 0x80);
    const std::string u = bare_hex(id);
    const json out{{"version", 3},
                   {"id", u.substr(0, 8) + "-" + u.substr(8, 4) + "-" + u.substr(12, 4) + "-" + u.substr(16, 4) + "-" +
                              u.substr(20)},
                   {"address", bare_hex(key.owner())},
                   {"crypto",
                    {{"cipher", "aes-128-ctr"},
                     {"cipherparams", {{"iv", bare_hex(file.iv)}}},
                     {"ciphertext", bare_hex(file.ciphertext)},
                     {"kdf", "scrypt"},
                     {"kdfparams",
                      {{"dklen", 32},
                       {"n", file.scrypt->n},
                       {"r", file.scrypt->r},
                       {"p", file.scrypt->p},
                       {"salt", bare_hex(file.salt)}}},
                     {"mac", bare_hex(mac_of(derived, file.ciphertext))}}}};
    return out.dump(2) + "\n";
}

result<private_key> load_key(const std::string& keystore_path, const std::string& password_path) {
    const auto file = read_file(keystore_path, 1U << 20);
    if (!file) {
        return file.why();
    }
    auto password = read_file(password_path, 1U << 20);
    if (!password) {
        return password.why();
    }
    const std::string first = password->substr(0, password->find_first_of("\r\n"));
    auto key = open_keystore(*file, first);
    OPENSSL_cleanse(password->data(), password->size());
    return key ? std::move(key) : result<private_key>{error{keystore_path + ": " + key.why().message}};
}

} // namespace zonogon::keys
