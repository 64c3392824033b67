"""Words that mean the same to members of a cluster, in Norwegian and English, as the beginnings of words.

Only what an embedder of short texts takes for different things, and what is abbreviated; the rest is found by meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

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
opplæring|trening|training|kurs|course
merking|marking|labelling|labeling
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
kontrakt|contract|avtale|agreement
tare|tang|seaweed|kelp
lær|leather
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
ansatt|tilsett|employee|staff
rådgiver|adviser|advisor|consultant
personvernombud|data protection officer|dpo
leder|head|manager|chair
kveld|evening|night
dag|day
spill|game
skole|school
utvalg|committee
tjeneste|service
utstyr|equipment
måling|measurement
overvåking|overvåkning|monitoring
analyse|analysis|analytics
produksjon|production|manufacturing
behandling|treatment|processing
risiko|risk
kvalitet|quality
miljø|environment
marked|market
lager|warehouse|storage
bilde|image|picture
tale|speech
kjøretøy|vehicle
båt|boat
jernbane|railway|rail
fisk|fish
skog|forest
jord|soil
olje|oil
vind|wind
batteri|battery
tekstil|textile
møbel|møbler|furniture
mat|food
barn|children
pasient|patient
sykehus|hospital
lege|doctor|physician
medisin|medicine|medical
sår|wound
legemid|drug|pharmaceutical
turis|reiseliv|tourism|travel industry
undervisning|teaching
forskning|research
oversettelse|translation
regnskap|accounting
markedsføring|marketing
rekruttering|recruitment|recruiting
kundeservice|customer service
digitalisering|digitalisation|digitization
bygning|building
eiendom|real estate|property
avfall|waste
gjenvinning|gjenbruk|recycling|reuse
design
programvare|software
maskinvare|hardware
nettverk|network
"""


_ENDING = 3  # letters
GROUPS = tuple(tuple(line.split("|")) for line in _SAME.split("\n") if line)
_WORDS = {held: re.compile(rf"(?<!\w){re.escape(held)}(\w*)") for group in GROUPS for held in group}
# What a Norwegian compound may end with; of two the longer.
_HEADS = "|".join(
    sorted((held for held in _WORDS if held.isalpha() and len(held) > _ENDING), key=len, reverse=True)
)
_COMPOUND = re.compile(rf"(?<!\w)(\w{{3,}}?)s?((?:{_HEADS})\w{{0,{_ENDING}}})(?!\w)")


def equivalents(topic: str) -> tuple[str, ...]:
    """The topic as it is, with its compounds taken apart, and once for each group above with one of its members in
    place of another."""
    lowered = topic.casefold()
    return (lowered, *dict.fromkeys(other for other in _replaced(lowered) if other != lowered))


def _replaced(topic: str) -> Iterator[str]:
    yield _COMPOUND.sub(r"\1 \2", topic)
    for group in GROUPS:
        for held in group:
            if _WORDS[held].search(topic):
                for other in group:
                    yield _WORDS[held].sub(partial(_in_place, other), topic)


def _in_place(other: str, found: re.Match[str]) -> str:
    """An ending goes with its word ("courses": "kurs"); the rest of a compound stays."""
    return other if len(found[1]) <= _ENDING else other + found[1]
