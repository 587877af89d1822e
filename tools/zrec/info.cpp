// SPDX-License-Identifier: MIT
#include "tools/zrec/info.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/json/json_string.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/standard_streams.hpp"
#include "libcommon/text/quantity.hpp"
#include "libcommon/text/utc_time.hpp"

#include <algorithm>
#include <array>

namespace zws::rec {

namespace {

constexpr mcap::Time second = 1'000'000'000;

using Row = std::array<std::string, 5>;

/// "1 chunk", "2 chunks"
std::string counted(std::uint64_t count, const std::string& unit)
{
    return std::to_string(count) + ' ' + unit + (count == 1 ? "" : "s");
}

/// "12.5 s", "2 min 5.0 s", "3 h 0 min 5.0 s"
std::string duration(mcap::Time nanoseconds)
{
    const auto minutes = nanoseconds / second / 60;
    const double rest = static_cast<double>(nanoseconds - minutes * 60 * second) / second;
    std::string text = minutes >= 60 ? std::to_string(minutes / 60) + " h " : "";
    if (minutes > 0)
        text += std::to_string(minutes % 60) + " min ";
    return text + decimal(rest) + " s";
}

std::string line(const std::string& name, const std::string& value)
{
    std::string text = "  " + name + ':';
    text.resize(std::max<std::size_t>(text.size() + 1, 16), ' ');
    return text + value + '\n';
}

std::string state(const Inventory& inventory)
{
    if (!inventory.index_fault.empty())
        return "its index is damaged: " + inventory.index_fault;
    if (!inventory.is_closed)
        return "not closed: who wrote it has ended early, or still writes";
    return inventory.is_indexed ? "closed, with an index" : "closed, without an index";
}

std::string chunk_lines(const Inventory& inventory)
{
    std::string text;
    for (const auto& [compression, chunks] : inventory.chunks) {
        text += line("chunks", std::to_string(chunks.count) + ", " +
                                   (compression.empty() ? "not compressed" : compression) + ": " +
                                   rough_size(chunks.packed) +
                                   (compression.empty() ? "" : " of " + rough_size(chunks.unpacked)));
    }
    return text;
}

std::string described(const mcap::Loss& loss)
{
    std::string text = counted(loss.size, "byte") + " at " + std::to_string(loss.offset) + ": " + loss.what;
    if (loss.times)
        text +=
            " (messages from " + utc_time(loss.times->first) + " to " + utc_time(loss.times->second) + ')';
    return text;
}

std::string loss_lines(const Inventory& inventory)
{
    constexpr std::size_t most_shown = 20;
    if (inventory.lost_places == 0)
        return line("damaged",
                    inventory.is_checked ? "nothing" : "nothing that the index shows (--check reads all)");
    std::string text =
        line("damaged", counted(inventory.lost_places, "place") + ", " + rough_size(inventory.lost_bytes));
    const auto shown = std::min(inventory.losses.size(), most_shown);
    for (std::size_t i = 0; i < shown; ++i)
        text += "    " + log::printable(described(inventory.losses[i])) + '\n';
    if (inventory.lost_places > shown)
        text += "    and " + counted(inventory.lost_places - shown, "more place") + '\n';
    return text;
}

std::string frequency(std::uint64_t messages, const Inventory& inventory)
{
    const auto span = inventory.times ? inventory.times->second - inventory.times->first : 0;
    return span == 0 ? "" : decimal(static_cast<double>(messages) * second / static_cast<double>(span));
}

/// What a channel's data are, as frames of ZeroMQ where zrec wrote it.
std::string encoding(const Inventory::Channel& channel)
{
    return channel.record.encoding.empty() ? "-" : log::printable(channel.record.encoding);
}

/// The rows with blanks between, so that columns stand below each other; numbers are in the second and third.
std::string table(const std::vector<Row>& rows)
{
    std::array<std::size_t, std::tuple_size_v<Row>> widths{};
    for (const Row& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    std::string text;
    for (const Row& row : rows) {
        std::string cells = "  ";
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string room(widths[i] - row[i].size(), ' ');
            cells += (i == 1 || i == 2 ? room + row[i] : row[i] + room) + "  ";
        }
        text += cells.substr(0, cells.find_last_not_of(' ') + 1) + '\n';
    }
    return text;
}

std::string topics(const Inventory& inventory)
{
    std::vector<Row> rows{{"topic", "messages", "per second", "encoding", "schema"}};
    for (const auto& channel : inventory.channels)
        rows.push_back({log::printable(channel.record.topic), std::to_string(channel.messages),
                        frequency(channel.messages, inventory), encoding(channel),
                        log::printable(channel.schema)});
    return rows.size() == 1 ? "" : table(rows);
}

/// Makes the members of an object.
class Object {
public:
    void text(std::string_view name, std::string_view value)
    {
        begin(name);
        append_json_bytes(out_, value);
    }

