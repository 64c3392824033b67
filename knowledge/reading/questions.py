"""A question -> what it says of rows: names, kinds, places, periods, and the words that nothing has understood."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeVar

from knowledge.directory.directory import Directory, Organisation, Person
from knowledge.reading import phrases
from knowledge.reading.concepts import kinds_in
from knowledge.reading.known import Known
from knowledge.reading.marked import Marked
from knowledge.reading.names import Names
from knowledge.reading.periods import read_period
from knowledge.reading.reading import Reading
from knowledge.reading.spelling import mended
from knowledge.reading.stretches import Period
from knowledge.reading.wording import speaks_of
from knowledge.terms import content_words, stems_either_way

T = TypeVar("T")
_NAME = r"[A-ZÆØÅ][\w&'.-]*(?:\s+[A-ZÆØÅ&][\w&'.-]*)*"
_ELSEWHERE = re.compile(rf"(?<!\w)(?:i|in|fra|from|på|near|nær)\s+(?P<name>{_NAME})")
_STRANGER = re.compile(
    r"^\W*(?:is|er|var|was)\s+(?P<name>\S+(?:\s+\S+){0,4}?)\s+"
    r"(?:still\s+|fortsatt\s+|fremdeles\s+)?(?:an?\s+|et\s+|ein\s+)?(?:member|medlem)(?!\w)",
    re.IGNORECASE,
)

_BY_FIRST_NAME = re.compile(
    r"(?:who is|who's|hvem er|kven er|kjenner du|do you know|til|of|for|contact|kontakte?r?|reach)"
    r"\s+(?P<name>[A-ZÆØÅ]\w+)\W*$"
)
_LEAST_OF_A_COLUMN = 5  # letters
# What somebody wants who names conditions: all that meet them, the next events, those cancelled too.
_ASKED_FOR = frozenset({"member", "person", "event", "list", "topic", "next", "status"})


class Reader:
    """Reads questions for one asker, by the names that their directory holds."""

    def __init__(self, directory: Directory, cluster: str = "") -> None:
        """``cluster`` is the name of the cluster itself: in a question it says nothing, unless people work there."""
        self._known = Known(directory)
        unknown = cluster and not self._known.employers.find(cluster)
        own = rf"(?<!\w){re.escape(cluster)}(?:s|'s)?(?!\w)" if unknown else r"(?!)"
        self._cluster = re.compile(own, re.IGNORECASE)

    def read(self, text: str, today: date) -> Reading:
        text = mended(self._cluster.sub(_gap, text))
        signs = _signs(text, today)
        marked = Marked(text)
        title = _title(text, today)
        organisation = self._organisation(marked, signs)
        person = _taken(marked, self._known.people) or self._by_first_name(marked, text)
        employer = "" if organisation else _taken(marked, self._known.employers) or ""
        places = _all_taken(marked, self._known.places)
        languages = self._languages(marked, signs)
        period = _take_period(marked, today)
        if organisation or employer:
            marked.take_all((phrases.WORKS_AT,))
        group_by = next((name for name, pattern in phrases.GROUP.items() if marked.take(pattern)), "")
        # "Who can public procurement?": with people the word belongs to what they know.
        of_people = {"anybody", "weak topic"} <= signs and "member" not in signs
        named = of_people or organisation is not None
        kinds, types, kind_words = ((), (), ()) if named else self._take_kinds(marked)
        column = _column_of(organisation, title)
        topic = _topic(marked)
        return Reading(
            text,
            signs,
            title,
            topic,
            _beyond(marked),
            period,
            kinds,
            types,
            kind_words,
            places,
            languages,
            organisation,
            column,
            employer,
            person,
            group_by,
            _named_by(_ELSEWHERE, text, topic),
            _named_by(_STRANGER, text, topic),
        )

    def conditions(
        self, kind: str, place: str, topic: str, role: str, names: tuple[str, ...], period: Period | None
    ) -> Reading:
        """The same of conditions that are named one by one; an unknown kind joins the topic."""
        named = Marked("; ".join(names))
        organisation = self._organisation(named, frozenset())
        employer = "" if organisation else _taken(named, self._known.employers) or ""
        person, languages = _taken(named, self._known.people), _all_taken(named, self._known.languages)
        kinds, types, words = self._take_kinds(Marked(kind))
        about = " ".join(filter(None, ("" if kinds or types else kind, topic)))
        places = _all_taken(Marked(place), self._known.places)
        return Reading(
            about,
            _ASKED_FOR,
            about,
            about,
            role,
            period,
            kinds,
            types,
            words,
            places,
            languages,
            organisation,
            employer=employer,
            person=person,
            elsewhere="" if places else place,
        )

    def _by_first_name(self, marked: Marked, text: str) -> Person | None:
        """ "Who is Randi?", where there is one of that name; asked of anything else a first name may be a word."""
        asked = _BY_FIRST_NAME.search(text)
        found = self._known.first_names.get(asked["name"].casefold()) if asked else None
        if asked and found:
            marked.take_span(*asked.span("name"))
        return found

    def _languages(self, marked: Marked, signs: frozenset[str]) -> tuple[str, ...]:
        """Where people speak one, or where it is all that is asked of them: "noen som kan polsk"."""
        rest = Marked(marked.left)
        languages = _all_taken(rest, self._known.languages)
        alone = "person" in signs and languages and not _topic(Marked(rest.left))
        if "language" not in signs and not alone:
            return ()
        marked.left = rest.left
        return languages

    def _organisation(self, marked: Marked, signs: frozenset[str]) -> Organisation | None:
        """What somebody works with is written as a noun: "jobber med kystdata" does not mean Kystdata AS."""
        if whole := _taken(marked, self._known.organisations):
            return whole
        short = self._known.short_names.find(marked.left)
        if short is None or ("topic" in signs and marked.left[short.span[0]].islower()):
            return None
        marked.take_span(*short.span)
        return short.what

    def _take_kinds(self, marked: Marked) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Kinds and types, and the words for them; kinds that the register does not know stay in the topic."""
        found = {kind: spans for kind, spans in kinds_in(marked.left).items() if kind in self._known.kinds}
        spans = [span for those in found.values() for span in those]
        stems = stems_either_way(marked.left)
        types = tuple(name for name, telling in self._known.types if not found and telling <= stems)
        spans += [word.span() for word in re.finditer(r"\w+", marked.left) if _belongs(word.group(), types)]
        words = tuple(dict.fromkeys(marked.left[start:end] for start, end in spans))
        for span in spans:
            marked.take_span(*span)
        return tuple(found), types, words


