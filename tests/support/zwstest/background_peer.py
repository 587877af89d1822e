# SPDX-License-Identifier: MIT
"""A ZeroMQ peer that runs beside a test."""

import threading

import zmq


class BackgroundPeer:
    """Runs `_run()` in a thread until the block ends, with which `_ends` is set. Used with `with`."""

    def __init__(self):
        self._context = zmq.Context()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._ends.set()
        self._thread.join()
        self._context.destroy(linger=0)

    def _run(self):
        raise NotImplementedError
