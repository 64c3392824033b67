"""Text -> who has a role, where something is, and where to write or call.

Not covered: a person named by one name alone, and a place that is written in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.conflicts.said import Value
from knowledge.terms import words

_NAME_WORD = r"(?:[A-ZÆØÅÉÖÄÜ][^\W\d_]+(?:-[A-ZÆØÅÉÖÄÜ][^\W\d_]+)*)"
_FULL_NAME = rf"{_NAME_WORD}(?:\s(?:van|von|de|af|av)?\s?{_NAME_WORD}){{1,3}}"
_PERSON = re.compile(
    rf"(?:\b(?:er|is|av|by|til|to|kontakt|contact|kontakter|heter|named|called|chair|leder|director|manager)\s+|[:(]\s*)"
    rf"(?:nå |now |fortsatt |still )?(?P<after>{_FULL_NAME})"
    rf"|(?:^|[.;]\s)(?P<first>{_FULL_NAME})(?=\s*(?:,|\(|er\b|is\b|leder\b|leads\b|heads\b|has\b|har\b|chairs\b|tar\b))"
)
# What a role is called in either language, longest first: a deputy chair is no chair.
_ROLES: dict[str, str] = {
    "dpo": r"personvernombud\w*|data protection officer|\bdpo\b",
    "director": r"daglig leder|managing director|general manager|\bceo\b|administrerende direktør|adm\. dir"
    r"|chief executive",
    "project": r"prosjektleder\w*|project (?:manager|lead(?:er)?)",
    "deputy": r"nestleder\w*|varaleder\w*|deputy\w*|vice[- ]chair\w*",
    "secretary": r"sekretær\w*|secretary",
    "treasurer": r"kasserer\w*|treasurer|økonomiansvarlig\w*",
    "editor": r"redaktør\w*|editor",
    "coordinator": r"koordinator\w*|coordinator",
    "contact": r"kontaktperson\w*|kontakt\b|contact(?: person)?\b|ta kontakt|spørsmål til|questions to",
    "security": r"sikkerhetsansvarlig\w*|security officer|sikkerhetsleder\w*",
    "mentor": r"\bmentor\w*|fadder\w*",
    "auditor": r"revisor\w*|auditor",
    "chair": r"\b\w*leder\b|\b\w*lederen\b|ledes av|\bledet av|\bleads\b|chair\w*|\bhead(?:ed|s)?\b|\bled by\b",
    "responsible": r"ansvarlig\w*|ansvaret|responsible|in charge",
}  # fmt: skip
_NOT_PEOPLE = frozenset(
    words(
        """network nettverket forum lab laben alliance alliansen circle guild laget council rådet group gruppen gruppa
        cluster klyngen society association forening committee centre center senter university universitet as asa ab
        ltd board styret the norway norge january february march april may june july august september october november
        december monday tuesday wednesday thursday friday saturday sunday hotel hotell street gate vei"""
    )
)
_HELD = re.compile(
    r"\b(?:held|takes? place|hosted|located|venue|location|situated|based|find us|meets?|lies|moved?|address|office"
    r"|holdes|holdt|arrangeres|arrangert|finner sted|foregår|ligger|lokale\w*|sted|møtested|møtes|hjemsted|kontor\w*|"
    r"adresse\w*|avholdes|holder til|flytt\w*|går av stabelen)\b",
    re.IGNORECASE,
)
_JOINED = rf"(?:ved|by|near|i|in|på|av|of|the)(?=\s{_NAME_WORD})"
_PLACE_NAME = rf"(?:(?:the )?{_NAME_WORD}(?:\s(?:{_JOINED}|\d+[A-Z]?\b|{_NAME_WORD}))*)"
_PLACE = re.compile(
    rf"\b(?:at|in|i|på|ved|hos|near|to|til)\s+(?P<place>{_PLACE_NAME})"
    rf"|\b(?:[Ss]ted|[Vv]enue|[Ll]ocation|[Pp]lace|[Aa]dresse|[Aa]ddress|[Ll]okale):\s*(?P<labelled>[^.;|\n]+)"
)
_LINKING = frozenset(words("ved by near i in på av of the"))
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://[^\s<>()]+|\bwww\.[^\s<>()]+")
_PHONE = re.compile(
    r"(?<![\w.,])(?:\+\d{2}[\s-]?)?(?:\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?\d{2}|\d{3}[\s-]\d{2}[\s-]\d{3})(?!\d)"
)
_LOCAL_DIGITS = 8
_CALLING = re.compile(
    r"\b(?:tlf|telefon|phone|tel|mobil|ring|call|nummer|number|vakt|guard)\w*", re.IGNORECASE
)


def contacts_in(text: str) -> Iterator[Value]:
    for found in _ADDRESS.finditer(text):
        said = found.group().rstrip(".,;:")
        how = frozenset({"mail" if "@" in said else "web"})
        plain = frozenset({re.sub(r"^https?://|/$", "", said.lower())})
        yield Value("contact", said, found.start(), found.start() + len(said), of=how, words=plain)
    for found in _PHONE.finditer(text):
        if _CALLING.search(text) or found.group().startswith("+"):
            digits = re.sub(r"\D", "", found.group())[-_LOCAL_DIGITS:]
            yield Value(
                "contact", found.group(), *found.span(), of=frozenset({"phone"}), words=frozenset({digits})
            )


def people_in(text: str) -> Iterator[Value]:
    """People in a sentence that names a role; without one a name says nothing that could be contradicted."""
    roles = roles_in(text)
    if not roles:
        return
    for found in _PERSON.finditer(text):
        group = "after" if found["after"] else "first"
        named = words(found[group])
        if _NOT_PEOPLE.isdisjoint(named):
            yield Value("person", found[group], *found.span(group), of=roles, words=frozenset(named[-1:]))


def roles_in(text: str) -> frozenset[str]:
    """The first that fits is taken out before the next is looked for: a project leader is no other leader."""
    left, found = text.lower(), set()
    for role, pattern in _ROLES.items():
        left, times = re.subn(pattern, " ", left)
        if times:
            found.add(role)
    return frozenset(found)


def places_in(text: str) -> Iterator[Value]:
    if not _HELD.search(text):
        return
    for found in _PLACE.finditer(text):
        group = "place" if found["place"] else "labelled"
        named = frozenset(words(found[group])) - _LINKING
        if named:
            yield Value("place", found[group], *found.span(group), words=named)
