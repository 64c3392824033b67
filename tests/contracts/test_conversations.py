"""What every memory of conversations promises, the fake included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.ports import Conversations
from knowledge.models import Turn
from knowledge.records.conversations import Conversations as DatabaseConversations
from knowledge.records.database import open_database, sqlite_url
from tests.bot.fake_records import FakeConversations

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(params=["database", "fake"])
def reopened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Conversations]:
    """The same memory as after a restart."""
    fake = FakeConversations()
    kinds = {
        "database": lambda: DatabaseConversations(open_database(sqlite_url(tmp_path / "klyngebot.db"))),
        "fake": lambda: fake,
    }
    return kinds[request.param]


def test_the_latest_turns_come_oldest_first_also_after_a_restart(reopened: Callable[[], Conversations]):
    for n in range(5):
        reopened().append("C1", Turn("member", f"spørsmål {n}"), NOON)
    assert [turn.text for turn in reopened().turns("C1", 2)] == ["spørsmål 3", "spørsmål 4"]


def test_conversations_know_nothing_of_each_other(reopened: Callable[[], Conversations]):
    memory = reopened()
    memory.append("C1", Turn("member", "hei"), NOON)
    assert memory.turns("C2", 10) == ()
    assert (memory.knows("C1"), memory.knows("C2")) == (True, False)


def test_what_was_told_from_a_document_is_forgotten_with_it_and_nothing_else(
    reopened: Callable[[], Conversations],
):
    memory = reopened()
    memory.append("C1", Turn("member", "Hva koster det?"), NOON)
    memory.append("C1", Turn("assistant", "4 000", ("documents/fee.md", "documents/other.md")), NOON)
    memory.append("C2", Turn("assistant", "Oslo", ("members.csv#Fjord AI",)), NOON)
    memory.append("C2", Turn("assistant", "Halden", ("documents/fee.md.old",)), NOON)
    memory.forget_told_from("documents/fee.md")
    memory.forget_told_from("members.csv")
    assert [turn.text for turn in reopened().turns("C1", 9)] == ["Hva koster det?"]
    assert [turn.text for turn in reopened().turns("C2", 9)] == ["Halden"]
