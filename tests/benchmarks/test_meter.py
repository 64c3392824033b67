"""Vectors that are embedded once, and charged to every system that uses them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest

from benchmarks.meter import Meter
from knowledge.embeddings import Vectors
from tests.standins.embedder import FakeEmbedder

TEXTS = [f"tekst nummer {number}" for number in range(80)]


class NewMeter(Protocol):
    def __call__(self) -> Meter: ...


@pytest.fixture
def new_meter(tmp_path: Path) -> Iterator[NewMeter]:
    """Each meter that it gives is one more process's, on the same file."""
    with ExitStack() as meters:
        yield lambda: meters.enter_context(closing(Meter(tmp_path / "vectors.db")))


def test_kept_vectors_are_those_of_the_embedder_whatever_the_order(new_meter: NewMeter):
    new_meter().metered(FakeEmbedder()).embed_passages(TEXTS)
    again = new_meter().metered(FakeEmbedder())
    asked = [*reversed(TEXTS), "en ny tekst", TEXTS[0]]
    assert np.array_equal(again.embed_passages(asked), FakeEmbedder().embed_passages(asked))


def test_a_second_system_embeds_one_batch_only_and_is_charged_for_all(new_meter: NewMeter):
    first, second = new_meter(), new_meter()
    first.metered(FakeEmbedder()).embed_passages(TEXTS)
    embedder = FakeEmbedder()
    second.metered(embedder).embed_passages(TEXTS)
    assert embedder.embedded == 32
    assert second.embedding == pytest.approx(first.embedding)
    assert second.embedding > 0


def test_vectors_of_one_embedder_are_not_taken_for_those_of_another(new_meter: NewMeter):
    new_meter().metered(FakeEmbedder("one")).embed_passages(TEXTS)
    other = FakeEmbedder("another")
    new_meter().metered(other).embed_passages(TEXTS)
    assert other.embedded >= len(TEXTS)


def test_a_query_is_charged_each_time_with_the_seconds_that_it_took_once(new_meter: NewMeter):
    first, second = new_meter(), new_meter()
    vectors = [meter.metered(FakeEmbedder()).embed_query("hva?") for meter in (first, second)]
    assert np.array_equal(vectors, [FakeEmbedder().embed_query("hva?")] * 2)
    assert 0 < second.embedding == pytest.approx(first.embedding)
    assert first.inside >= first.embedding


def test_the_vector_of_a_query_is_not_taken_for_that_of_a_passage(new_meter: NewMeter):
    class Sided(FakeEmbedder):
        def embed_query(self, text: str) -> Vectors:
            return -super().embed_query(text)

    metered = new_meter().metered(Sided())
    assert np.array_equal(metered.embed_passages(["hva?"])[0], -metered.embed_query("hva?"))
