#pragma once

#include <cstddef>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include <zonogon/compose/r1cs_verifier.hpp>
#include <zonogon/stark/prover.hpp>
#include <zonogon/stark/setup.hpp>
#include <zonogon/stark/verifier.hpp>

#include "constant-evaluation/tiny_system.hpp"
#include "support/catch.hpp"

namespace zonogon::test {

/// A key, public values and a proof of the Fibonacci table with a bus.
template <class Config>
struct proved {
    stark::verifying_key<Config> key;
    stark::public_values<Config> publics;
    stark::proof<Config> proof;
};

template <class Config>
proved<Config> prove_fibonacci() {
    using element = typename Config::field;
    auto key = stark::setup<Config>({{tiny_name, tiny_table()}});
    REQUIRE(key);
    matrix::row_major<element> trace(std::size_t{1} << tiny_log_height, 2);
    element x{1};
    element y{2};
    for (std::size_t i = 0; i < trace.height(); ++i) {
        trace(i, 0) = x;
        trace(i, 1) = y;
        x = std::exchange(y, x + y);
    }
    stark::public_values<Config> publics{{element{tiny_result}}};
    auto proof = stark::prove(*key, {trace}, publics);
    REQUIRE(proof);
    return {key->verifying, std::move(publics), std::move(*proof)};
}

/// Bad proofs: every list of the proof with its first and last element changed, and other public values.
template <class Config>
std::vector<std::pair<std::string, proved<Config>>> bad_proofs(const proved<Config>& honest) {
    std::vector<std::pair<std::string, proved<Config>>> out;
    const auto change = [&](const std::string& name, auto&& list_of) {
        const std::size_t size = list_of(honest).size();
        for (const std::size_t at : {std::size_t{0}, size / 2, size - 1}) {
            if (size == 0) {
                break;
            }
            proved<Config> bad = honest;
            auto& value = list_of(bad)[at];
            if constexpr (requires { value[0]; }) {
                value[0] += std::remove_cvref_t<decltype(value[0])>::one();
            } else {
                value += std::remove_cvref_t<decltype(value)>::one();
            }
            out.emplace_back(name + " " + std::to_string(at), std::move(bad));
        }
    };
    change("public value", [](auto& p) -> auto& { return p.publics[0]; });
    change("traces", [](auto& p) -> auto& { return p.proof.traces; });
    change("sums", [](auto& p) -> auto& { return p.proof.sums; });
    change("bus columns", [](auto& p) -> auto& { return p.proof.bus_columns; });
    change("quotients", [](auto& p) -> auto& { return p.proof.quotients; });
    change("opened values", [](auto& p) -> auto& { return p.proof.opening.values; });
    change("layers", [](auto& p) -> auto& { return p.proof.opening.layer_digests; });
    change("final polynomial", [](auto& p) -> auto& { return p.proof.opening.final_polynomial; });
    change("rows", [](auto& p) -> auto& { return p.proof.opening.rows; });
    change("siblings", [](auto& p) -> auto& { return p.proof.opening.siblings; });
    change("paths", [](auto& p) -> auto& { return p.proof.opening.paths; });
    proved<Config> work = honest;
    work.proof.opening.work_witness += Config::field::one();
    out.emplace_back("work", std::move(work));
    return out;
}

template <class Config>
status outcome_in_circuit(const proved<Config>& p) {
    snark::builder b(snark::build_mode::witness);
    if (status fine = compose::add_verifier(b, p.key, p.publics, p.proof); !fine) {
        return fine;
    }
    return b.outcome();
}

/// The circuit of a key is satisfied by an honest proof, and not by the witness of a bad one. Returns its constraints.
template <class Config>
std::size_t check_circuit(const proved<Config>& honest) {
    snark::builder b;
    REQUIRE(compose::add_verifier(b, honest.key, honest.publics, honest.proof).ok());
    CHECK(b.outcome().ok());
    const auto witness = b.witness();
    const snark::circuit circuit = b.finish();
    CHECK(circuit.check(witness).ok());
    CHECK(circuit.system.public_inputs == 1);
    CHECK(witness[1] == snark::fr{tiny_result});
    snark::builder again(snark::build_mode::witness);
    REQUIRE(compose::add_verifier(again, honest.key, honest.publics, honest.proof).ok());
    CHECK(again.witness() == witness);
    auto bad = honest;
    bad.proof.opening.rows.front() += Config::field::one();
    snark::builder wrong(snark::build_mode::witness);
    REQUIRE(compose::add_verifier(wrong, bad.key, bad.publics, bad.proof).ok());
    const status why = circuit.check(wrong.witness());
    REQUIRE_FALSE(why);
    CHECK(why.why().message.find("a path does not lead to the commitment") != std::string::npos);
    std::cout << "verifier of " << Config::parameters.queries << " queries: " << circuit.system.constraints()
              << " constraints, " << circuit.system.wires << " wires, "
              << circuit.system.a.terms() + circuit.system.b.terms() + circuit.system.c.terms() << " terms\n";
    return circuit.system.constraints();
}

/// Every bad proof breaks the same rule natively and in the circuit, `step` of them apart. Returns how many were tried.
template <class Config>
std::size_t check_bad_proofs(const proved<Config>& honest, std::size_t step) {
    REQUIRE(outcome_in_circuit(honest).ok());
    const auto corpus = bad_proofs(honest);
    std::size_t refused = 0;
    for (std::size_t i = 0; i < corpus.size(); i += step) {
        const auto& [name, bad] = corpus[i];
        INFO(name);
        const status native = stark::verify(bad.key, bad.publics, bad.proof);
        const status circuit = outcome_in_circuit(bad);
        REQUIRE_FALSE(native);
        REQUIRE_FALSE(circuit);
        // The same rule, said behind the gadgets' names.
        INFO(circuit.why().message);
        CHECK(circuit.why().message.find(native.why().message) != std::string::npos);
        ++refused;
    }
    return refused;
}

} // namespace zonogon::test
