// Compiled for every x86-64 processor, unlike the rest of the program: says before the first static object is made that
// the processor lacks instructions. Nothing here may come from a header with inline functions, as the linker would take
// their copies from units that are compiled for newer processors.

#if defined(__x86_64__)

#include <unistd.h>

namespace {

[[gnu::constructor(101)]] void check_cpu() {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("x86-64-" ZONOGON_PROGRAM_LEVEL)) {
        return;
    }
    constexpr char message[] = "zonogon: this program was compiled for x86-64-" ZONOGON_PROGRAM_LEVEL
                               " processors, and this is an older one: build with -DZONOGON_X86_LEVEL=v2\n";
    static_cast<void>(!write(STDERR_FILENO, message, sizeof(message) - 1));
    _exit(2);
}

} // namespace

#endif
