// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace zws::codec {

/// The items of a message of a ZeroMQ sink of GNU Radio, without the header that it has where the sink passes
/// stream tags on (gr-zeromq, tag_headers.cc: magic number, version 1, offset, tags; in the byte order of the
/// machine, and the tags' values as PMT serialises them). Nothing is taken off where the header is not whole
/// and valid: then the bytes are items too.
std::string_view without_stream_tags(std::string_view message);

} // namespace zws::codec
