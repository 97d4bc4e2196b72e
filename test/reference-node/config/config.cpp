#include "support/catch.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <unistd.h>

#include "config/load.hpp"
#include "config/setting.hpp"

namespace config_config_tests {

using namespace zonogon;
using namespace std::chrono_literals;

namespace {

std::string why(const std::string& text) {
    const auto parsed = config::parse(text, "node.toml");
    return parsed ? std::string{} : parsed.why().message;
}

std::string why_env(const config::environment& variables) {
    config::configuration c;
    const status set = config::override_from(variables, c);
    return set ? std::string{} : set.why().message;
}

std::string why_whole(const std::string& text) {
    const auto parsed = config::parse(text, "node.toml");
    REQUIRE(parsed);
    const status fits = config::check_whole(*parsed);
    return fits ? std::string{} : fits.why().message;
}

} // namespace

TEST_CASE("an empty configuration is the defaults") {
    const auto c = config::parse("", "node.toml");
    REQUIRE(c);
    CHECK(c->rpc.port == 8545);
    CHECK(c->roles == std::vector<std::string>{"rpc"});
    CHECK(c->rpc.max_batch == 100);
    CHECK(!config::check_whole(*c)); // the role rpc needs a genesis
}

TEST_CASE("every type of setting is read") {
    const auto c =
        config::parse("roles = [\"rpc\", \"synchronizer\"]\n"
                      "[rpc]\nport = 0\ncors = []\nidle = \"2m\"\n"
                      "[l1]\nurl = \"https://l1.example\"\ntrust = \"safe\"\ntimeout = \"1500ms\"\n"
                      "[sequencer]\ncoinbase = \"0x00000000000000000000000000000000000000aB\"\n"
                      "[pool]\nfree_transactions = true\nmin_gas_price = \"340282366920938463463374607431768211456\"\n",
                      "node.toml");
    REQUIRE(c);
    CHECK(c->roles.size() == 2);
    CHECK(c->rpc.port == 0);
    CHECK(c->rpc.cors.empty());
    CHECK(c->rpc.idle == 120s);
    CHECK(c->l1.url == "https://l1.example");
    CHECK(c->l1.trust == config::finality::safe);
    CHECK(c->l1.timeout == 1500ms);
    CHECK(c->sequencer.coinbase == address{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xab});
    CHECK(c->pool.free_transactions);
    CHECK(c->pool.min_gas_price == u256::power_of_two(128));
}

TEST_CASE("what is wrong is named with its place") {
    CHECK(why("[rpc]\nprot = 1\n") == "node.toml:2:1: unknown key 'rpc.prot'; did you mean 'rpc.port'?");
    CHECK(why("\n\nblockchain = 1\n") ==
          "node.toml:3:1: unknown key 'blockchain'; `zonogon node --help` lists what there is");
    CHECK(why("[rpcs]\nport = 1\n").starts_with("node.toml:1:2: unknown key 'rpcs'"));
    CHECK(why("[rpc.port]\nx = 1\n").starts_with("node.toml:1:6: 'rpc.port' has a type"));
    CHECK(why("rpc = 3\n") == "node.toml:1:1: 'rpc' is a table");
    CHECK(why("[rpc]\nport = \"8545\"\n") == "node.toml:2:1: 'rpc.port' must be a number");
    CHECK(why("[rpc]\nport = 65536\n") == "node.toml:2:1: 'rpc.port' must be at least 0 and at most 65535");
    CHECK(why("[rpc]\nport = -1\n") == "node.toml:2:1: 'rpc.port' must be at least 0 and at most 65535");
    CHECK(why("[rpc]\nidle = 3\n").ends_with("'rpc.idle' must be a duration such as \"3s\""));
    CHECK(why("[rpc]\nidle = \"3 s\"\n").find("such as") != std::string::npos);
    CHECK(why("[rpc]\nidle = \"s\"\n").find("such as") != std::string::npos);
    CHECK(why("[rpc]\nidle = \"99999999999999999999h\"\n").find("such as") != std::string::npos);
    CHECK(why("[rpc]\nidle = \"1ms\"\n").find("at least 100 ms") != std::string::npos);
    CHECK(why("[rpc]\ncors = [1]\n").ends_with("'rpc.cors' must hold texts only"));
    CHECK(why("[l1]\ntrust = \"soon\"\n").find("block tag") != std::string::npos);
    CHECK(why("[pool]\nmin_gas_price = \"x\"\n").find("number of wei") != std::string::npos);
    CHECK(why("[pool]\nmin_gas_price = -1\n").find("number of wei") != std::string::npos);
    CHECK(why("[pool]\nfree_transactions = 1\n").ends_with("must be a boolean"));
    CHECK(why("[sequencer]\ncoinbase = \"0x12\"\n").ends_with("'sequencer.coinbase' must be an address"));
    CHECK(why("[sequencer]\ncoinbase = 18\n").ends_with("must be an address"));
    CHECK(why("roles = [\"miner\"]\n").find("not \"miner\"") != std::string::npos);
    CHECK(why("[log]\nlevel = \"loud\"\n").find("must be one of") != std::string::npos);
    CHECK(why("[rpc]\nport = 1\nport = 2\n").starts_with("node.toml:3:"));
    CHECK(why(std::string("a\n[\0", 4)) == "node.toml:2:2: a control character");
    CHECK(why("[rpc]\nport\xc8\x82 = 1").starts_with("node.toml:2:5: a character outside ASCII"));
    CHECK(config::parse("[store]\npath = \"\\u00e9\"", "node.toml")->store.path == "\xc3\xa9");
    CHECK(why("[=r= ot  ").starts_with("node.toml:1:"));
    CHECK(why("[rpc\n").starts_with("node.toml:1:"));
    CHECK(why("chain.fork_id = 12\n").find("at least 9 and at most 9") != std::string::npos);
}

TEST_CASE("the environment overrides the file") {
    config::configuration c;
    REQUIRE(config::override_from({{"ZONOGON_RPC_PORT", "9000"},
                                   {"ZONOGON_ROLES", "rpc,synchronizer"},
                                   {"ZONOGON_POOL_FREE_TRANSACTIONS", "true"},
                                   {"ZONOGON_RPC_IDLE", "5s"},
                                   {"ZONOGON_POOL_MIN_GAS_PRICE", "7"},
                                   {"ZONOGON_L1_TRUST", "latest"},
                                   {"ZONOGON_SOMETHING_ELSE", "1"}},
                                  c));
    CHECK(c.rpc.port == 9000);
    CHECK(c.roles == std::vector<std::string>{"rpc", "synchronizer"});
    CHECK(c.pool.free_transactions);
    CHECK(c.rpc.idle == 5s);
    CHECK(c.pool.min_gas_price == u256{7});
    CHECK(c.l1.trust == config::finality::latest);

    CHECK(why_env({{"ZONOGON_RPC_PROT", "1"}}) == "environment variable ZONOGON_RPC_PROT names no setting");
    CHECK(why_env({{"ZONOGON_RPC_PORT", "1x"}}) == "environment variable ZONOGON_RPC_PORT must be a number");
    CHECK(why_env({{"ZONOGON_RPC_PORT", "70000"}}).find("at most 65535") != std::string::npos);
    CHECK(why_env({{"ZONOGON_METRICS_ENABLED", "yes"}}).find("true or false") != std::string::npos);
    CHECK(why_env({{"ZONOGON_LOG_LEVEL", "loud"}}).find("must be one of") != std::string::npos);
}

TEST_CASE("roles ask for what they need") {
    CHECK(why_whole("roles = []").find("do nothing") != std::string::npos);
    CHECK(why_whole("roles = [\"rpc\", \"rpc\"]").find("twice") != std::string::npos);
    const std::string with_genesis = "chain.genesis = \"g\"\n";
    CHECK(why_whole("") == "role \"rpc\" needs 'chain.genesis' or 'contracts.file'");
    CHECK(why_whole(with_genesis).empty());
    CHECK(why_whole("roles = [\"synchronizer\"]") == "role \"synchronizer\" needs 'l1.url'");
    const std::string on_l1 = "l1.url = \"http://a\"\ncontracts.file = \"d\"\n";
    CHECK(why_whole("roles = [\"synchronizer\"]\nl1.url = \"http://a\"") ==
          "role \"synchronizer\" needs 'contracts.file'");
    CHECK(why_whole("roles = [\"synchronizer\"]\n" + on_l1).empty());
    CHECK(why_whole("roles = [\"rpc\"]\n" + on_l1).empty()); // the deployment holds a genesis
    CHECK(why_whole("roles = [\"sequencer\"]\n" + on_l1) == "role \"sequencer\" needs 'transactions.keystore'");
    const std::string with_key = on_l1 + "transactions.keystore = \"k\"\ntransactions.password_file = \"p\"\n";
    CHECK(why_whole("roles = [\"sequencer\", \"rpc\"]\n" + with_key).find("needs \"synchronizer\" beside it") !=
          std::string::npos);
    CHECK(why_whole("roles = [\"sequencer\", \"synchronizer\"]\n" + with_key).find("needs \"rpc\" beside it") !=
          std::string::npos);
    const std::string sequencer = "roles = [\"sequencer\", \"synchronizer\", \"rpc\"]\n" + with_key;
    CHECK(why_whole(sequencer).empty());
    CHECK(why_whole(sequencer + "synchronizer.trusted_url = \"http://b\"").find("exclude each other") !=
          std::string::npos);
    CHECK(why_whole("roles = [\"bridge\"]\n" + on_l1).find("without 'bridge.l2_url'") != std::string::npos);
    CHECK(why_whole("roles = [\"bridge\"]\n" + on_l1 + "bridge.l2_url = \"http://b\"").empty());
    CHECK(why_whole("roles = [\"aggregator\"]\n" + with_key) == "role \"aggregator\" is not part of this program yet");
    CHECK(why_whole(with_genesis + "bridge.password_file = \"p\"").find("'bridge.keystore'") != std::string::npos);
    CHECK(why_whole(with_genesis + "bridge.message_senders = [\"0x12\"]") ==
          "'bridge.message_senders': \"0x12\" is not an address");
    CHECK(why_whole("roles = [\"synchronizer\", \"bridge\"]\nmetrics.port = 8080\n" + on_l1) ==
          "'metrics.port' is 'bridge.port'");
    CHECK(why_whole(with_genesis + "transactions.keystore = \"k\"").find("need each other") != std::string::npos);
    CHECK(why_whole(with_genesis + "transactions.keystore = \"k\"\ntransactions.password_file = \"p\"") ==
          "'transactions.keystore' needs 'l1.url'");
    CHECK(why_whole(with_genesis + "l1.url = \"ws://a\"").find("neither") != std::string::npos);
    CHECK(why_whole(with_genesis + "pool.max_data_bytes = 120000\n").find("is above") != std::string::npos);
    CHECK(why_whole(with_genesis + "transactions.max_fee = 1\n").find("is above") != std::string::npos);
    CHECK(why_whole(with_genesis + "metrics.port = 8545\n").find("'metrics.port' is 'rpc.port'") != std::string::npos);
}

TEST_CASE("the description is itself a configuration, of the defaults") {
    const std::string text = config::describe();
    const auto c = config::parse(text, "described");
    INFO((c ? std::string{} : c.why().message));
    REQUIRE(c);
    config::configuration defaults;
    config::configuration copy = *c;
    const auto expected = config::settings(defaults);
    const auto got = config::settings(copy);
    REQUIRE(expected.size() == got.size());
    std::set<std::string> names;
    for (std::size_t i = 0; i < got.size(); ++i) {
        INFO(got[i].name);
        CHECK(config::show(got[i]) == config::show(expected[i]));
        CHECK(names.insert(config::environment_name(got[i])).second);
        CHECK(!got[i].help.empty());
    }
}

TEST_CASE("a file is loaded with its environment") {
    const auto path = std::filesystem::temp_directory_path() / ("zonogon-config-" + std::to_string(::getpid()));
    std::ofstream(path) << "chain.genesis = \"g\"\n[rpc]\nport = 1\n";
    const auto c = config::load(path.string(), {{"ZONOGON_RPC_PORT", "2"}});
    REQUIRE(c);
    CHECK(c->rpc.port == 2);
    CHECK(!config::load(path.string(), {{"ZONOGON_RPC_PORT", "-"}}));
    CHECK(!config::load(path.string(), {{"ZONOGON_ROLES", "bridge"}}));
    std::filesystem::remove(path);
    CHECK(!config::load(path.string(), {}));
}

} // namespace config_config_tests
