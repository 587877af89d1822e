# SPDX-License-Identifier: MIT
"""What peers can make a tool take of the machine: the figures of docs/bounds.md, held under attack."""

import contextlib
import os
import re
import socket
import struct
import subprocess
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path

import zmq
from zwstest import PATIENCE, Peers, Tool, eventually, memory, tool_path
from zwstest.raw_http import RawHttp
from zwstest.server import ANY, FREE, Server
from zwstest.websocket import CLOSE, Frame, WebSocket

MIB = 1 << 20


def frame(body):
    """A frame of ZMTP (RFC 23)."""
    return bytes([2]) + len(body).to_bytes(8, "big") + body if len(body) > 255 else bytes([0, len(body)]) + body


def connected_peer(endpoint, kind, minor=0):
    """A connection on which a socket of this kind, of ZMTP 3.`minor`, has shaken hands."""
    if endpoint.startswith("ipc://"):
        peer = socket.socket(socket.AF_UNIX)
        peer.settimeout(PATIENCE)
        peer.connect(endpoint.removeprefix("ipc://"))
    else:
        host, port = endpoint.removeprefix("tcp://").split(":")
        peer = socket.create_connection((host, int(port)), PATIENCE)
    ready = b"\5READY\x0bSocket-Type" + len(kind).to_bytes(4, "big") + kind
    with contextlib.suppress(ConnectionError):  # it was turned away
        peer.sendall(b"\xff" + bytes(8) + b"\x7f\3" + bytes([minor]) + b"NULL" + bytes(16 + 32))
        peer.sendall(bytes([4, len(ready)]) + ready)
        head = peer.recv(64 + 2, socket.MSG_WAITALL)  # libzmq takes no message before it has asked who may come
        if head:
            peer.recv(head[-1], socket.MSG_WAITALL)
    return peer


def is_kept_alive(peer):
    """Whether the kernel's timer of the tool's end of this connection is that of keepalive."""
    ours, theirs = (f":{address[1]:04X}" for address in (peer.getpeername(), peer.getsockname()))
    for line in Path("/proc/net/tcp").read_text().splitlines():
        fields = line.split()
        if len(fields) > 5 and fields[1].endswith(ours) and fields[2].endswith(theirs):
            return fields[5].split(":")[0] == "02"
    return False


@contextlib.contextmanager
def few_descriptors(number, name, *args):
    """A tool that may open so many, and no more."""
    with Tool(name, "-c", f'ulimit -n {number}; exec "$0" "$@"', str(tool_path(name)), *args, path="/bin/sh") as tool:
        yield tool


