#include "bridge/rest.hpp"

#include <algorithm>
#include <limits>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>
#include <zonogon/hash/keccak.hpp>

#include "bridge/rest_query.hpp"

namespace zonogon::bridge {
namespace {

using nlohmann::json;

// The codes of gRPC that its HTTP gateway would send.
constexpr int invalid_argument = 3, not_found = 5, failed_precondition = 9, internal = 13;

constexpr std::uint64_t usual_page = 25, largest_page = 100;
constexpr std::uint64_t largest32 = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t largest64 = std::numeric_limits<std::uint64_t>::max();

/// Names and symbols of tokens may be any bytes.
std::string text_of(const json& j) {
    return j.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// With the check sum of EIP-55 in the case of its letters.
std::string spell(const address& a) {
    std::string out = to_hex(a);
    const std::string digits = out.substr(2);
    const bytes32 sum = hash::keccak256(byte_view{reinterpret_cast<const std::uint8_t*>(digits.data()), digits.size()});
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int nibble = i % 2 == 0 ? sum[i / 2] >> 4 : sum[i / 2] & 15;
        if (digits[i] >= 'a' && nibble >= 8) {
            out[i + 2] = static_cast<char>(digits[i] - 'a' + 'A');
        }
    }
    return out;
}

/// What a request is answered with; a failure of the store is an error.
using answer = result<rest_answer>;

answer good(const json& j) {
    return rest_answer{200, text_of(j)};
}

result<json> to_json(const ledger& of, const deposit& d) {
    const auto claimed = of.find_claim(d);
    if (!claimed) {
        return claimed.why();
    }
    return json{{"leaf_type", static_cast<unsigned>(d.type)},
                {"orig_net", d.origin_network},
                {"orig_addr", spell(d.origin)},
                {"amount", d.amount.to_decimal()},
                {"dest_net", d.destination_network},
                {"dest_addr", spell(d.destination)},
                {"block_num", std::to_string(d.where.block)},
                {"deposit_cnt", std::to_string(d.count)},
                {"network_id", d.network},
                {"tx_hash", to_hex(d.where.transaction)},
                {"claim_tx_hash", *claimed ? to_hex((*claimed)->where.transaction) : std::string{}},
                {"metadata", to_hex(d.metadata)},
                {"ready_for_claim", of.ready(d.network, d.count, d.destination_network)},
                {"global_index", global_index(d.network, d.count).to_decimal()}};
}

json to_json(const claim& c) {
    const auto [network, count] = deposit_named(c.index);
    return json{{"index", std::to_string(count)},
                {"orig_net", c.origin_network},
                {"orig_addr", spell(c.origin)},
                {"amount", c.amount.to_decimal()},
                {"network_id", c.network},
                {"dest_addr", spell(c.destination)},
                {"block_num", std::to_string(c.where.block)},
                {"tx_hash", to_hex(c.where.transaction)},
                {"rollup_index", std::to_string(network == mainnet ? 0 : network - 1)},
                {"mainnet_flag", network == mainnet}};
}

json siblings(const merkle::append_proof& proof) {
    json out = json::array();
    for (const bytes32& one : proof) {
        out.push_back(to_hex(one));
    }
    return out;
}

/// The requests, one function each.
class request {
public:
    request(const ledger& of, const rest_target& target) : ledger_(of), target_(target), query_(target) {}

    answer bridges();
    answer claims();
    answer bridge();
    answer pending();
    answer proof(bool by_ger);
    answer token();

private:
    struct range {
        std::uint64_t offset = 0, limit = 0;
    };
    range read_range();
    deposit_name read_name();
    answer refuse() const { return rest_error(400, invalid_argument, query_.wrong()); }
    answer list(const std::vector<deposit>& deposits, std::uint64_t total) const;

