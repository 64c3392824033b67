"""Who asks to be introduced, and who asks about introductions or about anything else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.requests import asks_to_meet, wanted_in, wish_in
from bot.wording import kind_of

QUESTIONS = Path(__file__).parents[2] / "examples" / "demo"

REQUESTS = [
    "Hvem bør jeg snakke med om fakturering med språkmodeller?",
    "Who should I talk to about parking technology for ferries?",
    "Hvem bør vi møte om personvern?",
    "Kan du introdusere meg for noen som kan sensordata?",
    "Hei! Kan du introdusere meg for noen som kan prising? Vi vet ikke hva et varsel er verdt.",
    "introduser meg for en jurist",
    "Introduser oss for Tjeld Data, er du snill",
    "Vil du presentere meg for nokon i Bergen?",
    "kan du introdusere meg?",
    "Jeg kan ikke dette selv, kan du introdusere meg for noen som kan det?",
    "Kan du sette meg i kontakt med noen som har byttet lønnssystem?",
    "Sett oss i forbindelse med folk som driver med havvind",
    "koble meg med en som kan NIS2",
    "Kan du koble meg på noen som kan AI Act?",
    "kople meg til nokon som kan trålar",
    "Match meg med en gründer",
    "Jeg vil gjerne bli introdusert for noen som jobber med helse",
    "Jeg ønsker å bli kjent med noen i offentlig sektor",
    "Eg vil møte nokon som kan gjere det klart kvifor ein algoritme har bestemt noko.",
    "Vi skulle gjerne ha møtt noen som har solgt til kommuner",
    "Jeg kunne tenke meg å snakke med en forsker om havstrømmer",
    "Jeg har lyst til å treffe andre oppstartsbedrifter i Larvik",
    "Kan jeg få snakke med noen som kan personvern?",
    "Kan vi få møte folk fra Havforsk?",
    "Hvem bør jeg snakke med om sensordata?",
    "Vi må køyre modellane våre i Noreg. Kven bør vi snakke med?",
    "Hvem i klyngen bør jeg bli kjent med?",
    "Hvem her burde vi møte?",
    "Foreslå noen jeg bør møte",
    "Foreslå tre andre medlemmer jeg kan snakke med",
    "Finn noen å ta en kaffe med",
    "Jeg ønsker en introduksjon til noen som kan patent",
    "Hva med å introdusere oss for noen i Moss?",
    "introduce me to someone who knows machine vision",
    "Could you please introduce us to a lawyer?",
    "Can you put me in touch with somebody in procurement?",
    "Please connect me with people working on batteries",
    "connect me to someone at the university",
    "pair me up with another founder",
    "match us with a pilot customer",
    "How about introducing me to someone in health?",
    "I would like to be introduced to someone in the public sector",
    "I'd like to meet somebody who gives threat intelligence briefings.",
    "I’d love to get to know other members in Moss",
    "I would like to talk to people who audit machine learning systems, somebody independent of us.",
    "We want to meet people from the health sector",
    "Can I talk to someone who knows GDPR?",
    "Who should I talk to about confidential computing?",
    "Who in the cluster should we meet?",
    "Suggest someone to meet",
    "Find me somebody I could talk to about pricing",
    "Could we get an intro to someone at the port?",
    "We can't do this alone. Could you introduce us to a researcher?",
]

QUESTIONS_AND_MORE = [
    "Hvordan fungerer introduksjoner?",
    "Hvordan kan jeg bli introdusert for noen?",
    "Hva skjer når du introduserer meg for noen?",
    "Hva koster det å bli introdusert for noen?",
    "Hvorfor skal du introdusere meg for noen?",
    "Når blir jeg introdusert for noen?",
    "Hvem introduserte meg for Ola?",
    "Du introduserte meg for Ola, når møtes vi?",
    "Har du introdusert meg for noen?",
    "Ikke introduser meg for flere",
    "Jeg vil ikke bli introdusert for noen",
    "Jeg ønsker ikke å snakke med noen om dette",
    "Slutt å introdusere meg for folk",
    "hvem kan hjelpe oss med sensordata?",
    "Hvem kan jeg snakke med hvis jeg er blitt trakassert på et arrangement?",
    "Hvem bør jeg snakke med hvis jeg blir syk?",
    "Hvem bør jeg snakke med om fakturaen?",
    "Hvem burde vi snakke med om et nytt adgangskort?",
    "Whom should I talk to about my invoice?",
    "Who should we speak to about the membership fee?",
    "Hvem bør vi snakke med om vi vil melde oss ut?",
    "Finnes det noen som kan offentlige anskaffelser?",
    "Trenger noen som kan kontrakter",
    "Hvem bør bli introdusert?",
    "Når møtes vi?",
    "Kan jeg få snakke med et menneske?",
    "Kan jeg snakke med noen?",
    "Jeg vil snakke med en koordinator",
    "Vi vil møtes i Fyrhuset",
    "Kan vi møtes på torsdag?",
    "Hvordan kobler jeg meg på nettet?",
    "Kan du koble meg på wifi?",
    "Er det en introduksjon til maskinlæring i kalenderen?",
    "Kan du gi meg en introduksjon til KI-forordningen?",
    "Hva står det i introduksjonen?",
    "Presenter meg i #introduksjoner",
    "Hvem presenterer på årsmøtet?",
    "Finn noen dokumenter om havvind",
    "Foreslå noen datoer",
    "How do introductions work?",
    "How can I be introduced to other members?",
    "What happens when you introduce me to someone?",
    "When will you introduce me to someone?",
    "Why did you introduce me to Ola?",
    "Did you introduce me to anyone last month?",
    "You introduced me to Ola, where do we meet?",
    "Please don't introduce me to anyone else",
    "I do not want to be introduced to people",
    "Stop introducing me to people",
    "who can help us with sensor data?",
    "Is there an introduction to the AI Act?",
    "Can I talk to a human?",
    "I want to talk to a coordinator",
    "We want to meet at Fyrhuset, which room is free?",
    "Can you connect me to the wifi?",
    "Who should I talk to if I was harassed?",
    "Who should pay the fee?",
    "Introduce the board",
    "Introduce yourself",
    "Can we meet on Friday?",
]


@pytest.mark.parametrize("words", REQUESTS)
def test_who_asks_to_be_introduced_is_understood(words: str):
    assert kind_of(words, has_files=False) == "introduction"


@pytest.mark.parametrize("words", QUESTIONS_AND_MORE)
def test_a_question_about_introductions_or_about_who_can_do_something_stays_one(words: str):
    assert kind_of(words, has_files=False) == "question"


@pytest.mark.parametrize(
    "words",
    [
        "kan du introdusere meg?",
        "Hei! Kan du introdusere oss for noen?",
        "Hvem i klyngen bør jeg møte?",
        "Foreslå tre andre medlemmer jeg kan snakke med",
        "Finn noen å ta en kaffe med",
        "Introduce me to someone, please",
        "Who should I meet?",
        "I’d like to get to know other members in the cluster",
    ],
)
def test_a_request_that_says_nothing_of_whom_is_for_anybody_who_suits(words: str):
    assert asks_to_meet(words)
    assert wish_in(words) == ""


@pytest.mark.parametrize(
    "words", ["introduser meg for en jurist", "Can I talk to a lawyer please?", "Hvem bør jeg møte i Moss?"]
)
def test_what_a_request_says_of_whom_is_kept_as_it_was_said(words: str):
    assert wish_in(words) == words


@pytest.mark.parametrize("name", ["questions.jsonl", "row-questions.jsonl"])
def test_no_question_of_the_demo_is_taken_for_a_request(name: str):
    questions = [json.loads(line)["question"] for line in (QUESTIONS / name).read_text("utf-8").splitlines()]
    assert len(questions) > 50
    assert [one for one in questions if asks_to_meet(one)] == []


@given(st.text(max_size=4_000))
def test_any_text_is_judged(words: str):
    assert asks_to_meet(words) in (True, False)


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("Kan du introdusere meg for noen som kan sensordata?", "noen som kan sensordata"),
        ("Hei! Kan du sette oss i kontakt med en jurist i Moss?", "en jurist i Moss"),
        ("Could you please introduce me to someone who knows pricing?", "someone who knows pricing"),
        ("I would like to meet people who work with drones.", "people who work with drones."),
        ("Introduser meg for noen som kan KI. Vi har et varsel.", "noen som kan KI. Vi har et varsel."),
        ("Vi trenger hjelp med prising", "Vi trenger hjelp med prising"),
        ("Hvem bør jeg møte i Moss?", "Hvem bør jeg møte i Moss?"),
    ],
)
def test_of_a_request_only_what_is_looked_for_is_quoted(words: str, quoted: str):
    assert wanted_in(words) == quoted
