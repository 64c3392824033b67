"""The keyword index: BM25 over stems and within-word 4-grams, on Tantivy.

Tantivy keeps it on disk, opens it in a millisecond, and answers in 2 ms at 100,000 passages where SQLite's FTS5
needs 100: a question has some forty 4-grams, each in thousands of passages.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from knowledge.errors import DataFolderError
from knowledge.keys import Key
from knowledge.models import TONGUE_OF, Language, Tongue
from knowledge.terms import grams, stems_either_way, terms

_STEMS, _GRAMS, _KEY, _TEXT, _AUDIENCE = "stems", "grams", "key", "text", "audience"
_TONGUE = "tongue"
_GRAM_WEIGHT = 0.5
_WRITER_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class KeywordEntry:
    key: Key
    language: Language
    audience: str
    text: str


@dataclass(frozen=True, slots=True)
class KeywordHit:
    """A passage that shares words with the question; ``share`` is BM25 as a share of what it could reach, 0-1."""

    key: Key
    tongue: Tongue
    share: float


class KeywordIndex:
    """One writer (whoever holds the data folder's lock), any number of readers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: tantivy.Index | None = None
        self._lock = threading.Lock()

    @contextmanager
    def writing(self) -> Iterator[KeywordWriter]:
        """What is written inside becomes visible, all at once, at each ``commit``."""
        index = self._opened()
        with _told():
            writer = index.writer(heap_size=_WRITER_BYTES, num_threads=1)
        yield KeywordWriter(writer)
        with _told():
            writer.wait_merging_threads()
            index.reload()

    def best(self, text: str, audiences: frozenset[str], limit: int) -> tuple[KeywordHit, ...]:
        """Passages that these audiences may read, best first, with BM25 as a share of what the question could reach.

        The share keeps a match of small words small: the best of weak matches must not pass for a strong one.

        The stems of the question are sought by the rules of both languages, so that a name is found in either.
        """
        index = self._opened()
        wanted = _wanted(text)
        if not wanted:
            return ()
        searcher = index.searcher()
        reach = sum(weight * _idf(searcher, field, term) for field, term, weight in wanted)
        query = _query(index.schema, wanted, audiences)
        hits = searcher.search(query, limit, count=False).hits
        return tuple(_hit(searcher.doc(address), min(1.0, float(score) / reach)) for score, address in hits)

    def text_ids(self) -> frozenset[str]:
        """Every text that has a passage here, for repairs."""
        searcher = self._opened().searcher()
        hits = searcher.search(Query.all_query(), max(1, searcher.num_docs)).hits
        return frozenset(str(searcher.doc(address)[_TEXT][0]) for _, address in hits)

    def count(self) -> int:
        return int(self._opened().searcher().num_docs)

    def reload(self) -> bool:
        """Lets the next question see what other processes committed; whether that is all that the records hold."""
        self._opened().reload()
        return True

    def close(self) -> None:
        with self._lock:
            self._index = None

    def _opened(self) -> tantivy.Index:
        with self._lock:
            if self._index is None:
                self._index = _open(self._folder)
            return self._index


class KeywordWriter:
    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer

    def add(self, entries: Sequence[KeywordEntry]) -> None:
        """Adds passages; the texts that they belong to must have been removed before."""
        for entry in entries:
            found = terms(entry.text, entry.language)
            document = tantivy.Document(
                key=[str(entry.key)],
                text=[entry.key.text_id],
                audience=[entry.audience],
                tongue=[TONGUE_OF[entry.language]],
                stems=[" ".join(found.stems)],
                grams=[" ".join(found.grams)],
            )
            with _told():
                self._writer.add_document(document)

    def remove(self, text_ids: Sequence[str]) -> None:
        with _told():
            for text_id in text_ids:
                self._writer.delete_documents_by_term(_TEXT, text_id)

    def clear(self) -> None:
        """Everything goes, and its files with it at the next commit."""
        with _told():
            self._writer.delete_all_documents()

    def commit(self) -> None:
        with _told():
            self._writer.commit()
            self._writer.garbage_collect_files()


@contextmanager
def _told() -> Iterator[None]:
    """What Tantivy cannot write, on a full disk above all, comes as an error of the house."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise DataFolderError(
            f"the keyword index cannot be written: {error}; see that there is room and permission to write, "
            "then run this again."
        ) from error


def _hit(document: tantivy.Document, share: float) -> KeywordHit:
    return KeywordHit(Key.parse(document[_KEY][0]), document[_TONGUE][0], share)


def _wanted(text: str) -> tuple[tuple[str, str, float], ...]:
    """(field, term, weight) of every different term of a question."""
    return (
        *((_STEMS, stem, 1.0) for stem in sorted(stems_either_way(text))),
        *((_GRAMS, gram, _GRAM_WEIGHT) for gram in sorted(grams(text))),
    )


def _query(
    schema: tantivy.Schema, wanted: Sequence[tuple[str, str, float]], audiences: frozenset[str]
) -> Query:
    clauses = [
        (Occur.Should, Query.boost_query(Query.term_query(schema, field, term, "freq"), weight))
        for field, term, weight in wanted
    ]
    allowed = Query.const_score_query(Query.term_set_query(schema, _AUDIENCE, sorted(audiences)), 0.0)
    return Query.boolean_query([(Occur.Must, Query.boolean_query(clauses)), (Occur.Must, allowed)])


def _idf(searcher: tantivy.Searcher, field: str, term: str) -> float:
    """The BM25 inverse document frequency that Tantivy uses: ln(1 + (N - n + 0.5) / (n + 0.5))."""
    frequency = searcher.doc_freq(field, term)
    return math.log(1 + (searcher.num_docs - frequency + 0.5) / (frequency + 0.5))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(_KEY, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(_TEXT, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(_TONGUE, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(_AUDIENCE, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(_STEMS, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(_GRAMS, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _open(folder: Path) -> tantivy.Index:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tantivy.Index(_schema(), path=str(folder))
    except (OSError, ValueError) as error:
        raise DataFolderError(f"the keyword index in {folder} cannot be opened: {error}.") from error
