#include <algorithm>
#include <string>
#include <vector>

#include <zonogon/zkevm/machines/poseidon_g/poseidon_g_executor.hpp>

#include "harness.hpp"
#include "support/vectors.hpp"

namespace zkevm_machines_hash_poseidon_g_tests {

namespace {

using namespace zonogon;
using namespace zonogon::test;
namespace machine = zkevm::machines::poseidon_g;

zkasm::poseidon_request call(std::uint64_t seed) {
    zkasm::poseidon_request out;
    random_stream random(seed);
    for (auto& v : out.in) {
        v = random.element<goldilocks>();
    }
    for (auto& v : out.capacity) {
        v = random.element<goldilocks>();
    }
    out.out = hash::poseidon(out.in, out.capacity);
    return out;
}

tuple as_tuple(const zkasm::poseidon_request& call) {
    tuple out(call.in.begin(), call.in.end());
    out.insert(out.end(), call.capacity.begin(), call.capacity.end());
    out.insert(out.end(), call.out.begin(), call.out.end());
    return out;
}

ensemble make(const std::vector<zkasm::poseidon_request>& calls) {
    ensemble out;
    out.add("poseidon_g", machine::build(), machine::fill(calls));
    std::vector<tuple> tuples;
    std::transform(calls.begin(), calls.end(), std::back_inserter(tuples), as_tuple);
    out.add_peer("poseidon", tuples);
    return out;
}

goldilocks element(const nlohmann::json& v) {
    return goldilocks{std::stoull(v.get<std::string>(), nullptr, 0)};
}

} // namespace

TEST_CASE("poseidon_g: shape and cells per permutation", "[machines]") {
    require_machine_shape(machine::build());
    CHECK(zkevm::machines::width_of<machine::cells>() == 241);
}

TEST_CASE("poseidon_g: equal calls share a row", "[machines]") {
    const std::vector<zkasm::poseidon_request> calls{call(1), call(2), call(1), call(3), call(4), call(1), call(5)};
    const ensemble all = make(calls);
    CHECK(all.problem() == "");
    const auto values = machine::fill(calls);
    CHECK(values.height() == 8);
    CHECK(values(0, values.width() - 1) == goldilocks{3});
    CHECK(make({}).problem() == "");
}

TEST_CASE("poseidon_g: published permutations", "[machines]") {
    for (const auto& answer : load_vector("poseidon/poseidon-goldilocks-kat.json")) {
        zkasm::poseidon_request request;
        for (std::size_t i = 0; i < 8; ++i) {
            request.in[i] = element(answer.at("in").at(i));
        }
        for (std::size_t i = 0; i < 4; ++i) {
            request.capacity[i] = element(answer.at("capacity").at(i));
            request.out[i] = element(answer.at("out").at(i));
        }
        CHECK(make({request}).problem() == "");
        request.out[3] += goldilocks::one();
        CHECK_THAT(make({request}).problem(), Catch::Contains("bus \"poseidon\""));
    }
}

TEST_CASE("poseidon_g: every change of a cell is noticed", "[machines]") {
    const ensemble all = make({call(1), call(2), call(1), call(3), call(4), call(5)});
    const std::vector<std::size_t> rows{0, 3, 4, 5, 7};
    require_every_change_noticed(all, "poseidon_g", rows);
}

} // namespace zkevm_machines_hash_poseidon_g_tests
