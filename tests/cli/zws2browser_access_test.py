# SPDX-License-Identifier: MIT
"""Who is let in by zws2browser: hosts, origins and tokens."""

import tempfile
import time
import unittest
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from zwstest import PATIENCE, Tool, WebSocket, run
from zwstest.raw_http import RawHttp
from zwstest.server import ANY, FREE

SECRET = "correct-horse-battery-staple"


def port_of(url):
    return urlsplit(url).port


class AccessCase(unittest.TestCase):
    FLAGS = ()

    @classmethod
    def setUpClass(cls):
        cls.tool = cls.enterClassContext(Tool("zws2browser", "--bind", ANY, *FREE, *cls.FLAGS))
        _, cls.http, cls.ws = cls.tool.endpoints()

    def ask(self, headers=(), target="/", url=None, **options):
        with RawHttp(url or self.http) as connection:
            connection.request(target, headers, **options)
            return connection.answer()

    def upgrade(self, headers=(), url=None, target="/ws"):
        """The status of the answer to a handshake."""
        offer = [
            ("Upgrade", "websocket"),
            ("Connection", "Upgrade"),
            ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
            ("Sec-WebSocket-Version", "13"),
        ]
        return self.ask([*offer, *headers], target, url).status


class HostTest(AccessCase):
    FLAGS = ("--allow-host", "plots.example", "--allow-host", "other.example:81")

    def status(self, host):
        return self.ask([("Host", host)], host=False).status

    def test_loopback_and_the_allowed_hosts_are_served(self):
        for host in ("127.0.0.1:1", "localhost", "LOCALHOST:8000", "[::1]:80", "x.localhost", "plots.example:444",
                     "Plots.Example", "other.example:81"):
            self.assertEqual(self.status(host), 200, host)

    def test_other_hosts_are_not(self):
        for host in ("evil.example", "evil.example:8000", "other.example", "other.example:82", "localhost.evil.example",
                     "127.0.0.1.evil.example", "10.0.0.1", "2130706433", "0x7f.1"):
            self.assertEqual(self.status(host), 403, host)

    def test_who_runs_the_server_is_told_of_a_host_that_is_refused(self):
        with Tool("zws2browser", "--bind", ANY, *FREE) as tool:
            self.ask([("Host", "backend:8000")], url=tool.endpoints()[1], host=False)
            tool.wait_err(r"warning: a request with 'Host: backend:8000' was refused: .*--allow-host.* proxy in front")

    def test_malformed_missing_and_repeated_hosts(self):
        for host in ("", "a b", "user@localhost", "localhost:x", "localhost:0", "localhost:99999", "localhost/",
                     "%6cocalhost", "[::1"):
            answer = self.ask([("Host", host)], host=False)
            self.assertEqual((answer.status, answer.closed), (400, True), host)
        self.assertEqual(self.ask(host=False).status, 400)
        self.assertEqual(self.ask([("Host", "localhost")]).status, 400)

    def test_handshake_is_checked_on_both_ports(self):
        for url in (self.http, self.ws):
            with RawHttp(url) as connection:
                connection.netloc = "evil.example"
                connection.request("/ws", [("Upgrade", "websocket"), ("Connection", "Upgrade"),
                                           ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
                                           ("Sec-WebSocket-Version", "13")])
                self.assertEqual(connection.answer().status, 403)


class OriginTest(AccessCase):
    FLAGS = ("--allow-origin", "https://good.example")

    def both(self, origin):
        """Whether a page request and the handshakes on both ports are let in; they have to agree."""
        headers = [("Origin", origin)]
        statuses = self.ask(headers).status, self.upgrade(headers), self.upgrade(headers, self.ws)
        self.assertIn(statuses, ((200, 101, 101), (403, 403, 403)), origin)
        return statuses[0] == 200

    def test_no_origin_is_no_browser(self):
        self.assertEqual((self.ask().status, self.upgrade(), self.upgrade(url=self.ws)), (200, 101, 101))

    def test_page_and_allowed_origins_are_let_in(self):
        for origin in (f"http://127.0.0.1:{port_of(self.http)}", "https://good.example", "https://GOOD.example:443"):
            self.assertTrue(self.both(origin), origin)
        self.assertEqual(self.upgrade([("Origin", f"http://127.0.0.1:{port_of(self.ws)}")], self.ws), 101)

    def test_other_origins_are_not(self):
        port = port_of(self.http)
        for origin in ("null", "", "http://evil.example", f"https://127.0.0.1:{port}", "http://127.0.0.1",
                       f"http://localhost:{port}", f"http://127.0.0.1:{port}.evil.example", "http://good.example",
                       "https://good.example:444", "https://good.example.evil.example", "https://good.example/",
                       f"http://127.0.0.1:{port}/", f"http://u@127.0.0.1:{port}", "file://"):
            self.assertFalse(self.both(origin), origin)

    def test_repeated_origin_is_refused(self):
        good = ("Origin", "https://good.example")
        self.assertEqual(self.upgrade([good, good]), 403)

    def test_a_proxy_on_another_port_that_keeps_host_works(self):
        headers = [("Host", "127.0.0.1:1234"), ("Origin", "http://127.0.0.1:1234")]
        self.assertEqual(self.ask(headers, host=False).status, 200)


