#include "l1/transport.hpp"

#include <utility>
#include <vector>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <httplib.h>
#pragma GCC diagnostic pop

namespace zonogon::l1 {

struct http_transport::connections {
    std::string origin;
    std::string path;
    std::string user;
    std::string password;
    options how;

    std::mutex lock;
    std::vector<std::unique_ptr<httplib::Client>> idle;

    std::unique_ptr<httplib::Client> take() {
        {
            const std::scoped_lock hold(lock);
            if (!idle.empty()) {
                auto out = std::move(idle.back());
                idle.pop_back();
                return out;
            }
        }
        auto out = std::make_unique<httplib::Client>(origin);
        out->set_tcp_nodelay(true);
        out->set_keep_alive(true);
        out->set_connection_timeout(how.timeout);
        out->set_read_timeout(how.timeout);
        out->set_write_timeout(how.timeout);
        if (!user.empty()) {
            out->set_basic_auth(user, password);
        }
        return out;
    }
    void give_back(std::unique_ptr<httplib::Client> one) {
        const std::scoped_lock hold(lock);
        idle.push_back(std::move(one));
    }
};

http_transport::http_transport(std::unique_ptr<connections> inner) : inner_(std::move(inner)) {}
http_transport::~http_transport() = default;

result<std::unique_ptr<http_transport>> http_transport::create(const std::string& url, const options& how) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string::npos || (url.substr(0, scheme) != "http" && url.substr(0, scheme) != "https")) {
        return error{"the URL of the L1 node starts with neither http:// nor https://"};
    }
    const std::size_t begin = scheme + 3;
    const std::size_t slash = std::min(url.find('/', begin), url.size());
    std::string host = url.substr(begin, slash - begin);
    auto inner = std::make_unique<connections>();
    if (const std::size_t at = host.rfind('@'); at != std::string::npos) {
        const std::string login = host.substr(0, at);
        const std::size_t colon = std::min(login.find(':'), login.size());
        inner->user = login.substr(0, colon);
        inner->password = login.substr(std::min(colon + 1, login.size()));
        host.erase(0, at + 1);
    }
    if (host.empty() || host.front() == ':') {
        return error{"the URL of the L1 node names no host"};
    }
    inner->origin = url.substr(0, begin) + host;
    inner->path = slash == url.size() ? "/" : url.substr(slash);
    inner->how = how;
    if (!httplib::Client{inner->origin}.is_valid()) {
        return error{"the URL of the L1 node cannot be used: " + inner->origin};
    }
    return std::unique_ptr<http_transport>{new http_transport{std::move(inner)}};
}

reply http_transport::post(const std::string& body) {
    auto client = inner_->take();
    std::string text;
    bool too_long = false;
    httplib::Request request;
    request.method = "POST";
    request.path = inner_->path;
    request.set_header("Content-Type", "application/json");
    if (!inner_->how.authorization.empty()) {
        request.set_header("Authorization", inner_->how.authorization);
    }
    request.body = body;
    request.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
        too_long = text.size() + size > inner_->how.max_response_bytes;
        if (!too_long) {
            text.append(data, size);
        }
        return !too_long;
    };
    httplib::Response response;
    httplib::Error failed = httplib::Error::Success;
    const bool answered = client->send(request, response, failed);
    if (too_long) {
        return {reply::kind::refused,
                "the answer is longer than " + std::to_string(inner_->how.max_response_bytes) + " bytes"};
    }
    if (!answered) {
        // The connection may hold the rest of an answer: it is not used again.
        return {reply::kind::try_again, httplib::to_string(failed)};
    }
    inner_->give_back(std::move(client));
    if (response.status == 200) {
        return {reply::kind::body, std::move(text)};
    }
    const bool passing = response.status == 429 || response.status == 408 || response.status >= 500;
    return {passing ? reply::kind::try_again : reply::kind::refused, "HTTP status " + std::to_string(response.status)};
}

} // namespace zonogon::l1
