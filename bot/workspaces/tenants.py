"""Which clusters are to be served in which workspace, as their files say now."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from bot.wiring.installation import Installation
from knowledge.errors import ConfigurationError
from knowledge.models import MEMBERS
from knowledge.settings import ClusterSettings, load_cluster

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tenant:
    """``rooms`` are the ids of the channels that are this cluster's; none where it has the whole workspace."""

    name: str
    called: str
    rooms: frozenset[str] = frozenset()

    @classmethod
    def of(cls, name: str, settings: ClusterSettings) -> Tenant:
        rooms = settings.slack.rooms
        members = {settings.audiences[MEMBERS].slack_channel} - {""} if rooms else frozenset()
        return cls(name, settings.cluster.name, frozenset({*rooms, *members}))


def tenants(installation: Installation) -> Mapping[str, Mapping[str, Tenant]]:
    """By workspace, and by name. One whose file cannot be used is in none. Raises ConfigurationError where two would
    take the same place."""
    found: dict[str, dict[str, Tenant]] = {}
    for name in installation.clusters.names():
        try:
            settings = load_cluster(installation.clusters.file_of(name))
        except ConfigurationError as error:
            _log.error("%s cannot be served: %s", name, error)
            continue
        if workspace := settings.slack.workspace:
            others, tenant = found.setdefault(workspace, {}), Tenant.of(name, settings)
            for other in others.values():
                _refuse_collision(workspace, other, tenant)
            others[name] = tenant
    return found


def _refuse_collision(workspace: str, one: Tenant, other: Tenant) -> None:
    both = f"'{one.name}' and '{other.name}' both name"
    if not (one.rooms and other.rooms):
        raise ConfigurationError(
            f"{both} the workspace {workspace}; where clusters share one, each names its own channels as slack.rooms."
        )
    for room in sorted(one.rooms & other.rooms):
        raise ConfigurationError(f"{both} the channel {room}; a channel belongs to one cluster.")
