"""What the command ends with."""

from __future__ import annotations

CLEAN = 0
FOUND = 1
COULD_NOT_CHECK = 2
NOTHING_TO_CHECK = 3
BUG = 4
INTERRUPTED = 130
