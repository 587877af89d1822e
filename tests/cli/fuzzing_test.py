# SPDX-License-Identifier: MIT
"""Each fuzz target has a corpus and a dictionary, and is built by the preset and by OSS-Fuzz's build.sh."""

import json
import os
import re
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

from zwstest import PATIENCE, source_dir

FUZZ = source_dir() / "tests/fuzz"
ENTRY = re.compile(r'"([^"\\]|\\["\\]|\\x[0-9a-f]{2})+"')


def targets():
    return sorted(path.name.removesuffix("_fuzz.cpp") for path in FUZZ.glob("*_fuzz.cpp"))


def folder_names(folder, end=""):
    return sorted(path.name.removesuffix(end) for path in (FUZZ / folder).iterdir())


class TargetsTest(unittest.TestCase):
    def test_all_are_built(self):
        described = re.findall(r"^ *zws_fuzz\((\w+) ", (FUZZ / "CMakeLists.txt").read_text(), re.MULTILINE)
        self.assertEqual(sorted(described), targets())
        presets = json.loads((source_dir() / "CMakePresets.json").read_text())["buildPresets"]
        preset, = (preset for preset in presets if preset["name"] == "fuzz")
        self.assertEqual(preset["targets"], ["fuzzers"])

    def test_each_has_a_corpus(self):
        self.assertEqual(folder_names("corpus"), targets())
        for name in targets():
            self.assertTrue(any((FUZZ / "corpus" / name).iterdir()), name)

    def test_each_has_a_dictionary(self):
        self.assertEqual(folder_names("dictionaries", ".dict"), targets())

    def test_dictionaries_are_what_engines_read(self):
        for name in targets():
            lines = (FUZZ / "dictionaries" / f"{name}.dict").read_text("ascii").splitlines()
            entries = [line for line in lines if line and not line.startswith("#")]
            with self.subTest(name):
                self.assertEqual([entry for entry in entries if not ENTRY.fullmatch(entry)], [])
                self.assertEqual(len(set(entries)), len(entries), "an entry is there twice")
                self.assertGreater(len(entries), 5)


class OssFuzzTest(unittest.TestCase):
    """The functions of build.sh, without the building."""

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.out = self.folder / "out"
        self.out.mkdir()
        (self.folder / "zws").symlink_to(source_dir())

    def call(self, *function):
        script = source_dir() / "packaging/oss-fuzz/build.sh"
        places = {"SRC": str(self.folder), "WORK": str(self.folder), "OUT": str(self.out)}
        done = subprocess.run(["bash", "-c", 'source "$1"; "${@:2}"', "test", script, *function], capture_output=True,
                              env=os.environ | places, text=True, timeout=PATIENCE, check=False)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_corpus_and_dictionary_are_named_after_the_target(self):
        self.call("put_inputs", "sequence")
        self.assertEqual(sorted(path.name for path in self.out.iterdir()),
                         ["sequence_fuzz.dict", "sequence_fuzz_seed_corpus.zip"])
        with zipfile.ZipFile(self.out / "sequence_fuzz_seed_corpus.zip") as corpus:
            seeds = {path.name: path.read_bytes() for path in (FUZZ / "corpus/sequence").iterdir()}
            self.assertEqual({name: corpus.read(name) for name in corpus.namelist()}, seeds)

    def test_libraries_are_beside_the_targets_but_those_of_glibc(self):
        self.call("put_libraries", os.environ["ZWS_BIN_DIR"] + "/zrelay")
        names = {path.name.split(".so")[0] for path in (self.out / "lib").iterdir()}
        self.assertIn("libzmq", names)
        self.assertTrue(names.isdisjoint({"libc", "libm", "libresolv"}), names)


if __name__ == "__main__":
    unittest.main()
