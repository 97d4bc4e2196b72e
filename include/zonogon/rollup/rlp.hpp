#pragma once

#include <zonogon/base/rlp.hpp>

namespace zonogon::rollup {

using zonogon::append_rlp_bytes;
using zonogon::append_rlp_number;
using zonogon::rlp_list;

} // namespace zonogon::rollup
