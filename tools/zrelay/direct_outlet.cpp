// SPDX-License-Identifier: MIT
#include "libcommon/cli/log.hpp"
#include "libcommon/os/poll.hpp"
#include "tools/zrelay/outlet.hpp"
#include "tools/zrelay/socket_outlet.hpp"
#include "tools/zrelay/zmtp/publisher.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace zws::relay {

namespace {

/// Serves subscribers without libzmq, which takes a fraction of the time.
class DirectOutlet : public Outlet {
public:
    /// Whether it can do what `options` ask for: to bind TCP addresses, for subscribers without encryption.
    static bool suits(const Options& options);

    /// Throws Error "bind EP: reason".
    explicit DirectOutlet(const Options& options);

    bool send(zmq::message_t& frame, bool more) override { return publisher_.send(frame, more); }
    void flush() override { publisher_.flush(); }
    std::optional<Note> take_note() override { return publisher_.next_note(); }
    Clock::time_point due() const override { return publisher_.due(); }
    Clock::duration worth_waiting() const override;
    Subscribers subscribers() const override;
    std::optional<Clock::time_point> close(Clock::time_point end) override;

private:
    zmtp::Publisher publisher_;
};

bool DirectOutlet::suits(const Options& options)
{
    const auto& out = options.output;
    return options.pattern == SocketPattern::pubsub && (out.plain || !out.curve.wanted()) &&
           std::all_of(out.endpoints.begin(), out.endpoints.end(), zmtp::Listener::takes);
}

DirectOutlet::DirectOutlet(const Options& options)
    : publisher_({.hwm = static_cast<std::size_t>(options.output.hwm),
                  .wait_for_room = options.output.wait_for_room,
                  .memory_limit = options.memory_limit,
                  .passes_on = options.filter == Filter::forward})
{
    Endpoints bound;
    for (const auto& endpoint : options.output.endpoints)
        bound.push_back(publisher_.bind(endpoint));
    opened(publisher_.fd(), true, std::move(bound));
}

Subscribers DirectOutlet::subscribers() const
{
    const auto& dropped = publisher_.dropped();
    return {publisher_.subscribers(),
            {dropped.messages, true, dropped.for_memory},
            publisher_.memory(),
            publisher_.unheard()};
}

/// A bunch takes a send of some 10 us for each subscriber, which a few messages are to share.
DirectOutlet::Clock::duration DirectOutlet::worth_waiting() const
{
    constexpr auto for_each = std::chrono::microseconds(120);
    constexpr auto most = std::chrono::microseconds(380);
    return std::min<Clock::duration>(publisher_.connections() * for_each, most);
}

std::optional<Outlet::Clock::time_point> DirectOutlet::close(Clock::time_point end)
{
    publisher_.flush();
    while (!publisher_.drained() && Clock::now() < end) {
        std::array<zmq::pollitem_t, 1> items{{{nullptr, publisher_.fd(), ZMQ_POLLIN, 0}}};
        zws::poll(items, end);
        publisher_.attend();
    }
    if (const auto left = publisher_.queued(); left > 0)
        log::warning("lost ", left, left == 1 ? " message" : " messages",
                     " more, still queued for subscribers at the stop");
    return std::nullopt;
}

} // namespace

std::unique_ptr<Outlet> open_outlet(zmq::context_t& context, const Options& options)
{
    if (DirectOutlet::suits(options))
        return std::make_unique<DirectOutlet>(options);
    return std::make_unique<SocketOutlet>(context, options);
}

} // namespace zws::relay
