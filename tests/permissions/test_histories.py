"""Random threads: what was told there goes to the model again only while all who read there may still know it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.incoming import Thread
from bot.memory import Memory
from knowledge.audiences import AudienceRule
from knowledge.models import Turn
from knowledge.outcomes import Answered, Citation
from tests.bot.fake_records import FakeConversations
from tests.permissions.cases import HISTORIES, cases
from tests.permissions.judged import allowed, audiences_in, shown
from tests.permissions.wild import places, worlds
from tests.permissions.world import Place, World

_NOW = datetime(2026, 11, 26, tzinfo=UTC)
_THREAD = Thread("T", "C", "1.1")


def memory(world: World, kept: FakeConversations) -> Memory:
    settings = world.settings(Path.cwd())
    return Memory(kept, AudienceRule(lambda: settings).tellable_to, lambda: _NOW)


def told(document: str) -> Answered:
    citation = Citation(1, document, "", f"title of {document}", f"text of {document}")
    return Answered(f"text of {document} [1]", "nb", (citation,), "fake")


def recalled(turns: tuple[Turn, ...]) -> set[str]:
    return {
        turn.text.removeprefix("text of ").partition(" ")[0] for turn in turns if turn.role == "assistant"
    }


@st.composite
def changes(draw: st.DrawFn) -> tuple[World, World]:
    """A cluster before and after its coordinators changed it; often it stays as it was."""
    before = draw(worlds())
    return before, draw(st.one_of(st.just(before), worlds(like=before)))


@cases(HISTORIES)
@given(changes(), places(), places())
def test_a_thread_is_remembered_only_as_far_as_its_readers_may_know_now(
    change: tuple[World, World], then: Place, now: Place
):
    before, after = change
    kept = FakeConversations()
    for document in sorted(shown(before, then)):
        memory(before, kept).record(_THREAD, audiences_in(before, then), "hva?", told(document))
    audiences = audiences_in(after, now)
    seen = recalled(memory(after, kept).recall(_THREAD, audiences))
    assert seen <= allowed(after, now)
    if before == after and then == now:
        assert seen == set(sorted(shown(before, then))[-4:])
