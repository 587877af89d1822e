// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/view.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zws::peek {

/// A message that is kept to be looked at, with all its frames.
struct KeptMessage {
    std::vector<std::string> frames;
    Arrival arrival;
    int connection = -1;        ///< its descriptor; -1: not known
    std::uint64_t number = 0;   ///< among all of the stream, from 0
    std::size_t topic_size = 0; ///< bytes of the topic that a single frame begins with

    std::string_view topic() const
    {
        const std::string_view first = frames.front();
        return frames.size() > 1 ? first : first.substr(0, topic_size);
    }

    /// Bytes of its frames.
    std::size_t size() const
    {
        std::size_t size = 0;
        for (const auto& frame : frames)
            size += frame.size();
        return size;
    }
};

} // namespace zws::peek
