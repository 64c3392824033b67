"""Cards side by side where a workspace shows them, and sections that say the same where it does not.

A card holds little and cuts off what is longer, so there are cards only where all that is to be said fits into them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.replies.buttons import Button, buttons
from bot.replies.limits import (
    CARD_BODY_CHARACTERS,
    CARD_TITLE_CHARACTERS,
    CAROUSEL_CARDS,
    Block,
    Newer,
)

# One alone reads better as a sentence.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Card:
    """Texts are mrkdwn; what is "" is left out. A press on ``button`` counts like any other."""

    title: str
    subtitle: str = ""
    body: str = ""
    button: Button | None = None


def are_for_cards(cards: Sequence[Card]) -> bool:
    """Whether they are neither too few, too many nor too long."""
    return _FEWEST <= len(cards) <= CAROUSEL_CARDS and all(map(_fits, cards))


def carousel(cards: Sequence[Card], usual: Iterable[Block]) -> Block:
    """Cards that are for cards; ``usual`` blocks say all that they say."""
    return Newer({"type": "carousel", "elements": [_card(one) for one in cards]}, usual)


def _fits(card: Card) -> bool:
    most = (CARD_TITLE_CHARACTERS, CARD_TITLE_CHARACTERS, CARD_BODY_CHARACTERS)
    texts = (card.title, card.subtitle, card.body)
    return bool(card.title) and all(len(text) <= room for text, room in zip(texts, most, strict=True))


def _card(card: Card) -> Block:
    texts = {"title": card.title, "subtitle": card.subtitle, "body": card.body}
    shown: Block = {
        name: {"type": "mrkdwn", "text": text, "verbatim": True} for name, text in texts.items() if text
    }
    actions = {"actions": buttons([card.button])["elements"]} if card.button else {}
    return {"type": "card", **shown, **actions}
