"""Takes what was deleted out of the files of the databases too: SQLite keeps pages of deleted rows for later use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from knowledge.errors import DataFolderError
from knowledge.index import VectorIndex

_PATIENCE = 30.0
_STEPS = ("PRAGMA secure_delete=ON", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")


class Compacting:
    """``chroma`` is the folder of the vector index. Of a database on a server that server takes care."""

    def __init__(self, engine: Engine, vectors: VectorIndex, chroma: Path) -> None:
        self._engine = engine
        self._vectors = vectors
        self._chroma = chroma

    def run(self) -> None:
        """Raises DataFolderError where another process is in the way."""
        self._vectors.close()
        self._engine.dispose()
        if self._engine.dialect.name == "sqlite" and self._engine.url.database:
            _compact(Path(self._engine.url.database))
        if (file := self._chroma / "chroma.sqlite3").exists():
            _compact(file)


def _compact(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)) as connection:
            for step in _STEPS:
                connection.execute(step).fetchall()
    except sqlite3.Error as error:
        raise DataFolderError(
            f"{file} holds traces of what was erased, and cannot be compacted ({error}); "
            "stop the bot and run the same again."
        ) from error