def processor_time(tool):
    """What a process has used of it, seconds."""
    fields = Path(f"/proc/{tool.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class DescriptorTest(unittest.TestCase):
    def test_too_few_to_work_are_told(self):
        """libzmq aborts where it gets none."""
        for name, *args in (("zcat",), ("zsine",), ("zrelay",), ("zws2browser",), ("zfeed",),
                            ("znats", "--to-nats", "a")):
            for number in range(6, 24, 3):
                with few_descriptors(number, name, *args) as tool:
                    self.assertEqual(tool.wait().code, 1, (name, number))
                    self.assertEqual(tool.err(), f"{name}: error: open 32 more descriptors: Too many open files"
                                                 f" (ulimit -Hn is {number})\n")

    def test_a_crowd_of_publishers_is_turned_away(self):
        """With the listeners of libzmq, which try again and again to accept who cannot be."""
        for name, *args in (("zcat", "--bind", ANY, "-v"), ("zws2browser", "--bind", ANY, *FREE),
                            ("zrelay", "--in-bind", ANY, "--out-connect", ANY.replace("*", "9"))):
            with self.subTest(name), few_descriptors(64, name, *args) as tool, contextlib.ExitStack() as crowd:
                into = tool.endpoint(0)
                for _ in range(100):
                    crowd.enter_context(connected_peer(into, b"PUB"))
                tool.wait_err(rf"^{name}: warning: bind {re.escape(into)}: a peer was turned away:"
                              r" Too many open files \(ulimit -Hn is 64\)$")

                def rests():
                    before = processor_time(tool)
                    time.sleep(1)
                    return processor_time(tool) - before < 0.2

                eventually(rests, "a rest")


class RelayTest(unittest.TestCase):
    def setUp(self):
        self.peers = self.enterContext(Peers())

    def relay(self, *args):
        tool = self.enterContext(Tool("zrelay", "--in-bind", ANY, "--out-bind", ANY, *args))
        pub, into = self.peers.pub(), tool.endpoint(0)
        pub.set_hwm(0)
        pub.connect(into)
        return tool, pub, tool.endpoint(1)

    def test_subscribers_that_do_not_read_share_what_is_queued_for_them(self):
        tool, pub, out = self.relay("--metrics", "127.0.0.1:0")
        reader = self.peers.sub(connect=out)
        stopped = [self.peers.sub(connect=out, hwm=1) for _ in range(20)]
        for sub in (reader, *stopped):
            self.assertTrue(self.flows(pub, sub))
        for number in range(1000):
            pub.send_multipart([b"%d" % number, b"x" * 100_000])
        while reader.recv_multipart()[0] != b"999":
            pass
        self.assertLess(memory(tool), 250 * MIB)  # a thousand for them, and as many that had not been received yet

    def test_subscriptions_have_a_bound(self):
        """Of a peer that subscribes on and on: to long topics, and to short ones."""
        for topics in ((b"%06d" % number + bytes(1_000_000) for number in range(1500)),
                       (b"%d" % number for number in range(1_000_000))):
            tool, pub, out = self.relay()
            reader = self.peers.sub(connect=out)
            self.assertTrue(self.flows(pub, reader))
            with connected_peer(out, b"SUB") as peer:
                with self.assertRaises(OSError):
                    for topic in topics:
                        peer.sendall(frame(b"\1" + topic))
            tool.wait_err(r"^zrelay: warning: subscriber tcp://127\.0\.0\.1:\d+: disconnected, "
                          r"it has more than 8 MiB of subscriptions$")
            self.assertTrue(self.flows(pub, reader))
            self.assertLess(memory(tool), 100 * MIB)

    def test_the_longest_queues_give_way(self):
        """Before a subscriber that reads loses anything."""
        tool, pub, out = self.relay("--memory-limit", "16MiB", "--metrics", "127.0.0.1:0")
        reader = self.peers.sub(connect=out)
        stopped = [self.peers.sub(connect=out, hwm=1) for _ in range(10)]
        for sub in (reader, *stopped):
            self.assertTrue(self.flows(pub, sub))
        while reader.poll(100):
            reader.recv()
        for number in range(600):
            pub.send_multipart([b"%d" % number, b"x" * 100_000])
            self.assertEqual(reader.recv_multipart()[0], b"%d" % number)
        tool.wait_err(r"^zrelay: warning: lost \d+ messages?: no memory was left for a subscriber "
                      r"\(see --memory-limit\)")
        self.assertLess(memory(tool), 80 * MIB)
        self.assertGreater(self.metric(tool, "zrelay_memory_bytes"), 4 * MIB)
        self.assertLess(self.metric(tool, "zrelay_memory_bytes"), 9 * MIB)
        self.assertEqual(self.metric(tool, "zrelay_memory_dropped_total"), self.metric(tool, "zrelay_dropped_total"))

    def test_who_is_waited_for_keeps_to_the_memory_limit(self):
        tool, pub, out = self.relay("--memory-limit", "16MiB", "--overflow", "block", "--metrics", "127.0.0.1:0")
        subs = [self.peers.sub(connect=out, hwm=1) for _ in range(5)]
        for sub in subs:
            self.assertTrue(self.flows(pub, sub))
        for number in range(1000):
            pub.send_multipart([b"%d" % number, b"x" * 100_000])
        eventually(lambda: self.metric(tool, "zrelay_blocked") == 1, "a wait for room")
        self.assertLess(self.metric(tool, "zrelay_memory_bytes"), 9 * MIB)
        expected = [0] * len(subs)
        while min(expected) < 1000:
            for index, sub in enumerate(subs):
                while expected[index] < 1000 and sub.poll(10):
                    topic, _ = sub.recv_multipart()
                    if topic != b"hello":
                        self.assertEqual(topic, b"%d" % expected[index])
                        expected[index] += 1
        self.assertEqual(self.metric(tool, "zrelay_dropped_total"), 0)

    def test_libzmq_queues_no_more_bytes_than_the_memory_limit(self):
        """From a publisher while the relay waits, and for subscribers that libzmq serves."""
        folder = self.enterContext(tempfile.TemporaryDirectory())
        for name, *args in (("direct", "--out-bind", ANY), ("libzmq", "--out-bind", f"ipc://{folder}/out"),
                            ("pipeline", "--out-bind", ANY, "--pattern", "pipeline")):
            with self.subTest(name):
                tool = self.enterContext(Tool("zrelay", "--in-bind", ANY, *args, "--memory-limit", "32MiB",
                                              *([] if name == "pipeline" else ["--overflow", "block"])))
                into, out = tool.endpoint(0), tool.endpoint(1)
                if name == "pipeline":
                    pub, sub = self.peers.push(connect=into, hwm=1), self.peers.pull(connect=out, hwm=1)
                else:
                    pub, sub = self.peers.pub(), self.peers.sub(connect=out, hwm=1)
                    pub.set_hwm(0)
                    pub.connect(into)
                    self.assertTrue(self.flows(pub, sub))
                pub.sndtimeo = 2000  # a PUSH waits for room
                sent = 0
                with contextlib.suppress(zmq.Again):
                    for _ in range(300):
                        pub.send_multipart([b"t", bytes(MIB)])
                        sent += 1
                time.sleep(1)
                self.assertLess(memory(tool), 80 * MIB)
                for _ in range(sent):
                    while sub.recv_multipart()[0] != b"t":
                        pass

    def test_long_subscriptions_are_not_forwarded(self):
        """The XSUB of libzmq needs as much of the stack as they are long."""
        tool, pub, out = self.relay("--filter", "forward")
        with connected_peer(out, b"SUB") as peer:
            for number in range(3):
                peer.sendall(frame(b"\1%d" % number + bytes(1_000_000)))
            tool.wait_err(r"^zrelay: warning: a subscription of 1000001 bytes is not forwarded: 16384 are possible$")
        reader = self.peers.sub(connect=out)
        self.assertTrue(self.flows(pub, reader))

    def test_a_message_is_no_larger_than_the_memory_limit(self):
        tool, _, _ = self.relay("--memory-limit", "16MiB")
        with connected_peer(tool.endpoint(0), b"PUB") as pub, self.assertRaises(ConnectionError):
            pub.sendall(b"\2" + (20 << 20).to_bytes(8, "big"))
            while True:
                pub.sendall(bytes(MIB))

    def test_subscriptions_of_all_peers_have_a_bound(self):
        """So have the frames that they stopped in."""
        for sent in (b"".join(frame(b"\1%06d" % number + bytes(1000)) for number in range(1000)),
                     b"\2" + (1 << 20).to_bytes(8, "big") + bytes((1 << 20) - 1)):
            tool, pub, out = self.relay("--memory-limit", "16MiB")
            reader = self.peers.sub(connect=out)
            self.assertTrue(self.flows(pub, reader))
            with contextlib.ExitStack() as crowd:
                for _ in range(30):
                    peer = crowd.enter_context(connected_peer(out, b"SUB"))
                    with contextlib.suppress(ConnectionError):
                        peer.sendall(sent)
                tool.wait_err(r"^zrelay: warning: subscriber tcp://127\.0\.0\.1:\d+: disconnected, no memory is left"
                              r" for its subscriptions \(see --memory-limit\)$")
                self.assertTrue(self.flows(pub, reader))
                self.assertLess(memory(tool), 60 * MIB)

    def test_peers_that_answer_no_pings_are_asked_by_tcp(self):
        """Those of ZMTP 3.0: the kernel's timer of their connection is that of keepalive."""
        _, _, out = self.relay()
        with connected_peer(out, b"SUB") as peer:
            eventually(lambda: is_kept_alive(peer), "a keepalive timer")

    def test_descriptors_are_left_for_publishers_and_metrics(self):
        tool = self.enterContext(few_descriptors(64, "zrelay", "--in-bind", ANY, "--out-bind", ANY,
                                                 "--metrics", "127.0.0.1:0"))
        into, out = tool.endpoint(0), tool.endpoint(1)
        crowd = [connected_peer(out, b"SUB") for _ in range(64)]
        self.addCleanup(lambda: [peer.close() for peer in crowd])
        tool.wait_err(r"^zrelay: warning: subscriber tcp://127\.0\.0\.1:\d+: turned away: "
                      r"Too many open files \(ulimit -Hn is 64\)$")
        self.peers.pub(connect=into)
        eventually(lambda: self.metric(tool, "zrelay_in_peers") == 1, "a publisher")

    def metric(self, tool, name):
        """What /metrics says in a second from now: then it knows of what has happened."""
        time.sleep(1.1)
        url = re.search(r"http://.*/metrics", tool.err())[0]
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return int(re.search(rf"^{name} (\d+)$", answer.read().decode(), re.MULTILINE)[1])

    def flows(self, pub, sub):
        """Sends until something arrives, of which none is left then."""
        for _ in range(int(PATIENCE * 50)):
            pub.send_multipart([b"hello", b""])
            if sub.poll(20):
                return True
        return False


class LibzmqTest(unittest.TestCase):
    """Peers at the sockets of libzmq that tools have."""

    def test_peers_are_asked_by_tcp_whether_they_are_there(self):
        for _, endpoint in self.publishers():
            if endpoint.startswith("tcp:"):
                with connected_peer(endpoint, b"SUB") as peer:
                    eventually(lambda: is_kept_alive(peer), "a keepalive timer")  # noqa: B023

    def test_subscriptions_are_taken_in_while_nothing_is_published(self):
        """More than there is room for on the way."""
        topics = b"".join(frame(b"\1%04d" % number + bytes(100)) for number in range(8000))
        for index, command in ((0, ("zsine", "-v", "--bind", ANY, "--rate", "0.0001")),
                               (0, ("zfeed", "-v", "--bind", ANY, "--wait-peers", "0", "-")),
                               (3, ("zws2browser", "--bind", ANY, *FREE, "--uplink-bind", ANY))):
            with Tool(*command, stdin=subprocess.PIPE) as tool, connected_peer(tool.endpoint(index), b"SUB") as peer:
                peer.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 14)
                peer.sendall(topics)

    def test_a_peer_that_resets_a_connection_which_has_no_room_ends_nothing(self):
        """With heartbeats libzmq ends the process some time after."""
        heartbeats = 12  # seconds, in which there was one
        with Tool("zrelay", "--pattern", "pipeline", "--in-bind", ANY, "--out-bind", ANY) as tool:
            into, out = tool.endpoints()[:2]
            with connected_peer(into, b"PUSH") as peer:
                peer.settimeout(1)
                with contextlib.suppress(TimeoutError):
                    while True:
                        peer.sendall(frame(bytes(200)))
                peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            time.sleep(heartbeats)
            with zmq.Context() as context, context.socket(zmq.PULL) as pull:
                pull.connect(out)
                self.assertTrue(pull.poll(PATIENCE * 1000))

    def publishers(self):
        """Tools that publish through one and read it, with its endpoint."""
        folder = self.enterContext(tempfile.TemporaryDirectory())
        for index, command in ((0, ("zsine", "-v", "--bind", ANY)),
                               (0, ("zfeed", "-v", "--bind", ANY, "--wait-peers", "9", "-")),
                               (1, ("zrelay", "--in-bind", ANY, "--out-bind", f"ipc://{folder}/out"))):
            with Tool(*command) as tool:
                yield tool, tool.endpoints()[index]

    def test_subscriptions_have_a_bound(self):
        for tool, endpoint in self.publishers():
            with connected_peer(endpoint, b"SUB") as peer, self.assertRaises(ConnectionError):
                for number in range(1_000_000):
                    peer.sendall(frame(b"\1%d" % number))
            tool.wait_err(r": warning: subscriber .*: disconnected, more "
                          r"(than 64 MiB of subscriptions|subscriptions at once.*)$")
            self.assertLess(memory(tool), 100 * MIB)

    def test_many_long_subscriptions_without_a_pause_have_a_bound(self):
        """The end of a connection that the kernel had no room for may take a while to be told."""
        for tool, endpoint in self.publishers():
            if endpoint.startswith("ipc:"):
                continue
            with connected_peer(endpoint, b"SUB") as peer, self.assertRaises((ConnectionError, TimeoutError)):
                for number in range(6000):
                    peer.sendall(frame(b"\1%06d" % number + bytes(16_000)))
            tool.wait_err(r": warning: subscriber .*: disconnected, more subscriptions at once than are taken$")
            self.assertLess(memory(tool), 300 * MIB)

    def test_a_long_subscription_is_not_taken(self):
        for _, endpoint in self.publishers():
            with connected_peer(endpoint, b"SUB") as peer, self.assertRaises(ConnectionError):
                for number in range(1500):
                    peer.sendall(frame(b"\1%d" % number + bytes(1_000_000)))


