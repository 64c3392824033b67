"""A year's figures as chapters of tables, in the reader's language. Nothing is escaped here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from babel.dates import get_month_names

from bot.replies.catalogue import Texts
from bot.replies.language_names import language_name
from bot.replies.sources import LOCALES
from bot.reports.figures import FEWEST, Figures


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` are the headings after that of the rows; a cell is None where it is not broken down. ``drawn``
    are the places of the columns that a chart shows as the parts of a bar; none where a chart helps nobody."""

    title: str
    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    drawn: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...]


def report_json(figures: Figures) -> dict[str, Any]:
    """All figures; null is what is not broken down, because fewer than five people are behind it."""
    return asdict(figures) | {"day": figures.day.isoformat(), "fewest": FEWEST}


def chapters(figures: Figures, said: Texts) -> tuple[Chapter, ...]:
    made = (_members, _events, _questions, _introductions, _knowledge)
    return tuple(make(figures, said) for make in made)


def _members(figures: Figures, said: Texts) -> Chapter:
    found = figures.members
    change = (
        (said("At the beginning of the year"), found.before),
        (said("Joined"), found.joined),
        (said("Left"), found.left),
        (said("At the end of the year, or today"), found.after),
    )
    kinds = (
        (said("By kind"), said("Kind"), found.types),
        (said("By place"), said("Place"), found.places),
        (said("By employees"), said("Employees"), found.sizes),
    )
    tables = [_counts(title, label, counts, said) for title, label, counts in kinds if counts]
    notes = [
        said("Counted are organisations, as the cluster's registers list them on the day of this report."),
        said(
            "{count} have no day of joining in any register and count as there from the beginning.",
            count=found.undated,
        ),
        said("An organisation that was taken out of the registers altogether is not counted as having left."),
    ]
    if not found.sizes:
        notes.append(said("No register says how many employees the members have."))
    return Chapter(said("Members"), (_rows(said("Change"), "", change, said), *tables), tuple(notes))


def _events(figures: Figures, said: Texts) -> Chapter:
    found = figures.events
    months = {_month(month, said): count for month, count in found.months.items()}
    return Chapter(
        said("Events"),
        (
            _counts(said("Held by month"), said("Month"), months, said),
            _counts(said("Held by kind"), said("Kind"), found.kinds, said),
        ),
        (
            said(
                "Counted is what stands in the cluster's calendars, began in the year and is over; each meeting of "
                "a series counts."
            ),
            said("Cancelled and not counted: {count}.", count=found.cancelled),
            said("The kind is the first category that the calendar names. How many came is not known."),
        ),
    )


def _questions(figures: Figures, said: Texts) -> Chapter:
    languages = list(dict.fromkeys(name for one in figures.questions for name in one.languages or ()))
    answered, by_language = [], []
    for one in figures.questions:
        label, split = _month(one.month, said), one.answered is not None and one.languages is not None
        missing = None if one.answered is None else one.asked - one.answered
        answered.append((label, (one.asked, one.answered, missing, one.people)))
        counts = tuple((one.languages or {}).get(name, 0) if split else None for name in languages)
        by_language.append((label, counts))
    columns = (said("Asked"), said("Answered"), said("Not answered"), said("People"))
    tables = [Table(said("By month"), said("Month"), columns, tuple(answered), (1, 2))] if answered else []
    if languages:
        names = tuple(language_name(name, said) for name in languages)
        drawn = tuple(range(len(names)))
        tables.append(Table(said("By language"), said("Month"), names, tuple(by_language), drawn))
    return Chapter(said("Questions"), tuple(tables), tuple(_about_questions(figures, said)))


def _about_questions(figures: Figures, said: Texts) -> Iterator[str]:
    yield (
        said(
            "Counting began in {month}; of what was asked before nothing is known.",
            month=_begins(figures.begins, said),
        )
        if figures.begins
        else said("No question has been counted yet.")
    )
    yield said(
        "Counted is what was asked in Slack. Questions themselves are forgotten after a while; of each month only "
        "these counts stay."
    )
    yield said(
        "People are those who asked in a month and whose address was known, so the months cannot be added up to a "
        "number of people."
    )


def _introductions(figures: Figures, said: Texts) -> Chapter:
    found = figures.introductions
    steps: tuple[tuple[str, int | None], ...] = (
        (said("Proposed"), found.proposed),
        (said("Accepted by both"), found.accepted),
        (said("Introduced"), found.introduced),
        (said("Met"), found.met),
    )
    called = {
        "pilot": said("A pilot"),
        "application": said("An application"),
        "contract": said("A contract"),
        "learned": said("We learned something"),
        "none": said("Nothing so far"),
    }
    results = {called[name]: count for name, count in (found.results or {}).items()}
    tables = [_rows(said("From proposal to meeting"), "", steps, said)]
    if results:
        tables.append(_counts(said("What came of it"), said("Result"), results, said))
    return Chapter(
        said("Introductions"),
        tuple(tables),
        (
            said("Counted are introductions that were proposed in the year, wherever they stand today."),
            said(
                "Met and what came of it are what people told; who told nothing is not counted as having met."
            ),
        ),
    )


def _knowledge(figures: Figures, said: Texts) -> Chapter:
    found = figures.knowledge
    whole: tuple[tuple[str, int | None], ...] = (
        (said("Documents"), found.documents),
        (said("New in the year"), found.new),
        (said("Confirmed by a person in the year"), found.confirmed),
        (said("Answers given by somebody in charge"), found.curated),
        (said("Questions noted as not answered well"), found.gaps),
        (said("Groups of questions answered by a coordinator"), sum(found.paces.values())),
    )
    ages = {
        "0": said("Under a year"),
        "1": said("A year"),
        "2": said("Two years or more"),
        "": said("Not dated"),
    }
    paces = {
        "day": said("Within a day"),
        "week": said("Within a week"),
        "month": said("Within 30 days"),
        "later": said("Later"),
    }
    tables = [replace(_rows(said("Documents and answers"), "", whole, said), drawn=())]
    if found.ages:
        tables.append(_counts(said("Age of documents"), said("Age"), _named(found.ages, ages), said))
    if found.paces:
        tables.append(_counts(said("How soon answered"), said("Time"), _named(found.paces, paces), said))
    return Chapter(
        said("Knowledge"),
        tuple(tables),
        (
            said("Documents, their age and answers are as they stand on the day of this report."),
            said(
                "Time to an answer is counted from the first of the questions that were gathered, since this "
                "installation began to count."
            ),
        ),
    )


def _named(counts: Mapping[str, int], names: Mapping[str, str]) -> dict[str, int]:
    return {label: counts[key] for key, label in names.items() if key in counts}


def _counts(title: str, label: str, counts: Mapping[str, int], said: Texts) -> Table:
    rows = tuple((name or said("not stated"), (count,)) for name, count in counts.items())
    return Table(title, label, (said("Number"),), rows)


def _rows(title: str, label: str, rows: tuple[tuple[str, int | None], ...], said: Texts) -> Table:
    return Table(title, label, (said("Number"),), tuple((name, (count,)) for name, count in rows))


def _month(month: int, said: Texts) -> str:
    return str(get_month_names("wide", context="stand-alone", locale=LOCALES[said.language])[month])


def _begins(month: str, said: Texts) -> str:
    return f"{_month(int(month[-2:]), said)} {month[:4]}"
