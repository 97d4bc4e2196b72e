#include "l1/contracts.hpp"

#include <cstdint>
#include <optional>

#include <zonogon/base/read_file.hpp>

#include <nlohmann/json.hpp>

#include "l1/parse.hpp"

namespace zonogon::l1 {
namespace {

using nlohmann::json;

/// Reads members by their path; the first thing wrong is kept.
class member_reader {
public:
    explicit member_reader(const json& in) : in_(in) {}

    std::uint64_t number(const char* path) {
        const json* found = find(path);
        if (found == nullptr || !found->is_number_unsigned()) {
            return fail(path, "is not a number"), 0;
        }
        return found->get<std::uint64_t>();
    }
    template <class T>
    T read(const char* path, result<T> (*parse)(const json&)) {
        const json* found = find(path);
        if (found == nullptr) {
            return fail(path, "is missing"), T{};
        }
        const auto value = parse(*found);
        return value ? *value : (fail(path, value.why().message), T{});
    }
    const std::optional<error>& wrong() const { return wrong_; }
    void fail(const char* path, const std::string& what) {
        if (!wrong_) {
            wrong_ = error{"deployment: " + std::string{path} + " " + what};
        }
    }

private:
    const json* find(const char* path) const {
        const json::json_pointer place{path};
        return in_.contains(place) ? &in_.at(place) : nullptr;
    }

    const json& in_;
    std::optional<error> wrong_;
};

} // namespace

result<rollup_contracts> parse_rollup_contracts(std::string_view text) {
    const json whole = json::parse(text, nullptr, false);
    if (!whole.is_object()) {
        return error{"deployment: not a JSON object"};
    }
    member_reader in{whole};
    rollup_contracts out;
    out.l1_chain_id = in.number("/l1/chainId");
    out.chain_id = in.number("/rollup/chainId");
    out.rollup_manager = in.read("/l1/contracts/rollupManager", parse_address);
    out.rollup = in.read("/l1/contracts/rollup", parse_address);
    out.global_exit_root_manager = in.read("/l1/contracts/globalExitRootManager", parse_address);
    out.bridge = in.read("/l1/contracts/bridge", parse_address);
    out.fee_token = in.read("/l1/contracts/feeToken", parse_address);
    const std::uint64_t id = in.number("/rollup/id");
    if (id == 0 || id > 0xffffffffU) {
        in.fail("/rollup/id", "is not the number of a rollup");
    }
    out.rollup_id = static_cast<std::uint32_t>(id);
    out.first_block = in.number("/l1/firstBlock");
    out.genesis_root = u256::from_bytes(in.read("/root", parse_hash));
    return in.wrong() ? result<rollup_contracts>{*in.wrong()} : result<rollup_contracts>{out};
}

result<rollup_contracts> read_rollup_contracts(const std::string& file) {
    const auto text = read_file(file, std::uintmax_t{1} << 20);
    if (!text) {
        return text.why();
    }
    auto out = parse_rollup_contracts(*text);
    return out ? out : result<rollup_contracts>{error{"'" + file + "': " + out.why().message}};
}

} // namespace zonogon::l1
