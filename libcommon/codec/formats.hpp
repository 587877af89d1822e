// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace zws::codec {

/// What a decoder makes of one message is no larger than this, in bytes, whatever the message says: a few
/// bytes can stand for very many.
constexpr std::size_t most_output = std::size_t{64} << 20U;

/// Arrays and objects are not nested deeper than this.
constexpr unsigned most_depth = 200;

/// The items of a message of a ZeroMQ sink of GNU Radio, without the header that it has where the sink passes
/// stream tags on (gr-zeromq, tag_headers.cc: magic number, version 1, offset, tags; in the byte order of the
/// machine, and the tags' values as PMT serialises them). Nothing is taken off where the header is not whole
/// and valid: then the bytes are items too.
std::string_view without_stream_tags(std::string_view message);

/// Appends a MessagePack value (its specification of 2017) as JSON: binary data as zws::append_json_bytes()
/// does, a timestamp as Unix seconds, another extension as {"ext":TYPE,"b64":"..."}. Returns why `bytes` is
/// none, empty if it is one.
std::string msgpack_to_json(std::string_view bytes, std::string& out);

/// Appends a CBOR data item (RFC 8949) as JSON: byte strings as zws::append_json_bytes() does, or in the
/// encoding that a tag from 21 to 23 asks for; simple values other than true and false as null; big numbers
/// and fractions (tags 2 to 5) as numbers, or as strings if JSON readers could not take them
/// (append_whole(), append_decimal()). Other tags are skipped. Returns why `bytes` is not an item, empty
/// if it is one.
std::string cbor_to_json(std::string_view bytes, std::string& out);

/// Appends a BSON document (bsonspec.org, version 1.1) as a JSON object: times as Unix seconds, object ids in
/// hexadecimal, decimals as append_decimal() does, other binary data as zws::append_json_bytes() does, what
/// JSON has nothing for as null. Returns why `bytes` is none, empty if it is one.
std::string bson_to_json(std::string_view bytes, std::string& out);

} // namespace zws::codec
