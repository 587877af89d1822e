// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& input)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

} // namespace

/// Runs the files that are named, and each one's beginnings.
int main(int argc, char** argv)
{
    if (argc < 2) {
        std::cerr << "no corpus\n";
        return 2;
    }
    for (int i = 1; i < argc; ++i) {
        std::ifstream in(argv[i], std::ios::binary);
        const std::string input{std::istreambuf_iterator<char>(in), {}};
        for (std::size_t size = 0; size <= input.size(); ++size)
            run(input.substr(0, size));
    }
}
