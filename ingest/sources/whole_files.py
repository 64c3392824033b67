"""Files of the data folder that are there whole or not at all, whenever somebody looks or the program is killed."""

from __future__ import annotations

import os
from pathlib import Path

from knowledge.errors import DataFolderError


def write_whole(path: Path, content: bytes) -> None:
    """Puts ``content`` in the place of what was there. Raises DataFolderError."""
    fresh = path.with_suffix(f".{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.write_bytes(content)
        os.replace(fresh, path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise DataFolderError(
            f"a copy cannot be written to {path.parent} ({error.strerror}); make room there, then run this again."
        ) from error
