// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>

namespace zws::browser {

/// The last messages of the stream as they came, for channels that open later; bounded in messages and in
/// bytes.
class History {
public:
    History(std::size_t max_messages, std::size_t max_bytes)
        : max_messages_(max_messages), max_bytes_(max_bytes)
    {
    }

    /// `first_frame` is what topic filters look at; it may be the payload itself.
    void append(std::string_view first_frame, std::string_view payload);

    /// Calls `each(first_frame, payload)` for what is kept, the oldest first.
    template <class Each>
    void replay(const Each& each) const
    {
        for (const Chunk& chunk : chunks_)
            for (std::string_view rest = chunk.records; !rest.empty();) {
                Sizes sizes;
                std::memcpy(&sizes, rest.data(), sizeof sizes);
                const auto first_frame = rest.substr(sizeof sizes, sizes.first_frame);
                const auto payload = rest.substr(sizeof sizes + sizes.stored_frame, sizes.payload);
                each(first_frame, payload);
                rest.remove_prefix(sizeof sizes + sizes.stored_frame + sizes.payload);
            }
    }

private:
    /// In front of each record. A first frame that is the payload is not stored twice.
    struct Sizes {
        std::size_t first_frame;
        std::size_t stored_frame;
        std::size_t payload;
    };

    /// Records one after the other, dropped together.
    struct Chunk {
        std::string records;
        std::size_t messages = 0;
    };

    static constexpr std::size_t chunks_aimed_at = 16;

    Chunk& chunk_for(std::size_t size);
    void trim();

    std::size_t max_messages_;
    std::size_t max_bytes_;
    std::size_t messages_ = 0;
    std::size_t bytes_ = 0;
    std::deque<Chunk> chunks_;
    Chunk spare_; ///< empty; its memory is for the next chunk
};

} // namespace zws::browser
