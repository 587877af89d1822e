# SPDX-License-Identifier: MIT
"""Positions through NATS: those that messages come with, and those of JetStream's streams."""

import re
import unittest

from zwstest import Tool, eventually
from zwstest.nats import NatsClient
from zwstest.nats_case import ANY, NatsCase
from zwstest.positions import Reader, frame, position
from zwstest.server import FREE


def sequences(messages):
    """The numbers of messages, which are of one epoch, and that epoch."""
    found = [position(frames) for frames in messages]
    epochs = {epoch for epoch, _ in found}
    assert len(epochs) == 1, epochs
    return epochs.pop(), [sequence for _, sequence in found]


class PositionCase(NatsCase):
    def out_of(self, server, *args, subject="zws"):
        """A bridge out of the stream that gives positions, and what comes of it."""
        return self.from_nats(subject, "--position", *args, servers=self.stream(server))


class CarriedTest(PositionCase):
    def test_positions_that_messages_come_with_are_headers_and_come_back(self):
        server = self.server("-js")
        sent = [[b"t", b"p", frame(0xABC, 5)], [b"", b"p", b"more", frame(0xABC, 6)], [b"t", b"none"]]
        with NatsClient(server) as client:
            client.subscribe("zws.>")
            tool, push = self.to_nats("zws.%t", servers=self.stream(server))
            tool.wait_err("created the stream S")
            for message in sent:
                push.send_multipart(message)
            self.assertEqual(client.receive()[1][-1], ("Zws-Frame", "endzLnBvczEAAAAAAAAKvAAAAAAAAAAF"))
        _, pull = self.from_nats("zws.%t", servers=self.stream(server))
        self.assertEqual([pull.recv_multipart() for _ in sent], sent)
        _, numbered = self.out_of(server, "--durable", "other", subject="zws.%t")
        got = [numbered.recv_multipart() for _ in sent]
        self.assertEqual(got[:2], sent[:2], "as they are")
        self.assertEqual((got[2][:-1], position(got[2])[1]), (sent[2], 3))

    def test_what_is_decoded_keeps_its_position(self):
        server = self.server("-js")
        _, push = self.to_nats("zws.%t", "--decode", "u8", servers=self.stream(server))
        push.send_multipart([b"t", b"\1\2", b"left out", frame(1, 2)])
        _, pull = self.from_nats("zws.%t", "--decode", "json", servers=self.stream(server))
        self.assertEqual(pull.recv_multipart(), [b"t", b"[1,2]", frame(1, 2)])


