#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "support/source_dir.hpp"
#include <zonogon/base/bytes.hpp>

namespace zonogon::test {

/// A file of test/vectors/snark.
inline std::string snark_text(const std::string& name) {
    std::ifstream in(source_dir() / "test/vectors/snark" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
inline bytes snark_file(const std::string& name) {
    const std::string text = snark_text(name);
    return {text.begin(), text.end()};
}

} // namespace zonogon::test
