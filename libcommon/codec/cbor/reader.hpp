// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/arrays/array.hpp"
#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/codec/digits.hpp"
#include "libcommon/codec/json_builder.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The parts of cbor_to_json().
namespace zws::codec::cbor {

/// The first byte of an item and what follows it (RFC 8949 section 3).
struct Head {
    unsigned major = 0;
    unsigned info = 0;
    std::uint64_t argument = 0;
    std::optional<std::uint64_t> tag = {}; ///< the innermost before the item

    bool tagged(std::uint64_t first, std::uint64_t last) const
    {
        return tag && *tag >= first && *tag <= last;
    }
    bool indefinite() const { return info == 31; }
    bool is_break() const { return major == 7 && info == 31; }
};

/// The tags that change what an item becomes (RFC 8949 section 3.4, RFC 8746, and what DECTRIS registered).
struct Tag {
    enum : std::uint64_t {
        bignum = 2,
        negative_bignum = 3,
        decimal_fraction = 4,
        bigfloat = 5,
        to_base64url = 21,
        to_base64 = 22,
        to_base16 = 23,
        rows = 40, ///< of several dimensions, the last one of which runs first
        first_typed_array = 64,
        last_typed_array = 87,
        columns = 1040, ///< the same with the first one
        compressed = 56500
    };
};

/// Reads an item and writes it as JSON. Each function returns false where it failed, for the reason that
/// `json` has.
class Reader {
public:
    Reader(std::string_view bytes, std::string& out) : in_(bytes), json_(out) {}

    /// Reads all; returns what is wrong, empty if nothing is.
    std::string run();

private:
    bool cut_off() { return json_.fail("it is cut off"); }
    bool head(Head& head);
    bool untagged(Head& head);
    bool value();
    bool item(const Head& head);
    bool text(const Head& head);
    bool list(const Head& head);
    bool map(const Head& head);
    bool simple(const Head& head);
    bool bytes(const Head& head);
    bool gather(const Head& head, std::string& whole);
    bool encoded(const Head& head);
    template <class Take>
    bool each(const Head& head, char open, char close, Take take);

    // numbers.cpp
    bool whole(const Head& head, Whole& into);
    bool big(const Head& head);
    bool fraction(const Head& head);

    // arrays.cpp
    bool typed_array(const Head& head, const Shape* shape = nullptr, bool columns = false);
    bool dimensions(const Head& head);
    bool read_shape(Shape& shape);
    bool items_in_shape(const Shape& shape, std::size_t dimension);
    bool compressed(const Head& head);

    ByteReader in_;
    JsonBuilder json_;
};

} // namespace zws::codec::cbor
