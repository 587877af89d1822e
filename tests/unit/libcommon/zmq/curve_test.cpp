// SPDX-License-Identifier: MIT
#include "libcommon/zmq/curve.hpp"

#include "libcommon/os/error.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support/temporary_file.hpp"

using namespace zws;
using Side = Endpoint::Side;

namespace {

const std::string a_key = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"; // ZeroMQ RFC 32
const std::string other_key = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6";

} // namespace

TEST_CASE("certificates of CZMQ and of pyzmq are read")
{
    const auto text =
        "#   ****  Generated  ****\n\nmetadata\n    public-key = \"no\"\ncurve\n    public-key = \"" + a_key +
        "\"\n    secret-key = \"" + other_key + "\"\n";
    const auto certificate = parse_curve_certificate(text);
    CHECK(certificate.public_key == a_key);
    CHECK(certificate.secret_key == other_key);
    CHECK(parse_curve_certificate("curve\r\n\tpublic-key='" + a_key + "'\r\n").public_key == a_key);
    CHECK(parse_curve_certificate("curve\n  public-key = " + a_key).secret_key.empty());
}

TEST_CASE("what is not a certificate is refused")
{
    for (const std::string text :
         {"", "\n\n", "curve\n", "curve\n  public-key\n", "curve\n  public-key = \"short\"\n",
          "curve\n  public-key = ", "curve\n  public-key = \"########################################\"x",
          "curve\n  public-key = \"\x01\"\n"})
        CHECK_THROWS_AS(parse_curve_certificate(text), std::invalid_argument);
    CHECK_THROWS_AS(parse_curve_certificate("public-key = \"" + a_key + "\"\n"), std::invalid_argument);
    CHECK_THROWS_AS(read_curve_certificate("--curve-cert", "/nowhere/at/all"), Error);
}

TEST_CASE("a key pair needs its secret")
{
    const test::TemporaryFile file("curve\n    public-key = \"" + a_key + "\"\n");
    CHECK(read_curve_certificate("--curve-cert", file.path()).public_key == a_key);
    CHECK_THROWS_AS(read_curve_key_pair("--curve-cert", file.path()), Error);
    const auto pair = make_curve_key_pair();
    CHECK(make_curve_key_pair().secret_key != pair.secret_key);
    const auto with_secret = [&pair](const std::string& public_key) {
        return "curve\n    public-key = \"" + public_key + "\"\n    secret-key = \"" + pair.secret_key +
               "\"\n";
    };
    const test::TemporaryFile whole(with_secret(pair.public_key));
    CHECK(read_curve_key_pair("--curve-cert", whole.path()).secret_key == pair.secret_key);
    const test::TemporaryFile mixed_up(with_secret(a_key));
    CHECK_THROWS_WITH(read_curve_key_pair("--curve-cert", mixed_up.path()),
                      Catch::Matchers::ContainsSubstring("not a pair"));
}

TEST_CASE("no endpoint stays without encryption where it was asked for")
{
    const Endpoints bound{{Side::bind, "tcp://127.0.0.1:1"}};
    const Endpoints connected{{Side::connect, "tcp://127.0.0.1:1"}};
    CHECK_NOTHROW(check({}, bound));
    CHECK_NOTHROW(check({"cert", "", "allow"}, bound));
    CHECK_NOTHROW(check({"", "server", ""}, connected));
    CHECK_THROWS_AS(check({"", "server", ""}, bound), UsageError);
    CHECK_THROWS_AS(check({"cert", "", ""}, connected), UsageError);
    CHECK_THROWS_AS(check({"", "", "allow"}, {}), UsageError);
}
