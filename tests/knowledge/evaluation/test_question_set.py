"""A question set as coordinators write it, slips and all."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.evaluation.judgement import direction
from knowledge.evaluation.question_set import Case, Expected, Fault, read_cases
from knowledge.evaluation.scoreboard import MEASURES

PAGE = (Path(__file__).parents[3] / "docs/question-sets.md").read_text("utf-8")
WHOLE = {"question": "Hva koster det?", "sources": ["a.md"]}


def _read(*lines: bytes | dict) -> list[Case | Fault]:
    return list(read_cases(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))


def test_a_line_may_leave_out_all_but_the_question_and_its_source():
    (case,) = _read(WHOLE)
    assert isinstance(case, Case)
    assert (case.expected.sources, case.expected.answers, case.expected.asked_as) == (("a.md",), (), {})


def test_a_single_text_needs_no_brackets():
    (case,) = _read({"question": " q? ", "sources": "a.md", "answers": "14"})
    assert isinstance(case, Case)
    assert (case.expected.question, case.expected.sources, case.expected.answers) == (
        "q?",
        ("a.md",),
        ("14",),
    )


def test_empty_lines_and_a_byte_order_mark_are_passed_over_and_lines_keep_their_numbers():
    found = _read(b"\xef\xbb\xbf" + json.dumps(WHOLE).encode(), b"  \n", WHOLE)
    assert [(type(one), one.line) for one in found] == [(Case, 1), (Case, 3)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"question: what", "line 1 is not a JSON object in UTF-8; write {"),
        (b'{"question": "sm\xf8r"}', "line 1 is not a JSON object in UTF-8"),
        (b"[1]", "line 1 is not a JSON object"),
        ({"sources": ["a.md"]}, "line 1: the key 'question' is missing; add it."),
        ({"question": "q?"}, "it names no source; add 'sources', or \"no_answer\": true"),
        ({**WHOLE, "question": "  "}, "'question' is wrong: it is empty; mend it."),
        ({**WHOLE, "answers": ["a", 5]}, "'answers[2]' is wrong"),
        ({**WHOLE, "answer": ["14"]}, "unknown key 'answer'; remove it or check its spelling."),
        ({**WHOLE, "no_answer": True}, "'no_answer' stands with 'sources'"),
        ({"question": "q?", "answers": ["14"]}, "it names no source"),
        ({"question": "q?", "kind": "document"}, "it names no source"),
        ({"question": "q?", "members": [], "no_answer": True}, "'no_answer' stands with"),
        ({"question": "q?", "members": [], "direction": "nb-nb"}, "leave 'direction' out"),
        ({"question": "q?", "members": [""]}, "'members[1]' is wrong: it is empty"),
        ({"question": "q?", "kind": "rows"}, "'kind' is wrong"),
        ({"question": "q?", "events": [{"uid": "a"}]}, "the key 'events[1].start' is missing; add it."),
        ({"question": "q?", "events": [{"uid": "a", "start": "3. des."}]}, "neither a local time such as"),
        ({"question": "q?", "events": [{"uid": "a", "start": "2026-12-03T09:00Z"}]}, "neither a local time"),
        ({"question": "q?", "events": [{"uid": "a", "start": 20261203}]}, "it is no time; write a text"),
        ({**WHOLE, "language": "de"}, "'language' is wrong: input should be 'nb', 'nn' or 'en'"),
        ({**WHOLE, "language": "en", "direction": "nb-en"}, "leave 'direction' out"),
    ],
)
def test_a_line_that_cannot_be_used_says_where_and_how_to_mend_it(line: bytes | dict, words: str):
    (fault,) = _read(line)
    assert isinstance(fault, Fault)
    assert words in fault.sentence
    assert fault.sentence.startswith("line 1")
    assert "\n" not in fault.sentence


@given(st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b"")), max_size=5))
def test_whatever_stands_in_a_line_it_comes_out_as_one_thing(lines: list[bytes]):
    filled = [
        n for n, line in enumerate(lines, 1) if line.removeprefix(b"\xef\xbb\xbf" if n == 1 else b"").strip()
    ]
    assert [one.line for one in read_cases(lines)] == filled


def _direction(languages: dict[str, dict], **line) -> str:
    return direction(
        Expected(**{"question": "Hva koster det å være medlem i klyngen?", **line}),
        {source: Counter(counts) for source, counts in languages.items()},
    )


def test_the_direction_leads_from_the_question_to_most_passages_of_its_source():
    assert _direction({"a.pdf": {"en": 9, "nb": 2}}, sources=["a.pdf"]) == "nb-en"
    assert _direction({"a.pdf": {"nn": 3}}, sources=["a.pdf"]) == "nb-nb"
    assert _direction({"a.pdf": {"nb": 3}}, sources=["a.pdf"], language="en") == "en-nb"


def test_of_several_sources_one_in_the_questions_language_decides():
    assert _direction({"a.pdf": {"en": 9}, "b.md": {"nb": 1}}, sources=["a.pdf", "b.md"]) == "nb-nb"


def test_a_written_direction_wins_and_no_answer_leads_nowhere():
    assert _direction({"a.pdf": {"nb": 3}}, sources=["a.pdf"], direction="nb-en") == "nb-en"
    assert _direction({}, no_answer=True) == "nb-none"
    assert _direction({}, no_answer=True, language="nn") == "nb-none"


def test_the_page_for_coordinators_names_every_key_and_measure():
    keys = {field.alias or name for name, field in Expected.model_fields.items()}
    assert {word for word in (*keys, *MEASURES) if f"`{word}`" not in PAGE} == set()


def test_the_examples_of_the_page_can_be_asked():
    blocks = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    found = [one for block in blocks for one in read_cases(block.encode().splitlines())]
    assert len(found) == 7
    assert all(isinstance(one, Case) for one in found)


def test_a_start_is_a_day_or_a_time_without_a_zone():
    starts = ["2026-12-03", "2026-12-03T09:00"]
    (case,) = _read({"question": "q?", "events": [{"uid": "a", "start": start} for start in starts]})
    assert isinstance(case, Case)
    assert case.expected.occurrences == (("a", date(2026, 12, 3)), ("a", datetime(2026, 12, 3, 9)))
