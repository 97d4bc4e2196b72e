#include "rpc/registry.hpp"

#include <algorithm>

namespace zonogon::rpc {

void registry::add(method m) {
    std::string name = m.name;
    methods_.insert_or_assign(std::move(name), std::move(m));
}

const method* registry::find(std::string_view name) const {
    const auto found = methods_.find(name);
    return found == methods_.end() ? nullptr : &found->second;
}

std::vector<std::string> registry::modules() const {
    std::vector<std::string> out;
    for (const auto& [name, m] : methods_) {
        std::string space = name.substr(0, name.find_first_of("_."));
        if (out.empty() || out.back() != space) {
            out.push_back(std::move(space));
        }
    }
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::string registry::describe(const std::string& title, const std::string& version) const {
    std::string out = R"({"openrpc":"1.2.6","info":{"title":)" + json_string(title) + R"(,"version":)" +
                      json_string(version) + R"(},"methods":[)";
    bool first = true;
    for (const auto& [name, m] : methods_) {
        out += (first ? "" : ",");
        first = false;
        out += R"({"name":)" + json_string(name) + R"(,"summary":)" + json_string(m.summary) +
               R"(,"paramStructure":"by-position","params":[)";
        for (std::size_t i = 0; i < m.parameters.size(); ++i) {
            const parameter_info& p = m.parameters[i];
            out += (i == 0 ? "" : ",");
            out += R"({"name":)" + json_string(p.name) + R"(,"required":)" + (p.required ? "true" : "false") +
                   R"(,"schema":)" + p.schema + "}";
        }
        out += R"(],"result":{"name":"result","schema":)" + m.result + "}}";
    }
    return out + "]}";
}

} // namespace zonogon::rpc
