// SPDX-License-Identifier: MIT
#include "libcommon/json/json_likeness.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace zws {

namespace {

constexpr std::size_t shortest = 9; // bytes: a word after the first of them
constexpr std::size_t longest = 1024;
constexpr std::uint64_t each = 0x0101010101010101;
constexpr std::uint64_t tops = 0x80 * each;

std::uint64_t word_at(const char* at)
{
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// The top bit of each byte that is not zero.
std::uint64_t non_zeros(std::uint64_t word)
{
    return (((word & ~tops) + 0x7f * each) | word) & tops;
}

/// The top bits of the bytes that are not digits, and maybe of some that are: then the bytes before are no
/// digits.
std::uint64_t non_digits(std::uint64_t word)
{
    const std::uint64_t values = word ^ '0' * each;
    return (values | (values + (0x80 - 10) * each)) & tops;
}

/// Whether eight bytes after the first of a text differ in digits at most, of which none is a zero that may
/// begin a number: what comes before a new zero has to be a digit or a point.
bool are_alike(const char* one, const char* other)
{
    const std::uint64_t a = word_at(one);
    const std::uint64_t b = word_at(other);
    if (a == b)
        return true;
    const std::uint64_t changed = non_zeros(a ^ b);
    const std::uint64_t new_zeros = changed & ~non_zeros(b ^ '0' * each);
    const std::uint64_t before = word_at(other - 1);
    const std::uint64_t begins = new_zeros & non_digits(before) & non_zeros(before ^ '.' * each);
    return ((changed & (non_digits(a) | non_digits(b))) | begins) == 0;
}

/// Whether it has what may be an exponent of many digits: some of these are too large for a reader.
bool has_long_exponent(std::string_view json)
{
    constexpr std::size_t usual = 6; // digits
    for (auto at = json.find_first_of("eE"); at != std::string_view::npos;
         at = json.find_first_of("eE", at + 1)) {
        const auto digits = std::min(json.find_first_not_of("+-", at + 1), json.size());
        if (std::min(json.find_first_not_of("0123456789", digits), json.size()) - digits > usual)
            return true;
    }
    return false;
}

/// What digits after a \u stand for matters too.
bool can_be_learnt(std::string_view json)
{
    return json.size() >= shortest && json.size() <= longest && json.find('\\') == std::string_view::npos &&
           !has_long_exponent(json);
}

} // namespace

void JsonLikeness::learn(std::string_view json)
{
    if (can_be_learnt(json))
        json_ = json;
    else
        json_.clear();
}

bool JsonLikeness::knows(std::string_view text) const
{
    if (json_.empty() || text.size() != json_.size() || text.front() != json_.front())
        return false;
    constexpr std::size_t word = sizeof(std::uint64_t);
    const std::size_t last = text.size() - word;
    for (std::size_t at = 1; at < last; at += word) {
        if (!are_alike(json_.data() + at, text.data() + at))
            return false;
    }
    return are_alike(json_.data() + last, text.data() + last); // again some of what was seen
}

} // namespace zws
