"""Which column of a register holds what, in Norwegian and English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.loaders.grid import Row

_NAMES: Mapping[str, str] = {
    "name": (
        "navn|name|fullt navn|full name|organisasjon|organisasjonsnavn|organisation|organization"
        "|organisation name|organization name|bedrift|bedriftsnavn|firma|firmanavn|foretak"
        "|virksomhet|company|company name|medlem|medlemsnavn|member|member name|person|deltaker"
        "|participant"
    ),
    "first": ("fornavn|first name|given name|firstname|givenname"),
    "last": ("etternavn|last name|surname|family name|lastname"),
    "email": (
        "e-post|epost|email|e-mail|mail|e-postadresse|epostadresse|email address|e-mail address|mailadresse"
    ),
    "type": (
        "type|medlemstype|organisasjonstype|bedriftstype|virksomhetstype|kategori|category"
        "|member type|kind|sektor|sector|organisation type|organization type|company type"
        "|medlemskategori|membership type"
    ),
    "place": (
        "sted|by|kommune|lokasjon|poststed|place|city|town|location|municipality|kontorsted"
        "|adresse|address|hovedkontor"
    ),
    "website": ("nettsted|nettside|hjemmeside|website|web site|web|url|homepage|www|nettadresse|lenke|link"),
    "description": (
        "beskrivelse|description|om|about|om bedriften|omtale|presentasjon|profile|profil"
        "|sammendrag|summary|hva vi gjør|what we do|om oss|about us"
    ),
    "tags": (
        "emneknagger|tags|stikkord|keywords|temaer|tema|fagområder|fagområde|areas|bransje"
        "|bransjer|industry|industries|emner|topics|interesser|interests|themes|nøkkelord"
    ),
    "offers": (
        "tilbyr|tilbud|offers|offer|offering|kan hjelpe med|kan bidra med|can help with|kan tilby"
        "|kompetanse|competence|expertise|ekspertise|skills|ferdigheter|vi tilbyr|we offer"
        "|can offer|tjenester|services"
    ),
    "needs": (
        "ser etter|needs|need|looking for|trenger|behov|søker|ønsker|leter etter|seeks|seeking"
        "|wants|we need|vi trenger"
    ),
    "joined": (
        "medlem siden|innmeldt|innmeldt dato|innmeldingsdato|ble medlem|member since|joined"
        "|join date|date joined|startdato|start date|medlem fra|since"
    ),
    "left": (
        "sluttdato|utmeldt|utmeldt dato|utmeldingsdato|end date|left|member until|medlem til"
        "|resigned|date left|enddate"
    ),
    "status": ("status|medlemsstatus|member status|membership status|tilstand"),
    "contact_name": (
        "kontaktperson|kontakt|contact|contact person|contact name|kontaktperson navn|main contact"
    ),
    "contact_email": (
        "kontaktperson e-post|kontakt e-post|e-post kontaktperson|contact email|contact e-mail"
        "|kontaktepost|contact person email|email contact|kontaktperson epost|kontakt epost"
    ),
    "phone": ("telefon|telefonnummer|tlf|mobil|phone|telephone|mobile|phone number|mobilnummer"),
    "number": (
        "orgnr|org nr|organisasjonsnummer|org.nr|org.nr.|org. nr.|org nummer|organisation number"
        "|organization number|org number|registration number|foretaksnummer|company number"
    ),
    "aliases": (
        "andre navn|kjent som|alias|aliases|also known as|other names|kortnavn|short name"
        "|forkortelse|abbreviation"
    ),
    "organisation": (
        "organisasjon|organisation|organization|bedrift|firma|company|arbeidsgiver|employer"
        "|virksomhet|arbeidssted|affiliation|selskap"
    ),
    "role": ("rolle|stilling|tittel|role|title|job title|position|stillingstittel|funksjon"),
    "languages": ("språk|languages|language|snakker|speaks"),
    "willing": (
        "villig per måned|introduksjoner per måned|kapasitet|capacity|willing per month"
        "|introductions per month|per måned|per month|max per month|maks per måned"
    ),
    "consents": (
        "samtykke til introduksjoner|samtykke|consent|consent to introductions|consents"
        "|introduksjoner|ok med introduksjoner|agrees to introductions|introductions|samtykker"
    ),
    "paused_until": ("pause til|pause|paused until|pause until|på pause til"),
}
_OF_MEMBERS = (
    "name", "type", "place", "website", "description", "tags", "offers", "needs", "joined", "left", "status",
    "contact_name", "contact_email", "phone", "number", "aliases",
)  # fmt: skip
_OF_PEOPLE = (
    "name", "first", "last", "email", "organisation", "role", "place", "languages", "tags", "offers", "needs",
    "willing", "consents", "paused_until", "left", "status", "phone", "website",
)  # fmt: skip
_OWN_NAMES = frozenset({"navn", "name", "fullt navn", "full name", "person"})
_NOISE = re.compile(r"\(.*?\)|[*:?]")


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of the column that holds each field. ``first`` and ``last`` name a person where ``name`` is missing."""

    places: Mapping[str, int] = field(default_factory=dict)

    def cell(self, name: str, cells: Row) -> str:
        """The text of a field in a row, '' where there is none; line breaks are kept."""
        place = self.places.get(name)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def name_in(self, cells: Row) -> str:
        whole = self.cell("name", cells) or f"{self.cell('first', cells)} {self.cell('last', cells)}"
        return " ".join(whole.split())

    @property
    def name_somebody(self) -> bool:
        return not self.places.keys().isdisjoint({"name", "first", "last", "email"})

    def unknown(self, header: Row) -> tuple[int, ...]:
        """The places of named columns that nothing is made for."""
        return tuple(n for n, name in enumerate(header) if name.strip() and n not in self.places.values())


def member_columns(header: Row) -> Columns:
    """An e-mail column of a register of organisations is that of the contact."""
    found = _recognised(header, _OF_MEMBERS)
    email = _recognised(header, ("email",)).get("email")
    if email is not None:
        found.setdefault("contact_email", email)
    return Columns(found)


def person_columns(header: Row) -> Columns:
    """ "Organisasjon" tells whom a person belongs to, and who they are only where no column does."""
    names = set(map(normal_name, header))
    first = ("name",) if names & _OWN_NAMES else ()
    last = () if names & _OWN_NAMES or "first" in _recognised(header, ("first",)) else ("name",)
    between = tuple(name for name in _OF_PEOPLE if name != "name")
    return Columns(_recognised(header, (*first, *between, *last)))


def _recognised(header: Row, fields: Sequence[str]) -> dict[str, int]:
    """Each column holds one field, the first that knows its name."""
    names = [normal_name(cell) for cell in header]
    found: dict[str, int] = {}
    for wanted in fields:
        known = {" ".join(name.split()) for name in _NAMES[wanted].split("|")}
        place = next((n for n, name in enumerate(names) if name in known and n not in found.values()), None)
        if place is not None:
            found[wanted] = place
    return found


def normal_name(cell: str) -> str:
    """A column name as it is compared: lower case, single spaces, no marks or remarks in brackets."""
    return " ".join(_NOISE.sub(" ", cell).replace("_", " ").casefold().split())
