"""Which rows are about one organisation, and what tells so: the same name or organisation number, or the same website
or e-mail domain where nothing tells them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal
from urllib.parse import urlsplit

from knowledge.directory.names import folded
from knowledge.records.register import Told
from knowledge.rows import MemberRow

_SHARED_SITES = frozenset(
    [
        "facebook.com",
        "linkedin.com",
        "instagram.com",
        "twitter.com",
        "x.com",
        "github.com",
        "sites.google.com",
    ]
)
_FREE_MAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "live.no",
        "icloud.com",
        "me.com",
        "yahoo.com",
        "yahoo.no",
        "online.no",
        "proton.me",
        "protonmail.com",
    ]
)


Reason = Literal[
    "same name",
    "same name but for spelling",
    "same organisation number",
    "same website",
    "same e-mail domain",
]
_REASON_OF: dict[str, Reason] = {
    "name": "same name but for spelling",
    "number": "same organisation number",
    "site": "same website",
    "mail": "same e-mail domain",
}


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows, by their places, that are about one organisation, and all that tells so."""

    one: int
    other: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The places of the rows that are about one organisation, in order, with a link for each but one."""

    places: tuple[int, ...]
    links: tuple[Link, ...]


def grouped(rows: Sequence[Told[MemberRow]]) -> tuple[Group, ...]:
    """Every row in one group; in the order of their first row. The order of rows changes nothing else."""
    return _Grouping([told.row for told in rows]).groups()


class _Grouping:
    """Names and numbers first: by them alone rows are one. What several organisations share tells nothing."""

    def __init__(self, rows: Sequence[MemberRow]) -> None:
        self._rows = rows
        self._leader = list(range(len(rows)))
        self._has_site = [bool(site_of(row.website)) for row in rows]
        self._has_number = [bool(digits(row.number)) for row in rows]
        self._telling: set[str] = set()
        self._pairs: list[tuple[int, int]] = []
        holders: dict[str, list[int]] = {}
        for place, row in enumerate(rows):
            for key in _keys(row):
                holders.setdefault(key, []).append(place)
        for key, places in sorted(holders.items(), key=lambda item: _order(item[0])):
            if self._tells(key, {self._lead(place) for place in places}):
                self._telling.add(key)
                for one, other in pairwise(places):
                    self._unite(one, other)

    def groups(self) -> tuple[Group, ...]:
        places: dict[int, list[int]] = {}
        links: dict[int, list[Link]] = {}
        for place in range(len(self._rows)):
            places.setdefault(self._lead(place), []).append(place)
        for one, other in sorted(self._pairs):
            links.setdefault(self._lead(one), []).append(Link(one, other, self._reasons(one, other)))
        return tuple(Group(tuple(those), tuple(links.get(lead, ()))) for lead, those in places.items())

    def _tells(self, key: str, leaders: set[int]) -> bool:
        """Two websites are two organisations, and so are two numbers, where neither a name nor a number is shared."""
        numbers, sites = (sum(those[one] for one in leaders) for those in (self._has_number, self._has_site))
        match key.partition(":")[0]:
            case "site":
                return numbers < 2
            case "mail":
                return numbers < 2 and sites < 2
        return True

    def _unite(self, one: int, other: int) -> None:
        first, second = sorted((self._lead(one), self._lead(other)))
        if first != second:
            self._leader[second] = first
            self._has_site[first] |= self._has_site[second]
            self._has_number[first] |= self._has_number[second]
            self._pairs.append((one, other))

    def _lead(self, place: int) -> int:
        while self._leader[place] != place:
            self._leader[place] = self._leader[self._leader[place]]
            place = self._leader[place]
        return place

    def _reasons(self, one: int, other: int) -> tuple[Reason, ...]:
        shared = (key for key in _keys(self._rows[one]) if key in self._telling)
        both = [key for key in shared if key in set(_keys(self._rows[other]))]
        reasons = (_REASON_OF[key.partition(":")[0]] for key in both)
        same = set(_names(self._rows[one])) & set(_names(self._rows[other]))
        return tuple(
            dict.fromkeys("same name" if same and why == _REASON_OF["name"] else why for why in reasons)
        )


def _order(key: str) -> tuple[int, str]:
    return list(_REASON_OF).index(key.partition(":")[0]), key


def site_of(address: str) -> str:
    """'https://www.kyst.example/' -> 'kyst.example'; with its path, where it has one. '' for none, or a shared site."""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    # "comes soon" is no address.
    if "." not in host or any(map(str.isspace, host)) or host in _SHARED_SITES:
        return ""
    return host + parts.path.rstrip("/")


def domain_of(email: str) -> str:
    """The domain of an address; '' where anybody may have one there."""
    domain = email.rpartition("@")[2].lower()
    return "" if domain in _FREE_MAIL else domain


def digits(number: str) -> str:
    """'NO 974 123 456 MVA' -> '974123456'."""
    return "".join(filter(str.isdigit, number))


def _keys(row: MemberRow) -> Iterator[str]:
    yield from (f"name:{folded(name)}" for name in _names(row) if folded(name))
    if number := digits(row.number):
        yield f"number:{number}"
    if site := site_of(row.website):
        yield f"site:{site}"
    if domain := domain_of(row.contact_email):
        yield f"mail:{domain}"


def _names(row: MemberRow) -> tuple[str, ...]:
    return (row.name, *row.aliases)
