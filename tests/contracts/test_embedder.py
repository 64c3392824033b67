"""What every embedder promises, the fake included."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.embeddings import Embedder, LocalEmbedder
from tests.standins.embedder import FakeEmbedder

TEXTS = ("Kontingenten er 11 250 kroner.", "The drone lab opens at nine.", "", "a\0b", "Æøå 🦭 " * 300)


@pytest.fixture(scope="module", params=[LocalEmbedder, FakeEmbedder])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    return request.param()


def test_each_text_gives_one_unit_vector(embedder: Embedder):
    vectors = embedder.embed_passages(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), len(embedder.embed_query("hei")))
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-3)


def test_a_text_gives_the_same_vector_whatever_stands_beside_it(embedder: Embedder):
    alone = embedder.embed_passages(TEXTS[:1])[0]
    assert embedder.embed_passages(TEXTS)[0] == pytest.approx(alone, abs=1e-3)


def test_no_texts_give_no_vectors(embedder: Embedder):
    assert len(embedder.embed_passages([])) == 0


def test_a_question_lies_nearest_to_the_text_that_shares_its_words(embedder: Embedder):
    vectors = embedder.embed_passages(TEXTS[:2])
    assert int(np.argmax(vectors @ embedder.embed_query("When does the drone lab open?"))) == 1


def test_two_embedders_of_one_kind_have_one_name(embedder: Embedder):
    assert embedder.name == type(embedder)().name != ""
