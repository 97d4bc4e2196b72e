#include <algorithm>

#include <nlohmann/json.hpp>

#include "rpc/call_request.hpp"
#include "rpc/chain_events.hpp"
#include "rpc/chain_view.hpp"
#include "rpc/counters.hpp"
#include "rpc/json_text.hpp"
#include "rpc/state_methods.hpp"
#include "rpc/zkevm_reader.hpp"
#include "state/batch_record.hpp"
#include "state/l1_record.hpp"
#include "state/version_history.hpp"
#include "store/block_log.hpp"

namespace zonogon::rpc {
namespace {

using nlohmann::json;

const parameter_info batch_parameter{"batch", schema::block};
const parameter_info block_parameter{"block", schema::block};

/// The last batch of a level, 0 if there is none.
template <class Row>
result<std::uint64_t> number_of(const result<std::optional<Row>>& last) {
    if (!last) {
        return last.why();
    }
    return *last ? (*last)->number : std::uint64_t{0};
}
result<std::uint64_t> last_trusted(const chain_view& c) {
    return number_of(state::read_last_batch(c.from()));
}
result<std::uint64_t> last_virtual(const chain_view& c) {
    return number_of(state::read_last_virtual_batch(c.from()));
}
result<std::uint64_t> last_verified(const chain_view& c) {
    return number_of(state::read_last_verified_batch(c.from()));
}

answer number_answer(const result<std::uint64_t>& n) {
    return n ? answer{quantity_text(*n)} : answer{as_failure(n.why())};
}

/// The batch that a caller means: its number, or a level. Batches by hash do not exist.
std::variant<std::uint64_t, failure> batch_number(const chain_view& chain, const block_reference& which) {
    if (const auto* number = std::get_if<std::uint64_t>(&which)) {
        return *number;
    }
    const auto* tag = std::get_if<block_tag>(&which);
    if (tag == nullptr) {
        return failure{invalid_params, "a batch has a number, no hash", {}};
    }
    if (*tag == block_tag::earliest) {
        return std::uint64_t{0};
    }
    const auto n = *tag == block_tag::safe        ? last_virtual(chain)
                   : *tag == block_tag::finalized ? last_verified(chain)
                                                  : last_trusted(chain);
    if (!n) {
        return as_failure(n.why());
    }
    return *n;
}

void add_levels(registry& to, const chain_services& on) {
    add_zkevm_reader(to, on, "zkevm_batchNumber", "The last batch that this node knows", {}, schema::quantity,
                     [](const chain_view& c, parameters&) { return number_answer(last_trusted(c)); });
    add_zkevm_reader(to, on, "zkevm_virtualBatchNumber", "The last batch whose data are on L1", {}, schema::quantity,
                     [](const chain_view& c, parameters&) { return number_answer(last_virtual(c)); });
    add_zkevm_reader(to, on, "zkevm_verifiedBatchNumber", "The last batch whose state L1 accepted", {},
                     schema::quantity,
                     [](const chain_view& c, parameters&) { return number_answer(last_verified(c)); });
    add_zkevm_reader(to, on, "zkevm_consolidatedBlockNumber", "The last block of the last verified batch", {},
                     schema::quantity, [](const chain_view& c, parameters&) -> answer {
                         const auto n = c.number(block_tag::finalized);
                         return n ? answer{quantity_text(n->value_or(0))} : answer{as_failure(n.why())};
                     });
    const auto add_question = [&](const char* name, const char* summary, block_tag level) {
        add_zkevm_reader(to, on, name, summary, {block_parameter}, schema::boolean,
                         [level](const chain_view& c, parameters& p) -> answer {
                             const auto asked = c.number(p.block(0));
                             const auto reached = c.number(level);
                             if (!asked || !reached) {
                                 return as_failure(asked ? reached.why() : asked.why());
                             }
                             return std::string{*asked && *reached && **asked <= **reached ? "true" : "false"};
                         });
    };
    add_question("zkevm_isBlockVirtualized", "Whether the data of a block are on L1", block_tag::safe);
    add_question("zkevm_isBlockConsolidated", "Whether L1 accepted the state after a block", block_tag::finalized);
    add_zkevm_reader(to, on, "zkevm_batchNumberByBlockNumber", "The batch that a block is part of", {block_parameter},
                     schema::quantity, [](const chain_view& c, parameters& p) -> answer {
                         const auto b = c.block(p.block(0));
                         if (!b) {
                             return as_failure(b.why());
                         }
                         return *b ? quantity_text((*b)->batch) : std::string{"null"};
                     });
}

/// How far this node is: the three levels by batch and block, and the L1 block up to which it has read.
void add_sync_status(registry& to, const chain_services& on) {
    add_zkevm_reader(
        to, on, "zkevm_syncStatus", "How far this node is: trusted, virtual and verified batch, blocks, L1", {},
        schema::object, [on](const chain_view& c, parameters&) -> answer {
            const auto level = [&](const result<std::uint64_t>& batch, block_tag tag) -> result<std::string> {
                const auto block = c.number(tag);
                if (!batch || !block) {
                    return batch ? block.why() : batch.why();
                }
                return json_object{}
                    .add("batch", quantity_text(*batch))
                    .add("block", quantity_text(block->value_or(0)))
                    .take();
            };
            const auto trusted = level(last_trusted(c), block_tag::latest);
            const auto on_l1 = level(last_virtual(c), block_tag::safe);
            const auto verified = level(last_verified(c), block_tag::finalized);
            const auto l1 = store::last_checkpoint(c.from(), store::layer::l1);
            if (!trusted || !on_l1 || !verified || !l1) {
                return as_failure(!trusted    ? trusted.why()
                                  : !on_l1    ? on_l1.why()
                                  : !verified ? verified.why()
                                              : l1.why());
            }
            json_object out;
            out.add("trusted", *trusted).add("virtual", *on_l1).add("verified", *verified);
            out.add("l1Block", *l1 ? json_object{}
                                         .add("number", quantity_text((*l1)->number))
                                         .add("hash", data_text((*l1)->hash))
                                         .take()
                                   : std::string{"null"});
            const auto behind = on.events == nullptr ? std::nullopt : on.events->syncing();
            return out.add("syncing", behind ? "true" : "false").take();
        });
}

/// What L1 knows of a batch, in the members of a batch's text.
status add_l1_members(const chain_view& chain, std::uint64_t number, json_object& out) {
    const auto sequenced = state::read_virtual_batch(chain.from(), number);
    if (!sequenced) {
        return sequenced.why();
    }
    const auto verified = state::read_verified_batch(chain.from(), number);
    if (!verified) {
        return verified.why();
    }
    out.add("sendSequencesTxHash", *sequenced ? data_text((*sequenced)->l1_transaction) : "null");
    out.add("verifyBatchTxHash", *verified ? data_text((*verified)->l1_transaction) : "null");
    return {};
}

answer batch_text(const chain_view& chain, const state::batch_record& b, bool whole) {
    const auto roots = imported_exit_roots(chain, b);
    if (!roots) {
        return as_failure(roots.why());
    }
    const auto sequenced = state::read_virtual_batch(chain.from(), b.number);
    if (!sequenced) {
        return as_failure(sequenced.why());
    }
    json_object out;
    out.add("number", quantity_text(b.number));
    if (b.forced_number != 0) {
        out.add("forcedBatchNumber", quantity_text(b.forced_number));
    }
    const u256 accumulated = b.accumulated_input_hash.is_zero() && *sequenced ? (*sequenced)->accumulated_input_hash
                                                                              : b.accumulated_input_hash;
    const std::uint64_t timestamp = b.timestamp == 0 && *sequenced ? (*sequenced)->timestamp_limit : b.timestamp;
    out.add("coinbase", data_text(b.coinbase))
        .add("stateRoot", data_text(b.state_root.to_bytes()))
        .add("globalExitRoot", data_text(roots->global_exit_root.to_bytes()))
        .add("mainnetExitRoot", data_text(roots->mainnet_exit_root.to_bytes()))
        .add("rollupExitRoot", data_text(roots->rollup_exit_root.to_bytes()))
        .add("localExitRoot", data_text(b.local_exit_root.to_bytes()))
        .add("accInputHash", data_text(accumulated.to_bytes()))
        .add("timestamp", quantity_text(timestamp));
    if (status added = add_l1_members(chain, b.number, out); !added) {
        return as_failure(added.why());
    }
    out.add("closed", b.is_open() ? "false" : "true");
    json_list blocks;
    json_list transactions;
    for (std::uint64_t n = b.first_block; n <= b.last_block; ++n) {
        const auto block = chain.block(n);
        if (!block || !*block) {
            return as_failure(block ? error{"a block of the batch is not in the database"} : block.why());
        }
        if (!whole) {
            blocks.add(data_text((*block)->hash()));
            for (const bytes32& hash : (*block)->transactions) {
                transactions.add(data_text(hash));
            }
            continue;
        }
        const auto all = chain.whole(**block);
        if (!all) {
            return as_failure(all.why());
        }
        blocks.add(block_text(*all, show_transactions::whole, true));
        for (std::size_t i = 0; i < all->transactions.size(); ++i) {
            transactions.add(transaction_text(all->block, all->transactions[i], all->block.transactions[i],
                                              receipt_text(all->block, all->transactions[i], all->receipts[i], true)));
        }
    }
    out.add("blocks", blocks.take()).add("transactions", transactions.take());
    return out.add("batchL2Data", data_text(b.data)).take();
}

void add_batches(registry& to, const chain_services& on) {
    add_zkevm_reader(to, on, "zkevm_getBatchByNumber", "A batch; with whole transactions or their hashes",
                     {batch_parameter, {"whole", schema::boolean, false}}, schema::object,
                     [](const chain_view& c, parameters& p) -> answer {
                         const auto which = p.block(0);
                         const bool whole = p.boolean(1, false);
                         if (p.wrong()) {
                             return *p.wrong();
                         }
                         const auto number = batch_number(c, which);
                         if (const auto* why = std::get_if<failure>(&number)) {
                             return *why;
                         }
                         const auto b = state::read_batch(c.from(), *std::get_if<std::uint64_t>(&number));
                         if (!b) {
                             return as_failure(b.why());
                         }
                         return *b ? batch_text(c, **b, whole) : answer{std::string{"null"}};
                     });
    for (const bool by_hash : {false, true}) {
        add_zkevm_reader(
            to, on, by_hash ? "zkevm_getFullBlockByHash" : "zkevm_getFullBlockByNumber",
            "A block with what zkEVM nodes add, transactions with their receipts",
            {by_hash ? parameter_info{"hash", schema::hash} : block_parameter, {"whole", schema::boolean, false}},
            schema::object, [by_hash](const chain_view& c, parameters& p) -> answer {
                const block_reference which = by_hash ? block_reference{p.hash(0)} : p.block(0);
                const bool whole = p.boolean(1, false);
                if (p.wrong()) {
                    return *p.wrong();
                }
                const auto b = c.block(which);
                if (!b) {
                    return as_failure(b.why());
                }
                if (!*b) {
                    return std::string{"null"};
                }
                const auto all = c.whole(**b);
                return all ? answer{block_text(
                                 *all, whole ? show_transactions::whole_with_receipts : show_transactions::hashes,
                                 true)}
                           : answer{as_failure(all.why())};
            });
    }
}

/// A block number or tag that is a member of an object.
block_reference range_end(parameters& p, const json& in, const char* name) {
    block_reference out = block_tag::latest;
    const auto found = in.find(name);
    if (found != in.end() && !found->is_null()) {
        if (const auto why = read_block(*found, out)) {
            p.fail(0, *why);
        }
    }
    return out;
}

void add_hashes(registry& to, const chain_services& on) {
    add_zkevm_reader(
        to, on, "zkevm_getNativeBlockHashesInRange", "The state roots after the blocks of a range",
        {{"range", schema::object}}, schema::list, [](const chain_view& c, parameters& p) -> answer {
            constexpr std::uint64_t most_blocks = 60'000;
            const json* in = p.raw(0);
            if (in == nullptr || !in->is_object()) {
                p.fail(0, "json: cannot unmarshal non-object into Go value of type NativeBlockHashBlockRangeFilter");
                return std::string{};
            }
            const auto from = c.number(range_end(p, *in, "fromBlock"));
            const auto last = c.number(range_end(p, *in, "toBlock"));
            if (!from || !last) {
                return as_failure(from ? last.why() : from.why());
            }
            if (!*from || !*last || **from > **last) {
                return failure{invalid_params, "invalid block range", {}};
            }
            if (**last - **from >= most_blocks) {
                return failure{invalid_params,
                               "native block hashes are limited to a range of " + std::to_string(most_blocks) +
                                   " blocks",
                               {}};
            }
            json_list out;
            for (std::uint64_t n = **from; n <= **last; ++n) {
                const auto b = c.block(n);
                if (!b || !*b) {
                    return as_failure(b ? error{"a block is not in the database"} : b.why());
                }
                out.add(data_text((*b)->hash()));
            }
            return out.take();
        });
    const auto by_l2_hash = [&](const char* name, const char* summary, auto show) {
        add_zkevm_reader(to, on, name, summary, {{"l2Hash", schema::hash}}, schema::object,
                         [on, show](const chain_view& c, parameters& p) -> answer {
                             const u256 wanted = u256::from_bytes(p.hash(0));
                             if (p.wrong()) {
                                 return *p.wrong();
                             }
                             const auto hash = state::find_l2_hash(c.from(), wanted);
                             if (!hash) {
                                 return as_failure(hash.why());
                             }
                             return *hash ? show(on, c, **hash) : answer{std::string{"null"}};
                         });
    };
    by_l2_hash("zkevm_getTransactionByL2Hash", "A transaction by the hash that the state commits to",
               [](const chain_services&, const chain_view& c, const bytes32& hash) -> answer {
                   const auto t = c.transaction(hash);
                   if (!t || !*t) {
                       return as_failure(t ? error{"the transaction is not in the database"} : t.why());
                   }
                   const auto r = state::read_receipt(c.from(), (*t)->block.number, (*t)->transaction.index);
                   if (!r || !*r) {
                       return as_failure(r ? error{"the receipt is not in the database"} : r.why());
                   }
                   return transaction_text((*t)->block, (*t)->transaction, hash,
                                           receipt_text((*t)->block, (*t)->transaction, **r, true));
               });
    by_l2_hash("zkevm_getTransactionReceiptByL2Hash", "A receipt by the transaction's hash that the state commits to",
               [](const chain_services& services, const chain_view&, const bytes32& hash) -> answer {
                   return receipt_answer(services, hash, true);
               });
}

/// The one fork of this program, from the first batch on.
std::string fork_text() {
    return R"({"forkId":"0x9","fromBatchNumber":"0x1","toBatchNumber":"0xffffffffffffffff","version":"fork.9","blockNumber":"0x0"})";
}

void add_forks(registry& to, const chain_services& on) {
    add_zkevm_reader(to, on, "zkevm_getForkId", "The rules in force: fork 9", {}, schema::quantity,
                     [](const chain_view&, parameters&) -> answer { return std::string{"\"0x9\""}; });
    add_zkevm_reader(to, on, "zkevm_getForkIdByBatchNumber", "The rules of a batch", {batch_parameter},
                     schema::quantity, [](const chain_view&, parameters& p) -> answer {
                         (void)p.block(0);
                         return std::string{"\"0x9\""};
                     });
    add_zkevm_reader(to, on, "zkevm_getForkById", "When rules came into force; null for others than fork 9",
                     {{"fork", schema::quantity}}, schema::object, [](const chain_view&, parameters& p) -> answer {
                         return p.number(0) == 9 ? fork_text() : std::string{"null"};
                     });
    add_zkevm_reader(to, on, "zkevm_getForks", "All rules that this program knows", {}, schema::list,
                     [](const chain_view&, parameters&) -> answer { return "[" + fork_text() + "]"; });
    add_zkevm_reader(to, on, "zkevm_getVersionHistory",
                     "The programs that worked on this database, by the time they began", {}, schema::object,
                     [](const chain_view& c, parameters&) -> answer {
                         const auto known = state::read_versions(c.from());
                         if (!known) {
                             return as_failure(known.why());
                         }
                         json_object out;
                         for (const auto& [time, version] : *known) {
                             out.add(std::to_string(time), json_string(version));
                         }
                         return out.take();
                     });
}

void add_fees(registry& to, const chain_services& on) {
    to.add({"zkevm_estimateGasPrice",
            "A gas price that is taken for a transaction",
            {{"transaction", schema::object}},
            schema::quantity,
            [on](parameters& p, const caller&) -> answer {
                (void)read_call_request(p, 0);
                return p.wrong() ? answer{*p.wrong()} : answer{quantity_text(on.gas_price)};
            }});
    to.add({"zkevm_estimateFee",
            "What a transaction costs at most: its gas at the suggested price",
            {{"transaction", schema::object}},
            schema::quantity,
            [on](parameters& p, const caller&) -> answer {
                const state::call what = read_call_request(p, 0);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return at_block(on, block_tag::latest,
                                [&](const chain_view& c, const state::block_record& b) -> answer {
                                    return fee_answer(simulation{c.from(), b, on.chain_id}, what, on.gas_price);
                                });
            }});
    to.add({"zkevm_estimateCounters",
            "The zk-counters that a transaction uses at most, and those that a batch may use",
            {{"transaction", schema::object}, {"block", schema::block, false}},
            schema::object,
            [on](parameters& p, const caller&) -> answer {
                const state::call what = read_call_request(p, 0);
                const auto which = p.block(1);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return at_block(on, which, [&](const chain_view& c, const state::block_record& b) -> answer {
                    return counters_answer(simulation{c.from(), b, on.chain_id}, what);
                });
            }});
}

void add_contracts(registry& to, const chain_services& on) {
    const auto add_address = [&](const char* name, const char* summary, const std::optional<address>& where) {
        if (where) {
            to.add(
                {name, summary, {}, schema::address, [text = data_text(*where)](parameters&, const caller&) -> answer {
                     return text;
                 }});
        }
    };
    add_address("zkevm_getRollupAddress", "The rollup's contract on L1", on.l1.rollup);
    add_address("zkevm_getRollupManagerAddress", "The rollup manager on L1", on.l1.rollup_manager);
    add_address("zkevm_getGlobalExitRootManagerAddress", "The exit root manager on L1", on.l1.exit_root_manager);
    add_address("zkevm_getBridgeAddress", "The bridge on L1", on.l1.bridge);
}

} // namespace

void add_zkevm_methods(registry& to, const chain_services& on) {
    add_levels(to, on);
    add_sync_status(to, on);
    add_batches(to, on);
    add_hashes(to, on);
    add_exit_root_methods(to, on);
    add_forks(to, on);
    add_fees(to, on);
    add_contracts(to, on);
}

} // namespace zonogon::rpc
