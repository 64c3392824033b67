"""What sister clusters share: chosen sources of one, known to another. Both say so, each in its own cluster.toml.

The sister's files are read where they lie; nothing is copied from her records.
"""

from __future__ import annotations

import logging
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import ConfigurationError
from knowledge.homes import name_of
from knowledge.settings import ClusterSettings, load_cluster
from knowledge.sister_settings import SisterSection
from knowledge.source_settings import SourceSection

_log = logging.getLogger(__name__)
FILE = "cluster.toml"


def known_cluster(file: Path) -> ClusterSettings:
    """A cluster.toml with what sisters share. Raises ConfigurationError."""
    settings = load_cluster(file)
    return with_shared(settings) if settings.sisters else settings


def file_of(sister: str, settings: ClusterSettings) -> Path:
    """Clusters of one installation lie side by side, each in a folder of its name."""
    return settings.folder.parent / sister / FILE


def with_shared(settings: ClusterSettings) -> ClusterSettings:
    """The cluster with what its sisters share with it, and not what they have from others.

    A sister whose file cannot be used shares nothing until that is mended. Raises ConfigurationError where there is no
    such sister.
    """
    own = {name_of(source, settings) for source in settings.sources}
    by_sister = {sister.name: [*_shared_by(sister, settings)] for sister in settings.sisters}
    shared = [one for several in by_sister.values() for one in several]
    sources = [one.source for one in shared if not one.is_withheld and one.name not in own]
    # Places below her folder tell by their path whose they are; addresses do not.
    addresses = {
        name: frozenset(one.name for one in several if one.source.is_url) - own
        for name, several in by_sister.items()
    }
    return settings.model_copy(
        update={
            "sources": (*settings.sources, *{one.path: one for one in reversed(sources)}.values()),
            "withheld": tuple(one.name for one in shared if one.is_withheld and one.name not in own),
            "lent_addresses": addresses,
        }
    )


@dataclass(frozen=True, slots=True)
class _Shared:
    """A source of a sister, as it is named here. What is withheld lies in no source here, wherever it lies."""

    name: str
    source: SourceSection
    is_withheld: bool


def _shared_by(sister: SisterSection, settings: ClusterSettings) -> Iterator[_Shared]:
    file = file_of(sister.name, settings)
    if not file.is_file():
        raise ConfigurationError(
            f"{settings.file}: sisters names '{sister.name}', and there is no {file}; correct the name, or remove it."
        )
    try:
        lender = load_cluster(file)
    except ConfigurationError as error:
        _log.warning("%s shares nothing until this is mended: %s", sister.name, error)
        return
    for source in lender.sources:
        moved = _moved(source, lender, settings).model_copy(update={"audience": sister.audience})
        is_withheld = settings.folder.name not in source.shared_with
        if not (is_withheld and source.is_url):
            yield _Shared(name_of(moved, settings), moved, is_withheld)


def _moved(source: SourceSection, lender: ClusterSettings, settings: ClusterSettings) -> SourceSection:
    """The same source, as a path from this cluster's folder."""
    if source.is_url:
        return source.model_copy(update={"shared_with": ()})
    path = os.path.relpath(lender.folder / source.path, settings.folder)
    return source.model_copy(update={"shared_with": (), "path": path})


@dataclass(frozen=True, slots=True)
class Lent:
    """What this cluster has from one sister: files below ``way``, the path to her folder, and ``addresses``."""

    sister: str
    way: str
    addresses: frozenset[str]

    @classmethod
    def by(cls, sister: SisterSection, settings: ClusterSettings) -> Lent:
        """``settings`` are those with what is shared."""
        way = Path(os.path.relpath(file_of(sister.name, settings).parent, settings.folder)).as_posix()
        return cls(sister.name, way, settings.lent_addresses.get(sister.name, frozenset()))

    def here(self, source: str) -> str:
        """The name that a source of hers has here."""
        if "://" in source:
            return source
        return unicodedata.normalize("NFC", os.path.normpath(f"{self.way}/{source}"))

    def holds(self, source: str) -> bool:
        """Whether a source, as it is named here and with ``#…`` or without, is hers."""
        file = source.partition("#")[0]
        return file in self.addresses or file.startswith(f"{self.way}/")
