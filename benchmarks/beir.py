"""Retrieval tasks in the BEIR layout: corpus.jsonl, queries.jsonl and qrels.tsv in one folder.

The layout is that of https://github.com/beir-cellar/beir; as there, the judgements may also be in qrels/test.tsv.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    id: str
    title: str
    text: str

    @property
    def full_text(self) -> str:
        """What a system that knows no titles indexes."""
        return f"{self.title}\n{self.text}".strip()


@dataclass(frozen=True, slots=True)
class Query:
    """``relevant`` are the ids of the documents wanted, each with its grade (1 or more)."""

    id: str
    text: str
    relevant: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Task:
    name: str
    documents: tuple[CorpusDocument, ...]
    queries: tuple[Query, ...]


def read_task(folder: Path) -> Task:
    """Left out are documents without a word, and queries that no document is judged relevant to.

    Raises ConfigurationError where a file is missing, a line cannot be read, or nothing is left to ask.
    """
    judged = _judgements(folder)
    documents = tuple(
        CorpusDocument(row["_id"], row.get("title") or "", row["text"])
        for row in _rows(folder / "corpus.jsonl")
        if row["text"].strip() or (row.get("title") or "").strip()
    )
    queries = tuple(
        Query(row["_id"], row["text"], judged[row["_id"]])
        for row in _rows(folder / "queries.jsonl")
        if row["_id"] in judged
    )
    if not documents or not queries:
        raise ConfigurationError(
            f"{folder} has no document or no judged query; compare the ids in its three files."
        )
    return Task(folder.name, documents, queries)


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield {**row, "_id": row["_id"], "text": row["text"]}
        except (ValueError, TypeError, KeyError) as error:
            raise ConfigurationError(
                f"{file}, line {number}, is not a JSON object with _id and text; mend or remove it."
            ) from error


def _judgements(folder: Path) -> dict[str, dict[str, int]]:
    file = next(
        (found for found in (folder / "qrels.tsv", folder / "qrels" / "test.tsv") if found.is_file()),
        folder / "qrels.tsv",
    )
    judged: dict[str, dict[str, int]] = {}
    for number, row in enumerate(csv.DictReader(_lines(file), delimiter="\t"), 2):
        try:
            query, document, grade = row["query-id"], row["corpus-id"], int(row["score"])
        except (KeyError, TypeError, ValueError) as error:
            raise ConfigurationError(
                f"{file}, line {number}, is not query-id, corpus-id and a whole score under such a header; mend it."
            ) from error
        if grade > 0:
            judged.setdefault(query, {})[document] = grade
    return judged


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8").split("\n")
    except OSError as error:
        raise ConfigurationError(
            f"{file} cannot be read ({error.strerror}); "
            "a task is a folder with corpus.jsonl, queries.jsonl and qrels.tsv."
        ) from error
