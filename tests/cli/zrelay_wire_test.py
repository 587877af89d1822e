# SPDX-License-Identifier: MIT
"""What zrelay says to its subscribers, byte by byte."""

import contextlib
import re
import select
import socket
import struct
import threading
import time
import unittest
import urllib.request

import zmq

from zwstest import PATIENCE, SLOWNESS, Peers, Tool, eventually, tool_path

ANY = "tcp://127.0.0.1:*"
OPEN = ["--in-bind", ANY, "--out-bind", ANY]

SIGNATURE = b"\xff\0\0\0\0\0\0\0\1\x7f"
MORE, LONG, COMMAND = 1, 2, 4  # flags of a frame (RFC 37 of rfc.zeromq.org)
SUB_2_0 = b"\2"  # the socket type in ZMTP 2.0 (RFC 15)


def greeting(mechanism=b"NULL", minor=1):
    """That of ZMTP 3."""
    return SIGNATURE + bytes([3, minor]) + mechanism.ljust(20, b"\0") + bytes(32)


def frame(body, flags=0):
    if len(body) > 255:
        return struct.pack(">BQ", flags | LONG, len(body)) + body
    return struct.pack(">BB", flags, len(body)) + body


def wire(*frames):
    """A message."""
    return b"".join(frame(body, MORE) for body in frames[:-1]) + frame(frames[-1])


def command(name, data=b""):
    return frame(bytes([len(name)]) + name + data, COMMAND)


def ready(socket_type=b"SUB"):
    return command(b"READY", b"\x0bSocket-Type" + struct.pack(">I", len(socket_type)) + socket_type)


def ping(context=b"", ttl=0):
    return command(b"PING", struct.pack(">H", ttl) + context)


def subscription(topic):
    return frame(b"\1" + topic)


def unsubscription(topic):
    return frame(b"\0" + topic)


