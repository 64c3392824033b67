"""Where documents lie: which source of cluster.toml holds a path or an address."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from knowledge.holdings.holding import ADDED
from knowledge.settings import ClusterSettings
from knowledge.source_settings import SourceSection

_WHOLE_FOLDER = "."
_OUTSIDE = "../"


class Homes:
    """The sources by their names. What was added, and a page that a sitemap names, lies in none by its name."""

    def __init__(self, readers: Mapping[str, str]) -> None:
        """``readers`` is who may read each source, by its name."""
        self._readers = readers

    def of(self, path: str) -> str:
        """The name of the most specific source that a path (with ``#…`` or without) lies in; '' for none."""
        return max((name for name in self._readers if _holds(name, path)), key=_depth, default="")

    def audience_of(self, path: str) -> str:
        """Who may read what lies there; '' where no source names it."""
        return self._readers.get(self.of(path), "")


def readers_of(settings: ClusterSettings) -> dict[str, str]:
    """By the name of each source the audience that cluster.toml gives it; '' for what a sister does not share."""
    return {name_of(source, settings): source.audience for source in settings.sources} | dict.fromkeys(
        settings.withheld, ""
    )


def name_of(source: SourceSection, settings: ClusterSettings) -> str:
    """A source as its documents are named: relative to cluster.toml, '.' for that folder itself, or its URL."""
    if source.is_url:
        return source.path
    relative = Path(os.path.relpath(settings.folder / source.path, settings.folder)).as_posix()
    return unicodedata.normalize("NFC", relative)


def _depth(name: str) -> int:
    return 0 if name == _WHOLE_FOLDER else len(name)


def _holds(name: str, path: str) -> bool:
    if name == _WHOLE_FOLDER:
        return "://" not in path and not path.startswith((ADDED, _OUTSIDE))
    return path == name or path.startswith((f"{name}/", f"{name}#"))
