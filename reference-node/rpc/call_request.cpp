#include "rpc/call_request.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace zonogon::rpc {
namespace {

using nlohmann::json;

/// The most gas a transaction of the rollup can have (protocol 3.3).
constexpr std::uint64_t most_gas = 30'000'000;

/// A member that is there and not null.
const json* member(const json& in, const char* name) {
    const auto found = in.find(name);
    return found == in.end() || found->is_null() ? nullptr : &*found;
}

/// More accounts or slots than this are refused: a body of some megabytes could hold a hundred thousand.
constexpr std::size_t most_overrides = 10'000;

class override_reader {
public:
    override_reader(parameters& p, std::size_t i) : p_(p), i_(i) {}

    void accounts(const json& in, call_overrides& out) {
        if (!is_object(in, "override.StateOverride")) {
            return;
        }
        for (const auto& [name, value] : in.items()) {
            address who{};
            check(read_fixed(json(name), who.data(), who.size(), "common.Address"));
            if (p_.wrong() || !is_object(value, "override.OverrideAccount")) {
                return;
            }
            out.accounts[who] = account(value);
        }
    }
    void block(const json& in, call_overrides& out) {
        if (!is_object(in, "override.BlockOverrides")) {
            return;
        }
        number(in, "number", out.number);
        number(in, "time", out.timestamp);
        number(in, "gasLimit", out.gas_limit);
        for (const char* name : {"feeRecipient", "coinbase"}) {
            if (const json* j = member(in, name)) {
                check(read_fixed(*j, out.coinbase.emplace().data(), 20, "common.Address"));
            }
        }
        if (const json* j = member(in, "difficulty")) {
            check(read_quantity(*j, out.difficulty.emplace(), "*hexutil.Big"));
        }
    }

private:
    void check(const std::optional<std::string>& why) {
        if (why) {
            p_.fail(i_, *why);
        }
    }
    bool is_object(const json& in, const char* type) {
        if (in.is_object() && in.size() <= most_overrides) {
            return true;
        }
        p_.fail(i_, in.is_object() ? std::string{"too many overrides"}
                                   : std::string{"json: cannot unmarshal non-object into Go value of type "} + type);
        return false;
    }
    void number(const json& in, const char* name, std::optional<std::uint64_t>& out) {
        if (const json* j = member(in, name)) {
            u256 read;
            check(read_quantity(*j, read, "hexutil.Uint64"));
            out = read.low64();
        }
    }
    account_override account(const json& in) {
        account_override out;
        if (member(in, "movePrecompileToAddress") != nullptr) {
            p_.fail(i_, "movePrecompileToAddress is not supported");
        }
        if (const json* j = member(in, "balance")) {
            check(read_quantity(*j, out.balance.emplace(), "*hexutil.Big"));
        }
        number(in, "nonce", out.nonce);
        if (const json* j = member(in, "code")) {
            check(read_data(*j, out.code.emplace(), "hexutil.Bytes"));
        }
        const json* all = member(in, "state");
        const json* some = member(in, "stateDiff");
        if (all != nullptr && some != nullptr) {
            p_.fail(i_, "account has both 'state' and 'stateDiff'");
        }
        if (all != nullptr) {
            out.storage = slots(*all);
        } else if (some != nullptr) {
            out.changed = slots(*some);
        }
        return out;
    }
    std::map<u256, u256> slots(const json& in) {
        std::map<u256, u256> out;
        if (!is_object(in, "map[common.Hash]common.Hash")) {
            return out;
        }
        for (const auto& [name, value] : in.items()) {
            bytes32 key{};
            bytes32 word{};
            check(read_fixed(json(name), key.data(), key.size(), "common.Hash"));
            check(read_fixed(value, word.data(), word.size(), "common.Hash"));
            out[u256::from_bytes(key)] = u256::from_bytes(word);
        }
        return out;
    }

    parameters& p_;
    std::size_t i_;
};

} // namespace

state::call read_call_request(parameters& p, std::size_t i) {
    state::call out;
    const json* in = p.raw(i);
    if (in == nullptr || !in->is_object()) {
        p.fail(i, "json: cannot unmarshal non-object into Go value of type ethapi.TransactionArgs");
        return out;
    }
    const auto check = [&](const std::optional<std::string>& why) {
        if (why) {
            p.fail(i, *why);
        }
    };
    if (const json* from = member(*in, "from")) {
        check(read_fixed(*from, out.from.data(), out.from.size(), "common.Address"));
    }
    if (const json* to = member(*in, "to")) {
        check(read_fixed(*to, out.to.emplace().data(), out.to->size(), "common.Address"));
    }
    if (const json* gas = member(*in, "gas")) {
        u256 wanted;
        check(read_quantity(*gas, wanted, "hexutil.Uint64"));
        out.gas_limit = std::min(wanted.low64(), most_gas);
    }
    if (const json* value = member(*in, "value")) {
        check(read_quantity(*value, out.value, "*hexutil.Big"));
    }
    const json* price = member(*in, "gasPrice");
    const json* fee = member(*in, "maxFeePerGas");
    if (price != nullptr && (fee != nullptr || member(*in, "maxPriorityFeePerGas") != nullptr)) {
        p.fail(i, "both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified");
    }
    if (const json* given = price != nullptr ? price : fee) {
        check(read_quantity(*given, out.gas_price, "*hexutil.Big"));
    }
    const json* data = member(*in, "data");
    const json* input = member(*in, "input");
    if (data != nullptr) {
        check(read_data(*data, out.data, "hexutil.Bytes"));
    }
    if (input != nullptr) {
        const bytes other = out.data;
        check(read_data(*input, out.data, "hexutil.Bytes"));
        if (data != nullptr && other != out.data) {
            p.fail(i,
                   "both \"data\" and \"input\" are set and not equal. Please use \"input\" to pass transaction call "
                   "data");
        }
    }
    return out;
}

call_overrides read_overrides(parameters& p, std::size_t accounts, std::size_t block) {
    call_overrides out;
    if (const json* in = p.raw(accounts)) {
        override_reader{p, accounts}.accounts(*in, out);
    }
    if (const json* in = p.raw(block)) {
        override_reader{p, block}.block(*in, out);
    }
    return out;
}

call_overrides read_override_members(parameters& p, std::size_t i) {
    call_overrides out;
    const json* in = p.raw(i);
    if (in == nullptr || !in->is_object()) {
        return out;
    }
    override_reader read{p, i};
    if (const json* accounts = member(*in, "stateOverrides")) {
        read.accounts(*accounts, out);
    }
    if (const json* block = member(*in, "blockOverrides")) {
        read.block(*block, out);
    }
    return out;
}

} // namespace zonogon::rpc
