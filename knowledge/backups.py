"""A data folder in one file, and back: records, indexes, and what coordinators added, as they were at one moment."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import ConfigurationError, DataFolderError
from knowledge.index import VectorIndex
from knowledge.library import Library

_CONTENTS = "contents.json"
_FORMAT = 1
_DATABASES = {".db", ".sqlite3"}
# Made by whoever opens a folder, and meaningless in another.
_LEFT_OUT = {".lock"}
_BESIDE_DATABASES = ("-wal", "-shm", "-journal")
_READ_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """How many files there are, of how many bytes together."""

    files: int
    size: int


class Backup:
    """Of a data folder that holds everything: what is on servers is for their own tools."""

    def __init__(self, folder: Path, library: Library, vectors: VectorIndex) -> None:
        self._folder = folder
        self._library = library
        self._vectors = vectors

    def write(self, file: Path, wait_seconds: float, wait: Callable[[], None]) -> Kept:
        """Into a new file, for its owner alone. No sync changes anything meanwhile; a running bot goes on. Raises
        ConfigurationError where the file is there already, AlreadyRunning, and DataFolderError."""
        if file.exists():
            raise ConfigurationError(f"{file} is there already; name a new file.")
        unfinished = file.with_name(f"{file.name}.part")
        try:
            with self._library.writing(wait_seconds, wait) as writer:
                writer.repair()
                self._vectors.close()
                kept = self._packed(unfinished)
            unfinished.rename(file)
        except (OSError, sqlite3.Error, tarfile.TarError) as error:
            raise DataFolderError(
                f"{file} cannot be written ({error}); see that there is room, then run this again."
            ) from error
        finally:
            unfinished.unlink(missing_ok=True)
        return kept

    def _packed(self, file: Path) -> Kept:
        contents: dict[str, str] = {}
        size = 0
        with tempfile.TemporaryDirectory(dir=file.parent) as aside:
            descriptor = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as stream, tarfile.open(fileobj=stream, mode="w:gz") as tar:
                for path in _files(self._folder):
                    name, copy = path.relative_to(self._folder).as_posix(), _still(path, Path(aside))
                    contents[name] = _digest(copy)
                    size += copy.stat().st_size
                    tar.add(copy, arcname=name, recursive=False)
                told = Path(aside) / _CONTENTS
                told.write_text(json.dumps({"format": _FORMAT, "files": contents}, sort_keys=True), "utf-8")
                tar.add(told, arcname=_CONTENTS)
        return Kept(len(contents), size)


def restore(file: Path, folder: Path) -> Kept:
    """Into a data folder that is not there or empty: the whole, or nothing. Raises ConfigurationError where it holds
    something or the file is none of ours, DataFolderError where the file is damaged."""
    if folder.exists() and any(folder.iterdir()):
        raise ConfigurationError(
            f"{folder} holds something; name a new folder with --data, or move that one away."
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    try:
        with tarfile.open(file) as tar:
            tar.extractall(made, filter="data")
        kept = _checked(made, file)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    except FileNotFoundError as error:
        raise ConfigurationError(
            f"there is no {file}; name a file that klyngebot backup has written."
        ) from error
    except (OSError, EOFError, tarfile.TarError) as error:
        raise DataFolderError(f"{file} cannot be read whole ({error}); take another backup.") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return kept


def _checked(made: Path, file: Path) -> Kept:
    """What was written down of each file holds. Raises DataFolderError where it does not."""
    told = made / _CONTENTS
    try:
        contents = json.loads(told.read_text("utf-8"))
        known, form = dict(contents["files"]), contents["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataFolderError(
            f"{file} is no backup of Klyngebot's; name one that klyngebot backup has written."
        ) from error
    if form != _FORMAT:
        raise DataFolderError(f"{file} was made by a newer Klyngebot; install that version.")
    told.unlink()
    found = {path.relative_to(made).as_posix(): path for path in _files(made)}
    wrong = sorted(found.keys() ^ known.keys()) or sorted(
        n for n, p in found.items() if _digest(p) != known[n]
    )
    if wrong:
        raise DataFolderError(f"{file} is damaged: {wrong[0]} is not as it was written; take another backup.")
    return Kept(len(found), sum(path.stat().st_size for path in found.values()))


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        is_beside = path.name.endswith(_BESIDE_DATABASES)
        if path.is_file() and not path.is_symlink() and path.suffix not in _LEFT_OUT and not is_beside:
            yield path


def _still(path: Path, aside: Path) -> Path:
    """Of a database a copy as of one moment, whoever writes in it; every other file itself."""
    if path.suffix not in _DATABASES:
        return path
    copy = aside / "database"
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while part := stream.read(_READ_AT_ONCE):
            digest.update(part)
    return digest.hexdigest()