class HeadersTest(AccessCase):
    def test_every_answer_has_the_security_headers(self):
        for target in ("/", "/nothing", "/metrics", "/healthz"):
            headers = self.ask(target=target).headers
            self.assertIn("frame-ancestors 'none'", headers["content-security-policy"])
            self.assertIn("connect-src 'self'", headers["content-security-policy"])
            self.assertEqual(headers["x-content-type-options"], "nosniff")
            self.assertEqual(headers["server"], "zws2browser", "and no version")
            self.assertEqual(headers["referrer-policy"], "no-referrer")
            self.assertEqual(headers["cross-origin-resource-policy"], "same-origin")
            self.assertEqual(headers["cache-control"], "no-cache" if target == "/" else "no-store")
            self.assertNotIn("access-control-allow-origin", headers)
            self.assertNotIn("x-frame-options", headers, "frame-ancestors says it")

    def test_every_answer_is_dated(self):
        begin = int(time.time())
        for target in ("/", "/nothing", "/a b"):
            date = self.ask(target=target).headers["date"]
            self.assertRegex(date, r"^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$")
            self.assertTrue(begin <= parsedate_to_datetime(date).timestamp() <= time.time(), date)


def frame_ancestors(answer):
    return answer.headers["content-security-policy"].split("; ")[-1]


class EmbedTest(AccessCase):
    FLAGS = ("--allow-embed", "https://Dashboard.example", "--allow-embed", "http://10.0.0.1:8080",
             "--allow-embed", "http://localhost:80")

    def test_every_answer_names_the_sites(self):
        for target in ("/", "/nothing", "/about.json", "/healthz", "/a b"):
            answer = self.ask(target=target)
            self.assertEqual(frame_ancestors(answer), "frame-ancestors https://dashboard.example http://10.0.0.1:8080 "
                                                      "http://localhost", target)
            self.assertIn("default-src 'none'; script-src 'self'; ", answer.headers["content-security-policy"])
            self.assertNotIn("x-frame-options", answer.headers)

    def test_the_frame_connects_as_the_page_does_and_the_site_around_it_does_not(self):
        own = [("Origin", self.http.rstrip("/")), ("Referer", "https://dashboard.example/")]
        other = [("Origin", "https://dashboard.example")]
        for url in (self.http, self.ws):
            self.assertEqual((self.upgrade(own, url), self.upgrade(other, url)), (101, 403), url)
        self.assertEqual((self.ask(own).status, self.ask(other).status), (200, 403))
        self.assertEqual(self.ask([("Host", "dashboard.example")], host=False).status, 403)

    def test_any_site(self):
        with Tool("zws2browser", "--bind", ANY, *FREE, "--allow-embed", "*") as tool:
            answer = self.ask(url=tool.endpoint(1))
            self.assertEqual(frame_ancestors(answer), "frame-ancestors *")

    def test_several_of_the_environment(self):
        sites = "https://a.example https://b.example:444"
        with Tool("zws2browser", "--bind", ANY, *FREE, env={"ZWS2BROWSER_ALLOW_EMBED": sites}) as tool:
            self.assertEqual(frame_ancestors(self.ask(url=tool.endpoint(1))), f"frame-ancestors {sites}")

    def test_what_is_no_origin_is_refused(self):
        for site in ("", "dashboard.example", "ftp://a.example", "https://a.example/", "https://*.example", "'self'",
                     "https://a.example; script-src *", "https://a.example:0", "https://[::1]", "null", "https://"):
            done = run("zws2browser", "--bind", ANY, *FREE, "--allow-embed", site)
            self.assertEqual((done.code, done.out, done.err.count("\n")), (2, b"", 1), done.err)
            self.assertIn(f"--allow-embed '{site}': not *, nor an origin (https://HOST or http://HOST:PORT)", done.err)


