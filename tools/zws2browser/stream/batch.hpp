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

/// The subprotocols zws.batch.v1 and zws.batch.v2; the latter tells positions, too.
enum class BatchForm { v1, v2 };

/// Messages encoded as one WebSocket message of a subprotocol (zws(7)). Begins again when it was taken.
class Batch {
public:
    explicit Batch(BatchForm form = BatchForm::v1) : form_(form) {}

    /// More is put into another batch, but a larger message is one of its own. Bytes.
    static constexpr std::size_t max_size = std::size_t{64} << 10U;
    /// What range_of() and coverage_of() read.
    std::size_t header_size() const { return form_ == BatchForm::v1 ? 20 : 44; }

    bool empty() const { return count_ == 0; }
    /// Memory held.
    std::size_t bytes() const { return bytes_.capacity(); }
    /// Whether `arrival` still belongs in this one.
    bool has_room_for(const ArrivedMessage& arrival) const;
    /// `is_text`: the payload is valid UTF-8.
    void append(const ArrivedMessage& arrival, bool is_text);
    /// Tells of a message that is not shown. It has to follow().
    void pass_over(const ArrivedMessage& arrival);
    /// Whether a message comes after all in this one, in the same epoch: what does not belongs in another
    /// one.
    bool follows(const Position& position) const;
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
    void cover(const ArrivedMessage& arrival);
    void append_skipped(std::uint64_t sequence);

    BatchForm form_;
    std::string bytes_;
    std::map<std::string, std::uint32_t, std::less<>> topics_; ///< numbers of those defined in this batch
    std::uint64_t first_ = 0;                                  ///< the sequence number of its first message
    std::uint32_t count_ = 0;
    double clock_ = 0; ///< as last written
    std::uint64_t epoch_ = 0;
    std::uint64_t begin_ = 0; ///< the sequence number with which this batch, with what it passes over, begins
    std::uint64_t end_ = 0;   ///< that which would follow
    std::uint64_t next_ = 0;  ///< the first that is not written yet
    std::uint64_t missing_ = 0; ///< messages from there on that never came here
};

/// What the header of a batch says about its messages.
struct BatchRange {
    std::uint64_t first = 0;
    std::uint32_t count = 0;

    std::uint64_t end() const { return first + count; }
};

/// Reads the header of a batch of ours.
BatchRange range_of(std::string_view batch);

/// What part of its stream a batch of zws.batch.v2 tells of: all positions from `begin` up to before `end`.
struct Coverage {
    std::uint64_t epoch = 0;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

Coverage coverage_of(std::string_view batch);

} // namespace zws::browser
