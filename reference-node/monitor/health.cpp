#include "monitor/health.hpp"

#include <filesystem>
#include <system_error>

namespace zonogon::monitor {

status check_free_space(const std::string& folder, std::uint64_t least_bytes) {
    std::error_code failed;
    const auto space = std::filesystem::space(folder, failed);
    if (failed) {
        return error{"cannot see the file system of " + folder + ": " + failed.message()};
    }
    if (space.available < least_bytes) {
        return error{"the disk of " + folder + " has " + std::to_string(space.available >> 20) + " MiB left, " +
                     std::to_string(least_bytes >> 20) + " are needed"};
    }
    return {};
}

} // namespace zonogon::monitor
