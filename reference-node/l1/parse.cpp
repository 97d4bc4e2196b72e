#include "l1/parse.hpp"

#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>

namespace zonogon::l1 {
namespace {

using nlohmann::json;

/// Reads members of an object; the first thing wrong is kept, after it members are empty.
class object_reader {
public:
    explicit object_reader(const json& in) : in_(in) {
        if (!in.is_object()) {
            why_ = error{"an answer is not an object"};
        }
    }

    template <class T>
    T read(const char* name, result<T> (*parse)(const json&)) {
        const json* found = member(name);
        if (found == nullptr) {
            return fail<T>(name, "is missing");
        }
        auto value = parse(*found);
        return value ? *std::move(value) : fail<T>(name, value.why().message);
    }
    /// Nothing where the member is missing or null.
    template <class T>
    std::optional<T> read_optional(const char* name, result<T> (*parse)(const json&)) {
        const json* found = member(name);
        return found == nullptr || found->is_null() ? std::nullopt : std::optional<T>{read(name, parse)};
    }
    const json* member(const char* name) const {
        if (why_) {
            return nullptr;
        }
        const auto found = in_.find(name);
        return found == in_.end() ? nullptr : &*found;
    }
    template <class T>
    T fail(const char* name, const std::string& what) {
        if (!why_) {
            why_ = error{"member " + std::string{name} + " " + what};
        }
        return {};
    }
    template <class T>
    result<T> take(T value) const {
        return why_ ? result<T>{*why_} : result<T>{std::move(value)};
    }

private:
    const json& in_;
    std::optional<error> why_;
};

template <std::size_t Size>
result<std::array<std::uint8_t, Size>> parse_fixed(const json& j) {
    const auto text = parse_data(j);
    std::array<std::uint8_t, Size> out{};
    if (!text || text->size() != Size) {
        return error{"is not " + std::to_string(Size) + " bytes of hex"};
    }
    std::ranges::copy(*text, out.begin());
    return out;
}

result<bool> parse_bool(const json& j) {
    return j.is_boolean() ? result<bool>{j.get<bool>()} : result<bool>{error{"is not a boolean"}};
}

template <class T>
result<std::vector<T>> parse_list(const json& j, result<T> (*parse)(const json&)) {
    if (!j.is_array()) {
        return error{"is not a list"};
    }
    std::vector<T> out;
    for (const json& one : j) {
        auto value = parse(one);
        if (!value) {
            return std::move(value).why();
        }
        out.push_back(*std::move(value));
    }
    return out;
}
result<std::vector<bytes32>> parse_topics(const json& j) {
    auto out = parse_list<bytes32>(j, parse_hash);
    return out && out->size() > 4 ? result<std::vector<bytes32>>{error{"has more than four entries"}} : out;
}
result<std::vector<log>> parse_logs(const json& j) {
    return parse_list<log>(j, parse_log);
}

} // namespace

result<u256> parse_quantity(const json& j) {
    const std::string* text = j.get_ptr<const std::string*>();
    if (text != nullptr && text->starts_with("0x") && text->size() > 2 && (text->size() == 3 || (*text)[2] != '0')) {
        if (const auto number = u256::parse(*text)) {
            return *number;
        }
    }
    return error{"is not a number in hex"};
}
result<std::uint64_t> parse_number(const json& j) {
    const auto number = parse_quantity(j);
    return number && number->fits64() ? result<std::uint64_t>{number->low64()}
                                      : result<std::uint64_t>{error{"is not a number of 64 bits in hex"}};
}
result<bytes> parse_data(const json& j) {
    const std::string* text = j.get_ptr<const std::string*>();
    if (text != nullptr && text->starts_with("0x")) {
        return from_hex(*text);
    }
    return error{"is not data in hex"};
}
result<bytes32> parse_hash(const json& j) {
    return parse_fixed<32>(j);
}
result<address> parse_address(const json& j) {
    return parse_fixed<20>(j);
}

result<block_header> parse_header(const json& j) {
    object_reader in{j};
    block_header out;
    out.number = in.read("number", parse_number);
    out.hash = in.read("hash", parse_hash);
    out.parent_hash = in.read("parentHash", parse_hash);
    out.timestamp = in.read("timestamp", parse_number);
    out.gas_limit = in.read("gasLimit", parse_number);
    out.base_fee = in.read_optional("baseFeePerGas", parse_quantity).value_or(u256{});
    return in.take(out);
}

result<log> parse_log(const json& j) {
    object_reader in{j};
    log out;
    out.source = in.read("address", parse_address);
    out.topics = in.read("topics", parse_topics);
    out.data = in.read("data", parse_data);
    out.block_number = in.read("blockNumber", parse_number);
    out.block_hash = in.read("blockHash", parse_hash);
    out.transaction_hash = in.read("transactionHash", parse_hash);
    out.transaction_index = in.read("transactionIndex", parse_number);
    out.log_index = in.read("logIndex", parse_number);
    out.removed = in.read_optional("removed", parse_bool).value_or(false);
    return in.take(std::move(out));
}

result<receipt> parse_receipt(const json& j) {
    object_reader in{j};
    receipt out;
    out.transaction_hash = in.read("transactionHash", parse_hash);
    out.block_hash = in.read("blockHash", parse_hash);
    out.block_number = in.read("blockNumber", parse_number);
    const std::uint64_t succeeded = in.read("status", parse_number);
    if (succeeded > 1) {
        in.fail<int>("status", "is neither 0 nor 1");
    }
    out.succeeded = succeeded == 1;
    out.gas_used = in.read("gasUsed", parse_number);
    out.effective_gas_price = in.read_optional("effectiveGasPrice", parse_quantity).value_or(u256{});
    out.contract = in.read_optional("contractAddress", parse_address);
    out.logs = in.read("logs", parse_logs);
    return in.take(std::move(out));
}

std::string quantity(const u256& number) {
    const std::string full = number.to_hex_full();
    const std::size_t first = full.find_first_not_of('0', 2);
    return first == std::string::npos ? "0x0" : "0x" + full.substr(first);
}

} // namespace zonogon::l1
