# SPDX-License-Identifier: MIT
"""The WebSocket side of zws2browser as an echo server: RFC 6455 frame by frame."""

import os
import struct
import unittest
import zlib
from pathlib import Path

from zwstest import Tool, WebSocket
from zwstest.websocket import BINARY, CLOSE, COMPRESSED, CONTINUATION, PING, PONG, TEXT, Frame, deflate

ECHO = str(Path(os.environ["ZWS_BUILD_DIR"]) / "tests/bin/ws_echo")
DEFLATE = {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}


class EchoCase(unittest.TestCase):
    flags = ()
    headers = {}

    @classmethod
    def setUpClass(cls):
        cls.tool = cls.enterClassContext(Tool("ws_echo", "--ws", "127.0.0.1:0", *cls.flags, path=ECHO))
        cls.url = cls.tool.endpoint()

    def setUp(self):
        self.client = self.enterContext(WebSocket(self.url, self.headers))

    def whole(self):
        """The next message: its opcode and payload."""
        frame = self.client.read_frame()
        payload = frame.payload
        while not frame.final:
            self.assertIn(frame.opcode, (TEXT, BINARY, CONTINUATION))
            rest = self.client.read_frame()
            frame = Frame(frame.opcode, b"", rest.final)
            payload += rest.payload
        return frame.opcode, payload

    def assert_closed_with(self, *codes):
        frame = self.client.read_frame()
        self.assertEqual(frame.opcode, CLOSE)
        self.assertIn(struct.unpack(">H", frame.payload[:2])[0], codes)
        with self.assertRaises(ConnectionResetError):
            self.client.read_frame()


class EchoTest(EchoCase):
    def test_any_size_comes_back_with_its_opcode(self):
        for size in (0, 1, 125, 126, 127, 128, 65535, 65536, 65537, 1 << 20):
            for opcode in (TEXT, BINARY):
                payload = (b"*" if opcode == TEXT else b"\xfe") * size
                self.client.send(payload, opcode)
                self.assertEqual(self.whole(), (opcode, payload), size)

    def test_many_messages_stay_in_order(self):
        for i in range(2000):
            self.client.send(f"message {i}".encode())
        for i in range(2000):
            self.assertEqual(self.whole(), (TEXT, f"message {i}".encode()))

    def test_fragments_with_pings_between_them(self):
        self.client.send(b"one ", TEXT, final=False)
        self.client.send(b"still there?", PING)
        self.assertEqual(self.client.read_frame(), Frame(PONG, b"still there?"))
        self.client.send(b"", CONTINUATION, final=False)
        self.client.send("zwéi".encode()[:3], CONTINUATION, final=False) # between the bytes of é
        self.client.send("zwéi".encode()[3:], CONTINUATION)
        self.assertEqual(self.whole(), (TEXT, "one zwéi".encode()))

    def test_pings(self):
        for payload in (b"", b"x" * 125):
            self.client.send(payload, PING)
            self.assertEqual(self.client.read_frame(), Frame(PONG, payload))
        self.client.send(b"nobody asked", PONG)
        self.client.send(b"next")
        self.assertEqual(self.whole(), (TEXT, b"next"))

    def test_frames_that_break_the_protocol(self):
        for frames in (
            [(b"x" * 126, PING, True)],
            [(b"", PING, False)],
            [(b"", 3, True)],
            [(b"", 7, True)],
            [(b"", 11, True)],
            [(b"", 15, True)],
            [(b"", CONTINUATION, True)],
            [(b"a", TEXT, False), (b"b", TEXT, True)],
            [(b"x", TEXT | 0x40, True)], # reserved bits that nothing was agreed on for
            [(b"x", TEXT | 0x20, True)],
            [(b"x", TEXT | 0x10, True)],
        ):
            with self.subTest(frames=frames), WebSocket(self.url) as self.client:
                for payload, opcode, final in frames:
                    self.client.send(payload, opcode, final)
                self.assert_closed_with(1002)

    def test_unmasked_frames(self):
        self.client.send(b"bare", mask=False)
        self.assert_closed_with(1002)

    def test_text_that_is_no_utf_8(self):
        for parts in ([b"\xff"], [b"\xc0\xaf"], [b"\xed\xa0\x80"], [b"\xf4\x90\x80\x80"], [b"\xe2\x82"], [b"ok", b"\xfe"]):
            with self.subTest(parts=parts), WebSocket(self.url) as self.client:
                for i, part in enumerate(parts):
                    self.client.send(part, TEXT if i == 0 else CONTINUATION, final=i == len(parts) - 1)
                self.assert_closed_with(1007)

    def test_close_codes_come_back(self):
        for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999):
            with self.subTest(code=code), WebSocket(self.url) as client:
                self.assertEqual(client.close(code), code)

    def test_close_codes_that_must_not_be_sent(self):
        for code in (0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65535):
            with self.subTest(code=code), WebSocket(self.url) as self.client:
                self.client.send(struct.pack(">H", code), CLOSE)
                self.assert_closed_with(1002)

    def test_close_frames_of_other_forms(self):
        with WebSocket(self.url) as client:
            client.send(b"", CLOSE)
            self.assertEqual(client.read_frame().opcode, CLOSE)
        for payload, codes in ((b"\x03", (1002,)), (struct.pack(">H", 1000) + b"\xff", (1002, 1007)), (b"\x03\xe8" + b"x" * 124, (1002,))):
            with self.subTest(payload=payload), WebSocket(self.url) as self.client:
                self.client.send(payload, CLOSE)
                self.assert_closed_with(*codes)

    def test_nothing_is_echoed_behind_a_close(self):
        self.client.send(struct.pack(">H", 1000), CLOSE)
        self.client.send(b"too late")
        self.assert_closed_with(1000)


