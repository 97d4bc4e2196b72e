#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <zonogon/base/result.hpp>

#include "store/store.hpp"

namespace zonogon::monitor {

/// Something that happened and should be found again: a halt, a reorganisation, a start.
struct event {
    std::uint64_t number = 0;
    /// Milliseconds of the epoch.
    std::uint64_t time = 0;
    /// As syslog counts: 0 emergency, 3 error, 4 warning, 6 information.
    std::uint8_t severity = 6;
    std::string part;
    /// What kind, such as "NODE START".
    std::string id;
    std::string description;
    /// More, as JSON text; may be empty.
    std::string details;

    friend bool operator==(const event&, const event&) = default;
};

/// The events in the store, oldest first, numbered without gaps. One writer.
class event_log {
public:
    static result<event_log> open(store::database& in);

    /// Numbers and keeps an event.
    status add(const event& e);
    /// Up to `most` events before number `before`, newest first.
    result<std::vector<event>> newest(std::size_t most, std::uint64_t before = ~std::uint64_t{0}) const;

private:
    event_log(store::database& in, std::uint64_t next) : store_(&in), next_(next) {}
    store::database* store_;
    std::uint64_t next_;
};

} // namespace zonogon::monitor
