// SPDX-License-Identifier: MIT
#include "tests/unit/libcommon/mcap/made_file.hpp"

#include "tests/unit/catch.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

namespace zws::mcap {

namespace {

std::uint32_t crc(std::string_view bytes)
{
    return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

std::string packed(const std::string& bytes, const std::string& compression)
{
    if (compression != "zstd")
        return bytes;
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 1));
    return out;
}

} // namespace

ChannelRecord channel_a()
{
    return {1, 0, "a", "json", {}};
}

ChannelRecord channel_b()
{
    return {2, 0, "b", "json", {}};
}

MessageRecord message_at(Time time, ChannelId channel)
{
    static std::set<std::string> data; // stays: records have views of it
    return {channel, static_cast<std::uint32_t>(time), time, time,
            *data.insert("data at " + std::to_string(time)).first};
}

MadeFile::MadeFile()
{
    bytes = magic;
    add(HeaderRecord{"", "test"});
}

MadeFile& MadeFile::chunk(const std::vector<MessageRecord>& messages, const std::string& compression,
                          bool channels)
{
    std::string records;
    if (channels) {
        append(records, channel_a());
        append(records, channel_b());
    }
    Time start = messages.empty() ? 0 : messages.front().log_time;
    Time end = 0;
    for (const auto& message : messages) {
        append(records, message);
        start = std::min(start, message.log_time);
        end = std::max(end, message.log_time);
    }
    chunk_of(records, start, end, compression);
    std::set<ChannelId> ids;
    for (const auto& message : messages)
        ids.insert(message.channel);
    const auto before = bytes.size();
    for (const auto id : ids) {
        chunks_.back().message_index_offsets[id] = bytes.size();
        MessageIndexRecord index{id, {}};
        for (const auto& message : messages)
            if (message.channel == id)
                index.offsets.emplace_back(message.log_time, 0);
        add(index);
    }
    chunks_.back().message_index_length = bytes.size() - before;
    return *this;
}

MadeFile& MadeFile::chunk_of(const std::string& records, Time start, Time end, const std::string& compression)
{
    const auto offset = bytes.size();
    const auto stored = packed(records, compression);
    add(ChunkRecord{start, end, records.size(), crc(records), compression, stored});
    chunks_.push_back(
        {start, end, offset, bytes.size() - offset, {}, 0, compression, stored.size(), records.size()});
    return *this;
}

MadeFile& MadeFile::close(bool index)
{
    add(DataEndRecord{});
    FooterRecord footer;
    if (index) {
        footer.summary_start = bytes.size();
        add(channel_a()).add(channel_b());
        for (const auto& chunk : chunks_)
            add(chunk);
        std::string end;
        append(end, footer);
        footer.summary_crc = crc(bytes.substr(footer.summary_start) + end.substr(0, end.size() - 4));
    }
    add(footer);
    bytes += magic;
    return *this;
}

FileWindow window_of(std::string_view bytes)
{
    FileDescriptor file(memfd_create("test", MFD_CLOEXEC));
    REQUIRE(file.get() >= 0);
    REQUIRE(::write(file.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    return {std::move(file), "test.mcap"};
}

} // namespace zws::mcap
