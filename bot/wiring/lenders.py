"""The sister clusters that share something with this one, and the parts of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from knowledge.errors import ConfigurationError
from knowledge.settings import ClusterSettings
from knowledge.sisters import Lent

if TYPE_CHECKING:
    from bot.wiring.parts import Parts

Lender = tuple[Lent, "Parts"]


class Lenders:
    """By cluster.toml as it is now. Raises ConfigurationError where a sister shares something and cannot be opened:
    without her records nobody could say what of it may be told."""

    def __init__(self, settings: Callable[[], ClusterSettings], sister: Callable[[str], Parts]) -> None:
        """``settings`` are those of now, the same object while they stay the same."""
        self._settings = settings
        self._sister = sister
        self._known: tuple[ClusterSettings, tuple[Lender, ...]] | None = None

    def __call__(self) -> tuple[Lender, ...]:
        settings, known = self._settings(), self._known
        if known is None or known[0] is not settings:
            known = self._known = settings, tuple(self._opened(settings))
        return known[1]

    def _opened(self, settings: ClusterSettings) -> Iterator[Lender]:
        for sister in settings.sisters:
            try:
                yield Lent.by(sister, settings), self._sister(sister.name)
            except ConfigurationError:
                if any(source.path.startswith(f"../{sister.name}/") for source in settings.sources):
                    raise
