# SPDX-License-Identifier: MIT
"""zws2browser as browsers and other clients see it."""

import http.client
import signal
import struct
import tempfile
import threading
import time
import unittest
from pathlib import Path
from urllib.parse import urlsplit

from zwstest import PATIENCE, SLOWNESS, Peers, Tool, WebSocket, eventually, run
from zwstest.server import ANY, FREE, Server
from zwstest.websocket import BINARY, CLOSE, TEXT


class BroadcastTest(unittest.TestCase):
    def assert_reads(self, client, expected):
        for message in expected:
            self.assertEqual(client.read(), message)

    def test_every_client_gets_every_message_in_order_on_both_ports(self):
        server = Server(self)
        clients = [self.enterContext(WebSocket(server.ws + path)) for path in ["", "any/path?x=1"] * 9 + ["ws"]]
        clients.append(self.enterContext(WebSocket(server.http.replace("http:", "ws:") + "ws")))
        server.await_flow(clients)
        expected = [b"%d" % number for number in range(2000)]
        for message in expected:
            server.pub.send(message)
        for client in clients:
            self.assert_reads(client, expected)

    def test_payload_goes_out_without_topic_and_metadata(self):
        server = Server(self)
        (client,) = server.clients()
        server.pub.send_multipart([b"topic", b"payload", b"stamp"])
        server.pub.send_multipart([b"topic", b""])
        server.pub.send(b"single")
        self.assert_reads(client, [b"payload", b"", b"single"])

    def test_utf8_is_text_and_anything_else_is_binary(self):
        server = Server(self)
        (client,) = server.clients()
        for payload in ("Zürich 東京".encode(), b"\xff\xfe", b"\0", b"\xc3"):
            server.pub.send(payload)
        frames = [client.read_frame() for _ in range(4)]
        self.assertEqual([frame.opcode for frame in frames], [TEXT, BINARY, TEXT, BINARY])
        self.assertEqual(frames[1].payload, b"\xff\xfe")

    def test_frames_of_all_length_forms(self):
        server = Server(self)
        (client,) = server.clients()
        for size in (0, 1, 125, 126, 127, 65535, 65536, 3_000_000):
            server.pub.send(b"x" * size)
            frame = client.read_frame()
            self.assertEqual((len(frame.payload), frame.final), (size, True))

    def test_one_client_that_leaves_does_not_disturb_others(self):
        server = Server(self)
        stays, leaves, breaks = server.clients(3)
        leaves.close()
        breaks.__exit__()
        for number in range(100):
            server.pub.send(b"%d" % number)
        self.assert_reads(stays, [b"%d" % number for number in range(100)])

    def test_topics(self):
        with Tool("zws2browser", "--bind", ANY, *FREE, "--topic", "a") as tool, Peers() as peers:
            pub = peers.pub(connect=tool.endpoint(0))
            peers.await_subscribers(pub)
            with WebSocket(tool.endpoint(2)) as client:
                client.ping()
                for _ in range(200):
                    pub.send_multipart([b"b", b"unwanted"])
                    pub.send_multipart([b"a", b"wanted"])
                self.assertEqual({client.read() for _ in range(200)}, {b"wanted"})


class ProtocolTest(unittest.TestCase):
    def setUp(self):
        self.server = Server(self)

    def test_ping_is_answered_also_between_messages(self):
        (client,) = self.server.clients()
        for payload in (b"", b"zws", b"x" * 125):
            client.ping(payload)
        for number in range(1000):
            self.server.pub.send(b"%d" % number)
        client.ping(b"in between")

    def test_close_is_answered(self):
        (client,) = self.server.clients()
        self.assertEqual(client.close(1000), 1000)
        with self.assertRaises(ConnectionResetError):
            client.read_frame()

    def test_what_clients_send_is_taken_and_changes_nothing(self):
        (client,) = self.server.clients()
        client.send(b"text")
        client.send(b"\0\xff", BINARY)
        client.send(b"part", TEXT, final=False)
        client.send(b"rest", 0)
        client.ping()
        self.server.pub.send(b"still here")
        self.assertEqual(client.read(), b"still here")

    def assert_closed(self, client, code):
        try:
            while (frame := client.read_frame()).opcode != CLOSE:
                pass
            self.assertEqual(struct.unpack(">H", frame.payload[:2])[0], code)
        except ConnectionResetError:
            pass  # closed without a word, which section 7.1.7 allows

    def test_client_that_breaks_the_protocol_is_closed(self):
        for break_it in (
            lambda client: client.send(b"x", mask=False),
            lambda client: client.send(b"x", opcode=0x3),
            lambda client: client.send(b"x" * 126, opcode=0x9),
        ):
            (client,) = self.server.clients()
            break_it(client)
            self.assert_closed(client, 1002)

    def test_handshake_without_a_key_is_refused(self):
        with self.assertRaises((ConnectionRefusedError, ConnectionResetError)):
            WebSocket(self.server.ws, headers={"Sec-WebSocket-Key": ""})

    def test_stop_closes_clients_in_an_orderly_way(self):
        (client,) = self.server.clients()
        done = self.server.tool.stop(timeout=5 * SLOWNESS)
        self.assertEqual((done.code, done.out), (0, b""), done.err)
        with self.assertRaises(EOFError) as closed:
            while True:
                client.read()
        self.assertEqual(closed.exception.args[0], struct.pack(">H", 1001))


