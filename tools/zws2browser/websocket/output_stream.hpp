// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/delivery/client_output.hpp"
#include "tools/zws2browser/websocket/client_frames.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/buffers_prefix.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/websocket/teardown.hpp>
#include <memory>
#include <string>
#include <utility>

namespace zws::browser {

/// The output as the stream below Beast's websocket::stream (Beast's AsyncStream): reads come from the
/// socket, writes go through the output.
class OutputStream {
public:
    using executor_type = Executor;
    using next_layer_type = TcpSocket;

    /// `already_read`: what came from the socket after the handshake's request.
    OutputStream(std::shared_ptr<ClientOutput> output, std::string already_read)
        : output_(std::move(output)), already_read_(std::move(already_read))
    {
    }

    /// What the client sends.
    ClientFrames& frames() { return frames_; }

    ClientOutput& output() { return *output_; }
    executor_type get_executor() { return output_->socket().get_executor(); }
    TcpSocket& next_layer() { return output_->socket(); }
    const TcpSocket& next_layer() const { return output_->socket(); }

    template <class Buffers, class Handler>
    auto async_read_some(const Buffers& buffers, Handler&& handler)
    {
        return net::async_initiate<Handler, void(error_code, std::size_t)>(
            [this](auto&& done, const Buffers& target) {
                using Done = std::decay_t<decltype(done)>;
                if (already_read_.empty())
                    return read_socket(target, std::forward<Done>(done));
                const auto size = net::buffer_copy(target, net::buffer(already_read_));
                already_read_.erase(0, size);
                let_in(target, size);
                net::post(get_executor(), [done = std::forward<Done>(done), size]() mutable {
                    std::move(done)(error_code(), size);
                });
            },
            handler, buffers);
    }

    template <class Buffers, class Handler>
    auto async_write_some(const Buffers& buffers, Handler&& handler)
    {
        return net::async_initiate<Handler, void(error_code, std::size_t)>(
            [this](auto&& done, const Buffers& source) {
                auto bytes = boost::beast::buffers_to_string(source);
                frames_.answer_close(bytes);
                output_->write_control(std::move(bytes), std::forward<decltype(done)>(done));
            },
            handler, buffers);
    }

private:
    template <class Buffers, class Done>
    void read_socket(const Buffers& target, Done done)
    {
        const auto executor = net::get_associated_executor(done, get_executor());
        output_->socket().async_read_some(
            target, net::bind_executor(executor, [this, target, done = std::move(done)](
                                                     error_code failure, std::size_t size) mutable {
                let_in(target, size);
                std::move(done)(failure, size);
            }));
    }

    template <class Buffers>
    void let_in(const Buffers& bytes, std::size_t size)
    {
        const auto prefix = boost::beast::buffers_prefix(size, bytes);
        for (const net::mutable_buffer part : boost::beast::buffers_range_ref(prefix))
            frames_.pass({static_cast<char*>(part.data()), part.size()});
    }

    std::shared_ptr<ClientOutput> output_;
    ClientFrames frames_;
    std::string already_read_;
};

/// Ends the TCP connection after the closing handshake, as Beast asks for it: at once, since it is the
/// server that has to close first (RFC 6455 section 7.1.1) and a peer that does not would keep us waiting.
template <class Handler>
void async_teardown(boost::beast::role_type, OutputStream& stream, Handler&& handler)
{
    stream.output().shut_down();
    net::post(stream.get_executor(),
              [done = std::decay_t<Handler>(std::forward<Handler>(handler))]() mutable {
                  std::move(done)(error_code());
              });
}

} // namespace zws::browser
