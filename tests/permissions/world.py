"""A cluster with its people and channels as it truly is, and what the rule allows there: the reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.settings import AudienceSection, ClusterSection, ClusterSettings
from knowledge.source_settings import SourceSection

HOME_TEAM = "T000000001"


@dataclass(frozen=True)
class Human:
    id: str
    email: str = ""
    is_guest: bool = False
    is_stranger: bool = False
    team: str = HOME_TEAM


@dataclass(frozen=True)
class Audience:
    emails: frozenset[str] = frozenset()
    usergroup: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Place:
    """Where something is asked. ``kind`` is direct, private or open; ``unknown`` says that Slack does not tell."""

    kind: str
    asker: str
    readers: frozenset[str] = frozenset()
    is_shared: bool = False
    unknown: bool = False


@dataclass(frozen=True)
class World:
    """``sources`` are paths and their audiences; ``lists`` who is in a usergroup or channel, by its id; ``silent`` are
    lists and people of which Slack tells nothing."""

    audiences: Mapping[str, Audience] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    humans: Mapping[str, Human] = field(default_factory=dict)
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()

    def settings(self, folder: Path) -> ClusterSettings:
        sections = {
            name: AudienceSection(
                members=tuple(sorted(one.emails)), slack_usergroup=one.usergroup, slack_channel=one.channel
            )
            for name, one in self.audiences.items()
        }
        sources = tuple(SourceSection(path=path, audience=name) for path, name in self.sources.items())
        return ClusterSettings(
            file=folder / "cluster.toml",
            cluster=ClusterSection(name="Prøveklyngen"),
            audiences=sections,
            sources=sources,
        )


def audience_of(world: World, document: str) -> str:
    """That of the longest source that holds it; "" where none does."""
    holding = [path for path in world.sources if f"{document}/".startswith(f"{path}/")]
    return world.sources[max(holding, key=len)] if holding else ""


def may_read(world: World, reader: str, audience: str) -> bool:
    human = world.humans[reader]
    if audience == "public":
        return True
    if human.is_guest or human.is_stranger or human.team != HOME_TEAM or reader in world.silent:
        return False
    if audience == "members":
        return True
    named = world.audiences.get(audience, Audience())
    listed = [one for one in (named.usergroup, named.channel) if one and one not in world.silent]
    return human.email.lower() in named.emails - {""} or any(
        reader in world.lists.get(one, ()) for one in listed
    )


def may_be_shown(world: World, place: Place, audience: str) -> bool:
    if place.kind == "direct":
        return may_read(world, place.asker, audience)
    if place.unknown or place.is_shared:
        return audience == "public"
    everyone = all(may_read(world, reader, audience) for reader in place.readers | {place.asker})
    return everyone and (
        audience in ("public", "members") or (place.kind == "private" and len(place.readers) <= 100)
    )
