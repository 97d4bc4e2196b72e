#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/little_endian.hpp>
#include <zonogon/base/result.hpp>
#include <zonogon/base/u256.hpp>

namespace zonogon {

/// A section of a section_file.
struct file_section {
    std::uint32_t id = 0;
    /// Where the content begins in the file, in bytes.
    std::uint64_t offset = 0;
    byte_view content;
};

/// The container of circom's and snarkjs's binary files (.r1cs, .wtns, .zkey, .ptau), as a view of its bytes.
///
/// Four letters, a version and the number of sections; then for each section its number, its size in bytes and its
/// content; all numbers little-endian (iden3, "R1CS binary format"). Nothing may follow the last section.
class section_file {
public:
    /// More sections than any of the formats has.
    static constexpr std::size_t max_sections = 256;

    /// Reasons start with the format's name. Cost: a few steps for each section.
    static result<section_file> parse(byte_view file, std::string_view format, std::uint32_t max_version);

    const std::string& format() const noexcept { return format_; }
    std::uint32_t version() const noexcept { return version_; }
    const std::vector<file_section>& sections() const noexcept { return sections_; }
    bool has(std::uint32_t id) const noexcept;
    /// The section with this number; a reason if there is none or more than one.
    result<file_section> section(std::uint32_t id) const;

private:
    std::string format_;
    std::uint32_t version_ = 0;
    std::vector<file_section> sections_;
};

/// Reads numbers from a section one after another. Reading past the end gives zeros and is remembered: see finish.
class section_reader {
public:
    section_reader(std::string format, const file_section& section) : format_(std::move(format)), section_(section) {}

    std::uint8_t u8() { return static_cast<std::uint8_t>(load_little_endian(take(1))); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(load_little_endian(take(4))); }
    std::uint64_t u64() { return load_little_endian(take(8)); }
    /// 32 bytes.
    zonogon::u256 u256() {
        const byte_view in = take(32);
        return in.empty() ? zonogon::u256{} : load_u256_little_endian(in.data());
    }
    /// The next bytes; empty when there are not as many.
    byte_view take(std::uint64_t size) {
        if (size > left()) {
            failed_ = true;
            position_ = section_.content.size();
            return {};
        }
        const byte_view out = section_.content.subspan(position_, static_cast<std::size_t>(size));
        position_ += static_cast<std::size_t>(size);
        return out;
    }
    std::size_t left() const noexcept { return section_.content.size() - position_; }
    bool failed() const noexcept { return failed_; }
    /// A reason that names the place that was read last.
    error wrong(const std::string& what) const {
        return error{format_ + ": section " + std::to_string(section_.id) + ", byte " +
                     std::to_string(section_.offset + position_) + ": " + what};
    }
    /// Whether all of the section was read and nothing beyond it.
    status finish() const {
        if (failed_) {
            return wrong("the section ends too early");
        }
        if (left() != 0) {
            return wrong(std::to_string(left()) + " bytes too many");
        }
        return {};
    }

private:
    std::string format_;
    file_section section_;
    std::size_t position_ = 0;
    bool failed_ = false;
};

/// Appends the beginning of a section_file.
inline void append_file_header(bytes& out, std::string_view format, std::uint32_t version, std::uint32_t sections);
/// Appends a section's number and size; its content must follow.
inline void append_section_header(bytes& out, std::uint32_t id, std::uint64_t size);

inline result<section_file> section_file::parse(byte_view file, std::string_view format, std::uint32_t max_version) {
    const std::string name(format);
    if (file.size() < 12 || std::string_view(reinterpret_cast<const char*>(file.data()), 4) != format) {
        return error{name + ": the file does not begin with \"" + name + "\""};
    }
    section_file out;
    out.format_ = name;
    out.version_ = static_cast<std::uint32_t>(load_little_endian(file.subspan(4, 4)));
    if (out.version_ == 0 || out.version_ > max_version) {
        return error{name + ": version " + std::to_string(out.version_) + " is not supported"};
    }
    const std::uint64_t count = load_little_endian(file.subspan(8, 4));
    if (count > max_sections) {
        return error{name + ": " + std::to_string(count) + " sections are too many"};
    }
    std::uint64_t offset = 12;
    for (std::uint64_t i = 0; i < count; ++i) {
        if (file.size() - offset < 12) {
            return error{name + ": the file ends in the header of section " + std::to_string(i + 1) + " of " +
                         std::to_string(count)};
        }
        file_section section;
        section.id = static_cast<std::uint32_t>(load_little_endian(file.subspan(offset, 4)));
        const std::uint64_t size = load_little_endian(file.subspan(offset + 4, 8));
        offset += 12;
        if (size > file.size() - offset) {
            return error{name + ": section " + std::to_string(section.id) + ", byte " + std::to_string(offset) +
                         ": the section is said to have " + std::to_string(size) + " bytes, the file has " +
                         std::to_string(file.size() - offset) + " more"};
        }
        section.offset = offset;
        section.content = file.subspan(offset, size);
        offset += size;
        out.sections_.push_back(section);
    }
    if (offset != file.size()) {
        return error{name + ": " + std::to_string(file.size() - offset) + " bytes after the last section"};
    }
    return out;
}

inline bool section_file::has(std::uint32_t id) const noexcept {
    for (const file_section& s : sections_) {
        if (s.id == id) {
            return true;
        }
    }
    return false;
}

inline result<file_section> section_file::section(std::uint32_t id) const {
    const file_section* found = nullptr;
    for (const file_section& s : sections_) {
        if (s.id == id) {
            if (found != nullptr) {
                return error{format_ + ": section " + std::to_string(id) + " occurs twice"};
            }
            found = &s;
        }
    }
    if (found == nullptr) {
        return error{format_ + ": section " + std::to_string(id) + " is missing"};
    }
    return *found;
}

inline void append_file_header(bytes& out, std::string_view format, std::uint32_t version, std::uint32_t sections) {
    out.insert(out.end(), format.begin(), format.end());
    append_little_endian<4>(out, version);
    append_little_endian<4>(out, sections);
}

inline void append_section_header(bytes& out, std::uint32_t id, std::uint64_t size) {
    append_little_endian<4>(out, id);
    append_little_endian<8>(out, size);
}

} // namespace zonogon
