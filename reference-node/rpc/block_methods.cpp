#include <algorithm>
#include <charconv>
#include <cmath>

#include <nlohmann/json.hpp>

#include <zonogon/rollup/block_info.hpp>

#include "rpc/chain_events.hpp"
#include "rpc/chain_view.hpp"
#include "rpc/json_text.hpp"
#include "rpc/logs.hpp"
#include "rpc/state_methods.hpp"
#include "rpc/transaction_text.hpp"

namespace zonogon::rpc {
namespace {

using nlohmann::json;

const parameter_info number_parameter{"block", schema::block};
const parameter_info hash_parameter{"hash", schema::hash};
const parameter_info index_parameter{"index", schema::quantity};
const parameter_info extra_parameter{"extra", schema::boolean, false};

/// The block that the first parameter names, by number or tag or by hash.
block_reference block_named(parameters& p, bool by_hash) {
    return by_hash ? block_reference{p.hash(0)} : p.block(0);
}

/// Adds both methods of a pair, "...ByNumber" and "...ByHash": `answer_for(chain, block, p)` gets a block that exists,
/// callers that name another get null.
template <class Answer>
void add_pair(registry& to, const chain_services& on, const std::string& by_number, const std::string& by_hash,
              const std::string& summary, std::vector<parameter_info> more, const char* result, Answer answer_for) {
    for (const bool hash : {false, true}) {
        std::vector<parameter_info> all{hash ? hash_parameter : number_parameter};
        all.insert(all.end(), more.begin(), more.end());
        to.add({hash ? by_hash : by_number, summary, std::move(all), result,
                [on, hash, answer_for](parameters& p, const caller&) -> answer {
                    const block_reference which = block_named(p, hash);
                    const auto read = answer_for(p);
                    if (p.wrong()) {
                        return *p.wrong();
                    }
                    return look_up(
                        chain_view::open(on, which), [&](const chain_view& c) { return c.block(which); }, read);
                }});
    }
}

void add_blocks(registry& to, const chain_services& on) {
    add_pair(to, on, "eth_getBlockByNumber", "eth_getBlockByHash",
             "A block; with whole transactions or their hashes; with what zkEVM nodes add",
             {{"whole", schema::boolean}, extra_parameter}, schema::object, [](parameters& p) {
                 const bool whole = p.boolean(1, false);
                 const bool extra = p.boolean(2, false);
                 return [whole, extra](const chain_view& chain, const state::block_record& b) -> answer {
                     const auto all = chain.whole(b);
                     if (!all) {
                         return as_failure(all.why());
                     }
                     const auto how = !whole  ? show_transactions::hashes
                                      : extra ? show_transactions::whole_with_receipts
                                              : show_transactions::whole;
                     return block_text(*all, how, extra);
                 };
             });
    add_pair(to, on, "eth_getBlockTransactionCountByNumber", "eth_getBlockTransactionCountByHash",
             "How many transactions a block has", {}, schema::quantity, [](parameters&) {
                 return [](const chain_view&, const state::block_record& b) -> answer {
                     return quantity_text(b.transactions.size());
                 };
             });
    add_pair(to, on, "eth_getUncleCountByBlockNumber", "eth_getUncleCountByBlockHash", "There are no uncles", {},
             schema::quantity, [](parameters&) {
                 return [](const chain_view&, const state::block_record&) -> answer { return std::string{"\"0x0\""}; };
             });
    add_pair(to, on, "eth_getUncleByBlockNumberAndIndex", "eth_getUncleByBlockHashAndIndex", "There are no uncles",
             {index_parameter}, schema::anything, [](parameters& p) {
                 (void)p.number(1);
                 return [](const chain_view&, const state::block_record&) -> answer { return std::string{"null"}; };
             });
}

/// A transaction of the pool, here or at the sequencer, by its hash; null if that is unknown.
std::string waiting_text(const chain_services& on, const bytes32& hash) {
    const auto e = on.waiting == nullptr ? nullptr : on.waiting->find(hash);
    if (e != nullptr) {
        return waiting_transaction_text(*e);
    }
    const answer there = on.sequencer ? on.sequencer("eth_getTransactionByHash", "[" + data_text(hash) + "]")
                                      : answer{std::string{"null"}};
    const auto* text = std::get_if<std::string>(&there);
    return text == nullptr ? "null" : *text;
}

/// The receipt's text beside a transaction for callers that want the extras of zkEVM nodes, else nothing.
result<std::string> extra_receipt(const chain_view& chain, const chain_view::found_transaction& t, bool extra) {
    if (!extra) {
        return std::string{};
    }
    const auto r = state::read_receipt(chain.from(), t.block.number, t.transaction.index);
    if (!r) {
        return r.why();
    }
    return *r ? receipt_text(t.block, t.transaction, **r, true, chain.is_pending()) : std::string{};
}

/// Looks for an included transaction.
auto with_hash(const bytes32& hash) {
    return [&hash](const chain_view& chain) { return chain.transaction(hash); };
}

answer receipts_answer(const result<whole_block>& all) {
    if (!all) {
        return as_failure(all.why());
    }
    json_list out;
    for (std::size_t i = 0; i < all->receipts.size(); ++i) {
        out.add(receipt_text(all->block, all->transactions[i], all->receipts[i], false, all->pending));
    }
    return out.take();
}

void add_transactions(registry& to, const chain_services& on) {
    to.add({"eth_getTransactionByHash",
            "A transaction of a block or of the pool",
            {hash_parameter, extra_parameter},
            schema::object,
            [on](parameters& p, const caller&) -> answer {
                const bytes32 hash = p.hash(0);
                const bool extra = p.boolean(1, false);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return look_up(
                    chain_view::open(on), with_hash(hash),
                    [&](const chain_view& chain, const chain_view::found_transaction& t) -> answer {
                        const auto more = extra_receipt(chain, t, extra);
                        return more ? answer{transaction_text(t.block, t.transaction, hash, *more)}
                                    : answer{as_failure(more.why())};
                    },
                    [&] { return waiting_text(on, hash); });
            }});
    add_pair(to, on, "eth_getTransactionByBlockNumberAndIndex", "eth_getTransactionByBlockHashAndIndex",
             "A transaction by its place in a block", {index_parameter, extra_parameter}, schema::object,
             [](parameters& p) {
                 const std::uint64_t index = p.number(1);
                 const bool extra = p.boolean(2, false);
                 return [index, extra](const chain_view& chain, const state::block_record& b) -> answer {
                     if (index >= b.transactions.size()) {
                         return std::string{"null"};
                     }
                     const bytes32& hash = b.transactions[index];
                     const auto t = chain.transaction(hash);
                     if (!t || !*t) {
                         return as_failure(t ? error{"the transaction is not in the database"} : t.why());
                     }
                     const auto more = extra_receipt(chain, **t, extra);
                     return more ? answer{transaction_text(b, (*t)->transaction, hash, *more, chain.is_pending())}
                                 : answer{as_failure(more.why())};
                 };
             });
    to.add({"eth_getTransactionReceipt",
            "What came of a transaction; null until it is in a block",
            {hash_parameter, extra_parameter},
            schema::object,
            [on](parameters& p, const caller&) -> answer {
                const bytes32 hash = p.hash(0);
                const bool extra = p.boolean(1, false);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return receipt_answer(on, hash, extra);
            }});
    to.add({"eth_getBlockReceipts",
            "The receipts of a block",
            {number_parameter},
            schema::list,
            [on](parameters& p, const caller&) -> answer {
                const block_reference which = p.block(0);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return look_up(
                    chain_view::open(on, which), [&](const chain_view& c) { return c.block(which); },
                    [](const chain_view& c, const state::block_record& b) { return receipts_answer(c.whole(b)); });
            }});
}

void add_raw_transactions(registry& to, const chain_services& on) {
    to.add({"eth_getRawTransactionByHash",
            "A transaction of a block or of the pool as it was sent",
            {hash_parameter},
            schema::data,
            [on](parameters& p, const caller&) -> answer {
                const bytes32 hash = p.hash(0);
                if (p.wrong()) {
                    return *p.wrong();
                }
                return raw_transaction_answer(on, hash);
            }});
    add_pair(to, on, "eth_getRawTransactionByBlockNumberAndIndex", "eth_getRawTransactionByBlockHashAndIndex",
             "A transaction by its place in a block, as it was sent", {index_parameter}, schema::data,
             [on](parameters& p) {
                 const std::uint64_t index = p.number(1);
                 return [on, index](const chain_view&, const state::block_record& b) -> answer {
                     return index < b.transactions.size() ? raw_transaction_answer(on, b.transactions[index])
                                                          : answer{std::string{"null"}};
                 };
             });
}

/// The percentiles of eth_feeHistory, rising, of 0 to 100.
std::vector<double> read_percentiles(parameters& p) {
    std::vector<double> out;
    const json* in = p.raw(2);
    if (in == nullptr) {
        return out;
    }
    if (!in->is_array() || in->size() > 100) {
        p.fail(2, "invalid reward percentiles, want at most 100 numbers");
        return out;
    }
    for (const json& j : *in) {
        const double one = j.is_number() ? j.get<double>() : -1;
        if (!(one >= 0 && one <= 100) || (!out.empty() && one < out.back())) {
            p.fail(2, "invalid reward percentile");
            return {};
        }
        out.push_back(one);
    }
    return out;
}

/// The prices below which the given shares of a block's gas were bought.
std::string rewards(const std::vector<state::receipt_record>& receipts, const std::vector<double>& percentiles) {
    std::vector<std::pair<u256, std::uint64_t>> paid;
    std::uint64_t total = 0;
    for (const auto& r : receipts) {
        paid.emplace_back(r.effective_gas_price, r.gas_used);
        total += r.gas_used;
    }
    std::ranges::sort(paid);
    json_list out;
    for (const double percentile : percentiles) {
        u256 price;
        double sum = 0;
        const double wanted = static_cast<double>(total) * percentile / 100;
        for (const auto& [p, gas] : paid) {
            price = p;
            sum += static_cast<double>(gas);
            if (sum >= wanted) {
                break;
            }
        }
        out.add(quantity_text(price));
    }
    return out.take();
}

std::string number_text(double v) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), v).ptr;
    return {text.data(), end};
}

