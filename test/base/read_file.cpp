#include <zonogon/base/read_file.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <unistd.h>

#include "support/catch.hpp"

namespace base_read_file_tests {

using namespace zonogon;

namespace {

/// A file that goes with the test.
struct temporary_file {
    std::string path =
        (std::filesystem::temp_directory_path() / ("zonogon-read-file-" + std::to_string(::getpid()))).string();
    explicit temporary_file(const std::string& text) { std::ofstream(path, std::ios::binary) << text; }
    ~temporary_file() { std::filesystem::remove(path); }
    temporary_file(const temporary_file&) = delete;
    temporary_file& operator=(const temporary_file&) = delete;
};

std::string why(const result<std::string>& r) {
    REQUIRE_FALSE(r);
    return r.why().message;
}

} // namespace

TEST_CASE("read_file: all bytes of files up to the bound") {
    // Longer than one reading, and with bytes that are no text.
    std::string text(200'000, 'x');
    text[7] = '\0';
    text[70'000] = '\xff';
    {
        const temporary_file file(text);
        CHECK(*read_file(file.path, text.size()) == text);
        CHECK(why(read_file(file.path, text.size() - 1)) ==
              file.path + ": larger than " + std::to_string(text.size() - 1) + " bytes");
    }
    const temporary_file empty("");
    CHECK(read_file(empty.path, 0)->empty());
}

TEST_CASE("read_file: a size that the file system does not know is no way past the bound") {
    // Files of /proc say that they have no bytes.
    REQUIRE(std::filesystem::file_size("/proc/self/maps") == 0);
    CHECK_FALSE(read_file("/proc/self/maps", 1U << 24)->empty());
    CHECK(why(read_file("/proc/self/maps", 10)) == "/proc/self/maps: larger than 10 bytes");
}

TEST_CASE("read_file: what is no file of a size is refused, with its name") {
    for (const std::string& path : std::vector<std::string>{"/nonexistent/file", "/tmp", "/dev/zero", ""}) {
        CHECK(why(read_file(path, 100)) == path + ": no such file, or not a regular one");
    }
}

} // namespace base_read_file_tests
