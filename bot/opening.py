"""What a command stands on, opened as its options say. Heavy parts are imported when they are opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal import say
from knowledge.errors import ConfigurationError

if TYPE_CHECKING:
    from bot.asking import Asking
    from bot.clusters import Clusters
    from bot.settings import Environment
    from bot.wiring import Parts
    from bot.wiring.installation import Installation


def parts_of(config: Path | None, data: Path | None, cluster: str = "") -> Parts:
    """Of the cluster that is named, or of the only one. Raises ConfigurationError."""
    from bot.settings import read_environment
    from bot.wiring import build_parts

    environment = read_environment()
    if cluster and config:
        raise ConfigurationError("--config and --cluster name two clusters; leave one of them out.")
    if config or not (cluster or environment.klyngebot_clusters):
        return build_parts(environment, config, data)
    installation = installation_of(environment)
    name = cluster or _only_one(installation.clusters)
    return installation.parts_in(name, data) if data else installation.parts(name)


def installation_of(environment: Environment) -> Installation:
    from bot.clusters import Clusters
    from bot.wiring.installation import Installation

    return Installation(environment, Clusters(Path(environment.klyngebot_clusters or "clusters").absolute()))


def _only_one(clusters: Clusters) -> str:
    names = clusters.names()
    if len(names) > 1:
        raise ConfigurationError(
            f"there are several clusters ({', '.join(names)}); say which with --cluster NAME."
        )
    return names[0]


def asking_of(parts: Parts, as_email: str, audience: str, now: str) -> Asking:
    from bot.asking import Asking, Defaults

    asking = Asking(parts, Defaults(as_email, audience, now))
    if not parts.catalogue.fact("synced_at"):
        say("klyngebot: nothing is indexed yet; run: klyngebot ingest", err=True)
    return asking
