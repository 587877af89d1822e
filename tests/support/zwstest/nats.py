# SPDX-License-Identifier: MIT
"""Real NATS servers on the loopback interface, and a client that speaks their protocol in plain text."""

import json
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

from .process import PATIENCE, eventually

# Seconds in which a cluster has a new leader: a round takes 4 to 9 s, and ends without one where votes were split.
ELECTION = 3 * PATIENCE
SERVER = shutil.which("nats-server") or shutil.which("nats-server", path="/usr/sbin:/usr/local/bin")


def free_port():
    """A TCP port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class NatsServer:
    """A nats-server with its store in a folder of its own. Used with `with`; can be killed and come back."""

    def __init__(self, *args, config="", name="n1", scheme="nats"):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)
        self.port = free_port()
        self.url = f"{scheme}://127.0.0.1:{self.port}"
        self.name = name
        self._config = self.folder / "server.conf"
        self._config.write_text(f"server_name: {name}\n{config}\n")
        self._args = args
        self._process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.kill()
        self._folder.cleanup()

    def start(self):
        """Starts it, and waits until it takes connections."""
        with open(self.folder / "log", "ab") as log:
            self._process = subprocess.Popen(
                [SERVER, "-c", str(self._config), "-a", "127.0.0.1", "-p", str(self.port),
                 "-sd", str(self.folder / "store"), *self._args],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )
        eventually(self._listens, f"nats-server: {(self.folder / 'log').read_text()}")

    def use_tls(self, cert, key):
        """To be called before start()."""
        self._args = ("--tls", "--tlscert", cert, "--tlskey", key)

    def _listens(self):
        if self._process.poll() is not None:
            raise AssertionError(f"nats-server ended: {(self.folder / 'log').read_text()}")
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self):
        """Ends it as a crash would."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()


class NatsCluster:
    """Three servers with JetStream that know each other."""

    def __init__(self):
        ports = [free_port() for _ in range(3)]
        routes = ",".join(f"nats://127.0.0.1:{port}" for port in ports)
        self.servers = [
            NatsServer("-js", "-cluster", f"nats://127.0.0.1:{port}", "-cluster_name", "zws", "-routes", routes,
                       name=f"n{number}")
            for number, port in enumerate(ports)
        ]

    def __enter__(self):
        for server in self.servers:
            server.start()
        return self

    def __exit__(self, *_):
        for server in self.servers:
            server.__exit__()

    def urls(self):
        """The flags that name all of them."""
        return [word for server in self.servers for word in ("--nats", server.url)]

    def named(self, name):
        return next(server for server in self.servers if server.name == name)

    def leader_of(self, stream):
        """The server that leads the stream now, asked of any that answers."""
        return self.named(eventually(lambda: self._leader(stream), f"a leader of {stream}", ELECTION))

    def _leader(self, stream):
        for server in self.servers:
            try:
                with NatsClient(server) as client:
                    info = client.request(f"$JS.API.STREAM.INFO.{stream}", timeout=1)
                    return info.get("cluster", {}).get("leader")
            except OSError:
                continue
        return None


class NatsClient:
    """A connection with the few commands that tests need."""

    def __init__(self, server):
        self.port = server.port
        self._subscriptions = 0
        self._socket = socket.create_connection(("127.0.0.1", server.port), PATIENCE)
        self._file = self._socket.makefile("rb")
        self.info = json.loads(self._file.readline().split(b" ", 1)[1])
        self._send(b'CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\nPING\r\n')
        self._await(b"PONG")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()
        self._socket.close()

    def _send(self, data):
        self._socket.sendall(data)

    def _await(self, word):
        while not (line := self._file.readline()).startswith(word):
            if not line:
                raise ConnectionResetError("the server closed the connection")
            if line.startswith(b"-ERR"):
                raise AssertionError(line)

    def subscribe(self, subject):
        """Subscribes, and waits until the server knows."""
        self._subscriptions += 1
        self._send(b"SUB %s %d\r\nPING\r\n" % (subject.encode(), self._subscriptions))
        self._await(b"PONG")

    def publish(self, subject, data=b"", reply=""):
        """Publishes; what was published before a request is with the server when that is answered."""
        self._send(b"PUB %s %s %d\r\n%s\r\n" % (subject.encode(), reply.encode(), len(data), data))

    def receive(self):
        """The next message: its subject, headers (as a list of pairs) and data."""
        subject, _, headers, data = self.receive_request()
        return subject, headers, data

    def receive_request(self):
        """The next message with the subject for an answer, which is empty if none is wanted."""
        while not (line := self._file.readline()).startswith((b"MSG ", b"HMSG ")):
            if not line:
                raise ConnectionResetError("the server closed the connection")
            if line.startswith(b"PING"):
                self._send(b"PONG\r\n")
        words = line.split()
        size = int(words[-1])
        head = int(words[-2]) if words[0] == b"HMSG" else 0
        body = self._file.read(size + 2)[:-2]
        lines = body[:head].decode().split("\r\n")[1:]
        headers = [tuple(part.strip() for part in line.split(":", 1)) for line in lines if line]
        reply = words[3].decode() if len(words) == (6 if head else 5) else ""
        return words[1].decode(), reply, headers, body[head:]

    def request(self, subject, data=b"", timeout=PATIENCE):
        """The JSON that a service of the server answers."""
        self._socket.settimeout(timeout)
        self.subscribe("_INBOX.test")
        self.publish(subject, data, "_INBOX.test")
        _, _, answer = self.receive()
        return json.loads(answer or b"{}")