class RawSubscriber:
    """A subscriber's connection, which says nothing by itself. Used with `with`."""

    def __init__(self, endpoint, receive_buffer=None):
        host, port = re.search(r"//(.*):(\d+)", endpoint).groups()
        self._socket = socket.socket()
        self._socket.settimeout(PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if receive_buffer:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._socket.connect((host, int(port)))
        self.address = "tcp://{}:{}".format(*self._socket.getsockname())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()

    close = __exit__

    def send(self, data):
        self._socket.sendall(data)

    def send_bytewise(self, data):
        for byte in data:
            self._socket.sendall(bytes([byte]))

    def handshake(self, socket_type=b"SUB"):
        self.send(greeting() + ready(socket_type))
        assert self.read(64) == greeting(), "another greeting"
        assert self.read(len(ready(b"XPUB"))) == ready(b"XPUB"), "another READY"

    def subscribe(self, *topics):
        """Subscribes, and waits until that is known."""
        self.send(b"".join(map(subscription, topics)))
        self.sync()

    def sync(self):
        """Waits until what was sent is known; nothing may come meanwhile."""
        self.send(ping(b"sync"))
        while (got := self.read_frame()) == (COMMAND, b"\4PING\0\0"):
            pass
        assert got == (COMMAND, b"\4PONGsync"), f"{got} instead of a pong"

    def read(self, size):
        data = bytearray()
        while len(data) < size:
            chunk = self._socket.recv(size - len(data))
            if not chunk:
                raise ConnectionResetError(f"closed after {bytes(data)!r}")
            data += chunk
        return bytes(data)

    def read_frame(self):
        """Flags, without LONG, and body."""
        flags, size = self.read(2)
        assert flags & ~(MORE | LONG | COMMAND) == 0, f"reserved flags: {flags:#x}"
        if flags & LONG:
            (size,) = struct.unpack(">Q", bytes([size]) + self.read(7))
            assert size > 255, "not the shorter form of the size"
        return flags & ~LONG, self.read(size)

    def read_message(self):
        """The frames of the next message; commands before it are passed over."""
        flags, body = self.read_frame()
        while flags & COMMAND:
            flags, body = self.read_frame()
        frames = [body]
        while flags & MORE:
            flags, body = self.read_frame()
            assert flags & COMMAND == 0, f"a command inside a message: {body}"
            frames.append(body)
        return frames

    def has_data(self, timeout=0.0):
        return bool(select.select([self._socket], [], [], timeout)[0])

    def has_ended(self):
        """Whether the other side has closed the connection."""
        poll = select.poll()
        poll.register(self._socket, select.POLLRDHUP)
        return bool(poll.poll(0))

    def rest(self):
        """Waits for the end of the connection; what came before it."""
        data = bytearray()
        with contextlib.suppress(ConnectionResetError):
            while chunk := self._socket.recv(65536):
                data += chunk
        return bytes(data)


class WireCase(unittest.TestCase):
    def start(self, *args):
        """A relay and its publisher, who know of each other."""
        self.adopt(Tool("zrelay", *OPEN, *args))
        if "forward" not in args:
            self.peers.await_subscribers(self.pub)

    def adopt(self, tool):
        self.tool = self.enterContext(tool)
        self.out = self.tool.endpoint(1)
        self.peers = self.enterContext(Peers())
        self.pub = self.peers.pub(connect=self.tool.endpoint(0))

    def connect(self, **options):
        return self.enterContext(RawSubscriber(self.out, **options))

    def subscriber(self, *topics, **options):
        """One whose subscriptions are known."""
        subscriber = self.connect(**options)
        subscriber.handshake()
        subscriber.subscribe(*topics)
        return subscriber

    def assert_gets(self, subscriber, *messages):
        """The next messages are these, which are sent now."""
        for frames in messages:
            self.pub.send_multipart(frames)
        self.assertEqual([subscriber.read_message() for _ in messages], list(messages))

    def metrics(self):
        with urllib.request.urlopen(self.tool.endpoint(2), timeout=PATIENCE) as answer:
            text = answer.read().decode()
        return {name: int(value) for name, value in re.findall(r"(?m)^zrelay_(\w+) (\d+)$", text)}

    def await_metrics(self, **expected):
        """All figures of the moment in which these are as expected."""
        def found():
            figures = self.metrics()
            return figures if expected.items() <= figures.items() else None
        return eventually(found, f"{expected} in the metrics")


class HandshakeTest(WireCase):
    def test_bytes_may_come_one_by_one(self):
        self.start()
        subscriber = self.connect()
        subscriber.send_bytewise(greeting())
        self.assertEqual(subscriber.read(64), greeting())
        subscriber.send_bytewise(ready() + subscription(b"") + ping(b"known"))
        expected = ready(b"XPUB") + command(b"PONG", b"known")
        self.assertEqual(subscriber.read(len(expected)), expected)
        self.assert_gets(subscriber, [b"one"], [b"", b"t", b"\0\xff", b""], [b"x" * 255], [b"x" * 256])
        self.assert_gets(subscriber, [b"y" * 70_000, b"z"])

    def test_the_socket_type_may_be_xsub_and_names_in_any_case(self):
        self.start()
        subscriber = self.connect()
        subscriber.send(greeting(minor=0) + ready(b"XSUB").replace(b"Socket-Type", b"socket-TYPE"))
        self.assertEqual(subscriber.read(64), greeting())
        self.assertEqual(subscriber.read_frame()[0], COMMAND)
        subscriber.subscribe(b"")
        self.assert_gets(subscriber, [b"one"])

    def test_zmtp_2_0(self):
        self.start()
        subscriber = self.connect()
        self.assertEqual(subscriber.read(11), SIGNATURE + b"\3")
        subscriber.send(SIGNATURE + b"\1")
        self.assertEqual(subscriber.read(3), b"\1\0\0", "PUB, and an empty identity")
        subscriber.send(SUB_2_0 + frame(b"identity") + subscription(b"a") + subscription(b"b"))
        self.await_flow(subscriber, b"b")
        self.assert_gets(subscriber, [b"a", b"", b"x" * 70_000], [b"b"])
        subscriber.send(unsubscription(b"a") + subscription(b"c"))
        self.await_flow(subscriber, b"c")
        self.pub.send(b"a")
        self.assert_gets(subscriber, [b"c last"])

    def await_flow(self, subscriber, topic):
        """Sends until something comes: in ZMTP 2.0 nothing else tells that a subscription has."""
        for _ in range(1000):
            self.pub.send(topic + b" hello")
            if subscriber.has_data(0.02):
                break
        self.pub.send(topic + b" begin")
        while (got := subscriber.read_message()) != [topic + b" begin"]:
            self.assertEqual(got, [topic + b" hello"])


class BadPeerTest(WireCase):
    def setUp(self):
        self.start()
        self.good = self.subscriber(b"")

    def refused(self, data):
        """The address of a peer that is disconnected for these bytes, while others are served."""
        bad = self.connect()
        bad.send(data)
        bad.rest()
        self.assert_gets(self.good, [b"still served"])
        return bad.address

    def assert_refused(self, reason, *cases, what="handshake failed"):
        """Each is; a warning tells why, if another one has not been written in the same second."""
        for data in cases:
            self.refused(data)
        eventually(lambda: f"zrelay: warning: {what} {self.refused(cases[-1])}: {reason}\n" in self.tool.err(), reason)

    def test_no_zmtp_that_we_know(self):
        http = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
        self.assert_refused("not ZMTP, or before version 2.0", b"\x16\3\1\2\0", b"\xff" * 10, b"\0", b"\1\0", http)
        self.assert_refused("ZMTP before version 2.0", SIGNATURE + b"\0")

    def test_another_mechanism(self):
        others = map(greeting, (b"PLAIN", b"null", b"NULLX", b"CURVE"))
        self.assert_refused("another security mechanism (CURVE)", *others)

    def test_another_socket_type(self):
        others = [greeting() + ready(name) for name in (b"PUB", b"SUBX", b"", b"REQ")]
        self.assert_refused("socket type REQ where a subscriber was expected", *others)
        self.assert_refused("socket type 3 where a subscriber was expected", SIGNATURE + b"\1\3\0\0")

    def test_something_else_before_ready(self):
        self.assert_refused("a message before READY", greeting() + subscription(b""))
        others = [greeting() + command(name, b"\0\0") for name in (b"SUBSCRIBE", b"ERROR", b"PING")]
        self.assert_refused("the command PING before READY", *others)

    def test_cut_off_commands(self):
        whole, reason = ready()[2:], "a command that is cut off"
        cut = [greeting() + frame(whole[:size], COMMAND) for size in (8, 18, 20, len(whole) - 1)]
        self.assert_refused(reason, *cut)
        cut = [greeting() + ready() + frame(body, COMMAND) for body in (b"", b"\5PING", b"\4PING\0")]
        self.assert_refused(reason, *cut, what="subscriber")

    def test_flags_that_do_not_exist(self):
        reason = "a frame with reserved flags"
        for before, what in ((greeting(), "handshake failed"), (greeting() + ready(), "subscriber")):
            self.assert_refused(reason, *(before + bytes([flags]) for flags in (8, 0x80, 0xFF)), what=what)
        self.assert_refused("a command of several frames", greeting() + frame(ready()[2:], COMMAND | MORE))

    def test_frames_that_are_too_long(self):
        most = 1 << 20
        for before, what in ((greeting(), "handshake failed"), (greeting() + ready(), "subscriber")):
            announced = [before + struct.pack(">BQ", LONG, size) for size in (1 << 63, most + 1)]
            self.assert_refused(f"a frame of {most + 1} bytes", *announced, what=what)
        self.good.send(frame(b"\2" * most))
        self.good.sync()

    def test_warnings_do_not_flood(self):
        start = time.monotonic()
        for _ in range(100):
            self.refused(b"\0")
        self.assertLess(self.tool.err().count("warning"), 2 + time.monotonic() - start)

    def test_who_goes_without_a_word_is_no_warning(self):
        for data in (b"", SIGNATURE, greeting(), greeting() + ready()):
            leaving = self.connect()
            leaving.send(data)
            leaving.close()
        self.assert_gets(self.good, [b"still served"])
        self.assertNotIn("warning", self.tool.stop().err)


class PingTest(WireCase):
    def test_a_pong_has_the_context(self):
        self.start()
        subscriber = self.subscriber(b"")
        for context in (b"", b"c", bytes(range(16))):
            subscriber.send(ping(context, ttl=300))
            self.assertEqual(subscriber.read_frame(), (COMMAND, b"\4PONG" + context))

    def test_pongs_come_between_messages(self):
        self.start()
        subscriber = self.subscriber(b"", receive_buffer=4096)
        count = 200
        for number in range(count):
            self.pub.send_multipart([b"%d" % number, b"x" * 50_000, b""])
        pongs, message, messages = [], [], []
        for number in range(count):
            subscriber.send(ping(b"%d" % number))
        while len(messages) < count or len(pongs) < count:
            flags, body = subscriber.read_frame()
            if flags & COMMAND:
                self.assertEqual((message, body[:5]), ([], b"\4PONG"))
                pongs.append(int(body[5:]))
                continue
            message.append(body)
            if flags & MORE == 0:
                messages.append(message)
                message = []
        self.assertEqual(pongs, list(range(count)))
        self.assertEqual([m[0] for m in messages], [b"%d" % number for number in range(count)])
        self.assertEqual({tuple(m[1:]) for m in messages}, {(b"x" * 50_000, b"")})

    def test_idle_subscribers_are_pinged_and_dead_ones_disconnected(self):
        self.start()
        alive, silent, mute = self.subscriber(b"t"), self.subscriber(b"t"), self.connect()
        dead, came = [silent, mute], time.monotonic()
        with self.slow_reader() as slow:
            while dead:
                asked = time.monotonic()
                self.assertEqual(alive.read_frame(), (COMMAND, b"\4PING\0\0"))
                self.assertLess(time.monotonic() - asked, 10 + 2 * SLOWNESS)
                alive.send(command(b"PONG"))
                dead = [one for one in dead if not one.has_ended()]
                # At the ping after 30 seconds; where the other's came first that is seen with the next one.
                self.assertLess(time.monotonic() - came, 50 + 5 * SLOWNESS, "a dead peer stays")
            self.assertFalse(slow.has_ended(), "who reads slowly, and so answers late, is not dead")
        self.assertGreater(time.monotonic() - came, 20, "there is time for an answer")
        self.assertEqual(set(re.findall(re.escape(ping()) + b"|.", silent.rest(), re.DOTALL)), {ping()})
        self.assertEqual(mute.rest(), SIGNATURE + b"\3")
        self.assert_gets(alive, [b"t: still served"])

    @contextlib.contextmanager
    def slow_reader(self):
        """A subscriber with more messages in its queue than it reads in a minute, who answers no pings."""
        slow, enough = self.subscriber(b"slow", receive_buffer=4096), threading.Event()
        for _ in range(400):
            self.pub.send_multipart([b"slow", bytes(50_000)])

        def read():
            while not enough.wait(0.2):
                slow.read_message()

        reader = threading.Thread(target=read)
        reader.start()
        try:
            yield slow
        finally:
            enough.set()
            reader.join()

    @unittest.skipIf(SLOWNESS > 1, "a sanitizer keeps memory that was freed")
    def test_who_asks_and_does_not_read_costs_no_memory(self):
        self.start()
        greedy, other = self.subscriber(b"t"), self.subscriber(b"t")
        before = self.resident()
        for _ in range(200):
            greedy.send(ping(b"sixteen bytes...") * 10_000)
        other.sync()
        self.assertLess(self.resident() - before, 8 << 20)

    def resident(self):
        """Bytes of memory of the relay."""
        with open(f"/proc/{self.tool.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmRSS:\s*(\d+) kB", status.read())[1]) * 1024


