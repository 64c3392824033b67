"""What every memory of people's choices promises, the fake included."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ports import Preferences
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.preferences import Preference
from knowledge.records.preferences import Preferences as DatabasePreferences
from tests.bot.fake_records import FakePreferences

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
KARI, OLA = "kari@x.example", "ola@x.example"


@pytest.fixture(params=["database", "fake"])
def reopened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Preferences]:
    """The same memory as after a restart."""
    fake = FakePreferences()
    kinds = {
        "database": lambda: DatabasePreferences(open_database(sqlite_url(tmp_path / "klyngebot.db"))),
        "fake": lambda: fake,
    }
    return kinds[request.param]


def test_who_has_chosen_nothing_gets_the_language_of_their_slack_and_no_digest(reopened):
    assert reopened().of(KARI) == Preference(KARI, "", "off", None)


def test_each_choice_is_kept_over_a_restart_and_leaves_the_other_alone(reopened):
    later = NOON + timedelta(hours=1)
    reopened().choose_language(KARI, "en", NOON)
    reopened().choose_digest(KARI, "weekly", later)
    assert reopened().of(KARI) == Preference(KARI, "en", "weekly", later)
    reopened().choose_language(KARI, "", NOON + timedelta(days=1))
    assert reopened().of(KARI) == Preference(KARI, "", "weekly", NOON + timedelta(days=1))
    assert reopened().of(OLA) == Preference(OLA)


def test_what_is_forgotten_leaves_nothing_and_others_alone(reopened):
    for person in (KARI, OLA):
        reopened().choose_digest(person, "monthly", NOON)
    reopened().forget(KARI)
    reopened().forget(KARI)
    assert reopened().of(KARI) == Preference(KARI)
    assert reopened().of(OLA).digest == "monthly"


def test_subscribers_are_those_who_want_a_digest_now(reopened):
    for person, digest in ((OLA, "weekly"), (KARI, "monthly"), ("per@x.example", "off")):
        reopened().choose_digest(person, digest, NOON)
    assert [(one.person, one.digest) for one in reopened().subscribers()] == [
        (KARI, "monthly"),
        (OLA, "weekly"),
    ]
    reopened().choose_digest(OLA, "off", NOON)
    reopened().forget(KARI)
    assert reopened().subscribers() == ()


def test_two_first_choices_at_the_same_moment_are_both_kept(reopened):
    kept, together = reopened(), threading.Barrier(2)

    def choose(choice: Callable[[], None]) -> None:
        together.wait()
        choice()

    choices = [
        lambda: kept.choose_language(KARI, "nb", NOON),
        lambda: kept.choose_digest(KARI, "weekly", NOON),
    ]
    threads = [threading.Thread(target=choose, args=[choice]) for choice in choices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (kept.of(KARI).language, kept.of(KARI).digest) == ("nb", "weekly")
