// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/delivery/shard.hpp"
#include "tools/zws2browser/http/http.hpp"
#include "tools/zws2browser/http/request_target.hpp"
#include "tools/zws2browser/net.hpp"
#include "tools/zws2browser/stream/subscription.hpp"
#include "tools/zws2browser/websocket/services.hpp"

#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/serializer.hpp>
#include <memory>
#include <optional>

namespace zws::browser {

/// Which of the two ports a connection came in at.
enum class Door {
    http,      ///< pages, and WebSocket on /ws
    websocket, ///< WebSocket on any path
};

/// An HTTP connection: answers requests, until one of them asks for WebSocket and the connection becomes
/// that.
class HttpSession final : public std::enable_shared_from_this<HttpSession> {
public:
    /// Where a connection came in.
    struct Entrance {
        Door door;
        net::ip::address address;
    };

    HttpSession(TcpSocket socket, Shard& shard, Shard::Slot slot, const Services& services,
                Entrance entrance);

    /// Called on the shard's thread.
    void run();

private:
    void read();
    void read_head();
    void skip_empty_lines();
    void parse_head(std::size_t size);
    void handle();
    std::optional<Response> refuse(const RequestTarget& target) const;
    void serve(const RequestTarget& target);
    void answer(const RequestTarget& target);
    void answer_health();
    void answer_about_history(const RequestTarget& target);
    void upgrade(const RequestTarget& target);
    void become_websocket(ShardChannel* channel, const Subscription& subscription);
    void respond(Response response);
    void responded(error_code failure);
    void linger();

    boost::beast::basic_stream<tcp, Executor> stream_;
    Shard& shard_;
    Shard::Slot slot_;
    const Services& services_;
    Entrance entrance_;
    boost::beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::empty_body>> parser_;
    std::optional<Response> response_;
    std::optional<http::response_serializer<ContentBody>> serializer_;
};

} // namespace zws::browser
