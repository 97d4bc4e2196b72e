#pragma once

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

namespace zonogon::test {

/// The text of a file below the source tree, e.g. "test/vectors/poseidon/linear-hash-kat.json".
inline std::string read_source_file(const std::string& path) {
    std::ifstream in(ZONOGON_SOURCE_DIR "/" + path, std::ios::binary);
    if (!in) {
        throw std::runtime_error("cannot read " + path);
    }
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// A known-answer file below test/vectors.
inline nlohmann::json load_vector(const std::string& name) {
    return nlohmann::json::parse(read_source_file("test/vectors/" + name));
}

} // namespace zonogon::test
