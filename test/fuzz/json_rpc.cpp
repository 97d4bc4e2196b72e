#include <cstddef>
#include <cstdint>
#include <string_view>

#include <nlohmann/json.hpp>

#include "rpc/dispatcher.hpp"
#include "rpc/node_methods.hpp"

// Any body gets either nothing or one JSON text: a response or a list of them. Every reader of parameters is behind a
// method here.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace zonogon;
    static const rpc::registry* methods = [] {
        auto* out = new rpc::registry;
        rpc::add_node_methods(*out, {1001, "fuzz"});
        out->add({"f",
                  "",
                  {{"a", "{}", false}, {"b", "{}", false}, {"c", "{}", false}, {"d", "{}", false}, {"e", "{}", false}},
                  "{}",
                  [](rpc::parameters& p, const rpc::caller&) -> rpc::answer {
                      (void)p.address(0);
                      (void)p.block(1);
                      (void)p.quantity(2);
                      (void)p.number(3);
                      (void)p.hash(4);
                      return p.wrong() ? rpc::answer{*p.wrong()} : rpc::answer{rpc::data_text(p.data(0))};
                  }});
        return out;
    }();
    static const rpc::dispatcher calls{*methods, {}};
    const std::string_view body{reinterpret_cast<const char*>(data), size};
    const std::string text = calls.handle(body, {"fuzz", nullptr});
    if (calls.count(body) == 0 || (!text.empty() && nlohmann::json::parse(text, nullptr, false).is_discarded())) {
        __builtin_trap();
    }
    return 0;
}
