// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zrelay/outlet.hpp"
#include "tools/zrelay/zmtp/publisher.hpp"

namespace zws::relay {

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

} // namespace zws::relay
