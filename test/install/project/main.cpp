#include <cstdio>

#include <zonogon/field/goldilocks3.hpp>
#include <zonogon/pil/compile.hpp>

int main() {
    using namespace zonogon;
    const auto program = pil::compile("inline", "namespace G(8); pol commit a; a' = a + 1;");
    const field::goldilocks3 x{field::goldilocks{3}};
    const bool good = program.ok() && x * x.inverse() == field::goldilocks3::one();
    std::puts(good ? "the installed library works" : "the installed library does not work");
    return good ? 0 : 1;
}
