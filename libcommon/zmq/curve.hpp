// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/peer/endpoint.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <zmq.hpp>

namespace zws {

class ZapHandler;

/// A CURVE key pair (zmq_curve(7)), each key as 40 characters of Z85.
struct CurveCertificate {
    std::string public_key;
    std::string secret_key; ///< empty: only the public half is known
};

/// Reads the text of a certificate file as CZMQ and pyzmq write it; throws std::invalid_argument with what is
/// wrong with it.
CurveCertificate parse_curve_certificate(std::string_view text);

/// Reads a certificate file that an option names; throws Error "OPTION PATH: reason".
CurveCertificate read_curve_certificate(const std::string& option, const std::string& path);

/// The same with both keys, which have to be a pair: where `path` has the public one only, the other is in
/// `path` + "_secret".
CurveCertificate read_curve_key_pair(const std::string& option, const std::string& path);

/// A key pair made now, for a client whose identity does not matter.
CurveCertificate make_curve_key_pair();

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
