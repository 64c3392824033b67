"""The first message where two people meet who both said yes: who they are, what to talk about, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from babel.dates import format_datetime

from bot.replies.catalogue import Texts
from bot.replies.inert import shown
from bot.replies.introduction_letters import LONGEST_QUOTE, bulleted, person_line
from bot.replies.language_names import language_name
from bot.replies.message import Message, message_of
from bot.replies.sources import LOCALES
from knowledge.directory.directory import Person

_ICEBREAKERS = 3
_LISTED = 5
_TIMES = {"nb": "EEEE d. MMMM 'kl.' HH:mm", "en": "EEEE d MMMM, HH:mm"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Both as the other may know them. ``need`` is what was asked for, in the asker's words."""

    first: Person
    second: Person
    need: str = ""


def room_message(pair: Pair, times: Sequence[datetime], said: Texts) -> Message:
    """``times`` are proposals, in the cluster's zone."""
    one, other = pair.first, pair.second
    return message_of(
        [
            said(
                "Hi {first} and {second}! You have both said yes to a talk, so here you are.",
                first=shown(one.name, LONGEST_QUOTE),
                second=shown(other.name, LONGEST_QUOTE),
            ),
            *(_profile(person, said) for person in (one, other)),
            bulleted(said("Something to begin with:"), tuple(islice(icebreakers(pair, said), _ICEBREAKERS))),
            bulleted(
                said("Half an hour on one of these, for example?"), [_time(when, said) for when in times]
            ),
            said("Now I leave you to it. In two weeks I ask each of you whether you met."),
        ]
    )


def email_draft(pair: Pair, times: Sequence[datetime], said: Texts) -> Message:
    """For a coordinator, where Slack opens no conversation with both: a text to send, and to whom."""
    addresses = ", ".join(shown(one.row.email, LONGEST_QUOTE) for one in (pair.first, pair.second))
    return message_of(
        [
            said("Both said yes, but Slack opens no conversation with the two of them."),
            said("Could you send them this by e-mail? To: {addresses}", addresses=addresses),
            room_message(pair, times, said).text,
        ]
    )


def icebreakers(pair: Pair, said: Texts) -> Iterator[str]:
    """As many as there are, each from what the two say of themselves; at last ones that fit anybody."""
    one, other = pair.first, pair.second
    if pair.need:
        yield said(
            "{name} is looking for: “{need}”. What would be a good first step?", name=one.name, need=pair.need
        )
    yield from _shared(one, other, said)
    for asking, helping in ((one, other), (other, one)):
        for need, offer in zip(asking.row.needs[:1], helping.row.offers[:1], strict=False):
            yield said(
                "{name} looks for “{need}”, {helper} knows “{offer}”. Where do they meet?",
                name=asking.name,
                need=need,
                helper=helping.name,
                offer=offer,
            )
    for person in (one, other):
        for topic in person.row.topics[:1]:
            yield said("How did {name} come to work with “{topic}”?", name=person.name, topic=topic)
        if person.row.role:
            yield said("What does a good day look like as “{role}”?", role=person.row.role)
    yield said("What are you most proud of from the last half year?")
    yield said("What is the hardest thing that you are working on just now?")
    yield said("Whom in the cluster should the other one know?")


def _shared(one: Person, other: Person, said: Texts) -> Iterator[str]:
    known = {topic.casefold() for topic in other.row.topics}
    for topic in one.row.topics:
        if topic.casefold() in known:
            yield said("You are both interested in “{topic}”. What is new there?", topic=topic)
    if one.row.place and one.row.place == other.row.place:
        yield said("You are both in {place}. Where is the coffee best?", place=one.row.place)


def _profile(person: Person, said: Texts) -> str:
    row = person.row
    listed = (
        (said("Can help with"), row.offers),
        (said("Looks for"), row.needs),
        (said("Interested in"), row.topics),
        (said("Speaks"), tuple(language_name(one, said) for one in row.languages)),
    )
    lines = [
        f"{label}: {shown('; '.join(things[:_LISTED]), LONGEST_QUOTE)}" for label, things in listed if things
    ]
    return "\n".join([f"*{person_line(person, row.email)}*", *lines])


def _time(when: datetime, said: Texts) -> str:
    return format_datetime(when, _TIMES[said.language], tzinfo=when.tzinfo, locale=LOCALES[said.language])
