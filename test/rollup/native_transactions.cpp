#include <random>

#include "rollup/native_scene.hpp"

namespace rollup_native_transactions_tests {

using namespace zonogon;
using rollup::skip_reason;
using test::native_scene;

namespace {

const rollup::change_l2_block first_block{1, 0};

address there(std::uint8_t i) {
    address out{};
    out[0] = 0xee;
    out[19] = i;
    return out;
}
/// What became of one transaction in a scene.
rollup::transaction_outcome only(native_scene& scene, const rollup::transaction& tx) {
    const auto out = scene.run({first_block, tx});
    CHECK(out.valid);
    REQUIRE(out.transactions.size() == 1);
    if (!out.transactions[0].included()) {
        // No trace: the same block without it.
        CHECK(out.new_state_root == scene.run({first_block}).new_state_root);
    }
    return out.transactions[0];
}
rollup::transaction signed_again(rollup::transaction tx) {
    native_scene::sign(tx, 0);
    return tx;
}

/// Creation code that installs `runtime`, at most 32 bytes of it.
bytes installer(const bytes& runtime) {
    // PUSHn runtime, PUSH1 0, MSTORE, PUSH1 size, PUSH1 offset, RETURN
    const auto size = static_cast<std::uint8_t>(runtime.size());
    bytes out{static_cast<std::uint8_t>(0x5f + size)};
    append(out, runtime);
    append(out, bytes{0x60, 0, 0x52, 0x60, size, 0x60, static_cast<std::uint8_t>(32 - size), 0xf3});
    return out;
}
/// Stores the word of its input in slot 0 and logs it as a topic; without input it reverts.
const bytes recorder{0x36, 0x60, 0x07, 0x57, 0x5f, 0x5f, 0xfd, 0x5b, 0x5f, 0x35, 0x80, 0x5f, 0x55, 0x5f, 0x5f, 0xa1, 0};

} // namespace

TEST_CASE("transactions that may not run leave no trace", "[rollup][native]") {
    native_scene scene;
    scene.accounts[2].code = {0x00};
    const auto good = native_scene::transfer(0, there(1), 0);
    CHECK(only(scene, good).skipped == skip_reason::none);

    auto tx = good;
    tx.s = curve::secp256k1::order() - tx.s;
    tx.v = static_cast<std::uint8_t>(55 - tx.v);
    CHECK(only(scene, tx).skipped == skip_reason::signature);
    tx = good;
    tx.v = 29;
    CHECK(only(scene, tx).skipped == skip_reason::signature);
    tx = good;
    tx.r = u256{};
    CHECK(only(scene, tx).skipped == skip_reason::signature);

    CHECK(only(scene, native_scene::transfer(2, there(1), 0)).skipped == skip_reason::sender_code);
    tx = good;
    tx.chain_id = 1001;
    CHECK(only(scene, signed_again(tx)).skipped == skip_reason::chain_id);
    native_scene::sign(tx, 2);
    CHECK(only(scene, tx).skipped == skip_reason::sender_code);
    tx.chain_id.reset();
    CHECK(only(scene, signed_again(tx)).skipped == skip_reason::none);
    CHECK(only(scene, native_scene::transfer(0, there(1), 1)).skipped == skip_reason::nonce);
    CHECK(only(scene, native_scene::transfer(0, there(1), 0, {}, 30'000'000)).skipped == skip_reason::none);
    CHECK(only(scene, native_scene::transfer(0, there(1), 0, {}, 30'000'001)).skipped == skip_reason::gas_limit);
    CHECK(only(scene, native_scene::transfer(0, there(1), 0, {}, 21000)).skipped == skip_reason::none);
    CHECK(only(scene, native_scene::transfer(0, there(1), 0, {}, 20999)).skipped == skip_reason::intrinsic_gas);
    CHECK(only(scene, native_scene::transfer(0, there(1), 0, {0, 1}, 21019)).skipped == skip_reason::intrinsic_gas);
    CHECK(only(scene, native_scene::transfer(0, there(1), 0, {0, 1}, 21020)).skipped == skip_reason::none);
    tx = good;
    tx.gas_price = u256::max();
    CHECK(only(scene, signed_again(tx)).skipped == skip_reason::gas_overflow);
    tx.gas_price = u256{1000};
    tx.value = u256::power_of_two(80) - u256{300'000 * 1000};
    CHECK(only(scene, signed_again(tx)).skipped == skip_reason::none);
    tx.value += u256{1};
    CHECK(only(scene, signed_again(tx)).skipped == skip_reason::funds);
    tx.value = u256::max();
    CHECK(only(scene, signed_again(tx)).skipped == skip_reason::funds);
    // The same at half of the price.
    tx.value = u256::power_of_two(80) - u256{300'000 * 500};
    tx.percentage = 127;
    CHECK(only(scene, signed_again(tx)).skipped == skip_reason::none);
}

TEST_CASE("a transfer moves value and pays the sequencer the effective price", "[rollup][native]") {
    native_scene scene;
    auto tx = native_scene::transfer(0, there(1), 0);
    tx.percentage = 63;
    const auto out = scene.run({first_block, tx});
    const auto& done = out.transactions[0];
    CHECK(done.success);
    CHECK(done.gas_used == 21000);
    CHECK(done.effective_gas_price == u256{250});
    const u256 fee = u256{21000 * 250};
    CHECK(scene.balance(out.new_state_root, there(1)) == u256{7});
    CHECK(scene.balance(out.new_state_root, scene.batch.sequencer) == fee);
    CHECK(scene.balance(out.new_state_root, native_scene::user(0)) == u256::power_of_two(80) - u256{7} - fee);
    CHECK(scene.nonce(out.new_state_root, native_scene::user(0)) == u256{1});
    CHECK(done.l2_hash == hash::to_word(rollup::l2_hash(tx, native_scene::user(0))));
}

TEST_CASE("contracts are created, called, log and revert", "[rollup][native]") {
    native_scene scene;
    const auto input = [](std::uint64_t v) {
        const auto text = u256{v}.to_bytes();
        return bytes(text.begin(), text.end());
    };
    const address made = rollup::creation_address(native_scene::user(0), 0);
    const auto call = [&](std::uint64_t nonce, const bytes& data) {
        auto tx = native_scene::transfer(0, made, nonce, data);
        tx.value = u256{};
        native_scene::sign(tx, 0);
        return tx;
    };
    auto creation = native_scene::transfer(0, std::nullopt, 0, installer(recorder));
    const auto out = scene.run({first_block, creation, call(1, input(5)), call(9, input(6)), call(2, {}),
                                call(3, input(7)), rollup::change_l2_block{1, 0}, call(4, input(8))});
    REQUIRE(out.transactions.size() == 6);
    const auto& t = out.transactions;
    CHECK(t[0].success);
    CHECK(t[0].created == made);
    CHECK(t[0].logs.empty());
    CHECK(t[1].success);
    REQUIRE(t[1].logs.size() == 1);
    CHECK(t[1].logs[0].where == made);
    CHECK(t[1].logs[0].topics == std::vector<bytes32>{u256{5}.to_bytes()});
    CHECK(t[1].first_log == 0);
    CHECK(t[2].skipped == skip_reason::nonce);
    CHECK(t[3].included());
    CHECK_FALSE(t[3].success);
    CHECK(t[3].logs.empty());
    CHECK(t[3].gas_used < 300'000);
    CHECK(t[4].first_log == 1);
    CHECK(t[4].index == 3);
    CHECK(t[4].cumulative_gas == t[0].gas_used + t[1].gas_used + t[3].gas_used + t[4].gas_used);
    CHECK(out.blocks[0].gas_used == t[4].cumulative_gas);
    CHECK(t[5].index == 0);
    CHECK(t[5].first_log == 0);
    CHECK(t[5].cumulative_gas == t[5].gas_used);
    CHECK(scene.storage(out.new_state_root, made, u256{}) == u256{8});
    const u256 code_hash = hash::to_word(hash::linear_hash(recorder));
    CHECK(*merkle::tree_value(scene.store, hash::to_hash4(out.new_state_root), merkle::code_hash_key(made)) ==
          code_hash);
    CHECK(*merkle::tree_value(scene.store, hash::to_hash4(out.new_state_root), merkle::code_length_key(made)) ==
          u256{recorder.size()});
    CHECK(*scene.store.load_code(code_hash) == recorder);
    // The code is found again by another batch.
    scene.advance(out);
    const auto next = scene.run({first_block, call(5, input(0))});
    CHECK(next.transactions[0].success);
    CHECK(scene.storage(next.new_state_root, made, u256{}).is_zero());
    // A failed creation keeps nonce and fee only.
    const auto failed = scene.run({first_block, native_scene::transfer(0, std::nullopt, 5, {0xfe})});
    CHECK_FALSE(failed.transactions[0].success);
    CHECK(failed.transactions[0].gas_used == 300'000);
    CHECK_FALSE(failed.transactions[0].created);
    CHECK(scene.nonce(failed.new_state_root, native_scene::user(0)) == u256{6});
}

TEST_CASE("senders are found by the policy", "[rollup][native]") {
    struct always {
        std::optional<address> operator()(const bytes32&, const u256&, const u256&, std::uint8_t) const {
            return native_scene::user(3);
        }
    };
    native_scene scene;
    REQUIRE(scene.run({first_block}).valid);
    auto tx = native_scene::transfer(0, there(1), 0);
    scene.batch.batch_l2_data = rollup::encode_batch({first_block, tx});
    const rollup::native_executor<evm::fork9_rules, always> executor;
    const auto out = executor.run(scene.batch, scene.store);
    CHECK(std::get<rollup::batch_outcome>(out).transactions[0].sender == native_scene::user(3));
    // The rule of low s is not the policy's.
    tx.s = curve::secp256k1::order() - tx.s;
    scene.batch.batch_l2_data = rollup::encode_batch({first_block, tx});
    const auto high = executor.run(scene.batch, scene.store);
    CHECK(std::get<rollup::batch_outcome>(high).transactions[0].skipped == skip_reason::signature);
}

TEST_CASE("changed batch bytes are refused or run, and never more", "[rollup][native]") {
    native_scene scene;
    const bytes good = rollup::encode_batch({first_block, native_scene::transfer(0, there(1), 0, {1, 2, 3}),
                                             native_scene::transfer(1, std::nullopt, 0, installer(recorder)),
                                             rollup::change_l2_block{2, 0}, native_scene::transfer(0, there(2), 1)});
    std::mt19937_64 random(5);
    std::size_t valid = 0;
    for (int i = 0; i < 400; ++i) {
        bytes data = good;
        for (std::uint64_t changes = 1 + random() % 3; changes-- > 0;) {
            data[random() % data.size()] = static_cast<std::uint8_t>(random());
        }
        if (random() % 4 == 0) {
            data.resize(random() % data.size());
        }
        const auto got = scene.try_run(data);
        const auto* out = std::get_if<rollup::batch_outcome>(&got);
        // An import of a leaf that the input does not have is the only failure.
        if (out == nullptr) {
            CHECK(std::get<rollup::batch_failure>(got).why.message.starts_with("the input has no L1 info leaf"));
            continue;
        }
        valid += out->valid ? 1 : 0;
        CHECK(out->batch_hash_data == u256::from_bytes(hash::keccak256(data)));
        if (!out->valid) {
            CHECK(out->new_state_root == scene.batch.old_state_root);
        }
    }
    CHECK(valid > 100);
    CHECK(valid < 390);
}

} // namespace rollup_native_transactions_tests
