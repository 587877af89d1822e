# SPDX-License-Identifier: MIT
"""zws.batch.v1 of zws2browser, as another implementation reads it."""

import struct
import time
import unittest

from zwstest import PATIENCE, WebSocket, eventually
from zwstest.batch import SUBPROTOCOL, decode
from zwstest.server import Server
from zwstest.websocket import BINARY


class BatchTest(unittest.TestCase):
    def connect(self, server, query="", **options):
        return self.enterContext(WebSocket(server.ws + query, SUBPROTOCOL, **options))

    def messages(self, client, count):
        """The next `count` messages or more, from batches without a gap between them."""
        found, expected = [], None
        while len(found) < count:
            batch = decode(client.read())
            self.assertIn(expected, (None, batch.first))
            expected = batch.first + len(batch.messages)
            found += batch.messages
        return found

    def test_the_server_answers_with_the_subprotocol_it_takes(self):
        server = Server(self)
        for offered, taken in (
            ("zws.batch.v1", "zws.batch.v1"),
            ("chat, zws.batch.v1", "zws.batch.v1"),
            ("zws.batch.v2", "zws.batch.v2"),
            ("zws.batch.v1, zws.batch.v2", "zws.batch.v2"),
            ("zws.batch.v3", None),
            ("ZWS.batch.v1", None),
        ):
            with WebSocket(server.ws, {"Sec-WebSocket-Protocol": offered}) as client:
                self.assertEqual(client.headers.get("sec-websocket-protocol"), taken, offered)

    def test_any_payload_with_its_topic_and_time(self):
        server = Server(self)
        kinds = self.connect(server)
        client, plain = self.connect(server), self.enterContext(WebSocket(server.ws))
        begin = time.time()
        sent = [[b"cpu", b'{"x":1}'], [b'{"broken": '], [b"cpu", b"\xff\x00\xfe"], [b"mem", b""], [b""],
                [b"a", b"b", b"c"]]
        for frames in sent:
            server.pub.send_multipart(frames)
        server.pub.send(b"x" * 300_000)
        got = self.messages(client, len(sent) + 1)
        self.assertEqual(
            [message[:3] for message in got],
            [
                (b"cpu", b'{"x":1}', True),
                (None, b'{"broken": ', True),
                (b"cpu", b"\xff\x00\xfe", False),
                (b"mem", b"", True),
                (None, b"", True),
                (b"a", b"b", True),
                (None, b"x" * 300_000, True),
            ],
        )
        for message in got:
            self.assertTrue(begin - 1 <= message.arrived <= time.time() + 1, message.arrived)
        self.assertEqual(kinds.read_frame().opcode, BINARY)
        self.assertEqual(plain.read(), b'{"x":1}', "other clients get what they always got")

    def test_a_time_in_the_third_frame_is_that_of_the_message(self):
        server = Server(self)
        client = self.connect(server)
        stamp = time.time() - 100
        for frame in (struct.pack(">Q", int(stamp * 1e9)), b"%.6f" % stamp, b"no time"):
            server.pub.send_multipart([b"t", b"1", frame, b"more"])
        ages = [time.time() - message.arrived for message in self.messages(client, 3)]
        self.assertTrue(99 < ages[0] < 100 + PATIENCE and 99 < ages[1] < 100 + PATIENCE and ages[2] < 99, ages)

    def test_an_interval_makes_few_batches_of_many_messages(self):
        server = Server(self)
        client = self.connect(server, "?interval=200")
        count, batches, got = 2000, 0, 0
        begin = time.monotonic()
        for number in range(count):
            server.pub.send(b"%d" % number)
            time.sleep(0.0005)
        while got < count:
            batch = decode(client.read())
            self.assertEqual(batch.first, got)
            self.assertEqual([m.payload for m in batch.messages],
                             [b"%d" % n for n in range(got, got + len(batch.messages))])
            got += len(batch.messages)
            batches += 1
        self.assertLess(batches, 50 + (time.monotonic() - begin) / 0.2, "one an interval, however long all that took")

    def test_history_keeps_its_times(self):
        server = Server(self)
        for number in range(3):
            server.pub.send_multipart([b"t", b"%d" % number])
            eventually(lambda: server.metrics()["messages_received_total"] == number + 1)
            time.sleep(0.1)
        got = self.messages(self.connect(server, "?history=3&interval=16"), 3)
        self.assertEqual([m.payload for m in got], [b"0", b"1", b"2"])
        self.assertGreater(got[2].arrived - got[0].arrived, 0.15)

    def test_a_slow_client_can_tell_how_much_it_lost(self):
        server = Server(self, "--log-size", "65536")
        client = self.connect(server, receive_buffer=4096)
        witness = self.connect(server)
        count, payload = 3000, b"x" * 2000
        seen = 0
        for number in range(count):
            server.pub.send(payload)
            if number % 10 == 9:
                seen += len(self.messages(witness, number + 1 - seen))
        lost = got = expected = 0
        end = time.monotonic() + PATIENCE
        while got + lost < count and time.monotonic() < end:
            batch = decode(client.read())
            lost += batch.first - expected
            got += len(batch.messages)
            expected = batch.first + len(batch.messages)
        self.assertGreater(lost, 0)
        self.assertEqual(got + lost, count)
        figures = server.metrics()
        self.assertEqual(figures['messages_dropped_total{reason="overtaken"}'], lost)
        self.assertEqual(figures["messages_delivered_total"], got + count)
        told = r"(?m)^zws2browser: warning: lost %d messages%s: a client was too slow \(see --slow-client, --log-size\)"
        server.tool.wait_err(r"^zws2browser: warning: lost \d+ messages: a client was too slow ")
        self.assertRegex(server.tool.stop().err, told % (lost, " in all"))


if __name__ == "__main__":
    unittest.main()
