// SPDX-License-Identifier: MIT
#include "libcommon/codec/profile.hpp"

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/codec/digits.hpp"
#include "libcommon/codec/formats.hpp"
#include "libcommon/json/json_string.hpp"
#include "libcommon/json/json_text.hpp"

#include <array>

namespace zws::codec {

namespace {

// GNU Radio sends the floats of the machine that it runs on.
constexpr std::string_view native_floats =
    std::endian::native == std::endian::little ? "gnuradio,f32le" : "gnuradio,f32be";

constexpr std::array<Profile, 5> profiles{{{"bitcoin", "", "last:u32le", decode_bitcoin},
                                           {"eddn", "zlib,json", "", nullptr},
                                           {"jupyter", "", "", decode_jupyter},
                                           {"gnuradio-f32", native_floats, "", nullptr},
                                           {"vllm-kv", "", "1:u64be", decode_vllm_kv}}};

void append_topic(std::string& out, std::string_view topic)
{
    out += "{\"topic\":";
    append_json_bytes(out, topic);
}

void append_hex_member(std::string& out, std::string_view name, std::string_view bytes)
{
    out.append(",\"").append(name).append("\":\"");
    append_hexadecimal(out, bytes);
    out += '"';
}

/// The body of bitcoind's topic "sequence": a hash, a letter, and for some letters a number.
void append_bitcoin_sequence(std::string& out, std::string_view body)
{
    append_hex_member(out, "hash", body.substr(0, 32));
    out += ",\"event\":";
    append_json_bytes(out, body.substr(32, 1));
    if (body.size() == 41)
        out += ",\"mempool_sequence\":" + std::to_string(unsigned_of(body.substr(33), std::endian::little));
}

} // namespace

const Profile* find_profile(std::string_view name)
{
    for (const Profile& profile : profiles) {
        if (profile.name == name)
            return &profile;
    }
    return nullptr;
}

std::vector<std::string> profile_names()
{
    std::vector<std::string> names;
    names.reserve(profiles.size());
    for (const Profile& profile : profiles)
        names.emplace_back(profile.name);
    return names;
}

std::string decode_bitcoin(const Message& message, std::string& out)
{
    if (message.frame_count() != 3)
        return "bitcoin: " + std::to_string(message.frame_count()) + " frames, not 3";
    const auto body = message.frame(1);
    const auto sequence = message.frame(2);
    if (sequence.size() != 4)
        return "bitcoin: a sequence of " + std::to_string(sequence.size()) + " bytes, not 4";
    if (body.size() > most_output / 2)
        return "bitcoin: a body of " + std::to_string(body.size()) + " bytes";
    append_topic(out, message.topic());
    if (message.topic() == "sequence" && (body.size() == 33 || body.size() == 41))
        append_bitcoin_sequence(out, body);
    else
        append_hex_member(out, body.size() == 32 ? "hash" : "raw", body);
    out += ",\"sequence\":" + std::to_string(unsigned_of(sequence, std::endian::little)) + '}';
    return {};
}

std::string decode_jupyter(const Message& message, std::string& out)
{
    constexpr std::array<std::string_view, 4> parts{"header", "parent_header", "metadata", "content"};
    std::size_t mark = 0;
    while (mark < message.frame_count() && message.frame(mark) != "<IDS|MSG>")
        ++mark;
    if (mark + 2 + parts.size() > message.frame_count())
        return "jupyter: no <IDS|MSG> followed by a signature and four frames";
    append_topic(out, mark > 0 ? message.frame(mark - 1) : std::string_view());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        out.append(",\"").append(parts[i]).append("\":");
        if (const std::string error = append_json(out, message.frame(mark + 2 + i)); !error.empty())
            return "jupyter: the " + std::string(parts[i]) + " is not JSON: " + error;
    }
    out += '}';
    return {};
}

std::string decode_vllm_kv(const Message& message, std::string& out)
{
    if (message.frame_count() != 3)
        return "vllm-kv: " + std::to_string(message.frame_count()) + " frames, not 3";
    const auto sequence = message.frame(1);
    if (sequence.size() != 8)
        return "vllm-kv: a sequence of " + std::to_string(sequence.size()) + " bytes, not 8";
    append_topic(out, message.topic());
    out += ",\"sequence\":" + std::to_string(unsigned_of(sequence, std::endian::big)) + ",\"payload\":";
    const std::string why = msgpack_to_json(message.frame(2), out);
    if (!why.empty())
        return "vllm-kv: msgpack: " + why;
    out += '}';
    return {};
}

} // namespace zws::codec
