"""Where a test keeps records: a file of SQLite or a database of PostgreSQL, opened as often as the test likes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from knowledge.records.database import open_database, sqlite_url
from tests.standins.postgres import Postgres


class Records:
    """``make`` gives the address of a new empty database, which ``drop`` removes; ``open`` opens the one of that name,
    as another process would."""

    def __init__(self, make: Callable[[str], str], drop: Callable[[str], None]) -> None:
        self._make = make
        self._drop = drop
        self._urls: dict[str, str] = {}
        self._engines: list[Engine] = []

    def url(self, name: str = "klyngebot") -> str:
        if name not in self._urls:
            self._urls[name] = self._make(name)
        return self._urls[name]

    def open(self, name: str = "klyngebot") -> Engine:
        engine = open_database(self.url(name))
        self._engines.append(engine)
        return engine

    def close(self) -> None:
        for engine in self._engines:
            engine.dispose()
        for url in self._urls.values():
            self._drop(url)


def on_sqlite(folder: Path) -> Records:
    return Records(lambda name: sqlite_url(folder / f"{name}.db"), lambda url: None)


def on(server: Postgres) -> Records:
    return Records(lambda name: server.database(), server.drop)
