// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"
#include "libcommon/zmq/position.hpp"
#include "tools/znats/nats/libnats.hpp"
#include "tools/znats/subject.hpp"

#include <optional>
#include <string>
#include <vector>

/// How a ZeroMQ message travels through NATS (zws(7), NATS): the payload is the data; the topic is in the
/// subject, or else in the header Zws-Topic; every further frame is a header Zws-Frame. Both are base64.
namespace zws::nats {

/// What JetStream wants to know of a message.
struct Publication {
    std::string reply;  ///< the subject for the acknowledgement
    std::string id;     ///< tells a message that is sent twice from two messages
    std::string stream; ///< the stream that is to store it
};

/// Throws Error if libnats has no memory, or for more than 2 GiB.
MsgPtr encoded(const Message& message, const Subject& subject,
               const std::optional<Publication>& publication = {});

/// The id that a message was published with; empty: none.
std::string id_of(natsMsg& message);

/// The bytes that `message` takes in a buffer or on the wire, nearly.
std::size_t wire_size(const Message& message);

/// The frames that encoded() was given, or the topic and the payload of a message from elsewhere; none if a
/// header is not as it writes them.
std::vector<std::string> decoded(natsMsg& message, const Subject& subject);

/// Makes `position` the last frame of what decoded() returns, unless the last one is a position already.
void add_position(natsMsg& message, const Position& position);

} // namespace zws::nats
