#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <zonogon/base/result.hpp>

#include "keys/signature.hpp"

namespace zonogon::keys {

/// Opens a key file of the Web3 Secret Storage definition, version 3 (scrypt or PBKDF2, AES-128-CTR, Keccak MAC). Work
/// and memory that the file asks for are bounded: scrypt up to 512 MiB, PBKDF2 up to 2^24 rounds.
result<private_key> open_keystore(std::string_view json, std::string_view password);

/// Whether a text has the form of a key file with bounds as above, without opening it.
status check_keystore(std::string_view json);

/// A key file. `log_work` is the base-2 logarithm of scrypt's cost; 18 takes about half a second and 256 MiB.
result<std::string> write_keystore(const private_key& key, std::string_view password, unsigned log_work = 18);

/// Opens the key file with the first line of the password file.
result<private_key> load_key(const std::string& keystore_path, const std::string& password_path);

} // namespace zonogon::keys
