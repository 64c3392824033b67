"""What every shelf of curated answers promises to whoever reads it, the fake included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge.curated.answer import CuratedAnswer, Edit
from knowledge.curated.matching import Shelf
from knowledge.records.curated_answers import CuratedAnswers
from knowledge.records.database import open_database, sqlite_url
from tests.knowledge.curated.made import NOW, TODAY, FakeShelf, curated

FEE = curated("a", "Hva koster medlemskap?")
ROOM = curated("b", "Hvor er møterommet?", expires=date(2020, 1, 1))


@dataclass(frozen=True)
class Kept:
    """A shelf, and how answers are put on it, changed and taken away."""

    shelf: Shelf
    put: Callable[[CuratedAnswer], object]
    change: Callable[[CuratedAnswer], object]
    remove: Callable[[CuratedAnswer], object]


@pytest.fixture(params=["database", "fake"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    if request.param == "fake":
        fake = FakeShelf()
        return Kept(fake, fake.put, fake.put, fake.remove)
    shelf = CuratedAnswers(open_database(sqlite_url(tmp_path / "klyngebot.db")))

    def edit(version: int = 0) -> Edit:
        minutes = len(shelf.every())
        return Edit("kari@klyngen.example", NOW + timedelta(minutes=minutes), TODAY, version)

    def written(answer: CuratedAnswer) -> CuratedAnswer:
        return next(one for one in shelf.every() if one.title == answer.title)

    return Kept(
        shelf,
        lambda answer: shelf.add(answer.draft, edit()),
        lambda answer: shelf.change(written(answer).id, answer.draft, edit(written(answer).version)),
        lambda answer: shelf.remove(written(answer).id, edit(written(answer).version)),
    )


def test_every_answer_is_there_the_oldest_first_also_what_has_expired(kept: Kept):
    assert kept.shelf.every() == ()
    for one in (ROOM, FEE):
        kept.put(one)
    assert [one.draft for one in kept.shelf.every()] == [ROOM.draft, FEE.draft]


def test_what_is_changed_keeps_its_place_and_what_is_removed_is_gone(kept: Kept):
    for one in (ROOM, FEE):
        kept.put(one)
    other = replace(ROOM, draft=replace(ROOM.draft, text="I tredje etasje."))
    kept.change(other)
    assert [one.draft.text for one in kept.shelf.every()] == ["I tredje etasje.", FEE.draft.text]
    kept.remove(ROOM)
    assert [one.draft for one in kept.shelf.every()] == [FEE.draft]


def test_the_version_is_another_after_each_change_and_the_same_while_nothing_changes(kept: Kept):
    versions = [kept.shelf.version()]
    for step in (
        lambda: kept.put(FEE),
        lambda: kept.put(ROOM),
        lambda: kept.change(replace(FEE, draft=replace(FEE.draft, text="Ti kroner."))),
        lambda: kept.change(FEE),
        lambda: kept.remove(ROOM),
        lambda: kept.remove(FEE),
    ):
        step()
        versions.append(kept.shelf.version())
        assert kept.shelf.version() == versions[-1]
    assert len(set(versions)) == len(versions)
