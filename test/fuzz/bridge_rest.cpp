#include <cstddef>
#include <cstdint>
#include <string_view>

#include <nlohmann/json.hpp>

#include "bridge/contract.hpp"
#include "bridge/rest.hpp"
#include "store/memory_store.hpp"

namespace {

using namespace zonogon;

/// A ledger with a deposit that L2 knows, its claim and a token.
const bridge::ledger& books() {
    static store::memory_store memory;
    static store::erased<store::memory_store> db{memory};
    static const bridge::ledger& all = []() -> const bridge::ledger& {
        static auto of = *bridge::ledger::open(db, 1);
        bridge::deposit d;
        d.destination_network = 1;
        d.destination = {1};
        bridge::deposit_tree tree;
        bool good = tree.append(bridge::leaf_of(d)).ok();
        const bridge::exit_roots roots{tree.root(1), {}};
        good = good && of->apply(bridge::side::l1, {1, {1}, {d, roots}, {}});
        const bridge::wrapped_token t{1, 0, {2}, {3}, bytes(96, 0xff)};
        good = good && of->apply(bridge::side::l2, {1, {1}, {t}, {bridge::global_exit_root(roots)}});
        if (!good) {
            __builtin_trap();
        }
        return *of;
    }();
    return all;
}

} // namespace

// Any target gets a JSON text with a status; any log of a bridge is an event, nothing or an error. The first byte
// chooses.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const byte_view rest{data + 1, size - 1};
    const auto topics = bridge::watched_topics();
    const std::size_t event = data[0] % (topics.size() + 1);
    if (event < topics.size()) {
        const bridge::watched_contracts of{0, {1}, address{2}, address{3}};
        for (const address& source : {address{1}, address{2}, address{3}}) {
            const std::array<bytes32, 3> indexed{topics[event], {}, {}};
            const auto read = bridge::read_event(of, source, indexed, rest, {});
            if (read && *read) {
                if (const auto* t = std::get_if<bridge::wrapped_token>(&**read)) {
                    (void)bridge::describe(*t);
                }
            }
        }
        return 0;
    }
    static const bridge::rest answers{books(), [] { return status{}; }};
    const bridge::rest_answer a = answers.get({reinterpret_cast<const char*>(rest.data()), rest.size()});
    if (a.code < 200 || a.code > 503 || a.code == 500 || nlohmann::json::parse(a.body, nullptr, false).is_discarded()) {
        __builtin_trap();
    }
    return 0;
}