class SubscriptionTest(WireCase):
    def test_commands_do_what_messages_do(self):
        self.start()
        subscriber = self.subscriber(b"end")
        subscriber.send(command(b"SUBSCRIBE", b"a"))
        subscriber.sync()
        self.pub.send(b"b 1")
        self.assert_gets(subscriber, [b"a 1", b"x"])
        subscriber.send(command(b"SUBSCRIBE", b"b") + command(b"CANCEL", b"a"))
        subscriber.sync()
        self.pub.send(b"a 2")
        self.assert_gets(subscriber, [b"b 2"])
        subscriber.send(unsubscription(b"b") + subscription(b"c"))
        subscriber.sync()
        self.pub.send(b"b 3")
        self.assert_gets(subscriber, [b"c 3"])
        subscriber.send(command(b"CANCEL", b"c"))
        subscriber.sync()
        self.pub.send(b"c 4")
        self.assert_gets(subscriber, [b"end"])

    def test_twice_is_once(self):
        self.start("--metrics", "127.0.0.1:0")
        subscriber = self.subscriber(b"a", b"a", b"end")
        subscriber.send(command(b"SUBSCRIBE", b"a"))
        subscriber.sync()
        self.assert_gets(subscriber, [b"a 1"], [b"a 2"])
        subscriber.subscribe(b"", b"")
        self.assert_gets(subscriber, [b"a 3"], [b"b 3"])
        self.await_metrics(subscriptions=3)
        subscriber.send(unsubscription(b"") + unsubscription(b"a") + unsubscription(b"a"))
        subscriber.sync()
        self.pub.send(b"a 4")
        self.assert_gets(subscriber, [b"end"])
        self.await_metrics(subscriptions=1)

    def test_who_goes_has_unsubscribed(self):
        self.start("--metrics", "127.0.0.1:0")
        subscribers = [self.subscriber(b"", b"a", b"b") for _ in range(3)]
        self.await_metrics(out_peers=3, subscriptions=9)
        subscribers[0].close()
        self.await_metrics(out_peers=2, subscriptions=6)
        subscribers[1].close()
        subscribers[2].send(b"\x80")
        self.await_metrics(out_peers=0, subscriptions=0)


