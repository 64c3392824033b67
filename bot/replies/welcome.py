"""What somebody who is new is written, and what is written about them where they agree to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from bot.replies.buttons import Button, buttons
from bot.replies.catalogue import Texts
from bot.replies.inert import plain, shown
from bot.replies.introduction_letters import LONGEST_NAME, LONGEST_QUOTE, person_line
from bot.replies.message import Message, laid_out, lines_of, message_of
from bot.replies.profile_lines import labels
from knowledge.directory.directory import Person
from knowledge.introductions.profile import Hideable

_PRESENTED: tuple[Hideable, ...] = ("offers", "needs", "topics")


@dataclass(frozen=True, slots=True)
class Welcomed:
    """``presents`` is whether there is a channel in which new members are presented."""

    name: str
    cluster: str
    presents: bool


def welcome_letter(welcomed: Welcomed, said: Texts) -> Message:
    row = [
        Button(said("Make a profile"), "profile.edit", "new", "primary"),
        Button(said("Three people to meet"), "newcomer.company", "company"),
    ]
    if welcomed.presents:
        row.insert(1, Button(said("Present me"), "newcomer.present", "present"))
    name, cluster = shown(welcomed.name, LONGEST_NAME), plain(welcomed.cluster)
    return message_of(
        [
            said("Hi {name}, and welcome to {cluster}!", name=name, cluster=cluster),
            said(
                "I am Klyngebot, an artificial intelligence and no human being. Ask me about the cluster's "
                "documents, members and events, here or in a channel, and ask me to introduce you to somebody: I "
                "always ask both first."
            ),
            said(
                "I keep your profile, how your introductions go, and what you ask me; `/klynge privacy` says for how "
                "long. My Home tab "
                "shows your profile; there you change it, pause introductions, or delete it. Nobody is introduced who "
                "has not agreed to it. You need not answer this."
            ),
        ],
        buttons(row),
    )


def missing_letter(name: str, address: str, said: Texts) -> Message:
    """To a coordinator."""
    return message_of(
        [
            said(
                "{name} is new in Slack, and not in the register of people.", name=shown(name, LONGEST_NAME)
            ),
            said("Their address: {address}", address=shown(address, LONGEST_NAME)),
        ]
    )


def shut_out_letter(channel: str, said: Texts) -> Message:
    """To a coordinator: somebody agreed to be presented, and it cannot be posted."""
    return message_of(
        [
            said(
                "A new member wants to be presented in {channel}, and I cannot write there. Invite me into the "
                "channel, or mend [introductions] channel in cluster.toml.",
                channel=channel_name(channel),
            )
        ]
    )


def presentation(person: Person, said: Texts) -> Message:
    """What stands in the channel."""
    opening = said("Say hello to {person}, who is new here!", person=person_line(person, person.row.email))
    lines = (opening, *_about(person, said))
    return laid_out("\n".join(lines), tuple(lines_of(lines)))


def preview_letter(post: Message, channel: str, said: Texts) -> Message:
    """``channel`` as cluster.toml names it."""
    row = [
        Button(said("Post it"), "newcomer.post", digest_of(post), "primary"),
        Button(said("Edit profile"), "profile.edit", "edit"),
        Button(said("Not now"), "newcomer.later", "later"),
    ]
    opening = said("This would stand in {channel}:", channel=channel_name(channel))
    return laid_out(f"{opening}\n\n{post.text}", (*message_of([opening]).blocks, *post.blocks, buttons(row)))


def channel_name(channel: str) -> str:
    """A name as it is, an id as Slack shows it."""
    return plain(channel) if channel.startswith("#") else f"<#{channel}>"


def digest_of(post: Message) -> str:
    """Which text somebody agreed to."""
    return sha256(post.text.encode()).hexdigest()[:32]


def _about(person: Person, said: Texts) -> Iterator[str]:
    for name in _PRESENTED:
        if values := getattr(person.row, name):
            yield f"{labels(said)[name]}: {shown('; '.join(values), LONGEST_QUOTE)}"
