#include <zonogon/zkevm/default_compiled.hpp>

ZONOGON_ZKEVM_INSTANTIATE(, zonogon::stark::default_config, zonogon::rollup::memory_state_store)
