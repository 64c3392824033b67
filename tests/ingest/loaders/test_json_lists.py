"""Plain lists of objects in JSON are read by their keys, as a table is by its columns."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.errors import EmptyFile, WrongFormat
from knowledge.rows import MemberRow, PersonRow
from tests.ingest.loaders.made_linked import read_linked, warnings_of


def test_json_that_is_broken_says_where():
    with pytest.raises(WrongFormat, match="line 2, column 9"):
        read_linked(b'{\n"name": }', "members", "a.json")


def test_json_without_anything_in_it_is_empty():
    with pytest.raises(EmptyFile):
        read_linked(b" \n", "members", "a.json")


@pytest.mark.parametrize("around", [lambda rows: rows, lambda rows: {"count": 2, "data": rows}])
def test_a_plain_list_is_read_by_its_keys_as_columns_are(around: Any):
    rows = [
        {"navn": "Tind", "tilbyr": ["radar", "is"], "kontakt": {"e-post": "P@tind.example"}, "Fisk": "torsk"},
        {"navn": "Kystdata", "medlem siden": "2020-03-01", "org nr": 999, "sted": None},
        {"sted": "Moss"},
    ]
    documents = read_linked(around(rows), "members", "a.json")
    assert [document.row for document in documents] == [
        MemberRow("Tind", offers=("radar", "is"), contact_email="p@tind.example", extra=(("Fisk", "torsk"),)),
        MemberRow("Kystdata", joined=date(2020, 3, 1), number="999"),
    ]
    assert documents[1].blocks[0].place.rows == (2, 2)
    assert "row 3 has no name and is not read: Moss" in warnings_of(documents)


def test_a_plain_list_of_people_says_yes_as_a_table_does_and_takes_mapped_columns():
    rows = [{"name": "Kari", "consent": True, "base": "Bodø"}, {"name": "Ola", "consent": False}]
    documents = read_linked(rows, "people", "a.json", {"base": "place"})
    assert [document.row for document in documents] == [
        PersonRow("Kari", consents=True, place="Bodø"),
        PersonRow("Ola", consents=False),
    ]
