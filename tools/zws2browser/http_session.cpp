// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http_session.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/cli/warnings.hpp"
#include "tools/zws2browser/http/request_target.hpp"
#include "tools/zws2browser/http/static_files.hpp"
#include "tools/zws2browser/websocket/handshake.hpp"
#include "tools/zws2browser/websocket/websocket_session.hpp"

#include <algorithm>
#include <boost/beast/http/write.hpp>
#include <stdexcept>

namespace zws::browser {

namespace {

constexpr std::size_t header_limit = std::size_t{16} << 10U;
constexpr std::ptrdiff_t lines_limit = 100;
constexpr std::size_t read_size = 4096;
constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr std::chrono::seconds request_timeout{30};
constexpr std::chrono::seconds refusal_timeout{2};
constexpr std::chrono::seconds response_timeout{30};
constexpr std::chrono::seconds linger_timeout{2};

/// Behind these nothing that comes can be understood, or nothing is wanted.
bool ends_connection(http::status status)
{
    return status == http::status::bad_request || status == http::status::request_header_fields_too_large ||
           status == http::status::service_unavailable;
}

} // namespace

HttpSession::HttpSession(TcpSocket socket, Shard& shard, Shard::Slot slot, const Services& services,
                         Entrance entrance)
    : stream_(std::move(socket)),
      shard_(shard),
      slot_(std::move(slot)),
      services_(services),
      entrance_(std::move(entrance))
{
}

void HttpSession::run()
{
    error_code not_supported;
    stream_.socket().set_option(tcp::no_delay(true), not_supported);
    read();
}

void HttpSession::read()
{
    parser_.emplace();
    parser_->header_limit(header_limit);
    stream_.expires_after(slot_.over_limit() ? refusal_timeout : request_timeout);
    read_head();
}

void HttpSession::read_head()
{
    skip_empty_lines();
    const auto bytes = buffer_.cdata();
    const std::string_view head(static_cast<const char*>(bytes.data()), bytes.size());
    const auto end = head.find(end_of_head);
    const auto size = end == std::string_view::npos ? head.size() : end + end_of_head.size();
    if (size > header_limit || std::count(head.begin(), head.begin() + size, '\n') > lines_limit)
        return respond(make_refusal(http::status::request_header_fields_too_large, "the head is too long"));
    if (!is_head_in_order(head.substr(0, size)))
        return respond(make_refusal(http::status::bad_request, "this is not an HTTP/1.1 request"));
    if (end != std::string_view::npos)
        return parse_head(size);
    stream_.async_read_some(buffer_.prepare(read_size),
                            [self = shared_from_this()](error_code failure, std::size_t more) {
                                self->buffer_.commit(more);
                                if (!failure)
                                    self->read_head();
                            });
}

/// In front of a request they are left out (RFC 9112 section 2.2).
void HttpSession::skip_empty_lines()
{
    const auto bytes = buffer_.cdata();
    std::string_view head(static_cast<const char*>(bytes.data()), bytes.size());
    while (head.starts_with("\r\n"))
        head.remove_prefix(2);
    buffer_.consume(bytes.size() - head.size());
}

void HttpSession::parse_head(std::size_t size)
{
    error_code failure;
    parser_->put(net::const_buffer(buffer_.cdata().data(), size), failure);
    buffer_.consume(size);
    if (failure)
        respond(make_refusal(http::status::bad_request, failure.message()));
    else
        handle();
}

void HttpSession::handle()
{
    const auto target_text = parser_->get().target();
    try {
        const auto target = parse_request_target({target_text.data(), target_text.size()});
        if (!target.host.empty() && parser_->get().count(http::field::host) == 1)
            parser_->get().set(http::field::host, target.host); // RFC 9112 section 3.2.2
        if (auto refusal = refuse(target))
            respond(std::move(*refusal));
        else
            serve(target);
    } catch (const std::invalid_argument& wrong) {
        respond(make_refusal(http::status::bad_request, wrong.what()));
    }
}

std::optional<Response> HttpSession::refuse(const RequestTarget& target) const
{
    const Request& request = parser_->get();
    if (slot_.over_limit())
        return refuse_for_want_of_room("too many connections");
    if (auto refusal = refuse_form(request))
        return refusal;
    if (auto refusal = services_.host_check.refuse(request, entrance_.address)) {
        thread_local RareWarning warning(std::chrono::minutes(1));
        warning.tell("a request with 'Host: ", log::excerpt(request[http::field::host]),
                     "' was refused: its Host or Origin is not one of ours (--allow-host, --allow-origin); "
                     "a proxy in front has to pass on Host");
        return refusal;
    }
    return services_.token.refuse(request, target);
}

void HttpSession::serve(const RequestTarget& target)
{
    const Request& request = parser_->get();
    if (entrance_.door == Door::websocket || target.path == "/ws")
        upgrade(target);
    else if (asks_for_websocket(request))
        respond(make_refusal(http::status::not_found, "WebSocket is at /ws"));
    else
        answer(target);
}

void HttpSession::answer(const RequestTarget& target)
{
    if (auto refusal = refuse_method(parser_->get()))
        respond(std::move(*refusal));
    else if (auto moved = services_.token.move_to_cookie(parser_->get(), target))
        respond(std::move(*moved));
    else if (target.path == "/metrics")
        respond(
            make_response(http::status::ok, "text/plain; version=0.0.4; charset=utf-8", services_.metrics()));
    else if (target.path == "/healthz")
        answer_health();
    else if (services_.history != nullptr && is_about_history(target.path))
        answer_about_history(target);
    else if (target.path == "/about.json")
        respond(make_response(http::status::ok, "application/json", services_.about.json()));
    else
        respond(answer_page(services_.site, target, parser_->get()));
}

void HttpSession::answer_health()
{
    services_.check_health(shard_.context(), [self = shared_from_this()](bool alive) {
        self->respond(alive
                          ? make_response(http::status::ok, "text/plain; charset=utf-8", "ok\n")
                          : make_refusal(http::status::service_unavailable, "an event loop does not answer"));
    });
}

void HttpSession::answer_about_history(const RequestTarget& target)
{
    const auto accept = parser_->get()[http::field::accept];
    services_.history->answer(
        target, {accept.data(), accept.size()}, shard_.context(),
        [self = shared_from_this()](Response answer) { self->respond(std::move(answer)); });
}

void HttpSession::upgrade(const RequestTarget& target)
{
    auto subscription =
        parse_subscription(target, services_.options.history_max, offered_batches(parser_->get()));
    if (lost_its_upgrade(parser_->get())) {
        thread_local RareWarning warning(std::chrono::minutes(1));
        warning.tell("a client asked for WebSocket without 'Upgrade: websocket' and 'Connection: Upgrade': a "
                     "proxy in front has to pass them on");
    }
    if (auto refusal = refuse_handshake(parser_->get()))
        return respond(std::move(*refusal));
    parser_->get().set(http::field::connection, "Upgrade"); // of several, Beast sees the first alone
    parser_->get().set(http::field::upgrade, "websocket");
    if (services_.options.compress)
        subscription.view.deflate_window = accepted_window(parser_->get());
    const StreamView view = subscription.view;
    shard_.with_channel(view, [self = shared_from_this(), subscription = std::move(subscription)](
                                  ShardChannel* channel) { self->become_websocket(channel, subscription); });
}

void HttpSession::become_websocket(ShardChannel* channel, const Subscription& subscription)
{
    if (channel == nullptr)
        return respond(refuse_for_want_of_room(
            "too many different views of the stream are open, or too little memory is left"));
    stream_.expires_never();
    const auto rest = buffer_.cdata();
    std::string already_read(static_cast<const char*>(rest.data()), rest.size());
    std::make_shared<WebSocketSession>(stream_.release_socket(), std::move(already_read), shard_,
                                       std::move(slot_), services_)
        ->run(parser_->get(), *channel, subscription);
}

void HttpSession::respond(Response response)
{
    const bool understood = parser_->is_header_done();
    const bool has_body = understood && (parser_->chunked() || parser_->content_length().value_or(0) != 0);
    response_ = std::move(response);
    response_->version(parser_->get().version());
    if (const auto& sites = services_.options.allow_embed; !sites.empty())
        allow_embedding(*response_, sites);
    if (const auto age = services_.options.hsts)
        response_->set(http::field::strict_transport_security,
                       "max-age=" + std::to_string(std::chrono::floor<std::chrono::seconds>(*age).count()));
    response_->keep_alive(understood && parser_->get().keep_alive() && !has_body &&
                          !ends_connection(response_->result()));
    serializer_.emplace(*response_);
    stream_.expires_after(response_timeout);
    auto done = [self = shared_from_this()](error_code failure, std::size_t) { self->responded(failure); };
    if (parser_->get().method() == http::verb::head)
        http::async_write_header(stream_, *serializer_, std::move(done));
    else
        http::async_write(stream_, *serializer_, std::move(done));
}

void HttpSession::responded(error_code failure)
{
    if (failure)
        return;
    if (response_->keep_alive())
        return read();
    // Closing with bytes unread would reset the connection, and the answer might never arrive (RFC 9112
    // section 9.6).
    stream_.socket().shutdown(tcp::socket::shutdown_send, failure);
    stream_.expires_after(linger_timeout);
    linger();
}

void HttpSession::linger()
{
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(4096),
                            [self = shared_from_this()](error_code failure, std::size_t) {
                                if (!failure)
                                    self->linger();
                            });
}

} // namespace zws::browser
