"""What of a request is a condition, and what is looked for."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.directory.directory import Directory
from knowledge.matching.wishes import Wish
from knowledge.models import SourceInfo
from knowledge.reading.questions import Reader
from knowledge.records.register import Told
from knowledge.rows import MemberRow

MEMBERS = (
    MemberRow("Sandvika kommune", type="offentlig"),
    MemberRow("Havforsk", type="forskning"),
    MemberRow("Tungt Verk AS", type="stor bedrift"),
)
TOLD = [Told(row, SourceInfo(f"m.csv#{row.name}", row.name, "members", "members")) for row in MEMBERS]
READER = Reader(Directory(TOLD, ()), "Prøveklyngen")


def wish(request: str) -> Wish:
    return Wish.of(READER.read(request, date(2026, 11, 24)), request)


@pytest.mark.parametrize(
    ("request_", "kinds"),
    [
        ("Someone in the public sector who uses large models", ("public",)),
        ("noen i offentlig sektor som kan kontrakter", ("public",)),
        ("Who knows public procurement?", ()),
    ],
)
def test_a_kind_is_a_condition_unless_its_word_goes_with_the_topic(request_, kinds):
    assert wish(request_).kinds == kinds


def test_the_word_of_a_kind_that_goes_with_the_topic_is_looked_for():
    [need] = wish("Someone in the public sector who uses large models").needs
    assert "large" in need.name
    assert "public" not in need.name


def test_what_asks_for_a_kind_alone_has_nothing_to_help_with():
    made = wish("Is there a researcher in the cluster?")
    assert (made.needs, made.kinds) == ((), ("research",))
