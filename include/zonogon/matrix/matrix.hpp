#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <zonogon/base/parallel.hpp>
#include <zonogon/matrix/storage.hpp>

namespace zonogon::matrix {

/// A dense matrix in row-major order: the form in which traces, extensions and openings travel.
template <class T>
class row_major {
public:
    row_major() = default;
    /// All elements are T{}.
    row_major(std::size_t height, std::size_t width) : row_major(uninitialised(height, width)) {
        if constexpr (std::is_trivially_copyable_v<T>) {
            parallel_chunks(data_.size(), (1 << 22) / sizeof(T) + 1, [&](std::size_t begin, std::size_t end) {
                std::fill(data_.data() + begin, data_.data() + end, T{});
            });
        }
    }
    /// Precondition: width > 0 and data.size() is a multiple of width.
    row_major(const std::vector<T>& data, std::size_t width) : data_(data.begin(), data.end()), width_(width) {}

    /// For results of which every element is about to be written: elements of trivially copyable types hold nothing
    /// that may be read.
    static row_major uninitialised(std::size_t height, std::size_t width) {
        row_major out;
        out.data_ = storage<T>(height * width);
        out.width_ = width;
        return out;
    }

    std::size_t width() const noexcept { return width_; }
    std::size_t height() const noexcept { return width_ == 0 ? 0 : data_.size() / width_; }

    T& operator()(std::size_t row, std::size_t column) noexcept { return data_[row * width_ + column]; }
    const T& operator()(std::size_t row, std::size_t column) const noexcept { return data_[row * width_ + column]; }
    std::span<T> row(std::size_t i) noexcept { return {data_.data() + i * width_, width_}; }
    std::span<const T> row(std::size_t i) const noexcept { return {data_.data() + i * width_, width_}; }
    std::span<T> data() noexcept { return data_; }
    std::span<const T> data() const noexcept { return data_; }

private:
    storage<T> data_;
    std::size_t width_ = 0;
};

} // namespace zonogon::matrix
