#pragma once

#include <algorithm>
#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace zonogon::matrix {

/// Allocates for vectors of matrix elements: aligned to cache lines; elements of a trivially copyable type begin
/// uninitialised.
///
/// Huge pages are not asked for: they made transforms 6 % faster in memory that the process already had, but a fresh
/// matrix several times slower on virtual machines that give free memory back to their host.
template <class T>
class storage_allocator {
public:
    using value_type = T;

    storage_allocator() = default;
    template <class U>
    storage_allocator(const storage_allocator<U>&) noexcept {}

    T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), alignment)); }
    void deallocate(T* p, std::size_t) noexcept { ::operator delete(p, alignment); }

    template <class U, class... Arguments>
    void construct(U* p, Arguments&&... arguments) {
        if constexpr (sizeof...(Arguments) != 0 || !std::is_trivially_copyable_v<U>) {
            ::new (static_cast<void*>(p)) U(std::forward<Arguments>(arguments)...);
        }
    }

    friend bool operator==(const storage_allocator&, const storage_allocator&) = default;

private:
    static constexpr std::align_val_t alignment{std::max<std::size_t>(64, alignof(T))};
};

template <class T>
using storage = std::vector<T, storage_allocator<T>>;

} // namespace zonogon::matrix
