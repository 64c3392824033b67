"""``--file``: one line out for each line in, in order, whatever stands in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster, new_cluster

PRICE = "Hva koster årskontingenten for små bedrifter?"
SALARY = "Hva er lønnen til daglig leder Zacharias?"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = new_cluster(tmp_path_factory.mktemp("cluster"))
    first = made.run("ingest")
    assert first.code == 0, first.err
    return made


def _written(cluster: Cluster, *lines: bytes | str | dict[str, object], end: bytes = b"\n") -> Path:
    file = cluster.folder / "questions.jsonl"
    encoded = [
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    ]
    file.write_bytes(end.join(encoded) + end)
    return file


def test_a_byte_order_mark_windows_line_ends_and_empty_lines_are_no_errors(cluster: Cluster):
    asked = {"id": "a", "question": PRICE}
    file = _written(
        cluster, b"\xef\xbb\xbf" + json.dumps(asked).encode(), b"", asked | {"id": 2}, end=b"\r\n"
    )
    from_file = cluster.run("ask", "--file", str(file))
    from_stdin = cluster.run("ask", "--file", "-", stdin=file.read_text("utf-8"))
    for result in (from_file, from_stdin):
        assert [(line["id"], line.get("error")) for line in result.lines] == [("a", None), (2, None)]
        assert all("11 250" in line["answer"] for line in result.lines)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"not json", "line 1 is not JSON"),
        (b"[1, 2]", "line 1 is not a JSON object"),
        ('{"id": 7, "question": "Når?"}'.encode("latin-1"), "line 1 is not UTF-8"),
        (b"[" * 100_000, "line 1 is not JSON"),
        (b"9" * 10_000, "line 1 is not JSON"),
        (b'{"id": NaN, "question": "Hva?"}', "line 1 is not JSON"),
        (b'{"id": 7, "question": "  "}', "no 'question'"),
        (b'{"id": 7, "query": "Hva?"}', "no 'question'"),
        (b'{"id": 7, "question": "Hva?", "now": "i morgen"}', "'i morgen' is not a time"),
        (b'{"id": 7, "question": "Hva?", "now": "0001-01-01T00:00+14:00"}', "is not a time"),
        (b'{"id": 7, "question": "Hva?", "as": "chair"}', "'chair' is not an e-mail address"),
        (b'{"id": 7, "question": "Hva?", "as": 5}', "must be texts"),
        (b'{"id": 7, "question": "Hva?", "audience": ["board"]}', "must be texts"),
    ],
    ids=lambda value: value[:40] if isinstance(value, bytes) else value[:20],
)
def test_a_bad_line_is_one_line_with_its_error_and_the_next_is_answered(
    cluster: Cluster, line: bytes, words: str
):
    result = cluster.run("ask", "--file", str(_written(cluster, line, {"id": 8, "question": PRICE})))
    bad, good = result.lines
    assert result.code == 0
    assert words in bad["error"]
    assert bad["id"] in {7, None}
    assert (good["id"], "11 250" in good["answer"]) == (8, True)


def test_half_a_character_in_a_line_is_looked_past_and_its_id_comes_back(cluster: Cluster):
    file = _written(cluster, b'{"id": "\\ud800", "question": "%b \\ud800"}' % PRICE.encode())
    (line,) = cluster.run("ask", "--file", str(file)).lines
    assert (line["id"], "11 250" in line["answer"]) == ("\ud800", True)


def test_null_is_the_same_as_not_given(cluster: Cluster):
    row = {"id": 1, "question": SALARY, "as": None, "audience": None, "now": None}
    file = _written(cluster, row)
    (open_to_board,) = cluster.run("ask", "--audience", "board", "--file", str(file)).lines
    (closed,) = cluster.run("ask", "--file", str(file)).lines
    assert "1 437 000" in open_to_board["answer"]
    assert closed["abstained"] is True


def test_a_line_may_narrow_what_the_options_allow(cluster: Cluster):
    rows = [{"id": 1, "question": SALARY}, {"id": 2, "question": SALARY, "audience": "public"}]
    file = _written(cluster, *rows)
    wide, narrow = cluster.run("ask", "--as", "CHAIR@example.org", "--file", str(file)).lines
    assert (wide["abstained"], narrow["abstained"]) == (False, True)


def test_every_answer_has_exactly_the_fields_of_the_contract(cluster: Cluster):
    rows = [{"id": 1, "question": PRICE}, {"id": 2, "question": "What is the capital of Mongolia?"}]
    for line in cluster.run("ask", "--file", str(_written(cluster, *rows))).lines:
        kinds = {key: type(value).__name__ for key, value in line.items()}
        lists = dict.fromkeys(("citations", "members", "people", "events"), "list")
        texts = dict.fromkeys(("question", "answer", "language", "kind", "engine"), "str")
        assert kinds == {"id": "int", "abstained": "bool", "seconds": "float", **lists, **texts}
        for cited in line["citations"]:
            assert set(cited) == {"n", "source", "locator", "title", "quote", "url", "updated"}


def test_every_search_result_has_exactly_the_fields_of_the_contract(cluster: Cluster):
    (line,) = cluster.run("search", "--file", str(_written(cluster, {"id": 1, "query": PRICE}))).lines
    assert set(line) == {"id", "query", "results"}
    assert [result["rank"] for result in line["results"]] == list(range(1, len(line["results"]) + 1))
    for result in line["results"]:
        assert set(result) == {"rank", "score", "source", "locator", "title", "language", "text"}


@pytest.mark.parametrize("words", [(), ("",), ("   ",), ("Hva?", "--file", "questions.jsonl")])
def test_neither_a_question_nor_a_file_or_both_is_wrong_use(cluster: Cluster, words: tuple[str, ...]):
    result = cluster.run("ask", *words)
    assert (result.code, result.out) == (2, "")
    assert "--file" in result.err


def test_a_file_that_is_not_there_is_wrong_use(cluster: Cluster):
    result = cluster.run("ask", "--file", "missing.jsonl")
    assert (result.code, result.out) == (2, "")
    assert "missing.jsonl cannot be read" in result.err


def test_asking_before_the_first_sync_says_what_to_run(tmp_path: Path):
    result = new_cluster(tmp_path).run("ask", "--json", PRICE)
    assert result.json["abstained"] is True
    assert "klyngebot ingest" in result.err
