#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace zonogon::matrix {

/// A dense matrix in row-major order: the form in which traces, extensions and openings travel.
template <class T>
class row_major {
public:
    row_major() = default;
    row_major(std::size_t height, std::size_t width) : data_(height * width), width_(width) {}
    /// Precondition: width > 0 and data.size() is a multiple of width.
    row_major(std::vector<T> data, std::size_t width) : data_(std::move(data)), width_(width) {}

    std::size_t width() const noexcept { return width_; }
    std::size_t height() const noexcept { return width_ == 0 ? 0 : data_.size() / width_; }

    T& operator()(std::size_t row, std::size_t column) noexcept { return data_[row * width_ + column]; }
    const T& operator()(std::size_t row, std::size_t column) const noexcept { return data_[row * width_ + column]; }
    std::span<T> row(std::size_t i) noexcept { return {data_.data() + i * width_, width_}; }
    std::span<const T> row(std::size_t i) const noexcept { return {data_.data() + i * width_, width_}; }
    std::span<T> data() noexcept { return data_; }
    std::span<const T> data() const noexcept { return data_; }

private:
    std::vector<T> data_;
    std::size_t width_ = 0;
};

} // namespace zonogon::matrix
