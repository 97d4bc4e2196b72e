#include "l1/abi_rollup.hpp"

#include <algorithm>
#include <optional>

namespace zonogon::l1 {
namespace {

abi_writer batches_argument(const std::vector<batch_data>& batches) {
    std::vector<abi_writer> elements;
    for (const batch_data& one : batches) {
        abi_writer& out = elements.emplace_back();
        out.text(byte_view{one.transactions}).word(one.forced_global_exit_root).number(one.forced_timestamp);
        out.word(one.forced_block_hash);
    }
    return abi_writer{}.list(elements);
}

std::vector<batch_data> read_batches(abi_reader& in) {
    std::vector<batch_data> out;
    in.list(max_sequence, [&out](abi_reader& element) {
        batch_data one;
        const byte_view transactions = element.text();
        one.transactions.assign(transactions.begin(), transactions.end());
        one.forced_global_exit_root = element.word();
        one.forced_timestamp = element.number();
        one.forced_block_hash = element.word();
        out.push_back(std::move(one));
    });
    if (out.empty()) {
        in.refuse("has no batches");
    }
    return out;
}

/// What follows the selector, or nothing if it is another one.
std::optional<byte_view> arguments_of(byte_view calldata, const selector& function) {
    if (calldata.size() < function.size() || !std::ranges::equal(calldata.first(function.size()), function)) {
        return std::nullopt;
    }
    return calldata.subspan(function.size());
}

} // namespace

bytes encode_sequence_batches(const sequence_call& call) {
    abi_writer out = batches_argument(call.batches);
    return out.number(call.max_timestamp).number(call.initial_batch).account(call.coinbase).call(sequence_batches);
}
bytes encode_sequence_force_batches(const std::vector<batch_data>& batches) {
    return batches_argument(batches).call(sequence_force_batches);
}

result<sequence_call> decode_sequence_batches(byte_view calldata) {
    const auto arguments = arguments_of(calldata, sequence_batches);
    if (!arguments) {
        return error{"the calldata are not of sequenceBatches"};
    }
    abi_reader in{*arguments};
    sequence_call out;
    out.batches = read_batches(in);
    out.max_timestamp = in.number();
    out.initial_batch = in.number();
    out.coinbase = in.account();
    const status whole = in.outcome("calldata of sequenceBatches");
    return whole ? result<sequence_call>{std::move(out)} : result<sequence_call>{whole.why()};
}

result<std::vector<batch_data>> decode_sequence_force_batches(byte_view calldata) {
    const auto arguments = arguments_of(calldata, sequence_force_batches);
    if (!arguments) {
        return error{"the calldata are not of sequenceForceBatches"};
    }
    abi_reader in{*arguments};
    auto out = read_batches(in);
    const status whole = in.outcome("calldata of sequenceForceBatches");
    return whole ? result<std::vector<batch_data>>{std::move(out)} : result<std::vector<batch_data>>{whole.why()};
}

result<bytes> decode_force_batch(byte_view calldata) {
    const auto arguments = arguments_of(calldata, force_batch);
    if (!arguments) {
        return error{"the calldata are not of forceBatch"};
    }
    abi_reader in{*arguments};
    const byte_view transactions = in.text();
    in.word();
    const status whole = in.outcome("calldata of forceBatch");
    return whole ? result<bytes>{bytes{transactions.begin(), transactions.end()}} : result<bytes>{whole.why()};
}

} // namespace zonogon::l1
