"""Kinds of organisation under their many names, so that a question and a register need not use the same one."""

from __future__ import annotations

import re

# A word of a register or a question belongs to a kind where it begins with one of these.
_KINDS: dict[str, tuple[str, ...]] = {
    "public": (
        "offentlig", "public", "statlig", "government", "forvaltning", "authorit",
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
# What a register may call a type, and a question means more narrowly.
_TYPES = {"public": ("kommune", "municipal", "fylkeskommune", "direktorat", "etat", "helseforetak", "county")}
_PATTERNS = {
    kind: re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, stems)) + r")[\wæøå]*(?:er|e)?", re.IGNORECASE)
    for kind, stems in _KINDS.items()
}


def kinds_in(text: str) -> dict[str, tuple[int, int]]:
    """The kinds of organisation that a text names, and where."""
    found = {kind: pattern.search(text) for kind, pattern in _PATTERNS.items()}
    return {kind: match.span() for kind, match in found.items() if match}


def kinds_of(type_name: str) -> frozenset[str]:
    """The kinds that a type in a register belongs to."""
    name = type_name.casefold()
    named = (kind for kind, beginnings in _TYPES.items() if any(one in name for one in beginnings))
    return frozenset((*kinds_in(type_name), *named))
