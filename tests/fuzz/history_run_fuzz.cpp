// SPDX-License-Identifier: MIT
#include "tests/fuzz/expect.hpp"
#include "tools/zws2browser/history/number_run.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

bool same(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) ||
           (std::isnan(a) && std::isnan(b));
}

} // namespace

/// The first byte is how many numbers there are, less one; what is read is written again, and comes back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace zws::browser::history;
    if (size == 0)
        return 0;
    const std::vector<char> exact(data + 1, data + size); // so that a read behind the end is seen
    std::vector<double> numbers(std::size_t{data[0]} % longest_run + 1);
    NumberRun run;
    const auto used = run.read({exact.data(), exact.size()}, numbers.size());
    if (!used)
        return 0;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = run[i];
    zws::fuzz::expect(*used <= exact.size(), "a run ends inside of its bytes");
    std::string bytes;
    append_run(bytes, numbers);
    NumberRun again;
    zws::fuzz::expect(again.read(bytes, numbers.size()) == bytes.size(),
                      "a run that was written can be read");
    for (std::size_t i = 0; i < numbers.size(); ++i)
        zws::fuzz::expect(same(numbers[i], again[i]), "numbers come back");
    return 0;
}
