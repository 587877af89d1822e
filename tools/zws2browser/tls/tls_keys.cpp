// SPDX-License-Identifier: MIT
#include "tools/zws2browser/tls/tls_keys.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/small_file.hpp"

#include <boost/asio/buffer.hpp>
#include <openssl/ssl.h>

namespace zws::browser {

namespace {

constexpr std::size_t longest_pem = 1 << 20;

void check(const boost::system::error_code& failure, const std::string& option, const std::string& file)
{
    if (failure)
        throw Error(option + ' ' + file + ": " + failure.message());
}

/// Nobody is asked for a passphrase: a key that needs one is an error.
int no_passphrase(char*, int, int, void*)
{
    return -1;
}

/// Forward secrecy, and encryption that authenticates (AEAD), as TLS 1.3 has in any case (RFC 9325
/// section 4.2).
constexpr auto ciphers_of_tls_1_2 = "ECDHE+AESGCM:ECDHE+CHACHA20";

} // namespace

TlsKeys::TlsKeys(std::string certificate_file, std::string key_file)
    : certificate_file_(std::move(certificate_file)), key_file_(std::move(key_file)), context_(read())
{
}

void TlsKeys::read_again()
{
    try {
        context_ = read();
        log::info("TLS: read ", certificate_file_, " and ", key_file_);
    } catch (const Error& failure) {
        log::warning(failure.what(), "; the certificate stays as it was");
    }
}

std::shared_ptr<TlsKeys::Context> TlsKeys::read() const
{
    auto context = std::make_shared<Context>(Context::tls_server);
    context->set_options(Context::default_workarounds | Context::no_compression | Context::single_dh_use);
    SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(context->native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_cipher_list(context->native_handle(), ciphers_of_tls_1_2);
    SSL_CTX_set_mode(context->native_handle(), SSL_MODE_RELEASE_BUFFERS); // idle connections need less memory
    SSL_CTX_set_default_passwd_cb(context->native_handle(), no_passphrase);
    boost::system::error_code failure;
    const auto chain = read_filled_file("--tls-cert", certificate_file_, longest_pem);
    check(context->use_certificate_chain(boost::asio::buffer(chain), failure), "--tls-cert",
          certificate_file_);
    const auto key = read_filled_file("--tls-key", key_file_, longest_pem);
    check(context->use_private_key(boost::asio::buffer(key), Context::pem, failure), "--tls-key", key_file_);
    return context;
}

} // namespace zws::browser
