// SPDX-License-Identifier: MIT
#include "libcommon/mcap/recording.hpp"

#include "libcommon/os/error.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/libcommon/mcap/made_file.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace zws::mcap {

namespace {

using namespace std::string_literals;
using Times = std::vector<Time>;

struct Read {
    Times times; ///< of the messages, as they are in the file
    std::vector<Loss> losses;
    Contents contents;
};

/// All that can be read of a file. Data and channel of each message have to be those that belong to its time.
Read read(std::string_view bytes)
{
    Read result;
    Recording recording(window_of(bytes), [&](const Loss& loss) { result.losses.push_back(loss); });
    const auto all = [](const ChannelRecord&, Time) { return true; };
    for (const Piece& piece : recording.contents().pieces) {
        auto messages = recording.read(piece, all);
        while (!messages.empty()) {
            const auto message = messages.next();
            if (message.data != message_at(message.log_time).data)
                FAIL("another message than any that was written");
            if (recording.channel(message.channel).topic != (message.channel == 1 ? "a" : "b"))
                FAIL("another topic");
            result.times.push_back(message.log_time);
        }
    }
    result.contents = recording.contents();
    return result;
}

/// Three chunks of three messages, with the first and the last of a chunk on channel 2.
MadeFile nine(const std::string& compression)
{
    MadeFile file;
    for (Time time = 10; time < 40; time += 10)
        file.chunk({message_at(time, 2), message_at(time + 1), message_at(time + 2, 2)}, compression);
    return file;
}

const Times all_nine{10, 11, 12, 20, 21, 22, 30, 31, 32};

/// The same messages outside of chunks.
MadeFile loose()
{
    MadeFile file;
    file.add(channel_a()).add(channel_b());
    for (const Time time : all_nine)
        file.add(message_at(time));
    return file;
}

std::vector<std::string> whats(const std::vector<Loss>& losses)
{
    std::vector<std::string> out;
    out.reserve(losses.size());
    for (const auto& loss : losses)
        out.push_back(loss.what);
    return out;
}

void put_number(std::string& bytes, std::size_t at, std::uint64_t number)
{
    for (std::size_t i = 0; i < 8; ++i)
        bytes[at + i] = static_cast<char>(number >> 8 * i & 0xffU);
}

/// Where the records of a file begin, those in chunks left out.
std::vector<std::size_t> heads(const std::string& bytes)
{
    std::vector<std::size_t> out;
    for (std::size_t at = magic.size(); at < bytes.size() && !bytes.substr(at).starts_with(magic);) {
        out.push_back(at);
        at += record_head_size +
              static_cast<std::size_t>(decode_head(std::string_view(bytes).substr(at))->length);
    }
    return out;
}

std::size_t nth(const std::string& bytes, RecordOpcode opcode, std::size_t number = 0)
{
    for (const auto at : heads(bytes))
        if (bytes[at] == static_cast<char>(opcode) && number-- == 0)
            return at;
    FAIL("no such record");
    return 0;
}

} // namespace

TEST_CASE("all messages of a file come, in chunks or not, compressed or not, with an index or without")
{
    for (const std::string compression : {"", "zstd"}) {
        for (const bool index : {false, true}) {
            const auto found = read(nine(compression).close(index).bytes);
            CHECK(found.times == all_nine);
            CHECK(found.losses.empty());
            CHECK(found.contents.is_indexed == index);
            CHECK(found.contents.is_closed);
            CHECK(found.contents.header.library == "test");
            CHECK(found.contents.times() == std::pair<Time, Time>(10, 32));
        }
    }
    CHECK(read(loose().close(false).bytes).times == all_nine);
    CHECK(read(loose().close().bytes).times == all_nine);
}

TEST_CASE("a file that nobody closed is read, and says so")
{
    for (const auto& file : {nine("zstd"), loose()}) {
        const auto found = read(file.bytes);
        CHECK(found.times == all_nine);
        CHECK(found.losses.empty());
        CHECK_FALSE(found.contents.is_closed);
    }
    CHECK(read("").times.empty());
    CHECK(read(magic.substr(0, 3)).times.empty());
}