class BrowserTest(unittest.TestCase):
    def test_those_who_ask_for_a_file_and_do_not_read_share_it(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for name in "abcde":
            (folder / name).touch()
            os.truncate(folder / name, 60 << 20)
        tool = self.enterContext(Tool("zws2browser", "--bind", ANY, *FREE, "--web-root", str(folder),
                                      "--memory-limit", "512MiB"))
        _, http, _ = tool.endpoints()
        askers = self.enterContext(contextlib.ExitStack())
        for name in "aaaabcd":
            for _ in range(10):
                asker = askers.enter_context(RawHttp(http))
                asker.request(f"/{name}")
                self.assertEqual(asker.answer(head_only=True).status, 200)
        with RawHttp(http) as one_more:
            one_more.request("/e")
            self.assertEqual(one_more.answer().status, 503)
        self.assertLess(memory(tool), 300 * MIB)
        askers.close()
        eventually(lambda: memory(tool) < 60 * MIB, "memory given back")

    LIMIT = 32 * MIB
    """The --memory-limit of these tests. What a server has besides is the program, and what ZeroMQ has read."""

    def server(self, *args):
        return Server(self, "--memory-limit", str(self.LIMIT), *args)

    def metric(self, server, name):
        return int(re.search(rf"^zws2browser_{re.escape(name)} (\d+)$", server.get("/metrics")[1], re.MULTILINE)[1])

    def crowd_of_views(self, server):
        """Clients that do not read, each with a view of its own, as many as there is memory for."""
        for length in range(1, 256):
            try:
                client = WebSocket(f"{server.ws}?topic={'t' * length}", receive_buffer=4096)
            except ConnectionRefusedError:
                return
            self.crowd.enter_context(client)
        self.fail("nobody was refused")

    def test_views_share_the_memory_limit(self):
        for policy in ("drop", "disconnect"):
            with self.subTest(policy), contextlib.ExitStack() as self.crowd:
                server = self.server("--slow-client", policy)
                reader = self.crowd.enter_context(WebSocket(server.ws))
                self.crowd_of_views(server)
                self.assertGreater(self.metric(server, "channels"), 60)
                most = 0
                for number in range(2000):
                    server.pub.send_multipart([b"t" * 300, b"%d" % number + bytes(4000)])
                    self.assertEqual(int(reader.read().split(b"\0")[0]), number)
                    if number % 500 == 0:
                        most = max(most, memory(server.tool))
                self.assertLess(most, 1.25 * self.LIMIT + 32 * MIB)
                self.assertGreater(self.metric(server, "log_segments_given_up_total"), 0)
                server.tool.wait_err("^zws2browser: warning: --memory-limit 32MiB is met: "
                                     "logs and the history in them are")
                self.crowd.close()
                eventually(lambda: memory(server.tool) < 40 * MIB, "memory given back")

    def test_clients_that_are_waited_for_keep_to_the_memory_limit(self):
        with contextlib.ExitStack() as self.crowd:
            server = self.server("--slow-client", "wait")
            self.crowd_of_views(server)
            for _ in range(2000):
                server.pub.send_multipart([b"t" * 300, bytes(4000)])
            eventually(lambda: self.metric(server, "pauses_total"), "a pause")
            self.assertLess(memory(server.tool), 1.25 * self.LIMIT + 32 * MIB)
            self.crowd.close()
            eventually(lambda: self.metric(server, "messages_received_total") == 2000, "all messages")

    def test_messages_that_wait_meanwhile_do_so_too(self):
        with contextlib.ExitStack() as self.crowd:
            server = self.server("--slow-client", "wait")
            self.crowd_of_views(server)
            for _ in range(300):
                server.pub.send_multipart([b"t" * 300, bytes(MIB)])
            eventually(lambda: self.metric(server, "pauses_total"), "a pause")
            time.sleep(1)
            self.assertLess(memory(server.tool), 1.75 * self.LIMIT + 32 * MIB)

    def test_half_of_the_memory_limit_is_for_connections_and_what_they_send(self):
        server = self.server("--uplink-bind", ANY, "--max-client-message", str(2 * MIB))
        half_said = [self.enterContext(WebSocket(server.ws)) for _ in range(12)]
        for client in half_said:
            with contextlib.suppress(OSError):
                client.send(bytes(2 * MIB - 1), final=False)
        eventually(lambda: self.metric(server, "memory_refusals_total") >= 4, "clients that there is no memory for")
        self.assertLess(memory(server.tool), self.LIMIT)
        self.assertEqual(Frame(CLOSE, b"\3\xf5"), half_said[-1].read_frame())
        server.tool.wait_err("^zws2browser: warning: --memory-limit 32MiB is met by connections, files and messages")

    def test_frames_that_clients_stopped_in_are_part_of_the_memory_limit(self):
        server = self.server()
        for _ in range(70):
            self.enterContext(WebSocket(server.ws, receive_buffer=4096))
        for _ in range(12):
            server.pub.send(bytes(5 * MIB))  # more than the kernel takes of it for a client
        eventually(lambda: self.metric(server, 'disconnects_total{reason="memory"}'), "clients that are cut off")
        self.assertLess(memory(server.tool), 1.25 * self.LIMIT + 32 * MIB)

    def test_clients_are_no_more_than_there_are_descriptors(self):
        limited = ["-c", 'ulimit -n 300; exec "$0" "$@"', str(tool_path("zws2browser"))]
        tool = self.enterContext(Tool("zws2browser", *limited, "--bind", ANY, *FREE, "--max-clients", "1000",
                                      path="/bin/sh"))
        tool.wait_err(r"^zws2browser: warning: --max-clients 1000: "
                      r"the limit of descriptors \(ulimit -Hn\) leaves room for 172$")
        _, http, _ = tool.endpoints()
        crowd = [RawHttp(http) for _ in range(172)]
        self.addCleanup(lambda: [connection.__exit__() for connection in crowd])
        for connection in crowd:
            connection.request("/healthz")
            self.assertEqual(connection.answer().status, 200)
        with RawHttp(http) as one_more:
            one_more.request("/healthz")
            self.assertEqual(one_more.answer().status, 503)

    def test_the_limit_of_descriptors_is_raised(self):
        limited = ["-c", 'ulimit -S -n 100; exec "$0" "$@"', str(tool_path("zws2browser"))]
        tool = self.enterContext(Tool("zws2browser", *limited, "--bind", ANY, *FREE, path="/bin/sh"))
        tool.ready()
        soft, hard = re.search(r"Max open files +(\d+) +(\d+)", Path(f"/proc/{tool.pid}/limits").read_text()).groups()
        self.assertEqual(soft, hard)


if __name__ == "__main__":
    unittest.main()
