"""What is counted in a cluster's documents, by one name in both languages; other things go by their stems.

Not covered: things that only one language's stem names, which are never compared across languages.
"""

from __future__ import annotations

import re

from knowledge.terms import stems_either_way

_THINGS = {
    "member": r"\w*medlem\w*|members?",
    "company": r"\w*bedrift\w*|\w*selskap\w*|firma\w*|virksomhet\w*|compan\w*|firms?|business(?:es)?"
    r"|enterprises?|leietaker\w*|tenants?",
    "organisation": r"\w*organisasjon\w*|organi[sz]ations?",
    "place": r"\w*plass(?:er|ene|en)?|places?|seats?|spots?|seter",
    "person": r"personer?|deltak\w*|deltag\w*|participants?|people|attendees?|folk|mennesker",
    "employee": r"\w*ansatte?|tilsette?|employees?|staff|årsverk|workers?|medarbeider\w*",
    "meeting": r"\w*møter?|\w*møtene|meetings?|samling\w*|gatherings?|fagdag\w*",
    "student": r"\w*student\w*|elever|elevene|pupils?|stipendiat\w*",
    "group": r"\w*grupper?|gruppene|groups?|utvalg\w*|committees?",
    "project": r"\w*prosjekt\w*|projects?|piloter|pilots?",
    "partner": r"\w*partner\w*",
    "room": r"\w*rom|rooms?|kontorer|offices?",
    "desk": r"pulter|desks?|arbeidsplass\w*|workstations?",
    "vote": r"stemmer?|votes?",
    "page": r"sider?|pages?",
    "team": r"lag|teams?",
    "school": r"skoler?|schools?",
    "municipality": r"kommuner?|municipalit\w*",
    "vehicle": r"\w*bil(?:er|ene)?|cars?|vehicles?|kjøretøy\w*|buss\w*|bus(?:es)?",
    "vessel": r"båter?|skip|ships?|boats?|vessels?|ferger?|ferries",
    "machine": r"\w*maskin\w*|machines?|printers?|skrivere?",
    "sensor": r"\w*sensor\w*|måler\w*|meters?",
    "speaker": r"foredragsholder\w*|innleder\w*|speakers?|foredrag|talks?",
    "visitor": r"besøk\w*|visitors?|gjester?|guests?",
    "station": r"\w*stasjon\w*|stations?|ladere?|chargers?",
    "hour": r"gratistimer|hours?",
    "metre": r"meter|metres?|m",
    "square metre": r"kvadratmeter|kvm|m²|m2|sqm|square",
    "kilogram": r"kilo\w*|kg|kilograms?",
    "kilometre": r"kilometer|kilometres?|km",
}  # fmt: skip
_NAMED = tuple((name, re.compile(pattern)) for name, pattern in _THINGS.items())


def things_of(names: list[str]) -> frozenset[str]:
    """The names of the counted things that these words are, or the stems of the words."""
    found: set[str] = set()
    for name in names:
        known = [thing for thing, pattern in _NAMED if pattern.fullmatch(name)]
        found.update(known or stems_either_way(name))
    return frozenset(found)
