// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/stream/message_info.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace zws::browser {

/// Messages encoded as one WebSocket message of the subprotocol zws.batch.v1 (zws(7)). Begins again when it
/// was taken.
class Batch {
public:
    /// More is put into another batch, but a larger message is one of its own. Bytes.
    static constexpr std::size_t max_size = std::size_t{64} << 10U;
    /// What range_of() reads.
    static constexpr std::size_t header_size = 20;

    bool empty() const { return count_ == 0; }
    /// Memory held.
    std::size_t bytes() const { return bytes_.capacity(); }
    /// Whether `arrival` still belongs in this one.
    bool has_room_for(const Arrival& arrival) const;
    /// `is_text`: the payload is valid UTF-8.
    void append(const Arrival& arrival, bool is_text);
    /// Ends the batch: calls `use` with its bytes. `time` is now, in Unix seconds.
    template <class Use>
    void flush(double time, const Use& use)
    {
        seal(time);
        use(std::string_view(bytes_));
        begin_next();
    }

private:
    void seal(double time);
    void begin_next();
    void append_topic(std::string_view topic);

    std::string bytes_;
    std::map<std::string, std::uint32_t, std::less<>> topics_; ///< numbers of those defined in this batch
    std::uint64_t first_ = 0;                                  ///< the sequence number of its first message
    std::uint32_t count_ = 0;
    double clock_ = 0; ///< as last written
};

/// What the header of a batch says about its messages.
struct BatchRange {
    std::uint64_t first = 0;
    std::uint32_t count = 0;

    std::uint64_t end() const { return first + count; }
};

/// Reads the header of a batch of ours.
BatchRange range_of(std::string_view batch);

} // namespace zws::browser
