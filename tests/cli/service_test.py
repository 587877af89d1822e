# SPDX-License-Identifier: MIT
"""The tools under a service manager: what they tell it, and how closed their units are."""

import re
import shutil
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

from zwstest import PATIENCE, Tool, source_dir
from zwstest.server import ANY, FREE


class NotifyTest(unittest.TestCase):
    def setUp(self):
        self.path = str(Path(self.enterContext(tempfile.TemporaryDirectory())) / "notify")
        self.socket = self.enterContext(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        self.socket.settimeout(PATIENCE)
        self.socket.bind(self.path)

    def hear(self):
        return self.socket.recv(1000)

    def test_ready_alive_and_stopping(self):
        env = {"NOTIFY_SOCKET": self.path, "WATCHDOG_USEC": "200000"}
        with Tool("zws2browser", "--bind", ANY, *FREE, env=env) as tool:
            self.assertEqual([self.hear() for _ in range(4)], [b"READY=1", *[b"WATCHDOG=1"] * 3])
            tool.send_signal(15)
            while (state := self.hear()) == b"WATCHDOG=1":
                pass
            self.assertEqual(state, b"STOPPING=1")
            self.assertEqual(tool.wait().code, 0)

    def test_relay_is_ready(self):
        with Tool("zrelay", "--in-bind", ANY, "--out-bind", ANY, env={"NOTIFY_SOCKET": self.path}):
            self.assertEqual(self.hear(), b"READY=1")


class UnitTest(unittest.TestCase):
    def test_exposure(self):
        if not shutil.which("systemd-analyze"):
            self.skipTest("systemd-analyze is not there")
        for unit in sorted((source_dir() / "systemd").glob("*.service")):
            done = subprocess.run(
                ["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)],
                capture_output=True, text=True, timeout=PATIENCE, check=False,
            )
            level = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
            if not level:
                self.skipTest(f"systemd-analyze cannot tell: {done.stderr.strip()[:200]}")
            self.assertLess(float(level.group(1)), 2.0, unit.name)


if __name__ == "__main__":
    unittest.main()
