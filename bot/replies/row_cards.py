"""Exact answers as blocks: a short list of organisations or people as cards, everything else as sections."""

from __future__ import annotations

from collections.abc import Iterator

from bot.replies.cards import Card, are_for_cards, carousel
from bot.replies.inert import plain
from bot.replies.limits import Block, sections
from bot.replies.message import section
from bot.replies.mrkdwn import pieces_of
from bot.replies.rows import addresses_shown, mark_of, reason_of, rows_text
from bot.replies.runs import Links
from knowledge.outcomes import MemberCard, PersonCard, RowsAnswered


def row_blocks(answer: RowsAnswered) -> list[Block]:
    """What they say is ``rows_text``. Only the addresses of events are links."""
    links = Links(one.url for one in answer.occurrences)
    text = rows_text(answer)
    cards = list(_cards(answer)) if answer.asked.aim in ("list", "count") else []
    if not are_for_cards(cards):
        return _sections(text, links)
    opening, _, rows = text.partition("\n")
    return [*_sections(opening, links), carousel(cards, _sections(rows, links))]


def _sections(markdown: str, links: Links) -> list[Block]:
    return [section(text) for text in sections(pieces_of(markdown, links))]


def _cards(answer: RowsAnswered) -> Iterator[Card]:
    addressed = addresses_shown(answer)
    for member in answer.organisations:
        yield _member_card(member, mark_of(answer, member.source))
    for person in answer.persons:
        yield _person_card(person, mark_of(answer, person.source), person.email if addressed else "")


def _member_card(card: MemberCard, mark: str) -> Card:
    facts = ", ".join(part for part in (card.type, card.place) if part)
    return Card(plain(card.name), plain(facts), plain(reason_of(card) + mark))


def _person_card(card: PersonCard, mark: str, address: str) -> Card:
    facts = ", ".join(part for part in (card.role, card.organisation) if part)
    told = " · ".join(part for part in (reason_of(card), address) if part)
    return Card(plain(card.name), plain(facts), plain(told + mark))