def _column_of(organisation: Organisation | None, asked: str) -> str:
    """Such as "Number of employees", for "hvor mange ansatte har …"."""
    if organisation is None:
        return ""
    words = [word for word in content_words(asked) if len(word) >= _LEAST_OF_A_COLUMN]
    columns = (name for name, _ in organisation.row.extra)
    return next((name for name in columns if any(speaks_of(name, word) for word in words)), "")


def _gap(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _belongs(word: str, types: tuple[str, ...]) -> bool:
    return any(stems_either_way(word) & stems_either_way(name) for name in types)


def _signs(text: str, today: date) -> frozenset[str]:
    marked = Marked(text)
    _take_period(marked, today)
    return frozenset(name for name, pattern in phrases.PHRASES.items() if marked.has(pattern))


def _named_by(pattern: re.Pattern[str], text: str, topic: str) -> str:
    """A name in such a place of the question, where there is nothing else that is not understood."""
    match = pattern.search(text)
    return match["name"] if match and topic and set(topic.split()) <= set(match["name"].split()) else ""


def _taken(marked: Marked, names: Names[T]) -> T | None:
    found = names.find(marked.left)
    if found is None:
        return None
    marked.take_span(*found.span)
    return found.what


def _all_taken(marked: Marked, names: Names[str]) -> tuple[str, ...]:
    every: list[str] = []
    while (one := _taken(marked, names)) is not None:
        every.append(one)
    return tuple(dict.fromkeys(every))


def _title(text: str, today: date) -> str:
    marked = Marked(text)
    _take_period(marked, today)
    marked.take_all(
        (
            phrases.COUNT,
            phrases.STATUS,
            phrases.NEXT,
            phrases.HAPPENS,
            phrases.WEAK_TOPIC,
            phrases.LIST,
            phrases.SMALL,
        )
    )
    return marked.words


def _take_period(marked: Marked, today: date) -> Period | None:
    """What both periods hold where there are two: "in March before Easter"."""
    period = _take_one_period(marked, today)
    other = _take_one_period(marked, today) if period else None
    return period.within(other) if period and other else period


def _take_one_period(marked: Marked, today: date) -> Period | None:
    period = read_period(marked.left, today)
    if period:
        start = marked.left.index(period.words)
        marked.take_span(start, start + len(period.words))
    return period


def _topic(marked: Marked) -> str:
    """What is left when the words that every question holds are taken out."""
    marked.take_all(
        (
            phrases.INTRODUCE,
            phrases.COLLEAGUES,
            phrases.TOPIC,
            phrases.TAGGED,
            phrases.NEWEST,
            phrases.OLDEST,
            phrases.ALL_DAY,
            phrases.COUNT,
            phrases.STATUS,
            phrases.JOINED,
            phrases.NEXT,
            phrases.WITHIN,
            phrases.MEMBER,
            phrases.PERSON,
            phrases.LANGUAGE,
        )
    )
    marked.take_all((phrases.WEAK_TOPIC, phrases.ANY_EVENT, phrases.LIST, phrases.SMALL))
    return marked.words


def _beyond(marked: Marked) -> str:
    """What is left of a topic when the words for what a register says are taken out."""
    marked.take_all((phrases.ABOUT_MEMBER, phrases.CONTACT, phrases.WORKS_AT, phrases.BULK))
    return marked.words
