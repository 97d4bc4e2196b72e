#include "support/vectors.hpp"
#include "support/source_dir.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace zonogon::test {

std::string read_source_file(const std::string& path) {
    std::ifstream in(source_dir() / path, std::ios::binary);
    if (!in) {
        throw std::runtime_error("cannot read " + path);
    }
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

nlohmann::json load_vector(const std::string& name) {
    return nlohmann::json::parse(read_source_file("test/vectors/" + name));
}

} // namespace zonogon::test
