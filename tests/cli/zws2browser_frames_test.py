# SPDX-License-Identifier: MIT
"""The WebSocket side of zws2browser, RFC 6455 frame by frame: what clients send comes out of the uplink."""

import os
import socket
import struct
import unittest
import zlib

from zwstest import Peers, WebSocket
from zwstest.server import Server
from zwstest.websocket import BINARY, CLOSE, COMPRESSED, CONTINUATION, PING, PONG, TEXT, Frame, deflate, inflate

DEFLATE = {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}


def raw(payload, opcode=TEXT, final=True, form=None, size=None):
    """A frame with a mask of zeros; `form`: bytes of the length, which may claim another `size`."""
    size = len(payload) if size is None else size
    form = form or (0 if size < 126 else 2 if size < 1 << 16 else 8)
    length = {0: bytes([0x80 | size & 0x7F]),
              2: struct.pack(">BH", 0xFE, size & 0xFFFF),
              8: struct.pack(">BQ", 0xFF, size)}
    return bytes([opcode | (0x80 if final else 0)]) + length[form] + bytes(4) + payload


def kind(payload):
    """The opcode with which clients get it."""
    try:
        payload.decode()
    except UnicodeDecodeError:
        return BINARY
    return TEXT


class FramesCase(unittest.TestCase):
    flags = ()
    headers = {}

    def setUp(self):
        self.uplink, endpoint = self.enterContext(Peers()).any_sub()
        self.server = Server(self, "--uplink-connect", endpoint, "--hwm", "0", "--memory-limit", "1GiB",
                             "--max-client-message", "64MiB", "--log-size", "64MiB", *self.flags)
        self.url = self.server.ws
        (self.client,) = self.server.clients(headers=self.headers)
        self.server.await_uplink(self.uplink, self.client)

    def tearDown(self):
        """Nothing has arrived that the test did not read."""
        with WebSocket(self.url) as client:
            client.send(b"the end")
            self.assertEqual(self.uplink.recv_multipart(), [b"the end"])

    def assert_arrives(self, *payloads):
        """Each comes out of the uplink, as one frame and in this order. Then it is published, and comes back."""
        for payload in payloads:
            got = self.uplink.recv_multipart()
            self.assertTrue(got == [payload], (len(payload), [(len(part), part[:100]) for part in got]))
            self.server.pub.send(payload)
            frame = self.client.read_frame()
            back = inflate(frame.payload, self.client._window_bits) if frame.compressed else frame.payload
            self.assertEqual((frame.opcode, frame.final, back == payload), (kind(payload), True, True), len(payload))

    def send_raw(self, data, piece=None):
        """Sends bytes, in pieces of that size if one is given."""
        self.client._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for at in range(0, len(data), piece or len(data)):
            self.client._socket.sendall(data[at : at + (piece or len(data))])

    def assert_closed_with(self, *codes):
        frame = self.client.read_frame()
        self.assertEqual(frame.opcode, CLOSE)
        self.assertIn(struct.unpack(">H", frame.payload[:2])[0], codes)
        with self.assertRaises(ConnectionResetError):
            self.client.read_frame()


