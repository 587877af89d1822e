# SPDX-License-Identifier: MIT
"""What every tool says of a peer that it connects to and cannot use: once, with the reason, again when it changes."""

import errno
import os
import re
import socket
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

import zmq
import zmq.auth

from zwstest import Peers, Tool, eventually, optional_tools
from zwstest.peers import endpoint_of
from zwstest.server import ANY, FREE

NATS = ["--nats", "nats://127.0.0.1:1"]  # a server that is never there

# name: tool, flag to connect with, other flags, type of the socket, one that fits, one that does not
TOOLS = {
    "zcat": ("zcat", "--connect", [], "SUB", zmq.PUB, zmq.SUB),
    "zpeek": ("zpeek", "--connect", ["--for", "1h"], "SUB", zmq.PUB, zmq.SUB),
    "zrec": ("zrec", "--connect", ["--dir", tempfile.gettempdir()], "SUB", zmq.PUB, zmq.SUB),
    "zws2browser": ("zws2browser", "--connect", FREE, "SUB", zmq.PUB, zmq.SUB),
    "uplink": ("zws2browser", "--uplink-connect", ["--bind", ANY, *FREE], "XPUB", zmq.SUB, zmq.PUB),
    "zsine": ("zsine", "--connect", [], "XPUB", zmq.SUB, zmq.PUB),
    "zfeed": ("zfeed", "--connect", ["--wait-peers", "1"], "XPUB", zmq.SUB, zmq.PUB),
    "in": ("zrelay", "--in-connect", ["--out-bind", ANY], "SUB", zmq.PUB, zmq.SUB),
    "out": ("zrelay", "--out-connect", ["--in-bind", ANY], "XPUB", zmq.SUB, zmq.PUB),
    "pull": ("zrelay", "--in-connect", ["--out-bind", ANY, "--pattern", "pipeline"], "PULL", zmq.PUSH, zmq.PUB),
}
if optional_tools():
    TOOLS["to_nats"] = ("znats", "--connect", ["--to-nats", "zws", *NATS], "SUB", zmq.PUB, zmq.SUB)
    TOOLS["from_nats"] = ("znats", "--connect", ["--from-nats", "zws", *NATS], "XPUB", zmq.SUB, zmq.PUB)


def for_each_tool(tests):
    """Makes a TestCase of `tests` for each tool, so that they can run at the same time."""
    for name, row in TOOLS.items():
        members = {"row": row, "__module__": __name__}
        case = type(f"{tests.__name__}_{name}", (tests, PeerCase), members)
        globals()[case.__name__] = case
    return tests


class Talker:
    """Takes TCP connections, says something to each, and keeps it open until the end."""

    def __init__(self, case, words, port=0, close=False):
        self._listener = case.enterContext(socket.create_server(("127.0.0.1", port)))
        self.endpoint = f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"
        self._words, self._close = words, close
        self._open = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self._listener.accept()
                connection.sendall(self._words)
            except OSError:
                return
            if self._close:
                connection.close()
            else:
                self._open.append(connection)


class PeerCase(unittest.TestCase):
    def setUp(self):
        self.peers = self.enterContext(Peers())
        self.bound = []  # pyzmq closes what nobody holds

    def held_endpoint(self):
        """Where nobody listens, and the tool cannot by chance; libzmq may still bind it (SO_REUSEADDR)."""
        holder = self.enterContext(socket.socket())
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{holder.getsockname()[1]}"

    def start(self, endpoint, *flags):
        tool, connect, others, *_ = self.row
        # zfeed would end with its input.
        return self.enterContext(Tool(tool, connect, endpoint, *others, *flags, stdin=subprocess.PIPE))

    def await_warning(self, tool, endpoint, reason):
        return tool.wait_err(rf"^{tool.name}: warning: connect {re.escape(endpoint)}: {reason}$")

    def await_there(self, tool, endpoint):
        return tool.wait_err(rf"^{tool.name}: connect {re.escape(endpoint)}: the peer is there$")

    def bind(self, kind, endpoint=ANY):
        peer = self.peers.context.socket(kind)
        eventually(lambda: self.is_bound(peer, endpoint), f"{endpoint} is free")  # a close takes a moment
        self.bound.append(peer)
        return peer

    @staticmethod
    def is_bound(peer, endpoint):
        try:
            peer.bind(endpoint)
        except zmq.ZMQError as e:
            if e.errno != errno.EADDRINUSE:
                raise
            return False
        return True


@for_each_tool
class AbsentTest:
    def test_nobody_listens_until_the_peer_comes(self):
        endpoint = self.held_endpoint()
        tool = self.start(endpoint)
        self.await_warning(tool, endpoint, "Connection refused: nobody listens there")
        self.bind(self.row[4], endpoint)
        self.await_there(tool, endpoint)
        self.assertEqual(tool.err().count(f"warning: connect {endpoint}: "), 1, tool.err())

    def test_name_that_is_not_resolved(self):
        endpoint = "tcp://no-such-host.invalid:5001"
        self.await_warning(self.start(endpoint), endpoint, "the name 'no-such-host.invalid' is not resolved: .+")

    def test_socket_type_that_does_not_fit(self):
        peer = self.bind(self.row[5])
        kind = {zmq.PUB: "PUB", zmq.SUB: "SUB"}[self.row[5]]
        endpoint = endpoint_of(peer)
        self.await_warning(self.start(endpoint), endpoint,
                           f"the peer is a {kind}, which an? {self.row[3]} cannot talk to")


class Zcat(PeerCase):
    row = TOOLS["zcat"]


