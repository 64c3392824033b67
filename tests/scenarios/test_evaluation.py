"""`klyngebot eval`: a question set, the table, the bounds and the exit codes, on a folder of ordinary files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.scenarios.command_line import OPEN_TO_MODELS, Cluster, Result, new_cluster

FEE = {
    "id": "fee",
    "question": "Hva koster årskontingenten for små bedrifter?",
    "sources": ["documents/kontingent-2026.md"],
    "answers": ["11,250"],
}
LAB = {
    "question": "How is the drone lab in Hangar 4 booked?",
    "sources": ["documents/lab.md"],
    "answers": ["Tuva Lien"],
}
ACROSS = {"question": "Hvordan reserverer jeg dronelaboratoriet?", "sources": ["documents/lab.md"]}
PAY = {
    "question": "Hva er lønnen til daglig leder?",
    "sources": ["documents/board-only/lonn.md"],
    "answers": ["1 437 000"],
    "as": "chair@example.org",
}
UNKNOWN = {"question": "What is the capital of Mongolia?", "no_answer": True}
REGISTER = {
    "question": "Hvor ligger Havblikk?",
    "sources": ["members.csv#Havblikk AS"],
    "answers": ["Halden"],
}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = new_cluster(tmp_path_factory.mktemp("cluster"))
    made.write("cluster.toml", OPEN_TO_MODELS)
    assert made.run("ingest").code == 0
    return made


def _evaluated(cluster: Cluster, *lines: dict | str, options: tuple[str, ...] = ("--json",)) -> Result:
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return cluster.run("eval", "-", *options, stdin="\n".join(written))


def test_each_direction_has_a_row_and_what_nothing_answers_has_its_own(cluster: Cluster):
    unjudged = {key: value for key, value in LAB.items() if key != "answers"}
    result = _evaluated(cluster, FEE, unjudged, ACROSS, PAY, UNKNOWN)
    assert (result.code, result.err) == (0, "")
    scores = result.json["scores"]
    assert list(scores) == ["nb-nb", "en-en", "nb-en", "en-none", "all"]
    assert [row["n"] for row in scores.values()] == [2, 1, 1, 1, 5]
    assert scores["nb-nb"]["recall@1"] == scores["nb-nb"]["answered"] == 1
    assert scores["nb-en"]["recall@1"] == scores["nb-en"]["ndcg@10"] == 1
    assert scores["en-en"]["answered"] is None
    assert scores["en-none"]["abstained-rightly"] == 1
    assert scores["nb-nb"]["abstained-wrongly"] == 0
    assert result.json["engine"] == "extractive"
    replies = [one["reply"] for one in result.json["judgements"]]
    assert (replies[:2], replies[3:]) == (["right", "unjudged"], ["right", "abstained"])


def test_a_row_of_a_register_is_named_by_its_fragment_and_all_of_it_by_the_file(cluster: Cluster):
    other = {**REGISTER, "sources": ["members.csv#Kystdata"]}
    whole = {**REGISTER, "sources": ["members.csv"]}
    found = _evaluated(cluster, REGISTER, other, whole).json["judgements"]
    assert found[0]["rank"] == found[2]["rank"] == 1
    assert found[1]["rank"] != 1


def test_the_table_names_the_measures_as_the_bounds_do_and_misses_are_listed_on_request(cluster: Cluster):
    wrong = {**FEE, "answers": ["9 999"]}
    answered = {"question": "Hva er besøksadressen?", "no_answer": True}
    result = _evaluated(cluster, wrong, answered, options=("--misses",))
    head, *rows = result.out.splitlines()
    assert head.split()[:4] == ["direction", "n", "recall@1", "recall@5"]
    assert rows[0].split()[:3] == ["nb-nb", "1", "1.000"]
    assert "line 1 (fee) nb-nb: the answer holds none of the texts: Hva koster" in result.out
    assert "line 2 nb-none: answered, though nothing answers it: Hva er besøksadressen?" in result.out
    assert "line 1" not in _evaluated(cluster, wrong, options=()).out


def test_what_rows_should_tell_needs_no_source_and_a_miss_names_both_sets(cluster: Cluster):
    several = {
        "id": "moss",
        "question": "Hvilke medlemmer holder til på Månen?",
        "members": ["Kystdata", "Ask"],
    }
    result = _evaluated(cluster, several, options=("--misses",))
    head, row, *_ = result.out.splitlines()
    cells = dict(zip(head.split(), row.split(), strict=True))
    assert (cells["direction"], cells["rows"], cells["recall@1"]) == ("nb-rows", "0.000", "–")
    judged = _evaluated(cluster, several).json["judgements"][0]
    assert judged["comparisons"][0]["expected"] == ["Ask", "Kystdata"]
    assert judged["rank"] is None
    assert "not among the first" not in result.out
    assert "line 1 (moss) nb-rows: " in result.out


def test_a_broken_floor_or_ceiling_fails_and_says_so(cluster: Cluster):
    wrong = {**FEE, "answers": ["9 999"]}
    kept = ("--floor", "recall@1=1", "--ceiling", "abstained-wrongly=0")
    assert _evaluated(cluster, wrong, options=kept).code == 0
    broken = _evaluated(cluster, wrong, options=(*kept, "--floor", "nb-nb:answered=0.5", "--json"))
    assert broken.code == 1
    assert "klyngebot: --floor nb-nb:answered=0.5: 0.0000 is below it." in broken.err
    assert [one["state"] for one in broken.json["bounds"]] == ["kept", "broken", "kept"]


def test_replies_of_a_model_that_is_out_of_reach_are_told_apart(cluster: Cluster):
    nobody_listens = {"OPENAI_API_KEY": "sk-1", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}
    result = _evaluated(Cluster(cluster.folder, nobody_listens), FEE)
    assert result.code == 0
    assert "klyngebot: 1 of 1 replies are not the model's, which was out of reach" in result.err
    assert result.json["judgements"][0]["fallback"] is True


def test_a_document_that_the_last_sync_removed_stops_the_guard(tmp_path: Path):
    cluster = new_cluster(tmp_path)
    cluster.run("ingest")
    (cluster.folder / "documents/lab.md").unlink()
    cluster.run("ingest")
    result = _evaluated(cluster, FEE, LAB)
    assert result.code == 2
    assert result.json["scores"]["all"]["n"] == 1
    assert result.json["faults"][0]["line"] == 2
    assert (
        "line 2: documents/lab.md is not in the index; correct the path, or run: klyngebot ingest."
        in result.err
    )


def test_bad_lines_are_named_and_the_others_evaluated_nonetheless(cluster: Cluster):
    lines = ("{", {**FEE, "answer": "x"}, FEE, {**FEE, "now": "soon"}, {**FEE, "audience": "crew"})
    result = _evaluated(cluster, *lines)
    assert result.code == 2
    assert [one["line"] for one in result.json["faults"]] == [1, 2, 4, 5]
    assert len(result.err.splitlines()) == 4
    assert "line 4 (fee): 'soon' is not a time; write one such as" in result.err
    assert "line 5 (fee): there is no audience 'crew'; use one of" in result.err
    assert result.json["scores"]["all"]["n"] == 1


def test_what_the_asker_may_not_read_cannot_be_expected(cluster: Cluster):
    result = _evaluated(cluster, FEE, {**PAY, "as": "somebody@example.org"})
    assert result.code == 2
    assert "line 2: documents/board-only/lonn.md is not for whom the line asks" in result.err
    assert "1 437 000" not in result.out + result.err


def test_a_bound_that_nothing_measures_is_no_success(cluster: Cluster):
    result = _evaluated(cluster, FEE, options=("--floor", "abstained-rightly=0.5"))
    assert result.code == 2
    assert "--floor abstained-rightly=0.5: no question of the set measures it" in result.err


@pytest.mark.parametrize("lines", [(), ("{",)])
def test_a_set_without_a_single_usable_question_is_refused(cluster: Cluster, lines: tuple[str, ...]):
    result = _evaluated(cluster, *lines)
    assert (result.code, result.out) == (2, "")
    assert "klyngebot: the question set holds nothing to ask: " in result.err


def test_an_unknown_measure_and_a_missing_file_are_wrong_use(cluster: Cluster):
    unknown = _evaluated(cluster, FEE, options=("--floor", "mrr=0.5"))
    assert (unknown.code, len(unknown.err.splitlines())) == (2, 1)
    assert "there is no measure 'mrr'" in unknown.err
    missing = cluster.run("eval", "nowhere.jsonl")
    assert missing.code == 2
    assert "nowhere.jsonl" in missing.err
