// SPDX-License-Identifier: MIT
#include "tests/unit/zws2browser/history/naive.hpp"
#include "tools/zws2browser/history/number_run.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <string>

namespace zws::browser::history {

namespace {

using test::bits;

std::string written(const std::vector<double>& numbers)
{
    std::string bytes;
    append_run(bytes, numbers);
    return bytes;
}

/// Reads as many numbers as there is room for.
std::optional<std::size_t> read_run(std::string_view bytes, std::vector<double>& numbers)
{
    NumberRun run;
    const auto size = run.read(bytes, numbers.size());
    for (std::size_t i = 0; size && i < numbers.size(); ++i)
        numbers[i] = run[i];
    return size;
}

std::vector<double> read_back(const std::string& bytes, std::size_t count)
{
    std::vector<double> numbers(count);
    REQUIRE(read_run(bytes, numbers) == bytes.size());
    return numbers;
}

/// How many bytes the numbers take, once seen to come back.
std::size_t size_of(const std::vector<double>& numbers)
{
    const auto bytes = written(numbers);
    const auto read = read_back(bytes, numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i)
        REQUIRE(bits(read[i]) == bits(numbers[i]));
    return bytes.size();
}

std::vector<double> made(std::size_t count, const std::function<double(double)>& number)
{
    std::vector<double> numbers;
    for (std::size_t i = 0; i < count; ++i)
        numbers.push_back(number(static_cast<double>(i)));
    return numbers;
}

} // namespace

TEST_CASE("a run of numbers comes back bit for bit, in few bytes")
{
    using Limits = std::numeric_limits<double>;
    constexpr std::size_t head = 12;
    CHECK(size_of({0}) == head);
    CHECK(size_of({-0.0}) == head);
    CHECK(size_of({gap}) == head + 1);
    CHECK(size_of({gap, gap, 5, gap}) == head + 1);
    CHECK(size_of(std::vector<double>(longest_run, 2.5)) == head);
    CHECK(size_of(made(longest_run, [](double i) { return 1e15 + i; })) == head + 8);
    CHECK(size_of(made(longest_run, [](double i) { return std::fmod(i * 7, 256); })) <= head + longest_run);
    CHECK(size_of(made(longest_run, [](double i) { return (170000000000 + std::fmod(i * 7, 256)) / 100; })) ==
          head + longest_run);
    CHECK(size_of(made(longest_run, [](double i) { return 1.7e9 + i / 1000; })) < 70);
    CHECK(size_of(made(longest_run, [](double i) { return static_cast<float>(std::sin(i)); })) <=
          head + 4 * longest_run + 8);
    CHECK(size_of(made(longest_run, [](double i) { return 2.5 + 2.5 * std::sin(3 + i * 2e-7); })) <
          5 * longest_run);
    CHECK(size_of(made(longest_run, [](double i) { return std::exp(i * 5 - 640); })) <=
          head + 8 * longest_run);
    CHECK(size_of({Limits::max(), Limits::lowest(), Limits::denorm_min(), -0.0, infinite, -infinite, gap}) >
          head);
    CHECK(size_of({1, -0.0, 1e-300, gap}) > head);
    CHECK(size_of({9007199254740992, 9007199254740994, -9007199254740992}) > head);
}

TEST_CASE("random runs of numbers come back bit for bit")
{
    std::mt19937_64 random(7);
    for (int round = 0; round < 3000; ++round) {
        std::vector<double> numbers;
        const auto mask = ~std::uint64_t{0} << random() % 64;
        const auto base = random() & mask;
        for (auto count = random() % longest_run + 1; count > 0; --count) {
            const auto number = std::bit_cast<double>(base ^ (random() & ~mask));
            numbers.push_back(std::isnan(number) ? gap : number);
        }
        size_of(numbers);
    }
}

TEST_CASE("a run of numbers that is cut short is not one")
{
    for (const auto& numbers : {std::vector<double>{1, 2, 4, gap}, std::vector<double>{0.1, 1e300, 7}}) {
        const auto bytes = written(numbers);
        std::vector<double> out(numbers.size());
        for (std::size_t size = 0; size < bytes.size(); ++size)
            CHECK_FALSE(read_run(std::string_view(bytes).substr(0, size), out));
        CHECK(read_run(bytes + "more", out) == bytes.size());
    }
}

TEST_CASE("parts of a run are looked at without making numbers of it")
{
    std::mt19937_64 random(3);
    for (int round = 0; round < 500; ++round) {
        std::vector<double> numbers(1 + random() % longest_run);
        const auto form = random() % 3;
        for (auto& number : numbers) {
            const auto whole = static_cast<double>(random() % 2000) - 1000;
            number = form == 0   ? whole / 10
                     : form == 1 ? static_cast<float>(std::sin(whole))
                                 : std::exp(whole / 3);
            number = random() % 8 == 0 && round % 2 == 0 ? gap : number;
        }
        NumberRun run;
        REQUIRE(run.read(written(numbers), numbers.size()));
        const auto first = random() % numbers.size();
        const auto end = first + 1 + random() % (numbers.size() - first);
        std::vector<double> part;
        std::copy_if(numbers.begin() + static_cast<std::ptrdiff_t>(first),
                     numbers.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(part),
                     [](double number) { return !std::isnan(number); });
        CHECK(run.count_numbers(first, end) == part.size());
        if (!part.empty()) {
            const auto [least, greatest] = std::minmax_element(part.begin(), part.end());
            CHECK(run.extremes(first, end) == std::pair(*least, *greatest));
        }
        CHECK(run.is_in_order() ==
              (part.size() == end - first && run.count_numbers(0, numbers.size()) == numbers.size() &&
               std::is_sorted(numbers.begin(), numbers.end())));
        std::sort(numbers.begin(), numbers.end(), [](double one, double other) { return one < other; });
        if (run.has_gaps())
            continue;
        REQUIRE(run.read(written(numbers), numbers.size()));
        CHECK(run.is_in_order());
        const double wanted = numbers[random() % numbers.size()];
        CHECK(run.lower_bound(0, numbers.size(), wanted) ==
              static_cast<std::size_t>(std::lower_bound(numbers.begin(), numbers.end(), wanted) -
                                       numbers.begin()));
    }
}

TEST_CASE("what no run of numbers begins with is refused")
{
    std::vector<double> out(3);
    const auto changed = [](std::size_t at, char byte) {
        auto bytes = written({1, 2, 4}) + std::string(64, '\0');
        bytes[at] = byte;
        return bytes;
    };
    CHECK(read_run(changed(3, 0), out));
    CHECK_FALSE(read_run(changed(0, 3), out));
    CHECK_FALSE(read_run(changed(0, 64), out));
    CHECK_FALSE(read_run(changed(1, 10), out));
    CHECK_FALSE(read_run(changed(2, 57), out));
    CHECK_FALSE(read_run(changed(2, 65), out));
    CHECK_FALSE(read_run(changed(3, 1), out));
}

} // namespace zws::browser::history
