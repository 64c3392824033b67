"""The bytes of what coordinators add, in the data folder, each under the digest of what it holds."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from ingest.sources.whole_files import write_whole


class Contents:
    """The same bytes are kept once, whoever adds them and however often."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """The SHA-256 of ``content``, which is kept from now on. Raises DataFolderError."""
        digest = hashlib.sha256(content).hexdigest()
        at = self.at(digest)
        if at.exists() and at.stat().st_size == len(content):
            at.touch()
            return digest
        write_whole(at, content)
        return digest

    def at(self, digest: str) -> Path:
        """Where the bytes of that digest lie; nothing is there where they were never put."""
        return self._folder / digest

    def older_than(self, moment: datetime) -> tuple[str, ...]:
        """The digests of what was put before ``moment`` (aware), and not again since."""
        if not self._folder.exists():
            return ()
        limit = moment.timestamp()
        return tuple(path.name for path in self._folder.iterdir() if path.stat().st_mtime < limit)

    def drop(self, digest: str) -> None:
        self.at(digest).unlink(missing_ok=True)
