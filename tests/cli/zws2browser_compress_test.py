# SPDX-License-Identifier: MIT
"""permessage-deflate of zws2browser (--compress), frame by frame."""

import os
import struct
import unittest

from zwstest import Peers, WebSocket
from zwstest.batch import SUBPROTOCOL, decode
from zwstest.server import Server
from zwstest.websocket import BINARY, CLOSE, COMPRESSED, TEXT, deflate, inflate

LONG = b'{"x":1.25,"y":[' + b"1234567," * 5000 + b"0]}"


def offer(parameters=""):
    return {"Sec-WebSocket-Extensions": "permessage-deflate" + parameters}


class CompressTest(unittest.TestCase):
    def setUp(self):
        self.server = Server(self, "--compress", "--max-client-message", "1000")

    def connect(self, headers=None, query=""):
        return self.enterContext(WebSocket(self.server.ws + query, offer() if headers is None else headers))

    def closed_with(self, payload, opcode):
        client = self.connect()
        client.send(payload, opcode)
        while (frame := client.read_frame()).opcode != CLOSE:
            pass
        return struct.unpack(">H", frame.payload[:2])[0]

    def test_offers_and_answers(self):
        agreed = "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits="
        for offered, window in (
            ("permessage-deflate; client_max_window_bits", 15),
            ("permessage-deflate; server_max_window_bits=9", 9),
            ("permessage-deflate; server_max_window_bits=8", None),
            ("permessage-deflate; server_max_window_bits=8, permessage-deflate", 15),
            ("permessage-deflate; nonsense=1", None),
            ("x-unknown", None),
        ):
            answer = self.connect({"Sec-WebSocket-Extensions": offered}).headers.get("sec-websocket-extensions")
            self.assertEqual(answer, window and agreed + str(window), offered)

    def test_each_message_is_compressed_by_itself_where_that_helps(self):
        client, plain = self.connect(), self.connect({})
        self.server.await_flow([client, plain])
        for payload in (LONG, LONG, b"short", b"\xff" * 1000):
            self.server.pub.send(payload)
        frames = [client.read_frame() for _ in range(4)]
        self.assertEqual([frame.compressed for frame in frames], [True, True, False, True])
        self.assertEqual([frame.opcode for frame in frames], [TEXT, TEXT, TEXT, BINARY])
        self.assertEqual(frames[0], frames[1], "nothing is taken over from the message before")
        self.assertLess(len(frames[0].payload), len(LONG) / 20)
        self.assertEqual(inflate(frames[0].payload), LONG)
        self.assertEqual(inflate(frames[3].payload), b"\xff" * 1000)
        for payload in (LONG, LONG, b"short", b"\xff" * 1000):
            frame = plain.read_frame()
            self.assertEqual((frame.payload, frame.compressed), (payload, False))

    def test_the_window_that_the_client_asks_for(self):
        part = os.urandom(3000)
        clients = {bits: self.connect(offer(f"; server_max_window_bits={bits}")) for bits in (9, 12, 15)}
        self.server.await_flow(list(clients.values()))
        self.server.pub.send(part + part + b"x" * 3000)
        sizes = {}
        for bits, client in clients.items():
            frame = client.read_frame()
            sizes[bits] = len(frame.payload)
            self.assertEqual(inflate(frame.payload, bits), part + part + b"x" * 3000)
        self.assertLess(sizes[15], 4000)
        self.assertGreater(sizes[9], 6000, "what repeats is farther away than 512 bytes")

    def test_batches_and_history(self):
        server = Server(self, "--compress", "--slow-client", "wait")
        first = self.enterContext(WebSocket(server.ws, SUBPROTOCOL | offer()))
        server.await_flow([self.enterContext(WebSocket(server.ws))])
        for i in range(20_000):
            server.pub.send_multipart([b"topic", b'{"x":%d}' % i])

        def read(client, last):
            numbers, expected = [], None
            while not numbers or numbers[-1] != last:
                batch = decode(client.read())
                self.assertIn(expected, (None, batch.first))
                expected = batch.first + len(batch.messages)
                numbers += [int(m.payload[5:-1]) for m in batch.messages if m.topic == b"topic"]
            return numbers

        self.assertEqual(read(first, 19_999), list(range(20_000)))
        late = self.enterContext(WebSocket(server.ws + "?history=500", SUBPROTOCOL | offer()))
        server.pub.send_multipart([b"topic", b'{"x":20000}'])
        numbers = read(late, 20_000)
        self.assertEqual(numbers, list(range(numbers[0], 20_001)))
        self.assertGreaterEqual(len(numbers), 501)

    def test_what_clients_send(self):
        self.assertEqual(self.closed_with(b"\xff\xff", TEXT | COMPRESSED), 1007)
        self.assertEqual(self.closed_with(deflate(b"\xff"), TEXT | COMPRESSED), 1007)
        self.assertEqual(self.closed_with(deflate(b"x" * 1001), TEXT | COMPRESSED), 1009)
        client = self.connect()
        client.send(deflate(b"x" * 1000), TEXT | COMPRESSED)
        client.send(b"plain")
        client.ping()

    def test_the_uplink_gets_what_was_meant(self):
        peers = self.enterContext(Peers())
        sub, endpoint = peers.any_sub()
        server = Server(self, "--compress", "--uplink-connect", endpoint)
        client = self.enterContext(WebSocket(server.ws, offer()))
        server.await_uplink(sub, client)
        client.send(deflate(LONG), TEXT | COMPRESSED)
        self.assertEqual(sub.recv_multipart(), [LONG])


class WithoutTest(unittest.TestCase):
    def test_nothing_is_compressed_unasked(self):
        server = Server(self)
        with WebSocket(server.ws, offer()) as client:
            self.assertNotIn("sec-websocket-extensions", client.headers)
            client.send(deflate(b"x"), TEXT | COMPRESSED)
            while (frame := client.read_frame()).opcode != CLOSE:
                pass
            self.assertEqual(frame.payload[:2], struct.pack(">H", 1002))


if __name__ == "__main__":
    unittest.main()