TEST_CASE("what is not MCAP is told from what is")
{
    const auto message = [](std::string_view bytes) -> std::string {
        try {
            read(bytes);
        } catch (const zws::Error& e) {
            return e.what();
        }
        return "";
    };
    CHECK(message("{\"t\":1}") == "test.mcap: not an MCAP file");
    CHECK(message("#ROSBAG V2.0\n") == "test.mcap: not an MCAP file");
    CHECK(message("\x89MCAP1\r\n") == "test.mcap: MCAP of a version that is not known here");
}

TEST_CASE("messages beside the chunks of an index are found")
{
    MadeFile file;
    file.add(message_at(1)).chunk({message_at(10)}).add(message_at(11)).add(message_at(12));
    file.chunk({message_at(20)}).add(message_at(21)).close();
    const auto found = read(file.bytes);
    CHECK(found.contents.is_indexed);
    CHECK(found.times == Times{1, 10, 11, 12, 20, 21});
}

TEST_CASE("a channel that is only in an earlier chunk is found from a later one")
{
    MadeFile file;
    file.chunk({message_at(10)}).chunk({message_at(20)}, "zstd", false).chunk({message_at(30, 2)}, "", false);
    Recording recording(window_of(file.bytes), [](const Loss& loss) { FAIL(loss.what); });
    const auto last = recording.read(recording.contents().pieces[2], [](const auto&, Time) { return true; });
    CHECK_FALSE(last.empty());
    CHECK(recording.channel(2).topic == "b");
}

TEST_CASE("a message of a channel that nobody describes is lost, and told")
{
    MadeFile file;
    file.chunk({message_at(10), message_at(11, 7), message_at(12, 7)}).chunk({message_at(20)});
    const auto found = read(file.bytes);
    CHECK(found.times == Times{10, 20});
    CHECK(whats(found.losses) ==
          std::vector<std::string>{"a chunk: 2 messages of a channel that is not described"});
}

TEST_CASE("messages of a chunk come by their time, those of the same time as they were written")
{
    MadeFile file;
    file.chunk({message_at(12), message_at(10, 2), message_at(11), message_at(10, 1)}).close();
    Recording recording(window_of(file.bytes), [](const Loss&) {});
    auto messages = recording.read(recording.contents().pieces[0], [](const auto&, Time) { return true; });
    std::vector<std::pair<Time, ChannelId>> order;
    while (!messages.empty()) {
        const auto message = messages.next();
        order.emplace_back(message.log_time, message.channel);
    }
    CHECK(order == std::vector<std::pair<Time, ChannelId>>{{10, 2}, {10, 1}, {11, 1}, {12, 1}});
}

TEST_CASE("a file that is cut off anywhere gives the messages of all that is whole")
{
    for (const auto& file :
         {nine("").close(), nine("zstd").close(), nine("zstd").close(false), loose().close()}) {
        const auto ends = [&](RecordOpcode opcode) {
            std::vector<std::size_t> out;
            for (const auto at : heads(file.bytes))
                if (file.bytes[at] == static_cast<char>(opcode))
                    out.push_back(at + record_head_size +
                                  static_cast<std::size_t>(
                                      decode_head(std::string_view(file.bytes).substr(at))->length));
            return out;
        };
        const auto chunks = ends(RecordOpcode::chunk);
        const auto units = chunks.empty() ? ends(RecordOpcode::message) : chunks;
        const std::size_t each = chunks.empty() ? 1 : 3;
        for (std::size_t size = 0; size < file.bytes.size(); ++size) {
            const auto found = read(std::string_view(file.bytes).substr(0, size));
            const auto whole = static_cast<std::size_t>(
                std::count_if(units.begin(), units.end(), [&](std::size_t end) { return end <= size; }));
            // Messages of a chunk that is not compressed are found though its end is missing.
            REQUIRE(found.times.size() >= whole * each);
            REQUIRE(std::equal(found.times.begin(), found.times.end(), all_nine.begin()));
            REQUIRE_FALSE(found.contents.is_closed);
            const auto cuts = heads(file.bytes);
            const bool between = std::find(cuts.begin(), cuts.end(), size) != cuts.end();
            if (size > magic.size() && !between && size < file.bytes.size() - magic.size())
                REQUIRE_FALSE(found.losses.empty());
        }
    }
}

