"""Digests come by themselves, once, to those who want them, with what each may read. Everybody here is fictional."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from knowledge.gaps.gap import Gap, WayBack
from knowledge.records.digests import Digests
from knowledge.records.questions import AskedQuestion
from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import (
    ANN,
    KARI,
    MEMBERS,
    MORNING,
    ODD,
    PEOPLE,
    RUNA,
    SIRI,
    Bot,
    Town,
    parts_of,
)

CLUSTER = """
[cluster]
name = "Prøveklyngen"
coordinators = ["kari@cluster.example"]
[audiences.board]
members = ["odd@sandvika.example"]
[[sources]]
path = "documents"
[[sources]]
path = "documents/board-only"
audience = "board"
[[sources]]
kind = "members"
path = "members.csv"
[[sources]]
kind = "people"
path = "people.csv"
[[sources]]
kind = "events"
path = "events.ics"
"""
JOINED = MEMBERS.replace("navn;type;sted", "navn;type;sted;innmeldt").replace(
    "oppstartsbedrift;Larvik", "oppstartsbedrift;Larvik;2026-11-25"
)
EVENTS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//NO
BEGIN:VEVENT
UID:one@x.example
DTSTAMP:20261101T000000Z
DTSTART;TZID=Europe/Oslo:20261203T090000
DTEND;TZID=Europe/Oslo:20261203T100000
SUMMARY:Frokostmøte om sensorer
LOCATION:Kantina
END:VEVENT
END:VCALENDAR
"""
# The Monday after MORNING, before and in working hours.
EARLY = datetime(2026, 11, 30, 7, 30, tzinfo=MORNING.tzinfo)
MONDAY = EARLY + timedelta(hours=1)


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    files = {"cluster.toml": CLUSTER, "members.csv": JOINED, "events.ics": EVENTS}
    people = PEOPLE.replace("samtykke;sted", "samtykke;sted;sluttdato").replace(
        "3;ja;Moss", "3;ja;Moss;2026-11-01"
    )
    new = {
        "documents/leie.md": "# Leiepriser\n\nOppdatert 26. november 2026.\n\nEn pult koster 3 900 kroner.\n",
        "documents/board-only/lonn.md": "# Styresak 14\n\nDatert 26. november 2026\n\nLønnen økes.\n",
        "documents/brutt.pdf": "ikke en pdf",
    }
    for path, text in {
        **files,
        "people.csv": people,
        "documents/board-only/om.md": "# Om styret\n\nStyret har fem medlemmer.\n",
        "documents/om.md": "# Om oss\n\nVi er en klynge.\n",
    }.items():
        made.write(path, text)
    assert made.run("ingest", "--json").code == 0
    for path, text in new.items():
        made.write(path, text)
    assert made.run("ingest", "--json").code == 0
    return made.folder


@pytest.fixture
def monday(town: Town) -> Iterator[Bot]:
    """A running bot on Monday morning, before working hours."""
    town.now = EARLY
    with town.open() as bot:
        yield bot


def choose(town: Town, digest: Any, *people: str) -> None:
    parts = parts_of(town.folder, town.slack)
    for person in people:
        parts.preferences.choose_digest(person, digest, MORNING)
    parts.database.dispose()


def ask(town: Town, *asked: tuple[str, str, str, datetime]) -> None:
    """Each: id, who, outcome, when."""
    parts = parts_of(town.folder, town.slack)
    for id, who, outcome, at in asked:
        words = f"Hva koster {id}?"
        parts.questions.record(AskedQuestion(id, at, words, "nb", outcome, asker=who))
        if outcome == "abstained":
            parts.gaps.note(Gap(id, at, words, "nb", "abstained", WayBack("C1", "1.0", who)))
    parts.database.dispose()


def test_a_member_who_chose_it_gets_what_is_new_once(town: Town, monday: Bot):
    choose(town, "weekly", RUNA)
    monday.attends()
    assert not town.letters(RUNA)
    town.passes(hours=1)
    for _ in range(3):
        monday.attends()
    (letter,) = town.letters(RUNA)
    for words in (
        "Nytt i Prøveklyngen",
        "Tjeld Data AS",
        "Frokostmøte om sensorer",
        "Leiepriser",
        "hver uke",
    ):
        assert words in letter["text"]
    assert "Styresak" not in town.latest(RUNA)
    assert not town.letters(ODD)


def test_each_reads_their_own_documents_in_their_own_language(town: Town, monday: Bot):
    choose(town, "weekly", ANN, ODD)
    town.now = MONDAY
    monday.attends()
    assert "Styresak 14" in town.latest(ODD)
    assert "Styresak" not in town.latest(ANN)
    assert "New members:" in town.letters(ANN)[0]["text"]


def test_a_document_that_is_given_to_others_is_news_for_them_and_for_nobody_else_before_any_sync(
    town: Town, monday: Bot
):
    choose(town, "weekly", ANN, ODD)
    config = town.folder / "cluster.toml"
    swapped = CLUSTER.replace('path = "documents"', 'path = "documents"\naudience = "board"').replace(
        'board-only"\naudience = "board"', 'board-only"\naudience = "members"'
    )
    config.write_text(swapped, "utf-8")
    town.now = MONDAY
    monday.attends()
    assert "Styresak 14" in town.latest(ANN)
    assert "Leiepriser" not in town.latest(ANN)
    assert "Leiepriser" in town.latest(ODD)