class TokenTest(AccessCase):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        path = Path(folder) / "token"
        path.write_text(SECRET + "\n")
        cls.FLAGS = ("--token-file", str(path), "-v")
        super().setUpClass()

    def test_nothing_is_served_without_it(self):
        for target in ("/", "/metrics", "/healthz", "/about.json", "/graph.js", "/?token=", "/?token=wrong",
                       "/nothing"):
            answer = self.ask(target=target)
            self.assertEqual(answer.status, 401, target)
            self.assertTrue(answer.headers["www-authenticate"].startswith("Bearer"))
        self.assertEqual((self.upgrade(), self.upgrade(url=self.ws, target="/")), (401, 401))
        for headers in ([("Cookie", "zws_token=wrong")], [("Authorization", "Bearer wrong")],
                        [("Authorization", f"Basic {SECRET}")], [("Cookie", f"other={SECRET}")],
                        [("Authorization", f"Bearer {SECRET}x")], [("Authorization", f"Bearer {SECRET[:-1]}")]):
            self.assertEqual(self.ask(headers).status, 401, headers)

    def test_query_becomes_a_cookie(self):
        for target, location in ((f"/?token={SECRET}", "./"),
                                 (f"/graph.html?a=b&token={SECRET}&c=d", "./graph.html?a=b&c=d"),
                                 (f"//evil.example/?token={SECRET}", "./")):
            answer = self.ask(target=target)
            self.assertEqual((answer.status, answer.headers["location"]), (303, location))
            self.assertNotIn(SECRET, answer.body.decode())
            cookie, *attributes = answer.headers["set-cookie"].split("; ")
            self.assertLessEqual({"HttpOnly", "SameSite=Strict", "Path=/"}, set(attributes))
            self.assertEqual(self.ask([("Cookie", f"a=b; {cookie}; c=d")]).status, 200)
            self.assertEqual(self.upgrade([("Cookie", cookie)]), 101)

    def test_bearer(self):
        headers = [("Authorization", f"Bearer {SECRET}")]
        self.assertEqual((self.ask(headers).status, self.upgrade(headers)), (200, 101))

    def test_handshake_may_have_it_in_its_query(self):
        self.assertEqual(self.upgrade(target=f"/ws?token={SECRET}"), 101)
        self.enterContext(WebSocket(f"{self.ws}?token={SECRET}&history=1"))

    def test_it_is_never_told(self):
        self.ask(target=f"/?token={SECRET}")
        self.assertNotIn(SECRET, self.tool.err())


class ListenTest(unittest.TestCase):
    def test_beyond_loopback_needs_a_token_or_no_auth(self):
        for flag in ("--http", "--ws"):
            done = run("zws2browser", "--bind", ANY, *FREE, flag, "0.0.0.0:0")
            self.assertEqual((done.code, done.out, done.err.count("\n")), (2, b"", 1), done.err)
            self.assertIn("--token-file", done.err)
        with Tool("zws2browser", "--bind", ANY, *FREE, "--http", "0.0.0.0:0", "--no-auth") as tool:
            tool.ready()

    def test_token_files_that_have_no_token(self):
        with tempfile.TemporaryDirectory() as folder:
            for content in (b"", b"\n", b"two words", b"a\nb", b"a;b", b"\xff", b"x" * 5000):
                path = Path(folder) / "token"
                path.write_bytes(content)
                done = run("zws2browser", "--bind", ANY, *FREE, "--token-file", str(path), timeout=PATIENCE)
                self.assertEqual((done.code, done.err.count("\n")), (1, 1), done.err)
                self.assertIn(str(path), done.err)
            done = run("zws2browser", "--bind", ANY, *FREE, "--token-file", f"{folder}/none", timeout=PATIENCE)
            self.assertEqual(done.code, 1)
            self.assertIn("No such file", done.err)

    def test_wrong_values(self):
        for flag, value in (("--allow-origin", "null"), ("--allow-origin", "good.example"), ("--allow-host", "a/b"),
                            ("--allow-host", "http://a")):
            self.assertEqual(run("zws2browser", flag, value).code, 2)


if __name__ == "__main__":
    unittest.main()
