"""What the slash command says of itself: its ways, and whether the assistant listens in a channel."""

from __future__ import annotations

from bot.replies.catalogue import Texts
from bot.replies.inert import plain
from bot.replies.message import Message, message_of


def ways_message(said: Texts, listens: bool) -> Message:
    """``listens`` says whether questions in this channel are answered without being put to the assistant."""
    ways = (
        said("`/klynge When is the next event?` – an answer with sources, for you alone until you share it"),
        said("`/klynge find …` – the places in the documents that are nearest to your words"),
        said("`/klynge introduce …` – somebody worth meeting; I ask them only if you say so"),
        said("`/klynge events` – what is on"),
        said("`/klynge profile` – what you want others to know of you"),
        said("`/klynge privacy` – what I keep about you, who sees it, and how to stop it"),
    )
    told = said(
        "Here I also answer questions that nobody put to me. A coordinator can switch this off: `/klynge listen off`."
    )
    return message_of(
        [said("This is what you can do with `/klynge`:"), "\n".join(ways), told if listens else ""]
    )


def events_question(said: Texts, words: str) -> str:
    """As somebody would ask it; ``words`` narrow it, and without any the list stays one that can be read."""
    return said("What is on {words}?", words=words) if words else said("What is on in the next four weeks?")


def listening_message(said: Texts, name: str, most: int) -> Message:
    """For everybody in the channel."""
    return message_of(
        [
            said(
                "From now on I answer questions here without being mentioned, when I am sure of the answer, and at "
                "most {count} times an hour. {name} switched this on; a coordinator can switch it off with "
                "`/klynge listen off`.",
                count=most,
                name=plain(name),
            )
        ]
    )


def unasked_remark(said: Texts) -> str:
    return said(
        "I answered without being asked; a coordinator can switch this off with `/klynge listen off`."
    )
