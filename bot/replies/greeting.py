"""How the assistant greets who opens the conversation for the first time, and what it offers them to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.replies.catalogue import Texts
from bot.replies.first_contact import first_contact_line
from bot.replies.inert import plain, visible
from bot.replies.limits import PROMPTS
from bot.replies.message import Message, message_of
from knowledge.privacy_settings import PrivacySection

# As which of them somebody reads: a new member, another member, a coordinator, or one who is no member.
Role = Literal["new", "member", "coordinator", "outsider"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """``title`` is what is seen, ``message`` what is asked when it is chosen."""

    title: str
    message: str


def greeting_message(said: Texts, cluster: str, examples: Sequence[Prompt], terms: PrivacySection) -> Message:
    """``examples`` are written out where Slack shows no prompts."""
    listed = [f"• {plain(one.message)}" for one in examples]
    return message_of(
        [
            said(
                "Hi! I answer questions from the documents of {cluster}, with sources.",
                cluster=plain(cluster),
            ),
            said("I can also tell you who can help with what, and introduce you to each other."),
            "\n".join([said("You could ask, for example:"), *listed]) if listed else "",
            first_contact_line(terms, said),
        ]
    )


def prompts_for(role: Role, said: Texts, cluster: str, topic: str) -> tuple[Prompt, ...]:
    """At most four; ``topic`` is what the channel is about that they come from, "" where it says nothing."""
    of_role = {
        "new": _for_new(said),
        "member": _for_member(said),
        "coordinator": _for_coordinator(said),
        "outsider": _for_outsider(said, cluster),
    }[role]
    of_channel = (_about(said, topic),) if topic else ()
    return (*of_channel, *of_role)[:PROMPTS]


def _for_new(said: Texts) -> tuple[Prompt, ...]:
    return (
        Prompt(said("What do members get?"), said("What does the cluster do, and what do members get?")),
        _people(said),
        _next_event(said),
        Prompt(said("Who are the members?"), said("Which members are there?")),
    )


def _for_member(said: Texts) -> tuple[Prompt, ...]:
    return (
        _next_event(said),
        _people(said),
        Prompt(said("Who knows cyber security?"), said("Which members work with cyber security?")),
        Prompt(said("What does it cost?"), said("What does it cost to be a member?")),
    )


def _for_coordinator(said: Texts) -> tuple[Prompt, ...]:
    return (
        Prompt(said("How many are we?"), said("How many members are there?")),
        Prompt(said("Who joined this year?"), said("Which members joined this year?")),
        _next_event(said),
        _people(said),
    )


def _for_outsider(said: Texts, cluster: str) -> tuple[Prompt, ...]:
    name = visible(cluster)
    return (
        Prompt(said("What is this cluster?"), said("What is {cluster}?", cluster=name)),
        _next_event(said),
        Prompt(said("How does one become a member?"), said("How does one become a member?")),
    )


def _next_event(said: Texts) -> Prompt:
    return Prompt(said("What is on next?"), said("When is the next event, and where?"))


def _people(said: Texts) -> Prompt:
    return Prompt(said("Whom should I meet?"), said("Who should I meet?"))


def _about(said: Texts, topic: str) -> Prompt:
    return Prompt(
        said("About {topic}", topic=topic), said("What do the documents say about {topic}?", topic=topic)
    )
