// SPDX-License-Identifier: MIT
// Messages of any kind through a channel of zws.batch.v1 or v2, compressed or not: what zws(7) says of a
// batch gives them back.
#include "libcommon/codec/inflate.hpp"
#include "tests/fuzz/expect.hpp"
#include "tools/zws2browser/stream/channel.hpp"

#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

using namespace zws::browser;

namespace {

/// Takes an input apart.
class Reader {
public:
    explicit Reader(std::string_view rest) : rest_(rest) {}

    bool at_end() const { return rest_.empty(); }
    std::string_view take(std::size_t size)
    {
        const auto taken = rest_.substr(0, size);
        rest_.remove_prefix(taken.size());
        return taken;
    }
    template <class N>
    N number()
    {
        N value{};
        const auto bytes = take(sizeof value);
        std::memcpy(&value, bytes.data(), bytes.size());
        return value;
    }

private:
    std::string_view rest_;
};

struct Sent {
    std::string topic;
    std::string payload;
    bool is_text;
    double time;
    bool has_topic;
    zws::Position position{};
    std::uint64_t missing = 0; ///< just before it

    bool operator==(const Sent&) const = default;
};

/// Goes on from one position to the next: mostly without a gap, as the length of a payload has it.
zws::Position next_position(zws::Position last, Sent& sent)
{
    const auto size = sent.payload.size();
    if (size % 7 == 6)
        return {last.epoch + 1, size};
    if (size % 11 == 10)
        return {last.epoch, size};
    sent.missing = size % 5 == 4 ? size : 0;
    return {last.epoch, last.sequence + 1 + sent.missing + size % 3};
}

std::vector<Sent> messages_in(std::string_view input)
{
    std::vector<Sent> messages;
    zws::Position position;
    for (Reader reader(input); !reader.at_end();) {
        const auto flags = reader.number<std::uint8_t>();
        const auto topic = reader.take(flags & 7U);
        const auto payload = reader.take(reader.number<std::uint8_t>());
        Sent sent{std::string(topic), {}, (flags & 8U) != 0, flags & 16U ? 1.5 : 2.5, (flags & 32U) != 0};
        for (unsigned i = 0; i <= (flags >> 6U) * 300U; ++i) // long ones too
            sent.payload += payload;
        if (!sent.has_topic)
            sent.topic.clear();
        sent.position = position = next_position(position, sent);
        messages.push_back(std::move(sent));
    }
    return messages;
}

/// As the first form knows them.
std::vector<Sent> without_positions(std::vector<Sent> messages)
{
    for (auto& sent : messages) {
        sent.position = {};
        sent.missing = 0;
    }
    return messages;
}

/// As zws(7) tells it.
void decode(std::string_view batch, BatchForm form, std::vector<Sent>& into)
{
    constexpr std::uint32_t clock = 0xffffffff;
    constexpr std::uint32_t hidden = 0xfffffffe;
    constexpr std::uint32_t missing = 0xfffffffd;
    constexpr std::uint32_t binary = std::uint32_t{1} << 31U;
    Reader reader(batch);
    zws::fuzz::expect(reader.number<std::uint64_t>() == into.size(), "batches follow each other");
    reader.take(8);
    const auto end = into.size() + reader.number<std::uint32_t>();
    zws::Position position;
    std::uint64_t end_position = 0;
    if (form == BatchForm::v2) {
        position = {reader.number<std::uint64_t>(), reader.number<std::uint64_t>()};
        end_position = reader.number<std::uint64_t>();
    }
    std::vector<std::string> topics(1);
    double time = 0;
    std::uint64_t lost = 0;
    while (!reader.at_end()) {
        const auto topic = reader.number<std::uint32_t>();
        if (topic == clock) {
            time = reader.number<double>();
            continue;
        }
        if (form == BatchForm::v2 && (topic == hidden || topic == missing)) {
            const auto skipped = reader.number<std::uint64_t>();
            position.sequence += skipped;
            lost += topic == missing ? skipped : 0;
            continue;
        }
        if (topic == topics.size())
            topics.emplace_back(reader.take(reader.number<std::uint32_t>()));
        zws::fuzz::expect(topic < topics.size(), "a topic is defined before it is used");
        const auto size = reader.number<std::uint32_t>();
        const auto payload = reader.take(size & ~binary);
        into.push_back({topics[topic], std::string(payload), (size & binary) == 0, time, topic != 0, position,
                        std::exchange(lost, 0)});
        position.sequence += form == BatchForm::v2 ? 1 : 0;
    }
    zws::fuzz::expect(position.sequence == end_position, "a batch ends where it says");
    zws::fuzz::expect(into.size() == end, "a batch has as many messages as it says");
}

void check(const std::vector<Sent>& messages, std::optional<int> window, BatchForm form)
{
    StreamView view;
    view.batches = std::chrono::milliseconds::zero();
    view.deflate_window = window;
    view.form = form;
    LogMemory memory;
    Channel channel(view, std::size_t{64} << 20U, false, memory);
    for (const auto& sent : messages) {
        const std::string_view payload = sent.payload;
        const auto opcode = sent.is_text ? frame::Opcode::text : frame::Opcode::binary;
        channel.append(
            opcode, {sent.time, sent.has_topic ? sent.topic : payload, payload, sent.position, sent.missing});
        if (sent.payload.size() % 3 == 0)
            channel.publish(Channel::Clock::now());
    }
    channel.publish(Channel::Clock::now());
    std::vector<Sent> got;
    for (auto segment = channel.oldest(); segment; segment = segment->next())
        for (std::uint32_t i = 0; i < segment->published().frames; ++i) {
            const auto frame = frame::parse(segment->frame(i));
            std::string plain;
            if (frame.compressed)
                zws::fuzz::expect(
                    zws::codec::inflate(frame.payload, zws::codec::Wrapping::message, plain).empty(),
                    "what is compressed inflates");
            decode(frame.compressed ? plain : frame.payload, form, got);
        }
    zws::fuzz::expect(got == messages, "all messages come back as they were");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto messages = messages_in({reinterpret_cast<const char*>(data), size});
    const auto plain = without_positions(messages);
    for (const auto window : {std::optional<int>(), std::optional(9), std::optional(15)}) {
        check(plain, window, BatchForm::v1);
        check(messages, window, BatchForm::v2);
    }
    return 0;
}
