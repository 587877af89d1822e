// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/peer/endpoint.hpp"
#include "libcommon/zmq/curve_certificate.hpp"

#include <memory>
#include <string>
#include <zmq.hpp>

namespace zws {

class ZapHandler;

/// How a socket is to be encrypted (zmq_curve(7)), by certificate files; all empty: not at all. Where a
/// socket binds, it is the server of CURVE; where it connects, the client.
struct CurveOptions {
    std::string cert;        ///< our own key pair; clients without one get a new one
    std::string server_cert; ///< the public key of the server to connect to
    std::string allow;       ///< a folder with the public keys of the clients to let in; empty: all

    bool wanted() const { return !cert.empty() || !server_cert.empty() || !allow.empty(); }
};

/// Throws UsageError if the options leave an endpoint without encryption, or contradict each other.
void check(const CurveOptions& options, const Endpoints& endpoints);

/// The keys of one socket, read; throws Error.
class Curve {
public:
    Curve(zmq::context_t& context, const CurveOptions& options);

    /// Prepares a socket for its next bind or connect.
    void apply(zmq::socket_ref socket, Endpoint::Side side) const;

    /// Who checks clients; lives as long as sockets that were applied to.
    const std::shared_ptr<ZapHandler>& zap() const { return zap_; }

private:
    CurveCertificate own_;
    std::string server_key_;
    std::shared_ptr<ZapHandler> zap_;
};

} // namespace zws
