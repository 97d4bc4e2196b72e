#include "rpc/parameters.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include <zonogon/base/hex.hpp>

namespace zonogon::rpc {
namespace {

using nlohmann::json;

std::string cannot(const std::string& what, std::string_view type) {
    return "json: cannot unmarshal " + what + " into Go value of type " + std::string{type};
}

constexpr std::array<std::pair<std::string_view, block_tag>, 5> tags{{{"earliest", block_tag::earliest},
                                                                      {"latest", block_tag::latest},
                                                                      {"pending", block_tag::pending},
                                                                      {"safe", block_tag::safe},
                                                                      {"finalized", block_tag::finalized}}};

/// What is wrong with the digits of a text that should be hex.
std::optional<std::string> check_hex(const json& j, std::string_view type) {
    const auto* text = j.get_ptr<const std::string*>();
    if (text == nullptr) {
        return cannot("non-string", type);
    }
    if (text->empty()) {
        return cannot("empty hex string", type);
    }
    if (!text->starts_with("0x") && !text->starts_with("0X")) {
        return cannot("hex string without 0x prefix", type);
    }
    if (!std::all_of(text->begin() + 2, text->end(), [](char c) { return hex_digit(c) >= 0; })) {
        return cannot("invalid hex string", type);
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> read_quantity(const json& j, u256& out, std::string_view type) {
    if (auto why = check_hex(j, type)) {
        return why;
    }
    const auto& text = j.get_ref<const std::string&>();
    if (text.size() == 2) {
        return cannot("hex string \"0x\"", type);
    }
    if (text.size() > 3 && text[2] == '0') {
        return cannot("hex number with leading zero digits", type);
    }
    const bool wide = type == "*hexutil.Big";
    const auto number = u256::parse(text);
    if (!number || (!wide && !number->fits64())) {
        return cannot(wide ? "hex number > 256 bits" : "hex number > 64 bits", type);
    }
    out = *number;
    return std::nullopt;
}

std::optional<std::string> read_data(const json& j, bytes& out, std::string_view type) {
    if (auto why = check_hex(j, type)) {
        return why;
    }
    auto decoded = from_hex(j.get_ref<const std::string&>());
    if (!decoded) {
        return cannot("hex string of odd length", type);
    }
    out = *std::move(decoded);
    return std::nullopt;
}

std::optional<std::string> read_fixed(const json& j, std::uint8_t* out, std::size_t size, std::string_view type) {
    if (auto why = check_hex(j, type)) {
        return why;
    }
    const auto& text = j.get_ref<const std::string&>();
    if (text.size() % 2 != 0) {
        return cannot("hex string of odd length", type);
    }
    if (text.size() != 2 * size + 2) {
        return "hex string has length " + std::to_string(text.size() - 2) + ", want " + std::to_string(2 * size) +
               " for " + std::string{type};
    }
    std::ranges::copy(*from_hex(text), out);
    return std::nullopt;
}

std::optional<std::string> read_block(const json& j, block_reference& out) {
    if (j.is_object()) {
        const bool by_hash = j.contains("blockHash");
        if (by_hash && j.contains("blockNumber")) {
            return "cannot specify both BlockHash and BlockNumber, choose one or the other";
        }
        if (by_hash) {
            bytes32 hash{};
            auto why = read_fixed(j["blockHash"], hash.data(), hash.size(), "common.Hash");
            out = hash;
            return why;
        }
        return j.contains("blockNumber") && j["blockNumber"].is_string()
                   ? read_block(j["blockNumber"], out)
                   : std::optional<std::string>{"invalid block number or hash"};
    }
    if (const auto* text = j.get_ptr<const std::string*>()) {
        for (const auto& [name, tag] : tags) {
            if (*text == name) {
                out = tag;
                return std::nullopt;
            }
        }
        if (text->size() == 66) {
            bytes32 hash{};
            auto why = read_fixed(j, hash.data(), hash.size(), "common.Hash");
            out = hash;
            return why;
        }
    }
    u256 number;
    if (auto why = read_quantity(j, number, "hexutil.Uint64")) {
        // geth names the fault alone here.
        const std::size_t at = why->find(" into Go value");
        return why->starts_with("json: cannot unmarshal ") ? why->substr(23, at - 23) : *why;
    }
    if (number.bit_width() > 63) {
        return "block number larger than int64";
    }
    out = number.low64();
    return std::nullopt;
}

std::size_t parameters::size() const {
    return list_->size();
}
const json* parameters::raw(std::size_t i) const {
    return i < list_->size() && !(*list_)[i].is_null() ? &(*list_)[i] : nullptr;
}
bool parameters::has(std::size_t i) const {
    return raw(i) != nullptr;
}

void parameters::fail(std::size_t i, const std::string& what) {
    if (!wrong_) {
        wrong_ = failure{invalid_params, "invalid argument " + std::to_string(i) + ": " + what, {}};
    }
}

const json* parameters::required(std::size_t i) {
    if (wrong_) {
        return nullptr;
    }
    const json* found = raw(i);
    if (found == nullptr) {
        wrong_ = failure{invalid_params, "missing value for required argument " + std::to_string(i), {}};
    }
    return found;
}

zonogon::address parameters::address(std::size_t i) {
    zonogon::address out{};
    if (const json* j = required(i)) {
        if (const auto why = read_fixed(*j, out.data(), out.size(), "common.Address")) {
            fail(i, *why);
        }
    }
    return out;
}
bytes32 parameters::hash(std::size_t i) {
    bytes32 out{};
    if (const json* j = required(i)) {
        if (const auto why = read_fixed(*j, out.data(), out.size(), "common.Hash")) {
            fail(i, *why);
        }
    }
    return out;
}
bytes parameters::data(std::size_t i) {
    bytes out;
    if (const json* j = required(i)) {
        if (const auto why = read_data(*j, out, "hexutil.Bytes")) {
            fail(i, *why);
        }
    }
    return out;
}
u256 parameters::quantity(std::size_t i) {
    u256 out;
    if (const json* j = required(i)) {
        if (const auto why = read_quantity(*j, out, "*hexutil.Big")) {
            fail(i, *why);
        }
    }
    return out;
}
std::uint64_t parameters::number(std::size_t i) {
    u256 out;
    if (const json* j = required(i)) {
        if (const auto why = read_quantity(*j, out, "hexutil.Uint64")) {
            fail(i, *why);
        }
    }
    return out.low64();
}
bool parameters::boolean(std::size_t i, bool otherwise) {
    const json* j = raw(i);
    if (j == nullptr) {
        return otherwise;
    }
    if (!j->is_boolean()) {
        fail(i, cannot("non-boolean", "bool"));
        return otherwise;
    }
    return j->get<bool>();
}
std::string parameters::text(std::size_t i) {
    const json* j = required(i);
    if (j == nullptr) {
        return {};
    }
    if (!j->is_string()) {
        fail(i, cannot("non-string", "string"));
        return {};
    }
    return j->get<std::string>();
}
block_reference parameters::block(std::size_t i) {
    block_reference out = block_tag::latest;
    const json* j = raw(i);
    if (j != nullptr) {
        if (const auto why = read_block(*j, out)) {
            fail(i, *why);
        }
    }
    return out;
}

std::uint64_t read_number_or_quantity(parameters& p, std::size_t i) {
    const json* in = p.raw(i);
    if (in != nullptr && in->is_number_unsigned()) {
        return in->get<std::uint64_t>();
    }
    const auto* text = in == nullptr ? nullptr : in->get_ptr<const std::string*>();
    const auto number = text == nullptr ? std::nullopt : u256::parse(*text);
    if (!number || !number->fits64()) {
        p.fail(i, "invalid hex or decimal integer");
        return 0;
    }
    return number->low64();
}

std::string quantity_text(const u256& number) {
    const std::string full = number.to_hex_full();
    const std::size_t first = full.find_first_not_of('0', 2);
    return first == std::string::npos ? "\"0x0\"" : "\"0x" + full.substr(first) + "\"";
}
std::string data_text(byte_view in) {
    return "\"" + to_hex(in) + "\"";
}

} // namespace zonogon::rpc
