#include <cstddef>
#include <cstdint>
#include <string_view>

#include <zonogon/pil/compile.hpp>
#include <zonogon/pil/fingerprint.hpp>
#include <zonogon/pil/lower.hpp>

// Any text is either refused with a message or compiles to something that can be fingerprinted and lowered.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace zonogon;
    const auto c = pil::compile("fuzz", std::string_view(reinterpret_cast<const char*>(data), size));
    if (!c.ok()) {
        if (c.failure.message.empty()) {
            __builtin_trap();
        }
        return 0;
    }
    pil::fingerprinter prints(c.result);
    prints.identities();
    prints.tuples(pil::relation::lookup);
    prints.tuples(pil::relation::permutation);
    prints.connections();
    if (c.result.committed_count + c.result.fixed_count < 4096) {
        static_cast<void>(pil::lower(c.result));
    }
    return 0;
}
