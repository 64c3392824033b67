"""Takes what was deleted out of the files of the databases too: SQLite keeps pages of deleted rows for later use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from knowledge.errors import DataFolderError
from knowledge.index import VectorIndex

_PATIENCE = 30.0
_STEPS = ("PRAGMA secure_delete=ON", "VACUUM")


class Compacting:
    """``chroma`` is the folder of the vector index. Of a database on a server that server takes care."""

    def __init__(
        self, engine: Engine, vectors: VectorIndex, chroma: Path, patience: float = _PATIENCE
    ) -> None:
        """``patience`` is how many seconds others may hold a database."""
        self._engine = engine
        self._vectors = vectors
        self._chroma = chroma
        self._patience = patience

    def run(self) -> None:
        """Raises DataFolderError where another process is in the way."""
        self._vectors.close()
        self._engine.dispose()
        if self._engine.dialect.name == "sqlite" and self._engine.url.database:
            _compact(Path(self._engine.url.database), self._patience)
        if (file := self._chroma / "chroma.sqlite3").exists():
            _compact(file, self._patience)


def _compact(file: Path, patience: float) -> None:
    try:
        with closing(sqlite3.connect(file, timeout=patience, isolation_level=None)) as connection:
            for step in _STEPS:
                connection.execute(step).fetchall()
            # Where somebody still reads what was, SQLite says so in a row and raises nothing.
            (is_held, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if is_held:
                raise sqlite3.OperationalError("another program is reading it")
    except sqlite3.Error as error:
        raise DataFolderError(
            f"{file} holds traces of what was erased, and cannot be compacted ({error}); "
            "stop the bot and run the same again."
        ) from error
