"""Which source of cluster.toml lists a web page: a sitemap or feed names pages that do not lie under it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from knowledge.records.catalogue import Catalogue

LISTINGS = "listings"


def dump(listed_by: Mapping[str, str]) -> str:
    """For each page its source, as a fact of the records."""
    return json.dumps(listed_by, ensure_ascii=False, sort_keys=True)


class Listings:
    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        # Read for each source of each answer: what stays the same is taken apart once.
        self._known: tuple[str, Mapping[str, str]] = ("{}", {})

    def every(self) -> Mapping[str, str]:
        """For each page that is listed its sitemap or feed."""
        written, known = self._catalogue.fact(LISTINGS, "{}"), self._known
        if known[0] != written:
            known = self._known = (written, json.loads(written))
        return known[1]

    def home_of(self, source: str) -> str:
        """The sitemap or feed that lists a page; what nothing lists is its own home."""
        return self.every().get(source.partition("#")[0], source) if "://" in source else source
