#include "support/catch.hpp"

#include <map>
#include <set>
#include <string>

#include "support/vectors.hpp"
#include <zonogon/zkasm/assembler.hpp>
#include <zonogon/zkasm/listing.hpp>

namespace zkasm_probes_tests {

using namespace zonogon;
using nlohmann::json;

namespace {

/// Whether an expression has the shape that the reference compiler reports.
bool agrees(const zkasm::program& p, std::int32_t root, const json& expected) {
    using zkasm::expression_kind;
    const zkasm::expression& e = p.expressions[static_cast<std::size_t>(root)];
    static const std::map<expression_kind, std::string> names = {{expression_kind::nothing, ""},
                                                                 {expression_kind::number, "number"},
                                                                 {expression_kind::reg, "getReg"},
                                                                 {expression_kind::variable, "getVar"},
                                                                 {expression_kind::declaration, "declareVar"},
                                                                 {expression_kind::assignment, "setVar"},
                                                                 {expression_kind::memory, "getMemValue"},
                                                                 {expression_kind::call, "functionCall"}};
    const std::string op = e.kind == expression_kind::binary && e.name == "+" ? "add" : names.at(e.kind);
    if (expected.at("op") != op) {
        return false;
    }
    for (const char* key : {"regName", "varName", "funcName", "offsetLabel"}) {
        if (expected.contains(key) && expected[key] != std::string{e.name}) {
            return false;
        }
    }
    if ((expected.contains("num") && expected["num"] != e.value.to_decimal()) ||
        (expected.contains("offset") && expected["offset"] != e.offset) ||
        (expected.contains("useCTX") && expected["useCTX"] != (e.use_ctx ? 1 : 0))) {
        return false;
    }
    const json operands = expected.value("values", expected.value("params", json::array()));
    if (operands.size() != e.operands.size()) {
        return false;
    }
    for (std::size_t i = 0; i < operands.size(); ++i) {
        if (!agrees(p, e.operands[i], operands[i])) {
            return false;
        }
    }
    return true;
}

/// The numeric fields of a line, zeros included, as the reference writes them.
json fields_of(const zkasm::line& l) {
    json out = json::object();
    for (const zkasm::listed_field& f : zkasm::listed_fields(l)) {
        out[std::string{f.name}] = f.text ? json(f.value) : json(std::stoll(f.value));
    }
    const auto name = [&out](const char* key, std::string_view value) {
        if (!value.empty() && value != "zkPC") {
            out[key] = std::string{value};
        }
    };
    name("offsetLabel", l.offset_label);
    name("jmpAddrLabel", l.jmp_label);
    name("elseAddrLabel", l.else_label);
    name("labelCONST", l.constant_label);
    return out;
}

bool agrees(const zkasm::program& p, const std::vector<std::int32_t>& roots, const json& expected) {
    bool same = roots.size() == expected.size();
    for (std::size_t i = 0; same && i < roots.size(); ++i) {
        same = agrees(p, roots[i], expected[i]);
    }
    return same;
}

} // namespace

TEST_CASE("one-line programs give the reference's lines or are refused like there") {
    const json all = test::load_vector("language-probes.json");
    const json& probes = all["zkasmProbes"];
    std::set<std::string> strict;
    for (const json& name : all["_about"]["strict"]["zkasm"]) {
        strict.insert(name.get<std::string>());
    }
    REQUIRE(strict.size() == 5);
    REQUIRE(probes["probes"].size() > 100);
    for (const auto& [name, probe] : probes["probes"].items()) {
        INFO(name << ": " << probe["source"].get<std::string>());
        const std::string text = probes["prefix"].get<std::string>() + probe["source"].get<std::string>() +
                                 probes["suffix"].get<std::string>();
        const result<zkasm::program> program = zkasm::assemble("t", text);
        if (strict.contains(name) || probe.contains("error")) {
            REQUIRE_FALSE(program);
            // Every program fails in the probe's own lines.
            CHECK(program.why().message.starts_with(name == "mixl2" ? "t:7:" : "t:6:"));
            continue;
        }
        REQUIRE(program.has_value());
        const json& lines = probe["lines"];
        REQUIRE(program->lines.size() == lines.size() + 1);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const zkasm::line& l = program->lines[i];
            json expected = lines[i];
            if (expected.contains("maxInd") && l.ind + l.ind_rr > 0) {
                CHECK(expected["maxInd"] == l.max_ind);
            }
            CHECK((l.tag >= 0) == expected.contains("freeInTag"));
            if (l.tag >= 0) {
                CHECK(agrees(*program, l.tag, expected["freeInTag"]));
            }
            CHECK(agrees(*program, l.commands_before, expected.value("cmdBefore", json::array())));
            CHECK(agrees(*program, l.commands_after, expected.value("cmdAfter", json::array())));
            for (const char* key :
                 {"freeInTag", "cmdBefore", "cmdAfter", "maxInd", "extraOffset", "baseLabel", "sizeLabel"}) {
                expected.erase(key);
            }
            CHECK(fields_of(l) == expected);
        }
    }
}

TEST_CASE("a program's hash covers every field that is not zero") {
    const auto hash = [](std::string_view text, zkasm::encoding how = zkasm::encoding::fork13) {
        return zkasm::program_sha256(*zkasm::assemble("t", text), how);
    };
    const auto program = zkasm::assemble("t", "A + 2*B - C + 7 => D, E\n$ => A :ARITH\n");
    REQUIRE(program.has_value());
    CHECK(zkasm::identity_text(program->lines[0]) == "CONST=7,inA=1,inB=2,inC=-1,setD=1,setE=1");
    CHECK(zkasm::identity_text(program->lines[1]) == "arith=1,arithEq=1,inFREE=1,setA=1");
    CHECK(zkasm::identity_text(program->lines[1], zkasm::encoding::fork9) == "arithEq0=1,inFREE=1,setA=1");
    CHECK(hash("A => B\n") == hash("x: A => B ; other words\n"));
    CHECK(hash("A => B\n") != hash("A => C\n"));
    CHECK(hash("A => B\n") != hash("A => B\nA => B\n"));
    CHECK(hash("$ :ARITH\n") != hash("$ :ARITH\n", zkasm::encoding::fork9));
    // SHA-256 of the text "inA=1,setB=1".
    CHECK(to_hex(hash("A => B\n")) == "0xf3a40cbe9a7dc1a89297d80cc7849ccccda4216dae1a76b32ba024c5fcb4336f");
}

} // namespace zkasm_probes_tests
