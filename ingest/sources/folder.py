"""Files and folders beside cluster.toml: which files there are, and which source each belongs to."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ingest.sources.listing import Delayed, FoundFile, Listing, Manner, Unreachable
from knowledge.errors import Inaccessible
from knowledge.settings import ClusterSettings
from knowledge.source_settings import SourceSection

_IGNORED_NAMES = {"thumbs.db", "desktop.ini", "cluster.toml"}
_IGNORED_STARTS = (".", "~$")
# In a name they would break the report's lines, or steer the terminal that shows it.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_IGNORED_ENDS = (".tmp", ".swp", "~")


class FolderSources:
    """Lists every file of the configured folders once, under the most specific source that names it."""

    def __init__(self, settings: ClusterSettings, data_folder: Path) -> None:
        self._root = settings.folder
        self._data_folder = data_folder.absolute()
        sources = {self._absolute(s.path): s for s in settings.sources if not s.is_url}
        self._sources = sources
        # Links are judged by where they lead, and that is told as a resolved path.
        self._homes = {path.resolve(): source for path, source in sources.items()} | sources
        # What sisters do not share is in no source, and what lies deeper in it may be in one again.
        self._withheld = {at for path in settings.withheld for at in _both(self._absolute(path))}
        self._tops = [path for path in sources if not self._is_within_another(path)]

    def list(self) -> Listing:
        """All files in order of path, and what could not be listed."""
        return self._listed(self._tops)

    def of(self, paths: Set[str]) -> Listing:
        """All that lies below these sources, by their names; no other folder is looked into."""
        return self._listed([at for at, source in self._sources.items() if self._relative(at) in paths])

    def _listed(self, tops: Sequence[Path]) -> Listing:
        found: dict[str, FoundFile] = {}
        missed: dict[str, Unreachable] = {}
        for top in tops:
            for item in self._visit(top, ()):
                if isinstance(item, FoundFile):
                    path = _distinct(item.path, found)
                    found[path] = replace(item, path=path)
                else:
                    missed[item.path] = item
        items = [missed[path] for path in sorted(missed)]
        return Listing(
            tuple(found[path] for path in sorted(found)),
            tuple(item for item in items if not isinstance(item, Delayed)),
            tuple(item for item in items if isinstance(item, Delayed)),
        )

    def source_of(self, path: Path) -> SourceSection:
        """The most specific source that holds an absolute path."""
        for parent in (path, *path.parents):
            if parent in self._homes:
                return self._homes[parent]
            if parent in self._withheld:
                break
        raise LookupError(str(path))

    def _is_within_another(self, source: Path) -> bool:
        above = (one for one in source.parents if one in self._sources or one in self._withheld)
        return next(above, None) in self._sources

    def _absolute(self, path: str) -> Path:
        return Path(os.path.normpath(self._root / path))

    def _visit(self, path: Path, above: tuple[Path, ...]) -> Iterator[FoundFile | Unreachable]:
        try:
            yield from self._looked_at(path, above)
        except PermissionError:
            yield self._unreachable(path, Inaccessible.reason, Inaccessible.mend)
        except OSError as error:
            linked = path.is_symlink()
            if isinstance(error, FileNotFoundError) and not linked:
                # What is in a folder may be taken away while it is looked at. A source is more likely not mounted.
                yield from () if above else (self._absent(path),)
                return
            broken = "a link that leads nowhere" if linked else f"it cannot be opened ({error.strerror})"
            yield self._unreachable(path, broken, "remove it, or put the file itself here")

    def _looked_at(self, path: Path, above: tuple[Path, ...]) -> Iterator[FoundFile | Unreachable]:
        status = path.stat()
        if path == self._data_folder or (path in self._withheld and path not in self._sources):
            return
        if above and path.is_symlink() and not self._same_readers(path, path.resolve()):
            reason = "a link to a file outside its source, or with another audience"
            yield self._unreachable(path, reason, "put the file itself here, or make its folder a source")
        elif stat.S_ISDIR(status.st_mode):
            yield from self._inside(path, above)
        elif stat.S_ISREG(status.st_mode):
            yield self._found(path, status)
        else:
            yield self._unreachable(path, "neither a file nor a folder", "remove it from the folder")

    def _inside(self, folder: Path, above: tuple[Path, ...]) -> Iterator[FoundFile | Unreachable]:
        resolved = folder.resolve()
        if resolved in above:
            yield self._unreachable(folder, "a link that leads back to itself", "remove the link")
            return
        for child in sorted(os.listdir(folder)):
            if not is_ignored(child):
                yield from self._visit(folder / child, (*above, resolved))

    def _same_readers(self, link: Path, target: Path) -> bool:
        """A link must not carry a board paper into the members' folder, nor reach outside what is configured."""
        try:
            return self.source_of(target).audience == self.source_of(link).audience
        except LookupError:
            return False

    def _found(self, path: Path, status: os.stat_result) -> FoundFile:
        source = self.source_of(path)
        return FoundFile(
            self._relative(path),
            path,
            source.kind,
            source.audience,
            status.st_size,
            status.st_mtime_ns,
            manner=Manner.of(source),
        )

    def _unreachable(self, path: Path, reason: str, mend: str) -> Unreachable:
        source = self.source_of(path)
        return Unreachable(self._relative(path), source.kind, source.audience, reason, mend)

    def _absent(self, path: Path) -> Delayed:
        source = self.source_of(path)
        reason, mend = "it is not there", "mount or make it again; what is known of it stays until then"
        return Delayed(self._relative(path), source.kind, source.audience, reason, mend)

    def _relative(self, path: Path) -> str:
        relative = PurePosixPath(Path(os.path.relpath(path, self._root)).as_posix())
        # Undecodable names of old file systems come as surrogates, which no database stores.
        readable = str(relative).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return _CONTROLS.sub("\ufffd", unicodedata.normalize("NFC", readable))


def _both(path: Path) -> tuple[Path, Path]:
    """As it is written, and where it leads."""
    return path, path.resolve()


def _distinct(path: str, taken: Mapping[str, FoundFile]) -> str:
    """Two files whose names read the same: the second is told as "name (2).md"."""
    plain = PurePosixPath(path)
    count = 1
    while path in taken:
        count += 1
        path = str(plain.with_name(f"{plain.stem} ({count}){plain.suffix}"))
    return path


def is_ignored(name: str) -> bool:
    """Whether a file is one that programs leave behind, not one that a person put there."""
    lower = name.lower()
    return lower in _IGNORED_NAMES or name.startswith(_IGNORED_STARTS) or lower.endswith(_IGNORED_ENDS)
