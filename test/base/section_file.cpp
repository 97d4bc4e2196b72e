#include "support/catch.hpp"

#include <cstdio>
#include <fstream>

#include "support/temporary_folder.hpp"
#include <zonogon/base/mapped_file.hpp>
#include <zonogon/base/section_file.hpp>

namespace base_section_file_tests {

using namespace zonogon;

namespace {

bytes two_sections() {
    bytes out;
    append_file_header(out, "r1cs", 1, 2);
    append_section_header(out, 1, 4);
    append_little_endian<4>(out, 0x01020304);
    append_section_header(out, 7, 9);
    append_little_endian<1>(out, 5);
    append_little_endian<8>(out, 6);
    return out;
}

} // namespace

TEST_CASE("a section file gives its sections by number", "[base]") {
    const bytes file = two_sections();
    const auto parsed = section_file::parse(file, "r1cs", 1);
    REQUIRE(parsed);
    CHECK(parsed->version() == 1);
    CHECK(parsed->sections().size() == 2);
    CHECK(parsed->has(7));
    CHECK_FALSE(parsed->has(2));
    section_reader first("r1cs", *parsed->section(1));
    CHECK(first.u32() == 0x01020304);
    CHECK(first.finish().ok());
    section_reader second("r1cs", *parsed->section(7));
    CHECK(second.u8() == 5);
    CHECK(second.finish().why().message == "r1cs: section 7, byte 41: 8 bytes too many");
    CHECK(second.u64() == 6);
    CHECK(second.finish().ok());
    CHECK(second.u256().is_zero());
    CHECK(second.finish().why().message == "r1cs: section 7, byte 49: the section ends too early");
    CHECK(parsed->section(2).why().message == "r1cs: section 2 is missing");
}

TEST_CASE("a section file that is not whole is refused with the place", "[base]") {
    const bytes file = two_sections();
    for (std::size_t size = 0; size < file.size(); ++size) {
        CHECK_FALSE(section_file::parse(byte_view(file).first(size), "r1cs", 1));
    }
    CHECK(section_file::parse(byte_view(file).first(30), "r1cs", 1).why().message ==
          "r1cs: the file ends in the header of section 2 of 2");
    CHECK(section_file::parse(byte_view(file).first(48), "r1cs", 1).why().message ==
          "r1cs: section 7, byte 40: the section is said to have 9 bytes, the file has 8 more");
    CHECK(section_file::parse(file, "wtns", 1).why().message == "wtns: the file does not begin with \"wtns\"");
    bytes changed = file;
    changed[4] = 2;
    CHECK(section_file::parse(changed, "r1cs", 1).why().message == "r1cs: version 2 is not supported");
    changed = file;
    changed[11] = 1;
    CHECK_FALSE(section_file::parse(changed, "r1cs", 1));
    changed = file;
    changed.push_back(0);
    CHECK(section_file::parse(changed, "r1cs", 1).why().message == "r1cs: 1 bytes after the last section");
    changed = file;
    changed[28] = 1;
    CHECK(section_file::parse(changed, "r1cs", 1)->section(1).why().message == "r1cs: section 1 occurs twice");
    changed = file;
    changed[23] = 0xff;
    CHECK_FALSE(section_file::parse(changed, "r1cs", 1));
}

TEST_CASE("a mapped file shows the file's bytes, also after they were released", "[base]") {
    const test::temporary_folder folder;
    const std::string path = folder / "f";
    bytes content(20000);
    for (std::size_t i = 0; i < content.size(); ++i) {
        content[i] = static_cast<std::uint8_t>(i * 7);
    }
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
    auto file = mapped_file::open(path);
    REQUIRE(file);
    CHECK(std::equal(content.begin(), content.end(), file->content().begin(), file->content().end()));
    file->release(file->content().subspan(5000, 9000));
    file->prefetch(file->content().subspan(5000, 9000));
    const mapped_file moved = std::move(*file);
    CHECK(std::equal(content.begin(), content.end(), moved.content().begin(), moved.content().end()));
    CHECK(file->content().empty());
    CHECK_FALSE(mapped_file::open(path + "x"));
    CHECK_FALSE(mapped_file::open(folder / "."));
    std::ofstream(path, std::ios::trunc).close();
    CHECK(mapped_file::open(path)->content().empty());
}

} // namespace base_section_file_tests
