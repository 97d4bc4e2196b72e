#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <zonogon/base/u256.hpp>
#include <zonogon/pil/compile.hpp>
#include <zonogon/pil/file_loader.hpp>
#include <zonogon/pil/fingerprint.hpp>

#include "main/command.hpp"

namespace zonogon::cli {
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
    settings.namespaces = options.namespaces;
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
        if (compiled.ok() && std::ranges::none_of(known, [&](const auto& n) { return n.name == wanted; })) {
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
    auto& spaces = out["byNamespace"] = nlohmann::ordered_json::object();
    for (std::uint32_t n = 0; n < p.namespaces.size(); ++n) {
        nlohmann::ordered_json entry;
        entry["rows"] = p.namespaces[n].rows;
        entry["committed"] = std::ranges::count(p.committed_namespace, n);
        entry["constant"] = std::ranges::count(p.fixed_namespace, n);
        entry["intermediate"] = std::ranges::count_if(
            p.intermediate_column, [&](std::uint32_t c) { return p.columns[c].name_space == n; });
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
        if (!(p.namespaces[n].name == "Global" && empty)) {
            spaces[p.namespaces[n].name] = entry;
        }
    }
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
}

const bool registered = register_command(50, add_pil);

} // namespace
} // namespace zonogon::cli
