// SPDX-License-Identifier: MIT
#include "tools/zrec/inventory.hpp"

#include <algorithm>
#include <tuple>

namespace zws::rec {

namespace {

using Counts = std::map<mcap::ChannelId, std::uint64_t>;

void add_loss(Inventory& inventory, const mcap::Loss& loss)
{
    ++inventory.lost_places;
    inventory.lost_bytes += loss.size;
    if (inventory.losses.size() < Inventory::most_losses)
        inventory.losses.push_back(loss);
}

/// Reads all messages, only to count them.
Counts count_messages(mcap::Recording& recording)
{
    Counts counts;
    const auto count = [&counts](const mcap::ChannelRecord& channel, mcap::Time) {
        ++counts[channel.id];
        return false;
    };
    for (const auto& piece : recording.contents().pieces)
        recording.read(piece, count);
    return counts;
}

void add_chunks(Inventory& inventory, mcap::Recording& recording)
{
    for (const auto& piece : recording.contents().pieces) {
        const auto head = piece.is_chunk ? recording.chunk(piece) : std::nullopt;
        if (head) {
            auto& chunks = inventory.chunks[head->chunk.compression];
            ++chunks.count;
            chunks.packed += head->records_length;
            chunks.unpacked += head->chunk.uncompressed_size;
        } else if (piece.is_chunk && !inventory.is_checked) {
            add_loss(inventory, {piece.offset, piece.size, "a chunk: its start is damaged", {}});
        }
    }
}

void add_channels(Inventory& inventory, const mcap::Contents& contents, const Counts& counts)
{
    for (const auto& [id, record] : contents.channels) {
        const auto schema = contents.schemas.find(record.schema);
        const auto count = counts.find(id);
        inventory.channels.push_back({record, schema == contents.schemas.end() ? "" : schema->second.name,
                                      count == counts.end() ? 0 : count->second});
        inventory.messages += inventory.channels.back().messages;
    }
    std::sort(inventory.channels.begin(), inventory.channels.end(), [](const auto& a, const auto& b) {
        return std::tie(a.record.topic, a.record.id) < std::tie(b.record.topic, b.record.id);
    });
}

} // namespace

Inventory take_inventory(const std::string& path, bool all)
{
    Inventory inventory;
    mcap::FileWindow file(path);
    inventory.name = path;
    inventory.size = file.size();
    mcap::Recording recording(std::move(file), [&](const mcap::Loss& loss) { add_loss(inventory, loss); });
    const auto& contents = recording.contents();
    const bool told = contents.is_indexed && contents.statistics;
    inventory.is_checked = all || !told;
    const auto counts =
        inventory.is_checked ? count_messages(recording) : contents.statistics->channel_messages;
    inventory.header = contents.header;
    inventory.is_closed = contents.is_closed;
    inventory.is_indexed = contents.is_indexed;
    inventory.index_fault = contents.index_fault;
    inventory.times = contents.times();
    inventory.attachments = contents.attachments;
    inventory.metadata = contents.metadata;
    add_chunks(inventory, recording);
    add_channels(inventory, contents, counts);
    return inventory;
}

} // namespace zws::rec
