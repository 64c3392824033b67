"""Whether what was found is enough: the same likeness counts for more where the asked words stand in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.rarity import Rarity
from knowledge.answers.sufficiency import sufficient
from knowledge.models import Hit, Passage, SourceInfo
from knowledge.retrieval import Ranking

QUESTION = "Hva koster middagen på årsmøtet?"


def _hit(text: str, score: float = 0.25) -> Hit:
    source = SourceInfo("a.md", "A", "documents", "members")
    return Hit(Passage(text, 0, text, language="nb"), (source,), score, score)


def _ranking(best: str) -> Ranking:
    others = ("Årsmøtet er i mars.", "Møt opp på årsmøtet.", "Årsmøtet velger styre.")
    return Ranking((_hit(best, 0.35), *map(_hit, others)), background=0.2)


def test_a_passage_that_holds_what_is_asked_is_enough_where_one_equally_near_is_not():
    assert sufficient(QUESTION, _ranking("På årsmøtet koster middagen 450 kroner."))
    assert not sufficient(QUESTION, _ranking("Årsmøtet holdes i kantina på Havna."))


def test_nothing_found_is_never_enough():
    assert not sufficient(QUESTION, Ranking(()))


def test_a_word_that_few_passages_hold_weighs_more_than_one_that_all_hold():
    rarity = Rarity.of(QUESTION, _ranking("Middagen koster 450 kroner.").hits)
    assert rarity.share("middagen") > rarity.share("årsmøtet") > 0


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=4), st.text(max_size=40))
def test_whatever_is_asked_the_share_is_between_nothing_and_all(question: str, found: list[str], text: str):
    share = Rarity.of(question, [_hit(one) for one in found]).share(text)
    assert 0 <= share <= 1 + 1e-9
