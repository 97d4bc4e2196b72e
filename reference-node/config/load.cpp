#include "config/load.hpp"

#include <algorithm>

// The parser of toml++ 3.3 asserts what bad input can make false ("[=" for one) and then handles it all the same; with
// NDEBUG it would tell clang to assume it.
#undef NDEBUG
#define TOML_ASSERT(condition) static_assert(true)
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <toml++/toml.h>
#pragma GCC diagnostic pop

#include <zonogon/base/read_file.hpp>

#include "config/setting.hpp"

extern char** environ; // NOLINT(readability-redundant-declaration): only some systems declare it

namespace zonogon::config {
namespace {

std::string place(const std::string& source, const toml::source_region& where) {
    return source + ":" + std::to_string(where.begin.line) + ":" + std::to_string(where.begin.column) + ": ";
}

/// The number of edits from one key to another: which key was meant (Wagner and Fischer, 1974).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

std::string hint(std::string_view name, const std::vector<setting>& all) {
    if (name.size() > 100) {
        return {};
    }
    const auto nearest = std::ranges::min_element(all, {}, [&](const setting& s) { return distance(name, s.name); });
    if (distance(name, nearest->name) > 4) {
        return "; `zonogon node --help` lists what there is";
    }
    return "; did you mean '" + std::string{nearest->name} + "'?";
}

result<raw_value> raw(const toml::node& node) {
    if (const auto* v = node.as_boolean()) {
        return raw_value{v->get()};
    }
    if (const auto* v = node.as_integer()) {
        return raw_value{v->get()};
    }
    if (const auto* v = node.as_string()) {
        return raw_value{v->get()};
    }
    if (const auto* v = node.as_array()) {
        std::vector<std::string> texts;
        for (const toml::node& element : *v) {
            const auto* text = element.as_string();
            if (text == nullptr) {
                return error{"must hold texts only"};
            }
            texts.push_back(text->get());
        }
        return raw_value{std::move(texts)};
    }
    return error{"has a type that no setting has"};
}

class reader {
public:
    reader(const std::string& source, configuration& c) : source_(source), all_(settings(c)) {}

    status table(const toml::table& entries, const std::string& prefix) {
        for (const auto& [key, node] : entries) {
            const std::string name = prefix + std::string{key.str()};
            const std::string where = place(source_, key.source());
            const auto found = std::ranges::find(all_, name, &setting::name);
            if (found != all_.end()) {
                if (status set = one(*found, node); !set) {
                    return error{where + "'" + name + "' " + set.why().message};
                }
                continue;
            }
            const auto is_table = [&](const setting& s) { return s.name.starts_with(name + "."); };
            if (!std::ranges::any_of(all_, is_table)) {
                return error{where + "unknown key '" + name + "'" + hint(name, all_)};
            }
            const auto* inner = node.as_table();
            if (inner == nullptr) {
                return error{where + "'" + name + "' is a table"};
            }
            if (status deeper = table(*inner, name + "."); !deeper) {
                return deeper;
            }
        }
        return {};
    }

private:
    static status one(const setting& s, const toml::node& node) {
        const auto value = raw(node);
        return value ? assign(s, *value) : status{value.why()};
    }

    const std::string& source_;
    std::vector<setting> all_;
};

/// Refuses what toml++ 3.3 does not survive: control characters, which TOML forbids and its key reader takes for parts
/// of keys, and letters outside ASCII, for which its tables of white space have holes that it calls unreachable.
status check_characters(std::string_view text, const std::string& source) {
    std::size_t line = 1;
    std::size_t column = 1;
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        const bool control = code == 0x7f || (code < 0x20 && c != '\n' && c != '\r' && c != '\t');
        if (control || code > 0x7f) {
            return error{
                source + ":" + std::to_string(line) + ":" + std::to_string(column) +
                (control ? ": a control character" : ": a character outside ASCII; texts may spell it \\uXXXX")};
        }
        column = c == '\n' ? 1 : column + 1;
        line += c == '\n' ? 1 : 0;
    }
    return {};
}

} // namespace

result<configuration> parse(std::string_view text, const std::string& source) {
    if (status clean = check_characters(text, source); !clean) {
        return clean.why();
    }
    const toml::parse_result parsed = toml::parse(text, source);
    if (!parsed) {
        return error{place(source, parsed.error().source()) + std::string{parsed.error().description()}};
    }
    configuration out;
    if (status read = reader{source, out}.table(parsed.table(), ""); !read) {
        return read.why();
    }
    return out;
}

status override_from(const environment& variables, configuration& c) {
    const std::vector<setting> all = settings(c);
    for (const auto& [name, text] : variables) {
        const auto found = std::ranges::find(all, name, environment_name);
        if (found == all.end()) {
            const auto same_table = [&](const setting& s) {
                const std::string known = environment_name(s);
                return name.starts_with(known.substr(0, known.find('_', 8)) + "_");
            };
            if (std::ranges::any_of(all, same_table)) {
                return error{"environment variable " + name + " names no setting"};
            }
            continue;
        }
        const auto value = read_text(*found, text);
        const status set = value ? assign(*found, *value) : status{value.why()};
        if (!set) {
            return error{"environment variable " + name + " " + set.why().message};
        }
    }
    return {};
}

result<configuration> load(const std::string& path, const environment& variables) {
    const auto text = read_file(path, std::uintmax_t{1} << 20);
    if (!text) {
        return text.why();
    }
    auto out = parse(*text, path);
    if (!out) {
        return out;
    }
    if (status set = override_from(variables, *out); !set) {
        return set.why();
    }
    if (status fits = check_whole(*out); !fits) {
        return error{path + ": " + fits.why().message};
    }
    return out;
}

environment process_environment() {
    environment out;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const std::size_t equals = text.find('=');
        if (text.starts_with("ZONOGON_") && equals != std::string_view::npos) {
            out.emplace_back(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    return out;
}

std::string describe() {
    configuration defaults;
    std::string out;
    std::string table;
    for (const setting& s : settings(defaults)) {
        const std::size_t dot = s.name.find('.');
        const std::string head{dot == std::string_view::npos ? std::string_view{} : s.name.substr(0, dot)};
        if (head != table) {
            out += "\n[" + head + "]\n";
            table = head;
        }
        out += "# " + std::string{s.help} + " (" + std::string{type_name(s)} + "; " + environment_name(s) + ")\n";
        out += std::string{s.name.substr(dot == std::string_view::npos ? 0 : dot + 1)} + " = " + show(s) + "\n";
    }
    return out;
}

} // namespace zonogon::config
