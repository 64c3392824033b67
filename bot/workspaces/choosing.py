"""What people of a workspace with several clusters read where they choose the one that they talk with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.replies.buttons import Button, buttons
from bot.replies.catalogue import Texts
from bot.replies.inert import plain
from bot.replies.limits import Block
from bot.replies.message import Message, context, message_of, section
from bot.replies.surfaces import home_view

# The blocks whose buttons are nobody's but the workspace's own. No cluster has such a name.
CHOOSING, CHANGING = "=choose", "=change"
# What is typed to choose another.
_CHANGES = {
    "command": frozenset({"bytt", "bytte", "switch", "change"}),
    "said": frozenset({"bytt klynge", "bytte klynge", "switch cluster", "change cluster"}),
}
_MOST = 25

Called = Mapping[str, str]


def asks_to_change(kind: str, words: str) -> bool:
    """Whether somebody wants to choose again: typed after the command, or said."""
    return " ".join(words.casefold().strip(" .!").split()) in _CHANGES.get(kind, ())


def question(called: Called, said: Texts) -> Message:
    """To whoever asked something. ``called`` are the clusters by their names."""
    words = said("Which cluster is this about? I answer as soon as you have chosen.")
    return message_of([words], _choices(called))


def change(called: Called, said: Texts) -> Message:
    """To whoever wants to talk with another."""
    return message_of([said("Which cluster do you want to talk with?")], _choices(called))


def once_more(called: Called, said: Texts) -> Message:
    """To whoever chose something from a menu, which cannot wait."""
    return message_of([said("Choose a cluster first, and then the same once more.")], _choices(called))


def chosen(cluster: str, said: Texts) -> Message:
    words = said("Now you are talking with {cluster}.", cluster=f"*{plain(cluster)}*")
    how = said("Write “switch cluster” here to choose another.")
    return message_of([f"{words} {how}"])


def gone(said: Texts) -> Message:
    """What was pressed stands there from before."""
    return message_of([said("That cluster is not here any more. Write to me again to choose.")])


def choosing_home(called: Called, said: Texts) -> dict[str, Any]:
    words = section(said("Which cluster do you want to talk with?"))
    return home_view([words, _choices(called)])


def foot(cluster: str, said: Texts) -> tuple[Block, ...]:
    """Below a Home."""
    words = said(
        "You are talking with {cluster}, here and in direct messages.", cluster=f"*{plain(cluster)}*"
    )
    button = buttons([Button(said("Change cluster"), "cluster.change", "change")])
    return (context(words), button | {"block_id": CHANGING})


def _choices(called: Called) -> Block:
    several = [Button(label, f"cluster.{n}", name) for n, (name, label) in enumerate(called.items())]
    return buttons(several[:_MOST]) | {"block_id": CHOOSING}
