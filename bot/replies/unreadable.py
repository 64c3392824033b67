"""Documents that nobody can read, in words for the operator."""

from __future__ import annotations

from collections.abc import Sequence

_NAMED = 5
MEND = (
    "name their source or audience in cluster.toml again; or run: klyngebot ingest, which forgets what no source "
    "names, and give what was added other readers: klyngebot knowledge change SOURCE --audience members"
)


def sentence(sources: Sequence[str]) -> str:
    """How many they are, and the first of them; ``sources`` is never empty."""
    number = f"{len(sources)} document{'s' if len(sources) > 1 else ''}"
    more = f" and {len(sources) - _NAMED} more" if len(sources) > _NAMED else ""
    named = ", ".join(sources[:_NAMED])
    return f"nobody can read {number}, for which cluster.toml names no audience: {named}{more}"