class ForwardTest(WireCase):
    def setUp(self):
        self.start("--filter", "forward", "--metrics", "127.0.0.1:0")

    def test_subscriptions_reach_the_publisher(self):
        subscriber = self.connect()
        subscriber.handshake()
        subscriber.send(command(b"SUBSCRIBE", b"a"))
        self.assertEqual(self.pub.recv(), b"\1a")
        subscriber.send(subscription(b"b") + subscription(b"a"))
        self.assertEqual(self.pub.recv(), b"\1b", "the second of the same is no news")
        other = self.subscriber(b"b")
        subscriber.send(command(b"CANCEL", b"a"))
        self.assertEqual(self.pub.recv(), b"\0a")
        subscriber.close()
        self.await_metrics(out_peers=1, subscriptions=1)
        self.assert_gets(other, [b"b"])
        other.close()
        self.assertEqual(self.pub.recv(), b"\0b")
        self.await_metrics(out_peers=0, subscriptions=0)

    def test_other_messages_reach_the_publisher(self):
        subscriber = self.connect()
        subscriber.handshake(b"XSUB")
        subscriber.send(subscription(b"a"))
        self.assertEqual(self.pub.recv(), b"\1a")
        for frames in ([b"\2hello"], [b""], [b"three", b"", b"frames"], [b"\2" * 100_000]):
            subscriber.send(wire(*frames))
            self.assertEqual(self.pub.recv_multipart(), frames)

    def test_a_frame_that_looks_like_a_subscription_is_none(self):
        subscriber = self.connect()
        subscriber.handshake(b"XSUB")
        subscriber.send(wire(b"x", b"\1a") + wire(b"x", b"\1b", b"y"))
        subscriber.subscribe(b"end")
        self.await_metrics(out_peers=1, subscriptions=1)
        self.pub.send(b"a")
        self.assert_gets(subscriber, [b"end"])


