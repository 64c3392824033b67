"""Which clusters are to be served in which workspace, as their files say now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.wiring.installation import Installation
from knowledge.errors import ConfigurationError
from knowledge.models import MEMBERS
from knowledge.settings import ClusterSettings, load_cluster


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


@dataclass(frozen=True, slots=True)
class Tenancies:
    """The tenants by workspace, and by name. ``faults`` are those of clusters whose files cannot be used, by name."""

    found: Mapping[str, Mapping[str, Tenant]] = field(default_factory=dict)
    faults: Mapping[str, ConfigurationError] = field(default_factory=dict)


NOBODY = Tenancies()


def tenancies(installation: Installation, before: Tenancies = NOBODY) -> Tenancies:
    """A cluster whose file cannot be used stays what it was ``before``, so that its channels are nobody else's. Raises
    ConfigurationError where two would take the same place."""
    found: dict[str, dict[str, Tenant]] = {}
    faults: dict[str, ConfigurationError] = {}
    for name in installation.clusters.names():
        try:
            settings = load_cluster(installation.clusters.file_of(name))
        except ConfigurationError as error:
            faults[name] = error
            standing = _standing(name, before)
        else:
            standing = [(settings.slack.workspace, Tenant.of(name, settings))]
        for workspace, tenant in standing:
            if workspace:
                _move_in(found.setdefault(workspace, {}), workspace, tenant)
    return Tenancies(found, faults)


def _standing(name: str, before: Tenancies) -> list[tuple[str, Tenant]]:
    return [(workspace, several[name]) for workspace, several in before.found.items() if name in several]


def _move_in(others: dict[str, Tenant], workspace: str, tenant: Tenant) -> None:
    for other in others.values():
        _refuse_collision(workspace, other, tenant)
    others[tenant.name] = tenant


def _refuse_collision(workspace: str, one: Tenant, other: Tenant) -> None:
    both = f"'{one.name}' and '{other.name}' both name"
    if not (one.rooms and other.rooms):
        raise ConfigurationError(
            f"{both} the workspace {workspace}; where clusters share one, each names its own channels as slack.rooms."
        )
    for room in sorted(one.rooms & other.rooms):
        raise ConfigurationError(f"{both} the channel {room}; a channel belongs to one cluster.")