    void raw(std::string_view name, std::string_view value)
    {
        begin(name);
        out_ += value;
    }

    void number(std::string_view name, std::uint64_t value) { raw(name, std::to_string(value)); }
    void flag(std::string_view name, bool value) { raw(name, value ? "true" : "false"); }

    void time(std::string_view name, mcap::Time value)
    {
        const std::string decimals = std::to_string(second + value % second);
        raw(name, std::to_string(value / second) + '.' + decimals.substr(1));
    }

    std::string done() { return out_ + '}'; }

private:
    void begin(std::string_view name)
    {
        out_ += out_.size() == 1 ? "" : ",";
        out_ += json_member(name);
    }

    std::string out_ = "{";
};

template <class List, class Make>
std::string array(const List& list, Make make)
{
    std::string out = "[";
    for (const auto& item : list)
        (out += out.size() == 1 ? "" : ",") += make(item);
    return out + ']';
}

std::string channel_json(const Inventory::Channel& channel)
{
    Object object;
    object.text("topic", channel.record.topic);
    object.text("encoding", channel.record.encoding);
    if (!channel.schema.empty())
        object.text("schema", channel.schema);
    if (const auto frames = channel.record.metadata.find("zws:frames");
        frames != channel.record.metadata.end())
        object.text("frames", frames->second);
    object.number("messages", channel.messages);
    return object.done();
}

std::string chunks_json(const std::pair<const std::string, Inventory::Chunks>& entry)
{
    Object object;
    object.text("compression", entry.first);
    object.number("count", entry.second.count);
    object.number("compressed", entry.second.packed);
    object.number("uncompressed", entry.second.unpacked);
    return object.done();
}

std::string loss_json(const mcap::Loss& loss)
{
    Object object;
    object.number("offset", loss.offset);
    object.number("size", loss.size);
    object.text("what", loss.what);
    if (loss.times) {
        object.time("start", loss.times->first);
        object.time("end", loss.times->second);
    }
    return object.done();
}

/// Prints what is in one file; whether all of it could be read.
bool print_one(const std::string& name, const InfoOptions& options)
{
    try {
        const auto inventory = take_inventory(name, options.check);
        standard_streams::print(options.json ? info_json(inventory) + '\n' : info_text(inventory));
        return inventory.lost_places == 0;
    } catch (const OutputClosed&) {
        throw;
    } catch (const Error& e) {
        log::error(e.what());
        return false;
    }
}

} // namespace

std::string info_text(const Inventory& inventory)
{
    std::string text = log::printable(inventory.name) + '\n';
    const auto& [profile, library] = inventory.header;
    text += line("written by",
                 log::printable(library) + (profile.empty() ? "" : ", profile " + log::printable(profile)));
    text += line("state", state(inventory));
    text += line("size", rough_size(inventory.size));
    if (inventory.times) {
        const auto [first, last] = *inventory.times;
        text += line("from", utc_time(first));
        text += line("to", utc_time(last) + ", " + duration(last - first));
    }
    text += line("messages", std::to_string(inventory.messages));
    text += chunk_lines(inventory);
    if (inventory.attachments + inventory.metadata > 0)
        text += line("beside", counted(inventory.attachments, "attachment") + ", " +
                                   std::to_string(inventory.metadata) + " metadata");
    return text + loss_lines(inventory) + topics(inventory);
}

std::string info_json(const Inventory& inventory)
{
    Object object;
    object.text("file", inventory.name);
    object.text("profile", inventory.header.profile);
    object.text("library", inventory.header.library);
    object.flag("closed", inventory.is_closed);
    object.flag("indexed", inventory.is_indexed);
    object.flag("checked", inventory.is_checked);
    object.number("size", inventory.size);
    if (inventory.times) {
        object.time("start", inventory.times->first);
        object.time("end", inventory.times->second);
    }
    object.number("messages", inventory.messages);
    object.number("attachments", inventory.attachments);
    object.number("metadata", inventory.metadata);
    object.raw("chunks", array(inventory.chunks, chunks_json));
    object.number("lostPlaces", inventory.lost_places);
    object.number("lostBytes", inventory.lost_bytes);
    object.raw("lost", array(inventory.losses, loss_json));
    object.raw("topics", array(inventory.channels, channel_json));
    return object.done();
}

void print_info(const InfoOptions& options)
{
    std::size_t bad = 0;
    for (const auto& name : options.files) {
        if (!options.json && name != options.files.front())
            standard_streams::print("\n");
        bad += print_one(name, options) ? 0 : 1;
    }
    if (bad > 0)
        throw Error(std::to_string(bad) + " of " + counted(options.files.size(), "file") +
                    (bad == 1 ? " is damaged, or not a recording" : " are damaged, or not recordings"));
}

} // namespace zws::rec
