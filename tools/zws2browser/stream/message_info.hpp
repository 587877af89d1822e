// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

namespace zws::browser {

/// A message as it came from ZeroMQ.
struct Arrival {
    double time; ///< Unix seconds
    /// What topic filters look at: the topic, or the payload itself if the message has no other frame.
    std::string_view first_frame;
    std::string_view payload;

    bool has_topic() const { return first_frame.data() != payload.data(); }
};

/// What a run of messages has besides its payloads. First frames that are the payload are not stored again.
class MessageInfo {
public:
    void append(const Arrival& arrival)
    {
        if (arrival.time != time_) {
            time_ = arrival.time;
            append_bytes(&is_time, sizeof is_time);
            append_bytes(&time_, sizeof time_);
        }
        const auto size =
            arrival.has_topic() ? static_cast<std::uint32_t>(arrival.first_frame.size()) : is_payload;
        append_bytes(&size, sizeof size);
        if (arrival.has_topic())
            packed_.append(arrival.first_frame);
    }

    /// Memory held.
    std::size_t bytes() const { return packed_.capacity(); }

    /// Reads them in their order.
    class Reader {
    public:
        explicit Reader(const MessageInfo& info) : rest_(info.packed_) {}

        bool at_end() const { return rest_.empty(); }
        /// The next one, whose payload is `payload`.
        Arrival next(std::string_view payload)
        {
            auto size = read<std::uint32_t>();
            if (size == is_time) {
                time_ = read<double>();
                size = read<std::uint32_t>();
            }
            if (size == is_payload)
                return {time_, payload, payload};
            const auto first_frame = rest_.substr(0, size);
            rest_.remove_prefix(size);
            return {time_, first_frame, payload};
        }

    private:
        template <class T>
        T read()
        {
            T value;
            std::memcpy(&value, rest_.data(), sizeof value);
            rest_.remove_prefix(sizeof value);
            return value;
        }

        std::string_view rest_;
        double time_ = 0;
    };

private:
    static constexpr std::uint32_t is_payload = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::uint32_t is_time = is_payload - 1;

    void append_bytes(const void* bytes, std::size_t size)
    {
        packed_.append(static_cast<const char*>(bytes), size);
    }

    std::string packed_; ///< of each the size of its first frame, then its bytes; times where they change
    double time_ = -1;
};

} // namespace zws::browser
