#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <zonogon/base/result.hpp>
#include <zonogon/zkasm/binary_operation.hpp>
#include <zonogon/zkasm/builtins.hpp>
#include <zonogon/zkasm/diagnostic.hpp>
#include <zonogon/zkasm/program.hpp>
#include <zonogon/zkasm/step.hpp>
#include <zonogon/zkasm/value.hpp>

namespace zonogon::zkasm {

/// Evaluates free inputs and commands and keeps their host variables.
///
/// Machine offers what expressions may look at:
///   const registers& current() const; std::uint64_t step() const;
///   const word8& memory_word(std::uint64_t address) const;
///   result<std::optional<free_value>> call(name, arguments): functions that are not built in.
template <class Machine>
class evaluator {
public:
    evaluator(const program& p, Machine& machine) : program_(p), machine_(machine) {}

    result<free_value> operator()(std::int32_t root) {
        const expression& e = program_.expressions[static_cast<std::size_t>(root)];
        switch (e.kind) {
        case expression_kind::nothing:
            return free_value{};
        case expression_kind::number:
        case expression_kind::constant:
            return free_value{e.value};
        case expression_kind::text:
            return error{"a text has no value"};
        case expression_kind::reg:
            return register_value(e.name);
        case expression_kind::variable:
            return variable(e);
        case expression_kind::declaration:
            return declare(e);
        case expression_kind::assignment:
            return assign(e);
        case expression_kind::memory:
        case expression_kind::address:
            return memory(e);
        case expression_kind::call:
            return call(e);
        case expression_kind::unary:
            return unary(e);
        case expression_kind::binary:
            return binary(e);
        case expression_kind::conditional:
            break;
        }
        result<free_value> condition = (*this)(e.operands[0]);
        if (!condition) {
            return condition;
        }
        return (*this)(e.operands[condition->number.is_zero() ? 2 : 1]);
    }

private:
    result<free_value> register_value(std::string_view name) const;
    result<free_value> variable(const expression& e) const;
    result<free_value> declare(const expression& e);
    result<free_value> assign(const expression& e);
    result<free_value> memory(const expression& e);
    result<free_value> call(const expression& e);
    result<free_value> unary(const expression& e);
    result<free_value> binary(const expression& e);

    static result<free_value> word(const word8& w, std::string_view name) {
        const auto number = word_to_number(w);
        if (!number) {
            return error{std::string{name} + " is not a 256-bit number: " + word_text(w)};
        }
        return free_value{big_int{*number}};
    }

