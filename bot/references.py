"""One number for a person and the log: what went wrong is told with it, and found by it."""

from __future__ import annotations

import secrets

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that are mixed up when read aloud


def new_reference() -> str:
    """What a person can name, and an operator find in the log."""
    return "".join(secrets.choice(_LETTERS) for _ in range(6))
