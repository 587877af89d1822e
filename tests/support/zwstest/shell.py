# SPDX-License-Identifier: MIT
"""Shells at a terminal, for what happens when a key is pressed."""

import os
import pty
import select
import shlex
import time
from pathlib import Path

from .process import SLOWNESS

STARTS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"],
             "bind 'set enable-bracketed-paste off'; bind 'set bell-style none'"),
    "zsh": (["zsh", "-f", "-i"], "autoload -U compinit; compinit -D -u; unsetopt beep list_beep"),
}


class Shell:
    """bash or zsh with a script read into it; `command` is a function that keeps its arguments."""

    PROMPT = "<prompt>"

    def __init__(self, shell, script, command, folder):
        self._words = Path(folder) / "words"
        Path(folder, "script").write_text(script)
        arguments, settings = STARTS[shell]
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            os.chdir(folder)
            environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "vt100", "LC_ALL": "C.UTF-8",
                           "INPUTRC": "/dev/null", "PS1": "", "HISTFILE": ""}
            os.execvpe(arguments[0], arguments, environment)
        self.shown = ""
        keep = f"{command}() {{ printf '%s\\n' \"$@\" > words.new; mv words.new words; }}"
        self._send(f"{settings}; {keep}; source ./script; PS1='<prom''pt>'\n")
        self._wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self._terminal)  # which hangs up
        os.waitpid(self._pid, 0)

    def words(self, typed):
        """The arguments that the command has got when `typed` (a tab completes) and Enter were pressed."""
        self._words.unlink(missing_ok=True)
        self._send(typed + "\n")
        self._wait()
        return self._words.read_text().splitlines()

    def _send(self, text):
        os.write(self._terminal, text.encode())

    def _wait(self):
        """Waits for the next prompt."""
        end = time.monotonic() + 20 * SLOWNESS
        self.shown = ""
        while self.PROMPT not in self.shown:
            if not select.select([self._terminal], [], [], max(0, end - time.monotonic()))[0]:
                raise TimeoutError(f"no prompt after: {self.shown!r}")
            self.shown += os.read(self._terminal, 65536).decode(errors="replace")
