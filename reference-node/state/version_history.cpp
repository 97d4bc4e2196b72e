#include "state/version_history.hpp"

#include "store/record.hpp"

namespace zonogon::state {
namespace {

const bytes version_prefix{'v', 'e', 'r', 's', 'i', 'o', 'n', 's'};

} // namespace

status note_version(store::database& in, std::uint64_t now, const std::string& version) {
    const auto known = read_versions(in);
    if (!known) {
        return known.why();
    }
    if (!known->empty() && known->back().second == version) {
        return {};
    }
    bytes key = version_prefix;
    append(key, store::number_key(now));
    store::write_batch changes;
    changes.put(store::family::meta, key, bytes(version.begin(), version.end()));
    return in.write(changes);
}

result<std::vector<std::pair<std::uint64_t, std::string>>> read_versions(const store::reader& from) {
    std::vector<std::pair<std::uint64_t, std::string>> out;
    const status scanned =
        from.scan(store::family::meta, store::key_range::starting_with(version_prefix), store::order::ascending,
                  [&](byte_view key, byte_view value) {
                      if (key.size() == version_prefix.size() + 8) {
                          out.emplace_back(load_big_endian(key.last(8)), std::string(value.begin(), value.end()));
                      }
                      return true;
                  });
    return scanned ? result<std::vector<std::pair<std::uint64_t, std::string>>>{std::move(out)} : scanned.why();
}

} // namespace zonogon::state
