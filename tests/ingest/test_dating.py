"""What a document says about its own day."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.dates import find_dates
from ingest.dating import date_document
from knowledge.models import Dating, Document, Heading, Paragraph


def _dated(*lines: str, title: str = "Priser", name: str = "priser.md") -> Dating:
    return date_document(Document(title, (Heading(title), *map(Paragraph, lines))), name)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-14", date(2026, 3, 14)),
        ("14.03.2026", date(2026, 3, 14)),
        ("14. mars 2026", date(2026, 3, 14)),
        ("14 March 2026", date(2026, 3, 14)),
        ("March 14th, 2026", date(2026, 3, 14)),
        ("mars 2026", date(2026, 3, 1)),
        ("1.1.26", date(2026, 1, 1)),
    ],
)
def test_dates_are_read_in_both_languages(text: str, day: date):
    assert find_dates(f"Se {text}.") == (day,)


@pytest.mark.parametrize("text", ["32.13.2026", "versjon 1.2.3", "kl. 14.30", "pris 12.000"])
def test_what_is_no_date_is_not_taken_for_one(text: str):
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    "line", ["Gjelder fra 1. juli 2026.", "In force from 1 July 2026", "Trer i kraft 1.7.2026"]
)
def test_the_day_from_which_it_holds(line: str):
    assert _dated(line).effective == date(2026, 7, 1)


@pytest.mark.parametrize(
    "line", ["Utgått.", "Dette dokumentet er erstattet av versjon 2.", "Superseded by v2"]
)
def test_a_replaced_document_says_so(line: str):
    assert _dated(line).superseded
    assert not _dated(line).in_force(date(2030, 1, 1))


def test_a_mention_of_a_replaced_document_replaces_nothing():
    assert not _dated("Den gamle prislisten fra 2024 er erstattet av denne.").superseded


def test_the_year_in_a_title_or_file_name_counts_where_nothing_else_is_said():
    assert _dated(title="Kontingent 2026").effective == date(2026, 1, 1)
    assert _dated(name="kontingent-2025.md").effective == date(2025, 1, 1)


def test_a_date_deep_inside_dates_nothing():
    lines = ["Fyll."] * 40
    lines[20] = "Oppdatert 3. mai 2020."
    assert _dated(*lines).stated is None


def test_what_does_not_hold_yet_or_any_more_is_not_in_force():
    dating = Dating(effective=date(2026, 1, 1), expires=date(2026, 12, 31))
    assert [dating.in_force(date(year, 6, 1)) for year in (2025, 2026, 2027)] == [False, True, False]
