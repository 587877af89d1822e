# SPDX-License-Identifier: MIT
"""Positions of messages in their stream: they go with the messages, and a client goes on after one, anywhere."""

import json
import tempfile
import unittest
from pathlib import Path

from zwstest import Peers, Tool, WebSocket, eventually, run
from zwstest.batch import WITH_POSITIONS
from zwstest.positions import Reader, frame, position
from zwstest.server import ANY, FREE, Server


class PositionCase(unittest.TestCase):
    def setUp(self):
        self.peers = self.enterContext(Peers())

    def relay(self, *args):
        """A relay that numbers messages, what publishes to it, and its outgoing endpoint."""
        tool = self.enterContext(Tool("zrelay", "--in-bind", ANY, "--out-bind", ANY, "--position", *args))
        pub = self.peers.pub(connect=tool.endpoint(0))
        self.peers.await_subscribers(pub)
        return tool, pub, tool.endpoint(1)

    def edge(self, endpoint, *args):
        """A server that is subscribed: what is published from now on reaches it."""
        tool = self.enterContext(Tool("zws2browser", "--connect", endpoint, *FREE, *args))
        return tool, tool.endpoints()[2]

    def await_flow(self, pub, urls):
        """Sends until each server has it."""
        for url in urls:
            with WebSocket(url) as client:
                eventually(lambda: pub.send_multipart([b"t", b"hello"]) or client.poll(50), "messages")  # noqa: B023