    const ledger& ledger_;
    const rest_target& target_;
    rest_query query_;
};

request::range request::read_range() {
    range out;
    out.offset = query_.number({"offset"}, largest64, false).value_or(0);
    out.limit = query_.number({"limit"}, largest64, false).value_or(0);
    out.limit = out.limit == 0 ? usual_page : std::min(out.limit, largest_page);
    return out;
}

deposit_name request::read_name() {
    const auto network = query_.number({"net_id", "networkId", "network_id", "netId"}, largest32, true);
    const auto count = query_.number({"deposit_cnt", "depositCount", "deposit_count", "depositCnt"}, largest32, true);
    return {static_cast<network_id>(network.value_or(0)), static_cast<std::uint32_t>(count.value_or(0))};
}

answer request::list(const std::vector<deposit>& deposits, std::uint64_t total) const {
    json out = json::array();
    for (const deposit& d : deposits) {
        auto one = to_json(ledger_, d);
        if (!one) {
            return std::move(one).why();
        }
        out.push_back(*std::move(one));
    }
    return good({{"deposits", std::move(out)}, {"total_cnt", std::to_string(total)}});
}

answer request::bridges() {
    const address destination = query_.account_of(target_.segments[1]);
    const range part = read_range();
    if (query_.failed()) {
        return refuse();
    }
    const auto found = ledger_.deposits_to(destination, part.offset, part.limit);
    return found ? list(found->items, found->total) : answer{found.why()};
}

answer request::claims() {
    const address destination = query_.account_of(target_.segments[1]);
    const range part = read_range();
    if (query_.failed()) {
        return refuse();
    }
    const auto found = ledger_.claims_to(destination, part.offset, part.limit);
    if (!found) {
        return found.why();
    }
    json out = json::array();
    for (const claim& c : found->items) {
        out.push_back(to_json(c));
    }
    return good({{"claims", std::move(out)}, {"total_cnt", std::to_string(found->total)}});
}

answer request::bridge() {
    const auto [network, count] = read_name();
    if (query_.failed()) {
        return refuse();
    }
    const auto found = ledger_.find_deposit(network, count);
    if (!found) {
        return found.why();
    }
    if (!*found) {
        return rest_error(404, not_found, "not found in the Storage");
    }
    const auto shown = to_json(ledger_, **found);
    return shown ? good({{"deposit", *shown}}) : answer{shown.why()};
}

answer request::pending() {
    const auto destination = query_.account({"dest_addr", "destAddr"}, false);
    const auto network = query_.number({"dest_net", "destNet"}, largest32, false);
    const auto type = query_.number({"leaf_type", "leafType"}, 1, false);
    const range part = read_range();
    if (query_.failed()) {
        return refuse();
    }
    const auto names = ledger_.ready_deposits([&](const deposit_name&, const open_deposit& d) {
        return (!destination || d.destination == *destination) && (!network || d.destination_network == *network) &&
               (!type || static_cast<std::uint64_t>(d.type) == *type);
    });
    std::vector<deposit> items;
    for (std::uint64_t i = part.offset; i < names.size() && i - part.offset < part.limit; ++i) {
        const auto& [from, count] = names[static_cast<std::size_t>(i)];
        const auto found = ledger_.find_deposit(from, count);
        if (!found) {
            return found.why();
        }
        // A reorg may have taken it just now.
        if (*found) {
            items.push_back(**found);
        }
    }
    return list(items, names.size());
}

answer request::proof(bool by_ger) {
    const auto [network, count] = read_name();
    const auto ger = by_ger ? query_.hash({"ger"}, true) : std::nullopt;
    if (query_.failed()) {
        return refuse();
    }
    const auto found = ledger_.prove(network, count, ger);
    if (!found) {
        return found.why();
    }
    if (!found->proof) {
        return rest_error(400, failed_precondition, found->why_not);
    }
    const claim_proof& p = *found->proof;
    return good({{"proof",
                  {{"merkle_proof", siblings(p.local)},
                   {"rollup_merkle_proof", siblings(p.rollups)},
                   {"main_exit_root", to_hex(p.roots.mainnet)},
                   {"rollup_exit_root", to_hex(p.roots.rollups)}}}});
}

answer request::token() {
    const auto origin = query_.account({"orig_token_addr", "origTokenAddr", "originTokenAddress"}, true);
    const auto network = query_.number({"orig_net", "origNet", "originNetwork"}, largest32, true);
    if (query_.failed()) {
        return refuse();
    }
    const auto found = ledger_.find_token(static_cast<network_id>(*network), *origin);
    if (!found) {
        return found.why();
    }
    if (!*found) {
        return rest_error(404, not_found, "not found in the Storage");
    }
    const wrapped_token& t = **found;
    const token_description says = describe(t);
    return good({{"tokenwrapped",
                  {{"orig_net", t.origin_network},
                   {"original_token_addr", spell(t.origin)},
                   {"wrapped_token_addr", spell(t.wrapped)},
                   {"network_id", t.network},
                   {"name", says.name},
                   {"symbol", says.symbol},
                   {"decimals", says.decimals}}}});
}

answer route(const ledger& of, const rest_target& target) {
    request r{of, target};
    const std::vector<std::string>& path = target.segments;
    const bool single = path.size() == 1;
    const std::string what = path.empty() ? std::string{} : path[0];
    if (path.size() == 2 && what == "bridges") {
        return r.bridges();
    }
    if (path.size() == 2 && what == "claims") {
        return r.claims();
    }
    if (single && what == "api") {
        return good({{"api", "v1"}});
    }
    if (single && what == "bridge") {
        return r.bridge();
    }
    if (single && what == "pending-bridges") {
        return r.pending();
    }
    if (single && (what == "merkle-proof" || what == "merkle-proof-by-ger")) {
        return r.proof(what == "merkle-proof-by-ger");
    }
    if (single && what == "tokenwrapped") {
        return r.token();
    }
    return rest_error(404, not_found, "Not Found");
}

} // namespace

rest_answer rest_error(int code, int grpc_code, std::string_view message) {
    return {code, text_of({{"code", grpc_code}, {"message", message}, {"details", json::array()}})};
}

rest_answer rest::get(std::string_view target) const {
    const auto parsed = parse_target(target);
    if (!parsed) {
        return rest_error(400, invalid_argument, "the request is malformed");
    }
    if (parsed->segments == std::vector<std::string>{"healthz"}) {
        const bool serving = state_().ok();
        return {serving ? 200 : 503, text_of({{"status", serving ? "SERVING" : "NOT_SERVING"}})};
    }
    const answer out = route(ledger_, *parsed);
    return out ? *out : rest_error(500, internal, out.why().message);
}

} // namespace zonogon::bridge