class DeflateTest(EchoCase):
    flags = ("--compress",)
    headers = DEFLATE

    def test_compressed_messages_of_any_size(self):
        for size in (0, 1, 125, 126, 65535, 65536, 5_000_000):
            for opcode in (TEXT, BINARY):
                payload = (b"*" if opcode == TEXT else b"\xfe") * size
                self.client.send(deflate(payload), opcode | COMPRESSED)
                self.assertEqual(self.whole(), (opcode, payload), size)

    def test_a_message_that_is_not_compressed_goes_too(self):
        self.client.send("zwéi".encode() * 100)
        self.assertEqual(self.whole(), (TEXT, "zwéi".encode() * 100))

    def test_fragments_of_a_compressed_message(self):
        data = deflate("zwéi".encode() * 1000)
        self.client.send(data[:1], TEXT | COMPRESSED, final=False)
        self.client.send(b"still there?", PING)
        self.assertEqual(self.client.read_frame(), Frame(PONG, b"still there?"))
        self.client.send(b"", CONTINUATION, final=False)
        self.client.send(data[1:], CONTINUATION)
        self.assertEqual(self.whole(), (TEXT, "zwéi".encode() * 1000))

    def test_a_final_block(self):
        for rest in (b"", b"\0"):
            self.client.send(deflate(b"the end" * 100, zlib.Z_FINISH) + rest, TEXT | COMPRESSED)
            self.assertEqual(self.whole(), (TEXT, b"the end" * 100))

    def test_many_at_once_stay_in_order(self):
        kinds = [(b"message %d" % i, (TEXT, BINARY, TEXT | COMPRESSED, BINARY | COMPRESSED)[i % 4]) for i in range(1000)]
        for payload, opcode in kinds:
            self.client.send(deflate(payload) if opcode & COMPRESSED else payload, opcode)
        for payload, opcode in kinds:
            self.assertEqual(self.whole(), (opcode & ~COMPRESSED, payload))

    def test_data_that_do_not_inflate(self):
        good = deflate(b"a message that is of no use when it is not whole")
        for data in (b"\xff\xff", good[:-4], good[:4] + b"\xff" * 20, b""):
            with self.subTest(data=data), WebSocket(self.url, DEFLATE) as self.client:
                self.client.send(data, TEXT | COMPRESSED)
                self.assert_closed_with(1007)

    def test_text_that_is_no_utf_8_when_inflated(self):
        self.client.send(deflate(b"\xff"), BINARY | COMPRESSED)
        self.assertEqual(self.whole(), (BINARY, b"\xff"))
        self.client.send(deflate(b"\xff"), TEXT | COMPRESSED)
        self.assert_closed_with(1007)

    def test_a_bomb(self):
        self.client.send(deflate(bytes(65 << 20)), BINARY | COMPRESSED)
        self.assert_closed_with(1009)

    def test_the_bit_where_it_means_nothing(self):
        for frames in ([(b"", PING)], [(b"", CLOSE)], [(b"\0", CONTINUATION)]):
            with self.subTest(frames=frames), WebSocket(self.url, DEFLATE) as self.client:
                self.client.send(b"", TEXT, final=False)
                for payload, opcode in frames:
                    self.client.send(payload, opcode | COMPRESSED)
                self.assert_closed_with(1002)

    def test_the_bit_without_the_extension(self):
        with WebSocket(self.url) as self.client:
            self.client.send(deflate(b"x"), TEXT | COMPRESSED)
            self.assert_closed_with(1002)


if __name__ == "__main__":
    unittest.main()
