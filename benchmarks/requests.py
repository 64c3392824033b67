"""Judged requests to be introduced: who is suggested, beside BM25 and plain likeness over each person's text.

    python -m benchmarks.requests [CLUSTER_FOLDER [REQUESTS_FILE]]

Default: examples/demo and its introduction-requests.jsonl. The cluster is imported into a temporary folder. A request
is looked for as its person at its time; one without words by what the person's row looks for. The peers rank the text
of every other person (role, offers, topics, and what the organisation offers and says of itself), and know neither
consent nor thresholds.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.beir import CorpusDocument
from benchmarks.peers.bm25 import Bm25
from benchmarks.registers import Silent
from bot.settings import Environment
from bot.wiring import Parts
from ingest.sync import SyncRun
from knowledge.directory.directory import Person
from knowledge.matching.barriers import between, of_person
from knowledge.matching.past import Past
from knowledge.matching.suggestions import Suggestions
from knowledge.settings import load_cluster

DEMO = Path(__file__).parent.parent / "examples" / "demo"
SHOWN = 3
Request = Mapping[str, Any]
Suggest = Callable[[Request], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one half, or of all: ``judged`` are requests that somebody suits, ``empty`` the others."""

    judged: int
    hits: int
    first: int
    empty: int
    abstained: int
    violations: int


class Cluster:
    """An imported cluster with its people as of one day."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def own(self, request: Request) -> Sequence[str]:
        email, now = request["for"], self._now(request)
        reader = self._parts.audiences.asker_with_email(email)
        found = self._parts.suggester.suggest(email, request.get("request", ""), reader, now.date(), Past())
        assert isinstance(found, Suggestions), request
        return [one.person.row.email for one in found.those]

    def words(self, request: Request) -> str:
        """What a peer is asked with."""
        row = self.people(request)[request["for"]].row
        return str(request.get("request") or ". ".join(row.needs or row.topics))

    def people(self, request: Request) -> Mapping[str, Person]:
        reader = self._parts.audiences.asker_with_email(request["for"])
        rows = self._parts.view.rows(reader.audiences)
        return {one.row.email: one for one in rows.directory.people_on(self._now(request).date()).all}

    def violations(self, request: Request, suggested: Sequence[str]) -> int:
        """How many may not be introduced to the asker."""
        people, day = self.people(request), self._now(request).date()
        asker = people[request["for"]]
        colleagues = "organisasjon" in request.get("only", {})
        return sum(
            of_person(people[one], day, Past()) is not None
            or between(asker, people[one], day, Past(), colleagues=colleagues) is not None
            for one in suggested
        )

    def dense(self, texts: Mapping[str, str]) -> Callable[[str], Sequence[str]]:
        """Plain cosines of whole texts, by the embedder that Klyngebot uses."""
        emails = list(texts)
        vectors = self._parts.embedder.embed_passages(list(texts.values()))

        def ranked(words: str) -> Sequence[str]:
            return [emails[row] for row in np.argsort(-(vectors @ self._parts.embedder.embed_query(words)))]

        return ranked

    def _now(self, request: Request) -> datetime:
        return datetime.fromisoformat(request["now"]).replace(tzinfo=self._parts.settings.zone)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO
    file = Path(sys.argv[2]) if len(sys.argv) > 2 else folder / "introduction-requests.jsonl"
    requests = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as data:
        cluster = Cluster(_imported(folder, Path(data)))
        systems = _systems(cluster, requests)
        _print_table(cluster, requests, systems)


def _imported(folder: Path, data: Path) -> Parts:
    parts = Parts(Environment(klyngebot_chat_model="none"), load_cluster(folder / "cluster.toml"), data)
    parts.sync.run(SyncRun(Silent(), lambda: None))
    return parts


def _systems(cluster: Cluster, requests: Sequence[Request]) -> Mapping[str, Suggest]:
    texts = {email: _text(person) for email, person in cluster.people(requests[0]).items()}
    bm25 = Bm25()
    bm25.index([CorpusDocument(email, "", text) for email, text in texts.items()])
    dense = cluster.dense(texts)

    def beside(ranked: Callable[[str], Sequence[str]]) -> Suggest:
        return lambda request: [one for one in ranked(cluster.words(request)) if one != request["for"]][
            :SHOWN
        ]

    return {"Klyngebot": cluster.own, "BM25 alone": beside(bm25.search), "dense alone": beside(dense)}


def _text(person: Person) -> str:
    row, home = person.row, person.organisation
    employer = (*home.row.offers, *home.row.tags, home.row.description) if home else ()
    return ". ".join(part for part in (row.role, *row.offers, *row.topics, *employer) if part)


def _print_table(cluster: Cluster, requests: Sequence[Request], systems: Mapping[str, Suggest]) -> None:
    print("| system | requests | hit@3 | precision@1 | abstained rightly | violations |")
    print("|---|---|---:|---:|---:|---:|")
    for name, suggest in systems.items():
        told = [(request, suggest(request)) for request in requests]
        for half, of_half in _halves(told).items():
            print(f"| {name} | {half} | {_cells(_tally(cluster, of_half))} |", flush=True)


def _halves(
    told: Sequence[tuple[Request, Sequence[str]]],
) -> Mapping[str, Sequence[tuple[Request, Sequence[str]]]]:
    """By how a request says what the good people's rows say."""
    return {
        "all": told,
        "same words": [one for one in told if one[0].get("how") == "same"],
        "other language or synonym": [one for one in told if one[0].get("how") not in ("same", None)],
    }


def _tally(cluster: Cluster, told: Sequence[tuple[Request, Sequence[str]]]) -> Tally:
    judged = [(request["good"], those) for request, those in told if request["good"]]
    empty = [those for request, those in told if not request["good"]]
    return Tally(
        len(judged),
        sum(not set(good).isdisjoint(those) for good, those in judged),
        sum(bool(those) and those[0] in good for good, those in judged),
        len(empty),
        sum(not those for those in empty),
        sum(cluster.violations(request, those) for request, those in told),
    )


def _cells(tally: Tally) -> str:
    judged = max(1, tally.judged)
    abstained = f"{tally.abstained} of {tally.empty}" if tally.empty else "–"
    shares = f"{tally.hits / judged:.2f} ({tally.hits} of {tally.judged}) | {tally.first / judged:.2f}"
    return f"{shares} | {abstained} | {tally.violations}"


if __name__ == "__main__":
    main()
