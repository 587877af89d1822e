# SPDX-License-Identifier: MIT
"""A terminal with a shell in it, as tmux makes them: what is on its screen, and the keys of a person."""

import os
import re
import shlex
import subprocess
import tempfile

from .process import PATIENCE, bin_dir, eventually

PROMPT = "ready>"


def sanitizers():
    """How sanitizers treat the tools that a test runs."""
    return {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}


class Tmux:
    """Used with `with`. tmux and the shell in it end with the block."""

    def __init__(self, width=100, height=24, env=None):
        self._folder = tempfile.TemporaryDirectory()
        self._socket = os.path.join(self._folder.name, "tmux")
        # Without a file of its history, as bash would write it while the folder is removed.
        variables = {"PATH": f"{bin_dir()}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "PS1": f"{PROMPT} ",
                     "TERM": "tmux-256color", "HOME": self._folder.name, "HISTFILE": ""} | sanitizers() | (env or {})
        # The shell gets exactly these; tmux itself needs UTF-8 to show what is drawn in any locale.
        shell = ["env", "-i", *[f"{name}={value}" for name, value in variables.items()], "bash", "--norc",
                 "--noprofile", "-i"]
        self._tmux("-f", "/dev/null", "-u", "new-session", "-d", "-x", str(width), "-y", str(height),
                   shlex.join(shell), env=os.environ | {"LC_ALL": "C.UTF-8"})
        try:
            self.wait(f"^{PROMPT}")
        except AssertionError:
            self.__exit__()
            raise

    def _tmux(self, *args, env=None):
        done = subprocess.run(["tmux", "-S", self._socket, *args], capture_output=True, timeout=PATIENCE, check=True,
                              env=env)
        return done.stdout.decode()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], capture_output=True, timeout=PATIENCE, check=False)
        self._folder.cleanup()

    def type(self, text):
        """Presses keys as they are."""
        self._tmux("send-keys", "-l", text)

    def press(self, *names):
        """Presses keys by their names, as `Enter`, `C-z`, `Up`, `Escape`."""
        self._tmux("send-keys", *names)

    def run(self, command):
        """Types a command into the shell."""
        self.type(command)
        self.press("Enter")

    def resize(self, width, height):
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    def screen(self, colors=False):
        """The lines of the screen; with what gives them colours, if wanted."""
        return self._tmux("capture-pane", "-p", *(["-e"] if colors else [])).split("\n")[:-1]

    def tells(self, variable):
        """A variable of tmux about the terminal, as `alternate_on`."""
        return self._tmux("display-message", "-p", f"#{{{variable}}}").strip()

    def wait(self, pattern):
        """The first match on the screen."""
        return self.until(lambda lines: re.search(pattern, "\n".join(lines), re.MULTILINE), f"{pattern!r}")

    def wait_row(self, row, pattern):
        """The match in one row of the screen."""
        return self.until(lambda lines: len(lines) > row >= -len(lines) and re.search(pattern, lines[row]),
                          f"{pattern!r} in row {row}")

    def until(self, fact, what):
        """Waits until fact(lines) is true of the screen, and returns it."""
        last = []

        def look():
            last[:] = self.screen()
            return fact(last)

        try:
            return eventually(look, what)
        except AssertionError as error:
            raise AssertionError(f"{error}; the screen has:\n" + "\n".join(last)) from None
