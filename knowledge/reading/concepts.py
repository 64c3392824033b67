"""Kinds of organisation under their many names, so that a question and a register need not use the same one."""

from __future__ import annotations

import re
from functools import lru_cache

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
        "forskning", "akadem", "universitet", "høgskole", "høgskule", "høyskole", "fou", "research", "academ",
        "universit", "r&d", "institutt", "institute",
    ),
    "education": (
        "utdanning", "universitet", "høgskole", "høgskule", "høyskole", "fagskole", "universit", "college", "education",
    ),
    "investor": ("investor", "venture", "fond", "kapital"),
    "nonprofit": (
        "ideell", "frivillig", "non-profit", "nonprofit", "non profit", "ngo", "charit", "stiftelse", "foundation",
        "voluntary",
    ),
    "network": ("nettverk", "klynger", "clusters", "interesseorganisasjon", "bransjeorganisasjon", "trade association"),
    "workshop": ("verksted", "workshop", "atelier", "studio"),
    "supplier": ("leverandør", "underleverandør", "supplier", "vendor", "subcontractor"),
    "producer": ("produsent", "producer", "manufacturer", "industribedrift", "industriselskap"),
    "school": ("skole", "skule", "school", "barnehage", "kindergarten"),
    "museum": ("museum", "musé", "muse", "galleri", "gallery", "galleries"),
    "municipality": ("kommune", "municipalit"),
    "county": ("fylkeskommune", "fylke", "county", "counties"),
    "hospital": ("sykehus", "sjukehus", "helseforetak", "hospital", "health trust", "klinikk", "clinic"),
    "bank": ("sparebank", "bank"),
    "lawyer": ("advokat", "law firm", "lawyer", "juridisk rådgiv"),
    "consultant": ("konsulent", "rådgivingsselskap", "rådgivningsselskap", "consultant", "consultanc", "advisory firm"),
    "cooperative": ("samvirke", "kooperativ", "cooperative", "co-operative", "co-op"),
    "user": ("bruker", "sluttbruker", "end user", "kunde", "customer"),
    "partner": ("partner", "samarbeidspartner"),
    "farm": ("gårdsbruk", "gardsbruk", "bonde", "bønder", "farm"),
    "hotel": ("hotell", "hotel"),
    "shipyard": ("verft", "skipsverft", "shipyard"),
    "incubator": ("inkubator", "akselerator", "incubator", "accelerator", "næringshage"),
    "association": ("forening", "lag og forening", "forbund", "association", "union"),
    "individual": ("enkeltperson", "privatperson", "individual", "person member", "personlig medlem"),
}  # fmt: skip
# What a register may call a type, and a question means more narrowly.
_TYPES = {"public": ("kommune", "municipal", "fylkeskommune", "direktorat", "etat", "helseforetak", "county")}
_PATTERNS = {
    kind: re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, stems)) + r")[\wæøå]*(?:er|e)?", re.IGNORECASE)
    for kind, stems in _KINDS.items()
}


def kinds_in(text: str) -> dict[str, tuple[tuple[int, int], ...]]:
    """The kinds of organisation that a text names, and where."""
    found = {
        kind: tuple(match.span() for match in pattern.finditer(text)) for kind, pattern in _PATTERNS.items()
    }
    return {kind: spans for kind, spans in found.items() if spans}


@lru_cache(maxsize=10_000)
def kinds_of(type_name: str) -> frozenset[str]:
    """The kinds that a type in a register belongs to."""
    name = type_name.casefold()
    named = (kind for kind, beginnings in _TYPES.items() if any(one in name for one in beginnings))
    return frozenset((*kinds_in(type_name), *named))
