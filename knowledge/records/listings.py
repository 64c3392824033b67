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

    def home_of(self, source: str) -> str:
        """The sitemap or feed that lists a page; what nothing lists is its own home."""
        if "://" not in source:
            return source
        listed_by = json.loads(self._catalogue.fact(LISTINGS, "{}"))
        return str(listed_by.get(source.partition("#")[0], source))
