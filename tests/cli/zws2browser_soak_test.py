# SPDX-License-Identifier: MIT
"""zws2browser under clients that come and go, never read or send garbage. ZWS_SOAK_SECONDS says for how long."""

import os
import random
import threading
import time
import unittest
from pathlib import Path

from zwstest import WebSocket
from zwstest.raw_http import RawHttp
from zwstest.server import Server

SECONDS = float(os.environ.get("ZWS_SOAK_SECONDS", "10"))


def resident_bytes(pid):
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class SoakTest(unittest.TestCase):
    def setUp(self):
        self.server = Server(self, "--log-size", "1048576", "--threads", "2")
        self.end = threading.Event()
        self.failures = []

    def worker(self, work):
        def loop():
            seed = random.Random(work.__name__)
            while not self.end.is_set():
                try:
                    work(seed)
                except (ConnectionError, EOFError, TimeoutError):
                    continue
                except Exception as failure:
                    self.failures.append(failure)
                    return

        thread = threading.Thread(target=loop)
        thread.start()
        return thread

    def come_and_go(self, seed):
        with WebSocket(self.server.ws + f"?history={seed.randrange(100)}", timeout=5) as client:
            for _ in range(seed.randrange(20)):
                client.read()
            if seed.random() < 0.5:
                client.close()

    def never_read(self, seed):
        clients = [WebSocket(self.server.ws, timeout=5, receive_buffer=4096) for _ in range(5)]
        self.end.wait(seed.random())
        for client in clients:
            client.__exit__()

    def send_garbage(self, seed):
        with WebSocket(self.server.ws, timeout=5) as client:
            client._socket.sendall(seed.randbytes(seed.randrange(1, 300)))
            self.end.wait(0.01)
        for url in (self.server.http, self.server.ws):
            with RawHttp(url, timeout=5) as connection:
                connection.send(seed.choice([b"GET / HTTP/1.1\r\n", b"\x16\x03", b""]) + seed.randbytes(100))

    def test_memory_stays_and_a_good_client_loses_nothing(self):
        (good,) = self.server.clients()
        threads = [self.worker(work) for work in (self.come_and_go, self.come_and_go, self.never_read, self.send_garbage)]
        number, sizes = 0, []
        begin = time.monotonic()
        while time.monotonic() - begin < SECONDS:
            for _ in range(50):
                self.server.pub.send(b"%09d" % number + b"x" * 1000)
                self.assertEqual(int(good.read()[:9]), number)
                number += 1
            sizes.append(resident_bytes(self.server.tool.pid))
        self.end.set()
        for thread in threads:
            thread.join()
        self.assertEqual(self.failures, [])
        third = len(sizes) // 3
        self.assertLess(max(sizes[-third:]), max(sizes[third : 2 * third]) + (16 << 20), "memory grows")
        good.ping()
        self.assertEqual(self.server.get("/healthz")[0], 200)


if __name__ == "__main__":
    unittest.main()
