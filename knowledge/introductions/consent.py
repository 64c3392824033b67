"""Yes or no to being introduced, and to which text it was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

# What people are asked for their consent to.
Purpose = Literal["introductions"]
# Which text asks for it. One that says anything else is another version, and who said yes to this one is asked again;
# the text itself stands in bot/replies/profile_form.py, and its test says when this must change.
TEXT_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Consent:
    """``at`` is when it was said, ``version`` to which text, ``language`` in which language that was read; "" where it
    was not written down."""

    given: bool
    at: datetime
    version: str = TEXT_VERSION
    language: str = ""

    @property
    def holds(self) -> bool:
        return self.given and self.version == TEXT_VERSION

    @property
    def is_outdated(self) -> bool:
        """Whether it was a yes to a text that reads otherwise now."""
        return self.given and not self.holds
