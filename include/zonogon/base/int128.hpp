#pragma once

namespace zonogon {

/// The compiler's 128-bit integer, spelled so that pedantic builds accept it (g++ and clang++ both have it).
__extension__ using uint128 = unsigned __int128;
__extension__ using int128 = __int128;

} // namespace zonogon