void add_fee_history(registry& to, const chain_services& on) {
    to.add(
        {"eth_feeHistory",
         "Prices that recent blocks paid; there is no base fee",
         {{"blocks", schema::anything}, {"newest", schema::block}, {"percentiles", schema::list, false}},
         schema::object,
         [on](parameters& p, const caller&) -> answer {
             constexpr std::uint64_t most_blocks = 1'024;
             std::uint64_t count = std::min(read_number_or_quantity(p, 0), most_blocks);
             const block_reference newest = p.block(1);
             const std::vector<double> percentiles = read_percentiles(p);
             if (p.wrong()) {
                 return *p.wrong();
             }
             const auto chain = chain_view::open(on);
             const auto last = chain ? chain->number(newest) : chain.why();
             if (!last) {
                 return as_failure(last.why());
             }
             if (!*last) {
                 return failure{server_error, "request beyond head block", {}};
             }
             if (count == 0) {
                 return std::string{R"({"oldestBlock":"0x0","gasUsedRatio":null})"};
             }
             count = std::min(count, **last + 1);
             const std::uint64_t first = **last + 1 - count;
             json_list used;
             json_list zeros;
             json_list reward;
             json_list no_blobs;
             for (std::uint64_t n = first; n <= **last; ++n) {
                 const auto b = chain->block(n);
                 if (!b || !*b) {
                     return as_failure(b ? error{"a block is not in the database"} : b.why());
                 }
                 used.add(
                     number_text(static_cast<double>((*b)->gas_used) / static_cast<double>(rollup::block_gas_limit)));
                 zeros.add("\"0x0\"");
                 no_blobs.add("0");
                 if (!percentiles.empty()) {
                     const auto receipts = state::read_receipts(chain->from(), n);
                     if (!receipts) {
                         return as_failure(receipts.why());
                     }
                     reward.add(rewards(*receipts, percentiles));
                 }
             }
             const std::string base = zeros.add("\"0x0\"").take();
             json_object out;
             out.add("oldestBlock", quantity_text(first)).add("baseFeePerGas", base).add("gasUsedRatio", used.take());
             if (!percentiles.empty()) {
                 out.add("reward", reward.take());
             }
             return out.add("baseFeePerBlobGas", base).add("blobGasUsedRatio", no_blobs.take()).take();
         }});
}

