#include "rpc/log_filter.hpp"

#include <string>

#include <nlohmann/json.hpp>

namespace zonogon::rpc {
namespace {

using nlohmann::json;

// More would let one call ask for unbounded work per log; geth has the same bounds.
constexpr std::size_t most_contracts = 1'000;
constexpr std::size_t most_topics = 1'000;
constexpr std::size_t most_positions = 4;

const json* member(const json& in, const char* name) {
    const auto found = in.find(name);
    return found == in.end() || found->is_null() ? nullptr : &*found;
}

class filter_reader {
public:
    filter_reader(parameters& p, std::size_t i) : p_(p), i_(i) {}

    log_filter run(const json& in) {
        log_filter out;
        if (!in.is_object()) {
            p_.fail(i_, "json: cannot unmarshal non-object into Go value of type filters.input");
            return out;
        }
        blocks(in, out);
        contracts(in, out);
        topics(in, out);
        return out;
    }

private:
    void check(const std::optional<std::string>& why) {
        if (why) {
            p_.fail(i_, *why);
        }
    }
    void blocks(const json& in, log_filter& out) {
        const json* from = member(in, "fromBlock");
        const json* to = member(in, "toBlock");
        if (const json* hash = member(in, "blockHash")) {
            if (from != nullptr || to != nullptr) {
                p_.fail(i_, "cannot specify both BlockHash and FromBlock/ToBlock, choose one or the other");
                return;
            }
            check(read_fixed(*hash, out.block_hash.emplace().data(), 32, "common.Hash"));
            return;
        }
        number(from, out.from);
        number(to, out.to);
    }
    void number(const json* in, std::optional<block_reference>& out) {
        if (in == nullptr) {
            return;
        }
        block_reference read;
        check(in->is_string() ? read_block(*in, read) : std::optional<std::string>{"invalid block number"});
        if (std::holds_alternative<bytes32>(read)) {
            p_.fail(i_, "hex number > 64 bits");
        }
        out = read;
    }
    void contracts(const json& in, log_filter& out) {
        const json* given = member(in, "address");
        if (given == nullptr) {
            return;
        }
        const auto one = [&](const json& j) {
            if (out.what.addresses.size() == most_contracts) {
                p_.fail(i_, "exceed max addresses");
                return;
            }
            check(read_fixed(j, out.what.addresses.emplace_back().data(), 20, "common.Address"));
        };
        if (!given->is_array()) {
            one(*given);
            return;
        }
        for (const json& j : *given) {
            if (p_.wrong()) {
                return;
            }
            one(j);
        }
    }
    void topics(const json& in, log_filter& out) {
        const json* given = member(in, "topics");
        if (given == nullptr) {
            return;
        }
        if (!given->is_array()) {
            p_.fail(i_, "invalid topics");
            return;
        }
        if (given->size() > most_positions) {
            p_.fail(i_, "exceed max topics");
            return;
        }
        for (const json& position : *given) {
            std::vector<bytes32>& any = out.what.topics.emplace_back();
            if (position.is_null()) {
                continue;
            }
            if (!position.is_array()) {
                check(read_fixed(position, any.emplace_back().data(), 32, "common.Hash"));
                continue;
            }
            if (position.size() > most_topics) {
                p_.fail(i_, "exceed max topics");
                return;
            }
            for (const json& j : position) {
                // null among the alternatives lets everything through.
                if (j.is_null()) {
                    any.clear();
                    break;
                }
                check(read_fixed(j, any.emplace_back().data(), 32, "common.Hash"));
                if (p_.wrong()) {
                    return;
                }
            }
        }
    }

    parameters& p_;
    std::size_t i_;
};

} // namespace

log_filter read_log_filter(parameters& p, std::size_t i) {
    const json* in = p.raw(i);
    return in == nullptr ? log_filter{} : filter_reader{p, i}.run(*in);
}

} // namespace zonogon::rpc
