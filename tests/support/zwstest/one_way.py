# SPDX-License-Identifier: MIT
"""A way to a TCP server on which the answers can be held up."""

import contextlib
import socket
import threading

from .process import PATIENCE


class OneWay:
    """Passes connections on to a port of this machine. Used with `with`."""

    def __init__(self, port):
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open = threading.Event()
        self._open.set()
        self._sockets = [self._listener]

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._open.set()
        for one in self._sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def hold_answers(self):
        """What the server sends waits from now on."""
        self._open.clear()

    def release_answers(self):
        self._open.set()

    def cut(self):
        """Ends the connections, and what has waited with them."""
        for one in self._sockets[1:]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._open.set()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._port), PATIENCE)
                server.settimeout(None)
                self._sockets += [client, server]
                threading.Thread(target=self._pass, args=(client, server, None), daemon=True).start()
                threading.Thread(target=self._pass, args=(server, client, self._open), daemon=True).start()

    @staticmethod
    def _pass(source, target, gate):
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                if gate:
                    gate.wait()
                target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)
