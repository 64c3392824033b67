"""Honest fakes of the ports: small, in memory, with the behaviour that the ports promise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bot.console.stock import Stock
from bot.digests.member_news import MemberNews
from bot.digests.side import DigestRecords
from bot.digests.week import Week
from bot.introductions.brokerage import Brokerage
from bot.introductions.own_data import PersonalData
from bot.introductions.places import Places
from bot.use_cases.erase_person import Erased
from bot.use_cases.give_person import GivePerson
from bot.use_cases.hold_round import NoRounds, SaidTo
from bot.use_cases.keep_answers import KeepAnswers
from bot.use_cases.knowledge_changes import Looked, NotThere, Offer, Taken, Unread
from bot.use_cases.measure_introductions import Overview
from bot.use_cases.tell_news import News
from ingest.sync import SyncRun
from knowledge.audiences import AudienceRule
from knowledge.conflicts.findings import Findings
from knowledge.directory.directory import Person
from knowledge.gaps.desk import GapDesk
from knowledge.gaps.gap import Placed
from knowledge.holdings import overview
from knowledge.holdings.terms import Terms
from knowledge.introductions.measures import measure
from knowledge.introductions.policy import Policy
from knowledge.matching.newcomers import Company
from knowledge.matching.past import Past
from knowledge.matching.suggestions import Suggestions, UnknownAsker
from knowledge.models import Asker, Failure, Hit, Passage, Place, Question, SourceInfo
from knowledge.outcomes import Abstained, Answered, Citation
from knowledge.privacy.identity import Identity
from knowledge.privacy_settings import PrivacySection
from knowledge.records.catalogue import Catalogue
from knowledge.records.cited_sources import CitedSources
from knowledge.records.conversations import Conversations
from knowledge.records.curated_answers import CuratedAnswers
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.digests import Digests
from knowledge.records.gap_deliveries import GapDeliveries
from knowledge.records.gaps import Gaps
from knowledge.records.holdings import Holdings
from knowledge.records.introductions import Introductions
from knowledge.records.monthly_counts import Asked, MonthlyCounts
from knowledge.records.notices import Notices
from knowledge.records.opened_homes import OpenedHomes
from knowledge.records.persons import Persons
from knowledge.records.profiles import Profiles
from knowledge.records.register import RegisterRows
from knowledge.rows import PersonRow


@dataclass(frozen=True)
class Note:
    """Something the fake assistant knows: found by any word of three letters or more that it shares."""

    text: str
    audience: str = "members"
    title: str = "Møteplan 2026"
    url: str = "https://docs.example.org/moteplan"
    locator: str = "Energigruppen › page 3"
    updated: date = date(2026, 3, 3)
    source: str = "moteplan.md"


@dataclass
class FakeAssistant:
    """Answers from its notes, only those that the asker's audiences allow; the last question may name the topic."""

    notes: list[Note] = field(default_factory=list)
    language: str = "nb"
    before: Callable[[Question], None] = lambda question: None
    asked: list[Question] = field(default_factory=list)

    def answer(self, question: Question) -> Iterator[Answered | Abstained]:
        self.asked.append(question)
        self.before(question)
        spoken = " ".join([question.text, *(turn.text for turn in question.history)])
        words = set(re.findall(r"\w{3,}", spoken.lower()))
        seen = [note for note in self.notes if note.audience in question.asker.audiences]
        found = [note for note in seen if words & set(re.findall(r"\w{3,}", note.text.lower()))]
        if not found:
            yield Abstained(self.language, "fake")
            return
        text = "\n\n".join(f"{note.text} [{n}]" for n, note in enumerate(found, 1))
        citations = tuple(
            Citation(n, note.source, note.locator, note.title, note.text, note.url, note.updated)
            for n, note in enumerate(found, 1)
        )
        yield Answered(text, self.language, citations, "fake")


@dataclass
class FakeSearcher:
    """Finds the notes that share a word of three letters or more with the query."""

    notes: list[Note] = field(default_factory=list)

    def search(
        self, query: str, audiences: frozenset[str], limit: int, day: date | None = None
    ) -> tuple[Hit, ...]:
        words = set(re.findall(r"\w{3,}", query.lower()))
        found = [
            note
            for note in self.notes
            if note.audience in audiences and words & set(re.findall(r"\w{3,}", note.text.lower()))
        ]
        return tuple(_hit(note) for note in found[:limit])


def _hit(note: Note) -> Hit:
    source = SourceInfo("moteplan.md", note.title, "documents", note.audience, note.updated, url=note.url)
    return Hit(
        Passage("moteplan.md", 1, note.text, section=("Energigruppen",), place=Place(page=3)), (source,), 0.9
    )


@dataclass(frozen=True)
class FakeRegister:
    """Holds nobody, unless told otherwise."""

    people: Mapping[str, Person] = field(default_factory=dict)

    def person(self, email: str, day: date) -> Person | None:
        return self.people.get(email)

    def listed(self, email: str, day: date) -> Person | None:
        return self.people.get(email)


