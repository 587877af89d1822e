// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/chunk_files.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace zws::browser::history {

namespace {

constexpr std::array<const char*, ChunkFiles::parts> endings{".points", ".blocks", ".chunks"};
constexpr std::uint64_t most_of_chunk = std::uint64_t{1} << 20U; ///< bytes of any part

std::string digits(std::uint64_t number)
{
    auto text = std::to_string(number);
    text.insert(0, 6 - std::min<std::size_t>(text.size(), 6), '0');
    return text;
}

/// 0 where there is none.
std::uint64_t size_of(const std::filesystem::path& path)
{
    std::error_code none;
    const auto size = std::filesystem::file_size(path, none);
    return none ? 0 : size;
}

Bytes part_at(const std::shared_ptr<const Mapping>& mapping, std::uint64_t offset, std::size_t size)
{
    return mapping != nullptr && size > 0 ? Mapping::part(mapping, offset) : nullptr;
}

/// Whether all bytes of a chunk have their CRC.
bool is_whole(const Chunk& chunk)
{
    const ChunkReader reader(chunk);
    BlockPoints points;
    const auto is_readable = [&](const Block& block) { return reader.read(block, points); };
    const auto has_all = [&](const BlockGroup& group) {
        const auto blocks = reader.blocks(group);
        return !blocks.empty() && (!reader.has_points() || std::ranges::all_of(blocks, is_readable));
    };
    return chunk.blocks() == nullptr ||
           (!reader.groups().empty() && std::ranges::all_of(reader.groups(), has_all));
}

} // namespace

ChunkFiles::ChunkFiles(std::filesystem::path folder, std::uint64_t number)
    : folder_(std::move(folder)), number_(number)
{
    for (const auto part : {points, blocks, chunks})
        sizes_[part] = size_of(path(part));
}

std::filesystem::path ChunkFiles::path(Part part) const
{
    return folder_ / (digits(number_) + endings[part]);
}

/// None where the file is gone or empty.
std::shared_ptr<const Mapping> ChunkFiles::map(Part part) const
{
    if (sizes_[part] == 0)
        return nullptr;
    return std::make_shared<const Mapping>(AppendFile(path(part)).fd(), sizes_[part], path(part).string());
}

void ChunkFiles::load(Store& store, bool last)
{
    const PartSizes sizes{sizes_[points], sizes_[blocks], sizes_[points] > 0, sizes_[blocks] > 0};
    auto records = read_chunk_records(AppendFile(path(chunks)).read(), sizes);
    const auto point_bytes = map(points);
    const auto block_bytes = map(blocks);
    std::vector<std::shared_ptr<Chunk>> loaded;
    for (const auto& record : records.whole)
        loaded.push_back(std::make_shared<Chunk>(
            record.head, part_at(point_bytes, record.points_offset, record.head.points_size),
            part_at(block_bytes, record.blocks_offset, record.head.blocks_size()), false));
    while (last && !loaded.empty() && !is_whole(*loaded.back())) {
        loaded.pop_back();
        records.whole.pop_back();
        records.size -= sizeof(SavedChunk);
    }
    if (records.damaged > 0)
        log::warning(path(chunks).string(), ": ", records.damaged, " damaged records are passed over");
    if (last)
        cut(records.whole.empty() ? nullptr : &records.whole.back(), records.size);
    std::size_t nameless = 0;
    for (const auto& chunk : loaded) {
        remember(chunk);
        nameless += store.restore(chunk) ? 0 : 1;
    }
    if (nameless > 0)
        log::warning(path(chunks).string(), ": ", nameless,
                     " records of series without a name are passed over");
}

void ChunkFiles::remember(const std::shared_ptr<Chunk>& chunk)
{
    chunks_.push_back(chunk);
    first_sealed_at_ = std::min(first_sealed_at_, chunk->head().sealed_at);
    last_sealed_at_ = std::max(last_sealed_at_, chunk->head().sealed_at);
}

/// To what `last`, the last record, needs.
void ChunkFiles::cut(const SavedChunk* last, std::uint64_t records_size)
{
    cut(chunks, records_size);
    cut(points, last == nullptr ? 0 : last->points_offset + last->head.points_size);
    cut(blocks, last == nullptr ? 0 : last->blocks_offset + last->head.blocks_size());
}

void ChunkFiles::cut(Part part, std::uint64_t size)
{
    if (sizes_[part] <= size)
        return;
    log::warning(path(part).string(), ": its torn end is cut off: ", sizes_[part] - size, " bytes");
    AppendFile(path(part)).cut(size);
    sizes_[part] = size;
}

bool ChunkFiles::open(std::uint64_t limit)
{
    const bool gone = !chunks_.empty() && (sizes_[points] == 0 || sizes_[blocks] == 0);
    limit_ = limit;
    if (gone || is_full())
        return false;
    for (const auto part : {points, blocks, chunks})
        files_[part].emplace(path(part));
    for (const auto part : {points, blocks})
        mappings_[part] =
            std::make_shared<const Mapping>(files_[part]->fd(), limit + most_of_chunk, path(part).string());
    return true;
}

bool ChunkFiles::is_full() const
{
    return std::ranges::any_of(sizes_, [this](std::uint64_t size) { return size >= limit_; });
}

void ChunkFiles::append(Store& store, const std::shared_ptr<Chunk>& chunk)
{
    for (const auto part : {points, blocks, chunks}) {
        if (files_[part]->size() != sizes_[part])
            files_[part]->cut(sizes_[part]); // the last time only some could be written
    }
    const auto point_bytes = chunk->points();
    const auto block_bytes = chunk->blocks();
    SavedChunk record;
    record.head = chunk->head();
    record.points_offset = sizes_[points];
    record.blocks_offset = sizes_[blocks];
    if (point_bytes == nullptr)
        record.head.points_size = 0;
    if (block_bytes == nullptr)
        record.head.block_count = 0;
    files_[points]->append({point_bytes.get(), record.head.points_size});
    files_[blocks]->append({block_bytes.get(), record.head.blocks_size()});
    files_[chunks]->append(bytes_of(record));
    for (const auto part : {points, blocks, chunks})
        sizes_[part] = files_[part]->size();
    remember(chunk);
    store.saved(chunk, part_at(mappings_[points], record.points_offset, record.head.points_size),
                part_at(mappings_[blocks], record.blocks_offset, record.head.blocks_size()));
}

void ChunkFiles::close()
{
    for (auto& file : files_) {
        if (file)
            file->sync();
        file.reset();
    }
    mappings_ = {};
}

void ChunkFiles::drop(Store& store, Part part)
{
    std::shared_ptr<Chunk> last;
    for (const auto& known : chunks_) {
        const auto chunk = known.lock();
        if (chunk == nullptr)
            continue;
        last = chunk;
        if (part == points)
            chunk->drop_points();
        else if (part == blocks)
            chunk->drop_blocks();
    }
    if (part == chunks && last != nullptr)
        store.forget(*last);
    for (const auto each : {points, blocks, chunks}) {
        if (each <= part && sizes_[each] > 0)
            std::filesystem::remove(path(each));
        sizes_[each] = each <= part ? 0 : sizes_[each];
    }
}

} // namespace zws::browser::history
