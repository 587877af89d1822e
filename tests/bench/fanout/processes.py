# SPDX-License-Identifier: MIT
"""The processes of a measurement: each is waited for by facts, has a deadline, and ends with the benchmark."""

import ctypes
import json
import os
import queue
import signal
import subprocess
import threading
import time

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


class Failure(Exception):
    """What could not be measured, and why."""


def _end_with_parent():
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Child:
    """A process whose lines on one output (stdout, or stderr) can be waited for."""

    def __init__(self, command, speaks_on="stdout", cwd=None):
        self.name = os.path.basename(str(command[0]))
        self._complaint = ""
        self._lines = queue.SimpleQueue()
        pipes = {"stdout": subprocess.DEVNULL, "stderr": None} | {speaks_on: subprocess.PIPE}
        self._process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.PIPE,
            text=True,
            cwd=cwd,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - there are no threads that hold locks
            **pipes,
        )
        self.pid = self._process.pid
        threading.Thread(target=self._read, args=(getattr(self._process, speaks_on),), daemon=True).start()

    def _read(self, pipe):
        for line in pipe:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def line(self, timeout):
        try:
            text = self._lines.get(timeout=timeout)
        except queue.Empty:
            raise Failure(f"{self.name} said nothing for {timeout:.0f} s") from None
        if text is None:
            raise Failure(self._complaint or f"{self.name} ended")
        if "error" in text.lower():
            self._complaint = text
        return text

    def report(self, timeout):
        return json.loads(self.line(timeout))

    def tell(self, text):
        try:
            self._process.stdin.write(text + "\n")
            self._process.stdin.flush()
        except OSError:
            raise Failure(f"{self.name} ended") from None

    def end_of_input(self):
        try:
            self._process.stdin.close()
        except OSError:
            pass

    def ask_to_stop(self):
        self._process.terminate()

    def end(self, grace=3):
        """Stops the process, at the latest after `grace` seconds."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(grace)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._process.wait()
        self.end_of_input()

    def alive(self):
        return self._process.poll() is None

    def cpu_seconds(self):
        """CPU time of all living threads so far: in nanoseconds where the kernel tells, else in clock ticks."""
        try:
            total = 0
            for task in os.listdir(f"/proc/{self.pid}/task"):
                with open(f"/proc/{self.pid}/task/{task}/schedstat", encoding="ascii") as file:
                    total += int(file.read().split()[0])
            return total / 1e9
        except (OSError, IndexError):
            return self._ticks() / os.sysconf("SC_CLK_TCK")

    def _ticks(self):
        try:
            with open(f"/proc/{self.pid}/stat", encoding="utf-8") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            raise Failure(f"{self.name} ended") from None
        return int(fields[11]) + int(fields[12])

    def resident_bytes(self):
        try:
            with open(f"/proc/{self.pid}/statm", encoding="ascii") as file:
                return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError):
            raise Failure(f"{self.name} ended") from None


def wait_while(condition, seconds):
    """Waits up to `seconds` for `condition()` to become false; true if it did."""
    end = time.monotonic() + seconds
    while condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
