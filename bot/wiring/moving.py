"""The two sides of a move: a data folder, and the servers that the environment names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeVar

from bot.wiring.stored import Stored
from knowledge.errors import ConfigurationError
from knowledge.moving.keywords import KeywordsAnew
from knowledge.moving.move import Move
from knowledge.moving.records import RecordsCopy
from knowledge.moving.vectors import VectorsCopy
from knowledge.own_keywords import OwnKeywordIndex
from knowledge.records.database import INSTALLATION, is_on_a_server

Side = Literal["servers", "folder"]
T = TypeVar("T")


@dataclass(frozen=True)
class Moving:
    """``servers`` has the whole environment; ``to`` is where things go. What it does not name stays in the folder."""

    servers: Stored
    to: Side

    @cached_property
    def move(self) -> Move:
        """Raises ConfigurationError where the environment names no server."""
        environment = self.servers.environment
        if not (environment.klyngebot_database_url or environment.klyngebot_chroma_url):
            raise ConfigurationError(
                "neither KLYNGEBOT_DATABASE_URL nor KLYNGEBOT_CHROMA_URL is set, so nothing says which servers are "
                "meant; write them in .env (see .env.example)."
            )
        if not environment.klyngebot_database_url:
            return Move([self._folder.database], [self._folder.writing_lock()], None, self._vectors(), None)
        databases = [self._folder.database, self.servers.database]
        locks = [self._folder.writing_lock()]
        if is_on_a_server(self.servers.database):
            locks.append(self.servers.writing_lock())
        vectors = self._vectors() if environment.klyngebot_chroma_url else None
        return Move(databases, locks, RecordsCopy(*self._ordered(*databases)), vectors, self._keywords())

    @cached_property
    def _folder(self) -> Stored:
        alone = replace(self.servers.environment, klyngebot_database_url="", klyngebot_chroma_url="")
        return replace(self.servers, environment=alone)

    def _vectors(self) -> VectorsCopy:
        """Named after the records that are there before the move."""
        source, _ = self._ordered(self._folder, self.servers)
        records = source if self.servers.environment.klyngebot_database_url else self._folder
        installation = records.catalogue.fact(INSTALLATION)
        return VectorsCopy(*self._ordered(self._folder.place(installation), self.servers.place(installation)))

    def _keywords(self) -> KeywordsAnew | None:
        """On servers, each folder's own follows the records by itself."""
        if self.to == "servers":
            return None
        return KeywordsAnew(OwnKeywordIndex(self._folder.keyword_folder, self.servers.catalogue))

    def _ordered(self, folder: T, servers: T) -> tuple[T, T]:
        """From where, to where."""
        return (folder, servers) if self.to == "servers" else (servers, folder)
