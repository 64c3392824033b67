"""Exact answers from rows, in words: Markdown, in the answer's language. Nothing is escaped here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.replies.catalogue import Texts, texts
from bot.replies.event_lines import Telling, day_lines, event_line
from bot.replies.sources import day
from knowledge.calendar.occurrences import Occurrence
from knowledge.outcomes import MemberCard, PersonCard, RowsAnswered, Subject

MOST_SHOWN = 20
_MOST_NAMED = 200
# With more people than this, addresses would be a mailing list.
_MOST_ADDRESSED = 3


def rows_text(answer: RowsAnswered) -> str:
    """The whole answer, but for its sources."""
    return "\n".join(_lines(answer, texts(answer.language)))


def pages_of(answer: RowsAnswered) -> int:
    """How many pages it takes to show every row of a list in full."""
    if answer.asked.aim in ("about", "group"):
        return 1
    return -(-_count(answer) // MOST_SHOWN)


def page_text(answer: RowsAnswered, page: int) -> str:
    """The rows of a page, counted from 0, in full; "" where there is no such page."""
    said, first, count = texts(answer.language), page * MOST_SHOWN, _count(answer)
    if first >= count:
        return ""
    place = said(
        "{first}–{last} of {count}:", first=first + 1, last=min(first + MOST_SHOWN, count), count=count
    )
    # A day is a paragraph, and so is not to stand right below.
    between = [""] if answer.asked.subject == "events" else []
    return "\n".join([place, *between, *_rows(answer, said, first)])


def _count(answer: RowsAnswered) -> int:
    return len(answer.organisations) or len(answer.persons) or len(answer.occurrences)


def _rows(answer: RowsAnswered, said: Texts, first: int = 0) -> list[str]:
    """In lines: the rows of a page, from ``first`` on."""
    page = slice(first, first + MOST_SHOWN)
    match answer.asked.subject:
        case "members":
            return [_member_line(card) + mark_of(answer, card.source) for card in answer.organisations[page]]
        case "people":
            addressed = addresses_shown(answer)
            return [
                _person_line(card, addressed) + mark_of(answer, card.source) for card in answer.persons[page]
            ]
        case "events":
            return _event_rows(answer, answer.occurrences[page], said)


def _event_rows(answer: RowsAnswered, shown: Sequence[Occurrence], said: Texts) -> list[str]:
    """By day; what is next, or the only one, in a line of its own."""
    if answer.asked.aim == "next" or len(answer.occurrences) == 1:
        return [event_line(card, said) + mark_of(answer, card.source.source) for card in shown]
    return list(day_lines(shown, Telling(said, lambda source: mark_of(answer, source), answer.today)))


def _lines(answer: RowsAnswered, said: Texts) -> Iterator[str]:
    match answer.asked.subject:
        case "members":
            yield from _members(answer, said)
        case "people":
            yield from _people(answer, said)
        case "events":
            yield from _events(answer, said)


def _members(answer: RowsAnswered, said: Texts) -> Iterator[str]:
    cards, asked = answer.organisations, answer.asked
    if asked.aim == "about" and cards:
        lines = list(_member(cards[0], said))
        yield lines[0] + mark_of(answer, cards[0].source)
        yield from lines[1:]
        return
    opening = _opening(answer, len(cards), said)
    if asked.aim == "group":
        yield opening.removesuffix(":") + "".join(f" [{citation.n}]" for citation in answer.citations) + ":"
        unstated = said("not stated")
        yield from (f"- {name or unstated}: {count}" for name, count in answer.groups)
        return
    yield opening
    yield from _shown(_rows(answer, said), [card.name for card in cards], said)


def _opening(answer: RowsAnswered, count: int, said: Texts) -> str:
    """How many there are, and by which words they were chosen."""
    one, many = _nouns(answer.asked.subject, said)
    conditions = ", ".join(
        f"“{words}”" if said.language == "en" else f"«{words}»" for words in answer.asked.conditions
    )
    if answer.asked.missing:
        return said("I found none that fit {conditions}. The nearest:", conditions=conditions)
    noun = one if count == 1 else many
    if not count:
        return said("There are no {noun} that fit {conditions}.", noun=many, conditions=conditions)
    if not conditions:
        return f"**{count}** {noun}:"
    # The same in both languages.
    return f"**{count}** {noun} for {conditions}:"


def _nouns(subject: Subject, said: Texts) -> tuple[str, str]:
    """What one and several of them are called."""
    match subject:
        case "members":
            return said("member"), said("members")
        case "people":
            return said("person"), said("people")
        case "events":
            return said("event"), said("events")


def mark_of(answer: RowsAnswered, source: str) -> str:
    """The number of the citation of a source; nothing for what is beyond those that are cited."""
    return next((f" [{citation.n}]" for citation in answer.citations if citation.source == source), "")


def _shown(lines: Sequence[str], names: Sequence[str], said: Texts) -> Iterator[str]:
    """The first in full; of the rest the names, so that a count has its whole list behind it."""
    yield from lines
    rest = names[MOST_SHOWN:]
    if rest:
        yield ""
    if len(rest) > _MOST_NAMED:
        yield said("… and {count} more.", count=len(rest))
    elif rest:
        yield said("… and {count} more: {names}.", count=len(rest), names=", ".join(rest))


def reason_of(card: MemberCard | PersonCard) -> str:
    """The value that put it into a list, where its line does not say so anyway."""
    known = card.name if isinstance(card, MemberCard) else card.role
    return "" if card.reason == known else card.reason


def addresses_shown(answer: RowsAnswered) -> bool:
    return len(answer.persons) <= _MOST_ADDRESSED


def _member_line(card: MemberCard) -> str:
    facts = ", ".join(part for part in (card.type, card.place) if part)
    reason = reason_of(card)
    return f"- **{card.name}**" + (f" ({facts})" if facts else "") + (f": {reason}" if reason else "")


def _member(card: MemberCard, said: Texts) -> Iterator[str]:
    if card.former:
        yield (
            said("**{name}** is no longer a member (until {day}).", name=card.name, day=day(card.left, said))
            if card.left
            else said("**{name}** is no longer a member.", name=card.name)
        )
        return
    facts = ", ".join(part for part in (card.type, card.place) if part)
    since = said("member since {day}", day=day(card.joined, said)) if card.joined else said("a member")
    yield f"**{card.name}**: {since}" + (f", {facts}" if facts else "") + "."
    if card.description:
        yield card.description
    if card.offers:
        yield said("Offers: {values}", values="; ".join(card.offers))
    if card.website:
        yield said("Website: {address}", address=card.website)
    if contact := ", ".join(filter(None, (card.contact, card.phone))):
        yield said("Contact: {name}", name=contact)
    yield from (f"{name}: {value}" for name, value in card.extra)


def _people(answer: RowsAnswered, said: Texts) -> Iterator[str]:
    cards = answer.persons
    if answer.asked.aim != "about":
        yield _opening(answer, len(cards), said)
    yield from _shown(_rows(answer, said), [card.name for card in cards], said)


def _person_line(card: PersonCard, addressed: bool) -> str:
    facts = ", ".join(part for part in (card.role, card.organisation) if part)
    reason = f": {told}" if (told := reason_of(card)) else ""
    address = f" · {card.email}" if addressed and card.email else ""
    return f"- **{card.name}**" + (f", {facts}" if facts else "") + reason + address


def _events(answer: RowsAnswered, said: Texts) -> Iterator[str]:
    cards, asked = answer.occurrences, answer.asked
    if asked.missing:
        period = asked.conditions[-1] if asked.conditions else ""
        yield said(
            "Nothing is planned for {period}.",
            period=f"«{period}»" if said.language == "nb" else f"“{period}”",
        )
        if cards:
            yield said("Next after that:")
    elif asked.aim == "count":
        yield _opening(answer, len(cards), said)
    if asked.missing or asked.aim == "count":
        yield ""
    yield from _shown(
        _rows(answer, said), [f"{card.title} ({day(card.first_day, said)})" for card in cards], said
    )
