"""A call whose deadline stands plainly in its text holds until then; no other document expires by a deadline."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.dating import date_document
from ingest.loaders import markdown
from knowledge.models import Document, Heading, Paragraph

DAY = date(2026, 10, 1)


def _expires(text: str, name: str = "dokument.md") -> date | None:
    (document,) = markdown.load(text.encode(), name)
    return date_document(document, name).expires


@pytest.mark.parametrize(
    "line",
    [
        "Søknadsfrist: 1. oktober 2026",
        "**Søknadsfrist:** torsdag 1. oktober 2026 kl. 12.00.",
        "- Søknadsfristen: 01.10.2026",
        "Frist for søknad: innen 2026-10-01",
        "Application deadline: 1 October 2026 at 15:00",
        "Deadline for applications: October 1st, 2026",
        "Closing date: Thursday, 1 October 2026",
        "Published 2 June 2026. **Deadline: 1 October 2026 at 15:00.** One application each.",
        "Frist: 1. oktober 2026",
    ],
)
def test_a_call_holds_until_the_deadline_that_a_line_of_it_names(line: str):
    assert _expires(f"# Utlysning: pilotmidler\n\nDet er penger å søke på.\n\n{line}\n") == DAY


@pytest.mark.parametrize(
    "field", ["søknadsfrist: 2026-10-01", "deadline: 2026-10-01", "Frist: 1. oktober 2026"]
)
def test_a_deadline_in_front_matter_is_the_documents_own(field: str):
    assert _expires(f"---\ntitle: Støtte til reise\n{field}\n---\n\nReis langt.\n") == DAY


def test_of_several_deadlines_the_last_counts_wherever_it_stands():
    many = "\n\n".join(["Fyll."] * 60)
    text = f"# Open call\n\nDeadline: 1 March 2026\n\n{many}\n\nDeadline: 1 October 2026\n\n{many}\n"
    assert _expires(text) == DAY
    assert _expires("# Open call\n\nDeadline: 1 March 2026 (extended to 1 October 2026)\n") == DAY


@pytest.mark.parametrize(
    "line",
    [
        "Husk at søknadsfristen er 1. oktober 2026, som i fjor.",
        "Vi utsatte fristen: styret ville ha mer tid enn til 1. oktober 2026.",
        "Søknadsfrist 1. oktober 2026",
        "The deadline was moved from 1 October 2026: nobody had applied.",
        "Søknadsfrist: løpende",
        "Deadline: see the call of 1 October 2026",
        "Søknadsfrist: oktober 2026",
    ],
)
def test_running_prose_and_what_names_no_day_expire_nothing(line: str):
    assert _expires(f"# Utlysning: pilotmidler\n\n{line}\n") is None


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Referat fra styremøte om utlysningen", "Søknadsfrist: 1. oktober 2026"),
        ("Newsletter: new calls", "Application deadline: 1 October 2026"),
        ("Oppgaver i høst", "Frist: 1. oktober 2026"),
        ("Project plan", "Deadline: 1 October 2026"),
    ],
)
def test_minutes_newsletters_and_plans_do_not_expire_by_a_deadline_in_them(title: str, line: str):
    assert _expires(f"# {title}\n\nSom avtalt.\n\n{line}\n") is None


def test_a_handbook_that_names_one_deep_inside_stays():
    blocks = (Heading("Håndbok"), *[Paragraph("Fyll.")] * 12, Paragraph("Søknadsfrist: 1. oktober 2026"))
    assert date_document(Document("Håndbok for medlemmer", blocks), "handbok.md").expires is None


def test_what_a_document_says_of_how_long_it_holds_comes_first():
    text = "# Utlysning\n\nGjelder til 31. desember 2026.\n\nSøknadsfrist: 1. oktober 2026\n"
    assert _expires(text) == date(2026, 12, 31)
