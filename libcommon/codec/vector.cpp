// SPDX-License-Identifier: MIT
#include "libcommon/codec/vector.hpp"

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/codec/json_builder.hpp"
#include "libcommon/text/unix_time.hpp"

#include <charconv>

namespace zws::codec {

namespace {

using Seconds = std::chrono::duration<double>;
using Kind = Element::Kind;

/// A size in bits, or none.
std::optional<unsigned> parse_size(std::string_view bits)
{
    unsigned size = 0;
    const auto [end, error] = std::from_chars(bits.data(), bits.data() + bits.size(), size);
    const bool good = size == 8 || size == 16 || size == 32 || size == 64;
    return good && error == std::errc{} && end == bits.data() + bits.size() ? std::optional(size / 8)
                                                                            : std::nullopt;
}

} // namespace

std::optional<Element> parse_element(std::string_view name)
{
    if (name.size() < 2 || (name[0] != 'i' && name[0] != 'u' && name[0] != 'f'))
        return std::nullopt;
    const Kind kind = name[0] == 'i'   ? Kind::signed_integer
                      : name[0] == 'u' ? Kind::unsigned_integer
                                       : Kind::floating;
    const bool ordered = name.ends_with("le") || name.ends_with("be");
    const auto order = name.ends_with("be") ? std::endian::big : std::endian::little;
    const auto size = parse_size(name.substr(1, name.size() - (ordered ? 3 : 1)));
    if (!size || (*size == 1) == ordered || (kind == Kind::floating && *size < 4))
        return std::nullopt;
    return Element{kind, *size, order};
}

void VectorDecoder::append_number(std::string& out, std::string_view bytes) const
{
    const std::uint64_t bits = unsigned_of(bytes, element_.order);
    if (element_.kind == Kind::unsigned_integer)
        out += std::to_string(bits);
    else if (element_.kind == Kind::signed_integer)
        out += std::to_string(signed_of(bytes, element_.order));
    else if (element_.size == 4)
        append_float(out, std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    else
        append_double(out, std::bit_cast<double>(bits));
}

VectorDecoder::Time VectorDecoder::time_of(std::uint64_t sample) const
{
    return start_ +
           std::chrono::duration_cast<Time::duration>(Seconds(static_cast<double>(sample) / *sample_rate_));
}

/// The last sample of a vector is as old as its coming.
void VectorDecoder::synchronise(std::size_t samples, Time now)
{
    constexpr std::chrono::seconds tolerance(1);
    if (samples_ > 0 && now - time_of(samples_ + samples) <= tolerance)
        return;
    start_ = now;
    samples_ = 0;
    start_ = now - (time_of(samples) - now);
}

std::string VectorDecoder::decode(std::string_view bytes, std::string& out, Time now)
{
    constexpr std::size_t widest = 48; // bytes of JSON for one element, and more than that
    if (bytes.size() % element_.size != 0)
        return std::to_string(bytes.size()) + " bytes are not a whole number of elements of " +
               std::to_string(element_.size);
    const std::size_t count = bytes.size() / element_.size;
    if (count > most_output / widest)
        return "more than " + std::to_string(most_output / widest) + " elements";
    if (sample_rate_)
        synchronise(count, now);
    out += '[';
    for (std::size_t i = 0; i < count; ++i) {
        out += i > 0 ? "," : "";
        if (sample_rate_) {
            out += '[';
            append_unix_time(out, time_of(samples_++));
            out += ',';
        }
        append_number(out, bytes.substr(i * element_.size, element_.size));
        out += sample_rate_ ? "]" : "";
    }
    out += ']';
    return {};
}

} // namespace zws::codec
