#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include <zonogon/base/hex.hpp>
#include <zonogon/pil/token.hpp>

namespace zonogon::pil {

/// Cuts a PIL text into tokens, one at a time. Keeps views into the text, which must outlive it.
class lexer {
public:
    constexpr lexer(std::string_view text, std::uint32_t file) : text_(text) { here_.file = file; }

    constexpr token next() {
        if (!skip_blanks()) {
            return make(token_kind::invalid, 1);
        }
        if (at_ == text_.size()) {
            return make(token_kind::end, 0);
        }
        const char c = text_[at_];
        if (is_digit(c)) {
            return number();
        }
        if (is_letter(c)) {
            return word();
        }
        if (c == '%') {
            return constant_name();
        }
        if (c == '"') {
            return string();
        }
        return punctuation(c);
    }

private:
    static constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
    static constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
    static constexpr bool continues_word(char c) { return is_letter(c) || is_digit(c) || c == '$'; }

    constexpr void advance() {
        if (text_[at_] == '\n') {
            ++here_.line;
            here_.column = 1;
        } else {
            ++here_.column;
        }
        ++at_;
    }
    constexpr char peek(std::size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

    /// Moves past white space and comments; false for a block comment without an end.
    constexpr bool skip_blanks() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v') {
                advance();
            } else if (c == '/' && peek(1) == '/') {
                while (at_ < text_.size() && text_[at_] != '\n') {
                    advance();
                }
            } else if (c == '/' && peek(1) == '*') {
                const std::size_t close = text_.find("*/", at_ + 2);
                if (close == std::string_view::npos) {
                    return false;
                }
                while (at_ < close + 2) {
                    advance();
                }
            } else {
                return true;
            }
        }
        return true;
    }

    constexpr token make(token_kind kind, std::size_t length) {
        token out{kind, text_.substr(at_, length), here_};
        for (std::size_t i = 0; i < length; ++i) {
            advance();
        }
        return out;
    }
    constexpr token number() {
        const bool hex = peek(0) == '0' && peek(1) == 'x' && hex_digit(peek(2)) >= 0;
        std::size_t length = hex ? 2 : 1;
        while (peek(length) == '_' || (hex ? hex_digit(peek(length)) >= 0 : is_digit(peek(length)))) {
            ++length;
        }
        return make(token_kind::number, length);
    }
    constexpr token word() {
        std::size_t length = 1;
        while (continues_word(peek(length))) {
            ++length;
        }
        const std::string_view text = text_.substr(at_, length);
        constexpr std::array<std::pair<std::string_view, token_kind>, 9> keywords{{
            {"pol", token_kind::keyword_pol},
            {"commit", token_kind::keyword_commit},
            {"constant", token_kind::keyword_constant},
            {"namespace", token_kind::keyword_namespace},
            {"include", token_kind::keyword_include},
            {"in", token_kind::keyword_in},
            {"is", token_kind::keyword_is},
            {"connect", token_kind::keyword_connect},
            {"public", token_kind::keyword_public},
        }};
        for (const auto& [spelling, kind] : keywords) {
            if (text == spelling) {
                return make(kind, length);
            }
        }
        return make(token_kind::identifier, length);
    }
    constexpr token constant_name() {
        if (!is_letter(peek(1))) {
            return make(token_kind::invalid, 1);
        }
        std::size_t length = 2;
        while (continues_word(peek(length))) {
            ++length;
        }
        token out = make(token_kind::constant_name, length);
        out.text.remove_prefix(1);
        return out;
    }
    constexpr token string() {
        const std::size_t close = text_.find('"', at_ + 1);
        if (close == std::string_view::npos || close == at_ + 1) {
            return make(token_kind::invalid, 1);
        }
        token out = make(token_kind::string, close + 1 - at_);
        out.text = out.text.substr(1, out.text.size() - 2);
        return out;
    }
    constexpr token punctuation(char c) {
        switch (c) {
        case '*':
            return peek(1) == '*' ? make(token_kind::power, 2) : make(token_kind::times, 1);
        case '+':
            return make(token_kind::plus, 1);
        case '-':
            return make(token_kind::minus, 1);
        case '\'':
            return make(token_kind::prime, 1);
        case ';':
            return make(token_kind::semicolon, 1);
        case ',':
            return make(token_kind::comma, 1);
        case '.':
            return make(token_kind::dot, 1);
        case '=':
            return make(token_kind::equals, 1);
        case '(':
            return make(token_kind::left_parenthesis, 1);
        case ')':
            return make(token_kind::right_parenthesis, 1);
        case '[':
            return make(token_kind::left_bracket, 1);
        case ']':
            return make(token_kind::right_bracket, 1);
        case '{':
            return make(token_kind::left_brace, 1);
        case '}':
            return make(token_kind::right_brace, 1);
        case ':':
            return make(token_kind::colon, 1);
        default:
            return make(token_kind::invalid, 1);
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    position here_;
};

} // namespace zonogon::pil
