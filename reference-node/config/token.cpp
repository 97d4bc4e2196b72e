#include "config/token.hpp"

#include <zonogon/base/read_file.hpp>

namespace zonogon::config {

result<std::string> read_token(const std::string& path) {
    const auto text = read_file(path, 1U << 16);
    if (!text) {
        return error{"'admin.token_file': " + text.why().message};
    }
    const std::string token = text->substr(0, text->find('\n'));
    if (token.empty()) {
        return error{"'admin.token_file': " + path + " has no first line"};
    }
    return token;
}

} // namespace zonogon::config
