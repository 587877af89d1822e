// SPDX-License-Identifier: MIT
#include "tools/zws2browser/server.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/descriptor_limit.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/service_manager.hpp"
#include "tools/zws2browser/health.hpp"
#include "tools/zws2browser/metrics.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <chrono>
#include <unistd.h>
#include <utility>

namespace zws::browser {

namespace {

constexpr std::chrono::milliseconds longest_goodbye{500};

std::vector<std::unique_ptr<Shard>> make_shards(const Options& options, Ingest& ingest)
{
    std::vector<std::unique_ptr<Shard>> shards;
    for (unsigned i = 0; i < options.threads; ++i)
        shards.push_back(std::make_unique<Shard>(options, ingest));
    return shards;
}

std::optional<Uplink> make_uplink(net::io_context& context, Socket* socket)
{
    return socket == nullptr ? std::nullopt : std::make_optional<Uplink>(context, *socket);
}

std::optional<history::History> make_history(const history::HistoryOptions& options)
{
    return options.memory == 0 ? std::nullopt : std::make_optional<history::History>(options);
}

std::optional<HistoryService> make_history_service(const std::optional<history::History>& history,
                                                   ServerBudget& memory)
{
    return history ? std::make_optional<HistoryService>(history->store(), memory) : std::nullopt;
}

/// A descriptor of one's own for what `fd` refers to.
int duplicate(int fd)
{
    const int copy = dup(fd);
    if (copy < 0)
        throw system_error("dup", errno);
    return copy;
}

/// --max-clients, or fewer where the process may not open so many descriptors.
std::size_t most_clients(const Options& options)
{
    constexpr std::size_t others = Admission::most_over_limit + 64;
    const std::size_t each =
        options.tls() ? 3 : 1; // the connection, and both ends of what it is passed on by
    const auto limit = descriptor_limit();
    const auto room = std::max<std::size_t>(1, (limit > 2 * others ? limit - others : limit / 4) / each);
    if (options.max_clients > room && options.max_clients != Options::default_max_clients)
        log::warning("--max-clients ", options.max_clients,
                     ": the limit of descriptors (ulimit -Hn) leaves room for ", room);
    return options.max_clients == 0 ? room : std::min(options.max_clients, room);
}

} // namespace

Server::Server(const Options& options, Socket& input, Socket* uplink)
    : options_(options),
      memory_(options.memory_limit),
      site_(options.web_root, memory_),
      about_(input.endpoints, options.input.topics, options.title, options.history.memory > 0,
             options.layout),
      host_check_(options.allow_hosts, options.allow_origins, options.tls() ? "https" : "http"),
      token_(Token::from_file(options.token_file, options.tls())),
      tls_keys_(options.tls() ? std::make_optional<TlsKeys>(options.tls_cert, options.tls_key)
                              : std::nullopt),
      admission_(most_clients(options), options.max_clients_per_address, memory_,
                 memory_of_request + (options.tls() ? memory_of_tls : 0)),
      shards_(make_shards(options_, ingest_)),
      history_(make_history(options.history)),
      ingest_(
          shards_.front()->context(), input, options_, memory_, [this] { published(); },
          history_ ? &*history_ : nullptr),
      uplink_(make_uplink(shards_.front()->context(), uplink)),
      history_service_(make_history_service(history_, memory_)),
      services_(services()),
      http_(options.http, Door::http, shards_, services_, admission_, tls_keys_ ? &*tls_keys_ : nullptr),
      websocket_(options.ws, Door::websocket, shards_, services_, admission_,
                 tls_keys_ ? &*tls_keys_ : nullptr),
      stop_asked_(shards_.front()->context().get_executor()),
      sighup_came_(shards_.front()->context().get_executor()),
      goodbye_(shards_.front()->context().get_executor()),
      watchdog_(shards_.front()->context().get_executor()),
      second_(shards_.front()->context().get_executor()),
      memory_watch_(memory_, ingest_.counters()),
      shards_running_(shards_.size())
{
    host_check_.set_page_port(http_.port());
    if (tls_keys_ || !options.layout.empty())
        sighup_.emplace();
}

Services Server::services()
{
    return {options_,
            site_,
            about_,
            host_check_,
            token_,
            memory_,
            uplink_ ? &*uplink_ : nullptr,
            [this] { return metrics(); },
            history_service_ ? &*history_service_ : nullptr,
            [this](net::io_context& asking, std::function<void(bool)> done) {
                check_health(shards_, asking, std::move(done));
            }};
}

std::string Server::metrics() const
{
    ServerFigures figures{ingest_.counters(),
                          {},
                          0,
                          uplink_ ? &uplink_->counters() : nullptr,
                          memory_,
                          history_ ? &*history_ : nullptr,
                          options_.input.repair.wanted()};
    for (const auto& shard : shards_) {
        figures.shards.push_back(&std::as_const(*shard).counters());
        figures.connections += shard->connections();
    }
    return prometheus_text(figures);
}

void Server::published()
{
    for (std::size_t i = 1; i < shards_.size(); ++i)
        shards_[i]->wake();
    shards_.front()->advance(); // no hop: ingest runs on its thread
}

void Server::run(StopSignal& stop)
{
    std::optional<StopSignal::Service> hears;
    if (uplink_)
        hears.emplace(stop, uplink_->fd(), [this] { uplink_->hear(); });
    watch(stop);
    watch_sighup();
    tell_watchdog_later();
    each_second();
    ingest_.start();
    http_.start();
    websocket_.start();
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < shards_.size(); ++i)
        threads.emplace_back([this, i] { run_shard(*shards_[i]); });
    run_shard(*shards_.front());
    end();
    threads.clear();
    count_losses();
    losses_.tell_total();
    uplink_losses_.tell_total();
    if (failure_)
        std::rethrow_exception(failure_);
}

