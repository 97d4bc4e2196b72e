#include <zonogon/base/result.hpp>

#include <memory>

#include "support/catch.hpp"

namespace base_result_tests {

using namespace zonogon;

namespace {

result<int> halved(int value) {
    if (value % 2 != 0) {
        return error{"the number is odd"};
    }
    return value / 2;
}
constexpr status checked(bool fine) {
    if (!fine) {
        return error{"this is not as it should be"};
    }
    return {};
}
constexpr bool outcome_of(bool fine) {
    status first;
    first = checked(fine);
    const status second = first;
    return second.ok() && static_cast<bool>(first);
}

} // namespace

TEST_CASE("a result is a value or a reason") {
    CHECK(halved(6));
    CHECK(*halved(6) == 3);
    REQUIRE_FALSE(halved(7));
    CHECK(halved(7).why().message == "the number is odd");
    result<std::unique_ptr<int>> owner = std::make_unique<int>(5);
    REQUIRE(owner.has_value());
    const std::unique_ptr<int> taken = *std::move(owner);
    CHECK(*taken == 5);
    result<std::string> text = std::string("abc");
    CHECK(text->size() == 3);
    text->push_back('d');
    CHECK(*text == "abcd");
    text = error{"gone"};
    CHECK(std::move(text).why() == error{"gone"});
}

TEST_CASE("a status is empty or a reason, also in constant evaluation") {
    CHECK(status{}.ok());
    CHECK(checked(true));
    REQUIRE_FALSE(checked(false));
    CHECK(checked(false).why().message == "this is not as it should be");
    STATIC_REQUIRE(outcome_of(true));
    STATIC_REQUIRE_FALSE(outcome_of(false));
}

TEST_CASE("errors copy and move as their texts do") {
    error first{std::string(100, 'x')};
    error second = first;
    CHECK(second == first);
    const error third = std::move(second);
    CHECK(third == first);
    first = error{"short"};
    CHECK(first.message == "short");
    first = third;
    CHECK(first == third);
}

} // namespace base_result_tests
