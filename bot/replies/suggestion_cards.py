"""People worth meeting, each with a button: "ask them for me". For one person's eyes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.replies import cards as cards_of
from bot.replies.answer import whom_to_ask
from bot.replies.buttons import Button, buttons
from bot.replies.catalogue import Texts
from bot.replies.introduction_letters import bulleted, person_line, why_lines
from bot.replies.limits import VALUE_CHARACTERS, Block
from bot.replies.message import Message, laid_out, message_of, section
from knowledge.directory.directory import Person
from knowledge.introductions.introduction import Introduction


@dataclass(frozen=True, slots=True)
class Card:
    """``draft`` is the id of the introduction that a press begins."""

    person: Person
    why: Sequence[str]
    draft: str


def cards_message(cards: Sequence[Card], opening: str, said: Texts) -> Message:
    closing = said("I ask them only if you say so, and introduce you only if they say yes.")
    spoken = [opening, *(_card_text(card) for card in cards), closing]
    return laid_out("\n\n".join(spoken), (section(opening), *_side_by_side(cards, said), section(closing)))


def next_card(card: Card, said: Texts) -> tuple[str, Iterable[Block]]:
    """One more, in words and as blocks, for below another message."""
    opening = said("Somebody else who could be worth meeting:")
    return f"{opening}\n\n{_card_text(card)}", (section(opening), *_card_blocks([card], said))


def asked_line(introduction: Introduction, said: Texts) -> str:
    """What stands on a card in the place of its button, once that was pressed."""
    if introduction.state == "review":
        return said("✓ A coordinator takes a look first")
    return said("✓ Asked")


def nobody_message(need: str, said: Texts, coordinators: Sequence[str]) -> Message:
    """Nobody suits; a coordinator may know more."""
    asks = Button(
        said("Ask a coordinator for me"), "introduction.coordinator", need[:VALUE_CHARACTERS], "primary"
    )
    rows = [buttons([asks])] if coordinators and need else []
    return message_of(
        [
            said("I know of nobody who suits that, so I suggest nobody."),
            "" if rows else whom_to_ask(said, coordinators),
        ],
        *rows,
    )


def unknown_message(said: Texts) -> Message:
    """To somebody of whom nothing is known."""
    return message_of(
        [
            said(
                "I do not find you in the register of people, and introduce only those who are in it. "
                "Make a profile, or ask a coordinator to add you."
            )
        ],
        buttons([Button(said("Make a profile"), "profile.edit", "new", "primary")]),
    )


def _side_by_side(cards: Sequence[Card], said: Texts) -> Iterable[Block]:
    shown = [
        cards_of.Card(
            person_line(card.person, card.person.row.email),
            body="\n".join(why_lines(card.why)),
            button=_ask(card, place, said),
        )
        for place, card in enumerate(cards, 1)
    ]
    usual = _card_blocks(cards, said)
    return [cards_of.carousel(shown, usual)] if cards_of.are_for_cards(shown) else usual


def _card_blocks(cards: Sequence[Card], said: Texts) -> Iterable[Block]:
    for place, card in enumerate(cards, 1):
        yield section(_card_text(card))
        yield buttons([_ask(card, place, said)])


def _ask(card: Card, place: int, said: Texts) -> Button:
    label = said("Ask {name} for me", name=" ".join(card.person.name.split()[:1]))
    return Button(label, f"introduction.ask.{place}", card.draft, "primary" if place == 1 else "")


def _card_text(card: Card) -> str:
    name = f"*{person_line(card.person, card.person.row.email)}*"
    return bulleted(name, card.why) or name
