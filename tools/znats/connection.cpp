// SPDX-License-Identifier: MIT
#include "tools/znats/connection.hpp"

#include "libcommon/error.hpp"
#include "libcommon/log.hpp"
#include "tools/znats/nats_error.hpp"
#include "tools/znats/secret.hpp"
#include "tools/znats/server_url.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <thread>

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

// A thread that waits for a server that does not answer gets so long, twice.
constexpr auto farewell = std::chrono::milliseconds(500);

} // namespace

Library::Library()
{
    nats::check(nats_Open(-1), "libnats");
}

Library::~Library()
{
    if (nats_CloseAndWait(farewell.count()) == NATS_TIMEOUT) {
        static std::atomic<Used*> for_ever; // see keep(); checkers of leaks find it here
        for_ever = used_.release();
    }
}

/// What our thread, the one that makes the first attempt and those of libnats share.
struct Connection::Shared {
    enum class State { away, up, closed };

    explicit Shared(WakeUp& to_call) : wake(to_call) {}

    void connect(natsOptions* options, const std::string& urls);
    bool take(natsConnection* raw);
    void wake_up();
    void set(State now);

    static void on_connected(natsConnection* connection, void* self);
    static void on_disconnected(natsConnection* connection, void* self);
    static void on_closed(natsConnection* connection, void* self);
    static void on_error(natsConnection* connection, natsSubscription* subscription, natsStatus status,
                         void* self);

    std::mutex mutex; ///< held by callbacks
    WakeUp& wake;     ///< not there any more when closing
    std::atomic<bool> closing = false;
    std::atomic<State> state = State::away;
    std::atomic<std::uint64_t> generation = 0;
    ConnectionPtr handle; ///< ours alone once made
    std::atomic<bool> made = false;
};

/// The first attempt is made without retries, since only its failure tells the reason.
void Connection::Shared::connect(natsOptions* options, const std::string& urls)
{
    natsConnection* raw = nullptr;
    auto status = natsConnection_Connect(&raw, options);
    if (status == NATS_CONNECTION_AUTH_FAILED || status == NATS_SSL_ERROR)
        throw Error("connect " + urls + ": " + reason(status));
    if (status != NATS_OK) {
        if (closing)
            return;
        log::warning("connect ", urls, ": ", reason(status), "; trying on");
        nats::check(natsOptions_SetRetryOnFailedConnect(options, true, on_connected, this), "callback");
        status = natsConnection_Connect(&raw, options);
        if (status != NATS_OK && status != NATS_NOT_YET_CONNECTED)
            nats::check(status, "connect " + urls);
    }
    if (take(raw) && status == NATS_OK)
        on_connected(raw, this);
}

/// False if nobody wants it any more.
bool Connection::Shared::take(natsConnection* raw)
{
    const std::lock_guard lock(mutex);
    if (closing) {
        natsConnection_Destroy(raw);
        return false;
    }
    handle.reset(raw);
    made = true;
    return true;
}

void Connection::Shared::wake_up()
{
    const std::lock_guard lock(mutex);
    if (!closing)
        wake.call();
}

void Connection::Shared::set(State now)
{
    state = now;
    wake.call();
}

void Connection::Shared::on_connected(natsConnection* connection, void* self)
{
    auto& here = *static_cast<Shared*>(self);
    const std::lock_guard lock(here.mutex);
    if (here.closing)
        return;
    log::info("connected to ", connected_url(connection));
    ++here.generation;
    here.set(State::up);
}

void Connection::Shared::on_disconnected(natsConnection* connection, void* self)
{
    auto& here = *static_cast<Shared*>(self);
    const std::lock_guard lock(here.mutex);
    if (here.closing || here.state != State::up)
        return;
    log::warning("disconnected: ", last_error(connection), "; trying to connect again");
    here.set(State::away);
}

void Connection::Shared::on_closed(natsConnection*, void* self)
{
    auto& here = *static_cast<Shared*>(self);
    const std::lock_guard lock(here.mutex);
    if (!here.closing)
        here.set(State::closed);
}

void Connection::Shared::on_error(natsConnection*, natsSubscription*, natsStatus status, void*)
{
    // What is lost is counted where it matters; this tells more with --verbose.
    log::debug("libnats: ", natsStatus_GetText(status));
}

Connection::Connection(const ServerOptions& server, WakeUp& wake)
    : urls_(joined(server.urls)), shared_(std::make_shared<Shared>(wake))
{
    library_.keep(shared_);
    auto options = new_options();
    auto* const raw = options.get();
    set_servers(raw, server.urls);
    set_times(raw);
    set_identity(raw, server);
    set_tls(raw, server);
    nats::check(natsOptions_SetDisconnectedCB(raw, Shared::on_disconnected, shared_.get()), "callback");
    nats::check(natsOptions_SetReconnectedCB(raw, Shared::on_connected, shared_.get()), "callback");
    nats::check(natsOptions_SetClosedCB(raw, Shared::on_closed, shared_.get()), "callback");
    nats::check(natsOptions_SetErrorHandler(raw, Shared::on_error, shared_.get()), "callback");
    // It tries each server for seconds, in which we take messages and hear of a stop.
    std::packaged_task<void()> task([shared = shared_, options = std::move(options), urls = urls_] {
        shared->connect(options.get(), urls);
    });
    connecting_ = task.get_future();
    std::thread([shared = shared_, task = std::move(task)]() mutable {
        task();
        shared->wake_up();
    }).detach();
}

Connection::~Connection()
{
    close();
    if (connecting_.valid())
        connecting_.wait_for(farewell);
    ConnectionPtr last; // goes when no callback waits for us
    const std::lock_guard lock(shared_->mutex);
    last.swap(shared_->handle);
}

void Connection::close()
{
    {
        const std::lock_guard lock(shared_->mutex);
        shared_->closing = true;
    }
    if (made())
        natsConnection_Close(handle());
}

bool Connection::made() const
{
    return shared_->made;
}

natsConnection* Connection::handle() const
{
    return shared_->handle.get();
}

bool Connection::connected() const
{
    return made() && shared_->state == Shared::State::up;
}

std::uint64_t Connection::generation() const
{
    return shared_->generation;
}

bool Connection::flush(std::chrono::milliseconds time)
{
    return connected() && time.count() > 0 && natsConnection_FlushTimeout(handle(), time.count()) == NATS_OK;
}

void Connection::check()
{
    if (connecting_.valid() && connecting_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
        connecting_.get();
    if (shared_->state == Shared::State::closed && made())
        throw Error("connect " + urls_ + ": " + last_error(handle()));
}

} // namespace zws::nats
