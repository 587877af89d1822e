// SPDX-License-Identifier: MIT
#include "tests/fuzz/expect.hpp"
#include "tools/zws2browser/history/chunk_record.hpp"
#include "tools/zws2browser/history/columns.hpp"
#include "tools/zws2browser/history/journal.hpp"
#include "tools/zws2browser/history/series_names.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

namespace {

using namespace zws::browser::history;

/// Aligned as in a file that is mapped, and no longer than it says.
Bytes owned(std::string_view bytes)
{
    std::shared_ptr<char> copy(new char[bytes.size() + 1], std::default_delete<char[]>());
    std::memcpy(copy.get(), bytes.data(), bytes.size());
    return copy;
}

/// Blocks and points of which all CRCs are right, so that what is behind them is reached too.
void read_chunk(std::string_view bytes)
{
    if (bytes.size() < 2)
        return;
    ChunkHead head{};
    head.summary = Summary();
    head.block_count = static_cast<unsigned char>(bytes[0]);
    bytes.remove_prefix(1);
    if (head.block_count > most_blocks || head.block_count == 0 || bytes.size() < head.blocks_size())
        return;
    std::string parts(bytes.substr(0, head.blocks_size()));
    const auto points = bytes.substr(head.blocks_size());
    head.points_size = static_cast<std::uint32_t>(points.size());
    for (std::size_t i = 0; i < head.block_count; ++i) {
        char* const at = parts.data() + head.groups_size() + i * sizeof(Block);
        Block block;
        std::memcpy(&block, at, sizeof block);
        if (block.offset <= points.size() && block.size <= points.size() - block.offset)
            block.crc = crc_of(points.substr(block.offset, block.size));
        std::memcpy(at, &block, sizeof block);
    }
    for (std::size_t i = 0; i < head.group_count(); ++i) {
        const auto first = i * BlockGroup::most;
        const auto count = std::min<std::size_t>(BlockGroup::most, head.block_count - first);
        BlockGroup group;
        std::memcpy(&group, parts.data() + i * sizeof group, sizeof group);
        group.crc = crc_of(std::string_view(parts).substr(head.groups_size() + first * sizeof(Block),
                                                          count * sizeof(Block)));
        std::memcpy(parts.data() + i * sizeof group, &group, sizeof group);
        if (i == 0)
            head.summary = group.summary;
    }
    head.groups_crc = crc_of(std::string_view(parts).substr(0, head.groups_size()));
    SeriesView view;
    view.chunks.push_back(std::make_shared<Chunk>(head, owned(points), owned(parts), false));
    for (const std::uint32_t columns : {1U, 7U, 500U}) {
        for (const auto& window : {Window{0, 1e10, columns}, Window{-1, 1.5, columns}}) {
            const auto all = answer(view, window);
            for (const auto& column : all.columns)
                zws::fuzz::expect(column.index < columns, "a column is one of the window");
        }
    }
}

void read_records(std::string_view bytes)
{
    const auto all = read_chunk_records(bytes, {1000, 1000, true, true});
    zws::fuzz::expect(all.size <= bytes.size(), "records end inside of their bytes");
    for (const auto& record : all.whole)
        zws::fuzz::expect(record.head.block_count <= most_blocks && record.points_offset <= 1000,
                          "parts are inside of their files");
}

void read_journal_again(std::string_view bytes)
{
    Store store({std::size_t{1} << 20U, 100});
    store.restore_series(0, "a");
    const auto whole = read_journal(bytes, [&](const OpenRun& run) { store.restore(run); });
    zws::fuzz::expect(whole <= bytes.size(), "a journal ends inside of its bytes");
    zws::fuzz::expect(read_journal(bytes.substr(0, whole), [](const OpenRun&) {}) == whole,
                      "what is whole stays so");
}

} // namespace

/// The first byte says what is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 4) {
    case 0:
        read_chunk(bytes);
        break;
    case 1:
        read_records(bytes);
        break;
    case 2:
        read_journal_again(bytes);
        break;
    default:
        read_series_names(bytes, [](std::uint32_t, const std::string&) {});
    }
    return 0;
}
