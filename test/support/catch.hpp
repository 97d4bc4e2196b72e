#pragma once

// The one place that names the test framework, so that another version can take its place.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <catch2/catch.hpp>
#pragma GCC diagnostic pop
