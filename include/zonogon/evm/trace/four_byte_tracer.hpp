#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/u256.hpp>
#include <zonogon/evm/frame.hpp>
#include <zonogon/evm/log.hpp>
#include <zonogon/evm/precompile.hpp>

namespace zonogon::evm {

/// Counts the functions that a transaction calls, by selector and size of the arguments: what explorers look up names
/// with. Creations and precompiled contracts do not count.
class four_byte_tracer {
public:
    static constexpr bool steps = false;
    static constexpr bool calls = true;

    /// The first four bytes of the input, and how many follow.
    using call_shape = std::pair<std::array<std::uint8_t, 4>, std::size_t>;

    explicit four_byte_tracer(std::size_t precompiles) : precompiles_(precompiles) {}

    const std::map<call_shape, std::uint64_t>& counts() const noexcept { return counts_; }

    void enter(const call_view& view) {
        if (is_create(view.kind) || view.input.size() < 4 || precompile_number(view.to, precompiles_) != 0) {
            return;
        }
        call_shape shape{{}, view.input.size() - 4};
        std::copy_n(view.input.begin(), 4, shape.first.begin());
        ++counts_[shape];
    }
    void leave(halt, std::int64_t, byte_view) {}
    void logged(const log&) {}
    void destroyed(const address&, const address&, const u256&, unsigned) {}

private:
    std::size_t precompiles_;
    std::map<call_shape, std::uint64_t> counts_;
};

} // namespace zonogon::evm
