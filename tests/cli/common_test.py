# SPDX-License-Identifier: MIT
"""What every tool does in the same way."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

from zwstest import SLOWNESS, Peers, Tool, eventually, optional_tools, run, tool_path
from zwstest.shell import Shell

ANY = "tcp://127.0.0.1:*"
NATS = ["--to-nats", "zws", "--nats", "nats://127.0.0.1:1"]  # a server that is never there
WEB = ["--http", "127.0.0.1:0", "--ws", "127.0.0.1:0"]
DIR = ["--dir", tempfile.gettempdir()]  # where nothing is recorded, since nothing comes

TOOLS = {
    # name: flag to bind with, flags of a run that is independent of all others
    "zsine": ("--bind", ["-v", "--bind", ANY]),
    "zfeed": ("--bind", ["-v", "--bind", ANY, "--wait-peers", "1"]),
    "zrelay": ("--in-bind", ["--in-bind", ANY, "--out-bind", ANY]),
    "zcat": ("--bind", ["-v", "--bind", ANY]),
    "zpeek": ("--bind", ["-v", "--bind", ANY, "--for", "1h"]),
    "zrec": ("--bind", ["--bind", ANY, *DIR]),
    "zws2browser": ("--bind", ["--bind", ANY, *WEB]),
    **{name: ("--bind", ["--bind", ANY, *NATS]) for name in optional_tools()},
}


def for_each_tool(tests):
    """Makes a TestCase of `tests` for each tool, with its name and flags as members."""
    for name, (bind, args) in TOOLS.items():
        members = {"name": name, "bind": bind, "args": args, "__module__": __name__}
        case = type(f"{tests.__name__}_{name}", (tests, ToolTest), members)
        globals()[case.__name__] = case
    return tests


def listens(endpoint):
    host, port = endpoint.removeprefix("tcp://").split(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


class ToolTest(unittest.TestCase):
    def run_tool(self, *args, env=None):
        return run(self.name, *args, env=env)

    def others(self):
        """The flags that keep a run with its own `self.bind` from the default ports, and from ending by itself."""
        return {"zws2browser": WEB, "zrelay": ["--out-bind", ANY], "znats": NATS, "zrec": DIR,
                "zfeed": ["--wait-peers", "1"]}.get(self.name, [])

    def assert_error(self, done, code, *parts):
        self.assertEqual((done.code, done.out), (code, b""), done.err)
        self.assertTrue(done.err.startswith(f"{self.name}: error: "), done.err)
        self.assertEqual((done.err.count("\n"), done.err[-1]), (1, "\n"), done.err)
        for part in parts:
            self.assertIn(part, done.err)


@for_each_tool
class HelpTest:
    def test_help_is_on_stdout_and_fits_a_terminal(self):
        for flag in ("--help", "-h"):
            done = self.run_tool(flag)
            self.assertEqual((done.code, done.err), (0, ""))
            text = done.out.decode()
            self.assertTrue(text.startswith(f"Usage: {self.name} "), text)
            self.assertLessEqual(max(map(len, text.splitlines())), 80)
            for option in ("--help", "--version", "--quiet", "--verbose", "--config", "--completion"):
                self.assertIn(option, text)

    def test_version(self):
        for flag in ("--version", "-V"):
            done = self.run_tool(flag)
            self.assertEqual((done.code, done.err), (0, ""))
            self.assertRegex(done.out.decode(), rf"^{self.name} \d+\.\d+\.\d+\n$")

    def test_help_works_whatever_the_environment_says(self):
        self.assertEqual(self.run_tool("--help", env={f"{self.name.upper()}_HWM": "x"}).code, 0)

    def test_help_into_a_full_device_fails(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([tool_path(self.name), "--help"], stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"error: write to stdout", done.stderr)


@for_each_tool
class UsageTest:
    def test_unknown_flag(self):
        self.assert_error(self.run_tool("--no-such-flag"), 2, "--no-such-flag", "--help")
        self.assert_error(self.run_tool("--hel"), 2, "--hel")

    def test_missing_value(self):
        self.assert_error(self.run_tool("--hwm"), 2, "--hwm")

    def test_operand(self):
        reads = self.name == "zfeed"  # what is missing is then a file
        self.assert_error(self.run_tool("operand.gz"), 1 if reads else 2, "operand.gz")

    def test_operand_that_is_an_endpoint(self):
        if self.name == "zrelay":
            return self.assert_error(self.run_tool("tcp://127.0.0.1:1"), 2, "--in-connect", "--out-bind")
        self.assert_error(self.run_tool("tcp://127.0.0.1:x", *self.others()), 2,
                          "--connect 'tcp://127.0.0.1:x': the port")
        self.assert_error(self.run_tool("127.0.0.1:5001"), 2, "did you mean tcp://127.0.0.1:5001?")
        endpoint = Peers.free_endpoint()
        with Tool(self.name, "-v", endpoint, *self.others()) as tool:
            self.assertIn(endpoint, tool.ready())
        return None

    def test_bad_endpoints(self):
        for endpoint in ("nonsense", "http://127.0.0.1:80", "tcp://127.0.0.1", "tcp://127.0.0.1:65536", ""):
            done = self.run_tool(self.bind, endpoint, *self.others())
            self.assert_error(done, 2, self.bind, f"'{endpoint}'")

    def test_inproc_reaches_nobody(self):
        self.assert_error(self.run_tool(self.bind, "inproc://x"), 2, f"{self.bind} 'inproc://x'", "same process")

    def test_suggestions(self):
        self.assert_error(self.run_tool("--hmw", "5"), 2, "unknown option '--hmw' (did you mean --hwm?)")
        self.assert_error(self.run_tool("-hwm", "5"), 2, "unknown option '-hwm' (did you mean --hwm?)")
        self.assert_error(self.run_tool("\N{EN DASH}v"), 2, "typographic dash")

    def test_ranges_are_told_in_plain_numbers(self):
        self.assert_error(self.run_tool("--hwm", "-1"), 2, "--hwm '-1': out of range (0 to 100000000)")

    def test_control_characters_do_not_reach_the_terminal(self):
        done = self.run_tool(self.bind, "tcp://\x1b[31m\n")
        self.assert_error(done, 2, r"\x1b", r"\x0a")


@for_each_tool
class SourcesTest:
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def test_environment_and_config_file_name_themselves(self):
        file = self.folder / "tool.ini"
        file.write_text("# a comment\nhwm = few\n")
        variable = f"{self.name.upper()}_HWM"
        self.assert_error(self.run_tool(env={variable: "many"}), 2, f"{variable} 'many'")
        self.assert_error(self.run_tool("--config", str(file)), 2, f"config file {file}: line 2: hwm 'few'")
        done = self.run_tool("--config", str(file), env={variable: "many"})
        self.assert_error(done, 2, "'many'")
        done = self.run_tool("--config", str(file), "--hwm", "none", env={variable: "many"})
        self.assert_error(done, 2, "--hwm 'none'")

    def test_config_file_that_is_not_there_or_holds_an_unknown_name(self):
        file = self.folder / "tool.ini"
        file.write_text("no-such-name = 1\n")
        missing = str(self.folder / "missing.ini")
        self.assert_error(self.run_tool("--config", missing), 2, missing, "No such file")
        self.assert_error(self.run_tool("--config", str(file)), 2, f"config file {file}: line 1: ", "no-such-name")
        file.write_text("# a comment\n\n  hwm = 5 # another\r\n[section]\n")
        self.assert_error(self.run_tool("--config", str(file)), 2,
                          f"config file {file}: line 4: '[section]': not of the form")

    def test_endpoint_from_the_environment(self):
        variable = f"{self.name.upper()}_{self.bind.strip('-').upper().replace('-', '_')}"
        with Tool(self.name, "-v", *self.others(), env={variable: f"{ANY} {ANY}"}) as tool:
            bound = [e for e in tool.endpoints() if e.startswith("tcp://")]
            self.assertGreaterEqual(len(bound), 2, "repeatable options are split at white space")


@for_each_tool
class SocketTest:
    def test_port_in_use(self):
        with Peers() as peers:
            _, endpoint = peers.any_sub()
            done = self.run_tool(self.bind, endpoint, *self.others())
            self.assert_error(done, 1, f"bind {endpoint}: ", "in use")

    def test_host_that_is_not_ours(self):
        done = self.run_tool(self.bind, "tcp://192.0.2.1:5000", *self.others())
        self.assert_error(done, 1, "bind tcp://192.0.2.1:5000: ")

    def test_ipc(self):
        with tempfile.TemporaryDirectory() as folder:
            endpoint = f"ipc://{folder}/{self.name}"
            with Tool(self.name, "-v", self.bind, endpoint, *self.others()) as tool:
                self.assertIn(endpoint, tool.ready())
            done = self.run_tool(self.bind, f"ipc://{folder}/missing/{self.name}", *self.others())
            self.assert_error(done, 1, f"bind ipc://{folder}/missing/{self.name}: ")


@for_each_tool
class StopTest:
    def test_idle_tools_end_soon(self):
        """A fifth of a second is usual; a busy machine takes longer."""
        for number in (signal.SIGTERM, signal.SIGINT):
            with Tool(self.name, *self.args) as tool:
                tool.ready()
                done = tool.stop(number, timeout=5 * SLOWNESS)
                self.assertEqual((done.code, self.without_report(done.out)), (0, b""), done.err)
                self.assertNotIn("error", done.err)

    def without_report(self, out):
        """What a tool prints though nothing came; zpeek says that."""
        return out if self.name != "zpeek" or b"not known who" not in out else b""

    def test_ready_line_has_the_real_ports(self):
        with Tool(self.name, *self.args) as tool:
            for endpoint in tool.endpoints():
                port = re.search(r":(\d+)/?$", endpoint)
                self.assertTrue(port and int(port.group(1)) > 0, endpoint)

    def test_quiet_says_nothing(self):
        endpoint = Peers.free_endpoint()
        with Tool(self.name, "-q", self.bind, endpoint, *self.others()) as tool:
            eventually(lambda: listens(endpoint), f"a listener on {endpoint}")
            done = tool.stop()
            self.assertEqual((done.code, self.without_report(done.out), done.err), (0, b"", ""))


@for_each_tool
class CompletionTest:
    def script(self, shell):
        done = self.run_tool("--completion", shell)
        self.assertEqual((done.code, done.err), (0, ""))
        return done.out.decode()

    def shell(self, shell, *args, text="", home="/nonexistent"):
        if not shutil.which(shell):
            self.skipTest(f"SKIPPED: {shell} is not installed")
        environment = os.environ | {"LC_ALL": "C.UTF-8", "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        done = subprocess.run([shell, *args], input=text, capture_output=True, text=True, env=environment, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        return done.stdout

    def test_bash_completes_flags_and_values(self):
        script = self.script("bash")
        self.shell("bash", "-n", text=script)
        ask = f"""{script}
            COMP_WORDS=({self.name} --ver) COMP_CWORD=1; _{self.name}; echo "${{COMPREPLY[*]}}"
            COMP_WORDS=({self.name} --completion z) COMP_CWORD=2; _{self.name}; echo "${{COMPREPLY[*]}}"
            complete -p {self.name}"""
        self.assertEqual(
            self.shell("bash", "--norc", "-c", ask).splitlines(),
            ["--version --verbose", "zsh", f"complete -F _{self.name} {self.name}"],
        )

    def typed(self, shell, *lines):
        """The arguments that the tool gets when these lines are typed, with a tab where a completion is wanted."""
        if not shutil.which(shell):
            self.skipTest(f"SKIPPED: {shell} is not installed")
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "a folder").mkdir()
            Path(folder, "a folder", "b.ini").touch()
            with Shell(shell, self.script(shell), self.name, folder) as terminal:
                return [terminal.words(f"{self.name} {line}") for line in lines]

    def test_keys_at_a_terminal(self):
        for shell in ("bash", "zsh"):
            with self.subTest(shell):
                words = self.typed(
                    shell,
                    "--verb\t",
                    "--completion z\t",
                    "--completion=z\t",
                    "--config a\tb\t",
                    "--config=a\tb\t",
                    "--config 'a\tb\t",
                    "--curve-allow a\t",
                )
                self.assertEqual(words[:3], [["--verbose"], ["--completion", "zsh"], ["--completion=zsh"]])
                self.assertEqual(words[3:6], [["--config", "a folder/b.ini"], ["--config=a folder/b.ini"],
                                              ["--config", "a folder/b.ini"]])
                self.assertEqual(words[6][1].rstrip("/"), "a folder")

    def test_values_at_a_terminal(self):
        """--format has one of several texts, --decode a list of them."""
        has = self.run_tool("--help").out.decode()
        asked = {"--format=js\t": ["--format=json"], "--format js\t": ["--format", "json"]} if "--format" in has else {}
        if "--decode" in has:
            asked |= {"--decode zlib,js\t": ["--decode", "zlib,json"], "--decode=zlib,js\t": ["--decode=zlib,json"]}
        for shell in ("bash", "zsh"):
            with self.subTest(shell):
                self.assertEqual(self.typed(shell, *asked), list(asked.values()))

    def test_zsh_takes_the_script(self):
        script = self.script("zsh")
        self.assertTrue(script.startswith(f"#compdef {self.name}\n"))
        self.shell("zsh", "-n", text=script)
        ask = f"autoload -U compinit; compinit -D -u\n{script}\nprint $_comps[{self.name}]"
        self.assertEqual(self.shell("zsh", "-f", "-c", ask), f"_{self.name}\n")

    def test_fish_completes_flags_and_values(self):
        script = self.script("fish")
        asked = ["--ver", "--completion z", "--completion=z", "--config a", "--curve-allow a"]
        values = {"--decode zlib,js": ["zlib,json"]} if " --decode " in self.run_tool("--help").out.decode() else {}
        asked += values
        with tempfile.TemporaryDirectory() as home:
            Path(home, "script.fish").write_text(script)
            Path(home, "a folder").mkdir()
            Path(home, "a file").touch()
            ask = f"cd {home}; source script.fish; " + "echo; ".join(f"complete -C '{self.name} {a}';" for a in asked)
            out = self.shell("fish", "--no-config", "-c", ask, home=home)
        answers = [sorted(part.splitlines()) for part in out.split("\n\n")]
        found = [line.split("\t")[0] for line in answers[0]]
        # fish 4 has more.
        self.assertEqual([flag for flag in found if flag.startswith("--ver")], ["--verbose", "--version"])
        # The option's own text is not repeated after each value.
        self.assertEqual(answers[1:3], [["zsh"], ["--completion=zsh"]])
        self.assertEqual(answers[3:], [["a file", "a folder/"], ["a folder/"], *values.values()])

    def test_unknown_shell(self):
        done = self.run_tool("--completion", "tcsh")
        self.assert_error(done, 2, "--completion 'tcsh'", "bash, zsh, fish")


class PortTest(unittest.TestCase):
    """A port alone is one of loopback."""

    def test_metrics_of_the_relay(self):
        with Tool("zrelay", "--in-bind", ANY, "--out-bind", ANY, "--metrics", "0") as tool:
            self.assertRegex(tool.ready(), r"http://127\.0\.0\.1:[1-9]")

    def test_pages_and_websocket(self):
        with Tool("zws2browser", "--bind", ANY, "--http", "0", "--ws", ":0") as tool:
            self.assertRegex(tool.ready(), r"http://127\.0\.0\.1:[1-9]\d*/, ws ws://127\.0\.0\.1:[1-9]")

    def test_what_is_not_an_address(self):
        for value in ("70000", "*:80", "example.org:80", "::1:80"):
            done = run("zws2browser", "--http", value)
            self.assertEqual((done.code, done.out), (2, b""), done.err)
            self.assertIn(f"--http '{value}': the ", done.err)


if __name__ == "__main__":
    unittest.main()
