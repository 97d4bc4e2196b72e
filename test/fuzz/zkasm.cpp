#include <cstddef>
#include <cstdint>
#include <string_view>

#include <zonogon/zkasm/assembler.hpp>
#include <zonogon/zkasm/executor.hpp>
#include <zonogon/zkasm/listing.hpp>

// Any text is refused with a message that names a place, or assembles to a program that can be listed and run.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace zonogon;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto program = zkasm::assemble("fuzz", text);
    if (!program) {
        if (!program.why().message.starts_with("fuzz:")) {
            __builtin_trap();
        }
        return 0;
    }
    static_cast<void>(zkasm::program_sha256(*program));
    zkasm::basic_host host;
    zkasm::run_options options;
    options.max_steps = 2000;
    const auto done = zkasm::run(*program, host, options);
    if (!done && done.why().message.empty()) {
        __builtin_trap();
    }
    if (done && done->steps.size() != done->used.steps) {
        __builtin_trap();
    }
    return 0;
}
