// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "libcommon/codec/decoder.hpp"
#include "libcommon/codec/own_numbers.hpp"
#include "libcommon/zmq/byte_mark.hpp"
#include "libcommon/zmq/inlet.hpp"
#include "libcommon/zmq/message.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zws2browser/counters.hpp"
#include "tools/zws2browser/history/history.hpp"
#include "tools/zws2browser/net.hpp"
#include "tools/zws2browser/options.hpp"
#include "tools/zws2browser/stream/channels.hpp"
#include "tools/zws2browser/stream/positions.hpp"

#include <atomic>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace zws::browser {

/// Takes messages from ZeroMQ into the channels, a batch at a time, on one thread that also serves clients: a
/// hop between threads would cost more than the reading. Never waits for clients, except with
/// SlowClient::wait.
class Ingest {
public:
    /// `published` is called after each batch. The socket must not be used by others. `history` takes the
    /// points of all messages; null: there is none.
    Ingest(net::io_context& context, Socket& socket, const Options& options, ServerBudget& memory,
           std::function<void()> published, history::History* history);
    ~Ingest();
    Ingest(const Ingest&) = delete;
    Ingest& operator=(const Ingest&) = delete;

    void start();
    /// On its thread: takes no more.
    void stop();

    // --- any thread ---
    /// Opens a follower on a channel; `opened` is called on the thread of ingest.
    void open(StreamView view, std::function<void(ChannelStart)> opened);
    void close(StreamView view, std::shared_ptr<Marks> marks);
    /// Low water marks have moved: reading continues, if it was waiting for that.
    void low_water_moved();
    const IngestCounters& counters() const { return counters_; }

private:
    using Descriptor = net::posix::basic_stream_descriptor<Executor>;

    void wait_for_messages();
    void wait_for(Descriptor& descriptor);
    void stop_waiting();
    void messages_waiting();
    void drain();
    void publish();
    bool take_batch();
    void take_message();
    void pass_on(const ArrivedMessage& arrival, std::string_view topic);
    ArrivedMessage arrival(std::string_view filtered, std::string_view payload) const;
    double time_of_message() const;
    void count_channels();
    void count_repairs();
    std::size_t batch_bytes() const;
    bool must_pause() const;

    static constexpr std::uint64_t max_batch_messages = 8192;

    net::io_context& context_;
    zmq::socket_t& socket_;
    Inlet inlet_; ///< from it
    const PeerWatch& peers_;
    ByteMark mark_; ///< of socket_
    std::function<void()> published_;
    std::chrono::milliseconds max_delay_;
    std::size_t max_batch_bytes_;
    std::size_t memory_limit_;
    std::size_t max_lag_; ///< bytes; 0: lagging clients do not matter
    /// None: messages go out as they are. Its files are read before libzmq's descriptor is in other hands,
    /// which would close it where that fails.
    std::optional<Decoder> decoder_;
    Descriptor readable_;
    std::optional<Descriptor> repaired_; ///< inlet_'s, where something is repaired
    bool waits_ = false;                 ///< for one of them
    Timer delay_;
    Timer batch_;
    Channel::Clock::time_point batch_due_ = Channel::Clock::time_point::max();
    Channels channels_;
    history::History* history_;
    Skipped skipped_;
    Message message_;
    std::optional<OwnNumbers> numbers_; ///< none: only positions that messages come with are known
    Positions positions_;
    Positions::Place place_; ///< of the last message
    std::string decoded_;    ///< the last message
    double now_ = 0;         ///< when the messages of this batch were taken, Unix seconds
    IngestCounters counters_;
    std::atomic<bool> paused_{false};
    bool stopped_ = false;
};

} // namespace zws::browser
