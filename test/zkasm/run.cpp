#include "zkasm/run.hpp"

namespace zonogon::test {

result<zkasm::execution> run_text(std::string_view text, const zkasm::run_options& options) {
    const result<zkasm::program> program = zkasm::assemble("t", text);
    if (!program) {
        return program.why();
    }
    zkasm::basic_host host;
    return zkasm::run(*program, host, options);
}

std::string refusal(std::string_view text, const zkasm::run_options& options) {
    const auto done = run_text(text, options);
    return done ? "it ran" : done.why().message;
}

std::string value_of_a(std::string_view text) {
    const auto done = run_text(text);
    return done ? zkasm::word_text(done->final.a) : done.why().message;
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace zonogon::test
