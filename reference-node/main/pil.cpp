#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <zonogon/base/u256.hpp>
#include <zonogon/pil/check.hpp>
#include <zonogon/pil/compile.hpp>
#include <zonogon/pil/file_loader.hpp>
#include <zonogon/pil/fingerprint.hpp>

#include "main/command.hpp"

namespace zonogon::cli::pil_command {
namespace {

struct pil_options {
    std::string file;
    std::vector<std::string> include_folders;
    std::vector<std::string> defines;
    std::vector<std::string> namespaces;
    bool folders_first = false;
    bool allow_unused = false;
};

std::string hex(pil::element v) {
    std::ostringstream out;
    out << "0x" << std::hex << v.value();
    return out.str();
}

/// NAME=VALUE, with or without the leading %; a negative value counts down from the modulus.
result<std::pair<std::string, pil::element>> parse_define(const std::string& text) {
    const std::size_t equals = text.find('=');
    std::string name = text.substr(0, equals);
    if (name.starts_with('%')) {
        name.erase(0, 1);
    }
    if (equals == std::string::npos || name.empty()) {
        return error{"-D " + text + ": expected NAME=VALUE"};
    }
    std::string digits = text.substr(equals + 1);
    const bool negative = digits.starts_with('-');
    const auto value = u256::parse(std::string_view(digits).substr(negative ? 1 : 0));
    if (!value) {
        return error{"-D " + text + ": the value is not a number"};
    }
    const pil::element folded{(*value % u256{pil::element::modulus}).low64()};
    return std::pair{name, negative ? -folded : folded};
}

/// Compiles the file of the options; messages go to stderr, the exit code to `status`.
std::optional<pil::compilation> compile(const pil_options& options, int& status) {
    pil::compile_options settings;
    settings.namespaces.assign(options.namespaces.begin(), options.namespaces.end());
    settings.allow_unused = options.allow_unused;
    for (const std::string& define : options.defines) {
        auto parsed = parse_define(define);
        if (!parsed) {
            std::cerr << "zonogon pil: " << parsed.why().message << "\n";
            status = usage;
            return std::nullopt;
        }
        settings.defines.push_back(*parsed);
    }
    const auto root = pil::read_source(options.file);
    if (!root) {
        std::cerr << "zonogon pil: " << root.why().message << "\n";
        status = usage;
        return std::nullopt;
    }
    auto compiled = pil::compile(root->path, root->text, settings,
                                 pil::file_loader{options.include_folders, options.folders_first});
    for (const pil::diagnostic& notice : compiled.notices) {
        std::cerr << compiled.describe(notice) << "\n";
    }
    for (const std::string& wanted : options.namespaces) {
        const auto& known = compiled.result.namespaces;
        if (compiled.ok() && std::ranges::none_of(known, [&](const auto& n) { return n.name.view() == wanted; })) {
            std::cerr << "zonogon pil: namespace " << wanted << " is not in the program\n";
            status = invalid;
            return std::nullopt;
        }
    }
    if (!compiled.ok()) {
        std::cerr << compiled.describe(compiled.failure) << "\n";
        status = invalid;
        return std::nullopt;
    }
    return compiled;
}

nlohmann::ordered_json describe(const pil::program& p) {
    const auto count = [&](pil::relation kind) {
        return std::ranges::count_if(p.tuples, [&](const pil::tuple_statement& s) { return s.kind == kind; });
    };
    nlohmann::ordered_json out;
    out["committed"] = p.committed_count;
    out["constant"] = p.fixed_count;
    out["intermediate"] = p.intermediates.size();
    out["publics"] = p.publics.size();
    out["polIdentities"] = p.identities.size();
    out["plookups"] = count(pil::relation::lookup);
    out["permutations"] = count(pil::relation::permutation);
    out["connections"] = p.connections.size();
    pil::fingerprinter prints(p);
    out["fpIdentities"] = hex(prints.identities());
    out["fpPlookups"] = hex(prints.tuples(pil::relation::lookup));
    out["fpPermutations"] = hex(prints.tuples(pil::relation::permutation));
    out["fpConnections"] = hex(prints.connections());
    auto spaces = nlohmann::ordered_json::object();
    for (std::uint32_t n = 0; n < p.namespaces.size(); ++n) {
        nlohmann::ordered_json entry;
        entry["rows"] = p.namespaces[n].rows;
        entry["committed"] = std::ranges::count(p.committed_namespace, n);
        entry["constant"] = std::ranges::count(p.fixed_namespace, n);
        entry["intermediate"] =
            std::ranges::count_if(p.intermediate_column, [&](std::uint32_t c) { return p.columns[c].name_space == n; });
        entry["polIdentities"] = std::ranges::count(p.identity_namespace, n);
        std::size_t lookups = 0;
        std::size_t permutations = 0;
        for (std::size_t i = 0; i < p.tuples.size(); ++i) {
            if (p.tuple_namespace[i] == n) {
                ++(p.tuples[i].kind == pil::relation::lookup ? lookups : permutations);
            }
        }
        entry["plookups"] = lookups;
        entry["permutations"] = permutations;
        entry["connections"] = std::ranges::count(p.connection_namespace, n);
        const bool empty = std::ranges::none_of(p.columns, [&](const pil::column& c) { return c.name_space == n; });
        if (!(p.namespaces[n].name.view() == "Global" && empty)) {
            spaces[p.namespaces[n].name.str()] = entry;
        }
    }
    out["byNamespace"] = spaces;
    return out;
}

void add_common(CLI::App& command, pil_options& options) {
    command.add_option("FILE", options.file, "The PIL program")->required();
    command.add_option("-I,--include", options.include_folders, "Folder to look for included files in (repeatable)");
    command.add_option("-D,--define", options.defines, "NAME=VALUE: predefine the constant %NAME (repeatable)");
    command.add_option("--namespace", options.namespaces, "Keep only this namespace (repeatable)");
    command.add_flag("--include-first", options.folders_first, "Look in the -I folders before the including file's");
    command.add_flag("--allow-unused", options.allow_unused, "Accept intermediates that nothing uses");
}

/// Numbers, or decimal or 0x strings, reduced into the field.
result<std::vector<pil::element>> read_column(const nlohmann::json& values, const std::string& name) {
    if (!values.is_array()) {
        return error{name + ": expected an array of numbers"};
    }
    std::vector<pil::element> out;
    for (const auto& v : values) {
        if (v.is_number_unsigned()) {
            out.emplace_back(v.get<std::uint64_t>());
        } else if (v.is_number_integer()) {
            out.push_back(-pil::element{~static_cast<std::uint64_t>(v.get<std::int64_t>()) + 1});
        } else if (const auto wide = v.is_string() ? u256::parse(v.get<std::string>()) : std::nullopt) {
            out.emplace_back((*wide % u256{pil::element::modulus}).low64());
        } else {
            return error{name + ", row " + std::to_string(out.size()) + ": not a number"};
        }
    }
    return out;
}

/// Reads {"Ns.column": [values], "Ns.array[0]": [values], ...} into the columns that are named.
status read_columns(const std::string& path, const pil::program& p, pil::assignment& into,
                    std::set<std::string>& seen) {
    const auto text = pil::read_source(path);
    if (!text) {
        return text.why();
    }
    const auto json = nlohmann::json::parse(text->text, nullptr, false);
    if (!json.is_object()) {
        return error{path + ": expected one JSON object of columns"};
    }
    std::map<std::string, std::pair<bool, std::uint32_t>, std::less<>> places;
    for (std::uint32_t id = 0; id < p.committed_count; ++id) {
        places[p.cell_name(p.committed_column[id], id).str()] = {true, id};
    }
    for (std::uint32_t id = 0; id < p.fixed_count; ++id) {
        places[p.cell_name(p.fixed_column[id], id).str()] = {false, id};
    }
    for (const auto& [name, values] : json.items()) {
        const auto place = places.find(name);
        if (place == places.end()) {
            return error{path + ": the program has no column " + name};
        }
        auto column = read_column(values, path + ": " + name);
        if (!column) {
            return column.why();
        }
        const auto [is_committed, id] = place->second;
        const auto& homes = is_committed ? p.committed_namespace : p.fixed_namespace;
        const std::uint64_t rows = p.namespaces[homes[id]].rows;
        if (column->empty() || (rows != 0 && column->size() != rows)) {
            return error{path + ": " + name + " has " + std::to_string(column->size()) + " rows, its namespace " +
                         std::to_string(rows)};
        }
        (is_committed ? into.committed : into.fixed)[id] = std::move(*column);
        seen.insert(name);
    }
    return {};
}

struct check_options {
    pil_options program;
    std::vector<std::string> witness_files;
};

void check(const check_options& options, int& status) {
    const auto compiled = compile(options.program, status);
    if (!compiled) {
        return;
    }
    const pil::program& p = compiled->result;
    pil::assignment values;
    values.committed.resize(p.committed_count);
    values.fixed.resize(p.fixed_count);
    std::set<std::string> seen;
    for (const std::string& file : options.witness_files) {
        if (const auto outcome = read_columns(file, p, values, seen); !outcome) {
            std::cerr << "zonogon pil: " << outcome.why().message << "\n";
            status = usage;
            return;
        }
    }
    if (seen.size() != p.committed_count + p.fixed_count) {
        for (std::uint32_t id = 0; id < p.committed_count + p.fixed_count; ++id) {
            const bool is_committed = id < p.committed_count;
            const std::uint32_t own = is_committed ? id : id - p.committed_count;
            const auto name = p.cell_name((is_committed ? p.committed_column : p.fixed_column)[own], own).str();
            if (!seen.contains(name)) {
                std::cerr << "zonogon pil: no values were given for " << name << "\n";
                status = usage;
                return;
            }
        }
    }
    auto list = nlohmann::ordered_json::array();
    for (const pil::finding& f : pil::check(p, values)) {
        list.push_back({{"file", compiled->files[f.where.file].str()},
                        {"line", f.where.line},
                        {"row", f.row},
                        {"message", f.message.str()}});
        std::cerr << compiled->describe({f.where, f.message + " (row " + pil::decimal(f.row) + ")", true}) << "\n";
    }
    std::cout << nlohmann::ordered_json{{"ok", list.empty()}, {"violations", list}}.dump(2) << "\n";
    status = list.empty() ? ok : invalid;
}

void add_pil(CLI::App& app, int& status) {
    CLI::App* pil = app.add_subcommand("pil", "Compile and check PIL programs (polynomial identities)");
    pil->require_subcommand(1);

    auto options = std::make_shared<pil_options>();
    CLI::App* info = pil->add_subcommand("info", "Counts and fingerprints of a program, as JSON");
    add_common(*info, *options);
    info->callback([options, &status] {
        if (const auto compiled = compile(*options, status)) {
            std::cout << describe(compiled->result).dump(2) << "\n";
        }
    });

    auto checking = std::make_shared<check_options>();
    CLI::App* checker = pil->add_subcommand("check", "Evaluate every statement of a program on a witness");
    add_common(*checker, checking->program);
    checker
        ->add_option("-w,--witness", checking->witness_files,
                     "JSON object of columns, {\"Ns.name\": [values], \"Ns.array[0]\": [values]}; repeatable, constant "
                     "columns included")
        ->required();
    checker->callback([checking, &status] { check(*checking, status); });
}

const bool registered = register_command(50, add_pil);

} // namespace
} // namespace zonogon::cli::pil_command
