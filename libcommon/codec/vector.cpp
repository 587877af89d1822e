// SPDX-License-Identifier: MIT
#include "libcommon/codec/vector.hpp"

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

Scalar::Kind scalar_kind(Kind kind)
{
    return kind == Kind::floating         ? Scalar::Kind::floating
           : kind == Kind::signed_integer ? Scalar::Kind::signed_integer
                                          : Scalar::Kind::unsigned_integer;
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

VectorDecoder::VectorDecoder(const Element& element, std::optional<double> sample_rate)
    : scalar_{scalar_kind(element.kind), element.size, element.order}, sample_rate_(sample_rate)
{
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

/// [[time,number],...]
bool VectorDecoder::write_series(JsonBuilder& json, std::string_view bytes, Time now)
{
    synchronise(bytes.size() / scalar_.size, now);
    std::string time;
    for (std::size_t at = 0; at < bytes.size(); at += scalar_.size) {
        time = at > 0 ? ",[" : "[";
        append_unix_time(time, time_of(samples_++));
        if (!json.literal(time += ',') || !write_scalar(json, scalar_, bytes.substr(at, scalar_.size)) ||
            !json.literal("]"))
            return false;
    }
    return true;
}

std::string VectorDecoder::decode(std::string_view bytes, std::string& out, Time now)
{
    if (bytes.size() % scalar_.size != 0)
        return std::to_string(bytes.size()) + " bytes are not a whole number of elements of " +
               std::to_string(scalar_.size);
    JsonBuilder json(out);
    const bool good =
        json.open('[') &&
        (sample_rate_ ? write_series(json, bytes, now)
                      : write_scalars(json, scalar_, bytes.data(), static_cast<std::ptrdiff_t>(scalar_.size),
                                      bytes.size() / scalar_.size)) &&
        json.close(']');
    return good ? std::string() : json.error();
}

} // namespace zws::codec
