"""What a question asks for, by its words, and in what two differ although they sound alike."""

from __future__ import annotations

import pytest

from knowledge.curated.agreement import differences
from knowledge.curated.sense import sense_of


@pytest.mark.parametrize(
    ("question", "aims"),
    [
        ("Når forfaller medlemskontingenten?", {"when"}),
        ("What is the deadline for the newsletter?", {"when"}),
        ("Hva koster medlemskap?", {"cost"}),
        ("What is the membership fee?", {"cost"}),
        ("Hei, kan du si meg hva medlemskapet koster?", {"cost"}),
        ("Vi har byttet navn. Hvem sier vi fra til?", {"who"}),
        ("Blir det gebyr når vi ikke kommer?", {"whether", "cost"}),
        ("Hvor mange uker varer praksisen?", {"duration", "amount"}),
        ("What should I do if I have lost my key?", {"how"}),
    ],
)
def test_a_question_asks_for_what_its_first_asking_word_says(question: str, aims: set[str]):
    assert sense_of(question).aims == aims


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("Hva koster medlemskap?", "Når forfaller medlemskontingenten?", "aim"),
        ("How do I invite a colleague?", "How do I remove a colleague?", "deed"),
        ("Where can visitors park?", "Where can visitors not park?", "negation"),
        ("Når er neste pilotrunde?", "Når var forrige pilotrunde?", "opposite"),
        ("Hva koster medlemskap?", "Hva koster medlemskap for oppstartsbedrifter?", "role"),
        ("Når er årsmøtet i 2027?", "Når er årsmøtet i 2026?", "figure"),
        ("Hvordan booker jeg Skjær?", "Hvordan booker jeg Holmen?", "name"),
    ],
)
def test_what_sounds_alike_and_asks_something_else_differs(one: str, other: str, difference: str):
    assert difference in set(differences(sense_of(one), sense_of(other), frozenset()))
    assert difference in set(differences(sense_of(other), sense_of(one), frozenset()))


def test_the_name_of_the_cluster_itself_tells_nothing():
    one, other = sense_of("Hva koster medlemskap i Fjordklyngen?"), sense_of("Hva koster medlemskap?")
    assert set(differences(one, other, frozenset({"fjordklyngen"}))) == set()
    assert "name" in set(differences(one, other, frozenset()))
