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

// nlohmann_json reads the three formats below as well. These decoders stand beside it because 100,000 bytes
// end the process with it, as it calls itself for each level: 0x91 in MessagePack, 0x81 in CBOR, documents in
// documents in BSON. It also refuses keys that are not text, the tags of CBOR, and BSON's times and
// ObjectIds, which all documents of MongoDB have (3.11.2).

/// Appends a MessagePack value (its specification of 2017) as JSON: binary data as zws::append_json_bytes()
/// does, a timestamp as Unix seconds, another extension as {"ext":TYPE,"b64":"..."}. Returns why `bytes` is
/// none, empty if it is one.
std::string msgpack_to_json(std::string_view bytes, std::string& out);

/// Appends a CBOR data item (RFC 8949) as JSON: byte strings as zws::append_json_bytes() does, or in the
/// encoding that a tag from 21 to 23 asks for; simple values other than true and false as null; big numbers
/// and fractions (tags 2 to 5) as numbers, or as strings if JSON readers could not take them
/// (append_whole(), append_decimal()). Typed arrays and arrays of several dimensions (RFC 8746: tags 64 to 87
/// and 40, and 1040 around a typed array) are arrays of their numbers; what is compressed (tag 56500, of
/// DECTRIS) is {"not_decoded":"bslz4","bytes":1234}. Other tags are skipped. Returns why `bytes` is not an
/// item, empty if it is one.
std::string cbor_to_json(std::string_view bytes, std::string& out);

/// Appends a BSON document (bsonspec.org, version 1.1) as a JSON object: times as Unix seconds, object ids in
/// hexadecimal, decimals as append_decimal() does, other binary data as zws::append_json_bytes() does, what
/// JSON has nothing for as null. Returns why `bytes` is none, empty if it is one.
std::string bson_to_json(std::string_view bytes, std::string& out);

/// Appends an array in the format .npy of NumPy (numpy.lib.format, versions 1 to 3) as array_to_json() does:
/// numbers, booleans, texts, times and records of these. Returns why `bytes` is none, empty if it is one.
std::string npy_to_json(std::string_view bytes, std::string& out);

/// Appends the data of a pickle of Python (protocols 0 to 5) as JSON: numbers, texts, bytes as
/// zws::append_json_bytes() does, lists, tuples, sets, dicts, what collections, datetime, decimal and array
/// make of those, and arrays and scalars of NumPy. Times are texts in ISO 8601, durations seconds. An array
/// alone becomes what array_to_json() says. Nothing that a pickle names is imported or called: all but these
/// is refused by its name. Returns why `bytes` is refused, empty if it is not.
std::string pickle_to_json(std::string_view bytes, std::string& out);

} // namespace zws::codec
