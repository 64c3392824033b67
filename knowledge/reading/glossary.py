"""Words that mean the same to members of a cluster, in Norwegian and English, as the beginnings of words.

Only what an embedder of short texts takes for different things, and what is abbreviated; the rest is found by meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

_ENDING = 3  # letters

_SAME = """
ki|ai|kunstig intelligens|artificial intelligence
personvern|privacy|gdpr|data protection
maskinsyn|datasyn|machine vision|computer vision|bildeanalyse|image analysis
maskinlæring|machine learning
språkmodell|language model|llm
språkteknologi|language technology|nlp
cybersikkerhet|cyber security|cybersecurity|informasjonssikkerhet|information security|datasikkerhet
sikkerhet|security
etikk|ethic|etisk
helse|health
energi|energy
strømnett|power grid|kraftnett
havbruk|oppdrett|aquaculture|fish farming
fiskeri|fishing|fisheries
sjømat|seafood
landbruk|agriculture|farming|jordbruk
bærekraft|sustainab
anskaffelse|procurement|innkjøp
forretningsutvikling|business development
prising|pricing
salg|sales
opplæring|training|kurs|course
kodestue|coding session|hackathon
messe|fair
åpen|åpne|open
reise|tur|trip|tour|visit
utdanning|education
kompetanse|competence|skills
robot|robotikk|robotics
sensor|sensorikk
havn|port|harbour|harbor
skip|ship|maritim
bygg|building|construction
vedlikehold|maintenance
prognose|forecast|prediksjon|prediction
svindel|fraud detection|fraud
forsikring|insurance
bank|finans|finance
jus|juridisk|law|legal
immaterialrett|intellectual property|patent
standard|standardisering
søknad|application|søknadsskriving|grant writing
finansiering|funding|investering|investment
nettsky|sky|cloud
datadeling|data sharing
utslipp|emission
transport|mobility|mobilitet
vann|water
klima|climate
jul|christmas
påske|easter
høst|autumn|fall
vår|spring
sommer|summer
vinter|winter
lunsj|lunch
middag|dinner
frokost|breakfast
konferanse|conference
møte|meeting
gruppe|group
årsmøte|annual meeting|general meeting|generalforsamling
omvisning|tour
øvelse|exercise
frist|deadline
medlem|member
styre|board
lansering|launch
nybegynner|beginner
daglig leder|ceo|managing director|general manager|administrerende direktør|adm. dir|chief executive
gründer|founder
rådgiver|adviser|advisor|consultant
personvernombud|data protection officer|dpo
leder|head|manager|chair
"""


def equivalents(topic: str) -> tuple[str, ...]:
    """The topic as it is, and once for each group above with one of its members in place of another."""
    lowered = topic.casefold()
    return (lowered, *dict.fromkeys(other for other in _replaced(lowered) if other != lowered))


def _replaced(topic: str) -> Iterator[str]:
    for line in _SAME.split("\n"):
        group = line.split("|") if line else []
        for held in group:
            pattern = re.compile(rf"(?<!\w){re.escape(held)}(\w*)")
            if pattern.search(topic):
                for other in group:
                    yield pattern.sub(partial(_in_place, other), topic)


def _in_place(other: str, found: re.Match[str]) -> str:
    """An ending goes with its word ("courses": "kurs"); the rest of a compound stays."""
    return other if len(found[1]) <= _ENDING else other + found[1]
