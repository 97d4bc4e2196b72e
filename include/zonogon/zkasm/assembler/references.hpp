#pragma once

// Labels and variables that are used before they are defined.

#include <cstdint>

#include <zonogon/zkasm/assembler/declaration.hpp>

namespace zonogon::zkasm {

template <class Loader>
constexpr void assembler<Loader>::resolve() {
    for (const fixup& f : fixups_) {
        if (failed_) {
            return;
        }
        if (f.what == fixup::kind::variable) {
            resolve_variable(f);
        } else {
            resolve_label(f);
        }
    }
    for (expression& e : out_.unit.expressions) {
        if (failed_) {
            return;
        }
        resolve_expression(e);
    }
}

template <class Loader>
constexpr void assembler<Loader>::resolve_label(const fixup& f) {
    std::int64_t place = 0;
    if (f.name == "next") {
        place = static_cast<std::int64_t>(f.line) + 1;
    } else if (const std::uint32_t i = labels_.find(f.name); i != name_table::absent) {
        place = out_.unit.labels[i].line;
    } else if (!options_.allow_undefined_labels) {
        return fail(f.file, f.at, "label {} is not defined", f.name);
    }
    line& l = out_.unit.lines[f.line];
    switch (f.what) {
    case fixup::kind::jump:
        l.jmp_addr = place;
        break;
    case fixup::kind::otherwise:
        l.else_addr = place;
        break;
    default:
        l.offset = place;
        break;
    }
}

template <class Loader>
constexpr void assembler<Loader>::resolve_variable(const fixup& f) {
    line& l = out_.unit.lines[f.line];
    const std::uint32_t i = variables_.find(f.name);
    if (i == name_table::absent) {
        if (!options_.allow_undefined_variables) {
            fail(f.file, f.at, "variable {} is not defined", f.name);
        }
        return;
    }
    const program::variable& v = out_.unit.variables[i];
    if (f.extra < 0 || (v.is_array && f.extra >= v.count)) {
        return fail(f.file, f.at, "index is outside of variable {}", f.name);
    }
    l.offset = v.offset + f.extra;
    l.use_ctx = v.per_context;
    if (f.indexed && v.is_array) {
        l.max_ind = v.count - 1 - f.extra;
    }
}

template <class Loader>
constexpr void assembler<Loader>::resolve_expression(expression& e) {
    if (e.kind == expression_kind::constant) {
        const program::constant* known = constants_.find(e.name);
        if (known == nullptr) {
            return fail(e.file, e.at, "constant {} is not defined", e.name);
        }
        e.value = known->value;
    }
    if (e.kind != expression_kind::memory && e.kind != expression_kind::address) {
        return;
    }
    const std::uint32_t i = variables_.find(e.name);
    if (i == name_table::absent) {
        if (!options_.allow_undefined_variables) {
            fail(e.file, e.at, "variable {} is not defined", e.name);
        }
        return;
    }
    const program::variable& v = out_.unit.variables[i];
    e.offset = v.offset;
    e.use_ctx = v.per_context;
    e.size = v.count;
}

} // namespace zonogon::zkasm
