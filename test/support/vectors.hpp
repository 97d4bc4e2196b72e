#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace zonogon::test {

/// The text of a file below the source tree, e.g. "test/vectors/poseidon/linear-hash-kat.json".
std::string read_source_file(const std::string& path);

/// A known-answer file below test/vectors.
nlohmann::json load_vector(const std::string& name);

} // namespace zonogon::test