class FakeMatchmaker:
    """Knows nobody of those who ask."""

    def suggest(
        self, email: str, request: str, reader: Asker, day: date, past: Past
    ) -> Suggestions | UnknownAsker:
        return UnknownAsker(email)


class FakeNewcomers:
    """Knows nobody of those who are new."""

    def company(self, email: str, reader: Asker, day: date, past: Past) -> Company | UnknownAsker:
        return UnknownAsker(email)


class FakeMeasuring:
    """A cluster in which nothing has happened."""

    def overview(self, audiences: frozenset[str], now: datetime) -> Overview:
        return Overview(measure((), frozenset(), {}), 0, 0, ())


class FakeRounds:
    """A cluster that does not mix."""

    def hold(self, now: datetime, said_to: SaidTo) -> NoRounds:
        return NoRounds()


def records() -> Engine:
    """An empty database."""
    return open_database(sqlite_url(Path(mkdtemp()) / "klyngebot.db"))


def fake_brokerage(*people: PersonRow) -> Brokerage:
    """Real records of a cluster with these people."""
    register = FakeRegister({row.email: Person(row, (), {}) for row in people})
    engine = records()
    zone = ZoneInfo("Europe/Oslo")
    return Brokerage(
        Introductions(engine, zone),
        Notices(engine, zone),
        Profiles(engine),
        register,
        FakeMatchmaker(),
        Policy(),
        FakeRounds(),
        FakeNewcomers(),
        FakeMeasuring(),
        Places(),
        lambda audiences, now: News(),
        OpenedHomes(engine),
        zone,
    )


def fake_digests() -> DigestRecords:
    """Real records of a cluster in which there is no news, and no coordinator is told of a week."""
    engine, zone = records(), ZoneInfo("Europe/Oslo")
    quiet = Overview(measure((), frozenset(), {}), 0, 0, ())
    return DigestRecords(
        Digests(engine),
        MonthlyCounts(engine, zone, PrivacySection().questions_kept),
        lambda audiences, period, now: Week(period, Asked({}, 0), (), (), (), (), (), 0, 0, 0, quiet),
        lambda audiences, period, now: MemberNews(),
        lambda email, day: False,
        zone,
    )


class FakeGrouping:
    """Questions with the same words ask the same; what is in a group stays there."""

    def of(self, questions: Sequence[Placed]) -> tuple[int, ...]:
        labels = {one.words.casefold(): -number for number, one in enumerate(questions, 1)}
        labels |= {one.words.casefold(): one.group for one in questions if one.group is not None}
        return tuple(labels[one.words.casefold()] if one.group is None else one.group for one in questions)


def fake_stock(gaps: Gaps, rule: AudienceRule) -> Stock:
    """Real records of a cluster that knows nothing yet; ``gaps`` are its own."""
    engine = records()
    catalogue, answers = Catalogue(engine), CuratedAnswers(engine)
    return Stock(
        catalogue,
        overview.Overview(catalogue, Holdings(engine), rule, lambda: now().date()),
        FakeKeeper(),
        answers,
        KeepAnswers(answers, CitedSources(engine), Conversations(engine), rule.names, now),
        lambda day: (),
        GapDesk(gaps, FakeGrouping()),
        GapDeliveries(gaps._engine),
    )


def now() -> datetime:
    return datetime.now(UTC)


class FakeErasing:
    """Erases nobody: the scenarios that do have real records."""

    def run(self, identity: Identity, by: str, now: datetime, run: SyncRun) -> Erased:
        return Erased({}, (), ())


def fake_personal(rule: AudienceRule) -> PersonalData:
    """Of a cluster whose records are empty."""
    engine = records()
    persons = Persons(engine, RegisterRows(engine))
    return PersonalData(persons, GivePerson(persons, rule), FakeErasing())


class FakeKeeper:
    """Can read nothing, and keeps nothing."""

    def terms_of(self, offered: Offer | str) -> Terms:
        return Terms()

    def look(self, offer: Offer) -> Unread:
        return Unread(Failure(offer.name, "it holds no text", "write some"))

    def look_at_page(self, url: str) -> Unread:
        return Unread(Failure(url, "it holds no text", "write some"))

    def compare(self, looked: Looked, asker: Asker) -> Findings:
        return Findings()

    def let_go(self, taken: Taken) -> None:
        """There is nothing to let go."""

    def tidy(self, now: datetime) -> None:
        """There is nothing to tidy."""

    def add(self, taken: Taken, terms: Terms, by: str, run: SyncRun) -> NotThere:
        return NotThere(taken.source)

    def change(self, source: str, terms: Terms, by: str, run: SyncRun, revision: int) -> NotThere:
        return NotThere(source)

    def confirm(self, source: str, by: str, review_on: date | None) -> NotThere:
        return NotThere(source)

    def remove(self, source: str, by: str, run: SyncRun) -> NotThere:
        return NotThere(source)

    def restore(self, source: str, by: str, run: SyncRun) -> NotThere:
        return NotThere(source)