class RelayTest(PositionCase):
    def test_messages_are_numbered_over_all_topics(self):
        _, pub, out_of = self.relay()
        sub = self.peers.sub(connect=out_of)
        eventually(lambda: pub.send_multipart([b"t", b"hello"]) or sub.poll(50), "messages")
        for topic in (b"a", b"b", b"a"):
            pub.send_multipart([topic, b"payload", b"more"])
        pub.send(b"alone")
        got = []
        while not got or got[-1][:2] != [b"", b"alone"]:
            got.append(sub.recv_multipart())
        epochs, sequences = zip(*map(position, got))
        self.assertEqual(len(set(epochs)), 1)
        self.assertEqual(list(sequences), list(range(sequences[0], sequences[0] + len(got))))
        self.assertEqual([message[:-1] for message in got[-4:]],
                         [[b"a", b"payload", b"more"], [b"b", b"payload", b"more"], [b"a", b"payload", b"more"],
                          [b"", b"alone"]])

    def test_a_second_relay_leaves_positions_as_they_are(self):
        _, pub, out_of = self.relay()
        second = self.enterContext(Tool("zrelay", "--in-connect", out_of, "--out-bind", ANY, "--position", "--stamp"))
        near, far = self.peers.sub(connect=out_of), self.peers.sub(connect=second.endpoint(1))
        eventually(lambda: pub.send_multipart([b"t", b"hello"]) or (near.poll(50) and far.poll(50)), "messages")
        pub.send_multipart([b"t", b"end"])
        last = {}
        for sub in (near, far):
            while last.get(sub, [b"", b""])[1] != b"end":
                last[sub] = sub.recv_multipart()
        self.assertEqual(position(last[near]), position(last[far]))
        self.assertEqual([len(last[near]), len(last[far])], [3, 5])

    def numbered(self, messages, *args):
        """The positions that a relay of its own gives these messages."""
        tool, pub, out_of = self.relay(*args)
        sub = self.peers.sub(connect=out_of)
        eventually(lambda: pub.send_multipart([b"hello", b""]) or sub.poll(50), "messages")
        for message in messages:
            pub.send_multipart(message)
        got = []
        while len(got) < len(messages):
            frames = sub.recv_multipart()
            got += [position(frames)] if frames[0] != b"hello" else []
        return got, tool.stop().err

    def test_a_publishers_own_numbers_make_the_same_positions_at_every_relay(self):
        messages = [[topic, b'{"n":%d,"start":"%s"}' % (number, start)]
                    for start, numbers in ((b"a", (7, 8, 12)), (b"b", (0, 1)))
                    for number in numbers for topic in (b"t", b"u")]
        args = ("--seq", "json:/n", "--epoch", "json:/start")
        first, err = self.numbered(messages, *args)
        again, _ = self.numbered(messages[2:], *args)
        self.assertEqual(again, first[2:], "also where it begins later")
        self.assertEqual([sequence for _, sequence in first], [7, 7, 8, 8, 12, 12, 0, 0, 1, 1])
        self.assertEqual(len({epoch for epoch, _ in first}), 4, "one for each topic and start")
        self.assertNotIn("warning", err)

    def test_numbers_of_publishers_that_go_back_are_told_and_left(self):
        messages = [[b"t", bytes([number])] for number in (5, 6, 1, 7)] + [[b"t", b"none"]]
        got, err = self.numbered(messages, "--seq", "1:u8")
        own = got[2][0]
        self.assertEqual([sequence for epoch, sequence in got if epoch != own], [5, 6])
        self.assertEqual([epoch for epoch, _ in got[2:]], [own] * 3)
        self.assertEqual([sequence - got[2][1] for _, sequence in got[2:]], [0, 1, 2])
        self.assertIn("--seq: the numbers of topic 't' go back: 1 after 6; its messages are numbered here", err)

    def test_what_does_not_go_together(self):
        for args, words in ((["--seq", "1:u8"], "--seq: only with --position"),
                            (["--position", "--epoch", "1:u8"], "--epoch: only with --seq"),
                            (["--position", "--seq", "position"], "positions are passed on as they are")):
            done = run("zrelay", *args)
            self.assertEqual((done.code, words in done.err), (2, True), done.err)

    def test_zcat_counts_what_is_missing_over_all_topics(self):
        pull = self.enterContext(Tool("zcat", "-v", "--bind", ANY, "--type", "pull", "--seq", "position", "--format",
                                      "%p\\n"))
        push = self.peers.push(connect=pull.endpoint())
        for sequence, topic in ((1, b"a"), (2, b"b"), (6, b"a"), (7, b"c")):
            push.send_multipart([topic, b"x", frame(0xABC, sequence)])
        push.send_multipart([b"a", b"end", frame(0xDEF, 1)])
        eventually(lambda: b"end\n" in pull.out(), "the end")
        err = pull.stop().err
        self.assertIn("lost 3 messages of epoch 0000000000000abc between 2 and 6", err)
        self.assertIn("sequence: 5 messages, 3 lost in 1 gap, 0 restarts, 0 repeated, 0 without a number", err)

    def test_topics_that_are_left_out_would_look_like_losses(self):
        for args in (["--topic", "a"], ["--exclude", "a"]):
            done = self.enterContext(Tool("zcat", "--seq", "position", *args, "tcp://127.0.0.1:1")).wait()
            self.assertEqual(done.code, 2)
            self.assertIn("--seq position: counts the messages of all topics", done.err)


