#pragma once

#include <filesystem>

namespace zonogon::test {

/// The folder of the source tree. A function in one unit, so that no other unit is compiled anew when the tree lies
/// elsewhere.
const std::filesystem::path& source_dir();

} // namespace zonogon::test