void add_syncing(registry& to, const chain_services& on) {
    to.add({"eth_syncing",
            "How far this node is behind, false if it is not",
            {},
            schema::anything,
            [on](parameters&, const caller&) -> answer {
                const auto p = on.events == nullptr ? std::nullopt : on.events->syncing();
                if (!p) {
                    return std::string{"false"};
                }
                return json_object{}
                    .add("startingBlock", quantity_text(p->starting_block))
                    .add("currentBlock", quantity_text(p->current_block))
                    .add("highestBlock", quantity_text(p->highest_block))
                    .take();
            }});
}

} // namespace

answer receipt_answer(const chain_services& on, const bytes32& hash, bool extra) {
    return look_up(chain_view::open(on), with_hash(hash),
                   [&](const chain_view& chain, const chain_view::found_transaction& t) -> answer {
                       const auto r = state::read_receipt(chain.from(), t.block.number, t.transaction.index);
                       if (!r || !*r) {
                           return as_failure(r ? error{"the receipt is not in the database"} : r.why());
                       }
                       return receipt_text(t.block, t.transaction, **r, extra);
                   });
}

answer raw_transaction_answer(const chain_services& on, const bytes32& hash) {
    return look_up(
        chain_view::open(on), with_hash(hash),
        [](const chain_view&, const chain_view::found_transaction& t) {
            return data_text(transaction_rlp(t.transaction));
        },
        [&] {
            const auto e = on.waiting == nullptr ? nullptr : on.waiting->find(hash);
            return e == nullptr ? std::string{"null"} : data_text(pool::encode_transaction(e->what.tx));
        });
}

void add_block_methods(registry& to, const chain_services& on) {
    add_blocks(to, on);
    add_transactions(to, on);
    add_raw_transactions(to, on);
    add_fee_history(to, on);
    add_syncing(to, on);
    to.add({"eth_getLogs",
            "The logs of a range of blocks that a filter matches",
            {{"filter", schema::object}},
            schema::list,
            [on](parameters& p, const caller&) -> answer {
                const log_filter what = read_log_filter(p, 0);
                return p.wrong() ? answer{*p.wrong()} : find_logs(on, what);
            }});
}

} // namespace zonogon::rpc
