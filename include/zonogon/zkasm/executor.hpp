#pragma once

#include <zonogon/zkasm/executor/control.hpp>
#include <zonogon/zkasm/executor/declaration.hpp>
#include <zonogon/zkasm/executor/inputs.hpp>
#include <zonogon/zkasm/executor/machines.hpp>

namespace zonogon::zkasm {

/// Runs a program.
template <execution_host Host>
result<execution> run(const program& p, Host& host, const run_options& options = {}) {
    return executor<Host>{p, host, options}.run();
}

} // namespace zonogon::zkasm
