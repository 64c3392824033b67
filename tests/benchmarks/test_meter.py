"""Vectors that are embedded once, and charged to every system that uses them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest

from benchmarks.meter import Meter
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


def test_a_query_is_embedded_each_time_and_its_seconds_are_counted(new_meter: NewMeter):
    meter = new_meter()
    metered = meter.metered(FakeEmbedder())
    assert np.array_equal(metered.embed_query("hva?"), FakeEmbedder().embed_query("hva?"))
    once = meter.embedding
    metered.embed_query("hva?")
    assert 0 < once < meter.embedding <= meter.inside
