"""Several clusters in one installation, each with parts, records and an environment of its own."""

from __future__ import annotations

import threading
from pathlib import Path

from bot.clusters import Clusters
from bot.settings import Environment, for_cluster
from bot.wiring.parts import Parts
from bot.wiring.shared import Shared
from knowledge.sisters import known_cluster


class Installation:
    """Builds the parts of each cluster when they are first asked for. Safe from several threads."""

    def __init__(self, environment: Environment, clusters: Clusters) -> None:
        self.environment = environment
        self.clusters = clusters
        self._shared = Shared()
        self._built: dict[str, Parts] = {}
        self._lock = threading.RLock()

    def parts(self, name: str) -> Parts:
        """Raises ConfigurationError where there is no such cluster, or its files cannot be used."""
        with self._lock:
            if name not in self._built:
                self._built[name] = self._build(name, self._data_of(name))
            return self._built[name]

    def parts_in(self, name: str, data: Path) -> Parts:
        """The same on another data folder."""
        return self._build(name, data)

    def forget(self, name: str) -> None:
        """Its parts are built anew when they are next asked for."""
        with self._lock:
            self._built.pop(name, None)

    def _build(self, name: str, data: Path) -> Parts:
        file = self.clusters.file_of(name)
        settings = known_cluster(file)
        environment = for_cluster(self.environment, file.with_name(".env"))
        return Parts(environment, settings, data.absolute(), name, self._shared, self.parts)

    def _data_of(self, name: str) -> Path:
        if self.environment.klyngebot_data:
            return Path(self.environment.klyngebot_data) / name
        return self.clusters.file_of(name).with_name(".klyngebot")
