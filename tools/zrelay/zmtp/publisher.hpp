// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "libcommon/os/ticker.hpp"
#include "libcommon/peer/endpoint.hpp"
#include "tools/zrelay/zmtp/bunch.hpp"
#include "tools/zrelay/zmtp/listener.hpp"
#include "tools/zrelay/zmtp/subscriber.hpp"
#include "tools/zrelay/zmtp/topic_index.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>
#include <zmq.hpp>

namespace zws::relay::zmtp {

/// What an XPUB does (zmq_socket(3)), for subscribers that connect over TCP, without encryption: each message
/// is encoded once, not once for each subscriber, and bunches of messages are sent as one.
/// Lives on one thread and never blocks. Warns of peers that are not subscribers, once a second at most.
class Publisher {
public:
    using Clock = std::chrono::steady_clock;

    struct Options {
        std::size_t hwm = 1000;     ///< messages queued for each subscriber; 0: no limit
        bool wait_for_room = false; ///< refuse what a subscriber has no room for, instead of dropping it
        std::size_t memory_limit =
            MemoryBudget::usual_limit(); ///< for queues and subscriptions of all, bytes
        bool passes_on = false;          ///< subscriptions, to an XSUB of libzmq
    };

    explicit Publisher(const Options& options);
    ~Publisher();

    /// Listens on `endpoint`, which Listener accepts; returns it with its actual port. Throws Error.
    Endpoint bind(const Endpoint& endpoint);

    /// Readable (poll(2)) if attend() has something to do.
    int fd() const { return events_.get(); }
    /// When attend() has something to do at the latest.
    Clock::time_point due() const;
    /// Accepts subscribers, reads from them, and sends what there is room for now. Not between the frames
    /// of a message.
    void attend();

    /// Takes a frame of a message, to be sent with the next flush(); false, with nothing taken, where it is
    /// the first one of a message that a subscriber has no room for.
    bool send(zmq::message_t& frame, bool more);
    void flush();

    /// What subscribers have sent, one after the other. A subscriber that has disconnected has unsubscribed.
    std::optional<Note> next_note();

    std::size_t subscribers() const { return ready_; }
    /// Including those whose handshake is not done.
    std::size_t connections() const { return subscribers_.size(); }
    /// Messages that were dropped, one for each subscriber that lost it.
    const Subscriber::Dropped& dropped() const { return dropped_; }
    /// Bytes that subscribers cost: what is queued, and their subscriptions.
    std::size_t memory() const { return budget_.taken() + queues_.held(); }
    /// Messages that no subscriber wanted.
    std::uint64_t unheard() const { return unheard_; }
    /// Messages that are not sent yet, once for each subscriber.
    std::size_t queued() const;
    /// Whether all that was flushed has been sent.
    bool drained() const;

private:
    void accept(Clock::time_point now);
    void let_in(Listener::Connection connection, Clock::time_point now);
    void watch(int fd, void* about, std::uint32_t events);
    void hear(Subscriber& subscriber, Clock::time_point now);
    void apply(Subscriber& subscriber, Note note);
    bool has_room(const zmq::message_t& topic);
    bool is_full() const;
    void select(std::size_t message);
    void deliver(Subscriber& subscriber, const BunchSelection& selection);
    void drop_gone();
    void forget(Subscriber& subscriber);
    void warn(const std::string& fault);

    Options options_;
    MemoryBudget budget_;
    QueueMemory queues_{budget_};
    FileDescriptor events_;
    std::deque<Listener> listeners_;
    std::vector<std::unique_ptr<Subscriber>> subscribers_;
    std::vector<Subscriber*> everything_; ///< those who want all
    TopicIndex<Subscriber> topics_;       ///< of all others
    Bunch bunch_{queues_};
    BunchSelection all_;
    std::vector<Subscriber*> picked_; ///< those of topics_ who get something of the bunch
    std::size_t most_messages_ = 0;   ///< in one queue, after the last flush
    std::size_t most_bytes_ = 0;      ///< in one queue, then
    std::size_t ready_ = 0;           ///< subscribers whose handshake is done, then
    std::deque<Note> notes_;
    Subscriber::Dropped dropped_;
    std::uint64_t unheard_ = 0;
    Ticker beat_;
    std::optional<Clock::time_point> accept_again_; ///< descriptors had run out
    RareWarning warning_;
};

} // namespace zws::relay::zmtp
