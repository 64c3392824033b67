"""Which of many texts speak of a topic: the same as one text at a time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.reading.mentions import Mentions
from knowledge.reading.wording import speaks_of

SAID = """
havbruk havn hav data datadeling deling personvern personvernombud privacy jul julebord bord AI kunstig intelligens
og for a machine learning maskinlæring droner drone kjernekraft kraft vår vårseminar ÆØÅ 3D
"""
WORDS = st.sampled_from(SAID.split())
TEXTS = st.lists(WORDS, max_size=5).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXTS, max_size=8), TEXTS)
def test_all_at_once_is_what_each_says(texts, topic):
    assert Mentions(texts).of(topic) == {n for n, text in enumerate(texts) if speaks_of(text, topic)}
