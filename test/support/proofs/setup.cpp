#include "stark/systems.hpp"

ZONOGON_STARK_INSTANTIATE_SETUP(, zonogon::test::quick_config)
template zonogon::stark::table<zonogon::test::quick_config>
zonogon::test::fibonacci_table<zonogon::test::quick_config>();
template zonogon::test::witness<zonogon::test::quick_config>
zonogon::test::fibonacci_witness<zonogon::test::quick_config>(std::size_t);
template std::vector<zonogon::stark::table<zonogon::test::quick_config>>
zonogon::test::lookup_tables<zonogon::test::quick_config>(std::size_t);
template zonogon::test::witness<zonogon::test::quick_config>
zonogon::test::lookup_witness<zonogon::test::quick_config>(std::size_t, std::size_t, std::uint64_t);
