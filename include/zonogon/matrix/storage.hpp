#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace zonogon::matrix {

/// Allocates for vectors of matrix elements: aligned to cache lines and, for large matrices, to huge pages that the
/// system is asked for, since transforms step through memory in strides of many pages. Elements of a trivially
/// copyable type begin uninitialised.
template <class T>
class storage_allocator {
public:
    using value_type = T;

    storage_allocator() = default;
    template <class U>
    storage_allocator(const storage_allocator<U>&) noexcept {}

    T* allocate(std::size_t count) {
        const std::size_t bytes = count * sizeof(T);
        T* const p = static_cast<T*>(::operator new(bytes, alignment(bytes)));
#if defined(__linux__)
        if (bytes >= huge_from) {
            ::madvise(p, bytes, MADV_HUGEPAGE); // a wish: refusal changes nothing but speed
        }
#endif
        return p;
    }
    void deallocate(T* p, std::size_t count) noexcept { ::operator delete(p, alignment(count * sizeof(T))); }

    template <class U, class... Arguments>
    void construct(U* p, Arguments&&... arguments) {
        if constexpr (sizeof...(Arguments) != 0 || !std::is_trivially_copyable_v<U>) {
            ::new (static_cast<void*>(p)) U(std::forward<Arguments>(arguments)...);
        }
    }

    friend bool operator==(const storage_allocator&, const storage_allocator&) = default;

private:
    static constexpr std::size_t huge_page = std::size_t{1} << 21;
    static constexpr std::size_t huge_from = 2 * huge_page;

    static std::align_val_t alignment(std::size_t bytes) {
        return std::align_val_t{bytes >= huge_from ? huge_page : std::max<std::size_t>(64, alignof(T))};
    }
};

template <class T>
using storage = std::vector<T, storage_allocator<T>>;

} // namespace zonogon::matrix
