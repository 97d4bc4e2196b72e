#pragma once

// Read once for all units that prove and verify.
#include "stark/systems.hpp"
#include "support/catch.hpp"
