#pragma once

#include <string>
#include <utility>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/pil/program.hpp>

namespace zonogon::pil {

/// Settings of a compilation.
struct compile_options {
    /// Predefined %constants; each wins over a definition in the text.
    std::vector<std::pair<text, element>> defines;
    /// When not empty: only these namespaces are kept. Statements that touch another one are dropped.
    std::vector<text> namespaces;
    /// Accept intermediates that nothing uses.
    bool allow_unused = false;
};

/// A text that a loader found for an include, under the name by which it is recognised when included again.
struct source {
    std::string path;
    std::string text;
};

/// Refuses every include: for programs that are one text.
struct no_includes {
    constexpr result<source> operator()(std::string_view requested, std::string_view /*from*/) const {
        return error{"cannot include \"" + std::string(requested) + "\": this program has one text only"};
    }
};

} // namespace zonogon::pil
