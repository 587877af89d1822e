// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

namespace zws::browser {

/// The first frames of a run of messages, at which topic filters look. Those that are the payload itself are
/// not stored again.
class FirstFrames {
public:
    void append(std::string_view first_frame, std::string_view payload)
    {
        const bool same = first_frame.data() == payload.data();
        const auto size = same ? is_payload : static_cast<std::uint32_t>(first_frame.size());
        packed_.append(reinterpret_cast<const char*>(&size), sizeof size);
        if (!same)
            packed_.append(first_frame);
    }

    /// Memory held.
    std::size_t bytes() const { return packed_.capacity(); }

    /// Reads them in their order.
    class Reader {
    public:
        explicit Reader(const FirstFrames& frames) : rest_(frames.packed_) {}

        bool at_end() const { return rest_.empty(); }
        /// The next one; `payload` is that of its message.
        std::string_view next(std::string_view payload)
        {
            std::uint32_t size = 0;
            std::memcpy(&size, rest_.data(), sizeof size);
            rest_.remove_prefix(sizeof size);
            if (size == is_payload)
                return payload;
            const auto first_frame = rest_.substr(0, size);
            rest_.remove_prefix(size);
            return first_frame;
        }

    private:
        std::string_view rest_;
    };

private:
    static constexpr std::uint32_t is_payload = std::numeric_limits<std::uint32_t>::max();

    std::string packed_; ///< of each the size, then the bytes
};

} // namespace zws::browser