class OwnNumberTest(PositionCase):
    def test_a_number_of_the_publisher_becomes_the_position_of_a_message(self):
        server = self.server("-js")
        tool, push = self.to_nats("zws.%t", "--seq", "json:/n", "--epoch", "json:/run", servers=self.stream(server))
        tool.wait_err("created the stream S")
        sent = [[b"t", b'{"n":7,"run":"a"}'], [b"t", b'{"n":8,"run":"a"}', b"time"], [b"t", b'{"n":1,"run":"b"}'],
                [b'{"n":9,"run":"a"}'], [b"t", b"no number"], [b"t", b'{"n":9,"run":"a"}', frame(0xABC, 3)]]
        for message in sent:
            push.send_multipart(message)
        _, pull = self.from_nats("zws.%t", servers=self.stream(server))
        got = [pull.recv_multipart() for _ in sent]
        self.assertEqual([frames[:-1] for frames in got[:3]], sent[:3])
        self.assertEqual([position(frames)[1] for frames in got[:4]], [7, 8, 1, 9])
        epochs = [position(frames)[0] for frames in got[:4]]
        self.assertEqual(epochs[0], epochs[1])
        self.assertEqual(len(set(epochs)), 3, "of each start, and of each topic")
        self.assertEqual(got[3][:-1], [b"", *sent[3]], "it stays the payload")
        self.assertEqual(got[4:], sent[4:], "as they are")

    def test_what_is_decoded_has_the_number_that_it_came_with(self):
        server = self.server("-js")
        _, push = self.to_nats("zws.%t", "--seq", "2:u32le", "--decode", "u8", servers=self.stream(server))
        push.send_multipart([b"t", b"\1\2", b"\x05\0\0\0"])
        _, pull = self.from_nats("zws.%t", servers=self.stream(server))
        got = pull.recv_multipart()
        self.assertEqual((got[:-1], position(got)[1]), ([b"t", b"[1,2]"], 5))

    def test_two_at_one_publisher_store_each_message_once(self):
        server = self.server("-js")
        pub = self.peers.pub(bind=ANY)
        endpoint = pub.last_endpoint.decode()
        entries = [self.znats("--to-nats", "zws.%t", *self.stream(server), "--connect", endpoint, "--seq", "json:/n",
                              "--stats") for _ in range(2)]
        self.peers.await_subscribers(pub, len(entries))
        count = 300
        for number in range(1, count + 1):
            pub.send_multipart([b"t", b'{"n":%d}' % number])
        for entry in entries:
            entry.wait_err(rf"stats: {count} messages, .* 0 in flight, .* 0 buffered, 0 lost")
        _, pull = self.from_nats("zws.%t", servers=self.stream(server))
        got = [pull.recv_multipart() for _ in range(count)]
        self.assertEqual(sequences(got)[1], list(range(1, count + 1)))
        with NatsClient(server) as client:
            self.assertEqual(client.request("$JS.API.STREAM.INFO.S")["state"]["messages"], count)


class StreamTest(PositionCase):
    def test_all_who_read_a_stream_agree_on_positions(self):
        server = self.server("-js")
        self.filled(server, 20)
        found = []
        for args in (["--durable", "a"], ["--durable", "b", "--deliver", "last"], ["--last", "5"], ["--since", "10m"]):
            tool, pull = self.out_of(server, *args)
            tool.wait_err("takes zws from the stream S")
            got = []
            while not got or got[-1][1] != b"19":
                got.append(pull.recv_multipart())
            self.assertEqual([frames[0] for frames in got], [b""] * len(got))
            found.append(sequences(got))
            self.assertEqual([int(frames[1]) + 1 for frames in got], found[-1][1])
        self.assertEqual([len(numbers) for _, numbers in found], [20, 1, 5, 20])
        self.assertEqual(len({epoch for epoch, _ in found}), 1)

    def test_pages_at_two_edges_agree(self):
        server = self.server("-js")
        there, push = self.to_nats("zws.%t", servers=self.stream(server))
        there.wait_err("created the stream S")
        edges = []
        for name in ("one", "other"):
            edge = self.enterContext(Tool("zws2browser", "--bind", ANY, *FREE))
            self.znats("--from-nats", "zws.%t", *self.stream(server, "--durable", name), "--position",
                       "--connect", edge.endpoints()[0])
            edges.append(edge.endpoints()[2])
        reader = Reader(self)
        push.send_multipart([b"t", b"begin"])
        for url in edges:  # each has it
            Reader(self).connect(url, "history=1000").read(b"begin")
        reader.connect(edges[0], "history=1000").read(b"begin")
        for part in range(4):
            for number in range(100):
                push.send_multipart([b"t", b"%d %d" % (part, number)])
            reader.read(b"%d 99" % part)
            reader.client.close()
            push.send_multipart([b"t", b"%d away" % part])
            reader.connect(edges[(part + 1) % 2])
        push.send_multipart([b"t", b"end"])
        wanted = [b"%d %s" % (part, what) for part in range(4) for what in [*map(b"%d".__mod__, range(100)), b"away"]]
        self.assertEqual(reader.read(b"end"), [b"begin", *wanted, b"end"])
        self.assertEqual((reader.missed, reader.missing), (0, 0))

    def test_what_comes_again_has_its_number(self):
        server = self.server("-js")
        self.filled(server, 1000, b"x" * 20_000)
        tool = self.znats("--from-nats", "zws", *self.stream(server), "--position", "--bind", ANY, "--pattern",
                          "pipeline", "--stats", "--hwm", "10")
        first = self.peers.pull(connect=tool.endpoint(), hwm=10)
        tool.wait_err(r"(?s)stats: ([1-9]\d*) messages,.*stats: \1 messages,.*in flight")
        got = [first.recv_multipart()]
        first.close()
        second = self.peers.pull(connect=tool.endpoint())
        while int(got[-1][0] or b"0") < 999:
            got.append(second.recv_multipart())
        tool.wait_err(r"stats: .* [1-9]\d* sent again")
        self.assertEqual(sequences(got)[1], [int(frames[0]) + 1 for frames in got])

    def test_a_stream_that_is_made_again_is_another_epoch(self):
        server = self.server("-js")
        there, push = self.to_nats("zws", servers=self.stream(server))
        there.wait_err("created the stream S")
        _, pull = self.out_of(server)
        epochs = []
        for _ in range(2):
            for _ in range(3):
                push.send(b"x")
            epoch, numbers = sequences([pull.recv_multipart() for _ in range(3)])
            self.assertEqual(numbers, [1, 2, 3])
            epochs.append(epoch)
            with NatsClient(server) as client:
                self.assertTrue(client.request("$JS.API.STREAM.DELETE.S")["success"])
        self.assertLess(epochs[0], epochs[1], "they are when it was created")

    def test_subjects_that_are_left_out_would_look_like_losses(self):
        server = self.server("-js")
        there, _ = self.to_nats("zws.%t", servers=self.stream(server))
        there.wait_err("created the stream S")
        for subject, told in (("zws.a", True), ("zws.%t", False), ("zws.>", False)):
            with self.subTest(subject):
                tool, _ = self.out_of(server, "--durable", subject[4:].replace(">", "x").replace("%", "y"),
                                      subject=subject)
                tool.wait_err("from the stream S")
                words = "stream S has messages of zws.>, and zws.a leaves some out: by their positions these look lost"
                self.assertEqual(words in tool.err(), told)


