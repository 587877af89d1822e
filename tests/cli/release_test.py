# SPDX-License-Identifier: MIT
"""scripts/release.sh: what it refuses, by its name, and what it makes; the list that scripts/make-sbom.py prints."""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
from pathlib import Path

from zwstest import PATIENCE, source_dir

SCRIPTS = ("build-packages.sh", "install-deps.sh", "make-sbom.py", "release.sh")
GIT = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a",
       "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": "2026-12-01T10:00:00+0100",
       "GIT_COMMITTER_DATE": "2026-12-01T10:00:00+0100", "GIT_CONFIG_GLOBAL": os.devnull,
       "GIT_CONFIG_NOSYSTEM": "1", "TZ": "America/New_York"}
TIME = "2026-12-01T09:00:00Z"


def run(*command, **options):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=6 * PATIENCE, check=False,
                          **options)


def version():
    return re.search(r"project\(zws VERSION ([\d.]+)", (source_dir() / "CMakeLists.txt").read_text())[1]


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Clone:
    """A clone of what is committed, with the scripts as they are here."""

    def __init__(self, folder):
        self.root = Path(folder) / "zws"
        done = run("git", "clone", "-q", "--no-hardlinks", source_dir(), self.root)
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        for name in SCRIPTS:
            shutil.copy(source_dir() / "scripts" / name, self.root / "scripts")

    def replace(self, name, pattern, text):
        path = self.root / name
        changed, count = re.subn(pattern, text, path.read_text(), count=1, flags=re.MULTILINE)
        if count != 1:
            raise AssertionError(f"{name} has no {pattern}")
        path.write_text(changed)

    def git(self, *args):
        done = run("git", "-C", self.root, *args, env=os.environ | GIT)
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        return done.stdout

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Release")

    def release(self, *args):
        done = run(self.root / "scripts/release.sh", *args, env=os.environ | GIT)
        return done.returncode, done.stdout, done.stderr


