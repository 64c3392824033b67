"""What somebody may not read is counted for them, and never named."""

from __future__ import annotations

from collections.abc import Iterator

from bot.replies.catalogue import Texts


def unnamed_lines(count: int, said: Texts) -> Iterator[str]:
    """Nothing where there is nothing of that kind."""
    if count == 1:
        yield said("And one more that you may not read yourself.")
    elif count:
        yield said("And {count} more that you may not read yourself.", count=count)
