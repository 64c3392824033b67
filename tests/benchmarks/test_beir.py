"""Folders in the BEIR layout, whole and broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.beir import CorpusDocument, Query, read_task
from knowledge.errors import ConfigurationError
from tests.benchmarks.made_task import DOCUMENTS, QUERIES, write_rows, write_task

HEADER = "query-id\tcorpus-id\tscore\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_task(tmp_path / "made-up")


def test_a_task_is_read_as_it_was_written(folder: Path):
    task = read_task(folder)
    assert task.name == "made-up"
    assert task.documents == tuple(CorpusDocument(key, *pair) for key, pair in DOCUMENTS.items())
    assert task.queries == tuple(Query(key, text, {wanted: 1}) for key, (text, wanted) in QUERIES.items())


def test_a_title_stands_above_the_text_and_may_be_missing(folder: Path):
    write_rows(folder / "corpus.jsonl", [{"_id": "a", "text": "Bare tekst"}])
    assert [document.full_text for document in read_task(folder).documents] == ["Bare tekst"]
    assert CorpusDocument("b", "Tittel", "Tekst").full_text == "Tittel\nTekst"


def test_grades_are_kept_and_documents_judged_irrelevant_are_not_wanted(folder: Path):
    (folder / "qrels.tsv").write_text(f"{HEADER}q1\tbees\t2\nq1\ttea\t1\nq1\tski\t0\nq2\ttea\t0\n", "utf-8")
    assert [(query.id, query.relevant) for query in read_task(folder).queries] == [
        ("q1", {"bees": 2, "tea": 1})
    ]


def test_judgements_may_lie_where_the_published_sets_have_them(folder: Path):
    before = read_task(folder)
    (folder / "qrels").mkdir()
    (folder / "qrels.tsv").rename(folder / "qrels" / "test.tsv")
    assert read_task(folder) == before


def test_a_line_separator_inside_a_text_does_not_end_its_line(folder: Path):
    (folder / "corpus.jsonl").write_text('{"_id": "a", "title": "", "text": "en\u2028to\x85tre"}\n', "utf-8")
    assert [document.text for document in read_task(folder).documents] == ["en\u2028to\x85tre"]


def test_documents_without_a_word_are_left_out(folder: Path):
    write_rows(folder / "corpus.jsonl", [{"_id": "a", "text": " "}, {"_id": "b", "text": "ord"}])
    assert [document.id for document in read_task(folder).documents] == ["b"]


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(folder: Path, name: str):
    (folder / name).unlink()
    with pytest.raises(ConfigurationError, match=rf"made-up/{name} cannot be read"):
        read_task(folder)


@pytest.mark.parametrize("line", ["{", "[]", "3", '{"_id": "a"}', '{"text": "a"}'])
def test_a_line_that_is_no_document_is_named_by_its_number(folder: Path, line: str):
    file = folder / "corpus.jsonl"
    file.write_text(f'{{"_id": "a", "text": "b"}}\n{line}\n', "utf-8")
    with pytest.raises(ConfigurationError, match=r"corpus\.jsonl, line 2, is not a JSON object"):
        read_task(folder)


@pytest.mark.parametrize(
    "text", [f"{HEADER}q1\tbees\thigh\n", f"{HEADER}q1\tbees\n", "q1\tbees\t1\nq2\ttea\t1\n"]
)
def test_a_judgement_that_cannot_be_read_is_named_by_its_line(folder: Path, text: str):
    (folder / "qrels.tsv").write_text(text, "utf-8")
    with pytest.raises(ConfigurationError, match=r"qrels\.tsv, line 2, is not query-id"):
        read_task(folder)


def test_a_folder_whose_queries_are_all_unjudged_is_refused(folder: Path):
    (folder / "qrels.tsv").write_text(HEADER, "utf-8")
    with pytest.raises(ConfigurationError, match="no judged query"):
        read_task(folder)