@unittest.skipUnless((source_dir() / ".git").exists() and shutil.which("xz"), "SKIPPED: not a clone, or no xz")
class ReleaseTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.clone = Clone(self.folder)
        self.clone.replace("CHANGELOG.md", "^## Unreleased$", f"## {version()} - 2026-12-01")

    def release(self, *args):
        return self.clone.release("--no-packages", "--output", self.folder / "out", *args)

    def assert_refused(self, wanted, *faults):
        code, out, err = self.release(wanted)
        *told, last = err.splitlines()
        self.assertEqual((code, out, told), (1, "", [f"release: {fault}" for fault in faults]))
        self.assertEqual(last, f"release: error: {len(faults)} found, nothing is made")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["zws"])

    def test_another_version_is_refused_with_every_file_that_has_it(self):
        self.clone.commit()
        found = f"found '{version()}', not 9.8.7"
        self.assert_refused("9.8.7", f"CMakeLists.txt: {found}", f"packaging/debian/changelog: {found}",
                            f"CHANGELOG.md: {found}")

    def test_a_file_that_differs_is_named(self):
        self.clone.replace("packaging/debian/changelog", re.escape(f"({version()}-1)"), "(3.2.1-4)")
        self.clone.replace("man/zws.7", r"\A", '.\\\\" zws 3.2.1\n')
        self.clone.commit()
        self.assert_refused(version(), f"packaging/debian/changelog: found '3.2.1', not {version()}",
                            f"man/zws.7:1: found '3.2.1', not {version()}")

    def test_what_is_unreleased_is_refused(self):
        self.clone.replace("CHANGELOG.md", "^## ", "## Unreleased\n\n- New.\n\n## ")
        self.clone.commit()
        self.assert_refused(version(), "CHANGELOG.md: something is still under '## Unreleased'")

    def test_a_heading_needs_a_date(self):
        self.clone.replace("CHANGELOG.md", " - 2026-12-01$", "")
        self.clone.commit()
        self.assert_refused(version(), f"CHANGELOG.md: found '## {version()}', not '## {version()} - YYYY-MM-DD'")

    def test_what_is_not_committed_is_named(self):
        self.clone.commit()
        (self.clone.root / "new").touch()
        self.clone.replace("README.md", "^# zws$", "# ZWS")
        self.assert_refused(version(), "README.md: is not committed", "new: is not committed")

    def test_a_tag_of_another_commit_is_named(self):
        self.clone.git("tag", f"v{version()}")
        self.clone.commit()
        old, new = self.clone.git("rev-parse", "HEAD~", "HEAD").split()
        self.assert_refused(version(), f"tag v{version()}: found at {old}, not at {new}")

    def test_wrong_usage(self):
        for args in ((), ("1.2",), ("01.2.3",), ("v1.2.3",), ("1.2.3", "1.2.3"), ("--nonsense",), ("--output",)):
            with self.subTest(args):
                code, out, err = self.clone.release(*args)
                self.assertEqual((code, out, err.count("\n")), (2, "", 1), err)

    def test_it_makes_archive_list_and_checksums_and_changes_nothing_else(self):
        self.clone.replace("CHANGELOG.md", "^## ", "## Unreleased\n\n## ")
        self.clone.commit()
        before = self.clone.git("for-each-ref")
        code, out, err = self.release(version())
        self.assertEqual((code, err), (0, ""))
        made = self.folder / "out"
        archive, document = made / f"zws-{version()}.tar.xz", made / f"zws-{version()}.spdx.json"
        self.assertEqual(sorted(made.iterdir()), sorted([archive, document, made / "SHA256SUMS"]))
        self.assertEqual((made / "SHA256SUMS").read_text(),
                         "".join(f"{sha256(path)}  {path.name}\n" for path in (document, archive)))
        self.check_archive(archive)
        self.check_list(json.loads(document.read_text()), archive)
        for command in (f"gpg --detach-sign --armor '{archive}'", f"gpg --detach-sign --armor '{made}/SHA256SUMS'",
                        f"git tag -s v{version()} -m 'zws {version()}' {self.clone.git('rev-parse', 'HEAD').strip()}"):
            self.assertIn(f"  {command}\n", out)
        self.assertEqual((self.clone.git("for-each-ref"), self.clone.git("status", "--porcelain")), (before, ""))
        self.assert_same_again(made)

    def stand_in(self, body):
        """Another scripts/build-packages.sh, which is called as the real one: --output FOLDER."""
        (self.clone.root / "scripts/build-packages.sh").write_text(f"#!/bin/sh\nset -eu\n{body}\n")
        self.clone.commit()

    def with_packages(self, *args):
        return self.clone.release("--output", self.folder / "out", *args, version())

    def test_packages_are_beside_the_archive_and_made_from_the_same(self):
        make = re.search(r"^ *(git -C .*archive .*\|\n *xz .*) > ",
                         (source_dir() / "scripts/build-packages.sh").read_text(), re.MULTILINE)[1]
        self.stand_in(f'''[ "$1 $3 $4" = "--output --suite trixie" ]
root=$(dirname "$0")/.. upstream={version()}
mkdir -p "$2/trixie"
{make} > "$2/trixie/zws_$upstream.orig.tar.xz"
echo package > "$2/trixie/zws.deb"''')
        code, _, err = self.with_packages("--suite", "trixie")
        self.assertEqual((code, err), (0, ""))
        sums = (self.folder / "out/SHA256SUMS").read_text().splitlines()
        self.assertEqual([line.split("  ")[1] for line in sums],
                         ["packages/trixie/zws.deb", f"packages/trixie/zws_{version()}.orig.tar.xz",
                          f"zws-{version()}.spdx.json", f"zws-{version()}.tar.xz"])

    def assert_no_release(self, *words):
        code, _, err = self.with_packages()
        self.assertEqual(code, 1, err)
        for word in words:
            self.assertIn(word, err)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["zws"])

    def test_without_its_packages_there_is_no_release(self):
        self.stand_in("exit 77")
        self.assert_no_release("packages cannot be built on this machine; --no-packages leaves them out")
        self.stand_in("exit 1")
        self.assert_no_release("scripts/build-packages.sh: exit status 1")
        self.stand_in(f'mkdir -p "$2/trixie"; echo other > "$2/trixie/zws_{version()}.orig.tar.xz"')
        self.assert_no_release("the packages have another source archive")

    def check_archive(self, archive):
        with tarfile.open(archive) as tar:
            members = tar.getmembers()
        files = {member.name.partition("/")[2] for member in members if not member.isdir()}
        self.assertEqual(files, set(self.clone.git("ls-files", "-z").split("\0")) - {""})
        self.assertEqual(len({member.mtime for member in members}), 1)

    def check_list(self, document, archive):
        source, *others = document["packages"]
        self.assertEqual((source["versionInfo"], source["checksums"][1]["checksumValue"]),
                         (version(), sha256(archive)))
        self.assertEqual(document["creationInfo"]["created"], TIME)
        files = {file["fileName"]: file["checksums"][1]["checksumValue"] for file in document["files"]}
        self.assertEqual(files["./tools/zsine/main.cpp"], sha256(source_dir() / "tools/zsine/main.cpp"))
        self.assertIn("libzmq3-dev", {package["name"] for package in others})

    def assert_same_again(self, made):
        code, _, err = self.clone.release("--no-packages", "--output", self.folder / "again", version())
        self.assertEqual((code, err), (0, ""))
        for path in made.iterdir():
            self.assertEqual(path.read_bytes(), (self.folder / "again" / path.name).read_bytes(), path.name)
        code, out, err = self.release(version())
        self.assertEqual((code, out, err), (1, "", f"release: error: {made} is there already\n"))


