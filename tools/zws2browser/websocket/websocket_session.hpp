// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/delivery/client_output.hpp"
#include "tools/zws2browser/delivery/shard.hpp"
#include "tools/zws2browser/delivery/shard_channel.hpp"
#include "tools/zws2browser/http/http.hpp"
#include "tools/zws2browser/net.hpp"
#include "tools/zws2browser/stream/subscription.hpp"
#include "tools/zws2browser/websocket/client_frames.hpp"
#include "tools/zws2browser/websocket/output_stream.hpp"
#include "tools/zws2browser/websocket/services.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace zws::browser {

/// A WebSocket client (RFC 6455): Beast does the handshake, reading, pings and closing; data is only sent
/// through the output.
class WebSocketSession final : public std::enable_shared_from_this<WebSocketSession>, private OutputOwner {
public:
    /// `already_read`: what the client sent after its request.
    WebSocketSession(TcpSocket socket, std::string already_read, Shard& shard, Shard::Slot slot,
                     const Services& services);

    /// Joins the channel at once, then accepts the handshake: nothing is missed that is published after the
    /// client got its answer.
    void run(const Request& request, ShardChannel& channel, const Subscription& subscription);

private:
    void overtaken() override;
    void stalled() override;
    void stopping() override;
    void moved() override;

    void read();
    void discard();
    void pass_on();
    bool has_memory_for(std::size_t message_size);
    void message_came();
    bool ends_whole(std::string_view part);
    bool inflate(std::string& message);
    void refuse(boost::beast::websocket::close_code code);
    void close(boost::beast::websocket::close_code code);
    void end();

    std::shared_ptr<ClientOutput> output_;
    boost::beast::websocket::stream<OutputStream, false> stream_;
    Shard& shard_;
    Shard::Slot slot_;
    ShardChannel* channel_ = nullptr; ///< there as long as this is joined
    const Services& services_;
    bool open_ = false; ///< the handshake is done
    bool closing_ = false;
    bool inflates_ = false;             ///< the client may compress
    TextEnd text_end_;                  ///< of the message that is read
    boost::beast::flat_buffer message_; ///< what the client sends, if it is not discarded
};

} // namespace zws::browser
