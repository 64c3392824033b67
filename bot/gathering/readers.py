"""For whom the threads of a channel are: never for more than those who read the channel. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.audience import Room
from knowledge.models import MEMBERS, PUBLIC
from knowledge.schedules import Missed
from knowledge.settings import AudienceSection
from knowledge.slack_settings import ChannelSection


@dataclass(frozen=True, slots=True)
class Readers:
    """The audience that the documents get."""

    audience: str


def readers_of(
    channel: ChannelSection, room: Room, audiences: Mapping[str, AudienceSection]
) -> Readers | Missed:
    """Any member may join an open channel, so it is for members, or for fewer. A private one is for an audience of
    which everyone is known to be in it: one that is the channel, or a list of addresses."""
    if not room.all_known:
        return Missed("who reads the channel is not known", "invite the assistant to the channel")
    if not room.is_private:
        wanted = channel.audience or MEMBERS
        return _too_wide(channel) if wanted == PUBLIC else Readers(wanted)
    wanted = channel.audience or _own(channel.id, audiences)
    addresses = {person.email.lower() for person in room.members}
    named = audiences.get(wanted)
    if named is None or not _within(named, channel.id, addresses):
        return _too_wide(channel)
    return Readers(wanted)


def _own(channel: str, audiences: Mapping[str, AudienceSection]) -> str:
    return next((name for name, one in audiences.items() if one.slack_channel == channel), "")


def _within(audience: AudienceSection, channel: str, addresses: set[str]) -> bool:
    elsewhere = audience.slack_usergroup or audience.slack_channel not in ("", channel)
    return not elsewhere and set(audience.members) <= addresses


def _too_wide(channel: ChannelSection) -> Missed:
    told = f"the audience '{channel.audience}' holds" if channel.audience else "members are"
    return Missed(
        f"{told} more people than are known to read the channel",
        f'write [audiences.…] with slack_channel = "{channel.id}", and name it as the audience of the channel',
    )
