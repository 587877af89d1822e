// SPDX-License-Identifier: MIT
#include "tools/zpeek/recognising/binary_forms.hpp"

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/codec/formats.hpp"
#include "libcommon/codec/step.hpp"

#include <algorithm>
#include <array>

namespace zws::peek {

namespace {

unsigned byte_at(std::string_view bytes, std::size_t at)
{
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 256U;
}

bool is_among(unsigned byte, unsigned first, unsigned last)
{
    return byte >= first && byte <= last;
}

struct Magic {
    std::string_view bytes;
    std::string_view name;
};

constexpr std::array<Magic, 20> magics{{{{"\x93NUMPY", 6}, "npy"},
                                        {{"\x89PNG\r\n\x1a\n", 8}, "png"},
                                        {{"\xff\xd8\xff", 3}, "jpeg"},
                                        {{"GIF8", 4}, "gif"},
                                        {{"%PDF-", 5}, "pdf"},
                                        {{"\x89HDF\r\n\x1a\n", 8}, "hdf5"},
                                        {{"\x89MCAP0\r\n", 8}, "mcap"},
                                        {{"Obj\x01", 4}, "avro"},
                                        {{"PAR1", 4}, "parquet"},
                                        {{"ARROW1\0\0", 8}, "arrow"},
                                        {{"\xff\xff\xff\xff\x10\0\0\0", 8}, "arrow"},
                                        {{"BZh", 3}, "bzip2"},
                                        {{"\xfd"
                                          "7zXZ\0",
                                          6},
                                         "xz"},
                                        {{"\x04\x22\x4d\x18", 4}, "lz4"},
                                        {{"\xff\x06\0\0sNaPpY", 10}, "snappy"},
                                        {{"OggS", 4}, "ogg"},
                                        {{"fLaC", 4}, "flac"},
                                        {{"SQLite format 3\0", 16}, "sqlite"},
                                        {{"\x7f"
                                          "ELF",
                                          4},
                                         "elf"},
                                        {{"PK\x03\x04", 4}, "zip"}}};

std::optional<Encoding> as_file(std::string_view bytes)
{
    for (const auto& [begin, name] : magics) {
        if (bytes.starts_with(begin) && bytes.size() > begin.size())
            return Encoding{std::string(name), "its first bytes say so", Surety::certain, step_of(name)};
    }
    const bool is_riff = bytes.starts_with("RIFF") && bytes.size() > 12;
    if (is_riff && (bytes.substr(8, 4) == "WEBP" || bytes.substr(8, 4) == "WAVE"))
        return Encoding{bytes.substr(8, 4) == "WEBP" ? "webp" : "wav", "its first bytes say so",
                        Surety::certain};
    return std::nullopt;
}

std::optional<Encoding> as_bson(std::string_view bytes)
{
    if (bytes.size() < 8 || codec::unsigned_of(bytes.substr(0, 4), std::endian::little) != bytes.size())
        return std::nullopt;
    std::string json;
    if (!codec::bson_to_json(bytes, json).empty())
        return std::nullopt;
    return Encoding{"bson", "its length and all of its elements fit", Surety::certain, step_of("bson")};
}

/// Where a structure fits that a few bytes may have by chance, many cannot.
Surety surety_of(std::string_view bytes, bool has_names)
{
    constexpr std::size_t many = 12;
    constexpr std::size_t some = 5;
    if (bytes.size() >= many || (has_names && bytes.size() >= some))
        return Surety::certain;
    return bytes.size() >= some ? Surety::likely : Surety::perhaps;
}

bool is_msgpack_text(unsigned byte)
{
    return is_among(byte, 0xa0, 0xbf) || is_among(byte, 0xd9, 0xdb);
}

/// Only an array or a map, which numbers alone can be by chance.
std::optional<Encoding> as_msgpack(std::string_view bytes)
{
    const unsigned first = byte_at(bytes, 0);
    const bool is_map = is_among(first, 0x80, 0x8f) || first == 0xde || first == 0xdf;
    const bool is_array = is_among(first, 0x90, 0x9f) || first == 0xdc || first == 0xdd;
    std::string json;
    if ((!is_map && !is_array) || bytes.size() < 2 || !codec::msgpack_to_json(bytes, json).empty())
        return std::nullopt;
    const std::size_t header = first == 0xde ? 3 : first == 0xdf ? 5 : 1;
    const bool has_names = is_map && is_msgpack_text(byte_at(bytes, header));
    if (is_map && !has_names && !is_among(byte_at(bytes, header), 0x00, 0x7f))
        return std::nullopt; // names of maps are texts, or at least small numbers
    return Encoding{"msgpack",
                    is_map ? "it is a map of MessagePack, whole" : "it is an array of MessagePack, whole",
                    surety_of(bytes, has_names), step_of("msgpack")};
}

std::optional<Encoding> as_cbor(std::string_view bytes)
{
    constexpr std::string_view self_described = "\xd9\xd9\xf7";
    const bool is_tagged = bytes.starts_with(self_described);
    const auto item = bytes.substr(is_tagged ? self_described.size() : 0);
    const unsigned first = byte_at(item, 0);
    const bool is_map = is_among(first, 0xa1, 0xbb) || first == 0xbf;
    const bool is_array = is_among(first, 0x81, 0x9b) || first == 0x9f;
    std::string json;
    if ((!is_map && !is_array) || item.size() < 2 || !codec::cbor_to_json(bytes, json).empty())
        return std::nullopt;
    const std::size_t header = first >= 0xb8 && first <= 0xbb ? 1 + (std::size_t{1} << (first - 0xb8)) : 1;
    const bool has_names = is_map && is_among(byte_at(item, header), 0x60, 0x7b);
    return Encoding{"cbor",
                    is_tagged ? "it says so, with the tag of CBOR, and is whole"
                    : is_map  ? "it is a map of CBOR, whole"
                              : "it is an array of CBOR, whole",
                    is_tagged ? Surety::certain : surety_of(item, has_names), step_of("cbor")};
}

/// Protocol 2 or later says its number; 4 and later have frames, whose length is told.
std::optional<Encoding> as_pickle(std::string_view bytes)
{
    if (bytes.size() < 4 || bytes[0] != '\x80' || bytes.back() != '.')
        return std::nullopt;
    const unsigned protocol = byte_at(bytes, 1);
    constexpr std::size_t frame_begin = 11; // protocol, the opcode, its length
    if (protocol >= 4 && protocol <= 5 && byte_at(bytes, 2) == 0x95 && bytes.size() > frame_begin) {
        const auto length = codec::unsigned_of(bytes.substr(3, 8), std::endian::little);
        if (length > bytes.size() - frame_begin)
            return std::nullopt;
        return Encoding{"pickle", "it says its protocol, and the length of its frame", Surety::certain,
                        step_of("pickle")};
    }
    constexpr std::string_view opcodes = "](}){NXUCBKMJGIc\x88\x89\x8a\x8c";
    if (protocol < 2 || protocol > 5 || opcodes.find(bytes[2]) == std::string_view::npos)
        return std::nullopt;
    return Encoding{"pickle", "it says its protocol, and ends as one",
                    bytes.size() >= 8 ? Surety::certain : Surety::likely, step_of("pickle")};
}

/// Both fit a few bytes that are neither.
std::optional<Encoding> as_packed(std::string_view bytes)
{
    auto msgpack = as_msgpack(bytes);
    auto cbor = as_cbor(bytes);
    if (!msgpack || !cbor)
        return msgpack ? msgpack : cbor;
    if (msgpack->surety == cbor->surety)
        return Encoding{"", "it fits MessagePack and CBOR", Surety::none};
    return msgpack->surety > cbor->surety ? msgpack : cbor;
}

} // namespace

std::string step_of(std::string_view name)
{
    static const auto names = codec::step_names();
    return std::find(names.begin(), names.end(), name) == names.end() ? std::string() : std::string(name);
}

std::optional<Encoding> binary_form(std::string_view bytes)
{
    using Recogniser = std::optional<Encoding> (*)(std::string_view);
    constexpr std::array<Recogniser, 4> forms{as_file, as_bson, as_pickle, as_packed};
    for (const Recogniser form : forms) {
        if (auto found = form(bytes))
            return found;
    }
    return std::nullopt;
}

} // namespace zws::peek
