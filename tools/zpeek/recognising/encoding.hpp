// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zws::peek {

/// How sure it is that something is what it is said to be.
enum class Surety { none, perhaps, likely, certain };

/// "certain"
std::string_view word_of(Surety surety);

/// How the bytes of frames are to be read.
struct Encoding {
    std::string name{};    ///< "json", "zlib,msgpack", "f32le"; empty: not known
    std::string told_by{}; ///< what it was told by, or why it is not known
    Surety surety = Surety::none;
    std::string
        decode{}; ///< the steps of --decode that make JSON of it; empty: there are none, or none needed

    bool known() const { return surety >= Surety::likely; }
};

/// Whether an encoding is text in which the page finds values line by line (points::read_plain()).
bool is_plain_text(std::string_view encoding);

/// Whether an encoding is text that people can read.
bool is_text(std::string_view encoding);

/// The frames at the same place of messages of the same topic.
using Column = std::vector<std::string_view>;

} // namespace zws::peek
