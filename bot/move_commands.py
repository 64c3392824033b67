"""The command that copies a data folder to servers, and back. It only translates in and out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.opening import parts_of
from bot.options import AsJson, ClusterName, Config, Data
from bot.terminal import say, show

if TYPE_CHECKING:
    from bot.settings import Environment
    from knowledge.moving.checksums import Copied


class Side(StrEnum):
    SERVERS = "servers"
    FOLDER = "folder"


To = Annotated[Side, typer.Option("--to", help="Where to: the other one is copied, and stays as it is.")]


def move(
    to: To,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    as_json: AsJson = False,
) -> None:
    """Copy the data folder to the servers that .env names, or back into an empty folder; checked row by row."""
    from bot.watching import watching
    from bot.wiring.moving import Moving

    parts = parts_of(config, data, cluster)
    moving = Moving(parts, to.value)
    with watching() as run:
        moved = moving.move.run(datetime.now(UTC), run.wait_seconds, run.wait)
    names = _settings(parts.environment)
    if as_json:
        show(
            {
                "to": to.value,
                "tables": _told(moved.tables),
                "collections": _told(moved.collections),
                "set" if to is Side.SERVERS else "unset": names,
            }
        )
        return
    for one in (*moved.tables, *moved.collections):
        say(f"{one.name}: {one.count}")
    say(f"Both places hold the same. {_next(to, ', '.join(names))}")


def _told(copied: Sequence[Copied]) -> list[dict[str, object]]:
    return [{"name": one.name, "count": one.count, "checksum": one.checksum} for one in copied]


def _settings(environment: Environment) -> list[str]:
    """Of those that name servers, what is set."""
    names = ("KLYNGEBOT_DATABASE_URL", "KLYNGEBOT_CHROMA_URL", "KLYNGEBOT_CHROMA_TOKEN")
    return [name for name in names if getattr(environment, name.lower())]


def _next(to: Side, names: str) -> str:
    if to is Side.SERVERS:
        return f"Now keep these in the .env of every bot: {names}; then run: klyngebot doctor"
    return f"Now take these out of .env: {names}; then run: klyngebot doctor"
