#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that includes run one way between the folders of libcommon, of the tools and of the page, as ROOMS says.

    scripts/check-includes.py [FOLDER]      # of the sources; without it: this one
"""

import fnmatch
import posixpath
import re
import sys
from pathlib import Path

# A room is a set of files, with the rooms that it may include from; all of a tool may include all of libcommon. A file
# is in the first room with a pattern that it matches. A room stands below those that name it: there are no circles.
ROOMS = [
    ("libcommon/text", ["libcommon/text/*"], []),
    ("libcommon/os", ["libcommon/os/*"], ["libcommon/text"]),
    ("libcommon/zmtp", ["libcommon/zmtp/*"], ["libcommon/text"]),
    ("libcommon/cli", ["libcommon/cli/*"], ["libcommon/text", "libcommon/os"]),
    ("libcommon/peer", ["libcommon/peer/*"], ["libcommon/text", "libcommon/os", "libcommon/zmtp", "libcommon/cli"]),
    ("libcommon/zmq", ["libcommon/zmq/*"], ["libcommon/text", "libcommon/os", "libcommon/cli", "libcommon/peer"]),
    ("libcommon/metrics", ["libcommon/metrics/*"], ["libcommon/text", "libcommon/os", "libcommon/cli"]),
    ("libcommon/json", ["libcommon/json/*"], ["libcommon/text", "libcommon/zmq"]),
    ("libcommon/codec/ground",
     ["libcommon/codec/byte_reader.hpp", "libcommon/codec/digits.*", "libcommon/codec/formats.hpp",
      "libcommon/codec/json_builder.*", "libcommon/codec/step.hpp"],
     ["libcommon/text", "libcommon/zmq", "libcommon/json"]),
    ("libcommon/codec/arrays", ["libcommon/codec/arrays/*"],
     ["libcommon/text", "libcommon/zmq", "libcommon/json", "libcommon/codec/ground"]),
    ("libcommon/codec/cbor", ["libcommon/codec/cbor/*"],
     ["libcommon/text", "libcommon/codec/ground", "libcommon/codec/arrays"]),
    ("libcommon/codec/pickle", ["libcommon/codec/pickle/*"],
     ["libcommon/text", "libcommon/json", "libcommon/codec/ground", "libcommon/codec/arrays"]),
    ("libcommon/codec/protobuf", ["libcommon/codec/protobuf/*"],
     ["libcommon/text", "libcommon/os", "libcommon/cli", "libcommon/zmq", "libcommon/codec/ground"]),
    ("libcommon/codec", ["libcommon/codec/*"],
     ["libcommon/text", "libcommon/os", "libcommon/cli", "libcommon/zmq", "libcommon/json", "libcommon/codec/ground",
      "libcommon/codec/arrays", "libcommon/codec/cbor", "libcommon/codec/pickle", "libcommon/codec/protobuf"]),
    ("libcommon/points", ["libcommon/points/*"], ["libcommon/text", "libcommon/json"]),
    ("libcommon/mcap", ["libcommon/mcap/*"],
     ["libcommon/text", "libcommon/os", "libcommon/zmq", "libcommon/json", "libcommon/codec/ground",
      "libcommon/codec"]),

    ("zsine", ["tools/zsine/*"], []),
    ("zfeed", ["tools/zfeed/*"], []),
    ("zcat", ["tools/zcat/*"], []),
    ("zrec", ["tools/zrec/*"], []),

    ("zpeek/ground", ["tools/zpeek/options.*", "tools/zpeek/view.hpp"], []),
    ("zpeek/peers", ["tools/zpeek/peers/*"], ["zpeek/ground"]),
    ("zpeek/sampling", ["tools/zpeek/sampling/*"], ["zpeek/ground"]),
    ("zpeek/recognising", ["tools/zpeek/recognising/*"], ["zpeek/ground", "zpeek/sampling"]),
    ("zpeek/fields", ["tools/zpeek/fields/*"], ["zpeek/ground", "zpeek/sampling", "zpeek/recognising"]),
    ("zpeek/findings", ["tools/zpeek/findings/*"],
     ["zpeek/ground", "zpeek/peers", "zpeek/sampling", "zpeek/recognising", "zpeek/fields"]),
    ("zpeek/reporting", ["tools/zpeek/reporting/*"],
     ["zpeek/ground", "zpeek/peers", "zpeek/sampling", "zpeek/recognising", "zpeek/fields", "zpeek/findings"]),
    ("zpeek/terminal", ["tools/zpeek/terminal/*"], ["zpeek/ground"]),
    ("zpeek/plot", ["tools/zpeek/plot/*"], ["zpeek/ground", "zpeek/terminal"]),
    ("zpeek/top", ["tools/zpeek/top/*"], ["zpeek/ground", "zpeek/sampling", "zpeek/terminal"]),
    ("zpeek", ["tools/zpeek/*"],
     ["zpeek/ground", "zpeek/peers", "zpeek/sampling", "zpeek/recognising", "zpeek/fields", "zpeek/findings",
      "zpeek/reporting", "zpeek/terminal", "zpeek/plot", "zpeek/top"]),

    ("zrelay/ground", ["tools/zrelay/note.*"], []),
    ("zrelay/zmtp", ["tools/zrelay/zmtp/*"], ["zrelay/ground"]),
    ("zrelay/replay", ["tools/zrelay/replay/*"], []),
    ("zrelay", ["tools/zrelay/*"], ["zrelay/ground", "zrelay/zmtp", "zrelay/replay"]),

    ("znats/ground", ["tools/znats/options.*", "tools/znats/server_url.*", "tools/znats/subject.*"], []),
    ("znats/nats", ["tools/znats/nats/*"], ["znats/ground"]),
    ("znats/to_nats", ["tools/znats/to_nats/*"], ["znats/ground", "znats/nats"]),
    ("znats/from_nats", ["tools/znats/from_nats/*"], ["znats/ground", "znats/nats"]),
    ("znats", ["tools/znats/*"], ["znats/ground", "znats/nats", "znats/to_nats", "znats/from_nats"]),

    ("zws2browser/ground", ["tools/zws2browser/net.hpp", "tools/zws2browser/counters.hpp"], []),
    ("zws2browser/http", ["tools/zws2browser/http/*"], ["zws2browser/ground"]),
    ("zws2browser/tls", ["tools/zws2browser/tls/*"], ["zws2browser/ground"]),
    ("zws2browser/history", ["tools/zws2browser/history/*"], ["zws2browser/ground", "zws2browser/http"]),
    ("zws2browser/options", ["tools/zws2browser/options.*"],
     ["zws2browser/ground", "zws2browser/http", "zws2browser/history"]),
    ("zws2browser/stream", ["tools/zws2browser/stream/*"],
     ["zws2browser/ground", "zws2browser/http", "zws2browser/history", "zws2browser/options"]),
    ("zws2browser/delivery", ["tools/zws2browser/delivery/*"],
     ["zws2browser/ground", "zws2browser/options", "zws2browser/stream"]),
    ("zws2browser/websocket", ["tools/zws2browser/websocket/*"],
     ["zws2browser/ground", "zws2browser/http", "zws2browser/history", "zws2browser/options", "zws2browser/stream",
      "zws2browser/delivery"]),
    ("zws2browser", ["tools/zws2browser/*"],
     ["zws2browser/ground", "zws2browser/http", "zws2browser/tls", "zws2browser/history", "zws2browser/options",
      "zws2browser/stream", "zws2browser/delivery", "zws2browser/websocket"]),

    ("web/data", ["web/data/*"], []),
    ("web/payload", ["web/payload/*"], ["web/data"]),
    ("web/history", ["web/history/*"], ["web/data"]),
    ("web/formula", ["web/formula/*"], ["web/data"]),
    ("web/spectra", ["web/spectra/*"], ["web/data"]),
    ("web/stream", ["web/stream/*"], ["web/data", "web/payload"]),
    ("web/raster", ["web/raster/*"], ["web/data"]),
    ("web/view", ["web/view/*"], ["web/data", "web/spectra", "web/raster"]),
    ("web/picture", ["web/picture/*"], ["web/data", "web/raster", "web/view"]),
    ("web/interface/ground", ["web/interface/menus.js", "web/interface/*settings.js"],
     ["web/data", "web/spectra", "web/view"]),
    ("web/interface/choosing", ["web/interface/choosing/*"],
     ["web/data", "web/formula", "web/spectra", "web/view", "web/interface/ground"]),
    ("web/interface/saving", ["web/interface/saving/*"],
     ["web/data", "web/history", "web/view", "web/picture", "web/interface/ground"]),
    ("web/interface", ["web/interface/*"],
     ["web/data", "web/payload", "web/history", "web/formula", "web/stream", "web/view", "web/picture",
      "web/interface/ground", "web/interface/choosing", "web/interface/saving"]),
    ("web", ["web/*"],
     ["web/data", "web/payload", "web/history", "web/formula", "web/stream", "web/interface", "web/interface/ground",
      "web/interface/saving"]),
]
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
IMPORT = re.compile(r'(?:from |import\()"([^"]+)"')  # of a module, or of a type in a comment


def room_of(path):
    return next((name for name, patterns, _ in ROOMS
                 if any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)), None)


def misplaced(rooms):
    """Rooms that the table lets include from one that does not stand below them."""
    names = [name for name, _, _ in rooms]
    return [f"{name}: {other} is not above it in ROOMS" for at, (name, _, uses) in enumerate(rooms)
            for other in uses if other not in names[:at]]


def included(path, text):
    """What the source at `path` includes, as paths in the project."""
    if path.endswith(".js"):
        return [posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) for name in IMPORT.findall(text)]
    return INCLUDE.findall(text)


def faults(root):
    allowed = {name: set(uses) for name, _, uses in ROOMS}
    found = misplaced(ROOMS)
    sources = [path for folder in ("libcommon", "tools") for path in (root / folder).rglob("*.[ch]pp")]
    for file in sorted(sources) + sorted((root / "web").rglob("*.js")):
        path = file.relative_to(root).as_posix()
        room = room_of(path)
        if room is None:
            found.append(f"{path}: is in no room of scripts/check-includes.py")
            continue
        for include in included(path, file.read_text()):
            target = room_of(include)
            from_below = target is not None and target.startswith("libcommon/") and not room.startswith("libcommon/")
            if target != room and target not in allowed[room] and not from_below:
                found.append(f"{path}: includes {include}, which {room} may not use")
    return found


def main():
    found = faults(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
