// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/poll.hpp"
#include "libcommon/os/sighup.hpp"

#include <memory>
#include <set>
#include <string>
#include <thread>
#include <zmq.hpp>

namespace zws {

/// Tells libzmq which CURVE clients are accepted (ZAP, ZeroMQ RFC 27): those whose public key is in a file
/// of a folder. Reads the folder again at SIGHUP, which no longer ends the process. Runs a thread.
class ZapHandler {
public:
    /// The one of a context, made with the first call; throws Error if the folder or a file of it cannot
    /// be read. Called on the thread that makes all others, since those inherit its signal mask.
    static std::shared_ptr<ZapHandler> of(zmq::context_t& context, const std::string& folder);

    /// Of sockets without encryption, which everybody may talk to.
    static constexpr auto* plain_domain = "zws.plain";

    ZapHandler(zmq::context_t& context, std::string folder);
    ~ZapHandler();
    ZapHandler(const ZapHandler&) = delete;
    ZapHandler& operator=(const ZapHandler&) = delete;

private:
    void run();
    void answer();
    void read_again();

    std::string folder_;
    std::set<std::string> keys_; ///< of the thread, once it runs
    zmq::socket_t requests_;
    Sighup sighup_;
    WakeUp stop_;
    std::thread thread_;
};

} // namespace zws