class OverflowTest(WireCase):
    COUNT = 300
    FILLER = bytes(50_000)

    def send(self, number):
        self.pub.send_multipart([struct.pack(">I", number), self.FILLER])

    def number(self, message):
        self.assertEqual((len(message), message[1]), (2, self.FILLER), "a message that is not whole")
        return struct.unpack(">I", message[0])[0]

    def test_drop(self):
        self.start("--hwm", "10", "--metrics", "127.0.0.1:0")
        slow, fast = self.subscriber(b"", receive_buffer=4096), self.subscriber(b"")
        for number in range(self.COUNT):
            self.send(number)
            self.assertEqual(self.number(fast.read_message()), number)
        dropped = self.await_metrics(messages_total=self.COUNT)["dropped_total"]
        self.assertGreater(dropped, 0)
        slow.send(ping(b"end"))
        numbers = [self.number(slow.read_message()) for _ in range(self.COUNT - dropped)]
        self.assertEqual(numbers, sorted(set(numbers)))
        self.assertEqual(numbers[0], 0)
        self.assertLess(numbers[-1], self.COUNT - 1, "the newest messages are dropped")
        while (got := slow.read_frame()) == (COMMAND, b"\4PING\0\0"):
            pass
        self.assertEqual(got, (COMMAND, b"\4PONGend"))
        self.send(self.COUNT)
        self.assertEqual(self.number(slow.read_message()), self.COUNT, "there is room again")
        slow.close()
        self.await_metrics(out_peers=1, dropped_total=dropped)

    def test_block(self):
        self.start("--hwm", "10", "--overflow", "block", "--metrics", "127.0.0.1:0")
        slow, fast = self.subscriber(b"", receive_buffer=4096), self.subscriber(b"")
        for number in range(self.COUNT):
            self.send(number)
        self.await_metrics(blocked=1)
        for number in range(self.COUNT):
            for subscriber in (slow, fast):
                self.assertEqual(self.number(subscriber.read_message()), number)
        self.await_metrics(blocked=0, dropped_total=0, messages_total=self.COUNT)


