#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

#include <zonogon/base/hex.hpp>

#include "config/setting.hpp"

namespace zonogon::config {
namespace {

constexpr std::array<std::pair<std::string_view, finality>, 3> finalities{
    {{"latest", finality::latest}, {"safe", finality::safe}, {"finalized", finality::finalized}}};

// Longest first, so that "ms" is not read as minutes.
constexpr std::array<std::pair<std::string_view, std::uint64_t>, 4> units{
    {{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}}};

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + "\"";
}

status outside(const setting& s, const std::string& unit) {
    std::string why = "must be at least " + std::to_string(s.least) + unit;
    if (s.most != std::numeric_limits<std::uint64_t>::max()) {
        why += " and at most " + std::to_string(s.most) + unit;
    }
    return error{why};
}

result<milliseconds> parse_duration(std::string_view text) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    std::uint64_t count = 0;
    const char* const begin = text.data();
    const auto [end, fault] = std::from_chars(begin, begin + digits, count);
    for (const auto& [name, factor] : units) {
        if (text.substr(digits) == name && digits > 0 && fault == std::errc{} &&
            count <= std::uint64_t(std::numeric_limits<std::int64_t>::max()) / factor) {
            return milliseconds{static_cast<std::int64_t>(count * factor)};
        }
    }
    return error{"must be a duration such as \"500ms\", \"3s\", \"2m\" or \"1h\""};
}

status check_word(const setting& s, const std::string& word) {
    if (s.words.empty() || std::ranges::find(s.words, word) != s.words.end()) {
        return {};
    }
    std::string why = "must be one of";
    for (const std::string_view w : s.words) {
        why += (w == s.words.front() ? " " : ", ") + in_quotes(w);
    }
    return error{why + ", not " + in_quotes(word)};
}

struct assigner {
    const setting& s;
    const raw_value& value;

    status wrong() const {
        const std::string type{type_name(s)};
        return error{(type == "address" ? "must be an " : "must be a ") + type};
    }

    status operator()(bool* place) const {
        const auto* v = std::get_if<bool>(&value);
        return v == nullptr ? wrong() : (*place = *v, status{});
    }
    status operator()(std::uint64_t* place) const {
        const auto* v = std::get_if<std::int64_t>(&value);
        if (v == nullptr) {
            return wrong();
        }
        if (*v < 0 || std::cmp_less(*v, s.least) || std::cmp_greater(*v, s.most)) {
            return outside(s, "");
        }
        *place = static_cast<std::uint64_t>(*v);
        return {};
    }
    status operator()(std::string* place) const {
        const auto* v = std::get_if<std::string>(&value);
        if (v == nullptr) {
            return wrong();
        }
        if (status fits = check_word(s, *v); !fits) {
            return fits;
        }
        *place = *v;
        return {};
    }
    status operator()(milliseconds* place) const {
        const auto* v = std::get_if<std::string>(&value);
        if (v == nullptr) {
            return wrong();
        }
        const auto parsed = parse_duration(*v);
        if (!parsed) {
            return parsed.why();
        }
        const auto count = static_cast<std::uint64_t>(parsed->count());
        if (count < s.least || count > s.most) {
            return outside(s, " ms");
        }
        *place = *parsed;
        return {};
    }
    status operator()(u256* place) const {
        if (const auto* small = std::get_if<std::int64_t>(&value); small != nullptr && *small >= 0) {
            *place = u256{static_cast<std::uint64_t>(*small)};
            return {};
        }
        const auto* text = std::get_if<std::string>(&value);
        const auto parsed = text == nullptr ? std::nullopt : u256::parse(*text);
        return parsed ? (*place = *parsed, status{}) : wrong();
    }
    status operator()(address* place) const {
        const auto* text = std::get_if<std::string>(&value);
        const auto parsed = text == nullptr ? result<bytes>{error{""}} : from_hex(*text);
        if (!parsed || parsed->size() != place->size()) {
            return wrong();
        }
        std::ranges::copy(*parsed, place->begin());
        return {};
    }
    status operator()(finality* place) const {
        const auto* text = std::get_if<std::string>(&value);
        for (const auto& [name, v] : finalities) {
            if (text != nullptr && *text == name) {
                *place = v;
                return {};
            }
        }
        return wrong();
    }
    status operator()(std::vector<std::string>* place) const {
        const auto* list = std::get_if<std::vector<std::string>>(&value);
        if (list == nullptr) {
            return wrong();
        }
        for (const std::string& word : *list) {
            if (status fits = check_word(s, word); !fits) {
                return fits;
            }
        }
        *place = *list;
        return {};
    }
};

