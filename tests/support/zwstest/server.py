# SPDX-License-Identifier: MIT
"""A zws2browser with somebody who publishes to it."""

import http.client
import threading
from urllib.parse import urlsplit

from .peers import Peers
from .process import PATIENCE, Tool, eventually, tool_path
from .websocket import WebSocket

FREE = ["--http", "127.0.0.1:0", "--ws", "127.0.0.1:0"]
ANY = "tcp://127.0.0.1:*"


class Server:
    """A running zws2browser with a publisher that it is subscribed to. `around` is a command that gets it to run."""

    def __init__(self, case, *args, around=()):
        path, *rest = [*around, tool_path("zws2browser")]
        self.tool = case.enterContext(Tool("zws2browser", *rest, "--bind", ANY, *FREE, *args, path=path))
        self.zmq, self.http, self.ws = self.tool.endpoints()[:3]
        self.peers = case.enterContext(Peers())
        self.pub = self.peers.pub(connect=self.zmq)
        self.peers.await_subscribers(self.pub)
        self._case = case

    def clients(self, count=1, url=None, **options):
        """Clients to whom messages flow."""
        found = [self._case.enterContext(WebSocket(url or self.ws, **options)) for _ in range(count)]
        self.await_flow(found)
        return found

    def await_flow(self, clients):
        """Sends until each client gets it; a client takes part shortly after its handshake."""
        stop = threading.Event()

        def send():
            while not stop.wait(0.01):
                self.pub.send(b"hello")
            self.pub.send(b"begin")

        sender = threading.Thread(target=send)
        sender.start()
        try:
            for client in clients:
                client.read()
        finally:
            stop.set()
            sender.join()
        for client in clients:
            while client.read() != b"begin":
                pass

    @staticmethod
    def await_uplink(sub, client):
        """Waits until what the client sends comes out of the uplink; nothing of that is left for `sub` then."""
        def arrives():
            client.send(b"probe")
            return sub.poll(50)

        eventually(arrives, "the uplink's subscription")
        client.send(b"begin")
        while sub.recv() != b"begin":
            pass

    def get(self, path):
        """Status and body of a page."""
        return get(self.http, path)

    def metrics(self):
        return metrics(self.http)


def get(http_url, path):
    """Status and body of a page of a zws2browser."""
    connection = http.client.HTTPConnection(urlsplit(http_url).netloc, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def metrics(http_url):
    """The figures of its /metrics, by name with labels."""
    _, text = get(http_url, "/metrics")
    samples = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {name.removeprefix("zws2browser_"): float(value) for name, value in samples}
