#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints what a source archive of zws consists of, and what it is built with, in SPDX 2.3 (JSON).

    scripts/install-deps.sh --list | scripts/make-sbom.py --created TIME zws-VERSION.tar.xz > zws-VERSION.spdx.json

Standard input has a requirement a line, 'package>=version', with alternatives after '|'. TIME is that of the document,
in UTC, such as 2026-11-30T12:00:00Z: the same archive, requirements and time give the same document.

The licence of a file is what its first lines say (SPDX-License-Identifier), or else that of the whole, which the file
LICENSE names.
"""

import argparse
import hashlib
import json
import re
import sys
import tarfile
from pathlib import Path

DOCUMENT = "SPDXRef-DOCUMENT"
SOURCE = "SPDXRef-zws"
ARCHIVE = re.compile(r"zws-(\d+\.\d+\.\d+)\.tar\.xz")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
LICENCE = re.compile(rb"SPDX-License-Identifier: ([\w.+-]+)")
LICENCES = {b"MIT License": "MIT"}
"""SPDX's names, by the first line of LICENSE."""
HEAD = 5
"""Lines of a file in which its licence is named."""
REQUIREMENT = re.compile(r"([a-z0-9][a-z0-9.+-]*)(?:>=([\w.:+~-]+))?\??")


class WrongInput(Exception):
    """What is given cannot be described; the text says why."""


def checksums(data, *algorithms):
    return [{"algorithm": name, "checksumValue": hashlib.new(name, data).hexdigest()} for name in algorithms]


def files_in(archive):
    """Paths below the archive's folder, and contents, in order."""
    with tarfile.open(archive) as tar:
        regular = sorted((member for member in tar if member.isfile()), key=lambda member: member.name)
        for member in regular:
            folder, _, path = member.name.partition("/")
            if f"{folder}.tar.xz" != archive.name or not path:
                raise WrongInput(f"{archive}: '{member.name}' is outside of the archive's folder")
            yield path, tar.extractfile(member).read()


def licence_of_all(files):
    """That of the file LICENSE."""
    first = dict(files).get("LICENSE", b"").partition(b"\n")[0]
    if first not in LICENCES:
        raise WrongInput(f"LICENSE begins with '{first.decode(errors='replace')}', which is no licence that is known")
    return LICENCES[first]


def describe_file(number, path, data, whole):
    named = LICENCE.search(b"\n".join(data.split(b"\n", HEAD)[:HEAD]))
    licence = named[1].decode() if named else None
    return {
        "SPDXID": f"SPDXRef-File-{number}",
        "fileName": f"./{path}",
        "checksums": checksums(data, "SHA1", "SHA256"),
        "licenseConcluded": licence or whole,
        "licenseInfoInFiles": [licence or "NONE"],
        "copyrightText": "NOASSERTION",
    }


def verification_code(files):
    """SPDX 2.3, 7.9: one SHA-1 of those of all files."""
    sums = sorted(file["checksums"][0]["checksumValue"] for file in files)
    return hashlib.sha1("".join(sums).encode()).hexdigest()


def describe_source(archive, version, files, whole):
    return {
        "SPDXID": SOURCE,
        "name": "zws",
        "versionInfo": version,
        "packageFileName": archive.name,
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": True,
        "packageVerificationCode": {"packageVerificationCodeValue": verification_code(files)},
        "checksums": checksums(archive.read_bytes(), "SHA1", "SHA256"),
        "licenseConcluded": whole,
        "licenseDeclared": whole,
        "licenseInfoFromFiles": sorted({licence for file in files for licence in file["licenseInfoInFiles"]}),
        "copyrightText": "NOASSERTION",
    }


def describe_requirement(line):
    """A package of Debian that zws is built with: the first alternative; the others are a comment."""
    alternatives = [REQUIREMENT.fullmatch(part) for part in line.split("|")]
    if None in alternatives:
        raise WrongInput(f"'{line}' is not a requirement")
    name, least = alternatives[0].groups()
    package = {
        "SPDXID": "SPDXRef-Debian-" + name.replace("+", "-plus"),
        "name": name,
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": "NOASSERTION",
        "copyrightText": "NOASSERTION",
        "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                          "referenceLocator": f"pkg:deb/debian/{name.replace('+', '%2B')}"}],
    }
    if least:
        package["versionInfo"] = f">= {least}"
    if len(alternatives) > 1:
        package["comment"] = "or " + " or ".join(line.split("|")[1:])
    return package


def relation(one, kind, other):
    return {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}


def describe(archive, created, requirements):
    named = ARCHIVE.fullmatch(archive.name)
    if not named:
        raise WrongInput(f"{archive}: not named zws-VERSION.tar.xz")
    contents = list(files_in(archive))
    whole = licence_of_all(contents)
    files = [describe_file(number, path, data, whole) for number, (path, data) in enumerate(contents, 1)]
    source = describe_source(archive, named[1], files, whole)
    packages = [describe_requirement(line) for line in requirements]
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": DOCUMENT,
        "name": f"zws-{named[1]}",
        "documentNamespace": f"https://zws.invalid/spdx/zws-{named[1]}-{source['checksums'][1]['checksumValue']}",
        "creationInfo": {"created": created, "creators": [f"Tool: make-sbom.py-{named[1]}"]},
        "packages": [source, *packages],
        "files": files,
        "relationships": [relation(DOCUMENT, "DESCRIBES", SOURCE),
                          *(relation(SOURCE, "CONTAINS", file["SPDXID"]) for file in files),
                          *(relation(package["SPDXID"], "BUILD_DEPENDENCY_OF", SOURCE) for package in packages)],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--created", required=True, metavar="TIME")
    parser.add_argument("archive", type=Path)
    given = parser.parse_args()
    if not TIME.fullmatch(given.created):
        parser.error(f"--created '{given.created}': not a time such as 2026-11-30T12:00:00Z")
    try:
        document = describe(given.archive, given.created, sys.stdin.read().split())
    except (OSError, tarfile.TarError, WrongInput) as e:
        sys.exit(f"make-sbom: error: {e}")
    print(json.dumps(document, indent=1))


if __name__ == "__main__":
    main()