class OnceTest(PositionCase):
    @staticmethod
    def await_entry(pub, entry):
        """Sends until the stream has something of it."""
        eventually(lambda: pub.send_multipart([b"t", b"hello"]) or re.search("stats: [1-9]", entry.err()), "messages")

    def test_two_ways_from_a_publisher_into_a_stream_store_everything_once(self):
        server = self.server("-js")
        relay = ["--overflow", "block", "--in-bind", ANY, "--out-bind", ANY]
        origin = self.enterContext(Tool("zrelay", "--position", *relay))
        pub = self.peers.pub(connect=origin.endpoint(0))
        entries = []
        for _ in range(2):
            way = self.enterContext(Tool("zrelay", "--stamp", "--overflow", "block", "--in-connect", origin.endpoint(1),
                                         "--out-bind", ANY))
            entries.append(self.znats("--to-nats", "zws.%t", *self.stream(server), "--connect", way.endpoint(1),
                                      "--stats"))
        self.peers.await_subscribers(pub)
        for entry in entries:  # both ways are open
            self.await_entry(pub, entry)
        count = 500
        for number in range(count):
            pub.send_multipart([b"t", b"%d" % number])
        pub.send_multipart([b"t", b"end"])
        _, pull = self.from_nats("zws.%t", servers=self.stream(server))
        got = []
        while not got or got[-1][1] != b"end":
            got.append(pull.recv_multipart())
        self.assertEqual([int(frames[1]) for frames in got if frames[1].isdigit()], list(range(count)))
        for entry in entries:
            entry.wait_err(r"stats: .* 0 in flight, .* 0 buffered, 0 lost")


if __name__ == "__main__":
    unittest.main()
