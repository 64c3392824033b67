"""The clusters of one installation: below one folder, each in a folder of its name, with a cluster.toml in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import ConfigurationError
from knowledge.sister_settings import cluster_name
from knowledge.sisters import FILE


@dataclass(frozen=True, slots=True)
class Clusters:
    folder: Path

    def names(self) -> tuple[str, ...]:
        """In alphabetical order. Raises ConfigurationError where there is none, or one cannot be named so."""
        try:
            found = sorted(one.name for one in self.folder.iterdir() if (one / FILE).is_file())
        except OSError as error:
            raise ConfigurationError(
                f"the clusters' folder {self.folder} cannot be read ({error.strerror}); make it, or correct "
                "KLYNGEBOT_CLUSTERS."
            ) from None
        if not found:
            raise ConfigurationError(
                f"{self.folder} holds no cluster; make a folder for each, such as {self.folder / 'energy' / FILE}."
            )
        try:
            return tuple(map(cluster_name, found))
        except ValueError as error:
            raise ConfigurationError(f"{self.folder}: {error}") from None

    def file_of(self, name: str) -> Path:
        """Raises ConfigurationError where there is no such cluster."""
        if name not in self.names():
            raise ConfigurationError(f"there is no cluster '{name}'; use one of: {', '.join(self.names())}.")
        return self.folder / name / FILE
