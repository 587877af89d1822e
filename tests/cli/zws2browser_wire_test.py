# SPDX-License-Identifier: MIT
"""HTTP and WebSocket of zws2browser byte by byte: what is refused, and what has its limit."""

import gzip
import os
import struct
import tempfile
import time
import unittest
from pathlib import Path

from zwstest import PATIENCE, SLOWNESS, Tool, WebSocket, eventually, tool_path
from zwstest.raw_http import RawHttp
from zwstest.server import ANY, FREE, Server
from zwstest.websocket import BINARY, CLOSE, CONTINUATION, PING, TEXT

KEY = ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
VERSION = ("Sec-WebSocket-Version", "13")
UPGRADE = [("Upgrade", "websocket"), ("Connection", "Upgrade")]


class WireCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tool = cls.enterClassContext(Tool("zws2browser", "--bind", ANY, *FREE))
        _, cls.http, cls.ws = cls.tool.endpoints()

    def ask(self, *args, **options):
        with RawHttp(self.http) as connection:
            connection.request(*args, **options)
            return connection.answer(options.get("method") == "HEAD")

    def assert_refused(self, data, status=400):
        """The answer to these bytes is `status`, and the end."""
        with RawHttp(self.http) as connection:
            connection.send(data)
            answer = connection.answer()
            self.assertEqual((answer.status, answer.closed), (status, True), data)
            self.assertTrue(connection.ended(), "nothing after it is answered")