class ListTest(unittest.TestCase):
    LICENCE = b"MIT License\n\nCopyright\n"

    def setUp(self):
        self.archive = Path(self.enterContext(tempfile.TemporaryDirectory())) / "zws-1.2.3.tar.xz"

    def pack(self, folder="zws-1.2.3", **files):
        with tarfile.open(self.archive, "w:xz") as tar:
            for name, data in files.items():
                member = tarfile.TarInfo(f"{folder}/{name}")
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))

    def make(self, requirements="", archive=None, created=TIME):
        done = run(sys.executable, source_dir() / "scripts/make-sbom.py", "--created", created,
                   archive or self.archive, input=requirements)
        return done.returncode, done.stdout, done.stderr

    def document(self, requirements=""):
        code, out, err = self.make(requirements)
        self.assertEqual((code, err), (0, ""))
        return json.loads(out)

    def test_files_have_checksums_and_licences(self):
        self.pack(LICENSE=self.LICENCE, b=b"// SPDX-License-Identifier: BSL-1.0\n", a=b"\0")
        document = self.document()
        self.assertEqual([file["fileName"] for file in document["files"]], ["./LICENSE", "./a", "./b"])
        _, plain, other = document["files"]
        self.assertEqual(plain["checksums"],
                         [{"algorithm": "SHA1", "checksumValue": hashlib.sha1(b"\0").hexdigest()},
                          {"algorithm": "SHA256", "checksumValue": hashlib.sha256(b"\0").hexdigest()}])
        self.assertEqual((plain["licenseConcluded"], plain["licenseInfoInFiles"]), ("MIT", ["NONE"]))
        self.assertEqual((other["licenseConcluded"], other["licenseInfoInFiles"]), ("BSL-1.0", ["BSL-1.0"]))
        source, = document["packages"]
        sums = "".join(sorted(file["checksums"][0]["checksumValue"] for file in document["files"]))
        self.assertEqual(source["packageVerificationCode"]["packageVerificationCodeValue"],
                         hashlib.sha1(sums.encode()).hexdigest())
        self.assertEqual(source["licenseInfoFromFiles"], ["BSL-1.0", "NONE"])

    def test_requirements_are_packages_with_their_least_versions(self):
        self.pack(LICENSE=self.LICENCE)
        document = self.document("g++>=4:12\nlibboost1.81-dev|libboost-dev>=1.81\ngit\n")
        compiler, boost, git = document["packages"][1:]
        self.assertEqual((compiler["name"], compiler["versionInfo"]), ("g++", ">= 4:12"))
        self.assertEqual(compiler["externalRefs"][0]["referenceLocator"], "pkg:deb/debian/g%2B%2B")
        self.assertEqual((boost["name"], boost["comment"]), ("libboost1.81-dev", "or libboost-dev>=1.81"))
        self.assertNotIn("versionInfo", git)

    def test_what_is_related_is_there_and_is_named_once(self):
        self.pack(LICENSE=self.LICENCE, a=b"a")
        document = self.document("g++\ngit\n")
        names = ["SPDXRef-DOCUMENT", *(one["SPDXID"] for one in document["packages"] + document["files"])]
        self.assertEqual(len(names), len(set(names)))
        for name in names:
            self.assertRegex(name, r"^SPDXRef-[A-Za-z0-9.-]+$")
        kinds = [relation["relationshipType"] for relation in document["relationships"]]
        self.assertEqual(kinds, ["DESCRIBES", "CONTAINS", "CONTAINS", "BUILD_DEPENDENCY_OF", "BUILD_DEPENDENCY_OF"])
        for relation in document["relationships"]:
            self.assertIn(relation["spdxElementId"], names)
            self.assertIn(relation["relatedSpdxElement"], names)

    def assert_fails(self, why, code=1, **given):
        result = self.make(**given)
        self.assertEqual((result[0], result[1]), (code, ""), result)
        self.assertIn(why, result[2])
        self.assertNotIn("Traceback", result[2])

    def test_what_cannot_be_described(self):
        self.pack(a=b"a")
        self.assert_fails("LICENSE begins with ''")
        self.pack(folder="zws", LICENSE=self.LICENCE)
        self.assert_fails("'zws/LICENSE' is outside of the archive's folder")
        self.pack(LICENSE=self.LICENCE)
        self.assert_fails("'A>=1' is not a requirement", requirements="A>=1\n")
        self.assert_fails("not a time", code=2, created="now")
        self.archive.write_bytes(b"nothing")
        self.assert_fails("make-sbom: error: ")
        self.assert_fails("make-sbom: error: ", archive=self.archive.with_name("zws-9.9.9.tar.xz"))
        self.assert_fails("not named zws-VERSION.tar.xz", archive="zws.tar.xz")


if __name__ == "__main__":
    unittest.main()
