#include "node/doctor.hpp"

#include <chrono>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/keccak.hpp>
#include <zonogon/hash/poseidon_goldilocks.hpp>
#include <zonogon/rollup/genesis_reader.hpp>
#include <zonogon/rollup/state_store.hpp>

#include "keys/keystore.hpp"
#include "l1/abi.hpp"
#include "l1/client.hpp"
#include "l1/contracts.hpp"
#include "monitor/health.hpp"
#include "node/options.hpp"

namespace zonogon::node {
namespace {

constexpr std::uint64_t fork_id = 9;
/// Gas of a sequence as large as one transaction may be.
constexpr std::uint64_t gas_of_a_sequence = 2'500'000;

class doctor {
public:
    explicit doctor(const config::configuration& how) : how_(how) {}

    std::vector<finding> run() {
        read_contracts();
        check_genesis();
        check_disk();
        if (!how_.l1.url.empty() && connect() && contracts_) {
            check_places();
            check_rollup();
            check_final();
            if (how_.has_role("sequencer")) {
                check_sequencer();
            }
        }
        return std::move(out_);
    }

private:
    using kind = finding::kind;

    void say(const std::string& what, kind is, const std::string& detail) { out_.push_back({what, is, detail}); }
    /// True where it is as it should be.
    bool expect(const std::string& what, bool good, const std::string& detail, kind otherwise = kind::wrong) {
        say(what, good ? kind::fine : otherwise, detail);
        return good;
    }

    void read_contracts() {
        if (how_.contracts.file.empty()) {
            return;
        }
        auto read = l1::read_rollup_contracts(how_.contracts.file);
        if (!read) {
            say("contracts.file", kind::wrong, read.why().message);
            return;
        }
        contracts_ = *std::move(read);
        expect("chain.id", contracts_->chain_id == how_.chain.id,
               "the rollup of " + how_.contracts.file + " has " + std::to_string(contracts_->chain_id) +
                   ", the configuration " + std::to_string(how_.chain.id));
    }

