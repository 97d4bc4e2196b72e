#include "pool/sender_lists.hpp"

#include <algorithm>

namespace zonogon::pool {
namespace {

using store::family;

const bytes blocked_prefix{'b', 'l', 'o', 'c', 'k', 'e', 'd'};
const bytes allowed_prefix{'a', 'l', 'l', 'o', 'w', 'e', 'd'};

bytes key_of(const bytes& prefix, const address& who) {
    bytes out = prefix;
    append(out, who);
    return out;
}

} // namespace

status sender_lists::load() {
    for (const auto& [prefix, into] : {std::pair{&blocked_prefix, &blocked_}, std::pair{&allowed_prefix, &allowed_}}) {
        const status scanned = in_.scan(family::meta, store::key_range::starting_with(*prefix), store::order::ascending,
                                        [size = prefix->size(), to = into](byte_view key, byte_view value) {
                                            address who{};
                                            if (key.size() == size + who.size()) {
                                                std::ranges::copy(key.last(who.size()), who.begin());
                                                (*to)[who] = {value.begin(), value.end()};
                                            }
                                            return true;
                                        });
        if (!scanned) {
            return scanned;
        }
    }
    return {};
}

status sender_lists::put(list& to, const bytes& prefix, const address& who, const std::string& text) {
    store::write_batch changes;
    changes.put(family::meta, key_of(prefix, who), bytes(text.begin(), text.end()));
    if (status written = in_.write(changes); !written) {
        return written;
    }
    to[who] = text;
    return {};
}

status sender_lists::erase(list& from, const bytes& prefix, const address& who) {
    store::write_batch changes;
    changes.erase(family::meta, key_of(prefix, who));
    if (status written = in_.write(changes); !written) {
        return written;
    }
    from.erase(who);
    return {};
}

status sender_lists::block(const address& who, const std::string& reason) {
    return put(blocked_, blocked_prefix, who, reason);
}
status sender_lists::unblock(const address& who) {
    return erase(blocked_, blocked_prefix, who);
}
status sender_lists::allow(const address& who) {
    return put(allowed_, allowed_prefix, who, {});
}
status sender_lists::disallow(const address& who) {
    return erase(allowed_, allowed_prefix, who);
}

std::optional<std::string> sender_lists::why_blocked(const address& who) const {
    const auto found = blocked_.find(who);
    return found == blocked_.end() ? std::nullopt : std::optional{found->second};
}

} // namespace zonogon::pool
