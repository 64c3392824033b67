"""Which rows are about one organisation: the same name, website or e-mail domain, and nothing that tells them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def grouped(rows: Sequence[Told[MemberRow]]) -> list[list[int]]:
    """The places of rows that are about one organisation, together; in the order of their first row."""
    leader = list(range(len(rows)))

    def lead(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    first: dict[str, int] = {}
    for place, told in enumerate(rows):
        for key in _keys(told.row):
            other = lead(first.setdefault(key, place))
            if key.startswith("name:") or not _differ(rows[other].row, told.row):
                one, two = sorted((other, lead(place)))
                leader[two] = one
    groups: dict[int, list[int]] = {}
    for place in range(len(rows)):
        groups.setdefault(lead(place), []).append(place)
    return list(groups.values())


def site_of(address: str) -> str:
    """'https://www.kyst.example/' -> 'kyst.example'; with its path, where it has one. '' for none, or a shared site."""
    parts = urlsplit(address if "//" in address else f"//{address}")
    host = (parts.hostname or "").removeprefix("www.")
    return "" if not host or host in _SHARED_SITES else host + parts.path.rstrip("/")


def domain_of(email: str) -> str:
    """The domain of an address; '' where anybody may have one there."""
    domain = email.rpartition("@")[2].lower()
    return "" if domain in _FREE_MAIL else domain


def _keys(row: MemberRow) -> Iterator[str]:
    yield from (f"name:{folded(name)}" for name in (row.name, *row.aliases) if folded(name))
    if row.number:
        yield f"number:{''.join(filter(str.isdigit, row.number))}"
    if site := site_of(row.website):
        yield f"site:{site}"
    if domain := domain_of(row.contact_email):
        yield f"mail:{domain}"


def _differ(one: MemberRow, other: MemberRow) -> bool:
    """Two websites or two organisation numbers are two organisations, whatever else they share."""
    sites, numbers = (site_of(one.website), site_of(other.website)), (one.number, other.number)
    return any(a and b and a != b for a, b in (sites, numbers))
