"""Sources of the library by their names: how they are cited, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, select

from knowledge.models import SourceInfo
from knowledge.records.rows import READY, chunks, source_info
from knowledge.records.tables import documents, passages, texts


@dataclass(frozen=True, slots=True)
class CitedSource:
    """``text`` is all that it says, in reading order."""

    info: SourceInfo
    text: str


class CitedSources:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def named(self, sources: Sequence[str]) -> dict[str, SourceInfo]:
        """Those of them that are in the library, over all audiences."""
        query = select(documents).join(texts, texts.c.id == documents.c.text_id).where(texts.c.state == READY)
        found: dict[str, SourceInfo] = {}
        with self._engine.connect() as connection:
            for part in chunks(list(sources)):
                for row in connection.execute(query.where(documents.c.source.in_(part))):
                    found[row.source] = source_info(row)
        return found

    def read(self, sources: Sequence[str]) -> dict[str, CitedSource]:
        """The same with their texts."""
        query = (
            select(passages.c.body)
            .join(documents, documents.c.text_id == passages.c.text_id)
            .order_by(passages.c.number)
        )
        with self._engine.connect() as connection:
            return {
                source: CitedSource(
                    info, "\n".join(connection.scalars(query.where(documents.c.source == source)))
                )
                for source, info in self.named(sources).items()
            }
