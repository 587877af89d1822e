// SPDX-License-Identifier: MIT
#include "tools/znats/nats/nats_options.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/os/small_file.hpp"
#include "tools/znats/nats/libnats.hpp"
#include "tools/znats/server_url.hpp"

#include <algorithm>
#include <cstddef>

namespace zws::nats {

std::string secret(const std::string& option, const std::string& path)
{
    constexpr std::size_t most_bytes = 65536;
    const auto content = read_filled_file(option, path, most_bytes);
    auto line = content.substr(0, content.find('\n'));
    if (line.ends_with('\r'))
        line.pop_back();
    if (line.empty())
        throw Error(option + ' ' + path + ": the first line is empty");
    return line;
}

namespace {

// A write that a server does not take ends the connection, so that no stop waits for it longer than that.
constexpr int write_deadline_ms = 2000;
constexpr int connect_timeout_ms = 2000;
constexpr int reconnect_wait_ms = 250; // after all servers were tried
constexpr int reconnect_jitter_ms = 250;
constexpr int ping_interval_ms = 10'000; // two without an answer end the connection
constexpr int pings_out = 2;
// What is sent between the loss of a connection and our hearing of it; the rest waits in our own buffer.
constexpr int reconnect_buffer = 1 << 20;

OptionsPtr new_options()
{
    natsOptions* raw = nullptr;
    check(natsOptions_Create(&raw), "libnats");
    return OptionsPtr(raw);
}

void set_servers(natsOptions* options, const std::vector<std::string>& urls)
{
    std::vector<const char*> texts;
    texts.reserve(urls.size());
    for (const auto& url : urls)
        texts.push_back(url.c_str());
    check(natsOptions_SetServers(options, texts.data(), static_cast<int>(texts.size())), shown(urls));
}

void set_times(natsOptions* options)
{
    check(natsOptions_SetName(options, "znats"), "name");
    check(natsOptions_SetTimeout(options, connect_timeout_ms), "timeout");
    check(natsOptions_SetWriteDeadline(options, write_deadline_ms), "write deadline");
    check(natsOptions_SetMaxReconnect(options, -1), "reconnect");
    check(natsOptions_SetReconnectWait(options, reconnect_wait_ms), "reconnect wait");
    check(natsOptions_SetReconnectJitter(options, reconnect_jitter_ms, reconnect_jitter_ms),
          "reconnect jitter");
    check(natsOptions_SetReconnectBufSize(options, reconnect_buffer), "reconnect buffer");
    check(natsOptions_SetPingInterval(options, ping_interval_ms), "ping interval");
    check(natsOptions_SetMaxPingsOut(options, pings_out), "pings");
}

void set_identity(natsOptions* options, const ServerOptions& server)
{
    if (!server.user.empty())
        check(natsOptions_SetUserInfo(options, server.user.c_str(),
                                      secret("--password-file", server.password_file).c_str()),
              "user");
    if (!server.token_file.empty())
        check(natsOptions_SetToken(options, secret("--token-file", server.token_file).c_str()), "token");
    if (!server.creds_file.empty()) {
        static_cast<void>(
            secret("--creds", server.creds_file)); // libnats would only find out with a server there
        check(natsOptions_SetUserCredentialsFromFiles(options, server.creds_file.c_str(), nullptr),
              "--creds " + server.creds_file);
    }
}

std::string pem(const std::string& option, const std::string& path)
{
    constexpr std::size_t most_bytes = 1 << 20;
    return read_filled_file(option, path, most_bytes);
}

void set_tls(natsOptions* options, const ServerOptions& server)
{
    const bool asked = std::any_of(server.urls.begin(), server.urls.end(),
                                   [](const std::string& url) { return url.starts_with("tls://"); });
    if (asked || !server.tls_ca.empty() || !server.tls_cert.empty())
        check(natsOptions_SetSecure(options, true), "TLS");
    if (!server.tls_ca.empty())
        check(natsOptions_SetCATrustedCertificates(options, pem("--tls-ca", server.tls_ca).c_str()),
              "--tls-ca " + server.tls_ca);
    if (!server.tls_cert.empty())
        check(natsOptions_SetCertificatesChain(options, pem("--tls-cert", server.tls_cert).c_str(),
                                               pem("--tls-key", server.tls_key).c_str()),
              "--tls-cert " + server.tls_cert + " and --tls-key " + server.tls_key);
}

} // namespace

OptionsPtr nats_options(const ServerOptions& server)
{
    auto options = new_options();
    set_servers(options.get(), server.urls);
    set_times(options.get());
    set_identity(options.get(), server);
    set_tls(options.get(), server);
    return options;
}

} // namespace zws::nats
