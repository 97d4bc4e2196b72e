#include "pcs/fixture.hpp"

template zonogon::test::session<zonogon::test::small_config> zonogon::test::open_session<zonogon::test::small_config>(
    std::span<const zonogon::pcs::committed<zonogon::test::small_config>>,
    const std::function<std::size_t(std::size_t, std::size_t)>&);
template zonogon::test::session<zonogon::test::small_config>
zonogon::test::prove<zonogon::test::small_config>(const std::vector<std::vector<zonogon::test::table>>&, std::uint64_t);
template zonogon::status
zonogon::test::verify<zonogon::test::small_config>(const zonogon::test::session<zonogon::test::small_config>&);
