"""The keyword index of a data folder that records come back to: it is made anew from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from knowledge.own_keywords import OwnKeywordIndex


class KeywordsAnew:
    """``index`` is the folder's, and follows the records where they still are."""

    def __init__(self, index: OwnKeywordIndex) -> None:
        self._index = index

    def write(self) -> None:
        # Writing begins with what the records say; nothing is to be added to that.
        with self._index.writing():
            pass

    @contextmanager
    def emptied_on_failure(self) -> Iterator[None]:
        """Whatever fails inside, the index is empty afterwards, like the folder's records."""
        try:
            yield
        except BaseException:
            self._index.empty()
            raise
        finally:
            self._index.close()
