from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language import identify, reply_language


@pytest.mark.parametrize(
    "text",
    [
        "Onboarding av nye medlemmer",
        "AI Act og norske virksomheter",
        "GPU cluster Brisling i drift",
        "Hvem kan hjelpe med machine learning?",
        "Hvor mange er savnede per lørdag?",
        "Cloud-kostnader og budsjett",
    ],
)
def test_short_norwegian_with_english_jargon_is_norwegian(text):
    assert identify(text) in ("nb", "nn")
    assert reply_language(text) == "nb"


@pytest.mark.parametrize(
    "text",
    ["Korleis melder eg meg på samlinga?", "Kven vi er og kva vi gjer", "Innkalling til årsmøte i klynga"],
)
def test_short_nynorsk_is_nynorsk_and_answered_in_bokmal(text):
    assert identify(text) == "nn"
    assert reply_language(text) == "nb"


@pytest.mark.parametrize(
    "text",
    [
        "Onboarding of new members",
        "Who runs the Bergen office?",
        "Travel grants for Norwegian SMEs",
        "What was Ivan Meštrović known for being?",
    ],
)
def test_short_english_with_foreign_names_is_english(text):
    assert identify(text) == "en"
    assert reply_language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Der Vorstand hat beschlossen, die Abstimmung zu verschieben.",
        "Le conseil a décidé de reporter le vote.",
        "El consejo decidió aplazar la votación hasta mayo.",
        "Zarząd postanowił odłożyć głosowanie do następnego posiedzenia.",
        "Hallitus päätti siirtää äänestyksen seuraavaan kokoukseen.",
        "Правління перенесло голосування",
        "理事会决定将投票推迟到下次会议",
    ],
)
def test_a_foreign_sentence_is_other_and_answered_in_english(text):
    assert identify(text) == "other"
    assert reply_language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Årsmötet hålls i Göteborg den första veckan i november och alla är välkomna.",
        "Bestyrelsen besluttede at udskyde afstemningen, fordi flere medlemmer ikke kunne være til stede.",
    ],
)
def test_a_swedish_or_danish_sentence_is_other_and_answered_in_norwegian(text):
    assert identify(text) == "other"
    assert reply_language(text) == "nb"


@pytest.mark.parametrize("text", ["", "  \n", "12 500,00", "2025-03-12 | 14:30", "🎉👍", "a 1 b 2"])
def test_what_holds_no_words_is_other_and_answered_in_norwegian(text):
    assert identify(text) == "other"
    assert reply_language(text) == "nb"


def test_an_emoji_or_a_number_beside_words_changes_nothing():
    assert identify("🎉 Hvordan melder jeg meg på årsmøtet 2025?") == "nb"
    assert identify("🎉 Welcome to the 2025 annual meeting!") == "en"


@pytest.mark.parametrize(
    "text", ["SELECT name FROM members WHERE id = 3", "git clone the repository && make install"]
)
def test_code_of_english_words_is_english(text):
    assert identify(text) == "en"


def test_norwegian_names_alone_are_norwegian():
    assert identify("Ola Nordmann, Kari Hansen, Per Olsen og Anne Berg") in ("nb", "nn")


@given(st.text())
def test_any_text_has_a_language(text):
    assert identify(text) in ("nb", "nn", "en", "other")
    assert reply_language(text) in ("nb", "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Is Brattvær Trål still a member?", "en"),
        ("When did Dronevakt join?", "en"),
        ("Når ble Cloud Systems Ltd med?", "nb"),
        ("Hva er Smart Data Group?", "nb"),
    ],
)
def test_names_in_a_short_question_say_nothing_of_its_language(text: str, language: str):
    assert reply_language(text) == language
