#pragma once

#include <memory>
#include <string>

#include <zonogon/base/result.hpp>

#include "l1/transport.hpp"
#include "rpc/answer.hpp"

namespace zonogon::node {

/// The sequencer's node, which a node without that role sends transactions on to. Any thread.
class trusted_node {
public:
    /// Takes what l1::http_transport takes.
    static result<std::unique_ptr<trusted_node>> create(const std::string& url, const l1::http_transport::options& how);

    /// Calls a method there once; `parameters` is a JSON list. Its errors come back as they are.
    rpc::answer ask(const std::string& method, const std::string& parameters);

private:
    explicit trusted_node(std::unique_ptr<l1::transport> over) : over_(std::move(over)) {}

    std::unique_ptr<l1::transport> over_;
};

/// What a response says, or why it is none.
rpc::answer read_response(const std::string& text);

} // namespace zonogon::node
