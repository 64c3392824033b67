"""Files behind an fsspec URL (``s3://``, ``ftp://``, ``zip://`` …), copied to the data folder to be read."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, datetime
from typing import Any

from fsspec.core import url_to_fs

from ingest.sources.folder import is_ignored
from ingest.sources.listing import Delayed, FoundFile, Listing, Unreachable
from ingest.sources.web_client import Fetched, Stamp
from ingest.sources.web_copies import Copies
from knowledge.addresses import Addresses, SecretMissing
from knowledge.source_settings import SourceSection

_log = logging.getLogger(__name__)
_LOCAL = ("file://", "local://")
_MOST_BYTES = 100_000_000

Item = FoundFile | Unreachable


class RemoteSources:
    """Lists the files below every fsspec URL; a file is copied where what its store tells of it has changed."""

    def __init__(
        self,
        sources: Sequence[SourceSection],
        copies: Copies,
        addresses: Addresses,
        most_bytes: int = _MOST_BYTES,
    ) -> None:
        self._sources = tuple(source for source in sources if source.is_url and not source.is_web)
        self._copies = copies
        self._addresses = addresses
        self._most_bytes = most_bytes

    def list(self) -> Listing:
        listing = self._listed(self._sources)
        if not listing.delayed:
            self._copies.keep_only(file.path for file in listing.files)
        return listing

    def of(self, paths: Set[str]) -> Listing:
        """Only what lies below these sources."""
        sources = [source for source in self._sources if source.path in paths]
        listing = self._listed(sources)
        missed = {item.path for item in listing.delayed}
        for source in sources:
            if source.path not in missed:
                self._copies.keep_only_below(source.path, (file.path for file in listing.files))
        return listing

    def _listed(self, sources: Sequence[SourceSection]) -> Listing:
        items = {item.path: item for source in sources for item in self._visited(source)}
        found = [items[path] for path in sorted(items)]
        files = tuple(item for item in found if isinstance(item, FoundFile))
        delayed = tuple(item for item in found if isinstance(item, Delayed))
        lost = tuple(i for i in found if isinstance(i, Unreachable) and not isinstance(i, Delayed))
        return Listing(files, lost, delayed)

    def _visited(self, source: SourceSection) -> Iterator[Item]:
        """Everything below one URL; a store that does not answer delays all of it."""
        if source.path.startswith(_LOCAL):
            yield _lost(
                source, source.path, "it is a file of this machine", "write its path without a scheme"
            )
            return
        try:
            store, root = url_to_fs(self._addresses.filled(source.path))
            found = store.find(root, detail=True)
            if not found and not store.exists(root):
                raise FileNotFoundError(root)
            yield from [
                self._item(source, store, root, path, found[path])
                for path in sorted(found)
                if not is_ignored(path.rsplit("/", 1)[-1])
            ]
        except SecretMissing as missing:
            reason = f"its address needs {missing.name}, which is not set"
            yield _lost(source, source.path, reason, "write it into .env")
        except ImportError as error:
            yield _lost(source, source.path, "its kind of store cannot be read here", str(error))
        except (FileNotFoundError, PermissionError, ValueError) as error:
            reason = f"it cannot be opened ({type(error).__name__})"
            yield _lost(source, source.path, reason, "correct its address or your rights to it")
        except Exception as error:  # noqa: BLE001 - the edge of a source: stores raise errors of their own
            # What a store says of a fault may name the address with its secret.
            _log.info("%s could not be listed (%s)", source.path, type(error).__name__)
            _log.debug("the same in full", exc_info=True)
            reason = f"it could not be reached ({type(error).__name__})"
            mend = "what is known of it stays; run the sync again later"
            yield Delayed(source.path, source.kind, source.audience, reason, mend)

    def _item(self, source: SourceSection, store: Any, root: str, path: str, told: Mapping[str, Any]) -> Item:
        below = path[len(root) :].strip("/")
        url = f"{source.path.rstrip('/')}/{below}" if below else source.path
        if int(told.get("size") or 0) > self._most_bytes:
            return self._too_large(source, url)
        stamp = Stamp(etag=hashlib.sha256(repr(sorted(told.items())).encode()).hexdigest())
        for copy in self._copies.get(url):
            if copy.stamp == stamp:
                return copy.as_file(url, source)
        # A store may not tell how large a file is, or be wrong about it.
        content = store.cat_file(path, end=self._most_bytes + 1)
        if len(content) > self._most_bytes:
            return self._too_large(source, url)
        page = Fetched(content, path.rsplit("/", 1)[-1], stamp, _day(store, path))
        return self._copies.put(url, page).as_file(url, source)

    def _too_large(self, source: SourceSection, url: str) -> Unreachable:
        limit = f"the file is larger than {self._most_bytes // 1_000_000} MB"
        return _lost(source, url, limit, "split it, or leave out the pictures")


def _lost(source: SourceSection, path: str, reason: str, mend: str) -> Unreachable:
    return Unreachable(path, source.kind, source.audience, reason, mend)


def _day(store: Any, path: str) -> date | None:
    """When a file was changed, where its store tells."""
    try:
        moment = store.modified(path)
    except (NotImplementedError, KeyError, AttributeError):
        return None
    return moment.date() if isinstance(moment, datetime) else None
