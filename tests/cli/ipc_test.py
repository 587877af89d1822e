# SPDX-License-Identifier: MIT
"""The files of ipc:// endpoints: what a tool replaces, what it removes, and what it leaves alone."""

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import unittest
from pathlib import Path

from zwstest import PATIENCE, Peers, Tool, eventually, optional_tools, run, tool_path
from zwstest.server import ANY

WEB = ["--http", "127.0.0.1:0", "--ws", "127.0.0.1:0"]
BINDS = [
    # tool, flag that binds, flags of a run that is ready without anyone else, and does not end
    ("zsine", "--bind", ["-v"]),
    ("zfeed", "--bind", ["-v", "--wait-peers", "9"]),
    ("zrelay", "--in-bind", ["--out-bind", ANY]),
    ("zrelay", "--out-bind", ["--in-bind", ANY]),
    ("zcat", "--bind", ["-v"]),
    ("zpeek", "--bind", ["-v", "--for", "1h"]),
    ("zrec", "--bind", ["--dir", tempfile.gettempdir()]),
    ("zws2browser", "--bind", WEB),
    ("zws2browser", "--uplink-bind", ["--bind", ANY, *WEB]),
    *[("znats", "--bind", [direction, "zws", "--nats", "nats://127.0.0.1:1"])
      for direction in ("--to-nats", "--from-nats") if optional_tools()],
]


def left_over(path):
    """Makes the file of a socket that nobody answers on, as a tool that was killed leaves it."""
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
        dead.listen()


def state(path):
    """What shows that a file is still the same: its number, its kind, and what it holds or points to."""
    status = path.lstat()
    holds = path.read_bytes() if stat.S_ISREG(status.st_mode) else None
    return status.st_ino, status.st_mode, holds, os.readlink(path) if path.is_symlink() else None


class IpcTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.path = self.folder / "day.zws"
        self.endpoint = f"ipc://{self.path}"

    def each(self):
        """A tool, and its flags to bind to the endpoint."""
        for name, flag, others in BINDS:
            with self.subTest(tool=name, flag=flag, others=others):
                yield name, [flag, self.endpoint, *others]

    def assert_refused(self, name, args, reason, **how):
        done = run(name, *args, **how)
        self.assertEqual((done.code, done.out), (1, b""), done.err)
        self.assertEqual(done.err, f"{name}: error: bind {reason}\n")

    def test_what_is_not_a_socket_stays(self):
        target = self.folder / "target"
        left_over(target)
        makers = {
            "regular file": lambda: self.path.write_text("x\n"),
            "folder": self.path.mkdir,
            "FIFO": lambda: os.mkfifo(self.path),
            "symbolic link": lambda: self.path.symlink_to(self.folder / "nowhere"),
            "symbolic link ": lambda: self.path.symlink_to(target),
        }
        for kind, make in makers.items():
            make()
            before = state(self.path), state(target)
            for name, args in self.each():
                self.assert_refused(name, args, f"{self.endpoint}: is not a socket, but a {kind.strip()}")
                self.assertEqual((state(self.path), state(target)), before)
            shutil.rmtree(self.path) if kind == "folder" else self.path.unlink()

    def test_a_socket_that_somebody_answers_on_stays(self):
        """Who listens sees no more than a connection that ends."""
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self.path))
            listener.listen()
            listener.settimeout(PATIENCE)
            before = state(self.path)
            for name, args in self.each():
                self.assert_refused(name, args, f"{self.endpoint}: Address already in use")
                self.assertEqual(state(self.path), before)
                with listener.accept()[0] as connection:
                    self.assertEqual(connection.recv(1), b"")
            listener.setblocking(False)
            with self.assertRaises(BlockingIOError):
                listener.accept()

    def test_a_socket_of_another_type_or_with_a_full_queue_stays(self):
        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
            with socket.socket(socket.AF_UNIX, kind) as listener, socket.socket(socket.AF_UNIX) as waiting:
                listener.bind(str(self.path))
                if kind == socket.SOCK_STREAM:
                    listener.listen(0)
                    waiting.connect(str(self.path))
                self.assert_refused("zcat", ["--bind", self.endpoint], f"{self.endpoint}: Address already in use")
            self.path.unlink()

    def test_a_second_tool_takes_no_peers_away(self):
        with Tool("zsine", "-v", "--rate", "max", "--bind", self.endpoint) as first, Peers() as peers:
            first.ready()
            for name, args in self.each():
                self.assert_refused(name, args, f"{self.endpoint}: Address already in use")
            self.assertTrue(peers.sub(connect=self.endpoint).recv())
            self.assertNotIn("refused", first.stop().err)

    def test_a_socket_that_nobody_answers_on_is_replaced_and_removed_at_a_stop(self):
        for name, args in self.each():
            for number in (signal.SIGTERM, signal.SIGINT):
                left_over(self.path)
                with Tool(name, *args) as tool:
                    self.assertIn(self.endpoint, tool.ready())
                    with socket.socket(socket.AF_UNIX) as peer:
                        peer.connect(str(self.path))
                    self.assertEqual(tool.stop(number).code, 0)
                self.assertEqual(os.listdir(self.folder), [])

    def test_it_is_removed_at_the_end_of_the_work(self):
        with Tool("zcat", "-v", "-n", "1", "--bind", self.endpoint) as tool, Peers() as peers:
            tool.ready()
            pub = peers.pub(connect=self.endpoint)
            peers.await_subscribers(pub)
            pub.send(b"x")
            self.assertEqual(tool.wait().code, 0)
            self.assertEqual(os.listdir(self.folder), [])
        done = run("zcat", "--timeout", "0.1", "-n", "1", "--bind", self.endpoint)
        self.assertEqual((done.code, os.listdir(self.folder)), (3, []))

    def test_it_is_removed_where_a_later_bind_fails(self):
        for name, args in self.each():
            other = f"ipc://{self.folder}/missing/x"
            self.assert_refused(name, [*args, args[0], other],
                                f"{other}: folder {self.folder}/missing: No such file or directory")
            self.assertEqual(os.listdir(self.folder), [])

    def test_the_same_endpoint_twice(self):
        for name, args in self.each():
            done = run(name, *args, *args[:2])
            self.assertEqual((done.code, done.out), (1, b""), done.err)
            refused = f"{name}: error: bind {self.endpoint}: Address already in use\n"
            # With -v it sees itself ask.
            self.assertRegex(done.err, f"^({name}: handshake failed .*\n)?{re.escape(refused)}$")
            self.assertEqual(os.listdir(self.folder), [])

    def test_several_endpoints(self):
        others = [f"ipc://{self.folder}/{number}" for number in range(3)]
        with Tool("zsine", "-v", "--rate", "max", *[word for e in others for word in ("--bind", e)]) as tool:
            self.assertEqual(tool.endpoints(), others)
            with Peers() as peers:
                for endpoint in others:
                    self.assertTrue(peers.sub(connect=endpoint).recv())
            self.assertEqual(tool.stop().code, 0)
        self.assertEqual(os.listdir(self.folder), [])

    def test_what_another_has_put_there_since_stays(self):
        for make in (lambda: self.path.write_text("x\n"), lambda: left_over(self.path)):
            for name, args in self.each():
                with Tool(name, *args) as tool:
                    tool.ready()
                    self.path.unlink()
                    make()
                    before = state(self.path)
                    self.assertEqual(tool.stop().code, 0)
                    self.assertEqual(state(self.path), before)
                self.path.unlink()

    def test_of_many_at_once_one_gets_it(self):
        left_over(self.path)
        tools = [self.enterContext(Tool("zsine", "-v", "--bind", self.endpoint)) for _ in range(6)]
        eventually(lambda: sum(not tool.running() for tool in tools) == 5, "five that could not bind")
        winner = next(tool for tool in tools if tool.running())
        winner.ready()
        for tool in tools:
            if tool is not winner:
                self.assertEqual(tool.wait().err, f"zsine: error: bind {self.endpoint}: Address already in use\n")
        with socket.socket(socket.AF_UNIX) as peer:
            peer.connect(str(self.path))
        self.assertEqual(winner.stop().code, 0)
        self.assertEqual(os.listdir(self.folder), [])

    def test_a_folder_that_is_locked_for_other_reasons_keeps_nobody_out(self):
        lock = subprocess.Popen(["flock", str(self.folder), "cat"], stdin=subprocess.PIPE)
        try:
            with Tool("zsine", "-v", "--bind", self.endpoint) as tool:
                tool.ready()
                self.assertEqual(tool.stop().code, 0)
            self.assertEqual(os.listdir(self.folder), [])
        finally:
            lock.communicate()

    def test_paths_that_cannot_be(self):
        long = f"ipc://{self.folder}/{'x' * 200}"
        for name, flag, others in BINDS:
            with self.subTest(tool=name, flag=flag):
                self.assert_refused(name, [flag, long, *others], f"{long}: File name too long: "
                                    f"{len(long) - 6} bytes, a socket has 107 at most")
        file = self.folder / "file"
        file.write_text("x")
        self.assert_refused("zcat", ["--bind", f"ipc://{file}/x"], f"ipc://{file}/x: folder {file}: Not a directory")

    def test_a_folder_that_may_not_be_written(self):
        self.folder.chmod(0o500)
        # Whoever may do everything is put in the place of all others.
        humble = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
        done = subprocess.run([*humble, tool_path("zcat"), "--bind", self.endpoint], capture_output=True, text=True,
                              timeout=PATIENCE, check=False)
        self.folder.chmod(0o700)
        self.assertEqual((done.returncode, done.stderr),
                         (1, f"zcat: error: bind {self.endpoint}: Permission denied\n"))

    def test_an_abstract_name_is_not_a_file(self):
        name = f"@zws-{os.getpid()}"
        file = self.folder / name
        file.write_text("x\n")
        with Tool("zsine", "-v", "--rate", "max", "--bind", f"ipc://{name}", cwd=self.folder) as tool:
            self.assertEqual(tool.endpoint(), f"ipc://{name}")
            with Peers() as peers:
                self.assertTrue(peers.sub(connect=f"ipc://{name}").recv())
            self.assert_refused("zcat", ["--bind", f"ipc://{name}"], f"ipc://{name}: Address already in use")
            self.assertEqual(tool.stop().code, 0)
        self.assertEqual(file.read_text(), "x\n")

    def test_any_path(self):
        env = {"TMPDIR": str(self.folder)}
        for name, flag, others in BINDS:
            with self.subTest(tool=name, flag=flag), Tool(name, flag, "ipc://*", *others, env=env) as tool:
                endpoint = next(e for e in tool.endpoints() if e.startswith("ipc://"))
                self.assertTrue(endpoint.startswith(f"ipc://{self.folder}/"), endpoint)
                with socket.socket(socket.AF_UNIX) as peer:
                    peer.connect(endpoint.removeprefix("ipc://"))
                self.assertEqual(tool.stop().code, 0)
                self.assertEqual(os.listdir(self.folder), [])


if __name__ == "__main__":
    unittest.main()