class MessageTest(FramesCase):
    def test_any_size_arrives(self):
        for size in (0, 1, 125, 126, 127, 128, 65535, 65536, 65537, 1 << 20):
            for opcode in (TEXT, BINARY):
                payload = (b"*" if opcode == TEXT else b"\xfe") * size
                self.client.send(payload, opcode)
                self.assert_arrives(payload)

    def test_sixteen_mebibytes_in_one_frame_and_in_many(self):
        payload = bytes(range(256)) * (1 << 16)
        parts = [payload[at : at + 65536] for at in range(0, len(payload), 65536)]
        whole = raw(payload, BINARY)
        in_parts = [raw(part, CONTINUATION if i else BINARY, i == len(parts) - 1) for i, part in enumerate(parts)]
        for data in (whole, b"".join(in_parts)):
            self.send_raw(data)
            self.assert_arrives(payload)

    def test_what_comes_in_pieces(self):
        text = "zwéi €😀".encode()
        for payload, piece in ((b"*" * 65536, 997), (text, 1), (text * 3000, 64)):
            self.send_raw(raw(payload), piece)
            self.assert_arrives(payload)
        parts = [raw(text[i : i + 1], CONTINUATION if i else TEXT, i == len(text) - 1) for i in range(len(text))]
        self.send_raw(b"".join(parts), 1)
        self.assert_arrives(text)

    def test_payloads_that_look_like_frames(self):
        payload = b"\x88\x02\xff\xff" * 50_000 # the Close frame that is never sent on
        self.send_raw(raw(payload, BINARY))
        self.assert_arrives(payload)

    def test_many_messages_stay_in_order(self):
        payloads = [b"message %d" % i for i in range(2000)]
        for payload in payloads:
            self.client.send(payload)
        self.assert_arrives(*payloads)

    def test_fragments_with_pings_between_them(self):
        self.client.send(b"one ", TEXT, final=False)
        self.client.send(b"still there?", PING)
        self.assertEqual(self.client.read_frame(), Frame(PONG, b"still there?"))
        self.client.send(b"", CONTINUATION, final=False)
        self.client.send("zwéi".encode()[:3], CONTINUATION, final=False) # between the bytes of é
        self.client.send("zwéi".encode()[3:], CONTINUATION)
        self.assert_arrives("one zwéi".encode())

    def test_pings(self):
        for payload in (b"", b"x" * 125):
            self.client.send(payload, PING)
            self.assertEqual(self.client.read_frame(), Frame(PONG, payload))
        for piece in (None, 1):
            self.send_raw(b"".join(raw(b"%d" % i, PING) for i in range(10)), piece)
            self.assertEqual([self.client.read_frame() for _ in range(10)], [Frame(PONG, b"%d" % i) for i in range(10)])
        self.client.send(b"nobody asked", PONG)
        self.client.send(b"next")
        self.assert_arrives(b"next")

    def test_frames_that_break_the_protocol(self):
        for frames in (
            [(b"x" * 126, PING, True)],
            [(b"", PING, False)],
            [(b"", CLOSE, False)],
            *([(b"x", opcode, True)] for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)),
            *([(b"x", opcode | bit, True)] for opcode in (CLOSE, PING, PONG) for bit in (0x40, 0x20, 0x10)),
            [(b"a", TEXT, False), (b"b", CONTINUATION | 0x20, True)],
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
        for opcode in (TEXT, BINARY, PING, PONG, CLOSE):
            with self.subTest(opcode=opcode), WebSocket(self.url, self.headers) as self.client:
                self.client.send(b"\x03\xe8", opcode, mask=False)
                self.assert_closed_with(1002)

    def test_lengths_that_are_wrong(self):
        for data, codes in (
            (raw(b"x" * 125, form=2), (1002,)),
            (raw(b"x" * 125, form=8), (1002,)),
            (raw(b"x" * 65535, form=8), (1002,)),
            (raw(b"x", PING, form=2), (1002,)),
            (raw(b"", PING, size=1 << 63), (1002,)),
            (raw(b"", size=1 << 63), (1002, 1009)),
            (raw(b"", size=(1 << 64) - 1), (1002, 1009)),
            (raw(b"", size=65 << 20), (1009,)), # known by its head alone
        ):
            with self.subTest(data=data[:14]), WebSocket(self.url, self.headers) as self.client:
                self.send_raw(data)
                self.assert_closed_with(*codes)

    def test_text_that_is_no_utf_8(self):
        for parts in ([b"\xff"], [b"\xc0\xaf"], [b"\xed\xa0\x80"], [b"\xf4\x90\x80\x80"], [b"\xe2\x82"],
                      [b"ok", b"\xfe"]):
            with self.subTest(parts=parts), WebSocket(self.url) as self.client:
                for i, part in enumerate(parts):
                    self.client.send(part, TEXT if i == 0 else CONTINUATION, final=i == len(parts) - 1)
                self.assert_closed_with(1007)

    def test_text_that_is_no_utf_8_is_not_waited_for(self):
        for data in (
            raw("κόσμε".encode(), final=False) + raw(b"\xf4\x90\x80\x80", CONTINUATION, final=False),
            raw("κόσμε".encode() + b"\xf4\x90", size=100), # the rest does not come
            raw(b"\xed", final=False) + raw(b"\xa0", CONTINUATION, final=False),
        ):
            with self.subTest(data=data), WebSocket(self.url, self.headers) as self.client:
                self.send_raw(data)
                self.assert_closed_with(1007)

    def test_text_that_ends_inside_a_character(self):
        for parts in ((b"\xe2\x82",), (b"\xe2", b"\x82"), (b"\xe2\x82", b""), (b"\xe2", b"\x82", b""),
                      (b"zw\xc3", b"", b"")):
            with self.subTest(parts=parts), WebSocket(self.url, self.headers) as self.client:
                for i, part in enumerate(parts):
                    self.client.send(part, CONTINUATION if i else TEXT, i == len(parts) - 1)
                self.assert_closed_with(1007)

    def test_first_and_last_characters_of_each_length(self):
        for text in ("\0\x7f", "\x80\u07ff", "\u0800\ud7ff", "\ue000\uffff", "\U00010000\U0010ffff",
                     "\ufffe\U0001fffe"):
            self.client.send(text.encode())
            self.assert_arrives(text.encode())

    def test_close_codes_come_back(self):
        for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 3000, 3999, 4000, 4999):
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
        for before in (b"", raw(b"begun", final=False)):
            with WebSocket(self.url, self.headers) as self.client:
                self.send_raw(before + raw(b"\x03\xe8" + "é".encode() * 61 + b"x", CLOSE))
                self.assert_closed_with(1000)
        for payload, codes in ((b"\x03", (1002,)), (struct.pack(">H", 1000) + b"\xff", (1002, 1007)),
                               (b"\x03\xe8" + b"x" * 124, (1002,))):
            with self.subTest(payload=payload), WebSocket(self.url) as self.client:
                self.client.send(payload, CLOSE)
                self.assert_closed_with(*codes)

    def test_nothing_after_a_close_is_taken(self):
        self.client.send(struct.pack(">H", 1000), CLOSE)
        self.client._socket.sendall(raw(b"too late") + raw(b"too late", PING) + raw(b"\x03\xe8", CLOSE))
        self.assert_closed_with(1000)


