"""What a look at the installation finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """``look`` deserves a look, ``wrong`` must be mended; ``mend`` says how."""

    subject: str
    state: Literal["fine", "look", "wrong"]
    says: str
    mend: str = ""