class CarriedTest(PositionCase):
    """Through files and pipes, byte for byte."""

    SENT = (
        [b"t", b'{"x":1}', frame(0xABC, 1)],
        [b"", b"alone", frame(0xABC, 2)],
        [b"\xff", b"\0", b"more", frame(2**64 - 1, 2**64 - 1)],
        [b"t", b"", b"", frame(0, 0)],
        [b"t", b"no position"],
        [b"t", b"end", frame(0xABC, 3)],
    )

    def send_to(self, tool):
        push = self.peers.push(connect=tool.endpoint())
        for message in self.SENT:
            push.send_multipart(message)

    def fed(self, *args, data=b""):
        """What zfeed sends."""
        pull = self.peers.pull(bind=ANY)
        done = run("zfeed", "--type", "push", "--connect", pull.last_endpoint.decode().rstrip("\0"), *args, input=data)
        self.assertEqual((done.code, done.out), (0, b""), done.err)
        return [pull.recv_multipart() for _ in self.SENT]

    def test_an_envelope_has_them(self):
        tap = self.enterContext(Tool("zcat", "-v", "--bind", ANY, "--type", "pull", "--format", "envelope",
                                     "-n", str(len(self.SENT))))
        self.send_to(tap)
        done = tap.wait()
        self.assertEqual(self.fed("--format", "envelope", data=done.out), list(self.SENT))

    def test_a_recording_has_them(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        recorder = self.enterContext(Tool("zrec", "--bind", ANY, "--dir", folder))
        pub = self.peers.pub(connect=recorder.endpoint())
        self.peers.await_subscribers(pub)
        for message in self.SENT:
            pub.send_multipart(message)

        def recorded():
            told = run("zrec", "--info", "--json", *map(str, Path(folder).glob("*.mcap"))).out
            return sum(json.loads(line)["messages"] for line in told.splitlines())
        eventually(lambda: recorded() == len(self.SENT), "all messages in files")
        self.assertEqual(recorder.stop().code, 0)
        files = sorted(map(str, Path(folder).glob("*.mcap")))
        self.assertEqual(self.fed("--format", "mcap", *files), list(self.SENT))


class EdgeTest(PositionCase):
    def test_a_client_goes_on_at_another_edge_where_it_was(self):
        _, pub, out_of = self.relay()
        (_, one), (_, other) = self.edge(out_of), self.edge(out_of)
        self.await_flow(pub, [one, other])
        pub.send_multipart([b"t", b"begin"])
        reader = Reader(self).connect(one, "history=1000")
        reader.read(b"begin")
        reader.payloads.clear()
        for part, url in enumerate((other, one, other, one)):
            for number in range(100):
                pub.send_multipart([b"t" if number % 3 else b"u", b"%d %d" % (part, number)])
            reader.read(b"%d 99" % part)
            reader.client.close()
            for number in range(100, 150):  # while it is away
                pub.send_multipart([b"t", b"%d %d" % (part, number)])
            reader.connect(url)
        pub.send_multipart([b"t", b"end"])
        wanted = [b"%d %d" % (part, number) for part in range(4) for number in range(150)]
        self.assertEqual(reader.read(b"end"), [*wanted, b"end"])
        self.assertEqual((reader.missed, reader.missing), (0, 0))

    def test_publishers_numbers_are_positions_at_all_edges_without_a_relay(self):
        pub, endpoint = self.peers.any_pub()
        urls = [self.edge(endpoint, "--seq", "json:/n")[1] for _ in range(2)]
        self.await_flow(pub, urls)
        sent = [b'{"n":%d}' % number for number in range(1, 501) if number not in (250, 251)]
        pub.send_multipart([b"t", sent[0]])
        reader = Reader(self).connect(urls[0], "history=1000")
        reader.read(sent[0])
        reader.payloads.clear()
        for begin in range(1, len(sent), 100):
            for payload in sent[begin:begin + 50]:
                pub.send_multipart([b"t", payload])
            reader.read(sent[begin:begin + 50][-1])
            reader.client.close()
            for payload in sent[begin + 50:begin + 100]:  # while it is away
                pub.send_multipart([b"t", payload])
            reader.connect(urls[begin // 100 % 2])
        pub.send_multipart([b"t", b'{"n":501}'])
        self.assertEqual(reader.read(b'{"n":501}'), [*sent[1:], b'{"n":501}'])
        self.assertEqual((reader.missed, reader.missing), (0, 2))

    def test_what_the_log_has_lost_is_told_exactly(self):
        _, pub, out_of = self.relay()
        _, url = self.edge(out_of, "--log-size", "64KiB")
        self.await_flow(pub, [url])
        pub.send_multipart([b"t", b"begin"])
        reader = Reader(self).connect(url, "history=1000")
        reader.read(b"begin")
        reader.payloads.clear()
        reader.client.close()
        witness = Reader(self).connect(url)
        count = 200
        for number in range(count):
            pub.send_multipart([b"t", b"%1000d" % number])
        witness.read(b"%1000d" % (count - 1))
        reader.connect(url)
        reader.read(b"%1000d" % (count - 1))
        self.assertGreater(reader.missed, 50)
        self.assertEqual(reader.missed + len(reader.payloads), count)
        self.assertEqual(reader.payloads, [b"%1000d" % number for number in range(reader.missed, count)])

    def test_what_never_came_is_told_and_counted(self):
        server = Server(self)
        reader = Reader(self).connect(server.ws, "topic=a")
        for sequence, topic in ((10, b"a"), (11, b"b"), (15, b"b"), (16, b"a"), (20, b"a")):
            server.pub.send_multipart([topic, b"%d" % sequence, frame(7, sequence)])
        self.assertEqual(reader.read(b"20"), [b"10", b"16", b"20"])
        self.assertEqual((reader.missed, reader.missing), (0, 6))
        self.assertEqual(server.metrics()["messages_missing_total"], 6)
        server.tool.wait_err(r"warning: lost 6 messages: they never came, as their positions tell")

    def test_what_comes_again_is_no_loss_and_hides_nothing_from_who_was_away(self):
        server = Server(self)
        witness = Reader(self).connect(server.ws)
        for sequence in (*range(1, 10), 3):  # a batch each
            server.pub.send_multipart([b"t", b"%d" % sequence, frame(7, sequence)])
            witness.read(b"%d" % sequence)
        reader = Reader(self)
        reader.newest[7] = 6
        reader.connect(server.ws)
        server.pub.send_multipart([b"t", b"10", frame(7, 10)])
        self.assertEqual(reader.read(b"10"), [b"7", b"8", b"9", b"3", b"10"], "all, and what came again")
        self.assertEqual((reader.missed, reader.missing), (0, 0))
        self.assertEqual(server.metrics()["messages_missing_total"], 0)

    def test_messages_without_positions_get_them_of_the_server(self):
        server = Server(self)
        reader = Reader(self).connect(server.ws)
        eventually(lambda: server.pub.send(b"hello") or reader.client.poll(50), "messages")
        server.pub.send(b"begin")
        reader.read(b"begin")
        reader.payloads.clear()
        reader.client.close()
        for number in range(100):
            server.pub.send(b"%d" % number)
        reader.connect(server.ws)
        self.assertEqual(reader.read(b"99"), [b"%d" % number for number in range(100)])
        self.assertEqual((reader.missed, reader.missing), (0, 0))

    def test_positions_that_nobody_knows_leave_the_history(self):
        server = Server(self)
        client = Reader(self).connect(server.ws)
        for number in range(10):  # a batch each
            server.pub.send(b"%d" % number)
            client.read(b"%d" % number)
        stranger = Reader(self).connect(server.ws, "history=3&after=123:4")
        self.assertEqual(stranger.read(b"9"), [b"7", b"8", b"9"])

    def test_what_is_no_position_is_refused_and_named(self):
        server = Server(self)
        for query, reason in (
            ("after=1", "after=1: not EPOCH:SEQUENCE"),
            ("after=xyz:1", "after=xyz:1: 'xyz' is not an epoch: up to 16 hexadecimal digits"),
            ("after=1:x", "after=1:x: "),
            ("after=1:1", "after: only with zws.batch.v2, which tells positions"),
        ):
            status, body = server.get(f"/ws?{query}")
            self.assertEqual(status, 400)
            self.assertIn(reason, body)
        with self.assertRaisesRegex(ConnectionRefusedError, "^400"):
            WebSocket(f"{server.ws}?{'after=1:1&' * 17}", WITH_POSITIONS)


if __name__ == "__main__":
    unittest.main()
