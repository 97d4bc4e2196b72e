#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>

#include <zonogon/base/bytes.hpp>

#include "support/source_dir.hpp"

namespace zonogon::test {

/// A prepared file of snarkjs with 2^5 powers and three contributions; see test/vectors/ptau/README.md.
inline const bytes& snarkjs_ptau() {
    static const bytes content = [] {
        std::ifstream in(source_dir() / "test/vectors/ptau/three_contributions.ptau", std::ios::binary);
        return bytes(std::istreambuf_iterator<char>(in), {});
    }();
    return content;
}

} // namespace zonogon::test
