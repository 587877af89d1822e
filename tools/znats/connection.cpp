// SPDX-License-Identifier: MIT
#include "tools/znats/connection.hpp"

#include "libcommon/error.hpp"
#include "libcommon/log.hpp"
#include "tools/znats/nats_error.hpp"
#include "tools/znats/secret.hpp"
#include "tools/znats/server_url.hpp"

#include <algorithm>
#include <array>

namespace zws::nats {

namespace {

// A write that a server does not take ends the connection, so that no stop waits for it longer than that.
constexpr int write_deadline_ms = 2000;
constexpr int connect_timeout_ms = 2000;
constexpr int reconnect_wait_ms = 250; // after all servers were tried
constexpr int reconnect_jitter_ms = 250;
constexpr int ping_interval_ms = 10'000; // two without an answer end the connection
constexpr int pings_out = 2;
// What is sent between the loss of a connection and our hearing of it; the rest waits in our own buffer.
constexpr int reconnect_buffer = 1 << 20;

OptionsPtr new_options()
{
    natsOptions* raw = nullptr;
    check(natsOptions_Create(&raw), "libnats");
    return OptionsPtr(raw);
}

std::string joined(const std::vector<std::string>& urls)
{
    std::string text;
    for (const auto& url : urls)
        text += (text.empty() ? "" : ", ") + shown(url);
    return text;
}

void set_servers(natsOptions* options, const std::vector<std::string>& urls)
{
    std::vector<const char*> texts;
    texts.reserve(urls.size());
    for (const auto& url : urls)
        texts.push_back(url.c_str());
    check(natsOptions_SetServers(options, texts.data(), static_cast<int>(texts.size())), joined(urls));
}

void set_times(natsOptions* options)
{
    check(natsOptions_SetName(options, "znats"), "name");
    check(natsOptions_SetTimeout(options, connect_timeout_ms), "timeout");
    check(natsOptions_SetWriteDeadline(options, write_deadline_ms), "write deadline");
    check(natsOptions_SetMaxReconnect(options, -1), "reconnect");
    check(natsOptions_SetReconnectWait(options, reconnect_wait_ms), "reconnect wait");
    check(natsOptions_SetReconnectJitter(options, reconnect_jitter_ms, reconnect_jitter_ms),
          "reconnect jitter");
    check(natsOptions_SetReconnectBufSize(options, reconnect_buffer), "reconnect buffer");
    check(natsOptions_SetPingInterval(options, ping_interval_ms), "ping interval");
    check(natsOptions_SetMaxPingsOut(options, pings_out), "pings");
}

void set_identity(natsOptions* options, const ServerOptions& server)
{
    if (!server.user.empty())
        check(natsOptions_SetUserInfo(options, server.user.c_str(), secret(server.password_file).c_str()),
              "user");
    if (!server.token_file.empty())
        check(natsOptions_SetToken(options, secret(server.token_file).c_str()), "token");
    if (!server.creds_file.empty()) {
        static_cast<void>(secret(server.creds_file)); // libnats would only find out with a server there
        check(natsOptions_SetUserCredentialsFromFiles(options, server.creds_file.c_str(), nullptr),
              "read " + server.creds_file);
    }
}

void set_tls(natsOptions* options, const ServerOptions& server)
{
    const bool asked = std::any_of(server.urls.begin(), server.urls.end(),
                                   [](const std::string& url) { return url.starts_with("tls://"); });
    if (asked || !server.tls_ca.empty() || !server.tls_cert.empty())
        check(natsOptions_SetSecure(options, true), "TLS");
    if (!server.tls_ca.empty())
        check(natsOptions_LoadCATrustedCertificates(options, server.tls_ca.c_str()), "read " + server.tls_ca);
    if (!server.tls_cert.empty())
        check(natsOptions_LoadCertificatesChain(options, server.tls_cert.c_str(), server.tls_key.c_str()),
              "read " + server.tls_cert + " and " + server.tls_key);
}

std::string connected_url(natsConnection* connection)
{
    std::array<char, 512> url{};
    if (natsConnection_GetConnectedUrl(connection, url.data(), url.size()) != NATS_OK)
        return "a server";
    return shown(url.data());
}

std::string last_error(natsConnection* connection)
{
    const char* text = nullptr;
    const auto status = natsConnection_GetLastError(connection, &text);
    if (text != nullptr && *text != '\0')
        return text;
    return status == NATS_OK ? "the server has gone" : natsStatus_GetText(status);
}

} // namespace

Library::Library()
{
    nats::check(nats_Open(-1), "libnats");
}

Library::~Library()
{
    constexpr int longest_wait_ms = 3000;
    static_cast<void>(nats_CloseAndWait(longest_wait_ms));
}

Connection::Connection(const ServerOptions& server, WakeUp& wake) : wake_(wake), urls_(joined(server.urls))
{
    const auto options = new_options();
    auto* const raw = options.get();
    set_servers(raw, server.urls);
    set_times(raw);
    set_identity(raw, server);
    set_tls(raw, server);
    nats::check(natsOptions_SetDisconnectedCB(raw, on_disconnected, this), "callback");
    nats::check(natsOptions_SetReconnectedCB(raw, on_connected, this), "callback");
    nats::check(natsOptions_SetClosedCB(raw, on_closed, this), "callback");
    nats::check(natsOptions_SetErrorHandler(raw, on_error, this), "callback");
    connect(raw);
}

/// The first attempt is made at once, since only its failure tells the reason.
void Connection::connect(natsOptions* options)
{
    natsConnection* made = nullptr;
    auto status = natsConnection_Connect(&made, options);
    if (status == NATS_CONNECTION_AUTH_FAILED || status == NATS_SSL_ERROR)
        throw Error("connect " + urls_ + ": " + reason(status));
    if (status != NATS_OK) {
        log::warning("connect ", urls_, ": ", reason(status), "; trying on");
        nats::check(natsOptions_SetRetryOnFailedConnect(options, true, on_connected, this), "callback");
        status = natsConnection_Connect(&made, options);
    }
    handle_.reset(made);
    if (status == NATS_OK)
        on_connected(made, this);
    else if (status != NATS_NOT_YET_CONNECTED)
        nats::check(status, "connect " + urls_);
}

Connection::~Connection()
{
    close();
}

void Connection::close()
{
    closing_ = true;
    if (handle_)
        natsConnection_Close(handle_.get());
}

void Connection::flush(std::chrono::milliseconds time)
{
    if (connected() && time.count() > 0)
        static_cast<void>(natsConnection_FlushTimeout(handle_.get(), time.count()));
}

void Connection::check() const
{
    if (state_ == State::closed)
        throw Error("connect " + urls_ + ": " + last_error(handle_.get()));
}

void Connection::set(State state)
{
    state_ = state;
    wake_.call();
}

void Connection::on_connected(natsConnection* connection, void* self)
{
    auto& here = *static_cast<Connection*>(self);
    log::info("connected to ", connected_url(connection));
    ++here.generation_;
    here.set(State::up);
}

void Connection::on_disconnected(natsConnection* connection, void* self)
{
    auto& here = *static_cast<Connection*>(self);
    if (here.closing_ || here.state_ != State::up)
        return;
    log::warning("disconnected: ", last_error(connection), "; trying to connect again");
    here.set(State::away);
}

void Connection::on_closed(natsConnection*, void* self)
{
    auto& here = *static_cast<Connection*>(self);
    if (!here.closing_)
        here.set(State::closed);
}

void Connection::on_error(natsConnection*, natsSubscription*, natsStatus status, void*)
{
    // What is lost is counted where it matters; this tells more with --verbose.
    log::debug("libnats: ", natsStatus_GetText(status));
}

} // namespace zws::nats
