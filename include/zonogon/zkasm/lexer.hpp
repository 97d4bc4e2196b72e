#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <zonogon/zkasm/diagnostic.hpp>

namespace zonogon::zkasm {

enum class token_kind : std::uint8_t {
    end_of_text,
    end_of_line,
    number,      ///< decimal or 0x hex
    long_number, ///< the same with the suffix n (not in text)
    tag,         ///< $ or ${text}: text between the braces
    tag0,        ///< $0{text}
    command,     ///< $${text}
    word,        ///< identifier or reserved word
    constant,    ///< %NAME: text is NAME
    reference,   ///< @name: text is name
    string,      ///< "text"
    punctuation,
    bad, ///< nothing of the language; text says what is wrong
};

struct token {
    token_kind kind = token_kind::end_of_text;
    std::string_view text;
    position at;
    /// Where `text` begins; differs from `at` for tags and strings.
    position text_at;

    constexpr bool is(std::string_view punctuation) const noexcept {
        return kind == token_kind::punctuation && text == punctuation;
    }
    constexpr bool is_word(std::string_view name) const noexcept { return kind == token_kind::word && text == name; }
};

/// Splits zkASM text into tokens, one at a time.
///
/// In a statement a line end is a token and %NAME a constant; inside a tag (mode::expression) line ends are blanks,
/// % is always the operator and `.` is punctuation.
class lexer {
public:
    enum class mode : std::uint8_t { statement, expression };

    constexpr explicit lexer(std::string_view text, position start = {}, mode m = mode::statement) noexcept
        : text_(text), at_(start), mode_(m) {}

    constexpr token next() noexcept {
        if (const token t = skip_blanks(); t.kind == token_kind::bad) {
            return t;
        }
        token out;
        out.at = out.text_at = at_;
        if (done()) {
            return out;
        }
        const char c = peek();
        if (is_line_end(c)) {
            while (!done() && is_line_end(peek())) {
                advance();
            }
            out.kind = token_kind::end_of_line;
            return out;
        }
        if (is_digit(c)) {
            return number(out);
        }
        if (is_name_start(c)) {
            out.kind = token_kind::word;
            out.text = name();
            return out;
        }
        if (c == '$') {
            return dollar(out);
        }
        if (c == '"') {
            return string(out);
        }
        if ((c == '%' || c == '@') && mode_ == mode::statement && is_name_start(peek(1))) {
            advance();
            out.kind = c == '%' ? token_kind::constant : token_kind::reference;
            out.text_at = at_;
            out.text = name();
            return out;
        }
        if (const std::size_t length = punctuation_length(c, peek(1)); length != 0) {
            out.kind = token_kind::punctuation;
            out.text = text_.substr(place_, length);
            advance(length);
            return out;
        }
        return bad(out, "unexpected character");
    }

private:
    /// Of the punctuation that begins with c and goes on with `next`: 1, 2, or 0 for none.
    constexpr std::size_t punctuation_length(char c, char next) const noexcept {
        switch (c) {
        case '*':
        case '+':
        case '-':
        case '&':
        case '|':
        case '?':
            return next == c ? 2 : 1;
        case '=':
            return next == '>' || next == '=' ? 2 : 1;
        case '<':
        case '>':
            return next == c || next == '=' ? 2 : 1;
        case '!':
            return next == '=' ? 2 : 1;
        case '%':
        case '/':
        case '^':
        case ':':
        case ',':
        case '(':
        case ')':
        case '[':
        case ']':
        case '~':
            return 1;
        case '.':
            return mode_ == mode::expression ? 1 : 0;
        default:
            return 0;
        }
    }

    static constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
    static constexpr bool is_name_start(char c) noexcept {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
    static constexpr bool is_name_part(char c) noexcept { return is_name_start(c) || is_digit(c) || c == '$'; }
    constexpr bool is_line_end(char c) const noexcept { return mode_ == mode::statement && (c == '\n' || c == '\r'); }

    constexpr bool done() const noexcept { return place_ >= text_.size(); }
    constexpr char peek(std::size_t ahead = 0) const noexcept {
        return place_ + ahead < text_.size() ? text_[place_ + ahead] : '\0';
    }
    constexpr void advance(std::size_t count = 1) noexcept {
        for (; count > 0 && !done(); --count) {
            if (text_[place_] == '\n') {
                ++at_.line;
                at_.column = 1;
            } else {
                ++at_.column;
            }
            ++place_;
        }
    }
    constexpr token bad(token t, std::string_view why) noexcept {
        t.kind = token_kind::bad;
        t.text = why;
        place_ = text_.size();
        return t;
    }

    /// Blanks and comments; a `bad` token for a comment that never ends.
    constexpr token skip_blanks() noexcept {
        token out;
        while (!done()) {
            const char c = peek();
            if (c == ';') {
                while (!done() && peek() != '\n' && peek() != '\r') {
                    advance();
                }
            } else if (c == '/' && peek(1) == '*') {
                out.at = at_;
                const std::size_t end = text_.find("*/", place_ + 2);
                if (end == std::string_view::npos) {
                    return bad(out, "comment without an end");
                }
                advance(end + 2 - place_);
            } else if (c == ' ' || c == '\t' || c == '\f' || c == '\v' ||
                       ((c == '\n' || c == '\r') && !is_line_end(c))) {
                advance();
            } else {
                break;
            }
        }
        return out;
    }
    constexpr std::string_view name() noexcept {
        const std::size_t start = place_;
        while (is_name_part(peek())) {
            advance();
        }
        return text_.substr(start, place_ - start);
    }
    constexpr token number(token out) noexcept {
        const std::size_t start = place_;
        const bool hex = peek() == '0' && (peek(1) == 'x' || peek(1) == 'X');
        if (hex) {
            advance(2);
        }
        while (is_digit(peek()) || peek() == '_' || (hex && is_hex_letter(peek()))) {
            advance();
        }
        out.kind = token_kind::number;
        out.text = text_.substr(start, place_ - start);
        if (peek() == 'n') {
            out.kind = token_kind::long_number;
            advance();
        }
        if (is_name_part(peek()) || (hex && out.text.size() == 2)) {
            return bad(out, "malformed number");
        }
        return out;
    }
    static constexpr bool is_hex_letter(char c) noexcept { return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

    constexpr token dollar(token out) noexcept {
        out.kind = token_kind::tag;
        advance();
        if (peek() == '0' && peek(1) == '{') {
            out.kind = token_kind::tag0;
            advance();
        } else if (peek() == '$' && peek(1) == '{') {
            out.kind = token_kind::command;
            advance();
        }
        out.text_at = at_;
        if (peek() == '{') {
            advance();
            out.text_at = at_;
            const std::size_t end = text_.find('}', place_);
            if (end == std::string_view::npos) {
                return bad(out, "tag without a closing brace");
            }
            out.text = text_.substr(place_, end - place_);
            advance(end + 1 - place_);
        }
        return out;
    }
    constexpr token string(token out) noexcept {
        advance();
        out.kind = token_kind::string;
        out.text_at = at_;
        const std::size_t end = text_.find_first_of("\"\n", place_);
        if (end == std::string_view::npos || text_[end] == '\n') {
            return bad(out, "string without a closing quote");
        }
        out.text = text_.substr(place_, end - place_);
        advance(end + 1 - place_);
        return out;
    }

    std::string_view text_;
    std::size_t place_ = 0;
    position at_;
    mode mode_;
};

} // namespace zonogon::zkasm
