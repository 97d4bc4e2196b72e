#include "store/snapshot.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <system_error>
#include <vector>

#include <openssl/evp.h>

#include <zonogon/base/hex.hpp>

namespace zonogon::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* list_name = "SNAPSHOT";
constexpr const char* list_title = "zonogon-snapshot 1";

struct file_facts {
    std::uint64_t size = 0;
    std::string sum;

    friend bool operator==(const file_facts&, const file_facts&) = default;
};

result<file_facts> facts_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest{EVP_MD_CTX_new(), EVP_MD_CTX_free};
    if (!in || !digest || EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) != 1) {
        return error{"cannot read " + path.string()};
    }
    file_facts out;
    std::vector<char> piece(1 << 20);
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())), in.gcount() > 0) {
        const auto got = static_cast<std::size_t>(in.gcount());
        out.size += got;
        if (EVP_DigestUpdate(digest.get(), piece.data(), got) != 1) {
            return error{"cannot hash " + path.string()};
        }
    }
    bytes32 sum{};
    unsigned size = 0;
    if (!in.eof() || EVP_DigestFinal_ex(digest.get(), sum.data(), &size) != 1 || size != sum.size()) {
        return error{"cannot hash " + path.string()};
    }
    out.sum = to_hex(sum);
    return out;
}

result<std::map<std::string, file_facts>> facts_of_folder(const std::string& folder) {
    std::map<std::string, file_facts> out;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        const std::string name = at->path().filename().string();
        if (name == list_name) {
            continue;
        }
        auto facts = facts_of(at->path());
        if (!facts) {
            return std::move(facts).why();
        }
        out.emplace(name, *std::move(facts));
    }
    if (failed) {
        return error{"cannot read folder " + folder + ": " + failed.message()};
    }
    return out;
}

result<std::map<std::string, file_facts>> read_list(const std::string& folder) {
    const std::string path = (fs::path(folder) / list_name).string();
    std::ifstream in(path);
    std::string line;
    if (!std::getline(in, line) || line != list_title) {
        return error{folder + " is no snapshot of this program: " + list_name + " is missing or of another kind"};
    }
    std::map<std::string, file_facts> out;
    while (std::getline(in, line)) {
        std::istringstream fields(line);
        file_facts facts;
        std::string name;
        if (!(fields >> facts.sum >> facts.size >> name) || name.find('/') != std::string::npos) {
            return error{path + " has a line that cannot be read: " + line};
        }
        out.emplace(name, facts);
    }
    return out;
}

} // namespace

status take_snapshot(const rocks_store& from, const std::string& folder) {
    std::error_code failed;
    if (fs::exists(folder, failed)) {
        return error{folder + " exists already"};
    }
    if (status linked = from.checkpoint(folder); !linked) {
        return linked;
    }
    const auto facts = facts_of_folder(folder);
    if (!facts) {
        return facts.why();
    }
    std::ofstream out(fs::path(folder) / list_name);
    out << list_title << "\n";
    for (const auto& [name, one] : *facts) {
        out << one.sum << " " << one.size << " " << name << "\n";
    }
    out.close();
    return out ? status{} : status{error{"cannot write the list of " + folder}};
}

status check_snapshot(const std::string& folder) {
    const auto listed = read_list(folder);
    if (!listed) {
        return listed.why();
    }
    const auto found = facts_of_folder(folder);
    if (!found) {
        return found.why();
    }
    for (const auto& [name, facts] : *listed) {
        const auto at = found->find(name);
        if (at == found->end()) {
            return error{"snapshot file " + name + " is missing"};
        }
        if (at->second != facts) {
            return error{"snapshot file " + name + " is damaged"};
        }
    }
    for (const auto& [name, facts] : *found) {
        if (!listed->contains(name)) {
            return error{"snapshot folder has a file that is not listed: " + name};
        }
    }
    return {};
}

status restore_snapshot(const std::string& folder, const std::string& target) {
    if (status good = check_snapshot(folder); !good) {
        return good;
    }
    std::error_code failed;
    if (fs::exists(target, failed) && !fs::is_empty(target, failed)) {
        return error{target + " is not empty"};
    }
    const fs::path partial = target + ".partial";
    fs::remove_all(partial, failed);
    fs::create_directories(partial, failed);
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        if (at->path().filename() != list_name) {
            fs::copy_file(at->path(), partial / at->path().filename(), failed);
        }
    }
    if (!failed) {
        fs::remove(target, failed);
        fs::rename(partial, target, failed);
    }
    return failed ? status{error{"cannot restore to " + target + ": " + failed.message()}} : status{};
}

} // namespace zonogon::store
