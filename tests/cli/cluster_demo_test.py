# SPDX-License-Identifier: MIT
"""scripts/run-cluster-demo.sh: a node of NATS and an edge are killed, and nothing is missing at the end."""

import os
import re
import shutil
import unittest

from zwstest import SLOWNESS, Tool, source_dir
from zwstest.nats import free_port

SECONDS, RATE = 12, 50
SAMPLES = 2 * SECONDS * RATE


class ClusterDemoTest(unittest.TestCase):
    def demo(self, *args):
        script = str(source_dir() / "scripts/run-cluster-demo.sh")
        environment = {"ZWS_BIN_DIR": os.environ.get("ZWS_BIN_DIR", ""), "PATH": f"{os.environ['PATH']}:/usr/sbin"}
        return self.enterContext(Tool("run-cluster-demo", "--no-browser", *args, path=script, env=environment, cwd="/"))

    @unittest.skipUnless(shutil.which("nginx", path="/usr/sbin:/usr/bin"), "SKIPPED: no nginx")
    @unittest.skipUnless(shutil.which("nats-server", path="/usr/sbin:/usr/bin"), "SKIPPED: no nats-server")
    def test_nothing_is_missing_at_the_end(self):
        demo = self.demo("--duration", str(SECONDS), "--rate", str(RATE), "--port", str(free_port()))
        result = demo.wait(timeout=(SECONDS + 150) * SLOWNESS)
        self.assertEqual(result.code, 0, result.err)
        self.assertRegex(result.err, r"killing server [1-3] of NATS, which leads the stream")
        browsers = re.findall(rf"browser \d: {SAMPLES} of {SAMPLES} samples arrived, 0 of them twice; "
                              r"by positions 0 lost, 0 unknown; connections: (\d+)\n", result.err)
        self.assertEqual(len(browsers), 2, result.err)
        self.assertGreater(max(map(int, browsers)), 1, "an edge with a browser was killed")

    def test_wrong_arguments(self):
        for args, words in ((["--duration", "5"], "less than 10 s"), (["--rate", "fast"], "--rate 'fast'"),
                            (["--port"], "--port needs a value"), (["--nodes", "3"], "unknown argument")):
            result = self.demo(*args).wait()
            self.assertEqual((result.code, words in result.err), (2, True), result.err)


if __name__ == "__main__":
    unittest.main()
