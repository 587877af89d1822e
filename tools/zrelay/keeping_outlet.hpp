// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "tools/zrelay/outlet.hpp"
#include "tools/zrelay/replay/keep.hpp"

#include <memory>

namespace zws::relay {

/// An outlet that also keeps what goes out.
class KeepingOutlet final : public Outlet {
public:
    /// `keep` outlives this.
    KeepingOutlet(std::unique_ptr<Outlet> out, Keep& keep);

    bool send(zmq::message_t& frame, bool more) override;
    void flush() override { out_->flush(); }
    std::optional<Note> take_note() override { return out_->take_note(); }
    Clock::time_point due() const override { return out_->due(); }
    Clock::duration worth_waiting() const override { return out_->worth_waiting(); }
    Subscribers subscribers() const override { return out_->subscribers(); }
    std::optional<Clock::time_point> close(Clock::time_point end) override { return out_->close(end); }

private:
    void keep(zmq::message_t frame, bool more);

    std::unique_ptr<Outlet> out_;
    Keep& keep_;
    Message message_; ///< what has been sent of the last one
    RareWarning unnumbered_{std::chrono::minutes(1)};
};

} // namespace zws::relay
