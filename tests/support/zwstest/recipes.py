# SPDX-License-Identifier: MIT
"""Examples of documents, each played by a test as it is printed."""

import functools
import re
import shutil
import unittest

from .machine import PATH, Machine
from .process import PATIENCE, eventually, source_dir


def commands(example):
    """What is to be typed: the lines without the prompts of a user or of root."""
    return re.sub(r"^[$#] ", "", example.text, flags=re.MULTILINE)


class Recipes:
    """The examples of documents, and the tests that play them."""

    def __init__(self, examples):
        self.examples = examples
        self._played = {}

    def plays(self, expression, needs=(), together=False):
        """A test that is called for each example in which the expression is found, with its commands.

        With together=True it is called once, with those of all.
        """

        def decorate(test):
            self._played[expression] = test.__name__

            @functools.wraps(test)
            def play(case):
                missing = [program for program in needs if not shutil.which(program, path=PATH)]
                if missing:
                    case.skipTest(f"SKIPPED: not found: {', '.join(missing)}")
                found = [example for example in self.examples if re.search(expression, example.text)]
                case.assertTrue(found, "this recipe is in no document any more")
                for examples in [found] if together else [[example] for example in found]:
                    with case.subTest(str(examples[0])):
                        case.machine = Machine(case)
                        test(case, *map(commands, examples))
                        case.doCleanups()

            return play

        return decorate

    def check_coverage(self, case, others):
        """Each example is played by one test, or begins with one of the other expressions."""
        for example in self.examples:
            tests = {name for expression, name in self._played.items() if re.search(expression, example.text)}
            tests |= {expression for expression in others if re.match(expression, example.text)}
            case.assertEqual(len(tests), 1, f"{example}is played by {tests or 'no test'}")


class RecipeCase(unittest.TestCase):
    def chain(self, *options):
        """The chain that the README starts with."""
        for tool in ("zrelay", "zws2browser"):
            self.machine.start(f"exec {tool}").wait_err("ready")
        self.machine.start(" ".join(("exec zsine", *options)))
        self.taps()

    def relay(self):
        self.machine.start("exec zrelay").wait_err("ready")

    def taps(self, *options, **place):
        """A message that flows, as zmqcat prints it."""
        done = self.machine.run(" ".join(("zmqcat -n 1 --timeout", str(PATIENCE), *options)), PATIENCE + 10, **place)
        self.assertEqual(done.code, 0, done.err)
        return done.out.decode()

    def listener(self):
        """A subscriber of the relay to which messages flow: nothing that is sent from now on is lost."""
        tap = self.machine.start("exec -a tap zmqcat --format '%t %p\\n'")
        tap.wait_lines(1)
        return tap

    def hears(self, tap, expression):
        eventually(lambda: re.search(expression, tap.out().decode(), re.MULTILINE), expression)

    def fetches(self, url, *options):
        """What a page answers, once it does."""
        get = f"curl --silent --show-error --fail {' '.join(options)} '{url}'"
        return eventually(lambda: self.machine.run(get).out.decode(), url)

    def metric(self, name, host="127.0.0.1:8000"):
        return float(re.search(rf"^{name} (\S+)$", self.fetches(f"http://{host}/metrics"), re.MULTILINE)[1])

    def awaits_messages(self, host="127.0.0.1:8000"):
        """Waits until a zws2browser has taken messages."""
        eventually(lambda: self.metric("zws2browser_messages_received_total", host) > 0, "a message", PATIENCE)

    def plays_to_the_end(self, text, timeout=PATIENCE):
        done = self.machine.run(text, timeout)
        self.assertEqual(done.code, 0, done.err)
        return done


class UnitCase(RecipeCase):
    """Recipes of systemd, which does not run on the machine."""

    def units(self):
        """Our units, as they are installed, in the folder of the machine, and the folder of their settings."""
        self.machine.run("mkdir -p /etc/zws")
        for template in (source_dir() / "systemd").glob("*.in"):
            text = template.read_text().replace("@ZWS_TOOLS@", "/usr/local/bin").replace("@ZWS_SETTINGS@", "/etc/zws")
            (self.machine.folder / template.stem).write_text(text)

    def verify(self, unit):
        """Lets systemd read a unit, as it is on the machine, and its drop-ins."""
        path = {"SYSTEMD_UNIT_PATH": f"{self.machine.folder}:"}
        done = self.machine.run(f"systemd-analyze verify --man=no {unit}", env=path)
        self.assertNotIn(unit.split("/")[-1], done.err)

    def stand_in(self, *programs):
        """Programs that only print how they were called."""
        for program in programs:
            path = self.machine.folder / "bin" / program
            path.write_text(f'#!/bin/sh\necho "{program} $*"\n')
            path.chmod(0o755)
