"""Which messages that are put to nobody ask the room something that can be known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.room_questions import asks_the_room


@pytest.mark.parametrize(
    "text",
    [
        "Når er neste medlemsmøte?",
        "Hei alle! Hvem er det som leder energigruppen?",
        "Noen som vet hva det koster å være medlem?",
        "Vet noen når fristen for søknaden er? På forhånd takk!",
        "Kan man melde seg inn midt i året?",
        "Spørsmål: hvor finner vi malen for referat?",
        "Jeg skal skrive søknad i dag. Hvilke vedlegg må være med?",
        "Kva kostar det å vere medlem?",
        "Does anyone know when the next meeting is?",
        "Hi all, where do we find the template for minutes?",
        "Is there a fee for start-ups?",
        "Quick question: which members work with cyber security?",
        "Når er fristen, og hvor sender vi søknaden? Takk!",
    ],
)
def test_a_question_to_the_room_that_can_be_known_is_one(text):
    assert asks_the_room(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "Hva?",
        "Hæ, nå igjen?",
        "Møtet er flyttet til torsdag.",
        "<@U2> når er neste møte?",
        "Når er neste møte, <@U2>?",
        "<!subteam^S1> når er neste møte?",
        "<!here> hvem leder energigruppen?",
        "&gt; Når er neste møte?\nDet lurer jeg også på",
        "Hva gjør `print(x)` i denne koden?",
        "Når kommer du på kontoret i dag?",
        "Hva synes dere om den nye nettsiden?",
        "What do you think about the new site?",
        "Hvem blir med på lunsj i dag?",
        "Noen som vil være med på fjelltur?",
        "Who is up for a walk today?",
        "Hvem bryr seg om det nå da?",
        "Hvor kult er ikke dette her?",
        "How cool is that for a demo?",
        "Dette gikk jo bra, ikke sant?",
        "That went well, right?",
        "Hva i all verden er dette for noe?",
        "Hvordan går det med alle sammen i dag?",
        "Når er møtet? Glem det, jeg fant det i kalenderen.",
        "Skal vi ta en prat om dette senere?",
        "Hva er dette? Hvem er det? Når er det?",
        "ord " * 70 + "når er møtet?",
    ],
)
def test_what_is_social_rhetorical_or_meant_for_somebody_is_none(text):
    assert not asks_the_room(text)


@given(st.text(max_size=3_000))
def test_whatever_is_written_can_be_judged(text):
    assert asks_the_room(text) in (True, False)


@given(st.text(max_size=300))
def test_without_a_question_mark_nothing_is_asked(text):
    assert not asks_the_room(text.replace("?", ""))
