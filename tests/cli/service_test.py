# SPDX-License-Identifier: MIT
"""The tools under a service manager: what they tell it, and how closed their units are."""

import re
import shutil
import signal
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

from zwstest import PATIENCE, Tool, optional_tools, source_dir
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
            tool.send_signal(signal.SIGTERM)
            while (state := self.hear()) == b"WATCHDOG=1":
                pass
            self.assertEqual(state, b"STOPPING=1")
            self.assertEqual(tool.wait().code, 0)

    def test_what_relays_records_and_bridges_is_ready_and_alive_too(self):
        nats = ["--nats", "nats://127.0.0.1:1"]  # a server that is never there
        runs = {"zrec": [["--dir", tempfile.gettempdir(), "--bind", ANY]],
                "zrelay": [["--in-bind", ANY, "--out-bind", ANY]],
                "znats": [["--to-nats", "a", "--bind", ANY, *nats], ["--from-nats", "a", "--bind", ANY, *nats]]}
        env = {"NOTIFY_SOCKET": self.path, "WATCHDOG_USEC": "200000"}
        for name in ("zrelay", "zrec", *optional_tools()):
            for args in runs[name]:
                with self.subTest(args), Tool(name, *args, env=env) as tool:
                    self.assertEqual([self.hear() for _ in range(3)], [b"READY=1", *[b"WATCHDOG=1"] * 2])
                    tool.send_signal(signal.SIGHUP)  # there is nothing to read again, and no terminal that hangs up
                    self.assertEqual([self.hear() for _ in range(2)], [b"WATCHDOG=1"] * 2)
                    tool.send_signal(signal.SIGTERM)
                    while (state := self.hear()) == b"WATCHDOG=1":
                        pass
                    self.assertEqual(state, b"STOPPING=1")
                    self.assertEqual(tool.wait().code, 0)


class UnitTest(unittest.TestCase):
    def test_exposure(self):
        if not shutil.which("systemd-analyze"):
            self.skipTest("systemd-analyze is not there")
        for template in sorted((source_dir() / "systemd").glob("*.service.in")):
            unit = Path(self.enterContext(tempfile.TemporaryDirectory())) / template.stem
            text = template.read_text().replace("@ZWS_TOOLS@", "/usr/lib/zws/bin")
            unit.write_text(text.replace("@ZWS_SETTINGS@", "/etc/zws"))
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