class SmugglingTest(WireCase):
    def test_shapes_that_others_read_differently_are_refused(self):
        head = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
        for rest in (
            b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
            b"Content-Length: 1\r\nContent-Length: 1\r\n\r\nx",
            b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
            b"Content-Length: 1, 1\r\n\r\nx",
            b"Content-Length: +1\r\n\r\nx",
            b"Content-Length: -1\r\n\r\nx",
            b"Content-Length: 99999999999999999999\r\n\r\nx",
            b"Transfer-Encoding: xchunked\r\n\r\n",
            b"Transfer-Encoding: gzip, chunked\r\n\r\n",
            b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"Transfer-Encoding : chunked\r\n\r\n",
            b"Transfer-Encoding: chunked\r\n X: folded\r\n\r\n",
            b"X: a\r\n\tfolded\r\n\r\n",
            b" Leading: space\r\n\r\n",
            b"NoColon\r\n\r\n",
            b": no name\r\n\r\n",
            b"X: a\0b\r\n\r\n",
            b"X: a\x7fb\r\n\r\n",
            b"X: bare\nY: line feed\r\n\r\n",
            b"X: bare\rY: carriage return\r\n\r\n",
            b"X: at the end\r\n\n", # nor is it waited for more
            b"X: at the end\n\n",
            b"X: at the end\r\r",
        ):
            self.assert_refused(head + rest)

    def test_first_lines_that_are_none(self):
        for line in (b"GET /", b"GET / HTTP/2.0", b"GET / HTTP/1.2", b"GET  / HTTP/1.1", b"GET / http/1.1",
                     b"/ HTTP/1.1", b"GET /a b HTTP/1.1", b"GET http:// HTTP/1.1", b"GET ftp://localhost/ HTTP/1.1",
                     b"GET * HTTP/1.1", b"GET ../x HTTP/1.1",
                     b"GET /%zz HTTP/1.1", b"GET /\xff HTTP/1.1", b"GET /a%2fb HTTP/1.1", b"GET /a\\b HTTP/1.1"):
            self.assert_refused(line + b"\r\nHost: localhost\r\n\r\n")

    def test_the_absolute_form_of_a_target_replaces_the_host(self):
        """RFC 9112 section 3.2.2."""
        for host, field, status in (("localhost", "localhost", 200), ("localhost", "evil.example", 200),
                                    ("evil.example", "localhost", 403)):
            with RawHttp(self.http) as connection:
                connection.send(f"GET http://{host}/ HTTP/1.1\r\nHost: {field}\r\n\r\n".encode())
                self.assertEqual(connection.answer().status, status, (host, field))
        self.assert_refused(b"GET http://localhost/ HTTP/1.1\r\n\r\n")

    def test_empty_lines_before_a_request_are_left_out(self):
        """RFC 9112 section 2.2."""
        with RawHttp(self.http) as connection:
            for _ in range(2):
                connection.send(b"\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                self.assertEqual(connection.answer().status, 200)
        self.assert_refused(b"\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n")

    def test_a_handshake_has_no_body(self):
        for body in (("Content-Length", "2"), ("Transfer-Encoding", "chunked")):
            with RawHttp(self.http) as connection:
                connection.request("/ws", [*UPGRADE, VERSION, KEY, body])
                connection.send(b"\x89\x80")
                self.assertEqual(connection.answer()[::3], (400, True), body)
                self.assertTrue(connection.ended())

    def test_tls_on_the_plain_port_is_refused_at_once(self):
        self.assert_refused(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")

    def test_a_body_ends_the_connection(self):
        for method, status in (("GET", 200), ("POST", 405)):
            with RawHttp(self.http) as connection:
                connection.request("/", [("Content-Length", "38")], method)
                connection.send(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
                self.assertEqual(connection.answer()[::3], (status, True))
                self.assertTrue(connection.ended())

    def test_pipelined_requests_are_answered_in_order(self):
        with RawHttp(self.http) as connection:
            for target in ("/", "/nothing", "/graph.html"):
                connection.request(target)
            self.assertEqual([connection.answer().status for _ in range(3)], [200, 404, 200])


class LimitTest(WireCase):
    def test_head_that_is_too_long(self):
        with RawHttp(self.http) as connection:
            connection.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 20000)
            answer = connection.answer()
            self.assertEqual((answer.status, answer.closed), (431, True))

    def test_head_of_too_many_lines(self):
        fields = [(f"X-{i}", "x") for i in range(97)]
        self.assertEqual(self.ask("/", fields).status, 200)
        answer = self.ask("/", [*fields, ("X", "one more")])
        self.assertEqual((answer.status, answer.closed), (431, True))

    def test_head_in_many_pieces(self):
        with RawHttp(self.http) as connection:
            for byte in b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n":
                connection.send(bytes([byte]))
            self.assertEqual(connection.answer().status, 200)

    def assert_full(self, url):
        with RawHttp(url) as connection:
            connection.request("/")
            answer = connection.answer()
            self.assertEqual((answer.status, answer.closed), (503, True))
            self.assertGreater(int(answer.headers["retry-after"]), 0)

    def test_connections_in_all_and_of_one_address(self):
        for flag in ("--max-clients", "--max-clients-per-address"):
            tool = self.enterContext(Tool("zws2browser", "--bind", ANY, *FREE, flag, "3"))
            _, http, ws = tool.endpoints()
            clients = [self.enterContext(WebSocket(ws)) for _ in range(3)]
            for url in (http, ws):
                self.assert_full(url)
            for client in clients:
                client.ping()  # nobody who was there is disturbed
            clients[0].close()

            def is_served(url=http):
                with RawHttp(url) as connection:
                    connection.request("/")
                    return connection.answer().status == 200

            eventually(is_served, "room")

    def test_different_views(self):
        for i in range(256):
            self.enterContext(WebSocket(f"{self.ws}?topic={i:03}"))
        for target, status in (("/ws?topic=000", 101), ("/ws?topic=256", 503)):
            answer = self.ask(target, [*UPGRADE, VERSION, KEY])
            self.assertEqual(answer.status, status)
        self.assertGreater(int(answer.headers["retry-after"]), 0)

    def test_refused_connections_do_not_pile_up(self):
        tool = self.enterContext(Tool("zws2browser", "--bind", ANY, *FREE, "--max-clients", "1"))
        _, http, ws = tool.endpoints()
        (client,) = [self.enterContext(WebSocket(ws))]
        for _ in range(200):
            self.enterContext(RawHttp(http))  # says nothing
        client.ping()
        eventually(lambda: len(list(open_descriptors(tool.pid))) < 60, "an end of the refused")


def open_descriptors(pid):
    return Path(f"/proc/{pid}/fd").iterdir()


class ExpectTest(WireCase):
    def test_continue_is_answered_without_the_body(self):
        for method, status in (("GET", 200), ("POST", 405)):
            answer = self.ask("/", [("Expect", "100-continue"), ("Content-Length", "10")], method=method)
            self.assertEqual((answer.status, answer.closed), (status, True))

    def test_other_expectations_fail(self):
        self.assertEqual(self.ask("/", [("Expect", "a miracle")]).status, 417)
        self.assertEqual(self.ask("/", [("Expect", "100-continue"), ("Expect", "a miracle")]).status, 417)


class ConditionTest(WireCase):
    def test_unchanged_page_is_not_sent_again(self):
        first = self.ask("/")
        tag = first.headers["etag"]
        self.assertRegex(tag, r'^"[^"]+"$')
        for header in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            answer = self.ask("/", [("If-None-Match", header)])
            self.assertEqual((answer.status, answer.body, answer.headers["etag"]), (304, b"", tag))
        for header in ('"other"', "", tag.strip('"')):
            self.assertEqual(self.ask("/", [("If-None-Match", header)]).status, 200, header)
        self.assertNotEqual(self.ask("/graph.js").headers["etag"], tag)

    def test_parts(self):
        whole = self.ask("/")
        size, tag = len(whole.body), whole.headers["etag"]
        self.assertEqual(whole.headers["accept-ranges"], "bytes")
        for header, first, last in (("bytes=0-9", 0, 9), ("bytes=-5", size - 5, size - 1), ("bytes=10-", 10, size - 1)):
            answer = self.ask("/", [("Range", header)])
            self.assertEqual((answer.status, answer.body), (206, whole.body[first : last + 1]))
            self.assertEqual(answer.headers["content-range"], f"bytes {first}-{last}/{size}")
        answer = self.ask("/", [("Range", f"bytes={size}-")])
        self.assertEqual((answer.status, answer.headers["content-range"]), (416, f"bytes */{size}"))
        for headers in ([("Range", "bytes=0-1,3-4")], [("Range", "bytes=x")],
                        [("Range", "bytes=0-1"), ("If-Range", '"other"')]):
            self.assertEqual(self.ask("/", headers).body, whole.body, headers)
        self.assertEqual(self.ask("/", [("Range", "bytes=0-1"), ("If-Range", tag)]).status, 206)

    def test_compressed(self):
        whole, gzipped = self.ask("/"), self.ask("/", [("Accept-Encoding", "gzip, br")])
        self.assertEqual(gzip.decompress(gzipped.body), whole.body)
        self.assertEqual((gzipped.headers["content-encoding"], gzipped.headers["vary"]), ("gzip", "Accept-Encoding"))
        self.assertEqual((whole.headers.get("content-encoding"), whole.headers["vary"]), (None, "Accept-Encoding"))
        self.assertNotEqual(gzipped.headers["etag"], whole.headers["etag"])
        self.assertEqual(self.ask("/", [("Accept-Encoding", "gzip;q=0")]).body, whole.body)
        unchanged = self.ask("/", [("Accept-Encoding", "gzip"), ("If-None-Match", gzipped.headers["etag"])])
        self.assertEqual((unchanged.status, unchanged.headers["vary"]), (304, "Accept-Encoding"))
        part = self.ask("/", [("Accept-Encoding", "gzip"), ("Range", "bytes=0-9")])
        self.assertEqual((part.status, part.body), (206, gzipped.body[:10]))
        self.assertEqual(part.headers["content-encoding"], "gzip")
        beyond = self.ask("/", [("Accept-Encoding", "gzip"), ("Range", f"bytes={len(gzipped.body)}-")])
        self.assertEqual((beyond.status, beyond.headers.get("content-encoding")), (416, None))

    def test_head(self):
        get, head = self.ask("/"), self.ask("/", method="HEAD")
        for name in ("etag", "content-length", "content-type"):
            self.assertEqual(head.headers[name], get.headers[name])


class SiteTest(unittest.TestCase):
    def setUp(self):
        root = Path(self.enterContext(tempfile.TemporaryDirectory())) / "root"
        (root / "sub").mkdir(parents=True)
        (root.parent / "outside.txt").write_text("secret")
        (root / ".hidden").write_text("secret")
        (root / "sub/inside.txt").write_text("inside")
        (root / "link").symlink_to("../outside.txt")
        (root / "to-hidden").symlink_to(".hidden")
        (root / "device").symlink_to("/dev/zero")
        (root / "loop").symlink_to("loop")
        os.mkfifo(root / "fifo")
        for name in ("fits", "large"):
            (root / name).touch()
            os.truncate(root / name, (64 << 20) + (name == "large"))
        self.root = root
        tool = self.enterContext(Tool("zws2browser", "--bind", ANY, *FREE, "--threads", "1", "--web-root", str(root)))
        self.http = tool.endpoint(1)

    def ask(self, target, method="GET"):
        with RawHttp(self.http) as connection:
            connection.request(target, method=method)
            return connection.answer(method == "HEAD")

    def test_nothing_but_files_below_the_root_is_served(self):
        for target in ("/.hidden", "/%2ehidden", "/link", "/to-hidden", "/device", "/loop", "/fifo", "/sub", "/sub/",
                       "/sub//inside.txt", "/sub/../sub/inside.txt", "/../outside.txt", "/%2e%2e/outside.txt",
                       "/sub%00", "/..%5coutside.txt", "/" + "a" * 300, "/" + "a/" * 3000):
            self.assertEqual(self.ask(target).status, 404, target)
        for target in ("/..%2foutside.txt", "/sub%2Finside.txt", "/..\\outside.txt"):
            self.assertEqual(self.ask(target).status, 400, target)
        for target in ("/sub/inside.txt", "/%73ub/inside%2etxt"):
            self.assertEqual(self.ask(target).body, b"inside")

    def test_files_that_change_and_files_that_are_too_large(self):
        self.assertEqual(self.ask("/fits", "HEAD").headers["content-length"], str(64 << 20))
        self.assertEqual(self.ask("/large").status, 404)
        for size in (3, 0, 5):
            (self.root / "sub/inside.txt").write_text("x" * size)
            self.assertEqual(self.ask("/sub/inside.txt").body, b"x" * size)


class HandshakeTest(WireCase):
    def status(self, *headers, target="/ws"):
        return self.ask(target, headers)

    def test_keys(self):
        for key in ("", "dGhl", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQ", "dGhl!HNhbXBsZSBub25jZQ==",
                    "x" * 24):
            self.assertEqual(self.status(*UPGRADE, VERSION, (KEY[0], key)).status, 400, key)
        self.assertEqual(self.status(*UPGRADE, VERSION).status, 400)
        self.assertEqual(self.status(*UPGRADE, VERSION, KEY, KEY).status, 400)
        self.assertEqual(self.status(*UPGRADE, VERSION, KEY).status, 101)

    def test_versions(self):
        for version in ([], [("Sec-WebSocket-Version", "8")], [("Sec-WebSocket-Version", "")], [VERSION, VERSION],
                        [VERSION, ("Sec-WebSocket-Version", "8")]):
            answer = self.status(*UPGRADE, KEY, *version)
            self.assertEqual(answer.status, 426)
            self.assertEqual(answer.headers["sec-websocket-version"], "13")
            self.assertEqual(answer.headers["upgrade"].lower(), "websocket")
            self.assertIn("upgrade", answer.headers["connection"].lower())

    def test_handshake_from_which_a_proxy_took_the_upgrade_is_told(self):
        answer = self.status(VERSION, KEY)
        self.assertEqual(answer.status, 426)
        self.assertIn(b"a proxy in front has to pass them on", answer.body)
        self.tool.wait_err("warning: a client asked for WebSocket without 'Upgrade: websocket'")

    def test_no_answer_tells_a_version(self):
        for answer, status in ((self.status(*UPGRADE, VERSION, KEY), 101), (self.status(*UPGRADE, KEY), 426),
                               (self.status(*UPGRADE, VERSION), 400), (self.status(target="/nothing"), 404)):
            self.assertEqual((answer.status, answer.headers["server"]), (status, "zws2browser"))

    def test_lists_in_several_fields(self):
        connection, upgrade = ("Connection", "keep-alive"), ("Upgrade", "h2c")
        self.assertEqual(self.status(connection, upgrade, *UPGRADE, VERSION, KEY).status, 101)

    def test_extension_offers_are_not_taken(self):
        for offer in ("permessage-deflate", "permessage-deflate; server_max_window_bits=8", "x-unknown"):
            answer = self.status(*UPGRADE, VERSION, KEY, ("Sec-WebSocket-Extensions", offer))
            self.assertEqual(answer.status, 101)
            self.assertNotIn("sec-websocket-extensions", answer.headers)


    def test_malformed_extension_offers_are_refused(self):
        """RFC 6455 section 9.1."""
        for offer in ("permessage-deflate;", "permessage-deflate; client_max_window_bits=", "a b", "=", 'a; b="1'):
            answer = self.status(*UPGRADE, VERSION, KEY, ("Sec-WebSocket-Extensions", offer))
            self.assertEqual(answer.status, 400, offer)


class FrameTest(unittest.TestCase):
    def closed_with(self, server, *sends):
        """The code of the Close frame that a client gets for what it sends."""
        with WebSocket(server.ws) as client:
            for payload, opcode, final in sends:
                client.send(payload, opcode, final)
            while (frame := client.read_frame()).opcode != CLOSE:
                pass
            with self.assertRaises(ConnectionResetError):
                client.read_frame()
            return struct.unpack(">H", frame.payload[:2])[0] if frame.payload else None

    def test_close_codes(self):
        server = Server(self)
        for code in (1000, 1001, 1003, 1007, 1011, 1012, 1013, 1014, 3000, 4999):
            self.assertEqual(self.closed_with(server, (struct.pack(">H", code), CLOSE, True)), code)
        for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 2999):
            self.assertEqual(self.closed_with(server, (struct.pack(">H", code), CLOSE, True)), 1002, code)
        self.assertEqual(self.closed_with(server, (b"\x03", CLOSE, True)), 1002)
        self.assertIn(self.closed_with(server, (b"\x03\xe8\xff", CLOSE, True)), (1002, 1007))
        self.assertIn(self.closed_with(server, (b"", CLOSE, True)), (None, 1000))

    def test_invalid_text_and_fragments(self):
        server = Server(self, "--uplink-bind", ANY)
        self.assertEqual(self.closed_with(server, (b"\xff", TEXT, True)), 1007)
        self.assertEqual(self.closed_with(server, (b"x", CONTINUATION, True)), 1002)
        self.assertEqual(self.closed_with(server, (b"x", TEXT, False), (b"y", TEXT, True)), 1002)
        self.assertEqual(self.closed_with(server, (b"x", PING, False)), 1002)
        for server in (server, Server(self)): # which discards what it checks
            cut = (b"\xe2", TEXT, False), (b"\x82", CONTINUATION, False), (b"", CONTINUATION, True)
            self.assertEqual(self.closed_with(server, *cut), 1007)
            (client,) = server.clients()
            client.send(b"\xe2", BINARY, final=False)
            client.send(b"", CONTINUATION)
            client.ping()

    def test_messages_that_are_too_large(self):
        for flags in ((), ("--uplink-bind", ANY)):
            server = Server(self, "--max-client-message", "1000", *flags)
            (client,) = server.clients()
            client.send(b"x" * 1000)
            client.ping()
            self.assertEqual(self.closed_with(server, (b"x" * 1001, TEXT, True)), 1009)
            pieces = (b"x" * 400, TEXT, False), (b"x" * 400, CONTINUATION, False), (b"x" * 400, CONTINUATION, False)
            self.assertEqual(self.closed_with(server, *pieces), 1009)


class SilenceTest(unittest.TestCase):
    def test_silent_client_is_pinged_and_then_closed(self):
        server = Server(self, "--idle-timeout", "1")
        dead, half = (self.enterContext(WebSocket(server.ws)) for _ in range(2))
        half._socket.sendall(b"\x81\xfe\x00")  # the start of a frame's head
        (lives,) = server.clients()
        end = time.monotonic() + 3
        pings = 0
        while time.monotonic() < end:
            if (frame := lives.read_frame()).opcode == PING:
                pings += 1
                lives.send(frame.payload, 10)
        self.assertGreater(pings, 2)
        for client in (dead, half):
            with self.assertRaises((EOFError, ConnectionResetError)):
                while True:
                    if client.read_frame().opcode == CLOSE:
                        raise EOFError
        eventually(lambda: server.metrics()["clients"] == 1, "an end of the silent")

    def test_chatty_client_that_never_reads_is_closed(self):
        server = Server(self)
        # With less room than by default the kernel drops window updates, and both sides wait for a minute.
        (client,) = server.clients()
        end = time.monotonic() + PATIENCE + 20
        with self.assertRaises((BrokenPipeError, ConnectionResetError)):
            while time.monotonic() < end:
                client.send(b"x" * 125, PING)


class DescriptorTest(unittest.TestCase):
    @unittest.skipIf(SLOWNESS > 1, "the sanitizer opens a pipe to see whether memory can be read, and errs without")
    def test_without_descriptors_service_goes_on_and_accept_resumes(self):
        limited = ["-c", 'ulimit -n 64; exec "$0" "$@"', str(tool_path("zws2browser"))]
        tool = self.enterContext(Tool("zws2browser", *limited, "--bind", ANY, *FREE, path="/bin/sh"))
        _, http, ws = tool.endpoints()
        stays = self.enterContext(WebSocket(ws))
        crowd = [RawHttp(http) for _ in range(80)]
        tool.wait_err("Too many open files")
        stays.ping()
        for connection in crowd:
            connection.__exit__()

        def answered():
            with RawHttp(http) as connection:
                connection.request("/")
                return connection.answer().status == 200  # 503: it has not seen all ends of the crowd

        eventually(answered, "a page")
        stays.ping()
        self.assertLess(tool.err().count("\n"), 5, "it does not flood its messages")


if __name__ == "__main__":
    unittest.main()
