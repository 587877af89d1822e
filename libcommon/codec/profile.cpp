// SPDX-License-Identifier: MIT
#include "libcommon/codec/profile.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/codec/arrays/ndarray.hpp"
#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/codec/digits.hpp"
#include "libcommon/codec/formats.hpp"
#include "libcommon/json/json_string.hpp"
#include "libcommon/json/json_text.hpp"

#include <array>
#include <stdexcept>

namespace zws::codec {

namespace {

// GNU Radio sends the floats of the machine that it runs on.
constexpr std::string_view native_floats =
    std::endian::native == std::endian::little ? "gnuradio,f32le" : "gnuradio,f32be";

// gz-transport sends topic, address of the sender, message and its type; Isaac Sim topic and message, and its
// topics are called as the messages are: "robot_0/joint_states" is of JointStates.
constexpr std::array<Profile, 9> profiles{{{"bitcoin", "", "2:u32le", decode_bitcoin},
                                           {"bluesky", "", "", decode_bluesky},
                                           {"eddn", "zlib,json", "", nullptr},
                                           {"gazebo", "frame:2,protobuf:FILE:@3", "", nullptr},
                                           {"isaac", "protobuf:FILE:@0", "", nullptr},
                                           {"jupyter", "", "", decode_jupyter},
                                           {"gnuradio-f32", native_floats, "", nullptr},
                                           {"ndarray", "", "", decode_ndarray},
                                           {"vllm-kv", "", "1:u64be", decode_vllm_kv}}};

/// Empty where a message has as many as its publisher sends: a relay may have put others after them.
std::string lacks_frames(const Message& message, std::size_t least)
{
    return message.frame_count() >= least ? std::string()
                                          : log::concat(message.frame_count(), " frames, not ", least);
}

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

const Profile* find_profile(std::string_view text)
{
    const auto name = text.substr(0, text.find(':'));
    for (const Profile& profile : profiles) {
        if (profile.name == name)
            return &profile;
    }
    return nullptr;
}

std::string chain_of(const Profile& profile, std::string_view text)
{
    constexpr std::string_view file = "FILE";
    std::string chain(profile.chain);
    const std::string name(profile.name);
    const auto at = chain.find(file);
    if (at == std::string::npos && text != name)
        throw std::invalid_argument('\'' + name + "' is a profile that takes nothing after its name");
    if (at == std::string::npos)
        return chain;
    if (text.size() < name.size() + 2)
        throw std::invalid_argument('\'' + name + "' needs the file with its messages: " + name + ":FILE");
    const auto given = text.substr(name.size() + 1);
    if (given.find_first_of(":,") != std::string_view::npos)
        throw std::invalid_argument("'" + std::string(given) + "': the name of a file without ':' and ','");
    return chain.replace(at, file.size(), given);
}

std::string why_no_profile(std::string_view name)
{
    return name == "openpilot"
               ? "'openpilot' is not decoded: it sends Cap'n Proto, for which there is no decoder here"
               : "";
}

std::vector<std::string> profile_names()
{
    std::vector<std::string> names;
    names.reserve(profiles.size());
    for (const Profile& profile : profiles)
        names.emplace_back(profile.name);
    return names;
}

std::string decode_bitcoin(const Message& message, std::string& out, std::string_view&)
{
    if (auto why = lacks_frames(message, 3); !why.empty())
        return "bitcoin: " + why;
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

std::string decode_bluesky(const Message& message, std::string& out, std::string_view& topic)
{
    const auto frame = message.frame(0);
    const auto name = frame.find(' ') + 1; // npos + 1 is 0
    const auto end = name > 0 ? frame.find(' ', name) : std::string_view::npos;
    if (end == std::string_view::npos)
        return "bluesky: no prefix and name, with a blank after each";
    topic = frame.substr(0, end);
    append_topic(out, topic);
    out += ",\"doc\":";
    const std::string why = pickle_to_json(frame.substr(end + 1), out);
    if (!why.empty())
        return "bluesky: pickle: " + why;
    out += '}';
    return {};
}

std::string decode_jupyter(const Message& message, std::string& out, std::string_view&)
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

std::string decode_vllm_kv(const Message& message, std::string& out, std::string_view&)
{
    if (auto why = lacks_frames(message, 3); !why.empty())
        return "vllm-kv: " + why;
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
