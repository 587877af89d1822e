// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/delivery/client_output.hpp"

#include <cstddef>
#include <memory>
#include <vector>

struct io_uring;

namespace zws::browser {

/// Sends to many clients with one system call (io_uring(7)), as entering the kernel is a good part of what a
/// short frame costs. If the kernel or a sandbox does not allow io_uring, or zws is built without liburing,
/// there is one system call per client.
class SendRing {
public:
    SendRing();
    ~SendRing();
    SendRing(const SendRing&) = delete;
    SendRing& operator=(const SendRing&) = delete;

    /// Sends each output what can be sent to it now.
    void flush(const std::vector<ClientOutput*>& outputs);

private:
    struct Close {
        void operator()(io_uring* ring) const;
    };
    struct Offer {
        ClientOutput* output; ///< null: nothing more can be sent to it
        std::size_t size;     ///< bytes
    };

    bool open();
    void add(ClientOutput& output);
    void submit();
    void take_answer();

    bool tried_ = false;
    std::unique_ptr<io_uring, Close> ring_; ///< null: not needed yet, or not available
    std::vector<Offer> offers_;             ///< what is in the ring
};

} // namespace zws::browser