class DescriptorTest(WireCase):
    @unittest.skipIf(SLOWNESS > 1, "the sanitizer opens a pipe to see whether memory can be read, and errs without")
    def test_without_descriptors_service_goes_on_and_accept_resumes(self):
        limited = ["-c", 'ulimit -n 40; exec "$0" "$@"', str(tool_path("zrelay"))]
        self.adopt(Tool("zrelay", *limited, *OPEN, path="/bin/sh"))
        self.peers.await_subscribers(self.pub)
        stays = self.subscriber(b"")
        crowd = []
        for _ in range(60):
            crowd.append(self.connect())
            self.assert_gets(stays, [b"one"])
        self.tool.wait_err(r"^zrelay: warning: subscriber tcp://.*: turned away: "
                           r"Too many open files \(ulimit -Hn is 40\)\n")
        for connection in crowd:
            connection.close()
        comes = eventually(self.let_in, "a subscriber that is let in")
        self.assert_gets(comes, [b"two"])
        self.assertEqual(stays.read_message(), [b"two"])
        self.assertLess(self.tool.err().count("\n"), 6, "it does not flood its messages")

    def let_in(self):
        """A subscriber; none if it was turned away, because the relay had not heard yet that others have gone."""
        try:
            return self.subscriber(b"")
        except ConnectionError:
            return None


if __name__ == "__main__":
    unittest.main()
