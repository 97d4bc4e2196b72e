#include <algorithm>

#include <zonogon/rollup/block_info.hpp>

#include "rpc/json_text.hpp"
#include "rpc/zkevm_reader.hpp"

namespace zonogon::rpc {
namespace {

std::string exit_root_text(const state::exit_root_record& r) {
    return json_object{}
        .add("blockNumber", quantity_text(r.l1_block))
        .add("timestamp", quantity_text(r.timestamp))
        .add("mainnetExitRoot", data_text(r.mainnet_exit_root.to_bytes()))
        .add("rollupExitRoot", data_text(r.rollup_exit_root.to_bytes()))
        .take();
}

} // namespace

result<state::exit_root_record> imported_exit_roots(const chain_view& chain, const state::batch_record& b) {
    if (b.l1_info_index == 0) {
        return state::exit_root_record{};
    }
    const auto found = state::read_exit_root(chain.from(), b.l1_info_index);
    if (!found) {
        return found.why();
    }
    return found->value_or(state::exit_root_record{});
}

void add_exit_root_methods(registry& to, const chain_services& on) {
    add_zkevm_reader(to, on, "zkevm_getLatestGlobalExitRoot", "The last exit root that a block imported", {},
                     schema::hash, [](const chain_view& c, parameters&) -> answer {
                         const auto last = state::read_last_batch(c.from());
                         if (!last) {
                             return as_failure(last.why());
                         }
                         for (std::uint64_t n = *last ? (*last)->number : 0; n > 0; --n) {
                             const auto b = state::read_batch(c.from(), n);
                             if (!b) {
                                 return as_failure(b.why());
                             }
                             if (*b && (*b)->l1_info_index != 0) {
                                 const auto roots = imported_exit_roots(c, **b);
                                 return roots ? answer{data_text(roots->global_exit_root.to_bytes())}
                                              : answer{as_failure(roots.why())};
                             }
                         }
                         return data_text(bytes32{});
                     });
    add_zkevm_reader(to, on, "zkevm_getExitRootsByGER", "The exit roots that a global exit root is made of",
                     {{"globalExitRoot", schema::hash}}, schema::object,
                     [](const chain_view& c, parameters& p) -> answer {
                         const u256 wanted = u256::from_bytes(p.hash(0));
                         const auto last = state::read_last_exit_root(c.from());
                         if (!last) {
                             return as_failure(last.why());
                         }
                         for (std::uint64_t i = *last ? std::uint64_t{(*last)->index} + 1 : 0; i-- > 0;) {
                             const auto r = state::read_exit_root(c.from(), static_cast<std::uint32_t>(i));
                             if (!r) {
                                 return as_failure(r.why());
                             }
                             if (*r && (*r)->global_exit_root == wanted) {
                                 return exit_root_text(**r);
                             }
                         }
                         return std::string{"null"};
                     });
    const auto add_table = [&](const char* name, const char* summary) {
        add_zkevm_reader(to, on, name, summary, {{"first", schema::quantity, false}}, schema::object,
                         [](const chain_view& c, parameters& p) -> answer {
                             constexpr std::uint64_t most_leaves = 10'000;
                             const std::uint64_t first = p.has(0) ? p.number(0) : 0;
                             const auto last = state::read_last_exit_root(c.from());
                             if (!last) {
                                 return as_failure(last.why());
                             }
                             const std::uint64_t end = *last ? std::uint64_t{(*last)->index} + 1 : 0;
                             json_list leaves;
                             for (std::uint64_t i = first; i < std::min(end, first + std::min(most_leaves, end)); ++i) {
                                 const auto r = state::read_exit_root(c.from(), static_cast<std::uint32_t>(i));
                                 if (!r) {
                                     return as_failure(r.why());
                                 }
                                 if (*r) {
                                     leaves.add(
                                         json_object{}
                                             .add("index", quantity_text(i))
                                             .add("ger", data_text((*r)->global_exit_root.to_bytes()))
                                             .add("infoRoot", data_text((*r)->l1_info_root.to_bytes()))
                                             .add("mainnetExitRoot", data_text((*r)->mainnet_exit_root.to_bytes()))
                                             .add("rollupExitRoot", data_text((*r)->rollup_exit_root.to_bytes()))
                                             .add("parentHash", data_text((*r)->parent_block_hash.to_bytes()))
                                             .add("minTimestamp", quantity_text((*r)->timestamp))
                                             .add("blockNumber", quantity_text((*r)->l1_block))
                                             .take());
                                 }
                             }
                             return leaves.take();
                         });
    };
    add_table("zkevm_getExitRootTable", "Up to 10,000 leaves of the L1 info tree from an index on");
    add_zkevm_reader(to, on, "zkevm_getL2BlockInfoTree", "The block info root of a block and what it commits to",
                     {{"block", schema::block}}, schema::object, [](const chain_view& c, parameters& p) -> answer {
                         const auto which = p.block(0);
                         const auto b = c.block(which);
                         if (!b) {
                             return as_failure(b.why());
                         }
                         if (!*b) {
                             return std::string{"null"};
                         }
                         const state::block_record& k = **b;
                         return json_object{}
                             .add("blockInfoRoot", data_text(k.block_info_root.to_bytes()))
                             .add("blockNumber", quantity_text(k.number))
                             .add("parentStateRoot", data_text(k.parent_state_root.to_bytes()))
                             .add("coinbase", data_text(k.coinbase))
                             .add("gasLimit", quantity_text(rollup::block_gas_limit))
                             .add("gasUsed", quantity_text(k.gas_used))
                             .add("timestamp", quantity_text(k.timestamp))
                             .add("globalExitRoot", data_text(k.global_exit_root.to_bytes()))
                             .add("l1BlockHash", data_text(k.l1_block_hash.to_bytes()))
                             .take();
                     });
}

} // namespace zonogon::rpc
