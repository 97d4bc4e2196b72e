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

} // namespace zonogon::rpc
