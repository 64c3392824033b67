"""The command that lists the clusters of one installation. It only translates in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.opening import installation_of
from bot.options import AsJson
from bot.settings import read_environment
from bot.terminal import say, show
from knowledge.errors import KlyngebotError

if TYPE_CHECKING:
    from bot.wiring.installation import Installation


def clusters(as_json: AsJson = False) -> None:
    """List the clusters of this installation (KLYNGEBOT_CLUSTERS): their workspaces, and what each knows."""
    installation = installation_of(read_environment())
    found = [_told(installation, name) for name in installation.clusters.names()]
    if as_json:
        show(found)
    else:
        for one in found:
            say(_line(one))
    if any(one["fault"] for one in found):
        raise typer.Exit(1)


def _told(installation: Installation, name: str) -> dict[str, object]:
    """A cluster that cannot be opened hides none of the others."""
    told: dict[str, object] = {"name": name, "called": "", "workspace": "", "rooms": []}
    told |= {"passages": 0, "synced_at": "", "fault": ""}
    try:
        parts = installation.parts(name)
        return told | {
            "called": parts.settings.cluster.name,
            "workspace": parts.settings.slack.workspace,
            "rooms": list(parts.settings.slack.rooms),
            "passages": parts.catalogue.passage_count(),
            "synced_at": parts.catalogue.fact("synced_at"),
        }
    except KlyngebotError as error:
        return told | {"fault": str(error)}


def _line(one: dict[str, object]) -> str:
    if one["fault"]:
        return f"{one['name']}: {one['fault']}"
    where = f"{one['workspace'] or 'no workspace'}{_in_rooms(one['rooms'])}"
    synced = (
        f"{one['passages']} passages, synced {one['synced_at']}"
        if one["synced_at"]
        else "nothing indexed yet"
    )
    return f"{one['name']}: {one['called']}, {where}, {synced}"


def _in_rooms(rooms: object) -> str:
    """How many channels are its own, where it shares the workspace."""
    return f" ({len(rooms)} of its channels)" if isinstance(rooms, list) and rooms else ""
