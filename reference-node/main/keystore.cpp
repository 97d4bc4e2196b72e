#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include <zonogon/base/hex.hpp>

#include "keys/keystore.hpp"
#include "main/command.hpp"
#include "main/files.hpp"

namespace zonogon::cli::keystore_command {

namespace {

std::string first_line(const std::string& text) {
    return text.substr(0, text.find_first_of("\r\n"));
}

result<keys::private_key> find_key(const std::optional<std::string>& import_path) {
    if (!import_path) {
        return keys::private_key::create();
    }
    const auto text = read_file(*import_path);
    if (!text) {
        return text.why();
    }
    const auto secret = from_hex(first_line(*text));
    if (!secret) {
        return error{*import_path + ": " + secret.why().message};
    }
    auto key = keys::private_key::from_bytes(*secret);
    return key ? std::move(key) : result<keys::private_key>{error{*import_path + ": " + key.why().message}};
}

int make_keystore(const std::string& out, const std::string& password_path,
                  const std::optional<std::string>& import_path) {
    const auto fail = [](const error& why) {
        std::cerr << "zonogon: " << why.message << "\n";
        return exit_code::usage;
    };
    std::error_code ignored;
    if (std::filesystem::exists(out, ignored)) {
        return fail(error{out + " exists already"});
    }
    const auto password = read_file(password_path);
    if (!password) {
        return fail(password.why());
    }
    const auto key = find_key(import_path);
    if (!key) {
        return fail(key.why());
    }
    const auto text = keys::write_keystore(*key, first_line(*password));
    if (!text) {
        return fail(text.why());
    }
    if (const auto written = write_file(out, bytes(text->begin(), text->end())); !written) {
        return fail(written.why());
    }
    std::filesystem::permissions(out, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                                 ignored);
    std::cout << to_hex(key->owner()) << "\n";
    return exit_code::ok;
}

void add_keystore(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("keystore", "Make an encrypted key file (version 3) and print its address");
    auto out = std::make_shared<std::string>();
    auto password = std::make_shared<std::string>();
    auto import_path = std::make_shared<std::optional<std::string>>();
    command->add_option("file", *out, "file to write")->required();
    command->add_option("--password-file", *password, "file whose first line is the password")->required();
    command->add_option("--import", *import_path, "file with a private key in hex, instead of a new key");
    command->callback([out, password, import_path, &status] { status = make_keystore(*out, *password, *import_path); });
}

const bool registered = register_command(80, add_keystore);

} // namespace

} // namespace zonogon::cli::keystore_command
