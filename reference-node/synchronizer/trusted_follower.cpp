#include "synchronizer/trusted_follower.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "l1/parse.hpp"
#include "state/batch_record.hpp"
#include "state/l1_record.hpp"
#include "synchronizer/batch_follower.hpp"
#include "synchronizer/batch_inputs.hpp"

namespace zonogon::synchronizer {
namespace {

using nlohmann::json;

error of_node(const error& why) {
    return error{"the trusted node: " + why.message};
}

template <class T>
status read_member(const json& j, const char* name, result<T> (*parse)(const json&), T& out) {
    const auto found = j.find(name);
    auto value = found == j.end() ? result<T>{error{"is missing"}} : parse(*found);
    if (!value) {
        return error{"member " + std::string{name} + " " + value.why().message};
    }
    out = *std::move(value);
    return {};
}

result<trusted_batch> parse_batch(const json& j) {
    if (!j.is_object()) {
        return error{"the answer is not an object"};
    }
    trusted_batch out;
    bytes32 root{};
    for (const status& read : {read_member(j, "number", l1::parse_number, out.number),
                               read_member(j, "coinbase", l1::parse_address, out.coinbase),
                               read_member(j, "stateRoot", l1::parse_hash, root),
                               read_member(j, "timestamp", l1::parse_number, out.timestamp),
                               read_member(j, "batchL2Data", l1::parse_data, out.data)}) {
        if (!read) {
            return read.why();
        }
    }
    out.state_root = u256::from_bytes(root);
    if (const auto forced = j.find("forcedBatchNumber"); forced != j.end() && !forced->is_null()) {
        if (const status read = read_member(j, "forcedBatchNumber", l1::parse_number, out.forced_number); !read) {
            return read.why();
        }
    }
    const auto closed = j.find("closed");
    if (closed == j.end() || !closed->is_boolean()) {
        return error{"member closed is not a boolean"};
    }
    out.closed = closed->get<bool>();
    return out;
}

} // namespace

result<std::uint64_t> trusted_follower::last_batch() {
    std::uint64_t out = 0;
    const status done = rpc_.call({"zkevm_batchNumber", "[]"}, [&out](const json& j) -> status {
        const auto number = l1::parse_number(j);
        out = number ? *number : 0;
        return number ? status{} : number.why();
    });
    return done ? result<std::uint64_t>{out} : of_node(done.why());
}

result<std::optional<trusted_batch>> trusted_follower::batch(std::uint64_t number) {
    std::optional<trusted_batch> out;
    const std::string parameters = "[\"" + l1::quantity(u256{number}) + "\",false]";
    const status done = rpc_.call({"zkevm_getBatchByNumber", parameters}, [&](const json& j) -> status {
        if (j.is_null()) {
            return {};
        }
        auto got = parse_batch(j);
        if (!got) {
            return got.why();
        }
        if (got->number != number) {
            return error{"the answer is of another batch"};
        }
        out = *std::move(got);
        return {};
    });
    return done ? result<std::optional<trusted_batch>>{std::move(out)} : of_node(done.why());
}

/// The newest batch up to `last` that is closed and the same on both sides, not below the last on L1.
result<std::uint64_t> trusted_follower::common_batch(std::uint64_t last, std::uint64_t on_l1) {
    for (std::uint64_t n = last; n > on_l1; --n) {
        const auto own = state::read_batch(with_.db, n);
        if (!own) {
            return own.why();
        }
        if (!*own || (*own)->is_open()) {
            continue;
        }
        const auto theirs = batch(n);
        if (!theirs) {
            return theirs.why();
        }
        if (*theirs && (*theirs)->closed && (*theirs)->state_root == (*own)->state_root &&
            (*theirs)->data == (*own)->data) {
            return n;
        }
    }
    return on_l1;
}

result<bool> trusted_follower::step() {
    const auto own = state::read_last_batch(with_.db);
    const auto on_l1 = state::read_last_virtual_batch(with_.db);
    if (!own || !on_l1) {
        return own ? on_l1.why() : own.why();
    }
    const std::uint64_t own_last = *own ? (*own)->number : 0;
    const std::uint64_t virtual_last = *on_l1 ? (*on_l1)->number : 0;
    if (virtual_last == 0 || own_last < virtual_last) {
        // Batches on L1 come first, and batch 1 is only there.
        return false;
    }
    const auto last = last_batch();
    if (!last) {
        return last.why();
    }
    if (*last <= virtual_last) {
        return false;
    }
    const auto common = common_batch(std::min(own_last, *last), virtual_last);
    if (!common) {
        return common.why();
    }
    if (*common >= *last) {
        return false;
    }
    const auto next = batch(*common + 1);
    if (!next) {
        return next.why();
    }
    return *next ? bring(**next) : result<bool>{false};
}

result<bool> trusted_follower::bring(const trusted_batch& b) {
    rollup::batch_input input;
    input.old_num_batch = b.number - 1;
    input.chain_id = how_.contracts.chain_id;
    input.batch_l2_data = b.data;
    input.sequencer = b.coinbase;
    // L1 sets the limit when the batch is sequenced.
    input.timestamp_limit = std::numeric_limits<std::uint64_t>::max();
    if (status before = put_before(with_.db, input, how_.contracts.genesis_root); !before) {
        return before.why();
    }
    if (b.forced_number != 0) {
        const auto forced = state::read_forced_batch(with_.db, b.forced_number);
        if (!forced) {
            return forced.why();
        }
        if (!*forced) {
            return error{"forced batch " + std::to_string(b.forced_number) +
                         " of the trusted node is not known from L1 yet"};
        }
        input.l1_info_root = (*forced)->global_exit_root;
        input.timestamp_limit = (*forced)->timestamp;
        input.forced_block_hash_l1 = (*forced)->parent_block_hash;
    }
    const auto leaves = put_newest_leaves(with_.db, input);
    if (!leaves) {
        return leaves.why();
    }
    if (!*leaves) {
        return error{"batch " + std::to_string(b.number) +
                     " of the trusted node imports an exit root that is not known from L1 yet"};
    }
    batch_entry entry;
    entry.closed = b.closed ? state::closing_reason::from_l1 : state::closing_reason::open;
    entry.forced_number = b.forced_number;
    entry.on_l1 = false;
    entry.timestamp = b.timestamp;
    entry.expected_root = b.state_root;
    const auto had = state::read_batch(with_.db, b.number);
    if (!had) {
        return had.why();
    }
    if (*had && (*had)->is_open() != b.closed && (*had)->data == b.data && (*had)->state_root == b.state_root) {
        return false;
    }
    const auto brought = bring_batch(with_.db, input, entry);
    if (!brought) {
        return of_node(brought.why());
    }
    if (brought->replaced) {
        with_.lines.write(monitor::level::warn, "synchronizer", "the trusted node has another batch than before",
                          {{"batch", std::to_string(b.number)}});
        with_.numbers.count("reorgs_total", {{"layer", "l2"}});
        if (with_.on_event) {
            with_.on_event({0,
                            0,
                            4,
                            "synchronizer",
                            "TRUSTED REORG",
                            "the trusted node replaced batch " + std::to_string(b.number),
                            {}});
        }
    }
    if (with_.on_l2_head) {
        with_.on_l2_head(brought->row.last_block);
    }
    return b.closed;
}

} // namespace zonogon::synchronizer
