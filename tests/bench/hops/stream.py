# SPDX-License-Identifier: MIT
"""A stream of JetStream that three servers keep: what a message costs them and the znats on both sides."""

import re
import socket
import tempfile
from pathlib import Path

from fanout.processes import Failure, wait_while
from hops.balancer import free_port, listens
from hops.chain import CLIENTS, CONNECTED
from hops.results import checked
from hops.station import ANY, BOUND, FREE, WEB, Station

STREAM = "hops"
SERVERS = 3
PATIENCE = 40  # seconds in which a cluster has its leaders


class Stream(Station):
    """fanout-publish, znats, three nats-servers, znats, zws2browser, fanout-load; further znats read the stream."""

    def __init__(self, programs, load, further):
        super().__init__(programs, load, CLIENTS)
        self._further = further
        self._urls, self._ports = [], []

    def build(self):
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="hops-")))
        self._start_servers(folder)
        entry = self._znats("to_nats", BOUND, "--to-nats", "hops.%t", "--bind", ANY)[0]
        edge, port = self.tool("edge", WEB, "zws2browser", "--bind", ANY, *FREE)
        self._reader("from_nats", 0, "--connect", edge)
        sink, _ = self.tool(None, WEB, "zws2browser", "--bind", ANY, "--history-memory", 0, *FREE)
        for number in range(self._further):
            self._reader(None, number + 1, "--connect", sink)
        self.connect(port)
        self.publish(entry)

    def _start_servers(self, folder):
        routes = [f"nats://127.0.0.1:{free_port()}" for _ in range(SERVERS)]
        for number, route in enumerate(routes):
            port = free_port()
            self.run(f"server-{number}", None, self.programs.nats_server, "-a", "127.0.0.1", "-p", port,
                     "-n", f"server-{number}", "-js", "-sd", folder / f"store-{number}", "-l", folder / f"log-{number}",
                     "--cluster_name", STREAM, "--cluster", route, "--routes", ",".join(routes))
            self._ports.append(port)
            self._urls += ["--nats", f"nats://127.0.0.1:{port}"]
        if not wait_while(lambda: not all(map(listens, self._ports)), PATIENCE):
            raise Failure("the nats-servers do not listen")

    def _znats(self, name, pattern, *flags):
        return self.tool(name, pattern, "znats", *self._urls, "--stream", STREAM, *flags)

    def _reader(self, name, number, *flags):
        self._znats(name, CONNECTED, "--from-nats", "hops.%t", "--durable", f"edge-{number}", "--deliver", "new",
                    *flags)

    def leader(self):
        """The name of the server that leads the stream; raises Failure."""
        asked = f"PUB $JS.API.STREAM.INFO.{STREAM} _INBOX.hops 0\r\n\r\n"
        told = b""
        try:
            with socket.create_connection(("127.0.0.1", self._ports[0]), 10) as server:
                server.sendall(f'CONNECT {{"verbose":false}}\r\nSUB _INBOX.hops 1\r\n{asked}'.encode())
                while not (found := re.search(rb'"leader":"(server-\d)"', told)):
                    if not (part := server.recv(65536)):
                        raise Failure("nats-server does not tell who leads the stream")
                    told += part
        except OSError as error:
            raise Failure(f"nats-server: {error}") from None
        return found[1].decode()


def measured(programs, load, further, seconds):
    """What each process and the servers took for a message, and which server leads; raises Failure."""
    with Stream(programs, load, further) as stream:
        costs = stream.costs(seconds, PATIENCE)
        return costs, {name: cost for name, cost in costs.items() if name.startswith("server-")}, stream.leader()


def figures(programs, load, further, seconds):
    """What a stream costs, by the model's names; raises Failure.

    Any server may lead a consumer: what an edge costs is that of all three. What comes in is what is left, which the
    leader of the stream and the others share as they shared all.
    """
    alone, servers, leader = measured(programs, load, 0, seconds)
    _, more_servers, _ = measured(programs, load, further, seconds)
    total = sum(servers.values())
    out = (sum(more_servers.values()) - total) / further
    incoming = (total - out) / total
    return checked({
        "stream_znats_in_us": alone["to_nats"],
        "stream_leader_us": servers[leader] * incoming,
        "stream_follower_us": (total - servers[leader]) / (SERVERS - 1) * incoming,
        "stream_out_us": out,
        "stream_znats_out_us": alone["from_nats"],
    })
