// SPDX-License-Identifier: MIT
#include "libcommon/metrics/metrics_server.hpp"

#include "tests/unit/catch.hpp"

using zws::Hosts;

namespace {

std::string answer_to(std::string_view head, std::string_view metrics, Hosts hosts = Hosts::any)
{
    return zws::http_answer(head, {metrics, true}, hosts);
}

bool has_status(const std::string& answer, const std::string& status)
{
    return answer.starts_with("HTTP/1.1 " + status + "\r\n") &&
           answer.find("\r\nConnection: close\r\n") != std::string::npos;
}

} // namespace

TEST_CASE("the metrics are at /metrics")
{
    const auto answer = answer_to("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n", "text\n");
    REQUIRE(has_status(answer, "200 OK"));
    REQUIRE(answer.find("\r\nContent-Length: 5\r\n") != std::string::npos);
    REQUIRE(answer.ends_with("\r\n\r\ntext\n"));
    REQUIRE(has_status(answer_to("GET /metrics?x=1 HTTP/1.0\r\n\r\n", ""), "200 OK"));
}

TEST_CASE("whether the tool is alive is at /healthz")
{
    const std::string_view head = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    REQUIRE(has_status(answer_to(head, ""), "200 OK"));
    REQUIRE(answer_to(head, "").ends_with("\r\n\r\nok\n"));
    REQUIRE(has_status(zws::http_answer(head, {"", false}, Hosts::any), "503 Service Unavailable"));
}

TEST_CASE("HEAD has the head alone")
{
    const auto answer = answer_to("HEAD /metrics HTTP/1.1\r\nHost: x\r\n\r\n", "text\n");
    REQUIRE(answer.find("\r\nContent-Length: 5\r\n") != std::string::npos);
    REQUIRE(answer.ends_with("\r\n\r\n"));
}

TEST_CASE("nothing else is there, and what is not a request is refused")
{
    REQUIRE(has_status(answer_to("GET / HTTP/1.1\r\nhost:x\r\n\r\n", ""), "404 Not Found"));
    REQUIRE(has_status(answer_to("POST /metrics HTTP/1.0\r\n\r\n", ""), "405 Method Not Allowed"));
    for (const auto* head :
         {"", "\r\n\r\n", "GET", "GET /metrics\r\n\r\n", "GET metrics HTTP/1.1\r\n\r\n",
          "GET  /metrics HTTP/1.1\r\n\r\n", "GET /metrics SPDY\r\n\r\n", "GET /metrics HTTP/1.1\r\n\r\n",
          "GET /metrics HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n"})
        REQUIRE(has_status(answer_to(head, ""), "400 Bad Request"));
}

TEST_CASE("of local names and addresses alone, where that is asked for: other names are those of other sites")
{
    const auto status = [](const std::string& host) {
        return answer_to("GET /metrics HTTP/1.1\r\nA: b\r\nHOST: " + host + "\r\n\r\n", "", Hosts::local)
            .substr(9, 3);
    };
    for (const auto* host :
         {"localhost", "LocalHost:9100", "zrelay.localhost:1", "127.0.0.1:9100 ", "192.0.2.1", "[::1]:9100"})
        CHECK(status(host) == "200");
    for (const auto* host : {"evil.example", "evil.example:9100", "localhost.evil.example", "notlocalhost",
                             ".localhost", "127.0.0.1.evil.example", "[::1.evil.example", "localhost:1:2"})
        CHECK(status(host) == "403");
}
