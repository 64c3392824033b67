"""All sources of a cluster: its folders, its pages on the web, and its files in other stores."""

from __future__ import annotations

from pathlib import Path

from ingest.sources.folder import FolderSources
from ingest.sources.listing import Listing
from knowledge.settings import ClusterSettings


class ClusterSources:
    def __init__(self, settings: ClusterSettings, data_folder: Path) -> None:
        self._settings = settings
        self._data_folder = data_folder

    def list(self) -> Listing:
        """Everything there is. A kind of source that the cluster does not use is not even imported."""
        return (
            FolderSources(self._settings, self._data_folder).list() + self._on_the_web() + self._elsewhere()
        )

    def _on_the_web(self) -> Listing:
        if not any(source.is_web for source in self._settings.sources):
            return Listing()
        from ingest.sources.web import WebSources
        from ingest.sources.web_client import WebClient
        from ingest.sources.web_copies import Copies

        return WebSources(self._settings.sources, Copies(self._data_folder / "web"), WebClient).list()

    def _elsewhere(self) -> Listing:
        if not any(source.is_url and not source.is_web for source in self._settings.sources):
            return Listing()
        from ingest.sources.remote import RemoteSources
        from ingest.sources.web_copies import Copies

        return RemoteSources(self._settings.sources, Copies(self._data_folder / "stores")).list()
