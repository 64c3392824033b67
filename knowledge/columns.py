"""What a column of a register may hold: the names that ``columns`` of a source in cluster.toml takes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.models import SourceKind

OF_MEMBERS = (
    "name", "type", "place", "website", "description", "tags", "offers", "needs", "joined", "left", "status",
    "contact_name", "contact_email", "phone", "number", "aliases",
)  # fmt: skip
OF_PEOPLE = (
    "name", "first", "last", "email", "organisation", "role", "place", "languages", "tags", "offers", "needs",
    "willing", "consents", "paused_until", "left", "status", "phone", "website",
)  # fmt: skip
COLUMNS_OF: Mapping[SourceKind, tuple[str, ...]] = {"members": OF_MEMBERS, "people": OF_PEOPLE}
# Several columns may hold one of these: their values are put together.
SEVERAL = frozenset({"tags", "offers", "needs", "languages", "aliases"})
_NOISE = re.compile(r"\(.*?\)|[*:?]")


def normal_name(cell: str) -> str:
    """A column name as it is compared: lower case, single spaces, no marks or remarks in brackets."""
    return " ".join(_NOISE.sub(" ", cell).replace("_", " ").casefold().split())


def require_columns(kind: SourceKind, columns: Mapping[str, str]) -> None:
    """Raises ValueError with one sentence where ``columns`` (name in the file -> what it holds) cannot be meant."""
    known = COLUMNS_OF.get(kind, ())
    if columns and not known:
        raise ValueError(f"a source of kind '{kind}' has no columns; remove it, or correct the kind")
    names: dict[str, str] = {}
    holders: dict[str, str] = {}
    for column, held in columns.items():
        name = normal_name(column)
        if not name:
            raise ValueError(f"'{column}' is no name of a column; write it as it stands in the file")
        if name in names:
            raise ValueError(f"'{names[name]}' and '{column}' are the same column; keep one of them")
        if held not in known:
            raise ValueError(
                f"'{column}' cannot hold '{held}', which is unknown; use one of: {', '.join(known)}"
            )
        if held in holders and held not in SEVERAL:
            raise ValueError(
                f"'{holders[held]}' and '{column}' both hold '{held}', which has one value; keep one of them"
            )
        names[name] = holders[held] = column
