"""Who has a value is found as a look at each would find it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.directory.standing import Standing

WORDS = st.lists(st.text("abc", max_size=3), max_size=12)


def letters(word):
    return tuple(word)


def length(word):
    return (len(word),)


@given(WORDS, st.sets(st.sampled_from("abc")), st.integers(0, 3))
def test_those_at_all_places_meet_every_condition_in_order(words, wanted, least):
    there = Standing(words)
    for _ in range(2):
        found = there.at(
            there.holding(letters, wanted.__contains__), there.holding(length, lambda size: size >= least)
        )
        assert list(found) == [word for word in words if wanted & set(word) and len(word) >= least]


@given(WORDS)
def test_without_a_condition_all_are_there(words):
    assert Standing(words).at() == tuple(words)


def test_what_is_made_of_each_is_made_once():
    asked = []

    def make(word):
        asked.append(word)
        return word.upper()

    there = Standing(["a", "b"])
    assert [there.made(make)[id(word)] for word in there.all] == ["A", "B"]
    assert there.made(make) is there.made(make)
    assert asked == ["a", "b"]
