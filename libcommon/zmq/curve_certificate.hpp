// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws {

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

} // namespace zws
