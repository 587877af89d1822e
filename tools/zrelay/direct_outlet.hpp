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
    std::optional<zmtp::Note> take_note() override { return publisher_.next_note(); }
    bool hears() const override { return true; }
    int fd() const override { return publisher_.fd(); }
    Clock::time_point due() const override { return publisher_.due(); }
    Clock::duration worth_waiting() const override;
    std::uint64_t peers() override { return publisher_.subscribers(); }
    Drops drops() const override
    {
        return {publisher_.dropped().messages, true, publisher_.dropped().for_memory};
    }
    std::optional<std::size_t> memory() const override { return publisher_.memory(); }
    std::optional<std::uint64_t> unheard() const override { return publisher_.unheard(); }
    const Endpoints& endpoints() const override { return endpoints_; }
    std::optional<Clock::time_point> close(Clock::time_point end) override;

private:
    zmtp::Publisher publisher_;
    Endpoints endpoints_;
};

} // namespace zws::relay
