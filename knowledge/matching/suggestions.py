"""Three people worth meeting: who fits best, with a price for those who are asked often, of different organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.directory.directory import Person
from knowledge.language import reply_language
from knowledge.matching.barriers import between, capacity, of_person
from knowledge.matching.likeness import Asked, Fit, Likeness
from knowledge.matching.past import Past
from knowledge.matching.wishes import Wish, spoken
from knowledge.models import Asker, Language
from knowledge.reading.concepts import kinds_of
from knowledge.records.view import Rows, View

_MOST = 3
# Below this nobody is suggested: a stranger's time is worth more than a guess. A few words say what they mean, and
# what is meant is more like them; of a story only a part is. Who is all else that was asked for needs less.
_ENOUGH, _ENOUGH_OF_A_STORY, _ENOUGH_BESIDE_CONDITIONS = 0.36, 0.1, 0.2
_FEW_WORDS = 3
# What fits much less than the best is no suggestion beside it.
_BESIDE_THE_BEST = 0.5
# Why somebody else would say yes is said only where it is plain.
_PLAIN = 0.35
_MUTUAL = 0.05
_PRICE_OF_LOAD = 0.1
Shared = Literal["place", "complement", "language"]
_WORTH: Mapping[Shared, float] = {"place": 0.01, "complement": 0.01, "language": 0.005}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``fit`` is why the asker would want to meet them, None where only conditions were asked for; ``theirs`` is why
    they would say yes, None where that is unknown."""

    person: Person
    score: float
    fit: Fit | None
    theirs: Fit | None
    shared: tuple[Shared, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """At most three, the best first; none where nobody suits."""

    asker: Person
    language: Language
    those: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class UnknownAsker:
    """Who asks is not in the register of people, or has left."""

    email: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """For whom somebody is looked for, as whom, when, and what was before."""

    asker: Person
    reader: Asker
    day: date
    past: Past


class Suggester:
    def __init__(self, view: View, likeness: Likeness) -> None:
        self._view = view
        self._likeness = likeness

    def suggest(
        self, email: str, request: str, reader: Asker, day: date, past: Past
    ) -> Suggestions | UnknownAsker:
        """``reader`` is as whom the registers are read. Without a request: by what the asker's row looks for."""
        rows = self._view.rows(reader.audiences)
        asker = named(email, rows)
        if asker is None or not asker.is_active(day):
            return UnknownAsker(email)
        meeting = Meeting(asker, reader, day, past)
        if not request.strip():
            return Suggestions(asker, "nb", self._found(Wish(_each(_needs(asker))), meeting, rows))
        reading = rows.reader.read(request, day)
        wish = Wish.of(reading, request)
        found = self._found(wish, meeting, rows)
        if not found and reading.names_kinds:
            found = self._found(wish.without_kinds(reading.kind_words), meeting, rows)
        return Suggestions(asker, reply_language(request), found)

    def _found(self, wish: Wish, meeting: Meeting, rows: Rows) -> tuple[Suggestion, ...]:
        asker = meeting.asker
        there = [one for one in rows.directory.people_on(meeting.day).all if _may_meet(one, wish, meeting)]
        needs = wish.needs or _each(_needs(asker))
        fits = self._likeness.helpers(needs, there)
        theirs = self._likeness.seekers(_each((*asker.row.offers, *asker.row.topics)), there)
        ordered = sorted(
            (
                made
                for one in there
                if (
                    made := _suggestion(
                        one, wish, meeting, fits.get(one.row.email), theirs.get(one.row.email)
                    )
                )
            ),
            key=lambda made: (-made.score, made.person.row.email),
        )
        return tuple(_spread(ordered))


def _needs(asker: Person) -> tuple[str, ...]:
    return asker.row.needs or asker.row.topics


def _each(texts: Iterable[str]) -> tuple[Asked, ...]:
    return tuple(Asked(text, (text,)) for text in texts)


def named(email: str, rows: Rows) -> Person | None:
    wanted = email.strip().casefold()
    return next((one for one in rows.directory.people if one.row.email.casefold() == wanted), None)


def _may_meet(one: Person, wish: Wish, meeting: Meeting) -> bool:
    asker, day, past = meeting.asker, meeting.day, meeting.past
    colleagues = wish.colleagues or (wish.organisation and wish.organisation == asker.organisation)
    return (
        wish.allows(one)
        and (not wish.colleagues or one.organisation_name == asker.organisation_name)
        and of_person(one, day, past) is None
        and between(asker, one, day, past, colleagues=bool(colleagues)) is None
    )


def _suggestion(
    person: Person, wish: Wish, meeting: Meeting, fit: Fit | None, theirs: Fit | None
) -> Suggestion | None:
    fit = fit if fit and _is_enough(fit, wish) else None
    theirs = theirs if theirs and theirs.score >= _PLAIN else None
    if fit is None and (wish.needs or not wish.has_conditions):
        return None
    shared = tuple(shared_by(person, meeting.asker))
    score = fit.score if fit else _ENOUGH_OF_A_STORY
    score += _MUTUAL * _harmonic(score, theirs.score if theirs else 0.0) + sum(_WORTH[one] for one in shared)
    load = meeting.past.load.get(person.row.email.lower(), 0) / max(1, capacity(person))
    return Suggestion(person, score - _PRICE_OF_LOAD * load, fit, theirs, shared)


def suits(fit: Fit) -> bool:
    """Whether somebody would be suggested for it, by whoever asks for nothing else."""
    return fit.score >= _least(fit)


def _least(fit: Fit) -> float:
    return _ENOUGH if len(fit.asked.split()) <= _FEW_WORDS else _ENOUGH_OF_A_STORY


def _is_enough(fit: Fit, wish: Wish) -> bool:
    is_narrow = wish.has_conditions and not wish.loosened
    return fit.score >= min(_least(fit), _ENOUGH_BESIDE_CONDITIONS if is_narrow else _ENOUGH)


def _harmonic(one: float, other: float) -> float:
    """The harmonic mean; nothing where either is nothing."""
    return 2 * one * other / (one + other) if one and other else 0.0


def shared_by(one: Person, other: Person) -> Iterator[Shared]:
    if one.row.place and one.row.place == other.row.place:
        yield "place"
    if spoken(one) & spoken(other):
        yield "language"
    if _complement(one, other) or _complement(other, one):
        yield "complement"


def _complement(one: Person, other: Person) -> bool:
    """A research institution and a small company have what the other lacks."""
    homes = one.organisation, other.organisation
    types = [kinds_of(home.row.type) if home else frozenset() for home in homes]
    return "research" in types[0] and not types[1].isdisjoint({"sme", "startup"})


def _spread(ordered: Sequence[Suggestion]) -> Iterable[Suggestion]:
    """The best of each organisation; a second one of the same only where nobody else is left."""
    worth = [one for one in ordered if one.score >= _BESIDE_THE_BEST * ordered[0].score]
    first: dict[str, Suggestion] = {}
    for one in worth:
        first.setdefault(one.person.organisation_name or one.person.row.email, one)
    chosen = {one.person.row.email for one in first.values()}
    rest = (one for one in worth if one.person.row.email not in chosen)
    return [*first.values(), *rest][:_MOST]