    const program& program_;
    Machine& machine_;
    std::unordered_map<std::string_view, big_int> variables_;
};

template <class Machine>
result<free_value> evaluator<Machine>::register_value(std::string_view name) const {
    const registers& r = machine_.current();
    struct wide {
        std::string_view name;
        word8 registers::* member;
    };
    for (const wide& w : {wide{"A", &registers::a}, wide{"B", &registers::b}, wide{"C", &registers::c},
                          wide{"D", &registers::d}, wide{"E", &registers::e}, wide{"SR", &registers::sr}}) {
        if (w.name == name) {
            return word(r.*w.member, name);
        }
    }
    if (name == "ROTL_C") {
        return word({r.c[7], r.c[0], r.c[1], r.c[2], r.c[3], r.c[4], r.c[5], r.c[6]}, name);
    }
    struct narrow {
        std::string_view name;
        field::goldilocks registers::* member;
    };
    for (const narrow& n : {narrow{"CTX", &registers::ctx}, narrow{"SP", &registers::sp}, narrow{"PC", &registers::pc},
                            narrow{"GAS", &registers::gas}, narrow{"RR", &registers::rr},
                            narrow{"HASHPOS", &registers::hashpos}, narrow{"RCX", &registers::rcx}}) {
        if (n.name == name) {
            return free_value{big_int{u256{(r.*n.member).value()}}};
        }
    }
    struct count {
        std::string_view name;
        std::uint32_t registers::* member;
    };
    for (const count& c :
         {count{"zkPC", &registers::zkpc}, count{"CNT_ARITH", &registers::cnt_arith},
          count{"CNT_BINARY", &registers::cnt_binary}, count{"CNT_KECCAK_F", &registers::cnt_keccak_f},
          count{"CNT_SHA256_F", &registers::cnt_sha256_f}, count{"CNT_MEM_ALIGN", &registers::cnt_mem_align},
          count{"CNT_PADDING_PG", &registers::cnt_padding_pg}, count{"CNT_POSEIDON_G", &registers::cnt_poseidon_g}}) {
        if (c.name == name) {
            return free_value{big_int{r.*c.member}};
        }
    }
    return free_value{big_int{static_cast<std::int64_t>(machine_.step())}}; // STEP is the only one left
}

template <class Machine>
result<free_value> evaluator<Machine>::variable(const expression& e) const {
    const auto found = variables_.find(e.name);
    if (found == variables_.end()) {
        return error{"host variable " + std::string{e.name} + " is not declared"};
    }
    return free_value{found->second};
}

template <class Machine>
result<free_value> evaluator<Machine>::declare(const expression& e) {
    if (!e.name.starts_with('_') && variables_.contains(e.name)) {
        return error{"host variable " + std::string{e.name} + " is declared twice"};
    }
    variables_[e.name] = big_int{};
    return free_value{};
}

template <class Machine>
result<free_value> evaluator<Machine>::assign(const expression& e) {
    const expression& target = program_.expressions[static_cast<std::size_t>(e.operands[0])];
    if (target.kind == expression_kind::declaration) {
        if (const auto declared = declare(target); !declared) {
            return declared;
        }
    } else if (!variables_.contains(target.name)) {
        return error{"host variable " + std::string{target.name} + " is not declared"};
    }
    const result<free_value> value = (*this)(e.operands[1]);
    if (value) {
        variables_[target.name] = value->number;
    }
    return value;
}

template <class Machine>
result<free_value> evaluator<Machine>::memory(const expression& e) {
    std::uint64_t offset = static_cast<std::uint64_t>(e.offset);
    if (!e.operands.empty()) {
        result<free_value> index = (*this)(e.operands[0]);
        if (!index) {
            return index;
        }
        if (index->number.is_negative() || index->number >= big_int{e.size}) {
            return error{"index " + index->number.to_decimal() + " is outside of " + std::string{e.name}};
        }
        offset += index->number.low64();
    }
    if (e.kind == expression_kind::address) {
        return free_value{big_int{static_cast<std::int64_t>(offset)}};
    }
    const std::uint64_t base = e.use_ctx ? machine_.current().ctx.value() << 18 : 0;
    return word(machine_.memory_word(base + offset), e.name);
}

template <class Machine>
result<free_value> evaluator<Machine>::call(const expression& e) {
    for (const std::string_view tracing : tracing_functions) {
        if (tracing == e.name) {
            return free_value{};
        }
    }
    std::vector<big_int> arguments;
    arguments.reserve(e.operands.size());
    for (const std::int32_t operand : e.operands) {
        const result<free_value> argument = (*this)(operand);
        if (!argument) {
            return argument;
        }
        arguments.push_back(argument->number);
    }
    const result<std::optional<free_value>> foreign = machine_.call(e.name, arguments);
    if (!foreign) {
        return error{std::string{e.name} + ": " + foreign.why().message};
    }
    if (*foreign) {
        return **foreign;
    }
    for (const builtin_function& f : builtin_functions) {
        if (f.name == e.name) {
            if (f.arity != arguments.size()) {
                return error{"function " + std::string{e.name} + " takes " + std::to_string(f.arity) + " arguments"};
            }
            result<free_value> value = f.evaluate(arguments);
            if (!value) {
                return error{std::string{e.name} + ": " + value.why().message};
            }
            return value;
        }
    }
    return error{"unknown function " + std::string{e.name}};
}

template <class Machine>
result<free_value> evaluator<Machine>::unary(const expression& e) {
    result<free_value> inner = (*this)(e.operands[0]);
    if (!inner) {
        return inner;
    }
    switch (e.name[0]) {
    case '-':
        return free_value{-inner->number};
    case '~':
        return free_value{-inner->number - big_int{1}};
    case '!':
        return free_value{big_int{inner->number.is_zero() ? 1 : 0}};
    default:
        return free_value{inner->number};
    }
}

template <class Machine>
result<free_value> evaluator<Machine>::binary(const expression& e) {
    result<free_value> left = (*this)(e.operands[0]);
    if (!left) {
        return left;
    }
    result<free_value> right = (*this)(e.operands[1]);
    if (!right) {
        return right;
    }
    const operation_outcome outcome = apply_operation(e.name, left->number, right->number);
    if (!outcome.value) {
        return error{diagnostic{outcome.fault, e.name, {}, {}}.message()};
    }
    return free_value{*outcome.value};
}

} // namespace zonogon::zkasm
