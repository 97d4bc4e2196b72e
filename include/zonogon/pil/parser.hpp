#pragma once

#include <zonogon/pil/parser/declaration.hpp>
#include <zonogon/pil/parser/expressions.hpp>
#include <zonogon/pil/parser/statements.hpp>
