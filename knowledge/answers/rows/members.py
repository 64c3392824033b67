"""Organisations: one by its name, or all that meet what the question asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers.rows.task import ENGINE, Task, cited
from knowledge.answers.rows.topics import Topical, Topics
from knowledge.directory.directory import Organisation
from knowledge.models import Aim, Citation, MemberCard, RowsAnswered, SourceInfo
from knowledge.reading.concepts import kinds_of
from knowledge.reading.questions import Reading
from knowledge.reading.wording import speaks_of

Chosen = Sequence[tuple[Organisation, str]]


def one_member(task: Task) -> RowsAnswered | None:
    organisation = task.reading.organisation
    return _answered(task, [(organisation, "")], "about") if organisation else None


def members(task: Task) -> RowsAnswered:
    """None may meet the conditions: that is an answer too."""
    chosen = [(one, "") for one in task.directory.members_on(task.today) if _fits(one, task.reading)]
    return _answered(task, chosen, task.aim)


def members_by_topic(task: Task, topics: Topics) -> RowsAnswered | None:
    """Those that are called so ("municipalities"), or that work with it; where none does, the nearest."""
    those = [one for one in task.directory.members_on(task.today) if _fits(one, task.reading)]
    if not task.reading.has("topic"):
        called = [(one, "") for one in those if speaks_of(f"{one.name} {one.row.type}", task.reading.topic)]
        return _answered(task, called, task.aim) if called else None
    fit = topics.fitting(task.reading.topic, map(_topical, those), "members", task.audiences)
    if fit.reasons:
        return _answered(task, [(those[place], reason) for place, reason in fit.reasons.items()], task.aim)
    near = [(those[place], reason) for place, reason in fit.near.items()]
    return _answered(task, near, task.aim, missing=True) if near else None


def _fits(member: Organisation, reading: Reading) -> bool:
    kinds = kinds_of(member.row.type)
    return (
        (not reading.kinds or any(kind in kinds for kind in reading.kinds))
        and (not reading.places or member.row.place in reading.places)
        and (
            not reading.period or (member.row.joined is not None and reading.period.holds(member.row.joined))
        )
    )


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


def _answered(task: Task, chosen: Chosen, aim: Aim, missing: bool = False) -> RowsAnswered:
    cards = tuple(_card(member, task, reason) for member, reason in chosen)
    return RowsAnswered(
        language=task.language,
        engine=ENGINE,
        asked=task.asked("members", aim, task.reading.topic, missing),
        citations=_whole_registers(chosen) if aim == "group" else _each(chosen),
        organisations=cards,
        groups=_groups(cards, task.reading.group_by) if aim == "group" else (),
    )


def _each(chosen: Chosen) -> tuple[Citation, ...]:
    return cited([(member.sources[0], reason or member.name) for member, reason in chosen])


def _whole_registers(chosen: Chosen) -> tuple[Citation, ...]:
    """What is counted over all rows is from the register as a whole; the first row stands for its words."""
    first: dict[str, tuple[SourceInfo, str]] = {}
    for member, _ in chosen:
        path = member.sources[0].source.partition("#")[0]
        first.setdefault(path, (replace(member.sources[0], source=path, title=path), member.name))
    return cited(list(first.values()))


def _card(member: Organisation, task: Task, reason: str) -> MemberCard:
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
        former=not member.is_member(task.today),
        contact=member.row.contact_name or member.row.contact_email,
        aliases=member.names[1:],
        reason=reason,
    )


def _groups(cards: Sequence[MemberCard], by: str) -> tuple[tuple[str, int], ...]:
    """Counts by type, place or year of joining, the largest first."""
    counted = Counter(_value(card, by) for card in cards)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _value(card: MemberCard, by: str) -> str:
    if by == "year":
        return str(card.joined.year) if card.joined else ""
    return card.place if by == "place" else card.type
