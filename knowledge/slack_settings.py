"""``[slack]`` of cluster.toml: what the assistant does in channels unasked, and from which it gathers knowledge."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator

from knowledge.intervals import Interval
from knowledge.introduction_settings import Channel
from knowledge.section import Section

# More would drown a channel.
_MOST_AN_HOUR = 60
_ID = re.compile(r"[CG][A-Z0-9]{2,}")
_WORKSPACE = re.compile(r"T[A-Z0-9]{2,}")
_EMOJI = re.compile(r"[a-z0-9_+'-]+")


def _an_hour(number: object) -> object:
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= _MOST_AN_HOUR:
        written = f"'{number}'" if isinstance(number, str) else number
        raise ValueError(f"{written} is not a whole number from 0 (never) to {_MOST_AN_HOUR}")
    return number


def _channel_id(written: str) -> str:
    if not _ID.fullmatch(written):
        raise ValueError(
            f"'{written}' is not the id of a channel; copy it from the channel's details in Slack, such as 'C012AB'"
        )
    return written


def _workspace(written: str) -> str:
    if written and not _WORKSPACE.fullmatch(written):
        raise ValueError(
            f"'{written}' is not the id of a workspace; it is in the address of Slack in a browser, such as 'T012AB'"
        )
    return written


def _emoji(written: str) -> str:
    name = written.strip(": ").lower()
    if not _EMOJI.fullmatch(name):
        raise ValueError(f"'{written}' is not the name of an emoji; write one such as 'books'")
    return name


def _who(written: object) -> object:
    if written not in ("coordinators", "members"):
        raise ValueError(f"'{written}' is not one of 'coordinators' and 'members'")
    return written


class ChannelSection(Section):
    """A channel whose pinned messages, and threads with the emoji ``mark`` on their first message, become documents.

    ``marked_by`` says whose marks and pins count. ``audience`` is '' where it follows from who reads the channel;
    ``every`` is how often all of it is looked at, beside what Slack tells at once.
    """

    id: Annotated[str, AfterValidator(_channel_id)]
    mark: Annotated[str, AfterValidator(_emoji)] = "books"
    marked_by: Annotated[Literal["coordinators", "members"], BeforeValidator(_who)] = "coordinators"
    audience: str = ""
    every: Interval = timedelta(days=1)


class SlackSection(Section):
    """``unasked_an_hour``: how many questions that nobody put to the assistant it answers an hour at most, in each
    channel that a coordinator lets it listen to; 0 for none anywhere. ``knowledge_channel``: where coordinators drop
    files to be added, a name with its '#', an id, or "" (none). ``channels`` are gathered from. ``workspace`` is the
    id of the one that may install the app for this cluster, where several are served, and ``rooms`` the ids of the
    channels there that are this cluster's, where it shares the workspace with others."""

    workspace: Annotated[str, AfterValidator(_workspace)] = ""
    rooms: tuple[Annotated[str, AfterValidator(_channel_id)], ...] = ()
    knowledge_channel: Channel = ""
    unasked_an_hour: Annotated[int, BeforeValidator(_an_hour)] = 4
    channels: tuple[ChannelSection, ...] = ()
