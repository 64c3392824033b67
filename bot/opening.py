"""What a command stands on, opened as its options say. Heavy parts are imported when they are opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal import say

if TYPE_CHECKING:
    from bot.asking import Asking
    from bot.wiring import Parts


def parts_of(config: Path | None, data: Path | None) -> Parts:
    from bot.settings import read_environment
    from bot.wiring import build_parts

    return build_parts(read_environment(), config, data)


def asking_of(parts: Parts, as_email: str, audience: str, now: str) -> Asking:
    from bot.asking import Asking, Defaults

    asking = Asking(parts, Defaults(as_email, audience, now))
    if not parts.catalogue.fact("synced_at"):
        say("klyngebot: nothing is indexed yet; run: klyngebot ingest", err=True)
    return asking
