// SPDX-License-Identifier: MIT
#include "libcommon/mcap/contents.hpp"

#include "libcommon/mcap/summary.hpp"
#include "libcommon/os/error.hpp"

#include <algorithm>
#include <stdexcept>

namespace zws::mcap {

namespace {

constexpr std::uint64_t longest_run = std::uint64_t{1} << 20U; // bytes of messages outside of chunks

/// Goes through the data section, or parts of it, and collects what is there.
class ContentsScan {
public:
    ContentsScan(FileWindow& file, Contents& contents, OnLoss lost)
        : file_(file), contents_(contents), lost_(std::move(lost))
    {
    }

    void go(std::uint64_t begin, std::uint64_t end)
    {
        RecordWalk walk(file_, begin, end, lost_);
        while (const auto place = walk.next())
            read(*place);
    }

private:
    void read(const RecordPlace& place);
    void take_chunk(const RecordPlace& place);
    void take_message(const RecordPlace& place);
    void take_other(const RecordPlace& place);
    void lose(const RecordPlace& place, std::string what)
    {
        lost_({place.offset, place.size, std::move(what), {}});
    }

    FileWindow& file_;
    Contents& contents_;
    OnLoss lost_;
    bool after_data_ = false;
};

void ContentsScan::read(const RecordPlace& place)
{
    switch (place.opcode) {
    case RecordOpcode::data_end:
        after_data_ = true; // a summary: what it repeats is damaged where it was of no use
        return;
    case RecordOpcode::chunk:
        return take_chunk(place);
    case RecordOpcode::message:
        return take_message(place);
    case RecordOpcode::header:
    case RecordOpcode::schema:
    case RecordOpcode::channel:
        return take_other(place);
    case RecordOpcode::attachment:
        ++contents_.attachments;
        return;
    case RecordOpcode::metadata:
        ++contents_.metadata;
        return;
    default:
        contents_.unknown += is_known(place.opcode) ? 0 : 1;
        return;
    }
}

void ContentsScan::take_chunk(const RecordPlace& place)
{
    const auto size = std::min<std::uint64_t>(place.content_size(), most_chunk_head);
    const auto head = decode_chunk_head(file_.at(place.content(), static_cast<std::size_t>(size)));
    if (!head)
        return lose(place, "a chunk whose begin is damaged");
    contents_.pieces.push_back({true, place.offset, place.size, head->chunk.start, head->chunk.end, {}});
}

void ContentsScan::take_message(const RecordPlace& place)
{
    const auto message = decode<MessageRecord>(file_.at(place.content(), 22));
    if (!message)
        return lose(place, "a message that is cut off");
    const Time time = message->log_time;
    if (!contents_.pieces.empty()) {
        Piece& last = contents_.pieces.back();
        if (!last.is_chunk && last.after() == place.offset && last.size + place.size <= longest_run) {
            last.size += place.size;
            last.start = std::min(last.start, time);
            last.end = std::max(last.end, time);
            return;
        }
    }
    contents_.pieces.push_back({false, place.offset, place.size, time, time, {}});
}

void ContentsScan::take_other(const RecordPlace& place)
{
    if (place.opcode == RecordOpcode::header)
        after_data_ = false; // of a file that was appended
    else if (after_data_)
        return;
    if (place.size > most_record_size)
        return lose(place, "a channel or a schema of more than 256 MiB");
    const auto content = file_.at(place.content(), static_cast<std::size_t>(place.content_size()));
    if (place.opcode == RecordOpcode::header) {
        if (auto header = decode<HeaderRecord>(content))
            contents_.header = std::move(*header);
        return;
    }
    if (!contents_.read(place.opcode, content))
        lose(place, "a channel or a schema that is damaged, or of which there are two");
}

/// Throws Error unless a file of MCAP begins here; one that was cut off within its first bytes does.
void check_magic(FileWindow& file)
{
    const auto begin = file.at(0, magic.size());
    if (begin == magic || (begin.size() < magic.size() && magic.starts_with(begin)))
        return;
    constexpr std::size_t version = 5;
    if (begin.starts_with(magic.substr(0, version)))
        throw Error(file.name() + ": MCAP of a version that is not known here");
    throw Error(file.name() + ": not an MCAP file");
}

/// What is between the pieces of the index: other records, and messages that are in no chunk.
void scan_between(FileWindow& file, Contents& contents, std::uint64_t end, const OnLoss& lost,
                  const std::vector<std::pair<std::uint64_t, std::uint64_t>>& indexed)
{
    ContentsScan scan(file, contents, lost);
    std::uint64_t at = magic.size();
    for (const auto& [begin, after] : indexed) {
        scan.go(at, begin);
        at = after;
    }
    scan.go(at, end);
    std::sort(contents.pieces.begin(), contents.pieces.end(),
              [](const Piece& a, const Piece& b) { return a.offset < b.offset; });
}

std::uint64_t size_of(const ChannelRecord& channel)
{
    std::uint64_t size = 200 + channel.topic.size() + channel.encoding.size();
    for (const auto& [key, value] : channel.metadata)
        size += 100 + key.size() + value.size();
    return size;
}

std::uint64_t size_of(const SchemaRecord& schema)
{
    return 200 + schema.name.size() + schema.encoding.size();
}

/// Whether `map` has the record now; `size` grows by what it takes.
template <class Id, class Record>
bool keep(std::map<Id, Record>& map, std::optional<Record> record, std::uint64_t& size)
{
    if (!record)
        return false;
    if (const auto found = map.find(record->id); found != map.end())
        return found->second == *record;
    size += size_of(*record);
    if (size > most_channels_size)
        throw std::length_error("its channels take more than 64 MiB");
    map.emplace(record->id, std::move(*record));
    return true;
}

} // namespace

bool Contents::read(RecordOpcode opcode, std::string_view content)
{
    if (opcode == RecordOpcode::channel)
        return keep(channels, decode<ChannelRecord>(content), channels_size_);
    if (opcode != RecordOpcode::schema)
        return true;
    auto schema = decode<SchemaRecord>(content);
    if (schema)
        schema->data.clear();
    return keep(schemas, std::move(schema), channels_size_);
}

std::optional<std::pair<Time, Time>> Contents::times() const
{
    std::optional<std::pair<Time, Time>> all;
    for (const Piece& piece : pieces) {
        if (piece.is_chunk && piece.end == 0)
            continue;
        if (!all)
            all.emplace(piece.start, piece.end);
        all->first = std::min(all->first, piece.start);
        all->second = std::max(all->second, piece.end);
    }
    return all;
}

Contents read_contents(FileWindow& file, const OnLoss& lost)
try {
    check_magic(file);
    const auto footer = find_footer(file);
    Contents contents;
    contents.is_closed = footer.has_value();
    if (footer && footer->summary_start > 0) {
        if (auto summary = read_summary(file, *footer, contents.index_fault)) {
            scan_between(file, summary->contents, footer->summary_start, lost, summary->chunks);
            return std::move(summary->contents);
        }
    }
    ContentsScan(file, contents, lost).go(std::min<std::uint64_t>(magic.size(), file.size()), file.size());
    return contents;
} catch (const std::length_error& e) {
    throw Error(file.name() + ": " + e.what());
}

} // namespace zws::mcap
