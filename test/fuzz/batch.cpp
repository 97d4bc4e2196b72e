#include <cstddef>
#include <cstdint>
#include <variant>

#include <zonogon/rollup/accumulated_hash.hpp>
#include <zonogon/rollup/batch_items.hpp>
#include <zonogon/rollup/genesis.hpp>
#include <zonogon/rollup/native_executor.hpp>
#include <zonogon/zkevm/batch_executor.hpp>

// Any bytes are a batch: the ROM runs it to its end or says that it cannot, accepts what the native decoder accepts,
// and always chains the accumulated hash; the native engine does the same with it. The first byte chooses between an
// ordinary and a forced batch.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace zonogon;
    static const auto executor = zkevm::batch_executor::create();
    if (size == 0) {
        return 0;
    }
    rollup::memory_state_store store;
    // The sender of the transfers in the seeds.
    rollup::genesis_account account;
    account.address = {0x85, 0x3a, 0x36, 0xaa, 0x61, 0xa0, 0x10, 0xf0, 0xf5, 0xb8,
                       0xfa, 0x8b, 0x8d, 0x77, 0x23, 0x5b, 0x2c, 0xdb, 0x11, 0x3d};
    account.balance = u256::power_of_two(90);
    const auto root = rollup::build_genesis(store, {account});
    rollup::batch_input batch;
    batch.old_state_root = hash::to_word(*root);
    batch.chain_id = 1000;
    batch.timestamp_limit = 1'000'000;
    batch.sequencer = {1, 2, 3};
    batch.forced_block_hash_l1 = u256{data[0] & 1U};
    batch.batch_l2_data.assign(data + 1, data + size);
    const auto beside = rollup::native_executor<>{}.run(batch, store);
    const auto got = executor->run(batch, store);
    const auto* out = std::get_if<zkevm::batch_result>(&got);
    if (out == nullptr) {
        // Contract code, or an L1 info leaf that the input does not have.
        return 0;
    }
    const auto items = rollup::decode_batch(batch.batch_l2_data);
    if (out->new_acc_input_hash != rollup::accumulated_input_hash(batch) || (out->valid && !items) ||
        (!out->valid && out->new_state_root != batch.old_state_root) || !out->execution.cyclic) {
        __builtin_trap();
    }
    // Longer batches may run out of the ROM's counters.
    constexpr std::size_t longest = 2000;
    const auto* native = std::get_if<rollup::batch_outcome>(&beside);
    if (size <= longest &&
        (native == nullptr || native->valid != out->valid || native->new_state_root != out->new_state_root ||
         native->new_local_exit_root != out->new_local_exit_root || native->blocks.size() != out->blocks.size() ||
         native->transactions.size() != out->transactions.size())) {
        __builtin_trap();
    }
    return 0;
}