class SlowClientTest(unittest.TestCase):
    """One client reads, the other does not: far more is sent than sockets and log hold."""

    MESSAGES = 3000
    SIZE = 10_000

    def run_past_the_log(self, policy):
        server = Server(self, "--log-size", "1048576", "--slow-client", policy, "--hwm", "100")
        (slow,) = server.clients(receive_buffer=4096)
        (fast,) = server.clients()
        self.got = []
        reader = threading.Thread(target=self.read_all, args=(fast,), daemon=True)
        reader.start()
        self.sender = threading.Thread(target=self.send_all, args=(server,), daemon=True)
        self.sender.start()
        return server, slow, reader

    def send_all(self, server):
        # As fast as the fast client reads, so that this one loses nothing whatever the policy.
        for number in range(self.MESSAGES):
            while number - len(self.got) > 50:
                time.sleep(0.001)
            server.pub.send(b"%08d" % number + b"x" * self.SIZE)

    def read_all(self, client):
        while len(self.got) < self.MESSAGES:
            self.got.append(int(client.read()[:8]))

    def read_whole_frames(self, client, last):
        """The numbers a client gets, up to `last`; each frame is whole."""
        numbers = []
        while not numbers or numbers[-1] != last:
            payload = client.read()
            if payload in (b"hello", b"begin"):
                continue
            self.assertEqual(len(payload), 8 + self.SIZE)
            numbers.append(int(payload[:8]))
        return numbers

    def test_drop(self):
        _, slow, reader = self.run_past_the_log("drop")
        reader.join(PATIENCE)
        self.assertEqual(self.got, list(range(self.MESSAGES)), "one client never costs another a message")
        numbers = self.read_whole_frames(slow, self.MESSAGES - 1)
        self.assertLess(len(numbers), self.MESSAGES, "it was to lose messages")
        self.assertEqual(numbers, sorted(set(numbers)), "what it gets is in order")

    def test_disconnect(self):
        _, slow, reader = self.run_past_the_log("disconnect")
        reader.join(PATIENCE)
        self.assertEqual(self.got, list(range(self.MESSAGES)))
        with self.assertRaises((EOFError, ConnectionResetError)) as closed:
            self.read_whole_frames(slow, None)
        if isinstance(closed.exception, EOFError):
            self.assertEqual(struct.unpack(">H", closed.exception.args[0][:2])[0], 1013)

    def test_a_client_that_never_reads_is_counted_once(self):
        server, _, reader = self.run_past_the_log("disconnect")
        reader.join(PATIENCE)
        figures = eventually(lambda: (now := server.metrics())["clients"] == 1 and now, "the end of the slow client")
        reasons = [value for name, value in figures.items() if name.startswith("disconnects_total")]
        self.assertEqual(sum(reasons), 1, figures)

    def test_wait(self):
        _, slow, reader = self.run_past_the_log("wait")
        numbers = self.read_whole_frames(slow, self.MESSAGES - 1)
        reader.join(PATIENCE)
        self.assertEqual(numbers, list(range(self.MESSAGES)), "it was waited for")
        self.assertEqual(self.got, list(range(self.MESSAGES)))


class HttpTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tool = cls.enterClassContext(Tool("zws2browser", "--bind", ANY, *FREE))
        cls.address = urlsplit(cls.tool.endpoint(1)).netloc

    def ask(self, method, path, headers=None, body=None):
        connection = http.client.HTTPConnection(self.address, timeout=PATIENCE)
        self.addCleanup(connection.close)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer, answer.read()

    def test_page_is_at_the_root_and_under_the_name_of_the_article(self):
        root, page = self.ask("GET", "/")
        named, same = self.ask("GET", "/graph.html")
        self.assertEqual((root.status, named.status), (200, 200))
        self.assertEqual(page, same)
        self.assertRegex(root.headers["Content-Type"], r"^text/html; ?charset=utf-8$")
        self.assertTrue(page.lower().startswith(b"<!doctype html>"))

    def test_all_that_the_page_names_is_there(self):
        _, page = self.ask("GET", "/")
        names = {part.split(b'"')[0].decode() for mark in (b'src="', b'href="') for part in page.split(mark)[1:]}
        local = [name for name in names if name and not name.startswith(("http", "#", "data:"))]
        self.assertGreater(len(local), 2)
        for name in local:
            answer, body = self.ask("GET", "/" + name.lstrip("./"))
            self.assertEqual(answer.status, 200, name)
            self.assertTrue(body, name)
            self.assertIn("Content-Type", answer.headers)

    def test_head_is_get_without_the_body(self):
        get, page = self.ask("GET", "/")
        head, nothing = self.ask("HEAD", "/")
        self.assertEqual((head.status, nothing), (200, b""))
        self.assertEqual(int(head.headers["Content-Length"]), len(page))

    def test_other_methods_are_refused(self):
        for method in ("POST", "PUT", "DELETE"):
            answer, _ = self.ask(method, "/", body=b"x")
            self.assertEqual(answer.status, 405)
            self.assertIn("GET", answer.headers["Allow"])

    def test_unknown_paths(self):
        for path in ("/nothing", "/../etc/passwd", "/%2e%2e/etc/passwd", "/graph.html/x", "//"):
            self.assertEqual(self.ask("GET", path)[0].status, 404, path)

    def test_query_does_not_matter_to_the_page(self):
        self.assertEqual(self.ask("GET", "/?a=b")[0].status, 200)

    def test_connection_is_kept(self):
        connection = http.client.HTTPConnection(self.address, timeout=PATIENCE)
        self.addCleanup(connection.close)
        connection.connect()
        socket = connection.sock
        for path, status in (("/", 200), ("/nothing", 404), ("/graph.html", 200)):
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            self.assertEqual(answer.status, status)
            self.assertIs(connection.sock, socket)

    def test_handshake_is_for_its_path_only(self):
        with self.assertRaises(ConnectionRefusedError):
            WebSocket(f"ws://{self.address}/graph.html")

    def test_web_root_replaces_the_page_and_nothing_outside_is_served(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "root"
            root.mkdir()
            (root / "index.html").write_text("<!doctype html>mine")
            (root / "a.js").write_text("export {};")
            (Path(folder) / "secret").write_text("secret")
            (root / "link").symlink_to(Path(folder) / "secret")
            with Tool("zws2browser", "--bind", ANY, *FREE, "--web-root", str(root)) as tool:
                self.address = urlsplit(tool.endpoint(1)).netloc
                self.assertEqual(self.ask("GET", "/")[1], b"<!doctype html>mine")
                answer, _ = self.ask("GET", "/a.js")
                self.assertIn("javascript", answer.headers["Content-Type"])
                for path in ("/../secret", "/%2e%2e/secret", "/..%2fsecret", "/./../secret"):
                    self.assertNotIn(b"secret", self.ask("GET", path)[1], path)


class LifeTest(unittest.TestCase):
    def test_ready_has_all_addresses(self):
        with Tool("zws2browser", "--bind", ANY, *FREE) as tool:
            address = r"127\.0\.0\.1:\d+"
            self.assertRegex(tool.ready(), rf"^bind tcp://{address}, http http://{address}/, ws ws://{address}/$")

    def test_started_before_its_peer_and_peer_restarted(self):
        endpoint = Peers.free_endpoint()
        with Tool("zws2browser", "--connect", endpoint, *FREE) as tool, WebSocket(tool.endpoint(2)) as client:
            for round_ in (b"first", b"second"):
                with Peers() as peers:
                    pub = peers.pub(bind=endpoint)
                    peers.await_subscribers(pub)
                    pub.send(round_)
                    self.assertEqual(client.read(), round_)

    def test_started_after_its_peer(self):
        with Peers() as peers:
            pub, endpoint = peers.any_pub()
            with Tool("zws2browser", "--connect", endpoint, *FREE) as tool, WebSocket(tool.endpoint(2)) as client:
                peers.await_subscribers(pub)
                client.ping()
                pub.send(b"x")
                self.assertEqual(client.read(), b"x")

    def test_stops_soon_while_messages_stream(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with Tool("zws2browser", "--bind", ANY, *FREE) as tool:
                endpoint, _, ws = tool.endpoints()
                with Tool("zsine", "--rate", "max", "--connect", endpoint), WebSocket(ws) as reads, WebSocket(ws):
                    for _ in range(1000):
                        reads.read()
                    done = tool.stop(number, timeout=5 * SLOWNESS)
                self.assertEqual((done.code, done.out), (0, b""), done.err)
                self.assertNotIn("error", done.err)

    def test_ports_in_use(self):
        with Tool("zws2browser", "--bind", ANY, *FREE) as tool:
            taken = urlsplit(tool.endpoint(1)).netloc
            for flag in ("--http", "--ws"):
                flags = ["--http", "127.0.0.1:0", "--ws", "127.0.0.1:0", flag, taken]
                done = run("zws2browser", "--bind", ANY, *flags)
                self.assertEqual((done.code, done.out, done.err.count("\n")), (1, b"", 1), done.err)
                self.assertIn(taken, done.err)
                self.assertIn("in use", done.err)

    def test_wrong_addresses(self):
        for flag in ("--http", "--ws"):
            for value in ("127.0.0.1", "127.0.0.1:70000", "host.invalid:80", ":x", "127.0.0.1:x"):
                done = run("zws2browser", flag, value)
                self.assertEqual((done.code, done.out, done.err.count("\n")), (2, b"", 1), done.err)
                self.assertTrue(done.err.startswith(f"zws2browser: error: {flag} '{value}': "), done.err)

    def test_many_clients_come_and_go(self):
        server = Server(self)
        (stays,) = server.clients()
        for _ in range(10):
            for client in server.clients(10):
                client.close()
        while stays.read() != b"begin":
            pass
        stays.ping()


if __name__ == "__main__":
    unittest.main()
