"""Kinds of organisation under their many names, so that a question and a register need not use the same one."""

from __future__ import annotations

import re

from knowledge.terms import words

# A word of a register or a question belongs to a kind where it begins with one of these.
_KINDS: dict[str, tuple[str, ...]] = {
    "public": (
        "offentlig", "public", "kommune", "municipal", "fylkeskommune", "direktorat", "etat", "statlig", "government",
        "forvaltning", "authorit", "helseforetak",
    ),
    "startup": ("oppstart", "startup", "start-up", "gründer", "nystarta", "scaleup", "scale-up"),
    "large": (
        "stor bedrift", "store bedrift", "storbedrift", "storselskap", "stort selskap", "store selskap", "konsern",
        "large", "big compan", "corporat", "enterprise",
    ),
    "sme": ("smb", "sme", "små og mellomstor", "små- og mellomstor", "småbedrift", "mellomstor", "small and medium",
            "small compan", "medium-sized", "small business"),
    "research": (
        "forskning", "utdanning", "akadem", "universitet", "høgskole", "høyskole", "fou", "research", "academ",
        "universit", "college", "education", "r&d", "institutt", "institute",
    ),
    "investor": ("investor", "venture", "fond", "kapital"),
    "nonprofit": (
        "ideell", "frivillig", "non-profit", "nonprofit", "non profit", "ngo", "charit", "stiftelse", "foundation",
        "voluntary",
    ),
    "network": ("nettverk", "klynge", "cluster", "interesseorganisasjon", "bransjeorganisasjon", "association"),
}  # fmt: skip
_PATTERNS = {
    kind: re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, stems)) + r")[\wæøå]*(?:er|e)?", re.IGNORECASE)
    for kind, stems in _KINDS.items()
}


def kinds_in(text: str) -> dict[str, tuple[int, int]]:
    """The kinds of organisation that a text names, and where."""
    found = {kind: pattern.search(text) for kind, pattern in _PATTERNS.items()}
    return {kind: match.span() for kind, match in found.items() if match}


def same_kind(one: str, other: str) -> bool:
    """Whether two names of a type mean the same: equal words, or one of the kinds above in both."""
    return words(one) == words(other) or bool(kinds_in(one).keys() & kinds_in(other).keys())
