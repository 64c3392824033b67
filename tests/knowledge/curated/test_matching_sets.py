"""How well questions find the curated answer that they mean, with the local embedder: sets of paraphrases in both
languages and of questions that only sound alike. The weights were fitted on the first two; the blind one was written
before that and never looked into, and the last two after it, to see how much of it holds for other answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from knowledge.centring import Means, TongueMean
from knowledge.commonplaces import COMMONPLACES
from knowledge.curated.encoding import Encoding
from knowledge.curated.matching import Matcher
from knowledge.embeddings import Embedder, build_embedder
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.text_vectors import TextVectors
from tests.knowledge.curated.made import MEMBERS, TODAY, FakeShelf, curated

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Found:
    right: int
    wrong: int
    expected: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / self.expected


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return build_embedder("local")


@pytest.fixture(scope="module")
def means(embedder: Embedder) -> Means:
    """Those of a cluster without a document."""
    return Means(
        {
            tongue: TongueMean(
                embedder.embed_passages(texts).mean(axis=0),
                np.stack([embedder.embed_query(text) for text in texts]).mean(axis=0),
            )
            for tongue, texts in COMMONPLACES.items()
        },
        "made",
    )


def _lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [
        ("development", 0.97, 0.8),
        ("second", 0.97, 0.75),
        ("blind", 0.95, 0.5),
        ("third", 0.8, 0.15),
        ("fourth", 0.9, 0.25),
    ],
)
def test_what_means_the_same_is_found_and_what_only_sounds_alike_is_not(
    name: str, precision: float, recall: float, embedder: Embedder, means: Means, tmp_path: Path
):
    kept = TextVectors(open_database(sqlite_url(tmp_path / "klyngebot.db")))
    shelf = FakeShelf(*(curated(one["id"], *one["forms"]) for one in _lines(f"{name}_answers.jsonl")))
    matcher = Matcher(shelf, Encoding(lambda: embedder, kept, lambda: means))
    right = wrong = expected = 0
    for asked in _lines(f"{name}_questions.jsonl"):
        found = matcher.match(asked["question"], MEMBERS, TODAY)
        expected += asked["expect"] is not None
        right += found is not None and found.answer.id == asked["expect"]
        wrong += found is not None and found.answer.id != asked["expect"]
    result = Found(right, wrong, expected)
    assert (result.precision >= precision, result.recall >= recall) == (True, True), (
        f"{result}: precision {result.precision:.3f}, recall {result.recall:.3f}"
    )
