"""The round of a month, held once, by the records and the policy of the cluster. Everybody here is fictional."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

import pytest

from bot.replies.catalogue import Texts, texts
from bot.settings import Environment
from bot.use_cases.hold_round import HeldNow, NoRounds
from bot.wiring import Parts
from ingest.sync import SyncRun
from knowledge.embeddings import Embedder
from knowledge.introductions.events import Clock, Member, No, Yes
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.introductions.policy import Policy
from knowledge.records.rounds import LEASE, RoundBegun, RoundHeld, RoundInHand, Rounds
from knowledge.settings import load_cluster
from tests.standins.embedder import FakeEmbedder

CLUSTER = """
[cluster]
name = "Prøveklyngen"
coordinators = ["coordinator@example.org"]
[[sources]]
kind = "people"
path = "people.csv"
[introductions]
{introductions}
"""
SUBJECTS = ("sensorer", "droner", "salg", "personvern")
NOW = datetime.fromisoformat("2026-11-02T09:00+01:00")
NEXT_MONTH = datetime.fromisoformat("2026-12-01T09:00+01:00")


class WordParts(Parts):
    @cached_property
    def embedder(self) -> Embedder:
        return FakeEmbedder()


class Silent:
    def start(self, total_bytes: int) -> None: ...

    def enter(self, path: str, size: int) -> None: ...

    def embedded(self, done: int, of: int) -> None: ...


def people_table() -> str:
    """Each looks for what the two after them can do."""
    lines = ["navn;e-post;organisasjon;kan hjelpe med;ser etter;villig per måned;samtykke"]
    for number in range(8):
        can, wants = SUBJECTS[number % 4], f"{SUBJECTS[(number + 1) % 4]}, {SUBJECTS[(number + 3) % 4]}"
        home = f"Org {number} AS"
        lines.append(f"Person {number};p{number}@x.example;{home};{can};{wants};2;ja")
    return "\n".join(lines)


Made = Callable[[str], Parts]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    def parts(introductions: str = "rounds = true") -> Parts:
        (tmp_path / "people.csv").write_text(people_table(), encoding="utf-8")
        (tmp_path / "cluster.toml").write_text(CLUSTER.format(introductions=introductions), encoding="utf-8")
        environment = Environment(klyngebot_chat_model="none")
        made = WordParts(environment, load_cluster(tmp_path / "cluster.toml"), tmp_path / "data")
        assert not made.sync.run(SyncRun(Silent(), lambda: None)).failed
        return made

    return parts


def in_norwegian(email: str) -> Texts:
    return texts("nb")


def held(parts: Parts, now: datetime = NOW) -> HeldNow:
    done = parts.hold_round.hold(now, in_norwegian)
    assert isinstance(done, HeldNow), done
    return done


def pairs(begun: tuple[Introduction, ...]) -> list[frozenset[str]]:
    return [frozenset(one.parties) for one in begun]


def test_a_round_asks_everybody_about_somebody_without_a_review(made: Made):
    done = held(made("rounds = true"))
    assert done.refused == 0
    assert Counter(person for pair in pairs(done.begun) for person in pair) == {
        f"p{number}@x.example": 1 for number in range(8)
    }
    assert {(one.state, one.proposal.asker) for one in done.begun} == {("asked_first", "")}
    assert all(one.proposal.why_first and one.proposal.why_second for one in done.begun)


def test_a_coordinator_sees_a_round_first_where_the_policy_says_so(made: Made):
    done = held(made('rounds = true\napprove = "always"'))
    assert {one.state for one in done.begun} == {"review"}


def test_a_month_has_one_round_however_often_it_is_asked_for(made: Made):
    parts = made("rounds = true")
    first = held(parts)
    assert parts.hold_round.hold(NOW + timedelta(days=20), in_norwegian) == RoundHeld("2026-11")
    assert len(parts.introductions.every()) == len(first.begun)


def test_the_next_round_introduces_others_than_those_who_are_being_introduced_or_said_no(made: Made):
    parts = made("rounds = true")
    first = held(parts)
    for one in first.begun:
        asked = one.proposal.first
        event = Yes if one is first.begun[0] else No
        assert isinstance(parts.introductions.step(one.id, event(Member(asked)), NOW), Introduction)
    second = held(parts, NEXT_MONTH)
    assert second.begun
    assert not set(pairs(first.begun)) & set(pairs(second.begun))


def test_a_cluster_that_does_not_mix_has_no_round(made: Made):
    parts = made("rounds = false")
    assert parts.hold_round.hold(NOW, in_norwegian) == NoRounds()
    assert parts.introductions.every() == ()


def test_another_process_does_not_hold_what_one_is_holding(made: Made):
    parts = made("rounds = true")
    assert Rounds(parts.database).begin("2026-11", NOW) == RoundBegun("2026-11")
    assert parts.hold_round.hold(NOW + LEASE / 2, in_norwegian) == RoundInHand("2026-11")
    assert parts.introductions.every() == ()


def test_a_round_that_was_killed_goes_on_where_it_was(made: Made):
    parts = made("rounds = true")
    Rounds(parts.database).begin("2026-11", NOW)
    done, left = (
        parts.introductions.draft(Proposal("", f"p{one}@x.example", f"p{other}@x.example"), Clock(), NOW)
        for one, other in ((0, 1), (2, 3))
    )
    assert isinstance(done, Introduction)
    assert isinstance(left, Introduction)
    parts.introductions.begin(done.id, Clock(), Policy(), NOW)
    later = held(parts, NOW + LEASE)
    met = Counter(person for pair in pairs(later.begun) for person in pair)
    assert not {"p0@x.example", "p1@x.example"} & set(met)
    assert set(met.values()) == {1}
    assert len(met) == 6
    assert [one.state for one in parts.introductions.every() if one.id == left.id] == ["withdrawn"]
