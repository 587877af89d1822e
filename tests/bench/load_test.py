# SPDX-License-Identifier: MIT
"""The load client tells what is whole and in order from what is not; a benchmark that cannot lose proves nothing."""

import contextlib
import json
import os
import socket
import struct
import subprocess
import threading
import time
import unittest

LOAD = os.path.join(os.environ["ZWS_BUILD_DIR"], "bench", "fanout-load")
ANSWER = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
)
PATIENCE = 20


def payload(number, size=100):
    sent_us = time.monotonic_ns() // 1000
    return f'{{"seq":{number:16},"us":{sent_us:16}'.encode().ljust(size - 1) + b"}"


def frame(data, first=0x81):
    if len(data) < 126:
        return bytes([first, len(data)]) + data
    if len(data) < 65536:
        return bytes([first, 126]) + len(data).to_bytes(2, "big") + data
    return bytes([first, 127]) + len(data).to_bytes(8, "big") + data


def batch(*payloads):
    """A batch of zws.batch.v2 with a clock, a new topic for the first, and a number of messages that are hidden."""
    records = struct.pack("<Id", 0xFFFFFFFF, 1.0) + struct.pack("<IQ", 0xFFFFFFFE, 7)
    for number, data in enumerate(payloads):
        records += struct.pack("<I", 1) + (b"" if number else struct.pack("<I", 3) + b"cpu")
        records += struct.pack("<I", len(data)) + data
    return struct.pack("<QdIQQQ", 0, 1.0, len(payloads), 1, 0, 7 + len(payloads)) + records


class Load(unittest.TestCase):
    """A server of one client that sends prepared bytes."""

    def setUp(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(PATIENCE)
        self.addCleanup(self.listener.close)

    def account_of(self, pieces, count, answer=ANSWER, flags=()):
        """What the load client reports for a stream that is sent piece by piece."""
        port = self.listener.getsockname()[1]
        load = subprocess.Popen(
            [LOAD, "--port", str(port), "--clients", "1", "--duration", "30", "--latencies", *flags],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        sender = threading.Thread(target=self._serve, args=(pieces, answer))
        sender.start()
        try:
            with contextlib.suppress(BrokenPipeError):  # it failed before
                load.stdin.write(f"finish {count}\n".encode())
                load.stdin.flush()  # and stays open: its end would end the client at once
            self.code = load.wait(PATIENCE)
        finally:
            load.kill()
            out, self.errors = load.stdout.read(), load.stderr.read()
            for pipe in (load.stdin, load.stdout, load.stderr):
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
            sender.join(PATIENCE)
        lines = out.decode().splitlines()
        return json.loads(lines[-1]) if lines else None

    def _serve(self, pieces, answer):
        client, _ = self.listener.accept()
        with client:
            client.settimeout(PATIENCE)
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.request = client.recv(4096)
            client.sendall(answer)
            try:
                for piece in pieces:
                    client.sendall(piece)
                client.shutdown(socket.SHUT_WR)
                client.recv(4096)
            except OSError:
                pass  # it ended first

    def test_every_size_of_frame_is_taken(self):
        stream = b"".join(frame(payload(n, size)) for n, size in enumerate((46, 125, 126, 65535, 65536, 1 << 20)))
        account = self.account_of([stream], 6)
        self.assertEqual(account["frames"], 6)
        self.assertEqual([account[key] for key in ("lost", "disordered", "malformed")], [0, 0, 0])

    def test_frames_may_be_cut_anywhere(self):
        stream = frame(payload(0)) + frame(payload(1, 200)) + frame(payload(2))
        account = self.account_of([stream[i : i + 1] for i in range(len(stream))], 3)
        self.assertEqual(account["frames"], 3)
        self.assertEqual([account[key] for key in ("lost", "disordered", "malformed")], [0, 0, 0])

    def test_what_is_missing_is_counted(self):
        account = self.account_of([b"".join(frame(payload(n)) for n in (2, 3, 7))], 8)
        self.assertEqual((account["frames"], account["lost"], account["disordered"]), (3, 5, 0))

    def test_what_comes_again_or_late_is_counted(self):
        account = self.account_of([b"".join(frame(payload(n)) for n in (0, 2, 1, 2, 3))], 4)
        self.assertEqual((account["frames"], account["lost"], account["disordered"]), (5, 1, 2))

    def test_what_is_no_whole_message_is_counted(self):
        broken = [payload(0)[:-1], payload(0)[:40], payload(0)[1:], b""]
        stream = b"".join(frame(data) for data in broken) + frame(payload(0), first=0x01)
        account = self.account_of([stream], 1)
        self.assertEqual((account["frames"], account["malformed"]), (0, 5))

    def test_control_frames_are_no_messages(self):
        stream = frame(payload(0)) + frame(b"are you there", first=0x89) + frame(payload(1))
        account = self.account_of([stream], 2)
        self.assertEqual((account["frames"], account["malformed"], account["lost"]), (2, 0, 0))

    def test_batches_are_asked_for_and_taken(self):
        stream = frame(batch(payload(0), payload(1)), first=0x82) + frame(batch(payload(2)), first=0x82)
        account = self.account_of([stream], 3, flags=["--batches"])
        self.assertEqual((account["frames"], account["malformed"], account["lost"]), (3, 0, 0))
        self.assertIn(b"Sec-WebSocket-Protocol: zws.batch.v2\r\n", self.request)

    def test_a_batch_that_is_cut_is_no_batch(self):
        whole = batch(payload(0))
        cut = [whole[:size] for size in (0, 43, 46, 60, len(whole) - 1)]
        account = self.account_of([b"".join(frame(data, first=0x82) for data in cut)], 1, flags=["--batches"])
        self.assertEqual((account["frames"], account["malformed"]), (0, 5))

    def test_a_lost_connection_is_told(self):
        account = self.account_of([frame(payload(0))], 2)
        self.assertEqual((account["frames"], account["closed"]), (1, 1))

    def test_a_masked_frame_is_an_error(self):
        self.account_of([b"\x81\x85aaaahello"], 1)
        self.assertEqual(self.code, 1)
        self.assertIn(b"fanout-load: error: frame: masked or too long", self.errors)

    def test_a_refused_handshake_is_an_error(self):
        self.assertIsNone(self.account_of([], 1, answer=b"HTTP/1.1 403 Forbidden\r\n\r\n"))
        self.assertEqual(self.code, 1)
        self.assertIn(b"handshake: refused: HTTP/1.1 403 Forbidden", self.errors)


if __name__ == "__main__":
    unittest.main()
