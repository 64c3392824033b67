"""The measures against values worked out by hand."""

from __future__ import annotations

import pytest

from benchmarks.measures import ndcg, percentile, ratios, recall


@pytest.mark.parametrize(
    ("ranked", "expected"),
    [
        (("a",), 1.0),
        (("x", "a"), 0.6309297535714575),  # 1 / log2(3)
        (("x", "x2", "a"), 0.5),  # 1 / log2(4)
        (("x",), 0.0),
        ((), 0.0),
    ],
)
def test_one_relevant_document_is_worth_less_the_lower_it_stands(ranked, expected):
    assert ndcg(ranked, {"a": 1}, 10) == pytest.approx(expected)


def test_a_document_below_the_depth_is_worth_nothing():
    ranked = tuple(f"x{n}" for n in range(10))
    assert ndcg((*ranked[:9], "a"), {"a": 1}, 10) == pytest.approx(1 / 3.4594316186372973)  # log2(11)
    assert ndcg((*ranked, "a"), {"a": 1}, 10) == 0


def test_grades_are_gains_and_the_ideal_puts_the_highest_first():
    # (1/1 + 3/log2(3) + 0 + 2/log2(5)) / (3/1 + 2/log2(3) + 1/log2(4))
    expected = (1 + 1.8927892607143724 + 0.8613531161467861) / (3 + 1.261859507142915 + 0.5)
    assert ndcg(("c", "a", "x", "b"), {"a": 3, "b": 2, "c": 1}, 10) == pytest.approx(expected)


def test_the_ideal_holds_no_more_documents_than_the_depth():
    relevant = {f"d{n}": 1 for n in range(15)}
    assert ndcg(tuple(relevant)[:10], relevant, 10) == pytest.approx(1.0)


def test_recall_is_the_share_of_the_relevant_documents_within_the_depth():
    relevant = {"a": 1, "b": 2, "c": 1, "d": 1}
    assert recall(("x", "a", "b", "y", "z", "c"), relevant, 5) == 0.5
    assert recall(("x", "a", "b", "y", "z", "c"), relevant, 20) == 0.75


def test_a_percentile_is_interpolated_between_measured_values():
    assert percentile([float(n) for n in range(1, 101)], 95) == pytest.approx(95.05)
    assert percentile([7.0], 95) == 7.0


def test_what_grows_is_told_as_times_the_smallest_size_in_order_of_size():
    measured = {"1000": {"ms": 3.0}, "10": {"ms": 2.0}, "100": {"ms": 2.0}}
    assert ratios(measured, "ms") == [(10, 1.0), (100, 1.0), (1000, 1.5)]