class ReasonTest(Zcat):
    def test_ipc_path_that_is_absent_until_the_peer_comes(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        endpoint = f"ipc://{folder}/values"
        tool = self.start(endpoint)
        self.await_warning(tool, endpoint, os.strerror(2))
        self.bind(zmq.PUB, endpoint)
        self.await_there(tool, endpoint)

    def test_http_server(self):
        http = Talker(self, b"HTTP/1.1 400 Bad Request\r\nServer: some\r\n\r\n" + bytes(300), close=True)
        tool = self.start(http.endpoint)
        self.await_warning(tool, http.endpoint, "not a ZeroMQ peer: it answers as an HTTP server")
        self.assertEqual(tool.out(), b"")

    def test_something_else(self):
        other = Talker(self, b"\x1b[2J-2.0-OpenSSH\r\n")
        self.await_warning(self.start(other.endpoint), other.endpoint,
                           r"not a ZeroMQ peer: it begins with '\\x1b\[2J-2\.0-OpenSSH.*'")

    def test_somebody_who_says_nothing(self):
        silent = Talker(self, b"")
        self.await_warning(self.start(silent.endpoint), silent.endpoint, ".* sends nothing: not a ZeroMQ peer.")

    def test_reason_that_changes_is_told_again(self):
        endpoint = Peers.free_endpoint()
        tool = self.start(endpoint)
        self.await_warning(tool, endpoint, "Connection refused: .*")
        other = self.bind(zmq.SUB, endpoint)
        self.await_warning(tool, endpoint, "the peer is a SUB, .*")
        other.close()
        self.bind(zmq.PUB, endpoint)
        self.await_there(tool, endpoint)

    def test_peer_that_is_gone_for_long(self):
        peer = self.bind(zmq.PUB)
        endpoint = endpoint_of(peer)
        tool = self.start(endpoint.replace("127.0.0.1", "localhost"), "--monitor")
        tool.wait_err("handshake done")
        peer.close()
        self.await_warning(tool, endpoint.replace("127.0.0.1", "localhost"), "Connection refused: .*")

    def test_usable_at_once_says_nothing(self):
        peer = self.bind(zmq.PUB)
        absent = Peers.free_endpoint()
        tool = self.start(endpoint_of(peer), "--connect", absent)
        self.await_warning(tool, absent, ".*")  # the other one has had the same time
        self.assertEqual(tool.err().count("\n"), 1, tool.err())

    def test_quiet(self):
        endpoint = Peers.free_endpoint()
        with Tool("zcat", "-q", "--timeout", "4", "--connect", endpoint) as tool:
            self.assertEqual(tool.wait().err, "")

    def test_monitor_does_not_flood(self):
        talker = Talker(self, b"\xff\0\0\0\0\0\0\0\1\x7f\3\0NULL" + bytes(48), close=True)
        tool = self.start(talker.endpoint, "--monitor")
        self.await_warning(tool, talker.endpoint, "the peer closes the connection within the handshake")
        self.assertLess(tool.err().count("monitor: connected"), 3, tool.err())


ZMTP_1 = b"\1\0" + b"\6\0hello"
ZMTP_2 = b"\xff\0\0\0\0\0\0\0\1\x7f\1\1\0\0" + b"\0\5hello"


class OldPeerTest(Zcat):
    def test_zmtp_1_is_refused(self):
        peer = Talker(self, ZMTP_1)
        tool = self.start(peer.endpoint)
        self.await_warning(tool, peer.endpoint, r"the peer speaks ZMTP 1\.0, .* \(see --accept-zmtp1\)")
        self.assertEqual(tool.out(), b"")

    def test_both_are_taken_where_that_is_asked_for(self):
        for words in (ZMTP_1, ZMTP_2):
            tool = self.start(Talker(self, words).endpoint, "--accept-zmtp1")
            self.assertEqual(tool.wait_out(6), b"hello\n")

    def test_zmtp_2_is_refused(self):
        peer = Talker(self, ZMTP_2)
        self.await_warning(self.start(peer.endpoint), peer.endpoint,
                           r"the peer speaks ZMTP 2\.0, .* \(see --accept-zmtp1\)")

    def test_who_connects_is_refused_with_a_word(self):
        with Tool("zcat", "-v", "--bind", ANY) as tool:
            endpoint = tool.endpoint()
            for words in (ZMTP_1, b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n" + bytes(200)):
                host, port = endpoint.removeprefix("tcp://").split(":")
                with socket.create_connection((host, int(port))) as peer:
                    peer.sendall(words)
                    tool.wait_err(rf"^zcat: warning: bind {re.escape(endpoint)}: a peer was refused: .*$")
            self.assertEqual(tool.out(), b"")


class CurveTest(Zcat):
    def setUp(self):
        super().setUp()
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for name in ("server", "client"):
            zmq.auth.create_certificates(self.folder, name)

    def cert(self, name):
        return str(self.folder / f"{name}.key")

    def secured(self):
        peer = self.peers.context.socket(zmq.PUB)
        peer.curve_publickey, peer.curve_secretkey = zmq.auth.load_certificate(self.cert("server") + "_secret")
        peer.curve_server = True
        peer.bind(ANY)
        self.bound.append(peer)
        return endpoint_of(peer)

    def test_peer_that_wants_encryption(self):
        endpoint = self.secured()
        self.await_warning(self.start(endpoint), endpoint, "the peer wants encryption: .* CURVE .*")

    def test_peer_that_does_not_encrypt(self):
        endpoint = endpoint_of(self.bind(zmq.PUB))
        tool = self.start(endpoint, "--curve-server-cert", self.cert("server"))
        self.await_warning(tool, endpoint, "the peer does not encrypt: .* NULL, .*")

    def test_key_of_another_server(self):
        endpoint = self.secured()
        tool = self.start(endpoint, "--curve-server-cert", self.cert("client"))
        self.await_warning(tool, endpoint, "CURVE: the handshake fails .*")


if __name__ == "__main__":
    unittest.main()
