"""What of a model's answer survives the check."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.evidence import Evidence
from knowledge.answers.grounding import Grounded, grounded
from knowledge.models import Hit, Passage, SourceInfo

DAY = date(2026, 11, 24)
TEXTS = {
    1: "Kontingenten er 11 250 kroner. Den forfaller 1. februar.",
    2: "The drone lab opens at nine. It is booked by mail.",
    3: "Årsmøtet er i mars.",
}


def item(n: int, text: str) -> Evidence:
    source = SourceInfo(f"{n}.md", f"Tittel {n}", "documents", "members")
    passage = Passage(f"{n}", 0, text)
    return Evidence(n, (passage,), source, Hit(passage, (source,), 1.0))


EVIDENCE = tuple(item(n, text) for n, text in TEXTS.items())


def checked(text: str) -> Grounded:
    answer = grounded(text, EVIDENCE, DAY)
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Det koster 11 250 kroner [1].", "Det koster 11 250 kroner [1]."),
        ("Det koster 11 250 kroner. [1]", "Det koster 11 250 kroner [1]."),
        ("Det koster 11 250 kroner[1].", "Det koster 11 250 kroner [1]."),
        ("Det koster 11 250 kroner [^1].", "Det koster 11 250 kroner [1]."),
        ("Det koster 11 250 kroner【1†kilde】.", "Det koster 11 250 kroner [1]."),
        ("Laben åpner klokka ni [2].", "Laben åpner klokka ni [1]."),
        ("Laben åpner klokka ni [2, 9].", "Laben åpner klokka ni [1]."),
        ("Ja [3]. Nei [1][3]. Jo [1-3].", "Ja [1]. Nei [2][1]. Jo [2][3][1]."),
        ("Det første svaret [1]. Et annet uten.", "Det første svaret [1]."),
        (
            "Først:\n\n- det ene [1]\n- det andre\n- det tredje [3]",
            "Først:\n\n- det ene [1]\n- det tredje [2]",
        ),
        ("## Pris\nDet koster 11 250 [1].\n\n## Til slutt", "## Pris\nDet koster 11 250 [1]."),
        (
            "| Hva | Pris |\n|---|---|\n| Kontingent | 11 250 [1] |",
            "| Hva | Pris |\n|---|---|\n| Kontingent | 11 250 [1] |",
        ),
        ("1. Det er mars [3].\n2. Meld deg på [3].", "1. Det er mars [1].\n2. Meld deg på [1]."),
    ],
)
def test_citations_are_checked_and_numbered_anew(written: str, kept: str):
    assert checked(written).text == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Det koster 11 250 kroner.",
        "Det koster 11 250 kroner [4].",
        "Det koster 11 250 kroner [0].",
        "Det koster 11 250 kroner [1",
        "Noe [1]. Men så kommer en hel masse ord som ingen kilde står bak og som ingen kan se igjen.",
    ],
)
def test_an_answer_without_enough_valid_citations_does_not_stand(written: str):
    assert grounded(written, EVIDENCE, DAY) is None


def test_a_sentence_with_a_number_that_no_cited_passage_holds_is_removed():
    written = "Det koster 11 250 kroner i året [1]. I tillegg kommer 900 kroner [1]."
    assert checked(written).text == "Det koster 11 250 kroner i året [1]."
    assert grounded("Laben åpner klokka ni, 14. mars [2].", EVIDENCE, DAY) is None


def test_a_lead_in_that_counts_for_itself_is_removed():
    written = "Vi har fem frister:\n- kontingenten 1. februar [1]\n- årsmøtet i mars, som alle medlemmer er med på [3]"
    assert checked(written).text.startswith("- kontingenten")


def test_numbers_of_the_question_may_be_said_again():
    answer = grounded(
        "Nei, kontingenten er ikke 500 kroner [1].", EVIDENCE, DAY, "Er kontingenten 500 kroner?"
    )
    assert answer is not None


def test_each_citation_quotes_the_sentence_that_its_claim_is_about():
    answer = checked("Fristen er 1. februar [1]. Laben bestilles på e-post; it is booked by mail [2].")
    assert [c.quote for c in answer.citations] == ["Den forfaller 1. februar.", "It is booked by mail."]


def test_an_earlier_number_in_a_sentence_is_no_citation():
    assert grounded("Vi er 1 av 3.", EVIDENCE, DAY) is None


@given(st.text(alphabet="ab .\n|-#:[]0123456789^【】", max_size=200))
def test_whatever_is_written_each_marker_points_at_a_citation_with_a_verbatim_quote(written: str):
    answer = grounded(written, EVIDENCE, DAY)
    if answer is not None:
        assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
        assert all(f"[{c.n}]" in answer.text for c in answer.citations)
        assert all(any(c.quote in text for text in TEXTS.values()) for c in answer.citations)
