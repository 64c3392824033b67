"""All sources of a cluster: its folders, its pages on the web, its files in other stores, and what was added."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.sources.added import AddedSources
from ingest.sources.contents import Contents
from ingest.sources.folder import FolderSources
from ingest.sources.listing import FoundFile, Listing, NamedPages, Unreachable, is_url
from knowledge.addresses import Addresses
from knowledge.holdings.holding import ADDED, Holding
from knowledge.homes import Homes, readers_of
from knowledge.settings import ClusterSettings
from knowledge.source_settings import SourceSection

if TYPE_CHECKING:
    from ingest.sources.remote import RemoteSources
    from ingest.sources.web import WebSources


class ClusterSources:
    def __init__(
        self,
        settings: ClusterSettings,
        data_folder: Path,
        held: Callable[[], Mapping[str, Holding]],
        today: Callable[[], date],
        secrets: Mapping[str, str],
    ) -> None:
        """``held`` is what coordinators keep, by source, as it is now; ``secrets`` what addresses leave out."""
        self._settings = settings
        self._data_folder = data_folder
        self._held = held
        self._today = today
        self._homes = Homes(readers_of(settings))
        self._addresses = Addresses((source.path for source in settings.sources), secrets)
        self._added = AddedSources(held, Contents(data_folder / "added"), today)

    def list(self) -> Listing:
        """Everything there is. A kind of source that the cluster does not use is not even imported."""
        found = self._in_folders() + self._on_the_web() + self._elsewhere() + self._added.list()
        return found.without(self._not_held())

    def of(self, paths: Set[str], listed_by: Mapping[str, str]) -> Listing:
        """Only these: sources of cluster.toml by their names, and single files, links and what was added. Nothing
        else is asked for."""
        sources = {name for name in paths if self.home_of(name) == name}
        links = {path for path in paths if is_url(path)}
        found = self._in_sources(sources) + self._single(paths - sources - links)
        # Links that are no sources are asked for too: of those that were removed the copies go.
        on_the_web = self._web(self._web_sections()).of(links, listed_by) if links else Listing()
        return (found + on_the_web).without(self._not_held())

    def peek(self, url: str) -> FoundFile | NamedPages | Unreachable:
        """A page, a sitemap or a feed that is no source yet, as it is now; nothing of it is kept but copies until the
        next sync."""
        return self._web((SourceSection(path=url),)).page(url)

    def home_of(self, path: str) -> str:
        """The name of the source of cluster.toml that a path lies in; '' for none."""
        return self._homes.of(path)

    def _in_sources(self, names: Set[str]) -> Listing:
        """What lies in these and in none that is more specific."""
        folders = {name for name in names if not is_url(name)}
        found = FolderSources(self._settings, self._data_folder).of(folders) if folders else Listing()
        stores = {source.path for source in self._settings.sources if _is_store(source)} & names
        found += self._stores().of(stores) if stores else Listing()
        return found.where(lambda path: self.home_of(path) in names)

    def _single(self, paths: Set[str]) -> Listing:
        in_folders = any(not path.startswith(ADDED) for path in paths)
        found = self._in_folders().only(paths) if in_folders else Listing()
        return found + self._added.list().only(paths)

    def _not_held(self) -> frozenset[str]:
        today = self._today()
        return frozenset(
            source for source, holding in self._held().items() if holding.standing(today) != "held"
        )

    def _in_folders(self) -> Listing:
        return FolderSources(self._settings, self._data_folder).list()

    def _on_the_web(self) -> Listing:
        sections = self._web_sections()
        # Imported where it is needed: most clusters have nothing on the web.
        return self._web(sections).list() if sections else Listing()

    def _web_sections(self) -> tuple[SourceSection, ...]:
        """The sources of cluster.toml that lie on the web, and the links that were added."""
        today = self._today()
        links = (
            SourceSection(path=source, audience=holding.audience)
            for source, holding in self._held().items()
            if holding.origin == "link" and holding.standing(today) == "held"
        )
        return (*(source for source in self._settings.sources if source.is_web), *links)

    def _web(self, sections: tuple[SourceSection, ...]) -> WebSources:
        from ingest.sources.web import WebSources
        from ingest.sources.web_client import WebClient
        from ingest.sources.web_copies import Copies

        open_client = partial(
            WebClient, inner_hosts=self._settings.fetching.inner_hosts, addresses=self._addresses
        )
        return WebSources(sections, Copies(self._data_folder / "web"), open_client)

    def _elsewhere(self) -> Listing:
        return self._stores().list() if any(map(_is_store, self._settings.sources)) else Listing()

    def _stores(self) -> RemoteSources:
        from ingest.sources.remote import RemoteSources
        from ingest.sources.web_copies import Copies

        return RemoteSources(self._settings.sources, Copies(self._data_folder / "stores"), self._addresses)


def _is_store(source: SourceSection) -> bool:
    return source.is_url and not source.is_web