TEST_CASE("any byte that is wrong costs one chunk at most, and not without a word")
{
    for (const bool index : {true, false}) {
        const auto file = nine("zstd").close(index).bytes;
        for (std::size_t at = magic.size(); at < file.size(); ++at) {
            std::string broken = file;
            broken[at] = static_cast<char>(~broken[at]);
            const auto found = read(broken);
            INFO("byte " << at << " of " << file.size() << ", index " << index);
            REQUIRE(found.times.size() >= 6);
            REQUIRE(std::includes(all_nine.begin(), all_nine.end(), found.times.begin(), found.times.end()));
            if (found.times.size() < 9)
                REQUIRE((!found.losses.empty() || found.contents.unknown > 0));
        }
    }
}

TEST_CASE("lengths beyond all reason are not believed, wherever they are")
{
    for (const auto& file : {nine("").close(), nine("zstd").close(false), loose().close()}) {
        for (const auto head : heads(file.bytes)) {
            for (const auto length :
                 {std::uint64_t{1} << 63U, ~std::uint64_t{0}, std::uint64_t{1} << 40U, std::uint64_t{0}}) {
                std::string broken = file.bytes;
                put_number(broken, head + 1, length);
                const auto found = read(broken);
                REQUIRE(found.times.size() >= 6);
                if (found.times.size() < 9)
                    REQUIRE_FALSE(found.losses.empty());
                auto window = window_of(broken);
                RecordWalk walk(window, magic.size(), broken.size(), [](const Loss&) {});
                while (const auto place = walk.next()) {
                    REQUIRE(place->size >= record_head_size);
                    REQUIRE(place->end() <= broken.size());
                }
            }
        }
    }
}

TEST_CASE("what is wrong with a chunk is said, with its place and its time")
{
    const auto file = nine("zstd").close().bytes;
    const auto second = nth(file, RecordOpcode::chunk, 1);
    const auto content = second + record_head_size;
    const auto lost = [&](const std::string& broken) {
        const auto found = read(broken);
        CHECK(found.times == Times{10, 11, 12, 30, 31, 32});
        REQUIRE(found.losses.size() == 1);
        CHECK(found.losses[0].offset == second);
        CHECK(found.losses[0].times == std::pair<Time, Time>(20, 22));
        return found.losses[0].what;
    };
    std::string broken = file;
    broken[content + 24] ^= 1;
    CHECK(lost(broken) == "a chunk: its CRC does not match");
    broken = file;
    put_number(broken, content + 16, std::uint64_t{1} << 40U);
    CHECK(lost(broken) == "a chunk: it has more than 256 MiB");
    put_number(broken, content + 16, 1000);
    CHECK(lost(broken) == "a chunk: zstd: it is shorter than it says");
    put_number(broken, content + 16, 3);
    CHECK(lost(broken).starts_with("a chunk: zstd: "));
    broken = file;
    put_number(broken, content + 36, std::uint64_t{1} << 63U);
    CHECK(lost(broken) == "a chunk: its start is damaged");
    broken = file;
    broken[content + 32] = 'x';
    CHECK(lost(broken) == "a chunk: its compression, xstd, is not supported: zstd is");
}

TEST_CASE("records that end within a chunk cost what comes after them")
{
    std::string records;
    append(records, channel_a());
    append(records, message_at(10));
    append(records, message_at(11));
    MadeFile file;
    file.chunk_of(records.substr(0, records.size() - 1), 10, 11).close();
    const auto found = read(file.bytes);
    CHECK(found.times == Times{10});
    REQUIRE(found.losses.size() == 1);
    CHECK(found.losses[0].what.starts_with("a chunk: its records are damaged after "));
}

