"""The one place where parts are built and put together; the command line and the tests use it."""

from __future__ import annotations

from pathlib import Path

from bot.settings import Environment
from bot.wiring.parts import Parts
from knowledge.errors import ConfigurationError
from knowledge.settings import load_cluster

__all__ = ["Parts", "build_parts"]


def build_parts(environment: Environment, config: Path | None = None, data: Path | None = None) -> Parts:
    """Of an installation with one cluster. Options win over the environment; the data folder is ``.klyngebot`` beside
    cluster.toml by default."""
    file = config or Path(environment.klyngebot_config or "cluster.toml")
    settings = load_cluster(file)
    if settings.sisters:
        raise ConfigurationError(
            f"{settings.file} names sisters, and so belongs to an installation of several clusters; say which with "
            "--cluster NAME, and where they lie with KLYNGEBOT_CLUSTERS."
        )
    folder = data or Path(environment.klyngebot_data or settings.folder / ".klyngebot")
    return Parts(environment, settings, folder.absolute())
