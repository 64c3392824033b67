"""The demo cluster as its members use it."""

from __future__ import annotations

import json

from bot.replies.catalogue import texts
from bot.replies.command_words import events_question
from examples.build_demo.build import DEMO
from tests.scenarios.command_line import Cluster

QUESTIONS = [json.loads(line) for line in (DEMO / "questions.jsonl").read_text("utf-8").splitlines()]


def _asked(demo: Cluster, command: str, **override: str):
    lines = [
        {"id": n, "question": q["question"], "query": q["question"], "now": "2026-11-24T09:00"} | override
        for n, q in enumerate(QUESTIONS)
    ]
    result = demo.run(command, "--file", "-", stdin="\n".join(map(json.dumps, lines)), timeout=600)
    assert result.code == 0, result.err
    assert [line["id"] for line in result.lines] == [line["id"] for line in lines]
    return result.lines


def test_a_second_sync_is_idle(demo: Cluster):
    assert "Nothing changed" in demo.run("ingest").out


def test_members_never_see_a_board_paper_whatever_they_ask(demo: Cluster):
    for command in ("ask", "search"):
        for line in _asked(demo, command, audience="members"):
            shown = json.dumps({key: line[key] for key in line if key not in {"question", "query"}})
            assert "board-only" not in shown


def test_each_quote_is_marked_in_its_answer_and_stands_in_its_source(demo: Cluster):
    cited = [(line, cited) for line in _asked(demo, "ask", audience="board") for cited in line["citations"]]
    lines = "\n".join(json.dumps({"id": n, "query": one["quote"]}) for n, (_, one) in enumerate(cited))
    found = demo.run(
        "search", "-k", "60", "--audience", "board", "--file", "-", stdin=lines, timeout=600
    ).lines
    assert len(found) == len(cited) > 100
    for (line, citation), there in zip(cited, found, strict=True):
        assert f"[{citation['n']}]" in line["answer"]
        # Of rows that are shown as a table each value stands there.
        told = [value for part in citation["quote"].split("; ") for value in part.split(": ", 1)]
        assert citation["quote"] in line["answer"] or all(one in line["answer"] for one in told)
        # Words that stand everywhere ("Fastsatt av styret 22. januar 2026.") find other places first.
        if len(citation["quote"].split()) > 6:
            places = [(r["source"], r["locator"]) for r in there["results"] if citation["quote"] in r["text"]]
            assert (citation["source"], citation["locator"]) in places


def test_what_the_events_command_asks_is_read_as_a_question_to_the_calendar(demo: Cluster):
    for language, place in (("nb", "i Halden"), ("en", "in Halden")):
        for words, narrowed in (("", False), (place, True)):
            question = events_question(texts(language), words)
            told = demo.run("ask", question, "--now", "2026-11-24T09:00", "--json").json
            places = {event["location"] for event in told["events"]}
            assert (told["kind"], told["language"]) == ("events", language), question
            assert all("Halden" in where for where in places) == narrowed, question
