// SPDX-License-Identifier: MIT
#include "tools/znats/nats/connection.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"
#include "tools/znats/nats/libnats.hpp"
#include "tools/znats/nats/nats_options.hpp"
#include "tools/znats/server_url.hpp"

#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>

namespace zws::nats {

namespace {

/// With --creds: libnats 3.4 leaves out a signature that begins with a zero byte, which one in 256 does. Each
/// attempt has a nonce of its own. (When it connects again libnats itself makes two attempts.)
constexpr int attempts_at_signing = 3;

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
        return log::excerpt(text);
    return status == NATS_OK ? "the server has gone" : natsStatus_GetText(status);
}

} // namespace

/// What our thread, the one that makes the first attempt and those of libnats share.
struct Connection::Shared {
    enum class State { away, up, closed };

    explicit Shared(WakeUp& to_call) : wake(to_call) {}

    void connect(natsOptions* options, const std::string& urls, int attempts);
    bool adopt(natsConnection* raw);
    void give_up(const std::string& why);
    void wake_up();
    void set(State now);

    static void on_connected(natsConnection* connection, void* self);
    static void on_disconnected(natsConnection* connection, void* self);
    static void on_closed(natsConnection* connection, void* self);
    static void on_error(natsConnection* connection, natsSubscription* subscription, natsStatus status,
                         void* self);

    Complaints complaints;
    std::mutex mutex; ///< held by callbacks
    std::condition_variable over;
    bool last_told = false; ///< no callback comes any more, under the mutex
    WakeUp& wake;           ///< not there any more when closing
    std::string failure;    ///< why there never will be a connection, under the mutex
    std::atomic<bool> closing = false;
    std::atomic<State> state = State::away;
    std::atomic<std::uint64_t> generation = 0;
    ConnectionPtr handle; ///< ours alone once made
    std::atomic<bool> made = false;
};

/// The first attempts are made without libnats' own retries, since only their failure tells the reason.
void Connection::Shared::connect(natsOptions* options, const std::string& urls, int attempts)
{
    natsConnection* raw = nullptr;
    auto status = NATS_CONNECTION_AUTH_FAILED;
    for (int i = 0; i < attempts && status == NATS_CONNECTION_AUTH_FAILED; ++i)
        status = natsConnection_Connect(&raw, options);
    if (status == NATS_CONNECTION_AUTH_FAILED || status == NATS_SSL_ERROR)
        throw Error("connect " + urls + ": " + reason(status));
    if (status != NATS_OK) {
        if (closing)
            return;
        log::warning("connect ", urls, ": ", reason(status), "; trying again");
        nats::check(natsOptions_SetRetryOnFailedConnect(options, true, on_connected, this), "callback");
        status = natsConnection_Connect(&raw, options);
        if (status != NATS_OK && status != NATS_NOT_YET_CONNECTED)
            nats::check(status, "connect " + urls);
    }
    if (adopt(raw) && status == NATS_OK)
        on_connected(raw, this);
}

/// False if nobody wants it any more.
bool Connection::Shared::adopt(natsConnection* raw)
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

/// Text, not the exception: that would have to go on the thread that made it.
void Connection::Shared::give_up(const std::string& why)
{
    const std::lock_guard lock(mutex);
    failure = why;
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
    log::warning("disconnected: ", last_error(connection), "; reconnecting");
    here.set(State::away);
}

void Connection::Shared::on_closed(natsConnection*, void* self)
{
    auto& here = *static_cast<Shared*>(self);
    const std::lock_guard lock(here.mutex);
    here.last_told = true;
    here.over.notify_all();
    if (!here.closing)
        here.set(State::closed);
}

void Connection::Shared::on_error(natsConnection*, natsSubscription*, natsStatus status, void* self)
{
    if (status == NATS_SLOW_CONSUMER) // what it loses is counted (Consumer::take_dropped())
        return log::debug("libnats: ", natsStatus_GetText(status));
    auto& here = *static_cast<Shared*>(self);
    here.complaints.add(reason(status));
    const std::lock_guard lock(here.mutex);
    if (!here.closing)
        here.wake.call();
}

Connection::Connection(const ServerOptions& server, WakeUp& wake)
    : urls_(shown(server.urls)), shared_(std::make_shared<Shared>(wake))
{
    runtime_.keep(shared_);
    auto options = nats_options(server);
    auto* const raw = options.get();
    nats::check(natsOptions_SetDisconnectedCB(raw, Shared::on_disconnected, shared_.get()), "callback");
    nats::check(natsOptions_SetReconnectedCB(raw, Shared::on_connected, shared_.get()), "callback");
    nats::check(natsOptions_SetClosedCB(raw, Shared::on_closed, shared_.get()), "callback");
    nats::check(natsOptions_SetErrorHandler(raw, Shared::on_error, shared_.get()), "callback");
    // It tries each server for seconds, in which we take messages and hear of a stop.
    const int attempts = server.creds_file.empty() ? 1 : attempts_at_signing;
    std::packaged_task<void()> task([attempts, shared = shared_, options = std::move(options),
                                     urls = urls_]() mutable {
        const auto ours = std::move(options); // ends before the future is ready: after that, OpenSSL may end
        try {
            shared->connect(ours.get(), urls, attempts);
        } catch (const Error& why) {
            shared->give_up(why.what());
        }
    });
    connecting_ = task.get_future();
    thread_ = std::thread([shared = shared_, task = std::move(task)]() mutable {
        task();
        shared->wake_up();
    });
}

Connection::~Connection()
{
    close();
    if (connecting_.wait_for(NatsRuntime::farewell) == std::future_status::ready)
        thread_.join(); // what libnats keeps for a thread goes with the thread, while the library is there
    else
        thread_.detach(); // see NatsRuntime::keep()
    ConnectionPtr last;   // goes when no callback waits for us
    const std::lock_guard lock(shared_->mutex);
    last.swap(shared_->handle);
}

void Connection::close()
{
    const bool talks = connected();
    {
        const std::lock_guard lock(shared_->mutex);
        shared_->closing = true;
    }
    if (!made())
        return;
    natsConnection_Close(handle());
    std::unique_lock lock(shared_->mutex);
    if (talks)
        shared_->over.wait_for(lock, NatsRuntime::farewell, [this] { return shared_->last_told; });
}

Complaints& Connection::complaints() const
{
    return shared_->complaints;
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
    {
        const std::lock_guard lock(shared_->mutex);
        if (!shared_->failure.empty())
            throw Error(shared_->failure);
    }
    if (shared_->state == Shared::State::closed && made())
        throw Error("connect " + urls_ + ": " + last_error(handle()));
}

} // namespace zws::nats
