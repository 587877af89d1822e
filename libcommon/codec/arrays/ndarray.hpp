// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"

#include <string>
#include <string_view>

namespace zws::codec {

/// An array as pyzmq's documentation sends it: a header of JSON with its dtype and shape, then its bytes; a
/// topic may come first. Becomes what array_to_json() says, with the other members of the header. Sets
/// `topic`, empty where there is none. Returns why the message is not one, empty if it is.
std::string decode_ndarray(const Message& message, std::string& out, std::string_view& topic);

} // namespace zws::codec