class DeflateTest(FramesCase):
    flags = ("--compress",)
    headers = DEFLATE

    def test_compressed_messages_of_any_size(self):
        for size in (0, 1, 125, 126, 65535, 65536, 5_000_000):
            for opcode in (TEXT, BINARY):
                payload = (b"*" if opcode == TEXT else b"\xfe") * size
                self.client.send(deflate(payload), opcode | COMPRESSED)
                self.assert_arrives(payload)

    def test_a_message_that_is_not_compressed_goes_too(self):
        self.client.send("zwéi".encode() * 100)
        self.assert_arrives("zwéi".encode() * 100)

    def test_fragments_of_a_compressed_message(self):
        data = deflate("zwéi".encode() * 1000)
        self.client.send(data[:1], TEXT | COMPRESSED, final=False)
        self.client.send(b"still there?", PING)
        self.assertEqual(self.client.read_frame(), Frame(PONG, b"still there?"))
        self.client.send(b"", CONTINUATION, final=False)
        self.client.send(data[1:], CONTINUATION)
        self.assert_arrives("zwéi".encode() * 1000)

    def test_a_final_block(self):
        for rest in (b"", b"\0"):
            self.client.send(deflate(b"the end" * 100, zlib.Z_FINISH) + rest, TEXT | COMPRESSED)
            self.assert_arrives(b"the end" * 100)

    def test_many_at_once_stay_in_order(self):
        opcodes = (TEXT, BINARY, TEXT | COMPRESSED, BINARY | COMPRESSED)
        payloads = [(b"message", b"\xff")[i % 2] + b" %d" % i for i in range(1000)]
        for payload, opcode in zip(payloads, opcodes * 250):
            self.client.send(deflate(payload) if opcode & COMPRESSED else payload, opcode)
        self.assert_arrives(*payloads)

    def test_windows_and_other_parameters(self):
        for parameters in ("", "; client_max_window_bits", "; client_max_window_bits=9", "; client_max_window_bits=15",
                           "; server_max_window_bits=9", "; server_max_window_bits=15; client_max_window_bits=9",
                           "; server_no_context_takeover; client_no_context_takeover"):
            with self.subTest(parameters=parameters):
                offer = {"Sec-WebSocket-Extensions": "permessage-deflate" + parameters}
                (self.client,) = self.server.clients(headers=offer)
                self.assertIn("client_no_context_takeover", self.client.extensions)
                for size in (16, 1024, 131072):
                    payload = os.urandom(size // 2).hex().encode()
                    data = raw(deflate(payload), TEXT | COMPRESSED)
                    self.send_raw(data * 10)
                    self.assert_arrives(*[payload] * 10)

    def test_forms_of_compressed_data(self):
        stored = b"\0\x05\0\xfa\xffHello\0"
        two_blocks = bytes.fromhex("f248050000 00ffff cac9c90700".replace(" ", ""))
        for data in (stored, two_blocks, bytes.fromhex("f248cdc9c90700")): # RFC 7692, section 7.2.3
            self.send_raw(raw(data, TEXT | COMPRESSED), 1)
            self.assert_arrives(b"Hello")
        self.send_raw(raw(b"\0", TEXT | COMPRESSED))
        self.assert_arrives(b"")

    def test_nothing_is_taken_over_from_the_message_before(self):
        self.send_raw(raw(bytes.fromhex("f248cdc9c90700"), TEXT | COMPRESSED))
        self.assert_arrives(b"Hello")
        self.send_raw(raw(bytes.fromhex("f200110000"), TEXT | COMPRESSED)) # the same again, by its distance
        self.assert_closed_with(1007)

    def test_data_that_do_not_inflate(self):
        good = deflate(b"a message that is of no use when it is not whole")
        for data in (b"\xff\xff", good[:-4], good[:4] + b"\xff" * 20, b""):
            with self.subTest(data=data), WebSocket(self.url, DEFLATE) as self.client:
                self.client.send(data, TEXT | COMPRESSED)
                self.assert_closed_with(1007)

    def test_text_that_is_no_utf_8_when_inflated(self):
        self.client.send(deflate(b"\xff"), BINARY | COMPRESSED)
        self.assert_arrives(b"\xff")
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
