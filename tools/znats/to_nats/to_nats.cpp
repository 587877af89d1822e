// SPDX-License-Identifier: MIT
#include "tools/znats/to_nats/to_nats.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/cli/throughput.hpp"
#include "libcommon/cli/warnings.hpp"
#include "libcommon/os/poll.hpp"
#include "libcommon/os/service_manager.hpp"
#include "libcommon/os/ticker.hpp"
#include "libcommon/zmq/byte_mark.hpp"
#include "libcommon/zmq/message.hpp"
#include "tools/znats/nats/decoding.hpp"
#include "tools/znats/nats/libnats.hpp"
#include "tools/znats/nats/nats_message.hpp"
#include "tools/znats/nats/stream.hpp"
#include "tools/znats/to_nats/acks.hpp"
#include "tools/znats/to_nats/outbox.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace zws::nats {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int burst_limit = 1000;             // messages
constexpr std::size_t in_flight_limit = 1000; // messages that JetStream has not acknowledged
constexpr auto ack_time = std::chrono::seconds(3);
constexpr auto pause = std::chrono::milliseconds(100); // before another try

class Publisher {
public:
    Publisher(const Options& options, Socket& in, StopSignal& stop)
        : options_(options),
          socket_(in),
          in_(in.handle),
          stop_(stop),
          subject_(options.to, Subject::Use::publish),
          mark_(in.handle, options.socket.hwm, static_cast<std::size_t>(options.buffer)),
          connection_(options.server, wake_),
          outbox_(static_cast<std::size_t>(options.buffer)),
          decoding_(options.decode),
          published_(Clock::now()),
          second_(Clock::now())
    {
        if (options.stream.name.empty())
            return;
        acks_.emplace(wake_);
        stream_.emplace(connection_, options.stream, subject_.pattern(), wake_);
    }

    ~Publisher() { disconnect(); }
    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;

    void run()
    {
        while (!wait()) {
            wake_.reset();
            connection_.check();
            if (keeps() && !stream_->begun() && connection_.made()) {
                acks_->listen(connection_);
                stream_->begin();
            }
            receive();
            mark_.settle(socket_.watch->peers(), Clock::now());
            hear();
            publish();
            report();
        }
        service_manager::tell("STOPPING=1");
        finish();
    }

private:
    bool keeps() const { return acks_.has_value(); }

    /// Sleeps until there is something to do; true if that is to stop.
    bool wait()
    {
        const bool takes = !options_.waits() || !outbox_.full();
        std::array<zmq::pollitem_t, 3> items{{{nullptr, stop_.fd(), ZMQ_POLLIN, 0},
                                              {nullptr, wake_.fd(), ZMQ_POLLIN, 0},
                                              {in_.handle(), 0, ZMQ_POLLIN, 0}}};
        poll(std::span(items).first(takes ? 3 : 2), wake_up());
        return items[0].revents != 0 && stop_.requested();
    }

    Clock::time_point wake_up() const
    {
        auto due = std::min(losses_.due(), watchdog_.due());
        if (options_.stats)
            due = std::min(due, second_.due());
        if (outbox_.in_flight() > 0)
            due = std::min(due, moved_ + ack_time);
        return may_publish() ? std::min(due, resume_) : due;
    }

    bool may_publish() const
    {
        return connection_.connected() && outbox_.next() != nullptr &&
               (!keeps() || (stream_->ready() && outbox_.in_flight() < in_flight_limit));
    }

    /// Takes what is waiting into the outbox, but no more than a stop can wait for.
    void receive()
    {
        for (int i = 0; i < burst_limit; ++i) {
            if (options_.waits() && outbox_.full())
                return;
            if (!message_.receive(in_, zmq::recv_flags::dontwait))
                return;
            mark_.see(message_.size());
            add();
        }
    }

    void add()
    {
        if (const auto failure = decoding_.apply(message_); !failure.empty())
            return losses_.add("not decoded", 1, failure);
        const auto number = ++number_;
        std::optional<Publication> publication;
        if (keeps())
            publication = {acks_->reply_to(number), acks_->id_of(number), options_.stream.name};
        outbox_.add(number, encoded(message_, subject_, publication), wire_size(message_));
        if (!options_.waits())
            losses_.add("the buffer is full", outbox_.trim());
    }

    /// Takes the acknowledgements that have come. After an outage, or where that of the oldest message stays
    /// away, all that is not acknowledged goes again: the server knows by their ids those that it has.
    void hear()
    {
        if (!keeps())
            return;
        for (const Ack& ack : acks_->collect())
            hear(ack);
        if (const auto oldest = outbox_.oldest(); oldest != oldest_) {
            oldest_ = oldest;
            moved_ = Clock::now();
        }
        const bool late = outbox_.in_flight() > 0 && Clock::now() > moved_ + ack_time;
        if (const auto generation = connection_.generation(); late || generation != generation_) {
            generation_ = generation;
            moved_ = Clock::now();
            outbox_.rewind();
        }
    }

