#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zonogon/base/bytes.hpp>
#include <zonogon/base/result.hpp>

namespace zonogon {

/// A file's bytes in memory without reading them: the system fetches pages when they are touched. POSIX.
///
/// The file must not be shortened while it is mapped: touching a page that is gone ends the program.
class mapped_file {
public:
    /// Maps a regular file for reading. The reason names the file.
    static result<mapped_file> open(const std::string& path);

    mapped_file() = default;
    mapped_file(mapped_file&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    mapped_file& operator=(mapped_file&& other) noexcept {
        if (this != &other) {
            close();
            data_ = std::exchange(other.data_, nullptr);
            size_ = std::exchange(other.size_, 0);
        }
        return *this;
    }
    mapped_file(const mapped_file&) = delete;
    mapped_file& operator=(const mapped_file&) = delete;
    ~mapped_file() { close(); }

    byte_view content() const noexcept { return {data_, size_}; }
    /// Lets go of the memory of a part of the file that is not needed for now; it can still be read.
    void release(byte_view part) const noexcept {
        const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
        // Whole pages only; a neighbour loses at most a page that is fetched again.
        const std::size_t before = reinterpret_cast<std::uintptr_t>(part.data()) % page;
        if (!part.empty()) {
            ::madvise(const_cast<std::uint8_t*>(part.data()) - before, part.size() + before, MADV_DONTNEED);
        }
    }
    /// Says that a part will be read soon, so that the system may fetch it.
    void prefetch(byte_view part) const noexcept {
        const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
        const std::size_t before = reinterpret_cast<std::uintptr_t>(part.data()) % page;
        if (!part.empty()) {
            ::madvise(const_cast<std::uint8_t*>(part.data()) - before, part.size() + before, MADV_WILLNEED);
        }
    }

private:
    void close() noexcept {
        if (data_ != nullptr) {
            ::munmap(const_cast<std::uint8_t*>(data_), size_);
        }
    }

    const std::uint8_t* data_ = nullptr;
    std::size_t size_ = 0;
};

inline result<mapped_file> mapped_file::open(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return error{path + ": no such file, or it cannot be read"};
    }
    struct ::stat about{};
    if (::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
        ::close(descriptor);
        return error{path + ": not a regular file"};
    }
    mapped_file out;
    out.size_ = static_cast<std::size_t>(about.st_size);
    if (out.size_ != 0) {
        void* const data = ::mmap(nullptr, out.size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (data == MAP_FAILED) {
            ::close(descriptor);
            return error{path + ": cannot be mapped into memory"};
        }
        out.data_ = static_cast<const std::uint8_t*>(data);
    }
    ::close(descriptor);
    return out;
}

} // namespace zonogon
