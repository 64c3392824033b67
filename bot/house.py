"""What the assistant says about its own house: its name, whom to ask, its first language, how long it remembers."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.replies.catalogue import Spoken
from knowledge.privacy_settings import PrivacySection


@dataclass(frozen=True, slots=True)
class House:
    """``coordinators`` are e-mail addresses; ``privacy`` says for how long what is kept."""

    cluster: str
    coordinators: tuple[str, ...] = ()
    language: Spoken = "nb"
    privacy: PrivacySection = field(default_factory=PrivacySection)
