"""What may be seen of an answer while a model writes it: only what will stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.drafting import Drafting
from knowledge.answers.grounding import grounded
from knowledge.answers.tools import Gathered
from knowledge.models import Asker, Question
from knowledge.outcomes import Draft, Progress, Reading, Writing
from tests.knowledge.answers.test_grounding import DAY, EVIDENCE

QUESTION = Question("Hva koster det?", Asker(frozenset({"members"}), ""), datetime(2026, 11, 24, tzinfo=UTC))
SENTENCES = (
    "Det koster 11 250 kroner [1].",
    "Det koster 11 250 kroner. [1]",
    "Det er i mars[3].",
    "Ja [3]. [2]",
    "Det er en god pris.",
    "Det koster 5 kroner [1].",
    "F.eks. den 1. februar [1].",
    "**Laben** åpner klokka ni [2, 9].",
)


def told(written: str, piece: int = 1) -> list[Progress]:
    drafting = Drafting(QUESTION, Gathered(list(EVIDENCE)))
    steps = ("", *(written[:end] for end in range(piece, len(written) + piece, piece)))
    return [item for step in steps for item in drafting.told(step)]


def drafts(items: Iterable[Progress]) -> list[str]:
    return [item.text for item in items if isinstance(item, Draft)]


def test_it_says_how_many_documents_are_read_and_when_writing_begins():
    assert told("Det koster")[:2] == [Reading(3), Writing()]


def test_a_sentence_is_seen_as_soon_as_the_next_one_begins():
    assert drafts(told("Det koster 11 250 kroner [1]. D")) == ["Det koster 11 250 kroner [1]."]
    assert drafts(told("Det koster 11 250 kroner. [1] D")) == ["Det koster 11 250 kroner [1]."]
    assert drafts(told("Det koster 11 250 kroner [1].")) == []


@pytest.mark.parametrize(
    "written",
    [
        "Det koster 5 kroner [1]. Og mer",
        "Det koster lite. Og mer",
        "Det koster 11 250 kroner [77]. Og",
        "UNKNOWN",
    ],
)
def test_what_no_source_carries_is_never_seen(written: str):
    assert drafts(told(written)) == []


def test_a_draft_has_the_sources_of_what_it_says():
    *_, last = told("Det er i mars [3]. Laben åpner klokka ni [2]. Og")
    assert isinstance(last, Draft)
    assert [one.source for one in last.citations] == ["3.md", "2.md"]


def test_what_a_tool_call_makes_the_model_begin_anew_is_not_mixed_with_what_was_seen():
    drafting = Drafting(QUESTION, Gathered(list(EVIDENCE)))
    first = drafts(drafting.told("Det er i mars [3]. La meg se"))
    second = drafts([*drafting.told(""), *drafting.told("Laben åpner klokka ni [2]. Det er i mars [3]. Og")])
    assert (first, second) == (["Det er i mars [1]."], [])


@given(
    st.lists(
        st.tuples(st.sampled_from(SENTENCES), st.sampled_from([" ", "\n", "\n\n", "\n- "])),
        min_size=1,
        max_size=6,
    ),
    st.integers(1, 9),
)
def test_each_draft_goes_on_from_the_one_before_and_the_answer_from_the_last(parts, piece):
    written = "".join(sentence + glue for sentence, glue in parts)
    seen = drafts(told(written, piece))
    assert all(later.startswith(earlier) for earlier, later in pairwise(seen))
    answer = grounded(written, EVIDENCE, DAY, QUESTION.text)
    if answer and seen:
        assert answer.text.startswith(seen[-1])
