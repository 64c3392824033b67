"""All parts of one cluster."""

from __future__ import annotations

from bot.wiring.introducing import Introducing
from bot.wiring.keeping import Keeping


class Parts(Introducing, Keeping):
    """Everything that one cluster runs on; each part is built when it is first asked for."""
