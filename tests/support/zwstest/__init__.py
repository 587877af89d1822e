# SPDX-License-Identifier: MIT
"""What the black-box tests share: processes, ZeroMQ peers and a WebSocket client. Standard library and pyzmq."""

from .certificate import make_certificate
from .peers import Peers
from .process import (PATIENCE, SLOWNESS, Result, Tool, bin_dir, build_dir, eventually, memory, optional_tools, run,
                      source_dir, tool_path)
from .tmux import PROMPT, Tmux
from .websocket import WebSocket

__all__ = [
    "PATIENCE",
    "PROMPT",
    "SLOWNESS",
    "Peers",
    "Result",
    "Tmux",
    "Tool",
    "WebSocket",
    "bin_dir",
    "build_dir",
    "eventually",
    "make_certificate",
    "memory",
    "optional_tools",
    "run",
    "source_dir",
    "tool_path",
]
