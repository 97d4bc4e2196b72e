#include "support/source_dir.hpp"

namespace zonogon::test {

const std::filesystem::path& source_dir() {
    static const std::filesystem::path folder = ZONOGON_SOURCE_DIR;
    return folder;
}

} // namespace zonogon::test
