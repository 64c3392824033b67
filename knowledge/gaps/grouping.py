"""Which questions ask the same, in either language.

Two questions are as alike as their vectors are after the mean of their language is taken away, less where they ask for
different aspects of a matter (``aspects.py``), and less for spelling that they share: an embedder counts the same word
in both of them anyway. Questions that belong together on average are one group (average linkage). A group that
stays (``Placed.stays``) is not mixed anew: another question joins it or not. All others are put together as if they
had come at once, in whatever order they came. Figures are in docs/gaps.md.

Not covered: who asks for two things at once is in one group.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from scipy.spatial.distance import squareform

from knowledge.centring import blended
from knowledge.embeddings import Vectors
from knowledge.gaps.aspects import aspects_of
from knowledge.gaps.gap import Placed
from knowledge.gaps.usual import USUAL
from knowledge.gaps.vectors import GapVectors
from knowledge.language import tongue_of
from knowledge.terms import content_words

# Chosen with 120 questions of 30 kinds, and measured with 120 of 30 others.
_ALIKE_FROM = 0.18
_OTHER_ASPECT, _ONE_ASPECT, _SPELLING = 0.15, 0.05, 0.10
_GRAM = 4
# So far apart that no average brings two groups together that are there already.
_FAR = 1e6
_NOTHING = 1e-6


class Grouping:
    def __init__(self, vectors: GapVectors) -> None:
        self._vectors = vectors

    def of(self, questions: Sequence[Placed]) -> tuple[int, ...]:
        """A label for each question, the same for those that belong together. Raises EmbeddingFailed."""
        if len(questions) < 2:
            return tuple(range(len(questions)))
        distances = 1.0 - self._likeness([one.words for one in questions])
        distances = _kept_together(distances, questions).clip(min=0.0)
        np.fill_diagonal(distances, 0.0)
        tree = linkage(squareform(distances, checks=False), "average")
        return tuple(int(label) for label in fcluster(tree, 1.0 - _ALIKE_FROM, "distance"))

    def _likeness(self, words: Sequence[str]) -> Vectors:
        """Of shape (questions, questions), symmetric."""
        centred = self._centred(words)
        return np.asarray(centred @ centred.T - _apart(words) - _SPELLING * _spelling(words))

    def _centred(self, words: Sequence[str]) -> Vectors:
        vectors = np.array(self._vectors.of(words))
        tongues = np.array([tongue_of(one) for one in words])
        for tongue in set(tongues.tolist()):
            those = tongues == tongue
            usual = self._vectors.of(USUAL.get(tongue, tuple(chain(*USUAL.values())))).mean(axis=0)
            vectors[those] -= blended(usual, vectors[those])
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, _NOTHING), dtype=np.float32)


def _kept_together(distances: Vectors, questions: Sequence[Placed]) -> Vectors:
    """Those of one group that stays have no distance, and those of two are out of each other's reach."""
    placed = np.array([one.stays for one in questions])
    groups = np.array([-1 if one.group is None else one.group for one in questions])
    both = np.logical_and.outer(placed, placed)
    together = np.equal.outer(groups, groups)
    return np.where(both, np.where(together, 0.0, _FAR), distances)


def _apart(words: Sequence[str]) -> Vectors:
    """By how much what they ask for tells each two of them apart."""
    asked = [aspects_of(one) for one in words]
    kinds = sorted(set(chain(*asked)))
    held = np.array([[kind in one for kind in kinds] for one in asked], dtype=np.float32)
    held = held.reshape(len(words), len(kinds))
    some = held.any(axis=1)
    differ = (held[:, None, :] != held[None, :, :]).any(axis=2)
    strangers = np.logical_and.outer(some, some) & (held @ held.T == 0)
    return np.asarray(_OTHER_ASPECT * strangers + _ONE_ASPECT * differ, dtype=np.float32)


def _spelling(words: Sequence[str]) -> Vectors:
    """The cosine of their character 4-grams, of which rare ones weigh more."""
    background = chain(*USUAL.values())
    held = [_grams(one) for one in chain(words, background)]
    places = {gram: place for place, gram in enumerate(sorted(set(chain(*held))))}
    rows = np.repeat(np.arange(len(held)), [len(one) for one in held])
    columns = np.array([places[gram] for one in held for gram in sorted(one)], dtype=np.intp)
    shape = (len(held), max(len(places), 1))
    table = csr_matrix((np.ones(len(columns)), (rows, columns)), shape=shape)
    often = np.asarray(table.sum(axis=0)).ravel()
    weighted = table.multiply(np.log1p(len(held) / np.maximum(often, 1.0))).tocsr()[: len(words)]
    products = weighted @ weighted.T
    lengths = np.sqrt(products.diagonal())
    return np.asarray(products.toarray() / np.maximum(np.outer(lengths, lengths), _NOTHING))


def _grams(question: str) -> frozenset[str]:
    return frozenset(
        word[start : start + _GRAM]
        for word in content_words(question)
        for start in range(max(1, len(word) - _GRAM + 1))
    )
