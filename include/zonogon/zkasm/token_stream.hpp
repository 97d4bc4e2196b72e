#pragma once

#include <string_view>

#include <zonogon/zkasm/lexer.hpp>

namespace zonogon::zkasm {

/// The tokens of one text with one token of look-ahead, and the first thing that went wrong.
///
/// After a failure every token is end_of_text, so that parsers unwind without testing each step.
class token_stream {
public:
    constexpr token_stream(std::string_view text, std::string_view file, position start = {},
                           lexer::mode m = lexer::mode::statement) noexcept
        : lexer_(text, start, m), file_(file) {
        read(current_);
    }

    constexpr const token& current() const noexcept { return current_; }
    constexpr bool failed() const noexcept { return failed_; }
    constexpr const diagnostic& why() const noexcept { return why_; }

    constexpr token take() noexcept {
        const token out = current_;
        if (ahead_ready_) {
            current_ = ahead_;
            ahead_ready_ = false;
        } else {
            read(current_);
        }
        return out;
    }
    constexpr const token& ahead() noexcept {
        if (!ahead_ready_) {
            ahead_ready_ = true;
            read(ahead_);
        }
        return ahead_;
    }
    constexpr bool accept(std::string_view punctuation) noexcept {
        if (!current_.is(punctuation)) {
            return false;
        }
        take();
        return true;
    }
    constexpr bool accept_word(std::string_view word) noexcept {
        if (!current_.is_word(word)) {
            return false;
        }
        take();
        return true;
    }
    constexpr void expect(std::string_view punctuation) noexcept {
        if (!accept(punctuation)) {
            unexpected();
        }
    }
    /// Records that the current token cannot stand here.
    constexpr void unexpected() noexcept {
        switch (current_.kind) {
        case token_kind::end_of_text:
            return fail(current_.at, "unexpected end of the text");
        case token_kind::end_of_line:
            return fail(current_.at, "unexpected end of the line");
        case token_kind::tag:
        case token_kind::tag0:
            return fail(current_.at, "unexpected tag");
        case token_kind::command:
            return fail(current_.at, "unexpected command");
        case token_kind::string:
            return fail(current_.at, "unexpected string \"{}\"", current_.text);
        case token_kind::constant:
            return fail(current_.at, "unexpected constant %{}", current_.text);
        case token_kind::reference:
            return fail(current_.at, "unexpected reference @{}", current_.text);
        default:
            return fail(current_.at, "unexpected {}", current_.text);
        }
    }
    constexpr void fail(position at, std::string_view what, std::string_view about = {}) noexcept {
        if (!failed_) {
            failed_ = true;
            why_ = {what, about, file_, at};
            current_ = ahead_ = token{};
            current_.at = ahead_.at = at;
        }
    }
    constexpr void fail(const diagnostic& why) noexcept {
        fail(why.at, why.what, why.about);
        why_.file = why.file;
    }

private:
    constexpr void read(token& into) noexcept {
        if (failed_) {
            return;
        }
        into = lexer_.next();
        if (into.kind == token_kind::bad) {
            fail(into.at, into.text);
            into = token{};
        }
    }

    lexer lexer_;
    std::string_view file_;
    token current_, ahead_;
    bool ahead_ready_ = false;
    bool failed_ = false;
    diagnostic why_;
};

} // namespace zonogon::zkasm
