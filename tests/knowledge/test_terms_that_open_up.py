"""Who might read a document only after its terms were changed."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.holdings.terms import Terms


@pytest.mark.parametrize(
    ("before", "after", "opens"),
    [
        ("board", "board", False),
        ("board", "members", True),
        ("board", "public", True),
        ("board", "jury", True),
        ("members", "board", False),
        ("members", "public", True),
        ("public", "members", False),
        ("public", "board", False),
    ],
)
def test_what_others_than_before_may_read_opens_up(before: str, after: str, opens: bool):
    assert Terms(after).opens_up(Terms(before)) is opens


def test_terms_that_are_carried_are_read_as_they_were():
    terms = Terms("board", "kari@cluster.example", date(2027, 3, 31))
    assert Terms.read(terms.written() | {"source": "added:a.md"}) == terms