void Server::run_shard(Shard& shard)
{
    try {
        const auto stays = net::make_work_guard(shard.context());
        shard.context().run();
    } catch (...) {
        const std::lock_guard lock(failure_mutex_);
        if (!failure_)
            failure_ = std::current_exception();
        end();
    }
}

void Server::watch(StopSignal& stop)
{
    if (!stop_asked_.is_open())
        stop_asked_.assign(duplicate(stop.fd()));
    stop_asked_.async_wait(net::posix::descriptor_base::wait_read, [this, &stop](error_code failure) {
        if (failure)
            return;
        if (stop.requested())
            begin_stop();
        else
            watch(stop);
    });
}

void Server::watch_sighup()
{
    if (!sighup_)
        return;
    if (!sighup_came_.is_open()) {
        sighup_came_.assign(duplicate(sighup_->fd()));
        Sighup::handle_here();
    }
    sighup_came_.async_wait(net::posix::descriptor_base::wait_read, [this](error_code failure) {
        if (failure)
            return;
        sighup_->acknowledge();
        read_files_again();
        watch_sighup();
    });
}

void Server::read_files_again()
{
    if (tls_keys_)
        tls_keys_->read_again();
    about_.read_layout_again();
}

void Server::tell_watchdog_later()
{
    const auto interval = service_manager::watchdog() / 2;
    if (interval == std::chrono::microseconds::zero())
        return;
    watchdog_.expires_after(interval);
    watchdog_.async_wait([this](error_code) {
        check_health(shards_, shards_.front()->context(), [](bool alive) {
            if (alive)
                service_manager::tell("WATCHDOG=1");
        });
        tell_watchdog_later();
    });
}

void Server::each_second()
{
    second_.expires_after(std::chrono::seconds(1));
    second_.async_wait([this](error_code) {
        count_losses();
        const auto now = Losses::Clock::now();
        losses_.report(now);
        uplink_losses_.report(now);
        memory_watch_.look(now);
        if (history_)
            history_->tick();
        each_second();
    });
}

void Server::count_losses()
{
    std::uint64_t lost = 0;
    for (const auto& shard : shards_)
        lost += std::as_const(*shard).counters().dropped.value();
    losses_.add("a client was too slow (see --slow-client, --log-size)", lost - std::exchange(lost_, lost));
    const auto skipped = ingest_.counters().skipped.value();
    const auto missing = ingest_.counters().missing.value();
    losses_.add("they never came, as their positions tell", missing - std::exchange(missing_, missing));
    losses_.add("too large for what was left of --memory-limit", skipped - std::exchange(skipped_, skipped));
    if (!uplink_)
        return;
    const auto uplink_lost = uplink_->counters().lost.value();
    uplink_losses_.add("a subscriber of the uplink had no room",
                       uplink_lost - std::exchange(uplink_lost_, uplink_lost));
    const auto unheard = uplink_->counters().unheard.value();
    losses_.add("the uplink had no subscriber", unheard - std::exchange(unheard_, unheard));
}

void Server::begin_stop()
{
    service_manager::tell("STOPPING=1");
    ingest_.stop();
    if (uplink_)
        uplink_->stop();
    http_.stop();
    websocket_.stop();
    goodbye_.expires_after(longest_goodbye);
    goodbye_.async_wait([this](error_code) { end(); });
    for (const auto& shard : shards_)
        shard->stop([this] { shard_stopped(); });
}

void Server::shard_stopped()
{
    if (--shards_running_ == 0)
        end();
}

void Server::end()
{
    for (const auto& shard : shards_)
        shard->context().stop();
}

} // namespace zws::browser
