# SPDX-License-Identifier: MIT
"""A machine of its own for the commands of our documents: its ports are free, and the tools are installed on it."""

import contextlib
import os
import re
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

from .process import PATIENCE, Tool, bin_dir, eventually, source_dir

_SETUP = r"""
set -e
mkdir bin layer
mount -t tmpfs layer layer
mkdir layer/upper layer/work
mount -t overlay etc -o lowerdir=/etc,upperdir=layer/upper,workdir=layer/work /etc
mount --bind bin /usr/local/bin
touch remote
unshare --net=remote ip link set lo up
ip link set lo up
echo set up
exec sleep 1000
"""

PATH = "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Machine:
    """Namespaces for network, mounts and processes, which go with the test, and a folder to work in.

    /etc can be written to, /usr/local/bin has the tools under the names that they are installed with, and an ssh that
    runs what it is told to in the network of another machine, `remote`.

    Skips the test, with the reason, where the system does not let us have namespaces.
    """

    def __init__(self, case):
        self.folder = Path(case.enterContext(tempfile.TemporaryDirectory()))
        self._started = case.enterContext(contextlib.ExitStack())
        self._holder = case.enterContext(  # the first to end, and all that runs on the machine with it
            Tool("unshare", "--map-root-user", "--net", "--mount", "--pid", "--mount-proc", "--fork", "--kill-child",
                 "sh", "-c", _SETUP, path="/usr/bin/unshare", cwd=self.folder)
        )
        try:
            self._holder.wait_out(1)
        except AssertionError:
            raise unittest.SkipTest(f"SKIPPED: no namespaces here: {self._holder.err().strip()}") from None
        self._init = Path(f"/proc/{self._holder.pid}/task/{self._holder.pid}/children").read_text().split()[0]
        for tool in ("zsine", "zfeed", "zrelay", "zcat", "zpeek", "zrec", "zws2browser", "znats"):
            if (bin_dir() / tool).exists():
                (self.folder / "bin" / tool.replace("zcat", "zmqcat")).symlink_to(bin_dir() / tool)
        (self.folder / "bin/ssh").symlink_to(source_dir() / "tests/support/stand_in/ssh")

    def start(self, text, network=None, env=None):
        """Runs commands of a shell, in the folder; with network="remote" on the other machine."""
        enter = ["nsenter", f"--net={self.folder / network}"] if network else []
        return self._started.enter_context(
            Tool("bash", "-t", self._init, "--user", "--preserve-credentials", "--net", "--mount",
                 "--pid", f"--wdns={self.folder}", *enter, "bash", "-c", text, path="/usr/bin/nsenter",
                 env={"PATH": PATH, "HOME": str(self.folder), "REMOTE": str(self.folder / "remote"), "TERM": "xterm"}
                 | (env or {}))
        )

    def run(self, text, timeout=PATIENCE, **options):
        """The same to the end, which nothing in the background may outlive."""
        return self.start(text, **options).wait(timeout)

    def name(self, *hosts):
        """Has host names stand for 127.0.0.1."""
        self.run("".join(f"echo 127.0.0.1 {host} >> /etc/hosts\n" for host in hosts))

    def end(self, program, number=signal.SIGTERM):
        """Sends a signal to each process that was called so, as soon as there is one, and waits until it has ended."""
        targets = eventually(lambda: self._processes(program), program)
        for process in targets:
            os.kill(process, number)
        eventually(lambda: not set(targets) & set(self._processes(program)), f"the end of {program}")

    def await_output(self, program, size=4000):
        """Waits until a process that was called so minds a SIGTERM, and has written so many bytes since.

        What a sanitizer writes when the process starts, and what threads write to wake each other, is not output.
        """
        process = eventually(lambda: next(filter(self._minds, self._processes(program)), None), program)
        before = self._written(process)
        eventually(lambda: self._written(process) >= before + size, f"{size} bytes of {program}")

    def _minds(self, process, number=signal.SIGTERM):
        status = Path(f"/proc/{process}/status").read_text()
        masks = re.findall(r"^Sig(?:Blk|Cgt):\s(\S+)", status, re.MULTILINE)  # blocked: it comes by a signalfd(2)
        return any(int(mask, 16) >> (number - 1) & 1 for mask in masks)

    def _written(self, process):
        return int(re.search(r"wchar: (\d+)", Path(f"/proc/{process}/io").read_text())[1])

    def _processes(self, program):
        ours = os.readlink(f"/proc/{self._init}/ns/pid")
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                called = (process / "cmdline").read_bytes().split(b"\0")[0].decode()
                if Path(called).name == program and os.readlink(process / "ns/pid") == ours:
                    found.append(int(process.name))
            except OSError:  # it is gone, or not ours
                pass
        return found
