# SPDX-License-Identifier: MIT
"""The parts of run.py."""
