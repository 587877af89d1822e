// SPDX-License-Identifier: MIT
#include "libcommon/codec/digits.hpp"

#include "tests/unit/libcommon/codec/support.hpp"

#include <limits>

using namespace zws::codec;
using zws::test::bytes;

namespace {

std::string whole(bool negative, const std::string& digits)
{
    std::string out;
    append_whole(out, negative, digits);
    return out;
}

std::string decimal(const std::string& digits, std::int64_t exponent, bool negative = false)
{
    std::string out;
    append_decimal(out, negative, digits, exponent);
    return out;
}

} // namespace

TEST_CASE("digits of numbers of any size")
{
    CHECK(decimal_digits("") == "0");
    CHECK(decimal_digits(std::string(30, '\0')) == "0");
    CHECK(decimal_digits(bytes({0, 0, 0, 0, 0, 7})) == "7");
    CHECK(decimal_digits(bytes({0x3b, 0x9a, 0xca, 0x00})) == "1000000000");
    CHECK(decimal_digits(std::string(8, '\xff')) == "18446744073709551615");
    CHECK(decimal_digits(big_endian(1'000'000'000'000'000'000)) == "1000000000000000000");
    CHECK(decimal_digits(bytes({1}) + std::string(12, '\0')) == "79228162514264337593543950336"); // 2^96
    CHECK(decimal_digits(std::string(most_number, '\xff')).size() == 1234);
}

TEST_CASE("seconds and nanoseconds, with any signs")
{
    const auto text = [](std::int64_t seconds, std::int64_t nanoseconds) {
        std::string out;
        return append_seconds(out, seconds, nanoseconds) ? out : "none";
    };
    CHECK(text(0, 0) == "0");
    CHECK(text(12, 0) == "12");
    CHECK(text(1763875008, 123'456'789) == "1763875008.123456789");
    CHECK(text(0, 5000) == "0.000005");
    CHECK(text(-1, 500'000'000) == "-0.5");
    CHECK(text(-1, -500'000'000) == "-1.5");
    CHECK(text(1, -500'000'000) == "0.5");
    CHECK(text(0, -1) == "-0.000000001");
    CHECK(text(std::numeric_limits<std::int64_t>::min(), 1) == "-9223372036854775807.999999999");
    CHECK(text(std::numeric_limits<std::int64_t>::max(), -1) == "9223372036854775806.999999999");
    CHECK(text(0, 1'000'000'000) == "none");
    CHECK(text(0, -1'000'000'000) == "none");
}

TEST_CASE("1 is added across bytes")
{
    std::string number = bytes({1, 0xff, 0xff});
    increment(number);
    CHECK(number == bytes({2, 0, 0}));
    number = bytes({0xff, 0xff});
    increment(number);
    CHECK(number == bytes({1, 0, 0}));
    number.clear();
    increment(number);
    CHECK(number == bytes({1}));
}

TEST_CASE("whole numbers of more than 64 bits are strings")
{
    CHECK(whole(false, "18446744073709551615") == "18446744073709551615");
    CHECK(whole(false, "18446744073709551616") == "\"18446744073709551616\"");
    CHECK(whole(true, "18446744073709551616") == "-18446744073709551616");
    CHECK(whole(true, "18446744073709551617") == "\"-18446744073709551617\"");
    CHECK(whole(false, "0") == "0");
}

TEST_CASE("decimals are numbers where a double can hold them")
{
    CHECK(decimal("27315", -2) == "273.15");
    CHECK(decimal("27315", -2, true) == "-273.15");
    CHECK(decimal("5", -3) == "0.005");
    CHECK(decimal("123", -3) == "0.123");
    CHECK(decimal("7", 0) == "7");
    CHECK(decimal("7", 5) == "7e5");
    CHECK(decimal("7", -300) == "7e-300");
    CHECK(decimal("7", 400) == "\"7e400\"");
    CHECK(decimal("7", -400) == "\"7e-400\"");
    CHECK(decimal("123456789012345678", -2) == "\"1234567890123456.78\"");
    CHECK(decimal("1", INT64_MIN) == "\"1e-9223372036854775808\"");
}

TEST_CASE("binary fractions are the nearest double, or a string where there is none")
{
    const auto binary = [](const Whole& mantissa, std::int64_t exponent) {
        std::string out;
        append_binary(out, mantissa, exponent);
        return out;
    };
    CHECK(binary({false, "\x03"}, -1) == "1.5");
    CHECK(binary({true, "\x03"}, 2) == "-12");
    CHECK(binary({false, ""}, INT64_MAX) == "0");
    CHECK(binary({true, "\x03"}, 5000) == "\"-3*2^5000\"");
    CHECK(binary({false, "\x03"}, -5000) == "\"3*2^-5000\"");
}
