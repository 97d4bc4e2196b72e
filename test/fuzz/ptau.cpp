#include <cstddef>
#include <cstdint>

#include <zonogon/pcs/kzg/reference.hpp>
#include <zonogon/pcs/ptau/check_contributions.hpp>
#include <zonogon/pcs/ptau/file.hpp>
#include <zonogon/pcs/ptau/write.hpp>

// Any bytes: parsing, reading points and contributions, and checking never crash, and what is read is written the same.
// Files of more than 2^4 powers are left after parsing, for speed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace zonogon;
    using namespace zonogon::pcs;
    const byte_view in{data, size};
    const auto contributions = ptau::read_contributions(in);
    if (contributions) {
        // Names longer than snarkjs writes are the only thing that is cut.
        static_cast<void>(ptau::write_contributions(*contributions));
    }
    const auto file = ptau::file<>::parse(in);
    if (!file || file->power() > 4) {
        return 0;
    }
    static_cast<void>(kzg::reference<>::from_file(*file, file->tau_g1().size()));
    if (const auto acc = ptau::read_accumulator(*file)) {
        const bytes written = ptau::write_file(*acc);
        const auto again = ptau::file<>::parse(written);
        if (!again || again->tau_g1().unchecked(0) != file->tau_g1().unchecked(0)) {
            __builtin_trap();
        }
    }
    static_cast<void>(ptau::check_contributions(*file, 10));
    if (file->prepared()) {
        for (std::uint32_t k = 0; k <= file->power(); ++k) {
            if (file->lagrange_g1(k + 1).size() != std::size_t{2} << k || file->lagrange_g2(k).size() != std::size_t{1}
                                                                                                             << k) {
                __builtin_trap();
            }
            static_cast<void>(file->lagrange_g1(k).read());
        }
    }
    return 0;
}
