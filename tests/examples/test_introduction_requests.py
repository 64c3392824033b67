"""The demo's requests for introductions name people whom a careful coordinator could really suggest."""

from __future__ import annotations

import csv
import json
import re
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest

from examples.build_demo.build import DEMO

Row = dict[str, str]
Line = dict[str, Any]


def _rows(name: str, key: str) -> dict[str, Row]:
    with (DEMO / name).open(encoding="utf-8", newline="") as lines:
        return {row[key]: row for row in csv.DictReader(lines)}


PEOPLE = _rows("people.csv", "e-post")
MEMBERS = _rows("members.csv", "navn")
LINES: list[Line] = [
    json.loads(line) for line in (DEMO / "introduction-requests.jsonl").read_text("utf-8").splitlines()
]
SUITED = [line for line in LINES if line["good"]]
KEYS = {"id", "for", "request", "good", "how", "only", "now", "note"}
# Speakers of these understand each other well enough for a first talk.
SCANDINAVIAN = {"norsk", "svensk", "dansk"}


@cache
def _can_be_met(email: str, day: date) -> bool:
    row = PEOPLE[email]
    organisation = row["organisasjon"]
    active = organisation == "Fjordklyngen" or MEMBERS[organisation]["status"] == "aktiv"
    paused = bool(row["pause til"]) and date.fromisoformat(row["pause til"]) > day
    willing = row["samtykke til introduksjoner"] == "ja" and int(row["villig per måned"]) > 0
    return active and willing and not paused


def _day(line: Line) -> date:
    return datetime.fromisoformat(line["now"]).date()


def _spoken(email: str) -> set[str]:
    spoken = set(PEOPLE[email]["språk"].split(";"))
    return spoken | SCANDINAVIAN if spoken & SCANDINAVIAN else spoken


def _values(email: str, column: str) -> list[str]:
    person = PEOPLE[email]
    return (MEMBERS.get(person["organisasjon"], {}) | person)[column].split(";")


def _asked(line: Line) -> str:
    """The words of the request; where there is none, of what the asker looks for."""
    return str(line.get("request") or PEOPLE[line["for"]]["ser etter"])


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{5,}", text.casefold()))


def _identity(line: Line) -> str:
    return str(line["id"])


def test_there_are_sixty_requests_and_none_twice():
    assert len(LINES) == len({line["id"] for line in LINES}) == 60
    assert len({(line["for"], line.get("request")) for line in LINES}) == 60
    assert {key for line in LINES for key in line} == KEYS


def test_some_ask_for_nothing_named_and_some_for_what_nobody_offers():
    assert 8 <= sum("request" not in line for line in LINES) <= 10
    assert 5 <= len(LINES) - len(SUITED) <= 7
    assert sum("only" in line for line in LINES) >= 8


def test_at_least_half_of_the_requests_are_in_the_other_language_or_in_other_words():
    hard = [line for line in SUITED if line["how"] in {"cross-language", "synonym"}]
    assert {line["how"] for line in SUITED} == {"same", "cross-language", "synonym"}
    assert len(hard) * 2 >= len(LINES)
    assert sum(line["how"] == "cross-language" for line in hard) >= 20


@pytest.mark.parametrize("line", LINES, ids=_identity)
def test_the_asker_takes_part_in_introductions_and_has_something_to_ask(line: Line):
    assert _can_be_met(line["for"], _day(line))
    assert _asked(line).strip()
    assert line["note"]


@pytest.mark.parametrize("line", SUITED, ids=_identity)
def test_everyone_who_suits_takes_introductions_on_that_day(line: Line):
    assert len(set(line["good"])) == len(line["good"]) <= 5
    assert all(_can_be_met(email, _day(line)) for email in line["good"])


@pytest.mark.parametrize("line", SUITED, ids=_identity)
def test_everyone_who_suits_is_somebody_else_and_a_colleague_only_when_asked_for(line: Line):
    own = PEOPLE[line["for"]]["organisasjon"]
    colleagues = line.get("only", {}).get("organisasjon") == own
    assert line["for"] not in line["good"]
    assert all((PEOPLE[email]["organisasjon"] == own) == colleagues for email in line["good"])


@pytest.mark.parametrize("line", SUITED, ids=_identity)
def test_everyone_who_suits_has_a_language_in_common_with_the_asker(line: Line):
    assert all(_spoken(email) & _spoken(line["for"]) for email in line["good"])


@pytest.mark.parametrize("line", [line for line in SUITED if "only" in line], ids=_identity)
def test_everyone_who_suits_is_of_the_kind_or_place_asked_for(line: Line):
    for column, value in line["only"].items():
        assert all(value in _values(email, column) for email in line["good"]), column


@pytest.mark.parametrize("line", [line for line in SUITED if line["how"] != "same"], ids=_identity)
def test_a_request_in_other_words_has_no_long_word_of_what_the_suited_offer(line: Line):
    for email in line["good"]:
        assert not _words(_asked(line)) & _words(PEOPLE[email]["kan hjelpe med"]), email


def test_requests_that_nobody_suits_do_not_say_how_they_would_be_met():
    assert not [line["id"] for line in LINES if not line["good"] and "how" in line]
