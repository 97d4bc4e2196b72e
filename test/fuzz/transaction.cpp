#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <zonogon/rollup/batch_items.hpp>

#include "pool/decode.hpp"

// Any bytes are refused or are a transaction that is written back the same, and that a batch can carry.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace zonogon;
    const auto got = pool::decode_transaction({data, size});
    if (!got) {
        if (got.why().message.empty()) {
            __builtin_trap();
        }
        return 0;
    }
    if (!std::ranges::equal(pool::encode_transaction(got->tx), byte_view{data, size})) {
        __builtin_trap();
    }
    bytes batch;
    rollup::append_to_batch(batch, got->tx);
    const auto items = rollup::decode_batch(batch);
    if (!items || items->size() != 1 || std::get<rollup::transaction>(items->front()) != got->tx) {
        __builtin_trap();
    }
    return 0;
}
