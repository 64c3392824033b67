"""With which token the app speaks in which workspace."""

from __future__ import annotations

from typing import Protocol


class Tokens(Protocol):
    """Safe from several threads and replicas. Raises DataFolderError where they cannot be read."""

    def is_installed(self, workspace: str) -> bool:
        """Whether the app is in that workspace; it is an id of Slack's."""
        ...

    def token(self, workspace: str) -> str:
        """ "" where the app is not installed there."""
        ...

    def remove(self, workspace: str) -> None:
        """Somebody removed the app there."""
        ...
