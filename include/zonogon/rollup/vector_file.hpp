#pragma once

#include <zonogon/rollup/vector_contents.hpp>
#include <zonogon/rollup/vector_file_reader.hpp>
