"""What is new: by a document's own day, else by when it was taken in first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, text

from knowledge.models import Dating
from knowledge.records.arrivals import Arrivals
from knowledge.records.database import migrate
from knowledge.records.journal import Journal
from knowledge.records.rows import Held
from tests.knowledge.stores import entry, record
from tests.records import Records

OSLO = ZoneInfo("Europe/Oslo")
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = NOON.date()


class Folder:
    """Records of a folder that is synced from time to time."""

    def __init__(self, database: Engine) -> None:
        self.database = database
        self.journal = Journal(self.database)
        self.begun: set[str] = set()
        self.may_read: Callable[[str], bool] = lambda source: not source.startswith("board")

    def synced(self, at: datetime, *paths: str, **told: object) -> None:
        """``told``: the content (``text_id``), ``audience``, and what the documents say of their day (``dating``)."""
        dating = told.pop("dating", Dating())
        for path in paths:
            one = entry(path, f"Om {path}", **told)
            if one.text.id not in self.begun:
                self.journal.begin_texts([one.text])
            self.begun.add(one.text.id)
            held = Held(replace(one.source, dating=dating), one.text.id)
            self.journal.commit([(replace(record(path), read_at=at), [held])])
        self.journal.state_fact("synced_at", at.isoformat())

    def news(self, today: date = TODAY) -> dict[str, date]:
        found = Arrivals(self.database).since(today - timedelta(days=30), today, self.may_read, OSLO)
        return {one.document.source: one.day for one in found}


@pytest.fixture
def folder(records: Records) -> Folder:
    return Folder(records.open())


def test_what_the_cluster_begins_with_is_no_news_and_what_comes_later_is(folder: Folder):
    folder.synced(NOON - timedelta(days=9), "a.md", "b.md")
    assert folder.news() == {}
    folder.synced(NOON, "c.md")
    assert folder.news() == {"c.md": TODAY}
    assert folder.news(TODAY + timedelta(days=31)) == {}


def test_its_own_day_tells_whether_a_document_is_new_whenever_it_came(folder: Folder):
    yesterday = TODAY - timedelta(days=1)
    folder.synced(NOON, "told.md", dating=Dating(stated=yesterday))
    folder.synced(NOON, "old.md", dating=Dating(stated=date(2019, 5, 1)))
    folder.synced(NOON, "properties.docx", dating=Dating(modified=date(2020, 1, 1)))
    folder.synced(NOON, "front.md", dating=Dating(modified=yesterday))
    folder.synced(NOON, "planned.md", dating=Dating(stated=TODAY + timedelta(days=3)))
    assert folder.news() == {"told.md": yesterday, "front.md": yesterday}


def test_a_document_that_is_read_again_or_failed_once_is_not_new_again(folder: Folder):
    folder.synced(NOON - timedelta(days=9), "a.md")
    folder.synced(NOON - timedelta(days=5), "b.md")
    folder.journal.commit([(replace(record("b.md"), failure="it was locked"), [])])
    folder.synced(NOON, "a.md", "b.md", text_id="another")
    assert folder.news() == {"b.md": TODAY - timedelta(days=5)}


def test_a_document_that_moved_is_as_new_as_it_was(folder: Folder):
    folder.synced(NOON - timedelta(days=9), "a.md", text_id="the first")
    folder.synced(NOON - timedelta(days=5), "b.md", text_id="the second")
    folder.synced(NOON, "moved/a.md", text_id="the first")
    folder.synced(NOON, "moved/b.md", text_id="the second")
    folder.journal.drop_files(["a.md", "b.md"])
    assert folder.news() == {"moved/b.md": TODAY - timedelta(days=5)}


def test_what_is_gone_leaves_no_trace_and_others_audiences_see_nothing(folder: Folder):
    folder.synced(NOON - timedelta(days=9), "a.md")
    folder.synced(NOON, "b.md")
    folder.synced(NOON, "board.md", audience="board")
    assert folder.news() == {"b.md": TODAY}
    folder.journal.drop_files(["b.md", "board.md"])
    with folder.database.connect() as connection:
        assert connection.execute(text("SELECT source FROM arrivals")).scalars().all() == ["a.md"]


def test_the_day_is_that_of_the_cluster(folder: Folder):
    folder.synced(NOON - timedelta(days=9), "a.md")
    folder.synced(datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "late.md")
    assert folder.news() == {"late.md": TODAY}


def test_documents_from_before_there_was_this_record_are_no_news(folder: Folder):
    migrate(folder.database, "0008")
    with folder.database.begin() as connection:
        for statement in (
            "INSERT INTO files "
            "(path, kind, audience, digest, size, mtime_ns, read_at, pipeline, failure, mend, retry, warnings) "
            "VALUES ('a.md','documents','members','d',1,1,'2026-11-25','p','','',FALSE,'[]')",
            "INSERT INTO texts VALUES ('t','members','documents','ready')",
            "INSERT INTO documents (source, path, text_id, title, kind, audience, url, superseded) "
            "VALUES ('a.md','a.md','t','A','documents','members','',FALSE)",
            "INSERT INTO facts VALUES ('synced_at', '2026-11-24')",
        ):
            connection.execute(text(statement))
    migrate(folder.database, "head")
    folder.synced(NOON, "a.md")
    assert folder.news() == {}
