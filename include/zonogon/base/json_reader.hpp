#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/hex.hpp>
#include <zonogon/base/printable.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon {

/// Takes typed values out of untrusted JSON.
///
/// The first thing wrong is kept as one line that names the field; after it every reader gives an empty value, so
/// callers read on and look once, at the end. Nothing throws.
class json_reader {
public:
    using json = nlohmann::json;

    /// Refuses text that is no JSON, naming the place, and objects that say a member twice (readers of JSON disagree on
    /// which of the two counts).
    static result<json> parse(std::string_view text) {
        std::vector<std::set<std::string>> open_objects;
        std::optional<std::string> repeated;
        const auto watch = [&](int, json::parse_event_t event, json& parsed) {
            if (event == json::parse_event_t::object_start) {
                open_objects.emplace_back();
            } else if (event == json::parse_event_t::object_end) {
                open_objects.pop_back();
            } else if (event == json::parse_event_t::key && !repeated) {
                const std::string& key = parsed.get_ref<const std::string&>();
                if (!open_objects.back().insert(key).second) {
                    repeated = key;
                }
            }
            return true;
        };
        try {
            json out = json::parse(text, watch);
            if (repeated) {
                return error{"field " + shorten(*repeated) + " stands twice in one object"};
            }
            return out;
        } catch (const json::parse_error& failure) {
            const std::string_view before = text.substr(0, failure.byte == 0 ? 0 : failure.byte - 1);
            const std::size_t line_start = before.find_last_of('\n') + 1;
            return error{"not a JSON text (line " + std::to_string(std::count(before.begin(), before.end(), '\n') + 1) +
                         ", column " + std::to_string(before.size() - line_start + 1) + ")"};
        } catch (const json::out_of_range&) {
            return error{"not a JSON text that can be held: a number is out of range"};
        }
    }

    bool failed() const noexcept { return why_.has_value(); }
    status outcome() const { return why_ ? status{*why_} : status{}; }
    void fail(const std::string& path, const std::string& what) {
        if (!why_) {
            why_ = error{(path.empty() ? std::string{"the file"} : "field " + path) + " " + what};
        }
    }

    /// The path of a member, as messages spell it.
    static std::string member(const std::string& path, std::string_view name) {
        return path.empty() ? shorten(name) : path + "." + shorten(name);
    }
    static std::string element(const std::string& path, std::size_t i) { return path + "[" + std::to_string(i) + "]"; }

    bool object(const json& j, const std::string& path) {
        if (!j.is_object()) {
            fail(path, "is not an object");
        }
        return j.is_object();
    }
    bool array(const json& j, const std::string& path) {
        if (!j.is_array()) {
            fail(path, "is not an array");
        }
        return j.is_array();
    }
    /// Complains about members that are not in the list.
    void only(const json& j, const std::string& path, std::initializer_list<std::string_view> known) {
        for (const auto& item : j.items()) {
            if (std::find(known.begin(), known.end(), item.key()) == known.end()) {
                fail(member(path, item.key()), "is unknown");
            }
        }
    }
    /// A member, or null with a complaint when it is missing.
    const json& need(const json& j, const std::string& path, std::string_view name) {
        static const json nothing;
        const auto found = j.find(name);
        if (found == j.end()) {
            fail(member(path, name), "is missing");
            return nothing;
        }
        return *found;
    }
    static const json* find(const json& j, std::string_view name) {
        const auto found = j.find(name);
        return found == j.end() ? nullptr : &*found;
    }

    std::string_view text(const json& j, const std::string& path) {
        const auto* s = j.get_ptr<const json::string_t*>();
        if (s == nullptr) {
            fail(path, "is not a string");
            return {};
        }
        return *s;
    }
    bool boolean(const json& j, const std::string& path) {
        if (!j.is_boolean()) {
            fail(path, "is not true or false");
            return false;
        }
        return j.get<bool>();
    }
    /// A JSON number, or decimal or 0x hex text, of at most 256 bits.
    u256 number(const json& j, const std::string& path) {
        if (j.is_number_unsigned()) {
            return u256{j.get<std::uint64_t>()};
        }
        if (j.is_number()) {
            fail(path, "is not a whole number from 0 up to 2^64 - 1");
            return {};
        }
        const std::string_view s = text(j, path);
        const auto value = s.size() > 80 ? std::nullopt : u256::parse(s);
        if (!value) {
            fail(path, "is not a number of at most 256 bits");
        }
        return value.value_or(u256{});
    }
    std::uint64_t number64(const json& j, const std::string& path,
                           std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) {
        const u256 value = number(j, path);
        if (!value.fits64() || value.low64() > most) {
            fail(path, "is larger than " + std::to_string(most));
            return 0;
        }
        return value.low64();
    }
    bytes hex(const json& j, const std::string& path) {
        auto out = from_hex(text(j, path));
        if (!out) {
            fail(path, "is not hex: " + out.why().message);
            return {};
        }
        return std::move(*out);
    }
    /// Exactly 32 bytes of hex.
    u256 word(const json& j, const std::string& path) { return u256::from_bytes(exactly<32>(j, path)); }
    zonogon::address address(const json& j, const std::string& path) { return exactly<20>(j, path); }

private:
    template <std::size_t Size>
    std::array<std::uint8_t, Size> exactly(const json& j, const std::string& path) {
        std::array<std::uint8_t, Size> out{};
        const bytes value = hex(j, path);
        if (value.size() != Size) {
            fail(path, "has " + std::to_string(value.size()) + " bytes instead of " + std::to_string(Size));
        } else {
            std::copy(value.begin(), value.end(), out.begin());
        }
        return out;
    }
    /// Fit for one line of a message.
    static std::string shorten(std::string_view name) {
        constexpr std::size_t longest = 70;
        return printable(name.substr(0, longest)) + (name.size() > longest ? "..." : "");
    }

    std::optional<error> why_;
};

} // namespace zonogon
