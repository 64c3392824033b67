"""Texts that were embedded of late are not embedded again."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from knowledge.embeddings import Vectors
from knowledge.remembering import Remembering
from tests.standins.embedder import FakeEmbedder


class Counting(FakeEmbedder):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return super().embed_passages(texts)


def test_each_text_is_embedded_once_and_the_vectors_come_in_the_order_asked_for():
    counting = Counting()
    remembering = Remembering(counting)
    first = remembering.embed_passages(["a b", "c d", "a b"])
    again = remembering.embed_passages(["c d", "e f", "a b"])
    assert counting.texts == ["a b", "c d", "e f"]
    assert np.array_equal(first[0], first[2])
    assert np.array_equal(again[2], first[0])
    assert np.array_equal(again, FakeEmbedder().embed_passages(["c d", "e f", "a b"]))


def test_only_the_latest_are_remembered_and_nothing_once_something_was_removed():
    counting = Counting()
    remembering = Remembering(counting, most_texts=2)
    remembering.embed_passages(["a", "b", "c"])
    remembering.embed_passages(["b", "c"])
    assert counting.texts == ["a", "b", "c"]
    remembering.embed_passages(["a"])
    remembering.forget()
    remembering.embed_passages(["c"])
    assert counting.texts == ["a", "b", "c", "a", "c"]


def test_no_texts_have_no_vectors():
    assert len(Remembering(FakeEmbedder()).embed_passages([])) == 0


def test_two_who_embed_the_same_at_once_have_it_embedded_once():
    counting = Counting()
    remembering = Remembering(counting)
    texts = [f"avsnitt {number}" for number in range(200)]
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(remembering.embed_passages, [texts] * 4))
    assert counting.texts == texts
    assert all(np.array_equal(one, results[0]) for one in results)
