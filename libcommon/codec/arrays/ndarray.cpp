// SPDX-License-Identifier: MIT
#include "libcommon/codec/arrays/ndarray.hpp"

#include "libcommon/codec/arrays/array_header.hpp"

#include <stdexcept>

namespace zws::codec {

namespace {

/// The frame with the header: the first one, or the one after a topic.
std::size_t header_frame(const Message& message)
{
    const bool first = may_be_array_header(message.frame(0));
    const bool second = message.frame_count() > 2 && may_be_array_header(message.frame(1));
    if (!first && !second)
        throw std::invalid_argument("no header of JSON before the bytes of an array");
    return second ? 1 : 0;
}

void set_bytes(ArrayHeader& header, std::string_view bytes)
{
    Array& array = header.array;
    array.bytes = bytes;
    const auto size = array.type->size;
    if (!header.has_shape && size > 0)
        array.shape = {bytes.size() / size};
    const bool strided = !array.strides.empty();
    const std::string why = strided ? stride_error(array) : lay_out(array, header.fortran);
    if (!why.empty())
        throw std::invalid_argument(why);
}

} // namespace

std::string decode_ndarray(const Message& message, std::string& out, std::string_view& topic)
{
    if (message.frame_count() < 2)
        return "ndarray: one frame, not a header of JSON and the bytes of an array";
    try {
        const auto at = header_frame(message);
        topic = at > 0 ? message.frame(0) : std::string_view();
        auto header = read_array_header(message.frame(at));
        set_bytes(header, message.frame(at + 1));
        const std::string why = array_to_json(header.array, header.members, out);
        return why.empty() ? why : "ndarray: " + why;
    } catch (const std::invalid_argument& e) {
        return std::string("ndarray: ") + e.what();
    }
}

} // namespace zws::codec
