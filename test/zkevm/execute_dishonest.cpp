#include <functional>
#include <map>
#include <random>

#include "zkevm/transfer_scene.hpp"

namespace zkevm_execute_dishonest_tests {

using namespace zonogon;
using test::transfer_scene;
using zkasm::big_int;

namespace {

using answer = result<std::optional<zkasm::free_value>>;

/// A host that may tell the program something else than the truth. The machines' rules are the executor's checks, so a
/// run that ends well is one that could be proved.
class liar {
public:
    /// Gets a function's name, how often it was called before, and the true answer; returns what to say.
    using lie = std::function<std::optional<big_int>(std::string_view, std::size_t, const big_int&)>;

    liar(const rollup::batch_input& batch, merkle::memory_node_store& store, lie tell)
        : honest_(batch, store), tell_(std::move(tell)) {}

    answer call(std::string_view name, std::span<const big_int> arguments) {
        answer truth = honest_.call(name, arguments);
        if (truth && !*truth) {
            for (const auto& f : zkasm::builtin_functions) {
                if (f.name == name && f.arity == arguments.size()) {
                    const auto value = f.evaluate(arguments);
                    truth = value ? answer{std::optional{*value}} : answer{value.why()};
                }
            }
        }
        const std::size_t before = count_[std::string{name}]++;
        ++total_;
        const big_int known = truth && *truth ? (*truth)->number : big_int{};
        if (const auto said = tell_(name, before, known)) {
            return std::optional{zkasm::free_value{*said, truth && *truth && (*truth)->field_element}};
        }
        return truth;
    }
    result<merkle::tree_access> storage_get(const merkle::hash4& root, const merkle::hash4& key) {
        return honest_.storage_get(root, key);
    }
    result<merkle::tree_access> storage_set(const merkle::hash4& root, const merkle::hash4& key, const u256& value) {
        return honest_.storage_set(root, key, value);
    }
    std::size_t total() const { return total_; }

private:
    zkevm::batch_host<merkle::memory_node_store> honest_;
    lie tell_;
    std::map<std::string, std::size_t> count_;
    std::size_t total_ = 0;
};

struct ending {
    u256 root, acc_hash, exit_root;
    friend bool operator==(const ending&, const ending&) = default;
};

/// How a run with that host ends, if it does.
std::optional<ending> run(transfer_scene& scene, const liar::lie& tell, std::size_t* calls = nullptr) {
    liar host(scene.batch, scene.store, tell);
    zkasm::run_options options;
    options.start = zkevm::batch_executor::start(scene.batch);
    options.max_steps = 1 << 16;
    zkasm::executor<liar> machine(test::executor().rom(), host, options);
    const auto out = machine.run();
    if (calls != nullptr) {
        *calls = host.total();
    }
    if (!out || !out->cyclic) {
        return std::nullopt;
    }
    const auto& last = out->steps.back().before;
    const auto word = [](const zkasm::word8& w) { return zkasm::word_to_number(w).value_or(u256{}); };
    return ending{word(last.sr), word(last.d), word(last.e)};
}

std::optional<big_int> nothing(std::string_view, std::size_t, const big_int&) {
    return std::nullopt;
}

rollup::transaction paid_in_parts() {
    rollup::transaction tx = transfer_scene::transfer(0, 1, 0);
    tx.percentage = 100;
    tx.data = {0, 1, 2, 3};
    test::sign(tx, transfer_scene::key(0));
    return tx;
}

} // namespace

TEST_CASE("a prover that changes one hint changes nothing or fails", "[zkevm][execute][dishonest]") {
    transfer_scene scene;
    scene.run({rollup::change_l2_block{10, 0}, paid_in_parts()});
    std::size_t calls = 0;
    const auto truth = run(scene, nothing, &calls);
    REQUIRE(truth);
    REQUIRE(calls > 300);
    std::mt19937_64 random(3);
    const auto one_lie = [&](std::size_t at, int how) {
        std::size_t seen = 0;
        bool lied = false;
        const auto got =
            run(scene, [&](std::string_view name, std::size_t, const big_int& known) -> std::optional<big_int> {
                if (seen++ != at || name == "beforeLast") {
                    return std::nullopt;
                }
                lied = true;
                switch (how) {
                case 0:
                    return known + big_int{1};
                case 1:
                    return known.is_zero() ? big_int{-1} : big_int{};
                default:
                    return known + big_int{u256::power_of_two(random() % 256)};
                }
            });
        INFO("hint " << at << " changed in way " << how);
        // Other inputs make another batch, which another accumulated hash tells.
        CHECK((!lied || !got || got->acc_hash != truth->acc_hash || *got == *truth));
    };
    for (std::size_t at = 0; at < calls; ++at) {
        // The sum's hints are 96 times the same.
        if (at < 60 || at + 60 > calls || at % 7 == 0) {
            one_lie(at, static_cast<int>(at % 3));
        }
    }
}

TEST_CASE("nobody's transaction can be given to somebody else", "[zkevm][execute][dishonest]") {
    transfer_scene scene;
    scene.run({rollup::change_l2_block{10, 0}, transfer_scene::transfer(0, 1, 0)});
    REQUIRE(run(scene, nothing));
    const auto other = curve::multiply(transfer_scene::key(2), curve::secp256k1::point::generator());
    // All scalars zero would add up with any key.
    CHECK_FALSE(run(scene, [&](std::string_view name, std::size_t, const big_int&) -> std::optional<big_int> {
        if (name == "recoverKeyX") {
            return big_int{other.x().value()};
        }
        if (name == "recoverKeyY") {
            return big_int{other.y().value()};
        }
        if (name.starts_with("recoverSign") || name.starts_with("recoverDigit") ||
            name.starts_with("recoverGenerator")) {
            return big_int{};
        }
        return std::nullopt;
    }));
    // The other key with the true scalars.
    CHECK_FALSE(run(scene, [&](std::string_view name, std::size_t, const big_int&) -> std::optional<big_int> {
        if (name == "recoverKeyX" || name == "recoverKeyY") {
            return big_int{name == "recoverKeyX" ? other.x().value() : other.y().value()};
        }
        return std::nullopt;
    }));
    // A key off the curve, and its coordinates not reduced.
    CHECK_FALSE(run(scene, [&](std::string_view name, std::size_t, const big_int& known) -> std::optional<big_int> {
        return name == "recoverKeyY" ? std::optional{known + big_int{2}} : std::nullopt;
    }));
}

TEST_CASE("a good signature cannot be called bad", "[zkevm][execute][dishonest]") {
    transfer_scene scene;
    scene.run({rollup::change_l2_block{10, 0}, transfer_scene::transfer(0, 1, 0)});
    // "r is no abscissa."
    CHECK_FALSE(run(scene, [](std::string_view name, std::size_t, const big_int&) -> std::optional<big_int> {
        return name == "isSquareFp" ? std::optional{big_int{}} : std::nullopt;
    }));
    // "There is no key", with the scalars that this claim takes.
    CHECK_FALSE(run(scene, [](std::string_view name, std::size_t call, const big_int&) -> std::optional<big_int> {
        if (name == "recoverIsInfinite") {
            return big_int{1};
        }
        if (name == "recoverSign") {
            return big_int{};
        }
        if (name == "recoverDigit") {
            return big_int{call == 63 ? 1 : 0};
        }
        return std::nullopt;
    }));
    // "The gas costs too much."
    CHECK_FALSE(run(scene, [](std::string_view name, std::size_t call, const big_int&) -> std::optional<big_int> {
        return name == "cond" && call == 2 ? std::optional{big_int{-1}} : std::nullopt;
    }));
}

TEST_CASE("a bad signature cannot be called good", "[zkevm][execute][dishonest]") {
    transfer_scene scene;
    rollup::transaction tx = transfer_scene::transfer(0, 1, 0);
    // 5 is no abscissa of the curve.
    tx.r = u256{5};
    scene.run({rollup::change_l2_block{10, 0}, tx});
    REQUIRE(run(scene, nothing));
    CHECK_FALSE(run(scene, [](std::string_view name, std::size_t, const big_int&) -> std::optional<big_int> {
        return name == "isSquareFp" ? std::optional{big_int{1}} : std::nullopt;
    }));
}

TEST_CASE("digits out of range lead nowhere", "[zkevm][execute][dishonest]") {
    transfer_scene scene;
    scene.run({rollup::change_l2_block{10, 0}, transfer_scene::transfer(0, 1, 0)});
    for (const std::string_view which : {"recoverSign", "recoverDigit", "recoverGeneratorDigit"}) {
        for (const std::int64_t wrong :
             {std::int64_t{16}, std::int64_t{17}, std::int64_t{256}, std::int64_t{300}, std::int64_t{0xffffffff}}) {
            if (which == "recoverGeneratorDigit" && wrong < 256) {
                continue;
            }
            CHECK_FALSE(
                run(scene, [&](std::string_view name, std::size_t call, const big_int&) -> std::optional<big_int> {
                    return name == which && call == 0 ? std::optional{big_int{wrong}} : std::nullopt;
                }));
        }
    }
}

} // namespace zkevm_execute_dishonest_tests
