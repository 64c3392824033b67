"""Sources to which cluster.toml has given other readers since the index was written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from knowledge.homes import Homes, readers_of
from knowledge.settings import ClusterSettings

INDEXED_FOR = "indexed_for"


def dump(settings: ClusterSettings) -> str:
    """Who may read each source, as a fact of the records beside the index."""
    return json.dumps(readers_of(settings), ensure_ascii=False, sort_keys=True)


class Reassigned:
    """The index keeps passages apart by audience. What has other readers now still stands with the earlier ones until
    a sync has followed, and is looked for there; whether somebody may read it is the audience rule's to say."""

    def __init__(self, settings: Callable[[], ClusterSettings], written: Callable[[], str]) -> None:
        """``settings`` are those of now, ``written`` what ``dump`` gave for the index."""
        self._settings = settings
        self._written = written
        self._moves: tuple[ClusterSettings, str, frozenset[tuple[str, str]]] | None = None

    def indexed_for(self, audiences: frozenset[str]) -> frozenset[str]:
        """The audiences under which what these may read stands in the index."""
        return audiences | {before for before, now in self._moved() if now in audiences}

    def left_out(self) -> tuple[tuple[str, str, str], ...]:
        """(name, earlier readers, readers of now) of each source that cluster.toml names no more since the index
        was written, and that lies in another one with other readers."""
        before, now = json.loads(self._written() or "{}"), readers_of(self._settings())
        current = Homes(now)
        gone = ((name, was, current.audience_of(name)) for name, was in before.items() if name not in now)
        return tuple(sorted(one for one in gone if one[2] and one[2] != one[1]))

    def _moved(self) -> frozenset[tuple[str, str]]:
        """(earlier audience, audience of now), each pair once."""
        settings, written = self._settings(), self._written()
        known = self._moves
        if known is None or known[0] is not settings or known[1] != written:
            known = self._moves = (
                settings,
                written,
                _moves(json.loads(written or "{}"), readers_of(settings)),
            )
        return known[2]


def _moves(before: Mapping[str, str], now: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Also of a source that was part of another one, or is from now on."""
    earlier, current = Homes(before), Homes(now)
    pairs = ((earlier.audience_of(name), current.audience_of(name)) for name in {**before, **now})
    return frozenset((was, is_) for was, is_ in pairs if was and is_ and was != is_)
