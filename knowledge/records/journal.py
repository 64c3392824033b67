"""Writing the records of files, documents, texts and passages, a short transaction a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, Engine, delete, insert, select, update

from knowledge.records.arrivals import forget_arrivals, note_arrivals
from knowledge.records.register import dump
from knowledge.records.rows import (
    LEAVING,
    PENDING,
    READY,
    FileRecord,
    Held,
    Text,
    chunks,
    document_row,
    passage_row,
)
from knowledge.records.tables import documents, facts, files, passages, rows, texts


class Journal:
    """What it writes is visible to other processes at once. One process writes at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def state_fact(self, name: str, value: str) -> None:
        with self._engine.begin() as connection:
            _write_fact(connection, name, value)

    def begin_texts(self, new: Sequence[Text]) -> None:
        """Writes texts that are not there yet as pending: no question finds them."""
        with self._engine.begin() as connection:
            for text in new:
                connection.execute(delete(texts).where(texts.c.id == text.id))
                connection.execute(
                    insert(texts).values(id=text.id, kind=text.kind, audience=text.audience, state=PENDING)
                )
                written = [
                    passage_row(text.id, passage, digest)
                    for passage, digest in zip(text.passages, text.digests, strict=True)
                ]
                if written:
                    connection.execute(insert(passages), written)

    def commit(self, updates: Sequence[tuple[FileRecord, Sequence[Held]]]) -> None:
        """In one transaction: files and their documents replaced, their texts ready, unheld texts leaving."""
        with self._engine.begin() as connection:
            for record, held in updates:
                note_arrivals(connection, record, held)
                connection.execute(delete(files).where(files.c.path == record.path))
                connection.execute(insert(files).values(asdict(record)))
                if held:
                    _write_documents(connection, record.path, held)
            _let_unheld_leave(connection)

    def touch(self, record: FileRecord) -> None:
        stamp = {"size": record.size, "mtime_ns": record.mtime_ns, "read_at": record.read_at}
        with self._engine.begin() as connection:
            connection.execute(update(files).where(files.c.path == record.path).values(stamp))

    def note(self, path: str, failure: str, mend: str) -> None:
        """Writes a failure beside what is known of a file; the next sync tries again."""
        values = {"failure": failure, "mend": mend, "retry": True}
        with self._engine.begin() as connection:
            connection.execute(update(files).where(files.c.path == path).values(values))

    def drop_files(self, paths: Sequence[str]) -> None:
        """Removes files and their documents; no question finds them from here on."""
        with self._engine.begin() as connection:
            for part in chunks(paths):
                connection.execute(delete(files).where(files.c.path.in_(part)))
                forget_arrivals(connection, part)
            _let_unheld_leave(connection)

    def drop_documents(self, held: Mapping[str, str]) -> None:
        """Removes documents, each with its file, and has those files read again by the next sync."""
        with self._engine.begin() as connection:
            for part in chunks(list(held)):
                connection.execute(delete(documents).where(documents.c.source.in_(part)))
            for part in chunks(list(set(held.values()))):
                connection.execute(
                    update(files).where(files.c.path.in_(part)).values(pipeline="", warnings=[], doubts=[])
                )
            _let_unheld_leave(connection)

    def abandon_pending(self) -> None:
        """What an interrupted sync left half written leaves again."""
        with self._engine.begin() as connection:
            connection.execute(update(texts).where(texts.c.state == PENDING).values(state=LEAVING))

    def forget_texts(self, ids: Sequence[str]) -> None:
        with self._engine.begin() as connection:
            for part in chunks(ids):
                connection.execute(delete(texts).where(texts.c.id.in_(part), texts.c.state == LEAVING))

    def count_change(self) -> None:
        """Tells other processes that the indexes have changed."""
        with self._engine.begin() as connection:
            old = connection.scalar(select(facts.c.value).where(facts.c.name == "generation"))
            _write_fact(connection, "generation", str(int(old or 0) + 1))


def _write_documents(connection: Connection, path: str, held: Sequence[Held]) -> None:
    connection.execute(insert(documents), [document_row(path, one.source, one.text_id) for one in held])
    told = [{"source": one.source.source, "content": dump(one.row)} for one in held if one.row]
    if told:
        connection.execute(insert(rows), told)
    for part in chunks(list({one.text_id for one in held})):
        connection.execute(update(texts).where(texts.c.id.in_(part)).values(state=READY))


def _let_unheld_leave(connection: Connection) -> None:
    held = select(documents.c.text_id)
    connection.execute(
        update(texts).where(texts.c.state == READY, texts.c.id.not_in(held)).values(state=LEAVING)
    )


def _write_fact(connection: Connection, name: str, value: str) -> None:
    connection.execute(delete(facts).where(facts.c.name == name))
    connection.execute(insert(facts).values(name=name, value=value))
