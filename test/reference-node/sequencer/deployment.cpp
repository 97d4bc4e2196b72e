#include "deployment.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>
#include <zonogon/rollup/genesis_reader.hpp>

#include "support/source_dir.hpp"
#include "support/temporary_folder.hpp"

namespace zonogon::test {
namespace {

std::string read_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    if (!in) {
        throw std::runtime_error("cannot read " + path);
    }
    return out.str();
}

template <class T>
T checked(result<T> r) {
    if (!r) {
        throw std::runtime_error(r.why().message);
    }
    return *std::move(r);
}

u256 word_of(const std::string& text) {
    const auto found = u256::parse(text);
    if (!found) {
        throw std::runtime_error(text + " is no number");
    }
    return *found;
}

void run(const std::string& command) {
    if (std::system(command.c_str()) != 0) {
        throw std::runtime_error("failed: " + command);
    }
}

address address_of(const std::string& text) {
    const bytes all = checked(from_hex(text));
    address out{};
    if (all.size() != out.size()) {
        throw std::runtime_error(text + " is no address");
    }
    std::copy(all.begin(), all.end(), out.begin());
    return out;
}

} // namespace

deployment deploy(const std::string& url, const std::vector<rollup::genesis_account>& accounts) {
    const temporary_folder place;
    const std::string tools = source_dir().string() + "/reference-node/contracts/";
    auto config = nlohmann::json::parse(read_text(tools + "devnet.json"));
    config["genesisAccounts"] = nlohmann::json::array();
    for (const rollup::genesis_account& a : accounts) {
        config["genesisAccounts"].push_back({{"address", to_hex(a.address)}, {"balance", a.balance.to_decimal()}});
    }
    std::ofstream(place / "config.json") << config;
    ::setenv("ZONOGON", ZONOGON_PROGRAM, 1);
    run("'" + tools + "install' >/dev/null && '" + tools + "deploy' --rpc " + url + " --config '" +
        (place / "config.json") + "' --out '" + (place / "out.json") + "' 2>'" + (place / "log") + "' || (cat '" +
        (place / "log") + "' >&2; exit 1)");

    const std::string text = read_text(place / "out.json");
    deployment out;
    out.contracts = checked(l1::parse_rollup_contracts(text));
    out.genesis = checked(rollup::read_genesis_file(text)).accounts;
    const auto all = nlohmann::json::parse(text);
    const auto& first = all.at("rollup").at("firstBatch");
    out.first_batch.data = checked(from_hex(first.at("transactions").get<std::string>()));
    out.first_batch.global_exit_root = word_of(first.at("globalExitRoot").get<std::string>());
    out.first_batch.accumulated_input_hash = word_of(first.at("accInputHash").get<std::string>());
    out.first_batch.sequencer = address_of(first.at("sequencer").get<std::string>());
    out.first_batch.l1_block = first.at("l1Block").get<std::uint64_t>();
    return out;
}

} // namespace zonogon::test
