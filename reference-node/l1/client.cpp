#include "l1/client.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/keccak.hpp>

#include "l1/parse.hpp"

namespace zonogon::l1 {
namespace {

using nlohmann::json;

std::string quoted(const std::string& text) {
    return "\"" + text + "\"";
}

std::string spell(const block_id& which) {
    if (const auto* number = std::get_if<std::uint64_t>(&which)) {
        return quoted(quantity(*number));
    }
    constexpr std::array<const char*, 5> names{"earliest", "finalized", "safe", "latest", "pending"};
    return quoted(names[static_cast<std::size_t>(*std::get_if<tag>(&which))]);
}

std::string spell(const call_request& what) {
    std::string out = "{";
    if (what.from) {
        out += R"("from":")" + to_hex(*what.from) + R"(",)";
    }
    if (what.to) {
        out += R"("to":")" + to_hex(*what.to) + R"(",)";
    }
    return out + R"("value":")" + quantity(what.value) + R"(","input":")" + to_hex(what.data) + R"("})";
}

/// Calls and parses with one of the readers.
template <class T>
result<T> ask(json_rpc& rpc, const std::string& method, const std::string& parameters,
              result<T> (*parse)(const json&)) {
    std::optional<T> out;
    const status done = rpc.call({method, parameters}, [&](const json& answer) -> status {
        auto value = parse(answer);
        if (!value) {
            return error{"the answer " + value.why().message};
        }
        out = *std::move(value);
        return {};
    });
    return done ? result<T>{*std::move(out)} : result<T>{done.why()};
}

template <class T>
result<std::optional<T>> nullable(const json& j, result<T> (*parse)(const json&)) {
    if (j.is_null()) {
        return std::optional<T>{};
    }
    auto value = parse(j);
    return value ? result<std::optional<T>>{std::optional<T>{*std::move(value)}}
                 : result<std::optional<T>>{std::move(value).why()};
}
result<std::optional<block_header>> maybe_header(const json& j) {
    return nullable<block_header>(j, parse_header);
}
result<std::optional<receipt>> maybe_receipt(const json& j) {
    return nullable<receipt>(j, parse_receipt);
}
result<bool> is_object(const json& j) {
    return j.is_object();
}
result<std::optional<bytes>> maybe_input(const json& j) {
    if (j.is_null()) {
        return std::optional<bytes>{};
    }
    if (!j.is_object() || !j.contains("input")) {
        return error{"has no member input"};
    }
    return nullable<bytes>(j["input"], parse_data);
}
result<std::vector<log>> parse_logs(const json& j) {
    if (!j.is_array()) {
        return error{"is not a list"};
    }
    std::vector<log> out;
    for (const json& one : j) {
        auto value = parse_log(one);
        if (!value) {
            return std::move(value).why();
        }
        out.push_back(*std::move(value));
    }
    return out;
}

bool matches(const log& l, const log_filter& f) {
    if (l.removed || l.block_number < f.from || l.block_number > f.to || l.topics.size() < f.topics.size()) {
        return false;
    }
    if (!f.sources.empty() && std::ranges::find(f.sources, l.source) == f.sources.end()) {
        return false;
    }
    for (std::size_t i = 0; i < f.topics.size(); ++i) {
        if (!f.topics[i].empty() && std::ranges::find(f.topics[i], l.topics[i]) == f.topics[i].end()) {
            return false;
        }
    }
    return true;
}

std::string spell(const log_filter& f) {
    json out{{"fromBlock", quantity(f.from)}, {"toBlock", quantity(f.to)}};
    for (const address& a : f.sources) {
        out["address"].push_back(to_hex(a));
    }
    for (const auto& place : f.topics) {
        json words = place.empty() ? json{} : json::array();
        for (const bytes32& word : place) {
            words.push_back(to_hex(word));
        }
        out["topics"].push_back(std::move(words));
    }
    return "[" + out.dump() + "]";
}

} // namespace

result<std::uint64_t> client::chain_id() {
    return ask(rpc_, "eth_chainId", "[]", parse_number);
}
result<std::uint64_t> client::block_number() {
    return ask(rpc_, "eth_blockNumber", "[]", parse_number);
}

result<std::optional<block_header>> client::header(const block_id& which) {
    auto out = ask(rpc_, "eth_getBlockByNumber", "[" + spell(which) + ",false]", maybe_header);
    const auto* number = std::get_if<std::uint64_t>(&which);
    if (out && *out && number != nullptr && (*out)->number != *number) {
        return error{"eth_getBlockByNumber: L1 answers with another block"};
    }
    return out;
}
result<std::optional<block_header>> client::header_by_hash(const bytes32& hash) {
    auto out = ask(rpc_, "eth_getBlockByHash", "[" + quoted(to_hex(hash)) + ",false]", maybe_header);
    if (out && *out && (*out)->hash != hash) {
        return error{"eth_getBlockByHash: L1 answers with another block"};
    }
    return out;
}
result<std::vector<std::optional<block_header>>> client::headers(const std::vector<std::uint64_t>& numbers) {
    std::vector<rpc_request> requests;
    for (const std::uint64_t number : numbers) {
        requests.push_back({"eth_getBlockByNumber", "[" + quoted(quantity(number)) + ",false]"});
    }
    std::vector<std::optional<block_header>> out(numbers.size());
    const status done = rpc_.batch(requests, [&](std::size_t i, const json& answer) -> status {
        auto one = maybe_header(answer);
        if (!one) {
            return one.why();
        }
        if (*one && (*one)->number != numbers[i]) {
            return error{"L1 answers with another block"};
        }
        out[i] = *std::move(one);
        return {};
    });
    return done ? result<std::vector<std::optional<block_header>>>{std::move(out)}
                : result<std::vector<std::optional<block_header>>>{done.why()};
}

result<std::vector<log>> client::logs(const log_filter& filter) {
    auto out = ask(rpc_, "eth_getLogs", spell(filter), parse_logs);
    if (!out) {
        return out;
    }
    for (std::size_t i = 0; i < out->size(); ++i) {
        const log& now = (*out)[i];
        if (!matches(now, filter)) {
            return error{"eth_getLogs: L1 answers with a log that was not asked for"};
        }
        if (i > 0) {
            const log& before = (*out)[i - 1];
            if (std::pair{now.block_number, now.log_index} <= std::pair{before.block_number, before.log_index} ||
                (now.block_number == before.block_number && now.block_hash != before.block_hash)) {
                return error{"eth_getLogs: L1 answers with logs out of order or of two blocks of one number"};
            }
        }
    }
    return out;
}

result<std::optional<receipt>> client::transaction_receipt(const bytes32& hash) {
    auto out = receipts({hash});
    return out ? result<std::optional<receipt>>{std::move(out->front())} : result<std::optional<receipt>>{out.why()};
}
result<std::vector<std::optional<receipt>>> client::receipts(const std::vector<bytes32>& hashes) {
    std::vector<rpc_request> requests;
    for (const bytes32& hash : hashes) {
        requests.push_back({"eth_getTransactionReceipt", "[" + quoted(to_hex(hash)) + "]"});
    }
    std::vector<std::optional<receipt>> out(hashes.size());
    const status done = rpc_.batch(requests, [&](std::size_t i, const json& answer) -> status {
        auto one = maybe_receipt(answer);
        if (!one) {
            return one.why();
        }
        if (*one && (*one)->transaction_hash != hashes[i]) {
            return error{"L1 answers with another receipt"};
        }
        out[i] = *std::move(one);
        return {};
    });
    return done ? result<std::vector<std::optional<receipt>>>{std::move(out)}
                : result<std::vector<std::optional<receipt>>>{done.why()};
}
result<bool> client::knows_transaction(const bytes32& hash) {
    return ask(rpc_, "eth_getTransactionByHash", "[" + quoted(to_hex(hash)) + "]", is_object);
}
result<std::optional<bytes>> client::transaction_input(const bytes32& hash) {
    return ask(rpc_, "eth_getTransactionByHash", "[" + quoted(to_hex(hash)) + "]", maybe_input);
}

result<std::uint64_t> client::nonce(const address& of, const block_id& at) {
    return ask(rpc_, "eth_getTransactionCount", "[" + quoted(to_hex(of)) + "," + spell(at) + "]", parse_number);
}
result<u256> client::balance(const address& of, const block_id& at) {
    return ask(rpc_, "eth_getBalance", "[" + quoted(to_hex(of)) + "," + spell(at) + "]", parse_quantity);
}
result<bytes> client::code(const address& of, const block_id& at) {
    return ask(rpc_, "eth_getCode", "[" + quoted(to_hex(of)) + "," + spell(at) + "]", parse_data);
}
result<bytes> client::call(const call_request& what, const block_id& at) {
    return ask(rpc_, "eth_call", "[" + spell(what) + "," + spell(at) + "]", parse_data);
}
result<std::uint64_t> client::estimate_gas(const call_request& what, const block_id& at) {
    return ask(rpc_, "eth_estimateGas", "[" + spell(what) + "," + spell(at) + "]", parse_number);
}
result<fee_quote> client::fees() {
    const auto latest = header(tag::latest);
    if (!latest) {
        return latest.why();
    }
    if (!*latest) {
        return error{"L1 has no latest block"};
    }
    const auto tip = ask(rpc_, "eth_maxPriorityFeePerGas", "[]", parse_quantity);
    if (!tip) {
        return tip.why();
    }
    return fee_quote{(*latest)->base_fee, *tip};
}
result<bytes32> client::send_raw(byte_view transaction) {
    auto hash = ask(rpc_, "eth_sendRawTransaction", "[" + quoted(to_hex(transaction)) + "]", parse_hash);
    if (hash && *hash != hash::keccak256(transaction)) {
        return error{"eth_sendRawTransaction: L1 answers with another hash"};
    }
    return hash;
}

} // namespace zonogon::l1
