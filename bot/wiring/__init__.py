"""The one place where parts are built and put together; the command line and the tests use it."""

from __future__ import annotations

from pathlib import Path

from bot.settings import Environment
from bot.wiring.introducing import Introducing
from bot.wiring.keeping import Keeping
from knowledge.settings import load_cluster


class Parts(Introducing, Keeping):
    """Everything that one cluster runs on; each part is built when it is first asked for."""


def build_parts(environment: Environment, config: Path | None = None, data: Path | None = None) -> Parts:
    """Options win over the environment; the data folder is ``.klyngebot`` beside cluster.toml by default."""
    file = config or Path(environment.klyngebot_config or "cluster.toml")
    settings = load_cluster(file)
    folder = data or Path(environment.klyngebot_data or settings.folder / ".klyngebot")
    return Parts(environment, settings, folder.absolute())
