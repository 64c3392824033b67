"""Sixty requests of the demo's people, as a coordinator judged them: who is suggested, and that no rule is broken."""

from __future__ import annotations

import csv
import json
from datetime import date

import pytest

from examples.build_demo.build import DEMO
from tests.scenarios.command_line import Cluster

LINES = [json.loads(line) for line in (DEMO / "introduction-requests.jsonl").read_text("utf-8").splitlines()]
# A request or two under what is measured today: 0.85 and 0.69.
LEAST_HIT, LEAST_FIRST = 0.83, 0.66


@pytest.fixture(scope="module")
def suggested(demo: Cluster) -> dict[str, list[str]]:
    done = demo.run("introduce", "--file", "introduction-requests.jsonl", timeout=300)
    assert done.code == 0, done.err
    return {line["id"]: [one["email"] for one in line["suggestions"]] for line in done.lines}


def test_a_good_person_is_among_three_and_often_the_first(suggested: dict[str, list[str]]):
    judged = [line for line in LINES if line["good"]]
    hits = [line for line in judged if set(suggested[line["id"]]) & set(line["good"])]
    first = [
        line for line in judged if suggested[line["id"]][:1] and suggested[line["id"]][0] in line["good"]
    ]
    assert len(hits) / len(judged) >= LEAST_HIT
    assert len(first) / len(judged) >= LEAST_FIRST


def test_nobody_is_suggested_who_has_not_agreed_is_paused_or_wants_none(suggested: dict[str, list[str]]):
    with (DEMO / "people.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["e-post"]: row for row in csv.DictReader(file)}
    for line in LINES:
        for email in suggested[line["id"]]:
            row = rows[email]
            assert row["samtykke til introduksjoner"] == "ja"
            assert int(row["villig per måned"] or 1) > 0
            assert not row["pause til"] or date.fromisoformat(row["pause til"]) < date(2026, 11, 24)
            assert email != line["for"]