def test_guests_people_who_left_and_strangers_get_none(town: Town, monday: Bot):
    guest, left, gone = "guest@x.example", "left@x.example", "gone@x.example"
    town.arrives(guest, is_restricted=True)
    town.arrives(left, deleted=True)
    choose(town, "weekly", guest, left, gone, SIRI)
    town.now = MONDAY
    monday.attends()
    assert not town.letters(guest)
    # The register says that Siri has left.
    assert not town.letters(SIRI)
    told = {call.response["channel"] for call in town.slack.calls_to("chat.postMessage")}
    assert told == {town.slack.workspace.direct(town.users[KARI]).id}


def test_nothing_new_is_no_letter(town: Town, monday: Bot):
    choose(town, "weekly", RUNA)
    town.now = MONDAY + timedelta(days=7 * 8)
    monday.attends()
    assert not town.letters(RUNA)


def test_the_menu_below_it_changes_how_often_it_comes(town: Town, monday: Bot):
    choose(town, "weekly", RUNA)
    town.now = MONDAY
    monday.attends()
    menu = town.letters(RUNA)[0]["blocks"][-1]["elements"][0]
    assert (menu["action_id"], menu["initial_option"]["value"]) == ("choice.digest", "weekly")
    pressed = town.slack.interactions.press(town.users[RUNA], town.letters(RUNA)[0], "choice.digest", "off")
    monday.presses_again(pressed)
    town.now += timedelta(days=7)
    monday.attends()
    assert len(town.letters(RUNA)) == 1


def test_a_monthly_one_comes_in_the_first_days_of_the_month(town: Town, monday: Bot):
    choose(town, "monthly", RUNA)
    town.now = MONDAY
    monday.attends()
    assert not town.letters(RUNA)
    town.now = MONDAY + timedelta(days=1)
    monday.attends()
    (letter,) = town.letters(RUNA)
    assert "hver måned" in letter["text"]
    assert "Leiepriser" in letter["text"]


def test_one_that_was_posted_before_a_kill_does_not_come_twice(town: Town):
    choose(town, "weekly", RUNA)
    town.now = MONDAY
    with town.open() as bot:
        bot.attends()
    parts = parts_of(town.folder, town.slack)
    with parts.database.begin() as connection:
        connection.exec_driver_sql("UPDATE digests SET sent = NULL")
    assert RUNA in Digests(parts.database).taken("weekly-2026-W49", MONDAY)
    parts.database.dispose()
    town.passes(minutes=11)
    with town.open() as bot:
        bot.attends()
    assert len(town.letters(RUNA)) == 1


def test_one_that_slack_refuses_comes_later_and_holds_up_nobody(town: Town, monday: Bot):
    choose(town, "weekly", RUNA, ODD)
    town.now = MONDAY
    town.slack.fail("users.lookupByEmail", status=500, times=1)
    monday.attends()
    town.passes(minutes=11)
    monday.attends()
    assert [len(town.letters(one)) for one in (KARI, ODD, RUNA)] == [1, 1, 1]


def test_many_are_written_to_at_slacks_pace(town: Town, monday: Bot):
    many = [f"m{number:02}@x.example" for number in range(14)]
    for one in many:
        town.arrives(one)
    choose(town, "weekly", *many)
    town.now = MONDAY
    monday.attends()
    assert sum(len(town.letters(one)) for one in (*many, KARI)) == 10
    town.passes(seconds=61)
    monday.attends()
    assert [len(town.letters(one)) for one in many] == [1] * 14


def test_coordinators_hear_of_the_week_that_was(town: Town, monday: Bot):
    last = MORNING - timedelta(days=1)
    ask(
        town,
        ("leien", RUNA, "abstained", last),
        ("pulten", ODD, "answered", last),
        ("kaffen", ODD, "rows", last + timedelta(days=5)),
        ("gammelt", ODD, "answered", last - timedelta(days=7)),
        ("i dag", ODD, "answered", MONDAY),
    )
    town.now = MONDAY
    monday.attends()
    monday.attends()
    (letter,) = town.letters(KARI)
    text = letter["text"]
    assert "*Uken i Prøveklyngen*, 23. november 2026 til 29. november 2026" in text
    assert "3 spørsmål fra 2 personer; 2 besvart, 1 ikke" in text
    assert "(0, 0, 0, 0, 0, 0, 1, 3)" in text
    assert "Hva koster leien?" in text
    assert "Leiepriser" in text
    assert "brutt.pdf" in text
    assert RUNA not in text
    assert "Styresak" not in text
    assert not town.letters(ODD)
    assert town.now.weekday() == 0


def test_a_bot_that_was_down_on_monday_tells_until_wednesday_and_no_later(town: Town, monday: Bot):
    ask(town, ("leien", RUNA, "abstained", MORNING))
    town.now = MONDAY + timedelta(days=3)
    monday.attends()
    assert not town.letters(KARI)
    town.now = MONDAY + timedelta(days=2)
    monday.attends()
    assert len(town.letters(KARI)) == 1
