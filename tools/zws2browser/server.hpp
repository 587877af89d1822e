// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "libcommon/os/sighup.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zws2browser/delivery/admission.hpp"
#include "tools/zws2browser/delivery/shard.hpp"
#include "tools/zws2browser/history/history.hpp"
#include "tools/zws2browser/history/history_service.hpp"
#include "tools/zws2browser/http/about.hpp"
#include "tools/zws2browser/http/host_check.hpp"
#include "tools/zws2browser/http/site.hpp"
#include "tools/zws2browser/http/token.hpp"
#include "tools/zws2browser/listener.hpp"
#include "tools/zws2browser/options.hpp"
#include "tools/zws2browser/stream/ingest.hpp"
#include "tools/zws2browser/stream/memory_budget.hpp"
#include "tools/zws2browser/tls/tls_keys.hpp"
#include "tools/zws2browser/websocket/uplink.hpp"

#include <atomic>
#include <chrono>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace zws::browser {

/// The whole server: ingest, shards and listeners. Listens once it is constructed, and serves in run().
class Server {
public:
    /// Binds everything; throws Error that names what could not be bound. `uplink` may be null. The sockets
    /// are used by this alone.
    Server(const Options& options, Socket& input, Socket* uplink);

    const HttpListener& http() const { return http_; }
    const HttpListener& websocket() const { return websocket_; }

    /// Serves until a stop is asked for, then closes the connections of the clients, for half a second at
    /// most. The first shard and ingest run on the calling thread.
    void run(StopSignal& stop);

private:
    Services services();
    std::string metrics() const;
    void published();
    void run_shard(Shard& shard);
    void watch(StopSignal& stop);
    void watch_sighup();
    void read_files_again();
    void tell_watchdog_later();
    void each_second();
    void count_losses();
    void begin_stop();
    void shard_stopped();
    void end();

    Options options_;
    ServerBudget memory_; ///< before all that has shares of it
    Site site_;
    About about_;
    HostCheck host_check_;
    Token token_;
    std::optional<TlsKeys> tls_keys_;
    Admission admission_; ///< before the shards, whose connections it counts
    std::vector<std::unique_ptr<Shard>> shards_;
    std::optional<history::History> history_;
    Ingest ingest_; ///< on the first shard's thread, as the uplink
    std::optional<Uplink> uplink_;
    std::optional<HistoryService> history_service_; ///< after the shards: it answers on their threads
    Services services_;
    HttpListener http_;
    HttpListener websocket_;
    net::posix::basic_stream_descriptor<Executor> stop_asked_;
    std::optional<Sighup> sighup_; ///< reads files again
    net::posix::basic_stream_descriptor<Executor> sighup_came_;
    Timer goodbye_;
    Timer watchdog_; ///< of the service manager
    Timer second_;
    MemoryWatch memory_watch_;
    Losses losses_;             ///< of clients
    std::uint64_t lost_ = 0;    ///< messages that losses_ knows of
    std::uint64_t skipped_ = 0; ///< messages that losses_ knows of
    std::uint64_t missing_ = 0;
    Losses uplink_losses_{Losses::Count::at_least}; ///< of subscribers
    std::uint64_t uplink_lost_ = 0;                 ///< messages that uplink_losses_ knows of
    std::uint64_t unheard_ = 0;                     ///< messages of clients that losses_ knows of
    std::atomic<std::size_t> shards_running_;
    std::mutex failure_mutex_;
    std::exception_ptr failure_; ///< the first one of a shard
};

} // namespace zws::browser
