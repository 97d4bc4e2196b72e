#include <cstddef>
#include <cstdint>

#include "l1/abi_rollup.hpp"

// Any calldata are refused with a reason or give values that are written and read back the same. The same bytes behind
// the selector also go through every reader of single values.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace zonogon;
    const byte_view in{data, size};
    if (const auto call = l1::decode_sequence_batches(in)) {
        const bytes again = l1::encode_sequence_batches(*call);
        const auto back = l1::decode_sequence_batches(again);
        if (!back || *back != *call) {
            __builtin_trap();
        }
    } else if (call.why().message.empty()) {
        __builtin_trap();
    }
    (void)l1::decode_sequence_force_batches(in);
    (void)l1::decode_force_batch(in);
    l1::abi_reader r{size < 4 ? in : in.subspan(4)};
    std::uint64_t seen = 0;
    r.flat_list(1'000, 2, [&](l1::abi_reader& e) {
        seen += e.number(32) + (e.flag() ? 1U : 0U);
        ++seen;
    });
    r.tuple([&](l1::abi_reader& t) {
        seen += t.text().size() + t.account()[0] + t.hash()[0];
        t.list(50, [&](l1::abi_reader& inner) { seen += inner.text().size(); });
    });
    if (r.failed() == r.outcome("input").ok()) {
        __builtin_trap();
    }
    return seen == ~std::uint64_t{0} ? 1 : 0;
}
