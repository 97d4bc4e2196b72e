#include <cstddef>
#include <cstdint>
#include <string_view>

#include <zonogon/rollup/vector_file.hpp>

// Any text is a state-transition file or refused with one line; the state of an accepted one can be built or is
// refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace zonogon;
    const auto file = rollup::read_vector_file(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!file) {
        const std::string& why = file.why().message;
        if (why.empty() || why.find('\n') != std::string::npos) {
            __builtin_trap();
        }
        return 0;
    }
    merkle::memory_node_store store;
    static_cast<void>(rollup::build_genesis(store, file->genesis));
    for (const rollup::vector_batch& batch : file->batches) {
        for (const auto& [key, elements] : batch.nodes) {
            static_cast<void>(store.import(key, elements));
        }
    }
    return 0;
}
