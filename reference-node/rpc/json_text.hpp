#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace zonogon::rpc {

/// A JSON object written member by member. Values are JSON texts themselves.
class json_object {
public:
    json_object& add(std::string_view name, std::string_view value) {
        text_ += text_.empty() ? "{\"" : ",\"";
        text_ += name;
        text_ += "\":";
        text_ += value;
        return *this;
    }
    bool empty() const noexcept { return text_.empty(); }
    std::string take() { return text_.empty() ? std::string{"{}"} : std::exchange(text_, {}) + '}'; }

private:
    std::string text_;
};

/// A JSON list written value by value.
class json_list {
public:
    json_list& add(std::string_view value) {
        text_ += text_.empty() ? '[' : ',';
        text_ += value;
        return *this;
    }
    bool empty() const noexcept { return text_.empty(); }
    std::size_t size() const noexcept { return text_.size(); }
    std::string take() { return text_.empty() ? std::string{"[]"} : std::exchange(text_, {}) + ']'; }

private:
    std::string text_;
};

} // namespace zonogon::rpc
