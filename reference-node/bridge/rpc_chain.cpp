#include <algorithm>
#include <map>

#include "bridge/chain.hpp"

namespace zonogon::bridge {
namespace {

/// Whether the node answered, even if with an error: such as for a state that it does not keep.
bool answered(const error& why) {
    return why.message.find("no answer from L1") == std::string::npos;
}

} // namespace

result<store::checkpoint> rpc_chain::head() {
    const auto found = node_.header(l1::tag::latest);
    if (!found) {
        return found.why();
    }
    if (!*found) {
        return error{"the chain has no latest block"};
    }
    return store::checkpoint{(*found)->number, (*found)->hash};
}

result<std::optional<bytes32>> rpc_chain::hash_of(std::uint64_t number) {
    const auto found = node_.header(number);
    if (!found) {
        return found.why();
    }
    return *found ? std::optional{(*found)->hash} : std::optional<bytes32>{};
}

result<std::vector<event_block>> rpc_chain::read(std::uint64_t from, std::uint64_t to) {
    const auto topics = watched_topics();
    const auto logs = node_.logs({from, to, of_.sources(), {{topics.begin(), topics.end()}}});
    if (!logs) {
        return logs.why();
    }
    std::vector<std::uint64_t> numbers;
    for (const l1::log& one : *logs) {
        if (numbers.empty() || numbers.back() != one.block_number) {
            numbers.push_back(one.block_number);
        }
    }
    if (numbers.empty() || numbers.back() != to) {
        numbers.push_back(to);
    }
    // After the logs, so that logs of a block that went meanwhile show.
    const auto headers = node_.headers(numbers);
    if (!headers) {
        return headers.why();
    }
    std::vector<event_block> out;
    auto next = logs->begin();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto& header = (*headers)[i];
        if (!header) {
            return error{"the chain has no block " + std::to_string(numbers[i]) + " any more"};
        }
        event_block block{header->number, header->hash, {}, {}};
        for (; next != logs->end() && next->block_number == numbers[i]; ++next) {
            if (next->block_hash != header->hash) {
                return error{"the logs of block " + std::to_string(numbers[i]) +
                             " are of another block of that number"};
            }
            const place where{header->number, header->timestamp, next->transaction_hash};
            auto read = read_event(of_, next->source, next->topics, next->data, where);
            if (!read) {
                return error{"block " + std::to_string(numbers[i]) + ": " + read.why().message};
            }
            if (*read) {
                block.events.push_back(**std::move(read));
            }
        }
        out.push_back(std::move(block));
    }
    if (imports_) {
        if (status found = find_imports(out.back()); !found) {
            return found.why();
        }
    }
    return out;
}

status rpc_chain::find_imports(event_block& in) {
    const auto candidates = imports_->candidates();
    if (!candidates) {
        return candidates.why();
    }
    for (const bytes32& ger : *candidates) {
        const auto stored = node_.call({std::nullopt, imports_->manager, {}, exit_root_map_call(ger)}, in.number);
        if (!stored) {
            // Nodes keep the state of recent blocks only; a later block will tell.
            return answered(stored.why()) ? status{} : status{stored.why()};
        }
        if (std::ranges::any_of(*stored, [](std::uint8_t b) { return b != 0; })) {
            // Newest first: with this one, older ones have nothing to add.
            in.imported.push_back(ger);
            return {};
        }
    }
    return {};
}

result<std::optional<std::uint64_t>> rpc_chain::deposit_count(std::uint64_t at) {
    const auto answer = node_.call({std::nullopt, of_.bridge, {}, deposit_count_call()}, at);
    if (!answer) {
        return answered(answer.why()) ? result<std::optional<std::uint64_t>>{std::optional<std::uint64_t>{}}
                                      : result<std::optional<std::uint64_t>>{answer.why()};
    }
    // No contract answers with nothing.
    if (answer->size() != 32) {
        return std::optional<std::uint64_t>{};
    }
    return std::optional{u256::from_bytes(*answer).low64()};
}

} // namespace zonogon::bridge