    void hear(const Ack& ack)
    {
        if (ack.kind == Ack::Kind::retry)
            return try_again(ack);
        const bool here = outbox_.remove(ack.number);
        if (ack.kind == Ack::Kind::stored)
            stream_->stored();
        else if (here)
            losses_.add("refused by the stream", 1, ack.reason);
    }

    void try_again(const Ack& ack)
    {
        const auto now = Clock::now();
        resume_ = now + pause;
        moved_ = now;
        outbox_.rewind();
        stream_->refused(ack.reason, ack.no_stream, now);
    }

    void publish()
    {
        for (int i = 0; i < burst_limit && may_publish() && Clock::now() >= resume_; ++i) {
            if (outbox_.in_flight() == 0)
                moved_ = Clock::now();
            publish_next();
        }
    }

    void publish_next()
    {
        natsMsg* const message = outbox_.next();
        const auto status = natsConnection_PublishMsg(connection_.handle(), message);
        if (status == NATS_OK) {
            published_.add(static_cast<std::size_t>(natsMsg_GetDataLength(message)));
            keeps() ? outbox_.sent() : outbox_.remove_next();
        } else if (status == NATS_MAX_PAYLOAD || status == NATS_NO_SERVER_SUPPORT) {
            losses_.add(refusal(status));
            outbox_.remove_next();
        } else {
            log::debug("publish: ", reason(status));
            resume_ = Clock::now() + pause;
        }
    }

    std::string refusal(natsStatus status) const
    {
        if (status == NATS_NO_SERVER_SUPPORT)
            return "the server takes no headers";
        return log::concat("larger than the server's max_payload of ",
                           natsConnection_GetMaxPayload(connection_.handle()), " bytes");
    }

    void report()
    {
        const auto now = Clock::now();
        watchdog_.tell(now);
        losses_.report(now);
        if (options_.stats && second_.passed(now))
            log::stats(published_.recent(now), buffered());
    }

    std::string buffered() const
    {
        return log::concat(outbox_.count(), " buffered, ", losses_.total(), " lost");
    }

    /// Input has stopped: what is left gets the time of the linger.
    void finish()
    {
        const auto end = Clock::now() + options_.socket.linger;
        receive();
        while (outbox_.count() > 0 && connection_.connected() && Clock::now() < end) {
            wake_.reset();
            hear();
            publish();
            std::array<zmq::pollitem_t, 1> items{{{nullptr, wake_.fd(), ZMQ_POLLIN, 0}}};
            if (outbox_.count() > 0 && (keeps() || Clock::now() < resume_))
                poll(items, std::min(end, Clock::now() + pause));
        }
        if (!connection_.flush(std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now())) &&
            !keeps() && connection_.connected())
            log::warning("the server did not confirm the last messages, which may be lost");
        losses_.add(keeps() ? "not acknowledged before the end" : "not sent before the end", outbox_.count());
        losses_.tell_total();
        disconnect();
        if (options_.stats) {
            log::stats("", "");
            log::line("total", published_.total(Clock::now()) + ", " + buffered());
        }
    }

    /// No other thread calls us any more.
    void disconnect()
    {
        stream_.reset();
        connection_.close();
    }

    const Options& options_;
    Socket& socket_;
    zmq::socket_t& in_; ///< of socket_
    StopSignal& stop_;
    Subject subject_;
    ByteMark mark_; ///< of in_
    WakeUp wake_;
    Connection connection_;
    Outbox outbox_;
    std::optional<Acks> acks_;
    std::optional<StreamKeeper> stream_;
    Losses losses_;
    Message message_;
    Decoding decoding_;
    std::uint64_t number_ = 0;     ///< of the message that was taken last
    std::uint64_t generation_ = 0; ///< of the connection through which the outbox is sent
    std::uint64_t oldest_ = 0;     ///< the message that was in the outbox longest
    Clock::time_point moved_;      ///< when the oldest in flight was sent, or became the oldest
    Clock::time_point resume_;     ///< nothing is published before this
    Throughput published_;
    Ticker second_;
    Watchdog watchdog_;
};

} // namespace

void to_nats(const Options& options, Socket& in, StopSignal& stop, const std::function<void()>& ready)
{
    Publisher publisher(options, in, stop);
    ready();
    publisher.run();
}

} // namespace zws::nats
