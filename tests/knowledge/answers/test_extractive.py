"""Quotes that a person wants to read: the sentence that answers, whole or marked as cut, within sixty words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.answers.evidence import Evidence
from knowledge.answers.extractive import ExtractiveEngine
from knowledge.models import Asker, Hit, Passage, Question, SourceInfo, SourceKind
from knowledge.outcomes import Answered

CLAUSES = st.lists(
    st.sampled_from(["vi møtes på kaia", "kaffen er varm", "laben er åpen", "prisen er 900 kroner"]),
    min_size=1,
    max_size=30,
)
MARKS = st.sampled_from([", ", "; ", ". ", " ", "\n"])


def _evidence(n: int, text: str, kind: SourceKind = "documents", **units: float) -> Evidence:
    passage = Passage(f"d{n}", 0, text, language="nb")
    source = SourceInfo(f"{n}.md", f"Tittel {n}", kind, "members")
    cosines = {int(number.removeprefix("u")): cosine for number, cosine in units.items()}
    return Evidence(n, (passage,), source, Hit(passage, (source,), 0.6, 0.5, 0.2, cosines))


def _answered(question: str, *evidence: Evidence) -> Answered:
    asked = Question(question, Asker(frozenset({"members"})), datetime(2026, 11, 25, 9))
    (outcome,) = ExtractiveEngine().answer(asked, "nb", evidence)
    assert isinstance(outcome, Answered)
    return outcome


def test_the_sentence_that_answers_stands_alone_where_others_are_about_something_else():
    text = "Lunsj serveres klokken tolv. Medlemskap koster 22 000 kroner i året. " + "Huset er gammelt. " * 30
    answer = _answered("Hva koster medlemskap i året?", _evidence(1, text.strip()))
    assert "Medlemskap koster 22 000 kroner i året." in answer.text
    assert answer.citations[0].quote == "Medlemskap koster 22 000 kroner i året."


# A text that says the same again and again has slices that stand in it at several places.
REPEATED = ["vi møtes på kaia"] * 9 + ["laben er åpen"] + ["vi møtes på kaia"] * 8 + ["laben er åpen"]


@example([(REPEATED, ", ")])
@given(st.lists(st.tuples(CLAUSES, MARKS), min_size=1, max_size=5))
def test_an_answer_has_at_most_sixty_words_each_as_it_stands_in_its_source(parts: list):
    text = " ".join(mark.join(clauses) for clauses, mark in parts)
    answer = _answered("Hva koster laben?", _evidence(1, text))
    quoted = answer.text.replace(" [1]", "")
    assert len(quoted.split()) <= 60
    for piece in re.split("…", quoted):
        assert " ".join(piece.split()) in " ".join(text.split()) or all(
            " ".join(line.split()) in " ".join(text.split()) for line in re.split(r"(?<=[.,;])\s|\n", piece)
        )


def test_a_part_of_a_long_sentence_is_marked_where_it_is_cut():
    clauses = [f"punkt {n} handler om noe helt annet enn det du spør om her og nå" for n in range(8)]
    clauses[4] = (
        "dronelaben i hangaren bestilles hos Tuva og må avlyses to dager i forveien av den som bestilte"
    )
    answer = _answered("Hvordan bestilles dronelaben?", _evidence(1, "; ".join(clauses) + "."))
    assert "dronelaben i hangaren bestilles hos Tuva" in answer.text
    assert answer.text.startswith("…")


def test_a_row_of_a_register_is_quoted_whole():
    row = "navn: Havblikk AS\ntype: SMB\nsted: Halden"
    assert _answered("Hvor ligger Havblikk?", _evidence(1, row, "members")).text == f"{row} [1]"


def test_what_is_out_of_date_is_not_quoted_beside_what_holds_unless_its_year_is_asked_for():
    old, new = _evidence(1, "Leder i 2024 er Birgit."), _evidence(2, "Leder er Solveig.")
    replaced = replace(old, hit=replace(old.hit, replaced_by="2.md"))
    assert _answered("Hvem er leder?", replaced, new).text == "Leder er Solveig. [1]"
    assert "Birgit" in _answered("Hvem var leder i 2024?", replaced, new).text
    assert "Birgit" in _answered("Hvem er leder?", replaced).text
