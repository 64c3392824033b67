"""What several queries found, in one order."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from knowledge.editions import Moment
from knowledge.models import Dating, Hit, Passage, SourceInfo
from knowledge.union import union_of

MOMENT = Moment(date(2026, 11, 24))
NAMES = ("fee", "lab", "group", "fair", "board", "strategy", "parking")
ANY_HITS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.floats(0, 1)), max_size=6, unique_by=lambda pair: pair[0]
)


def hit(name: str, score: float, text: str = "", **more: object) -> Hit:
    source = SourceInfo(f"{name}.md", name, "documents", "members")
    return Hit(Passage(name, 0, text or f"All about the {name}."), (source,), score, **more)  # type: ignore[arg-type]


def names(hits: tuple[Hit, ...]) -> list[str]:
    return [one.passage.document for one in hits]


def test_one_ranking_stays_as_it_is():
    alone = (hit("fee", 0.4), hit("lab", 0.6, aside=True))
    assert union_of(alone, [], 4, MOMENT) == union_of(alone, [()], 4, MOMENT) == alone


def test_a_passage_comes_once_with_the_best_of_its_scores():
    first = hit("fee", 0.4, dense=0.5, keyword=0.1, units={0: 0.5, 1: 0.2})
    other = hit("fee", 0.7, dense=0.3, keyword=0.9, units={1: 0.3})
    [one] = union_of([first], [[other]], 4, MOMENT)
    assert (one.score, one.dense, one.keyword) == (0.7, 0.5, 0.9)
    assert one.units == {0: 0.5, 1: 0.3}


def test_the_best_of_the_others_come_among_the_originals_by_their_score():
    first = [hit("fee", 0.6), hit("lab", 0.2)]
    others = [[hit("group", 0.9), hit("fair", 0.1)], [hit("board", 0.4)]]
    assert names(union_of(first, others, 2, MOMENT)) == ["group", "fee", "board", "lab"]


def test_an_older_edition_gives_way_to_the_one_that_another_query_found():
    def edition(year: int, score: float) -> Hit:
        source = SourceInfo(
            f"kontingent-{year}.md",
            f"Kontingent {year}",
            "documents",
            "members",
            dating=Dating(effective=date(year, 1, 1)),
        )
        text = f"Årskontingenten for små bedrifter er {year} kroner."
        return Hit(Passage(source.source, 0, text), (source,), score)

    found = union_of([edition(2025, 0.9)], [[edition(2026, 0.3)]], 4, MOMENT)
    assert names(found) == ["kontingent-2026.md", "kontingent-2025.md"]
    assert found[1].replaced_by == "kontingent-2026.md"


@given(ANY_HITS, st.lists(ANY_HITS, max_size=3), st.integers(0, 5))
def test_nothing_that_the_original_found_is_lost_and_few_are_added(first, others, more):
    hits = [hit(name, score) for name, score in first]
    rest = [[hit(name, score) for name, score in ranking] for ranking in others]
    found = names(union_of(hits, rest, more, MOMENT))
    assert {name for name, _ in first} <= set(found)
    assert len(found) == len(set(found)) <= len(first) + more
