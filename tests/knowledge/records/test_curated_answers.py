"""Curated answers over restarts, and for two who change one at once; every change is in the audit log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from knowledge.curated.answer import CuratedAnswer, Draft, Edit, Overtaken, Unknown
from knowledge.records.audit import Audit
from knowledge.records.curated_answers import CuratedAnswers
from tests.knowledge.curated.made import NOW, TODAY
from tests.records import Records

DRAFT = Draft(
    ("Hva koster medlemskap?", "What is the fee?"),
    "11 250 kroner.",
    text_en="NOK 11,250.",
    owner="kari@klyngen.example",
    expires=date(2027, 12, 31),
    sources=("documents/kontingent.md",),
)


def _edit(version: int = 0, by: str = "kari@klyngen.example") -> Edit:
    return Edit(by, NOW, TODAY, version)


@pytest.fixture
def engine(records: Records) -> Engine:
    return records.open()


def test_what_was_written_is_read_again_after_a_restart(engine: Engine):
    added = CuratedAnswers(engine).add(DRAFT, _edit())
    assert CuratedAnswers(engine).get(added.id) == added
    assert (added.draft, added.confirmed_on, added.version) == (DRAFT, TODAY, 1)


def test_of_two_who_saw_the_same_version_the_second_is_told_and_nothing_is_lost(engine: Engine):
    shelf = CuratedAnswers(engine)
    added = shelf.add(DRAFT, _edit())
    first = shelf.change(added.id, replace(DRAFT, text="12 000 kroner."), _edit(1))
    second = shelf.change(added.id, replace(DRAFT, text="13 000 kroner."), _edit(1, "ola@klyngen.example"))
    assert isinstance(first, CuratedAnswer)
    assert second == Overtaken(first)
    assert shelf.get(added.id) == first
    assert isinstance(shelf.remove(added.id, _edit(1)), Overtaken)


def test_confirming_moves_the_day_and_leaves_what_it_says(engine: Engine):
    shelf = CuratedAnswers(engine)
    added = shelf.add(DRAFT, _edit())
    later = TODAY + timedelta(days=400)
    confirmed = shelf.confirm(added.id, Edit("ola@klyngen.example", NOW, later, 1))
    assert isinstance(confirmed, CuratedAnswer)
    assert added.is_due_on(later)
    assert not confirmed.is_due_on(later)
    assert (confirmed.draft, confirmed.confirmed_by) == (DRAFT, "ola@klyngen.example")


def test_what_is_removed_is_unknown_from_then_on(engine: Engine):
    shelf = CuratedAnswers(engine)
    added = shelf.add(DRAFT, _edit())
    before = shelf.version()
    removed = shelf.remove(added.id, _edit(1))
    assert removed == replace(added, archived=_edit(1).at, version=2)
    assert shelf.get(added.id) == Unknown(added.id)
    assert shelf.confirm(added.id, _edit(1)) == Unknown(added.id)
    assert (shelf.every(), shelf.version() == before) == ((), False)


def test_each_change_is_in_the_audit_log_with_what_differed(engine: Engine):
    shelf = CuratedAnswers(engine)
    added = shelf.add(DRAFT, _edit())
    shelf.change(added.id, replace(DRAFT, text="12 000 kroner."), _edit(1))
    shelf.remove(added.id, _edit(2))
    removed, changed, first = Audit(engine).entries(added.source)
    assert [one.what for one in (first, changed, removed)] == ["add", "change", "remove"]
    assert (changed.before["text"], changed.after["text"]) == ("11 250 kroner.", "12 000 kroner.")
    assert ("forms" in changed.after, removed.after) == (False, {})


def test_what_is_archived_comes_back_once_as_it_was(engine: Engine):
    shelf = CuratedAnswers(engine)
    added = shelf.add(DRAFT, _edit())
    removed = shelf.remove(added.id, _edit(1))
    assert shelf.archived() == (removed,)
    assert isinstance(shelf.restore(added.id, _edit(1)), Overtaken)
    restored = shelf.restore(added.id, _edit(2, "ola@klyngen.example"))
    assert restored == replace(added, version=3)
    assert isinstance(shelf.restore(added.id, _edit(2)), Overtaken)
    assert (shelf.every(), shelf.archived()) == ((restored,), ())
    assert shelf.restore("zz", _edit(1)) == Unknown("zz")
    entry = Audit(engine).entries(added.source)[0]
    assert (entry.what, entry.by, entry.after["text"]) == ("restore", "ola@klyngen.example", "11 250 kroner.")


def test_an_id_that_is_taken_is_not_taken_again(engine: Engine):
    ids = iter(("a1", "a1", "b2"))
    shelf = CuratedAnswers(engine, lambda: next(ids))
    assert [shelf.add(DRAFT, _edit()).id for _ in range(2)] == ["a1", "b2"]


def test_the_id_of_what_is_archived_is_not_given_to_another(engine: Engine):
    ids = iter(("a1", "a1", "b2"))
    shelf = CuratedAnswers(engine, lambda: next(ids))
    shelf.remove(shelf.add(DRAFT, _edit()).id, _edit(1))
    assert shelf.add(DRAFT, _edit()).id == "b2"
