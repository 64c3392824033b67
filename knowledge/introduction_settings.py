"""``[introductions]`` of cluster.toml: who looks at introductions before anybody is asked, and where they show."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from knowledge.introductions.policy import Policy
from knowledge.section import Section

# A channel by its name (Slack allows 80 characters, no capitals and no spaces), or by its id.
_CHANNEL = re.compile(r"#[^\s#@<>A-Z.,]{1,80}|[CG][A-Z0-9]{2,}")


def _approval(value: object) -> object:
    is_number = isinstance(value, int) and not isinstance(value, bool) and value > 0
    if not is_number and value not in ("never", "always"):
        written = f"'{value}'" if isinstance(value, str) else value
        raise ValueError(f"{written} is not 'never', 'always' or a number from 1 (the first so many)")
    return value


def _channel(name: str) -> str:
    if name and not _CHANNEL.fullmatch(name):
        raise ValueError(
            f"'{name}' is not a channel; write its name such as '#introductions', or its id such as 'C012AB'"
        )
    return name


Channel = Annotated[str, AfterValidator(_channel)]


class IntroductionsSection(Section):
    """``approve``: which introductions a coordinator sees first ("never", "always", or a number: the first so many).

    ``channel`` is where new members are presented, ``welcome_channel`` the one that makes somebody new when they join
    it; each is "" (none), a name with its '#', or an id. ``rounds``: whether the cluster mixes once a month.
    """

    approve: Annotated[str | int, BeforeValidator(_approval)] = "never"
    channel: Channel = ""
    welcome_channel: Channel = ""
    rounds: bool = False

    @property
    def policy(self) -> Policy:
        if isinstance(self.approve, int):
            return Policy("first", self.approve)
        return Policy("always") if self.approve == "always" else Policy()
