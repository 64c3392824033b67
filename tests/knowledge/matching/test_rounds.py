"""Rounds: who meets whom when the whole cluster mixes. Everybody here is fictional."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.barriers import between, of_person
from knowledge.matching.candidates import Mixing, candidates
from knowledge.matching.groups import COVERED, Group
from knowledge.matching.past import Past
from knowledge.matching.rounds import Round, in_threes, mutual, paired
from tests.knowledge.matching.made import DAY, HOMES, mixings, people_of, person_row

KINDS = st.sampled_from([paired, in_threes])
ENOUGH = settings(max_examples=60, deadline=None)


def mixing_of(scores: list[list[float]], rooms: list[int], homes: list[str] | None = None) -> Mixing:
    homes = homes or [f"Org {number}" for number in range(len(scores))]
    people = people_of([person_row(number, home) for number, home in enumerate(homes)])
    square = np.array(scores, dtype=float).reshape(len(scores), len(scores))
    return Mixing(people, square, np.array(rooms, dtype=np.int64), DAY, Past())


def alike(count: int, score: float = 0.5) -> list[list[float]]:
    return [[0.0 if one == other else score for other in range(count)] for one in range(count)]


def worth(groups: tuple[Group, ...]) -> float:
    return sum(one.score for one in groups) + COVERED * len({at for one in groups for at in one.places})


def allowed(pairs: tuple[tuple[int, int], ...], mixing: Mixing) -> bool:
    """As the rules say it, without a solver."""
    loads = Counter(place for pair in pairs for place in pair)
    homes = Counter(
        frozenset(mixing.homes[place] for place in pair)
        for pair in pairs
        if all(mixing.homes[place] for place in pair)
    )
    return all(loads[place] <= mixing.rooms[place] for place in loads) and all(
        count == 1 for count in homes.values()
    )


def best_by_trying_all(mixing: Mixing) -> float:
    found = candidates(mixing)
    pairs = [*zip(found.one.tolist(), found.other.tolist(), strict=True)]

    def grown(taken: tuple[tuple[int, int], ...], first: int) -> float:
        score = sum(mixing.scores[pair] for pair in taken)
        best = score + COVERED * len({place for pair in taken for place in pair})
        for at in range(first, len(pairs)):
            if allowed((*taken, pairs[at]), mixing):
                best = max(best, grown((*taken, pairs[at]), at + 1))
        return best

    return grown((), 0)


@ENOUGH
@given(mixings(), KINDS)
def test_a_round_breaks_no_barrier_and_no_capacity_and_repeats_nothing(mixing, kind):
    made: Round = kind(mixing)
    loads = Counter(place for pair in made.pairs for place in pair)
    assert len(set(made.pairs)) == len(made.pairs)
    for one, other in made.pairs:
        people = mixing.people[one], mixing.people[other]
        assert between(*people, mixing.day, mixing.past) is None
        assert [of_person(person, mixing.day, mixing.past) for person in people] == [None, None]
        assert mixing.scores[one, other] > 0
    assert all(count <= mixing.rooms[place] for place, count in loads.items())
    assert allowed(made.pairs, mixing)
    assert all(len(one.places) in (2, 3) for one in made.groups)
    assert set(made.alone) == {
        place for place, room in enumerate(mixing.rooms) if room > 0 and not loads[place]
    }


@ENOUGH
@given(mixings(most=6))
def test_no_other_round_of_pairs_is_better(mixing):
    made = paired(mixing)
    assert worth(made.groups) == pytest.approx(best_by_trying_all(mixing))
    assert made.shortfall == pytest.approx(0.0, abs=1e-6)


@ENOUGH
@given(mixings())
def test_the_same_people_in_another_order_do_as_well(mixing):
    turned = np.arange(len(mixing.people))[::-1]
    other = replace(
        mixing,
        people=[mixing.people[place] for place in turned],
        scores=mixing.scores[np.ix_(turned, turned)],
        rooms=mixing.rooms[turned],
    )
    assert worth(paired(other).groups) == pytest.approx(worth(paired(mixing).groups))


def test_everybody_meets_somebody_before_anybody_meets_two():
    scores = alike(4, 0.1)
    for one, other in ((0, 1), (0, 2)):
        scores[one][other] = scores[other][one] = 0.9
    made = paired(mixing_of(scores, [2, 1, 1, 1]))
    assert made.alone == ()
    assert len(made.groups) == 2


def test_an_odd_one_out_is_taken_up_where_somebody_has_room_for_two():
    made = paired(mixing_of(alike(3), [2, 1, 1]))
    assert made.alone == ()
    assert set(made.pairs[0]) & set(made.pairs[1]) == {0}


def test_three_who_all_have_room_for_two_meet_as_three():
    [trio] = paired(mixing_of(alike(3), [2, 2, 2])).groups
    assert trio.places == (0, 1, 2)
    assert trio.score == pytest.approx(1.5)


def test_an_odd_one_out_without_room_anywhere_stays_alone():
    assert len(paired(mixing_of(alike(3), [1, 1, 1])).alone) == 1


def test_two_organisations_meet_once_in_a_round():
    homes = [HOMES[0], HOMES[0], HOMES[1], HOMES[1]]
    made = paired(mixing_of(alike(4), [1, 1, 1, 1], homes))
    assert len(made.groups) == 1


def test_a_round_of_threes_is_of_threes_where_all_have_room_for_two():
    made = in_threes(mixing_of(alike(6), [2] * 6))
    assert [len(one.places) for one in made.groups] == [3, 3]


def test_in_a_round_of_threes_who_has_room_for_one_is_paired():
    made = in_threes(mixing_of(alike(5), [2, 2, 2, 1, 1]))
    assert sorted(one.places for one in made.groups) == [(0, 1, 2), (3, 4)]


def test_only_the_best_of_each_are_looked_at():
    found = candidates(mixing_of(alike(30), [1] * 30), each=4)
    each = Counter([*found.one.tolist(), *found.other.tolist()])
    assert len(found.one) < 30 * 29 / 2
    assert min(each.values()) >= 4


def test_what_each_has_for_the_other_counts_and_not_what_one_has():
    directed = np.array([[0.0, 0.8, 0.8], [0.8, 0.0, 0.1], [0.0, 0.4, 0.0]])
    assert mutual(directed) == pytest.approx(np.array([[0.0, 0.8, 0.0], [0.8, 0.0, 0.16], [0.0, 0.16, 0.0]]))


def test_nobody_makes_a_round_of_nobody():
    assert paired(mixing_of([], [])) == Round((), (), 0.0)


def test_a_large_round_is_as_good_as_its_bound():
    """Odd circles, which a solver left to itself takes minutes over."""
    numbers = np.random.default_rng(5)
    count = 90
    needs, offers = (numbers.normal(size=(count, 12)) for _ in range(2))
    scores = mutual(np.clip(needs @ offers.T / 40 + 0.2, 0, 1))
    homes = [f"Org {number % 31}" for number in range(count)]
    rooms = [1 + number % 2 for number in range(count)]
    made = paired(mixing_of(scores.tolist(), rooms, homes))
    assert made.alone == ()
    assert made.shortfall == pytest.approx(0.0, abs=1e-6)