TEST_CASE("an index that cannot be right is not used")
{
    const auto fault = [](const std::string& bytes) {
        const auto found = read(bytes);
        CHECK(found.times == all_nine);
        CHECK_FALSE(found.contents.is_indexed);
        return found.contents.index_fault;
    };
    auto file = nine("zstd").close().bytes;
    std::string broken = file;
    broken[nth(file, RecordOpcode::chunk_index) + record_head_size] ^= 1;
    CHECK(fault(broken) == "its CRC does not match");
    const auto footer = nth(file, RecordOpcode::footer) + record_head_size;
    broken = file;
    put_number(broken, footer, file.size());
    CHECK(fault(broken) == "it is not where the footer says");
    // From here on without CRC.
    put_number(file, footer + 12, 0);
    file.replace(footer + 20, 4, std::string(magic.substr(0, 4)));
    const auto chunk = nth(file, RecordOpcode::chunk_index) + record_head_size;
    broken = file;
    put_number(broken, chunk + 24, std::uint64_t{1} << 63U);
    CHECK(fault(broken) == "a chunk of it is outside of the file");
    for (const auto length : {std::uint64_t{1} << 63U, ~std::uint64_t{0}, ~std::uint64_t{0} - 50}) {
        broken = file;
        put_number(broken, chunk + 24, length);
        CHECK(fault(broken) == "a chunk of it is outside of the file");
    }
    broken = file;
    put_number(broken, chunk + 16, nth(file, RecordOpcode::chunk, 1));
    CHECK(fault(broken) == "two chunks of it overlap");
}

TEST_CASE("an index that names something else than a chunk loses that one")
{
    auto file = nine("zstd").close().bytes;
    const auto footer = nth(file, RecordOpcode::footer) + record_head_size;
    put_number(file, footer + 12, 0); // no CRC
    file.replace(footer + 20, 4, std::string(magic.substr(0, 4)));
    const auto chunk = nth(file, RecordOpcode::chunk_index) + record_head_size;
    put_number(file, chunk + 16, nth(file, RecordOpcode::chunk) + 1);
    put_number(file, chunk + 24, nth(file, RecordOpcode::message_index) - nth(file, RecordOpcode::chunk) - 1);
    const auto found = read(file);
    CHECK(found.times.size() >= 6);
    CHECK_FALSE(found.losses.empty());
}

TEST_CASE("messages are found between damage in a file without chunks")
{
    auto file = loose().close(false).bytes;
    const auto broken = nth(file, RecordOpcode::message, 4);
    put_number(file, broken + 1, 1000000);
    const auto found = read(file);
    CHECK(found.times == Times{10, 11, 12, 20, 22, 30, 31, 32});
    CHECK(whats(found.losses) == std::vector<std::string>{"no records that can be read"});
    CHECK(found.losses[0].offset == broken);
    CHECK(found.losses[0].size == nth(loose().close(false).bytes, RecordOpcode::message, 5) - broken);
}

TEST_CASE("two files that were joined are read as one")
{
    MadeFile first;
    first.chunk({message_at(10)}).close();
    MadeFile second;
    second.chunk({message_at(20)}).chunk({message_at(30)}).close();
    const auto found = read(first.bytes + second.bytes);
    CHECK(found.times == Times{10, 20, 30});
}

TEST_CASE("records of kinds that are not known are passed over, and counted")
{
    MadeFile file;
    file.chunk({message_at(10)});
    file.bytes += "\x90\3\0\0\0\0\0\0\0abc"s;
    const auto found = read(file.chunk({message_at(20)}).close().bytes);
    CHECK(found.times == Times{10, 20});
    CHECK(found.losses.empty());
    CHECK(found.contents.unknown == 1);
}

TEST_CASE("only a file can be a recording")
{
    CHECK_THROWS_WITH(FileWindow("/no/such/file"), "read /no/such/file: No such file or directory");
    CHECK_THROWS_WITH(FileWindow("/"), "read /: Is a directory");
    CHECK_THROWS_WITH(FileWindow("/dev/null"),
                      "read /dev/null: not a file, and a recording is read at any place of it");
}

} // namespace zws::mcap