struct text_reader {
    std::string_view text;

    result<raw_value> operator()(const bool*) const {
        if (text == "true" || text == "false") {
            return raw_value{text == "true"};
        }
        return error{"must be true or false"};
    }
    result<raw_value> operator()(const std::uint64_t*) const {
        std::int64_t number = 0;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (fault != std::errc{} || end != text.data() + text.size()) {
            return error{"must be a number"};
        }
        return raw_value{number};
    }
    result<raw_value> operator()(const std::vector<std::string>*) const {
        std::vector<std::string> out;
        std::string_view rest = text;
        while (!rest.empty()) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            out.emplace_back(rest.substr(0, comma));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        return raw_value{std::move(out)};
    }
    template <class Text>
    result<raw_value> operator()(const Text*) const {
        return raw_value{std::string{text}};
    }
};

struct printer {
    std::string operator()(const bool* v) const { return *v ? "true" : "false"; }
    std::string operator()(const std::uint64_t* v) const { return std::to_string(*v); }
    std::string operator()(const std::string* v) const { return in_quotes(*v); }
    std::string operator()(const milliseconds* v) const {
        const auto count = static_cast<std::uint64_t>(v->count());
        std::string out;
        for (const auto& [name, factor] : units) {
            if (count % factor == 0) {
                out = in_quotes(std::to_string(count / factor) + std::string{name});
            }
            if (count == 0) {
                break;
            }
        }
        return out;
    }
    std::string operator()(const u256* v) const {
        return v->fits64() && v->low64() >> 63 == 0 ? v->to_decimal() : in_quotes(v->to_decimal());
    }
    std::string operator()(const address* v) const { return in_quotes(to_hex(*v)); }
    std::string operator()(const finality* v) const {
        for (const auto& [name, value] : finalities) {
            if (*v == value) {
                return in_quotes(name);
            }
        }
        return {};
    }
    std::string operator()(const std::vector<std::string>* v) const {
        std::string out = "[";
        for (const std::string& word : *v) {
            out += (out.size() > 1 ? ", " : "") + in_quotes(word);
        }
        return out + "]";
    }
};

struct type_namer {
    std::string_view operator()(const bool*) const { return "boolean"; }
    std::string_view operator()(const std::uint64_t*) const { return "number"; }
    std::string_view operator()(const std::string*) const { return "text"; }
    std::string_view operator()(const milliseconds*) const { return "duration such as \"3s\""; }
    std::string_view operator()(const u256*) const { return "number of wei, in quotes where it is long"; }
    std::string_view operator()(const address*) const { return "address"; }
    std::string_view operator()(const finality*) const { return "block tag: \"latest\", \"safe\" or \"finalized\""; }
    std::string_view operator()(const std::vector<std::string>*) const { return "list of texts"; }
};

} // namespace

status assign(const setting& s, const raw_value& value) {
    return std::visit(assigner{s, value}, s.place);
}

result<raw_value> read_text(const setting& s, std::string_view text) {
    return std::visit(text_reader{text}, s.place);
}

std::string show(const setting& s) {
    return std::visit(printer{}, s.place);
}

std::string_view type_name(const setting& s) {
    return std::visit(type_namer{}, s.place);
}

std::string environment_name(const setting& s) {
    std::string out = "ZONOGON_";
    for (const char c : s.name) {
        out += c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return out;
}

} // namespace zonogon::config
