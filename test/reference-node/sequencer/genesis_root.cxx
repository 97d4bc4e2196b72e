// What the deployment asks of the zonogon program, `genesis FILE`, without the rest of that program.

#include <fstream>
#include <iostream>
#include <sstream>
#include <string_view>

#include <zonogon/rollup/genesis_reader.hpp>

int main(int count, char** words) {
    if (count != 3 || std::string_view{words[1]} != "genesis") {
        return 2;
    }
    std::ifstream in(words[2], std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const auto file = zonogon::rollup::read_genesis_file(text.str());
    if (!file) {
        std::cerr << file.why().message << '\n';
        return 1;
    }
    zonogon::rollup::memory_state_store nodes;
    const auto root = zonogon::rollup::build_genesis(nodes, file->accounts);
    if (!root) {
        std::cerr << root.why().message << '\n';
        return 1;
    }
    std::cout << "{\"root\": \"" << zonogon::hash::to_word(*root).to_hex_full() << "\"}\n";
}
