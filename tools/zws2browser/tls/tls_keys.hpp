// SPDX-License-Identifier: MIT
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

namespace zws::browser {

/// The certificate that the server shows, and its key: TLS 1.2 and later (RFC 8446, RFC 9325). Used by one
/// thread.
class TlsKeys {
public:
    using Context = boost::asio::ssl::context;

    /// Reads PEM files: a certificate with its chain, and its key without a passphrase. Throws Error that
    /// names the file.
    TlsKeys(std::string certificate_file, std::string key_file);

    /// What new connections use, each for as long as it lives.
    std::shared_ptr<Context> context() const { return context_; }

    /// Reads the files again. If that fails, there is a warning and the old ones stay in use.
    void read_again();

private:
    std::shared_ptr<Context> read() const;

    std::string certificate_file_;
    std::string key_file_;
    std::shared_ptr<Context> context_;
};

} // namespace zws::browser
