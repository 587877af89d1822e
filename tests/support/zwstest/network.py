# SPDX-License-Identifier: MIT
"""Hosts at a switch, each a network namespace (network_namespaces(7)) without a name: they go with the test."""

import contextlib
import ctypes
import os
import re
import shutil
import subprocess
import unittest

_CLONE_NEWNET = 0x40000000  # sched.h
_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _current():
    return os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)


def _enter(namespace):
    _checked(_libc.setns(namespace, _CLONE_NEWNET))


def _run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise OSError(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


class Network:
    """Hosts that reach each other. Sockets and processes belong to the host inside of which they were made.

    Skips the test, with the reason, where the machine has no ip(8) or does not let us have namespaces.
    """

    def __init__(self, case, *hosts):
        if not shutil.which("ip"):
            raise unittest.SkipTest("SKIPPED: there is no ip(8)")
        self._case = case
        self._hosts = hosts
        self._home = self._owned(_current())
        self._switch = self._namespace()
        with self._in(self._switch):
            _run("ip", "link", "add", "dev", "switch", "type", "bridge")
            _run("ip", "link", "set", "dev", "switch", "up")
        self._namespaces = {host: self._attach(host) for host in hosts}

    def address(self, host):
        return f"10.0.0.{1 + self._hosts.index(host)}"

    @contextlib.contextmanager
    def inside(self, host):
        """What the block makes belongs to the host."""
        with self._in(self._namespaces[host]):
            yield

    def unplug(self, host):
        """Nothing reaches the host any more, and nothing tells it or the others."""
        with self._in(self._switch):
            _run("ip", "link", "set", "dev", host, "nomaster")

    def plug(self, host):
        with self._in(self._switch):
            _run("ip", "link", "set", "dev", host, "master", "switch")

    def lose(self, host, percent):
        """So much of what comes to the host does not arrive."""
        if not shutil.which("nft"):
            raise unittest.SkipTest("SKIPPED: there is no nft(8)")
        rule = f"numgen random mod 100 < {percent} counter drop"
        with self.inside(host):
            _run("nft", f"table inet loss {{ chain input {{ type filter hook input priority 0; {rule}; }}; }}\n")

    def lost_packets(self, host):
        """How many did not arrive."""
        with self.inside(host):
            return int(re.search(r"packets (\d+)", _run("nft", "list", "table", "inet", "loss"))[1])

    def _owned(self, descriptor):
        self._case.addCleanup(os.close, descriptor)
        return descriptor

    def _namespace(self):
        try:
            _checked(_libc.unshare(_CLONE_NEWNET))
        except OSError as failure:
            raise unittest.SkipTest(f"SKIPPED: no network namespaces here: {failure.strerror}") from failure
        try:
            return self._owned(_current())
        finally:
            _enter(self._home)

    @contextlib.contextmanager
    def _in(self, namespace):
        _enter(namespace)
        try:
            yield
        finally:
            _enter(self._home)

    def _attach(self, host):
        namespace = self._namespace()
        with self._in(namespace):
            _run("ip", "link", "add", "dev", "eth0", "type", "veth", "peer", "name", host,
                 "netns", f"/proc/{os.getpid()}/fd/{self._switch}")
            _run("ip", "address", "add", f"{self.address(host)}/24", "dev", "eth0")
            _run("ip", "link", "set", "dev", "eth0", "up")
            _run("ip", "link", "set", "dev", "lo", "up")
        self.plug(host)
        with self._in(self._switch):
            _run("ip", "link", "set", "dev", host, "up")
        return namespace
