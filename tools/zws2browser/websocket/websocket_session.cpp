// SPDX-License-Identifier: MIT
#include "tools/zws2browser/websocket/websocket_session.hpp"

#include "libcommon/codec/inflate.hpp"
#include "libcommon/text/character.hpp"
#include "tools/zws2browser/websocket/handshake.hpp"

#include <chrono>
#include <utility>

namespace zws::browser {

namespace websocket = boost::beast::websocket;

namespace {

constexpr std::size_t small_message = std::size_t{4} << 10U; // is part of memory_of_client

websocket::stream_base::timeout timeouts(const Options& options)
{
    return {std::chrono::seconds(30), options.idle_timeout, true}; // handshake, idle, pings before that
}

} // namespace

WebSocketSession::WebSocketSession(TcpSocket socket, std::string already_read, Shard& shard, Shard::Slot slot,
                                   const Services& services)
    : output_(std::make_shared<ClientOutput>(std::move(socket), shard.counters(),
                                             ServerBudget::Share(services.memory))),
      stream_(output_, std::move(already_read)),
      shard_(shard),
      slot_(std::move(slot)),
      services_(services)
{
    static_cast<void>(has_memory_for(0));
    stream_.set_option(timeouts(services.options));
    stream_.read_message_max(services.options.max_client_message);
}

void WebSocketSession::run(const Request& request, ShardChannel& channel, const Subscription& subscription)
{
    channel_ = &channel;
    shard_.join(channel, *output_, subscription);
    output_->set_owner(this);
    const StreamView& view = subscription.view;
    inflates_ = view.deflate_window.has_value();
    if (inflates_)
        stream_.next_layer().frames().allow_compressed();
    stream_.set_option(
        websocket::stream_base::decorator([batches = view.batches ? std::optional(view.form) : std::nullopt,
                                           window = view.deflate_window](websocket::response_type& response) {
            response.set(http::field::server, "zws2browser");
            if (batches)
                response.set(http::field::sec_websocket_protocol, name_of(*batches));
            if (window)
                response.set(http::field::sec_websocket_extensions, deflate_answer(*window));
        }));
    stream_.async_accept(request, [self = shared_from_this()](error_code failure) {
        if (failure)
            return self->end();
        self->open_ = true;
        self->output_->open();
        self->read();
    });
}

void WebSocketSession::read()
{
    if (services_.uplink == nullptr && !inflates_)
        discard();
    else
        pass_on();
}

void WebSocketSession::discard()
{
    stream_.async_read_some(net::buffer(shard_.bit_bucket()),
                            [self = shared_from_this()](error_code failure, std::size_t size) {
                                if (failure)
                                    self->end();
                                else if (self->ends_whole({self->shard_.bit_bucket().data(), size}))
                                    self->discard();
                                else
                                    self->refuse(websocket::close_code::bad_payload);
                            });
}

/// False if the next part of a message ends a text inside a character.
bool WebSocketSession::ends_whole(std::string_view part)
{
    text_end_.add(part);
    return !stream_.is_message_done() || std::exchange(text_end_, {}).is_whole() || stream_.got_binary();
}

void WebSocketSession::pass_on()
{
    if (message_.size() == 0)
        static_cast<void>(has_memory_for(0));
    stream_.async_read_some(message_, 0, [self = shared_from_this()](error_code failure, std::size_t) {
        if (failure)
            self->end();
        else if (!self->has_memory_for(self->message_.size()))
            self->refuse(websocket::close_code::try_again_later);
        else if (self->stream_.is_message_done())
            self->message_came();
        else
            self->pass_on();
    });
}

bool WebSocketSession::has_memory_for(std::size_t message_size)
{
    const auto besides = services_.options.tls() ? memory_of_client + memory_of_tls : memory_of_client;
    return slot_.memory().resize(besides + (message_size > small_message ? message_size : 0));
}

void WebSocketSession::message_came()
{
    std::string message = boost::beast::buffers_to_string(message_.cdata());
    message_ = {}; // idle clients need no memory
    if (!ends_whole(message))
        return refuse(websocket::close_code::bad_payload);
    if (inflates_ && !inflate(message))
        return;
    if (services_.uplink == nullptr)
        return pass_on();
    services_.uplink->publish(std::move(message), [self = shared_from_this()] {
        net::post(self->stream_.get_executor(), [self] { self->pass_on(); });
    });
}

bool WebSocketSession::inflate(std::string& message)
{
    const auto kind = stream_.next_layer().frames().next();
    if (!kind.compressed)
        return true;
    const auto most = services_.options.max_client_message;
    std::string plain;
    const bool inflated = codec::inflate(message, codec::Wrapping::message, plain, most).empty();
    if (!inflated || (kind.text && !is_utf8(plain))) {
        refuse(plain.size() > most ? websocket::close_code::too_big : websocket::close_code::bad_payload);
        return false;
    }
    message = std::move(plain);
    if (has_memory_for(message.size()))
        return true;
    refuse(websocket::close_code::try_again_later);
    return false;
}

void WebSocketSession::refuse(websocket::close_code code)
{
    output_->hang_up_after_close();
    close(code);
}

void WebSocketSession::end()
{
    if (channel_ == nullptr)
        return;
    output_->set_owner(nullptr);
    output_->cut_off(net::error::operation_aborted);
    shard_.leave(*std::exchange(channel_, nullptr), *output_);
}

void WebSocketSession::close(websocket::close_code code)
{
    if (std::exchange(closing_, true))
        return;
    output_->close();
    if (!open_) // Beast must not be asked to close what it still opens
        return output_->cut_off(net::error::operation_aborted);
    stream_.async_close(code, [self = shared_from_this()](error_code) { self->end(); });
}

void WebSocketSession::overtaken()
{
    if (services_.options.slow_client != SlowClient::disconnect || closing_)
        return;
    shard_.counters().disconnected_lagged.add();
    close(websocket::close_code::try_again_later);
}

void WebSocketSession::stalled()
{
    if (closing_)
        return; // it is counted already, and is to be cut off
    shard_.counters().disconnected_stalled.add();
    close(websocket::close_code::try_again_later);
}

void WebSocketSession::stopping()
{
    close(websocket::close_code::going_away);
}

void WebSocketSession::moved()
{
    channel_->client_moved();
}

} // namespace zws::browser
