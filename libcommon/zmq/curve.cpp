// SPDX-License-Identifier: MIT
#include "libcommon/zmq/curve.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/os/small_file.hpp"
#include "libcommon/zmq/zap_handler.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <zmq.h>

namespace zws {

namespace {

constexpr std::size_t key_size = 40;
constexpr std::size_t most_bytes = 65536;

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string key_of(std::string_view value)
{
    const bool quoted = value.size() == key_size + 2 && (value.front() == '"' || value.front() == '\'') &&
                        value.back() == value.front();
    std::string key(quoted ? value.substr(1, key_size) : value);
    std::array<std::uint8_t, 32> bytes{};
    if (key.size() != key_size || zmq_z85_decode(bytes.data(), key.c_str()) == nullptr)
        throw std::invalid_argument("a key is not 40 characters of Z85");
    return key;
}

void take_line(std::string_view line, bool& in_curve, CurveCertificate& certificate)
{
    const auto content = trimmed(line);
    if (content.empty() || content.front() == '#')
        return;
    if (line.front() != ' ' && line.front() != '\t')
        in_curve = content == "curve";
    const auto equals = content.find('=');
    if (!in_curve || equals == std::string_view::npos)
        return;
    const auto name = trimmed(content.substr(0, equals));
    const auto value = trimmed(content.substr(equals + 1));
    if (name == "public-key")
        certificate.public_key = key_of(value);
    else if (name == "secret-key")
        certificate.secret_key = key_of(value);
}

} // namespace

CurveCertificate parse_curve_certificate(std::string_view text)
{
    CurveCertificate certificate;
    bool in_curve = false;
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (const auto line = text.substr(0, end); !line.empty())
            take_line(line, in_curve, certificate);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    if (certificate.public_key.empty())
        throw std::invalid_argument("no public-key under 'curve'");
    return certificate;
}

CurveCertificate read_curve_certificate(const std::string& option, const std::string& path)
{
    const auto text = read_filled_file(option, path, most_bytes);
    try {
        return parse_curve_certificate(text);
    } catch (const std::invalid_argument& wrong) {
        throw Error(option + ' ' + path + ": " + wrong.what());
    }
}

CurveCertificate read_curve_key_pair(const std::string& option, const std::string& path)
{
    auto certificate = read_curve_certificate(option, path);
    if (certificate.secret_key.empty())
        certificate.secret_key = read_curve_certificate(option, path + "_secret").secret_key;
    if (certificate.secret_key.empty())
        throw Error(option + ' ' + path + ": no secret-key under 'curve'");
    std::array<char, key_size + 1> derived{};
    if (zmq_curve_public(derived.data(), certificate.secret_key.c_str()) != 0 ||
        certificate.public_key != derived.data())
        throw Error(option + ' ' + path + ": the keys are not a pair");
    return certificate;
}

CurveCertificate make_curve_key_pair()
{
    std::array<char, key_size + 1> public_key{};
    std::array<char, key_size + 1> secret_key{};
    if (zmq_curve_keypair(public_key.data(), secret_key.data()) != 0)
        throw Error(std::string("make a CURVE key pair: ") + zmq_strerror(errno));
    return {public_key.data(), secret_key.data()};
}

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
