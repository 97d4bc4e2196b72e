#pragma once

#include <cstdint>
#include <string_view>

#include <zonogon/pil/diagnostic.hpp>

namespace zonogon::pil {

enum class token_kind : std::uint8_t {
    end,
    invalid,
    number,
    identifier,
    constant_name, ///< text without the leading %
    string,        ///< text without the quotes
    keyword_pol,
    keyword_commit,
    keyword_constant,
    keyword_namespace,
    keyword_include,
    keyword_in,
    keyword_is,
    keyword_connect,
    keyword_public,
    power,
    plus,
    minus,
    times,
    prime,
    semicolon,
    comma,
    dot,
    equals,
    left_parenthesis,
    right_parenthesis,
    left_bracket,
    right_bracket,
    left_brace,
    right_brace,
    colon,
};

struct token {
    token_kind kind = token_kind::end;
    std::string_view text;
    position where;
};

} // namespace zonogon::pil
