// SPDX-License-Identifier: MIT
#include "libcommon/codec/digits.hpp"
#include "libcommon/codec/pickle/machine.hpp"

#include <algorithm>
#include <charconv>

namespace zws::codec::pickle {

namespace {

using Kind = PickleValue::Kind;

double floating_of(std::string_view line)
{
    double number = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
    if (end != line.data() + line.size() || (error != std::errc{} && error != std::errc::result_out_of_range))
        throw Refused("a number that is none");
    return number;
}

/// Of a number that is too large for 64 bits.
std::string json_of(bool negative, std::string_view digits)
{
    constexpr std::size_t most_digits = 1233; // of most_number bytes
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    const bool good = digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (digits.empty() || !good || digits.size() > most_digits)
        throw Refused("a number that is none, or has more than " + std::to_string(most_digits) + " digits");
    std::string json;
    append_whole(json, negative, std::string(digits));
    return json;
}

} // namespace

bool Machine::take_number(unsigned char opcode)
{
    switch (opcode) {
    case 'K':
        push(store_.add_integer(Kind::integer, static_cast<std::int64_t>(number(1))));
        break;
    case 'M':
        push(store_.add_integer(Kind::integer, static_cast<std::int64_t>(number(2))));
        break;
    case 'J':
        push(store_.add_integer(Kind::integer, signed_of(read(4), std::endian::little)));
        break;
    case 'G':
        push(store_.add(
            {Kind::floating, 0, 0, std::bit_cast<double>(unsigned_of(read(8), std::endian::big))}));
        break;
    case 0x8a: // LONG1
        push_two_complement(sized(1));
        break;
    case 0x8b: // LONG4
        push_two_complement(sized(4));
        break;
    case 'I':
    case 'L':
        push_digits(line());
        break;
    case 'F':
        push(store_.add({Kind::floating, 0, 0, floating_of(line())}));
        break;
    default:
        return false;
    }
    return true;
}

/// "12", "12L", or "01" for True and "00" for False.
void Machine::push_digits(std::string_view line)
{
    if (line == "00" || line == "01")
        return push(store_.add_integer(Kind::boolean, line == "01" ? 1 : 0));
    if (line.ends_with('L'))
        line.remove_suffix(1);
    std::int64_t integer = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), integer);
    if (error == std::errc{} && end == line.data() + line.size())
        return push(store_.add_integer(Kind::integer, integer));
    const bool negative = line.starts_with('-');
    push(store_.add_text(Kind::json, store_.own(json_of(negative, line.substr(negative ? 1 : 0)))));
}

/// The least significant byte first.
void Machine::push_two_complement(std::string_view bytes)
{
    if (bytes.size() <= 8)
        return push(store_.add_integer(Kind::integer, signed_of(bytes, std::endian::little)));
    if (bytes.size() > most_number)
        throw Refused("a number of more than " + std::to_string(most_number) + " bytes");
    const bool negative = static_cast<unsigned char>(bytes.back()) >= 0x80;
    std::string magnitude(bytes.rbegin(), bytes.rend());
    if (negative) {
        std::transform(magnitude.begin(), magnitude.end(), magnitude.begin(),
                       [](char c) { return static_cast<char>(~static_cast<unsigned char>(c)); });
        increment(magnitude);
    }
    push(store_.add_text(Kind::json, store_.own(json_of(negative, decimal_digits(magnitude)))));
}

} // namespace zws::codec::pickle
