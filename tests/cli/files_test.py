# SPDX-License-Identifier: MIT
"""Files and folders that options name: what cannot be read is named, with its option and the reason."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import zmq.auth
from zwstest import PATIENCE, Tool, make_certificate, optional_tools, tool_path
from zwstest.server import ANY, FREE

# A server that is never there; it says that it is ready before it reads what it logs in with.
NATS = ["-q", "--to-nats", "zws", "--nats", "nats://127.0.0.1:1", "--bind", ANY]
TOOLS = {
    # a run that is ready by itself
    "zsine": ["-v", "--bind", ANY],
    "zfeed": ["-v", "--bind", ANY],
    "zrelay": ["--in-bind", ANY, "--out-bind", ANY],
    "zcat": ["-v", "--bind", ANY],
    "zpeek": ["-v", "--for", "1h", "--bind", ANY],
    "zrec": ["--bind", ANY, "--dir", tempfile.gettempdir()],
    "zws2browser": ["--bind", ANY, *FREE],
    **{name: NATS for name in optional_tools()},
}
CERT, KEY, CURVE = "CERT", "KEY", "CURVE"  # stand for files that are all right

READ_ALL = [
    # tool, option that names a file, options that it needs
    *[(name, "--curve-cert", []) for name in TOOLS],
    ("zcat", "--curve-server-cert", ["--curve-cert", CURVE]),
    ("zws2browser", "--layout", []),
    ("zws2browser", "--token-file", []),
    ("zws2browser", "--tls-cert", ["--tls-key", KEY]),
    ("zws2browser", "--tls-key", ["--tls-cert", CERT]),
    *[("znats", option, others) for option, others in (
        ("--password-file", ["--user", "me"]), ("--token-file", []), ("--creds", []), ("--tls-ca", []),
        ("--tls-cert", ["--tls-key", KEY]), ("--tls-key", ["--tls-cert", CERT])) if optional_tools()],
]
FOLDERS = [
    *[(name, "--curve-allow", ["--curve-cert", CURVE]) for name in TOOLS],
    ("zws2browser", "--web-root", []),
    ("zrec", "--dir", []),
]


def as_anybody(words):
    """The words that run a command as somebody who may not read everything."""
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *words] if os.geteuid() == 0 else words


class FilesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cert, key = make_certificate(cls.folder)
        zmq.auth.create_certificates(cls.folder, "curve")
        cls.good = {CERT: cert, KEY: key, CURVE: str(cls.folder / "curve.key_secret")}
        for name in ("empty", "unreadable"):
            (cls.folder / name).touch()
        (cls.folder / "unreadable").chmod(0)
        (cls.folder / "closed").mkdir(0)
        (cls.folder / "loop").symlink_to("loop")
        with open(cls.folder / "huge", "wb") as file:
            file.truncate(1 << 32)

    def start(self, name, option, path, others=()):
        """Starts a tool that is to fail at a path of the test's folder."""
        words = [tool_path(name), *TOOLS[name], *[self.good.get(word, word) for word in others], option, str(path)]
        return subprocess.Popen(as_anybody(words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    def assert_refused(self, process, code, name, reason):
        with process:
            try:
                out, err = process.communicate(timeout=PATIENCE)
            finally:
                process.kill()
        help_hint = f" (see '{tool_path(name)} --help')" if code == 2 else ""
        self.assertEqual((process.returncode, out, err), (code, "", f"{name}: error: {reason}{help_hint}\n"))

    def assert_reasons(self, rows, reasons, code=1, named=None):
        for name, option, others in rows:
            for file, reason in reasons.items():
                with self.subTest(tool=name, option=option, file=file):
                    path = file if file.startswith("/") else str(self.folder / file)
                    process = self.start(name, option, path, others)
                    self.assert_refused(process, code, name, f"{named or option} {path}: {reason}")

    def test_files(self):
        reasons = {".": "Is a directory", "none": "No such file or directory", "unreadable": "Permission denied",
                   "loop": "Too many levels of symbolic links"}
        self.assert_reasons(READ_ALL, {**reasons, "empty": "is empty"})
        configs = [(name, "--config", []) for name in TOOLS]
        self.assert_reasons(configs, reasons, code=2, named="config file")

    def test_files_without_end(self):
        for name, option, others in READ_ALL:
            most = {"--curve-cert": 1 << 16, "--curve-server-cert": 1 << 16, "--creds": 1 << 16,
                    "--password-file": 1 << 16, "--token-file": 1 << 12 if name == "zws2browser" else 1 << 16}
            reason = f"larger than {most.get(option, 1 << 20)} bytes"
            self.assert_reasons([(name, option, others)], {"/dev/zero": reason, "huge": reason})
        configs = [(name, "--config", []) for name in TOOLS]
        reason = f"larger than {1 << 20} bytes"
        self.assert_reasons(configs, {"/dev/zero": reason, "huge": reason}, code=2, named="config file")

    def test_a_fifo_that_nobody_writes_to(self):
        fifo = self.folder / "fifo"
        os.mkfifo(fifo)
        rows = [("zcat", "--config", []), ("zrelay", "--curve-cert", []),
                ("zws2browser", "--tls-key", ["--tls-cert", CERT])]
        for row, process in [(row, self.start(row[0], row[1], fifo, row[2])) for row in rows]:
            with self.subTest(row):
                config = row[1] == "--config"
                self.assert_refused(process, 2 if config else 1, row[0],
                                    f"{'config file' if config else row[1]} {fifo}: a FIFO that nobody writes to")

    def test_a_pipe_is_read_to_its_end(self):
        """As a shell's <(command) gives one, which may take its time."""
        fifo = self.folder / "slow"
        os.mkfifo(fifo)
        with Tool("zws2browser", *TOOLS["zws2browser"], "--token-file", str(fifo)) as tool:
            with open(fifo, "w", encoding="ascii") as writer:  # opens once it is opened for reading
                for part in ("sec", "ret\n"):
                    writer.write(part)
                    writer.flush()
            tool.ready()
        with Tool("zcat", "--config", str(fifo), "--bind", ANY) as tool:
            with open(fifo, "w", encoding="ascii") as writer:
                writer.write("hwm = few\n")
            self.assertIn(f"config file {fifo}: line 1: hwm 'few'", tool.wait().err)

    def test_folders(self):
        self.assert_reasons(FOLDERS, {"empty": "Not a directory", "none": "No such file or directory",
                                      "closed": "Permission denied", "/dev/null": "Not a directory"})

    def test_an_empty_config_file_says_nothing(self):
        for file in ("/dev/null", str(self.folder / "empty")):
            with Tool("zcat", "-v", "--bind", ANY, "--config", file) as tool:
                tool.ready()


if __name__ == "__main__":
    unittest.main()
