"""Why two people should meet, as each of them reads it: in the words of their own fields."""

from __future__ import annotations

from typing import Any

import pytest

from bot.replies.catalogue import texts
from bot.replies.introductions import reasons, reasons_for_other
from knowledge.directory.directory import Person
from knowledge.matching.likeness import Fit
from knowledge.matching.suggestions import Suggestion
from knowledge.rows import PersonRow

RUNA = Person(PersonRow("Runa Tveit", "runa@tjeld.example", place="Moss", offers=("sensordata",)), (), {})
ODD = Person(PersonRow("Odd Bø", "odd@sandvika.example", place="Moss"), (), {})
FIT = Fit(0.6, "offentlige anskaffelser", "offers", "public procurement")
THEIRS = Fit(0.6, "sensordata", "needs", "sensor data")


def suggestion(**changes: Any) -> Suggestion:
    return Suggestion(**{"person": ODD, "score": 0.6, "fit": FIT, "theirs": THEIRS, "shared": ()} | changes)


def test_the_other_reads_the_need_in_the_askers_words_and_the_own_field_that_meets_it():
    assert list(reasons_for_other(suggestion(), RUNA, texts("nb"))) == [
        "Runa Tveit ser etter «offentlige anskaffelser», og du kan hjelpe med «public procurement».",
        "Du ser etter «sensor data», og Runa Tveit har «sensordata».",
    ]
    assert list(reasons_for_other(suggestion(), RUNA, texts("en"))) == [
        "Runa Tveit looks for “offentlige anskaffelser”, and you can help with “public procurement”.",
        "You look for “sensor data”, and Runa Tveit has “sensordata”.",
    ]


@pytest.mark.parametrize(
    ("where", "nb", "en"),
    [
        ("offers", "du kan hjelpe med «innkjøp»", "you can help with “innkjøp”"),
        ("role", "du jobber som «innkjøp»", "you work as “innkjøp”"),
        ("organisation", "organisasjonen din tilbyr «innkjøp»", "your organisation offers “innkjøp”"),
        ("topics", "du er opptatt av «innkjøp»", "you are interested in “innkjøp”"),
    ],
)
def test_each_field_is_named_as_what_it_is(where: Any, nb: str, en: str):
    one = suggestion(fit=Fit(0.6, "anskaffelser", where, "innkjøp"), theirs=None)
    assert list(reasons_for_other(one, RUNA, texts("nb"))) == [
        f"Runa Tveit ser etter «anskaffelser», og {nb}."
    ]
    assert list(reasons_for_other(one, RUNA, texts("en"))) == [
        f"Runa Tveit looks for “anskaffelser”, and {en}."
    ]


def test_an_interest_is_not_told_as_a_need_to_either_side():
    one = suggestion(fit=None, theirs=Fit(0.6, "sensordata", "topics", "tingenes internett"))
    assert list(reasons(one, texts("nb"))) == ["Er opptatt av «tingenes internett», og du har «sensordata»."]
    assert list(reasons_for_other(one, RUNA, texts("nb"))) == [
        "Du er opptatt av «tingenes internett», og Runa Tveit har «sensordata»."
    ]


def test_what_both_share_is_told_to_both_in_the_same_words():
    one = suggestion(fit=None, theirs=None, shared=("place", "language", "complement"))
    for language in ("nb", "en"):
        told = list(reasons_for_other(one, RUNA, texts(language)))
        assert told == list(reasons(one, texts(language)))
        assert len(told) == 3
    assert "Dere holder begge til i Moss." in list(reasons_for_other(one, RUNA, texts("nb")))