    void check_genesis() {
        const std::string path = how_.genesis_file();
        if (path.empty()) {
            return;
        }
        std::ifstream in(path, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        const auto file = in ? rollup::read_genesis_file(text.str()) : error{"cannot read " + path};
        rollup::memory_state_store store;
        const auto root = file ? rollup::build_genesis(store, file->accounts) : file.why();
        if (!root) {
            say("genesis", kind::wrong, root.why().message);
            return;
        }
        const u256 made = hash::to_word(*root);
        expect("genesis", !contracts_ || contracts_->genesis_root == made,
               "root " + made.to_hex_full() +
                   (contracts_ ? ", of the rollup " + contracts_->genesis_root.to_hex_full() : ""));
    }

    void check_disk() {
        const status room = monitor::check_free_space(how_.store.path, how_.metrics.min_free_disk_megabytes << 20);
        expect("disk", room.ok(), room ? how_.store.path : room.why().message, kind::notice);
    }

    bool connect() {
        auto made = l1::http_transport::create(how_.l1.url, {how_.l1.timeout, how_.l1.max_response_megabytes << 20});
        if (!made) {
            say("l1.url", kind::wrong, made.why().message);
            return false;
        }
        transport_ = *std::move(made);
        l1_ = std::make_unique<l1::client>(*transport_, l1::json_rpc::options{2, std::chrono::milliseconds{200}});
        const auto id = l1_->chain_id();
        if (!id) {
            say("l1.url", kind::wrong, id.why().message);
            return false;
        }
        say("l1.url", kind::fine, "answers");
        const std::uint64_t wanted = contracts_ ? contracts_->l1_chain_id : how_.l1.chain_id;
        return expect("L1 chain id", wanted == 0 || wanted == *id,
                      "L1 has " + std::to_string(*id) + ", expected is " + std::to_string(wanted));
    }

    /// The word that a function gives; says so and gives nothing where it does not.
    std::optional<u256> ask(const std::string& what, const address& contract, const bytes& call) {
        const auto answer = l1_->call({std::nullopt, contract, {}, call}, l1::tag::latest);
        if (!answer || answer->size() < 32) {
            say(what, kind::wrong,
                answer ? "contract " + to_hex(contract) + " does not know it" : answer.why().message);
            return std::nullopt;
        }
        return u256::from_bytes(byte_view{*answer}.first(32));
    }
    std::optional<u256> ask(const std::string& what, const address& contract, const l1::selector& function) {
        return ask(what, contract, l1::abi_writer{}.call(function));
    }
    void same_address(const std::string& what, const address& contract, const l1::selector& function,
                      const address& wanted) {
        if (const auto told = ask(what, contract, function)) {
            expect(what, *told == u256::from_bytes(wanted),
                   told->to_hex_full().substr(26) + ", configured is " + to_hex(wanted).substr(2));
        }
    }

    void check_places() {
        const l1::rollup_contracts& c = *contracts_;
        const std::pair<const char*, const address&> all[] = {{"rollup manager", c.rollup_manager},
                                                              {"rollup", c.rollup},
                                                              {"exit root manager", c.global_exit_root_manager},
                                                              {"bridge", c.bridge},
                                                              {"fee token", c.fee_token}};
        for (const auto& [name, where] : all) {
            const auto code = l1_->code(where, l1::tag::latest);
            if (!code) {
                say(name, kind::wrong, code.why().message);
                continue;
            }
            have_code_ =
                expect(name, !code->empty(), to_hex(where) + (code->empty() ? " has no code" : "")) && have_code_;
        }
        if (!have_code_) {
            return;
        }
        same_address("manager of the rollup", c.rollup, l1::function_selector("rollupManager()"), c.rollup_manager);
        same_address("exit root manager of the rollup", c.rollup, l1::function_selector("globalExitRootManager()"),
                     c.global_exit_root_manager);
        same_address("bridge of the rollup", c.rollup, l1::function_selector("bridgeAddress()"), c.bridge);
        same_address("fee token of the rollup", c.rollup, l1::function_selector("pol()"), c.fee_token);
        same_address("exit root manager of the bridge", c.bridge, l1::function_selector("globalExitRootManager()"),
                     c.global_exit_root_manager);
    }

    void check_rollup() {
        if (!have_code_) {
            return;
        }
        const l1::rollup_contracts& c = *contracts_;
        const bytes by_address =
            l1::abi_writer{}.account(c.rollup).call(l1::function_selector("rollupAddressToID(address)"));
        if (const auto id = ask("rollup id", c.rollup_manager, by_address)) {
            expect("rollup id", *id == u256{c.rollup_id},
                   "the manager knows it as " + id->to_decimal() + ", configured is " + std::to_string(c.rollup_id));
        }
        const bytes data =
            l1::abi_writer{}.number(c.rollup_id).call(l1::function_selector("rollupIDToRollupData(uint32)"));
        const auto row = l1_->call({std::nullopt, c.rollup_manager, {}, data}, l1::tag::latest);
        // Contract, chain id, verifier, fork id.
        if (row && row->size() >= 128) {
            const auto word = [&](std::size_t i) { return u256::from_bytes(byte_view{*row}.subspan(32 * i, 32)); };
            expect("rollup chain id", word(1) == u256{how_.chain.id}, word(1).to_decimal());
            expect("fork id", word(3) == u256{fork_id}, word(3).to_decimal() + ", this program has 9");
        }
        const bytes genesis = l1::abi_writer{}
                                  .number(c.rollup_id)
                                  .number(0)
                                  .call(l1::function_selector("getRollupBatchNumToStateRoot(uint32,uint64)"));
        if (const auto root = ask("genesis on L1", c.rollup_manager, genesis)) {
            expect("genesis on L1", *root == c.genesis_root, root->to_hex_full());
        }
        if (const auto emergency =
                ask("emergency state", c.rollup_manager, l1::function_selector("isEmergencyState()"))) {
            expect("emergency state", emergency->is_zero(), emergency->is_zero() ? "no" : "nothing can be sequenced");
        }
    }

    void check_final() {
        const auto final = l1_->header(tag_of(how_.l1.trust));
        if (!final) {
            say("l1.trust", kind::wrong, final.why().message);
        } else {
            expect("l1.trust", final->has_value(),
                   *final ? "block " + std::to_string((*final)->number) : "L1 has no such block yet", kind::notice);
        }
        if (how_.l1.trust == config::finality::latest) {
            say("l1.trust", kind::notice, "an exit root of the latest block may be taken back by L1");
        }
    }

    void check_sequencer() {
        if (!have_code_) {
            return;
        }
        const l1::rollup_contracts& c = *contracts_;
        const auto key = keys::load_key(how_.transactions.keystore, how_.transactions.password_file);
        if (!key) {
            say("transactions.keystore", kind::wrong, key.why().message);
            return;
        }
        const address me = key->owner();
        same_address("trusted sequencer", c.rollup, l1::function_selector("trustedSequencer()"), me);
        const auto ether = l1_->balance(me, l1::tag::latest);
        const auto fees = l1_->fees();
        if (ether && fees) {
            const u256 needed = u256{gas_of_a_sequence} * (fees->base_fee + fees->tip);
            expect("ether of the sequencer", *ether >= needed,
                   ether->to_decimal() + " wei, a large sequence takes " + needed.to_decimal());
        }
        const auto fee = ask("batch fee", c.rollup_manager, l1::function_selector("getBatchFee()"));
        const auto tokens = ask("fee tokens of the sequencer", c.fee_token,
                                l1::abi_writer{}.account(me).call(l1::function_selector("balanceOf(address)")));
        const auto allowed = ask(
            "allowance of the fee token", c.fee_token,
            l1::abi_writer{}.account(me).account(c.rollup).call(l1::function_selector("allowance(address,address)")));
        if (fee && tokens) {
            expect("fee tokens of the sequencer", *tokens >= *fee,
                   tokens->to_decimal() + ", the fee of a batch is " + fee->to_decimal());
        }
        if (fee && allowed) {
            expect("allowance of the fee token", *allowed >= *fee,
                   *allowed >= *fee ? allowed->to_decimal()
                                    : allowed->to_decimal() + "; the node approves it before its first sequence",
                   kind::notice);
        }
    }

    const config::configuration& how_;
    std::vector<finding> out_;
    std::optional<l1::rollup_contracts> contracts_;
    std::unique_ptr<l1::transport> transport_;
    std::unique_ptr<l1::client> l1_;
    bool have_code_ = true;
};

} // namespace

std::vector<finding> examine(const config::configuration& how) {
    return doctor{how}.run();
}

} // namespace zonogon::node
