#include "main/zkasm_json.hpp"

#include <map>
#include <string>

namespace zonogon::cli {
namespace {

using nlohmann::json;
using zkasm::expression;
using zkasm::expression_kind;

std::string operator_name(const expression& e) {
    static const std::map<std::string_view, std::string> binary = {
        {"+", "add"},   {"-", "sub"},    {"*", "mul"},  {"/", "div"},  {"%", "mod"}, {"**", "exp"}, {"&", "bitand"},
        {"|", "bitor"}, {"^", "bitxor"}, {"<<", "shl"}, {">>", "shr"}, {"||", "or"}, {"&&", "and"}, {"==", "eq"},
        {"!=", "ne"},   {"<", "lt"},     {"<=", "le"},  {">", "gt"},   {">=", "ge"}};
    static const std::map<std::string_view, std::string> unary = {
        {"-", "neg"}, {"+", "plus"}, {"~", "bitnot"}, {"!", "not"}};
    return e.kind == expression_kind::unary ? unary.at(e.name) : binary.at(e.name);
}

} // namespace

json to_json(const zkasm::program& program, std::int32_t root) {
    const expression& e = program.expressions[static_cast<std::size_t>(root)];
    json values = json::array();
    for (const std::int32_t operand : e.operands) {
        values.push_back(to_json(program, operand));
    }
    const std::string name{e.name};
    switch (e.kind) {
    case expression_kind::nothing:
        return {{"op", ""}};
    case expression_kind::number:
    case expression_kind::constant:
        return {{"op", "number"}, {"num", e.value.to_decimal()}};
    case expression_kind::reg:
        return {{"op", "getReg"}, {"regName", name}};
    case expression_kind::variable:
        return {{"op", "getVar"}, {"varName", name}};
    case expression_kind::declaration:
        return {{"op", "declareVar"}, {"varName", name}};
    case expression_kind::assignment:
        return {{"op", "setVar"}, {"values", values}};
    case expression_kind::text:
        return {{"op", "string"}, {"value", name}};
    case expression_kind::call:
        return {{"op", "functionCall"}, {"funcName", name}, {"params", values}};
    case expression_kind::conditional:
        return {{"op", "if"}, {"values", values}};
    case expression_kind::memory:
    case expression_kind::address: {
        json out = {{"op", "getMemValue"},         {"module", e.kind == expression_kind::memory ? "mem" : "addr"},
                    {"offset", e.offset},          {"arrayOffset", 0},
                    {"useCTX", e.use_ctx ? 1 : 0}, {"offsetLabel", name}};
        if (!values.empty()) {
            out["arrayOffset"] = values[0];
        }
        return out;
    }
    default:
        return {{"op", operator_name(e)}, {"values", values}};
    }
}

json to_json(const zkasm::program& program, const zkasm::line& line, zkasm::encoding how) {
    json out = json::object();
    for (const zkasm::listed_field& field : zkasm::listed_fields(line, how)) {
        const std::string key{field.name};
        out[key] = field.text ? json(field.value) : json(std::stoll(field.value));
    }
    const auto name = [&out](const char* key, std::string_view value) {
        if (!value.empty()) {
            out[key] = std::string{value};
        }
    };
    name("offsetLabel", line.offset_label);
    name("jmpAddrLabel", line.jmp_label);
    name("elseAddrLabel", line.else_label);
    name("labelCONST", line.constant_label);
    if (line.tag >= 0) {
        out["freeInTag"] = to_json(program, line.tag);
    }
    const auto commands = [&](const char* key, const std::vector<std::int32_t>& roots) {
        for (const std::int32_t root : roots) {
            out[key].push_back(to_json(program, root));
        }
    };
    commands("cmdBefore", line.commands_before);
    commands("cmdAfter", line.commands_after);
    out["fileName"] = std::string{program.files[line.file].name_view()};
    out["line"] = line.source_line;
    return out;
}

} // namespace zonogon::cli
