"""Organisations: one by its name, or all that meet what the question asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import partial

from knowledge.answers.rows.task import ENGINE, Task, cited
from knowledge.answers.rows.topics import Fitting, Topical, Topics
from knowledge.directory.directory import Organisation
from knowledge.directory.names import loosened
from knowledge.models import SourceInfo
from knowledge.outcomes import Aim, Citation, MemberCard, RowsAnswered
from knowledge.reading.concepts import kinds_of
from knowledge.reading.reading import Reading
from knowledge.reading.wording import speaks_of

_MOST_NEAR = 3
_LIKE = 0.7  # difflib's ratio of two names
Chosen = Sequence[tuple[Organisation, str]]


def one_member(task: Task) -> RowsAnswered | None:
    organisation = task.reading.organisation
    return _answered(task, [(organisation, "")], "about") if organisation else None


def members_elsewhere(task: Task) -> RowsAnswered:
    """No member is in a place that the register does not name; those that meet the other conditions are shown."""
    near = [(one, "") for one in _nearest(task.members.all, task.reading)]
    return _answered(task, near, task.aim, missing=bool(near), topic=task.reading.elsewhere)


def these_members(task: Task, sources: Collection[str]) -> RowsAnswered | None:
    """The organisations that rows of these sources are about."""
    chosen = [
        (one, "") for one in task.directory.organisations if any(s.source in sources for s in one.sources)
    ]
    return _answered(task, chosen, "about" if len(chosen) == 1 else "list", topic="") if chosen else None


def members(task: Task) -> RowsAnswered:
    """None may meet the conditions: that is an answer too, with those that meet most of them."""
    chosen = [(one, "") for one in _outermost(_fitting(task), task.reading)]
    near = [] if chosen else [(one, "") for one in _nearest(task.members.all, task.reading)]
    return _answered(task, chosen or near, task.aim, missing=bool(near))


def no_such_member(task: Task) -> RowsAnswered:
    """Nobody is called so; those whose names are nearly so are shown."""
    known = {loosened(name): one for one in task.members.all for name in one.names}
    near = get_close_matches(loosened(task.reading.stranger), known, _MOST_NEAR, _LIKE)
    there = tuple(dict.fromkeys(known[name].name for name in near))
    chosen = [(one, "") for one in task.members.all if one.name in there]
    return _answered(task, chosen, task.aim, missing=True, topic=task.reading.stranger)


def members_by_tag(task: Task, topics: Topics) -> RowsAnswered | None:
    """Those whose tags hold the very words; where none do, as with any other topic."""
    reading = task.reading
    those = _fitting(task)
    tagged = [
        (one, tag) for one in those for tag in one.row.tags if tag.casefold() == reading.topic.casefold()
    ]
    return _answered(task, tagged, task.aim) if tagged else members_by_topic(task, topics)


def members_by_topic(task: Task, topics: Topics) -> RowsAnswered | None:
    """Those that are called so ("municipalities"), or that work with it; where none does, the nearest."""
    fit, those = members_on(task, topics)
    if not task.reading.has("topic", "tagged") and (called := _called(those, task.reading.topic)):
        return _answered(task, called, task.aim)
    if fit.reasons:
        return those_members(task, fit, those)
    near = [(those[place], reason) for place, reason in fit.near.items()]
    return _answered(task, near, task.aim, missing=True) if near and task.reading.has("topic") else None


def members_on(task: Task, topics: Topics) -> tuple[Fitting, Sequence[Organisation]]:
    """How the members that meet the other conditions fit the topic."""
    those, said = _fitting(task), task.members.made(_topical)
    rows = (said[id(one)] for one in those)
    return topics.fitting(task.reading.topic, rows, "members", task.audiences), those


def those_members(task: Task, fit: Fitting, those: Sequence[Organisation]) -> RowsAnswered:
    return _answered(task, [(those[place], reason) for place, reason in fit.reasons.items()], task.aim)


def _called(those: Sequence[Organisation], topic: str) -> Chosen:
    """A kind of member that no list of kinds holds: by its name or type, where no tag says what it works with."""
    if any(speaks_of(tag, topic) for one in those for tag in one.row.tags):
        return ()
    return [(one, "") for one in those if speaks_of(f"{one.name} {one.row.type}", topic)]


def _nearest(those: Sequence[Organisation], reading: Reading) -> list[Organisation]:
    """Those that meet one condition less than are asked for."""
    met = [(one, sum(_met(one, reading))) for one in those]
    most = max((count for _, count in met), default=0)
    return [one for one, count in met if count == most][:_MOST_NEAR] if most else []


def _outermost(those: Sequence[Organisation], reading: Reading) -> Sequence[Organisation]:
    """Of "the newest member" those who joined last, of "the oldest" first; else all."""
    days = [one.row.joined for one in those if one.row.joined]
    if not days or not reading.has("newest", "oldest"):
        return those
    wanted = max(days) if reading.has("newest") else min(days)
    return [one for one in those if one.row.joined == wanted]


def _fitting(task: Task) -> tuple[Organisation, ...]:
    """The members that meet every condition of the question."""
    reading, members = task.reading, task.members
    met: list[set[int]] = []
    if reading.names_kinds:
        met.append(members.holding(_type, partial(_is_kind, reading)))
    if reading.places:
        met.append(members.holding(_place, reading.places.__contains__))
    if reading.period:
        met.append(members.holding(_joined, reading.period.holds))
    return members.at(*met)


def _met(member: Organisation, reading: Reading) -> Iterator[bool]:
    """For each condition of the question whether a member meets it."""
    if reading.names_kinds:
        yield _is_kind(reading, member.row.type)
    if reading.places:
        yield member.row.place in reading.places
    if reading.period:
        yield any(map(reading.period.holds, _joined(member)))


def _is_kind(reading: Reading, type_name: str) -> bool:
    return type_name in reading.types or not kinds_of(type_name).isdisjoint(reading.kinds)


def _type(member: Organisation) -> tuple[str]:
    return (member.row.type,)


def _place(member: Organisation) -> tuple[str]:
    return (member.row.place,)


def _joined(member: Organisation) -> tuple[date, ...]:
    return (member.row.joined,) if member.row.joined else ()


def _topical(member: Organisation) -> Topical:
    extra = tuple(text for _, text in member.row.extra)
    values = (
        *member.names,
        member.row.type,
        *member.row.tags,
        *member.row.offers,
        member.row.description,
        *extra,
    )
    return Topical(tuple(source.source for source in member.sources), tuple(filter(None, values)))


def _answered(
    task: Task, chosen: Chosen, aim: Aim, missing: bool = False, topic: str | None = None
) -> RowsAnswered:
    cards = _cards(task, chosen)
    return RowsAnswered(
        language=task.language,
        engine=ENGINE,
        asked=task.asked("members", aim, task.reading.topic if topic is None else topic, missing),
        citations=_whole_registers(chosen, task.today) if aim == "group" else _each(chosen, task.today),
        organisations=cards,
        groups=_groups(cards, task.reading.group_by) if aim == "group" else (),
    )


def _each(chosen: Chosen, day: date) -> tuple[Citation, ...]:
    return cited(((member.sources[0], reason or member.name) for member, reason in chosen), day)


def _whole_registers(chosen: Chosen, day: date) -> tuple[Citation, ...]:
    """What is counted over all rows is from the register as a whole; the first row stands for its words."""
    first: dict[str, tuple[SourceInfo, str]] = {}
    for member, _ in chosen:
        path = member.sources[0].source.partition("#")[0]
        if path not in first:
            first[path] = (replace(member.sources[0], source=path, title=path), member.name)
    return cited(list(first.values()), day)


def _cards(task: Task, chosen: Chosen) -> tuple[MemberCard, ...]:
    made = task.members.made(_card)
    cards = (
        (made.get(id(member)) or replace(_card(member), former=True), reason) for member, reason in chosen
    )
    return tuple(replace(card, reason=reason) if reason else card for card, reason in cards)


def _card(member: Organisation) -> MemberCard:
    return MemberCard(
        name=member.name,
        source=member.sources[0].source,
        type=member.row.type,
        place=member.row.place,
        website=member.row.website,
        description=member.row.description,
        offers=member.row.offers,
        joined=member.row.joined,
        left=member.row.left,
        contact=member.row.contact_name or member.row.contact_email,
        phone=member.row.phone,
        aliases=member.names[1:],
        extra=member.row.extra,
    )


def _groups(cards: Sequence[MemberCard], by: str) -> tuple[tuple[str, int], ...]:
    """Counts by type, place or year of joining, the largest first."""
    counted = Counter(_value(card, by) for card in cards)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _value(card: MemberCard, by: str) -> str:
    if by == "year":
        return str(card.joined.year) if card.joined else ""
    return card.place if by == "place" else card.type
