"""A few months of introductions in a small made cluster, through the real records: no rule is ever broken."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pytest

from benchmarks.choosers import Chooser, choosers, optimum
from benchmarks.made_cluster import made_cluster
from benchmarks.simulated_year import Plan, Simulation
from knowledge.introductions.history import History
from knowledge.introductions.mixing import room, takes_part
from knowledge.matching.candidates import Mixing
from knowledge.matching.past import Past
from knowledge.matching.rounds import mutual, paired
from tests.knowledge.matching.made import DAY

SEED = 3
SMALL = Plan(months=3, asks=20, seed=SEED)


def simulated(chooser: Chooser, folder: Path):
    return Simulation(made_cluster(24, 12, SEED), chooser, SMALL, folder).run()


@pytest.mark.parametrize("name", ["Klyngebot", "greedy", "random"])
def test_no_rule_is_broken_whoever_chooses(name, tmp_path):
    year = simulated(choosers(Random(SEED))[name], tmp_path)
    assert year.measures.introduced > 10
    assert (year.measures.repeats, year.above_capacity, year.organisations_again) == (0, 0, 0)


def test_rounds_cover_those_who_are_willing_for_nearly_all_of_the_score(tmp_path):
    year = simulated(choosers(Random(SEED))["Klyngebot"], tmp_path)
    assert len(year.scores.covered) == SMALL.months
    assert min(year.scores.covered) >= 0.7
    assert year.scores.reached >= 0.9 * year.scores.possible


def test_the_same_seed_makes_the_same_year(tmp_path):
    years = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        years.append(simulated(choosers(Random(SEED))["Klyngebot"], tmp_path / name))
    assert years[0].measures == years[1].measures
    assert years[0].scores == years[1].scores


def test_what_counts_as_the_optimum_is_no_less_than_what_anybody_reaches():
    cluster = made_cluster(30, 9, SEED)
    history = History(DAY, Past(load=Counter({"p1@people.example": 1})))
    rooms = np.array([room(one, history, 2) if takes_part(one, history) else 0 for one in cluster.people])
    mixing = Mixing(cluster.people, mutual(cluster.directed), rooms, DAY, history.for_matching())
    reached = [
        sum(mixing.scores[pair] for pair in chooser.pairs(mixing))
        for chooser in choosers(Random(SEED)).values()
    ]
    assert max(reached) <= optimum(mixing) + 1e-6
    assert paired(mixing).score >= 0.9 * optimum(mixing)
