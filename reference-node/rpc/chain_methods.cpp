#include "rpc/state_methods.hpp"

namespace zonogon::rpc {

void add_chain_methods(registry& to, const chain_services& services) {
    chain_services on = services;
    if (on.present == nullptr) {
        on.present = std::make_shared<const state::moments>(on.db);
    }
    add_state_methods(to, on);
    add_fill_method(to, on);
    add_block_methods(to, on);
    add_debug_methods(to, on);
    add_zkevm_methods(to, on);
    add_witness_methods(to, on);
    if (on.waiting != nullptr) {
        add_pool_methods(to, on);
    }
    if (on.events != nullptr) {
        add_filter_methods(to, on);
    }
}

} // namespace zonogon::rpc
