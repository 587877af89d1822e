// SPDX-License-Identifier: MIT
#include "libcommon/zmq/curve.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/zmq/zap_handler.hpp"

namespace zws {

void check(const CurveOptions& options, const Endpoints& endpoints)
{
    if (!options.wanted())
        return;
    if (!options.allow.empty() && options.cert.empty())
        throw UsageError("--curve-allow needs --curve-cert FILE, the server's own keys");
    for (const auto& endpoint : endpoints) {
        if (endpoint.side == Endpoint::Side::bind && options.cert.empty())
            throw UsageError(endpoint.described() + ": a CURVE server needs --curve-cert FILE");
        if (endpoint.side == Endpoint::Side::connect && options.server_cert.empty())
            throw UsageError(endpoint.described() + ": a CURVE client needs --curve-server-cert FILE");
    }
}

Curve::Curve(zmq::context_t& context, const CurveOptions& options)
    : own_(options.cert.empty() ? make_curve_key_pair() : read_curve_key_pair("--curve-cert", options.cert)),
      server_key_(options.server_cert.empty()
                      ? ""
                      : read_curve_certificate("--curve-server-cert", options.server_cert).public_key),
      zap_(options.allow.empty() ? nullptr : ZapHandler::of(context, options.allow))
{
}

void Curve::apply(zmq::socket_ref socket, Endpoint::Side side) const
{
    const bool serves = side == Endpoint::Side::bind;
    socket.set(zmq::sockopt::curve_publickey, own_.public_key);
    socket.set(zmq::sockopt::curve_secretkey, own_.secret_key);
    // Each makes the socket what it says; curve_server set to false would end all encryption.
    if (serves)
        socket.set(zmq::sockopt::curve_server, true);
    else
        socket.set(zmq::sockopt::curve_serverkey, server_key_);
    if (serves && zap_)
        socket.set(zmq::sockopt::zap_domain, "zws");
}

} // namespace zws
