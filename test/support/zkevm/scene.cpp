// What test/zkevm/execute_support.hpp and test/zkevm/transfer_scene.hpp declare.

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <zonogon/rollup/native_executor.hpp>
#include <zonogon/rollup/vector_run.hpp>

#include "support/source_dir.hpp"
#include "support/vectors.hpp"
#include "zkevm/execute_support.hpp"
#include "zkevm/transfer_oracle.hpp"
#include "zkevm/transfer_scene.hpp"

namespace zonogon::test {

const zkevm::batch_executor& executor() {
    static const auto it = zkevm::batch_executor::create();
    REQUIRE(it);
    return *it;
}

std::vector<std::string> state_transition_files(const std::vector<std::string_view>& prefixes) {
    std::vector<std::string> out;
    const std::filesystem::path folder = source_dir() / "test/vectors/state-transition";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        for (const std::string_view prefix : prefixes) {
            if (name.starts_with(prefix)) {
                out.push_back(name);
                break;
            }
        }
    }
    std::ranges::sort(out);
    return out;
}

rollup::vector_file load_state_transition(const std::string& name) {
    auto file = rollup::read_vector_file(read_source_file("test/vectors/state-transition/" + name));
    INFO(name);
    REQUIRE(file);
    return std::move(*file);
}

void sign(rollup::transaction& tx, const u256& key, const bytes32& hash) {
    const u256& n = curve::secp256k1::order();
    bytes seed;
    append(seed, key.to_bytes());
    append(seed, hash);
    const u256 k = u256::from_bytes(hash::keccak256(seed)) % n;
    const auto point = curve::multiply(k, curve::secp256k1::point::generator());
    tx.r = point.x().value() % n;
    tx.s = mul_mod(inverse_mod(k, n), add_mod(u256::from_bytes(hash), mul_mod(tx.r, key, n), n), n);
    bool odd = point.y().value().bit(0);
    if (!curve::is_low_s(tx.s)) {
        tx.s = n - tx.s;
        odd = !odd;
    }
    tx.v = odd ? 28 : 27;
}

void sign(rollup::transaction& tx, const u256& key) {
    sign(tx, key, rollup::signing_hash(tx));
}

transfer_scene::transfer_scene() {
    for (std::size_t i = 0; i < users; ++i) {
        accounts.push_back({.address = user(i),
                            .nonce = 0,
                            .balance = u256{10'000'000'000'000'000'000ULL},
                            .code = {},
                            .storage = {}});
    }
    batch.chain_id = 1000;
    batch.timestamp_limit = 1'000'000;
    batch.sequencer = {0xb0, 0x79, 0x3f};
    batch.l1_info_root = u256{12345};
}

address transfer_scene::user(std::size_t i) {
    return curve::to_address(curve::multiply(key(i), curve::secp256k1::point::generator()));
}

rollup::transaction transfer_scene::transfer(std::size_t from, std::size_t to, std::uint64_t nonce) {
    rollup::transaction tx;
    tx.nonce = nonce;
    tx.gas_price = u256{1'000'000'000};
    tx.gas_limit = 100'000;
    tx.to = user(to);
    tx.value = u256{7};
    tx.chain_id = 1000;
    sign(tx, key(from));
    return tx;
}

zkevm::batch_result transfer_scene::run(const std::vector<rollup::batch_item>& items) {
    batch.batch_l2_data = rollup::encode_batch(items);
    return run();
}

zkevm::batch_result transfer_scene::run(const bytes& data) {
    batch.batch_l2_data = data;
    return run();
}

zkevm::batch_result transfer_scene::run() {
    const auto root = rollup::build_genesis(store, accounts);
    REQUIRE(root);
    batch.old_state_root = hash::to_word(*root);
    auto got = executor().run(batch, store);
    if (const auto* failure = std::get_if<zkevm::batch_failure>(&got)) {
        FAIL(failure->why.message);
    }
    auto& out = *std::get_if<zkevm::batch_result>(&got);
    const transfer_oracle::outcome expected = transfer_oracle(store, batch).run();
    CHECK(out.valid == expected.valid);
    CHECK(out.new_state_root == expected.new_state_root);
    CHECK(out.new_acc_input_hash == expected.new_acc_input_hash);
    CHECK(out.new_local_exit_root == expected.new_local_exit_root);
    std::vector<zkevm::skip_reason> reasons;
    for (const auto& tx : out.transactions) {
        reasons.push_back(tx.skipped);
    }
    CHECK(reasons == expected.reasons);
    CHECK(out.execution.cyclic);
    // The one difference: a nonce of 2^64 - 1 is the last that the native engine knows (EIP-2681).
    const bool last_nonce =
        std::ranges::any_of(accounts, [](const rollup::genesis_account& a) { return a.nonce == ~std::uint64_t{0}; });
    if (!last_nonce) {
        const auto beside = rollup::native_executor<>{}.run(batch, store);
        const auto* native = std::get_if<rollup::batch_outcome>(&beside);
        REQUIRE(native != nullptr);
        CHECK(rollup::describe_batch(batch, {}, out) == rollup::describe_batch(batch, {}, *native));
    }
    return std::move(out);
}

} // namespace zonogon::test
