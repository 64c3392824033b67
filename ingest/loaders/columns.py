"""Which column of a register holds what, in Norwegian and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.loaders.grid import Row
from knowledge.columns import OF_MEMBERS, OF_PEOPLE, SEVERAL, normal_name
from knowledge.terms import terms

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
_OWN_NAMES = frozenset({"navn", "name", "fullt navn", "full name", "person"})


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns that hold each field; several only for lists. ``first`` and ``last`` name a person
    where ``name`` is missing. ``missing`` are columns of cluster.toml that are not there."""

    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    def cell(self, name: str, cells: Row) -> str:
        """The text of a field in a row, a line a column, '' where there is none; line breaks are kept."""
        found = (cells[place].strip() for place in self.places.get(name, ()) if place < len(cells))
        return "\n".join(filter(None, found))

    def name_in(self, cells: Row) -> str:
        whole = self.cell("name", cells) or f"{self.cell('first', cells)} {self.cell('last', cells)}"
        return " ".join(whole.split())

    @property
    def name_somebody(self) -> bool:
        return not self.places.keys().isdisjoint({"name", "first", "last", "email"})

    def unknown(self, header: Row) -> tuple[int, ...]:
        """The places of named columns that nothing is made for."""
        known = {place for places in self.places.values() for place in places}
        return tuple(n for n, name in enumerate(header) if name.strip() and n not in known)


def member_columns(header: Row, mapping: Mapping[str, str]) -> Columns:
    """``mapping`` (name in the file -> field) goes before what is recognised. An e-mail column of a register of
    organisations is that of the contact."""
    mapped, missing = _mapped(header, mapping)
    found = _recognised(header, (*OF_MEMBERS, "email"), mapped)
    email = found.pop("email", ())
    if email:
        found.setdefault("contact_email", email)
    return Columns(found, missing)


def person_columns(header: Row, mapping: Mapping[str, str]) -> Columns:
    """Likewise. "Organisasjon" tells whom a person belongs to, and who they are only where no column does."""
    mapped, missing = _mapped(header, mapping)
    names = set(map(normal_name, header))
    named = bool(names & _OWN_NAMES) or "name" in mapped
    first = ("name",) if named else ()
    last = () if named or "first" in _recognised(header, ("first",), mapped) else ("name",)
    between = tuple(name for name in OF_PEOPLE if name != "name")
    return Columns(_recognised(header, (*first, *between, *last), mapped), missing)


def _mapped(header: Row, mapping: Mapping[str, str]) -> tuple[dict[str, tuple[int, ...]], tuple[str, ...]]:
    """The places of the columns that cluster.toml names, and the names that are not there."""
    names = [normal_name(cell) for cell in header]
    found: dict[str, tuple[int, ...]] = {}
    missing: list[str] = []
    for column, held in mapping.items():
        name = normal_name(column)
        if name in names:
            found[held] = (*found.get(held, ()), names.index(name))
        else:
            missing.append(column)
    return found, tuple(missing)


def _recognised(
    header: Row, fields: Sequence[str], mapped: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """Each column holds one field, the first that knows its name; a list takes its column beside the mapped ones."""
    names = [normal_name(cell) for cell in header]
    found = dict(mapped)
    for wanted in fields:
        if wanted in mapped and wanted not in SEVERAL:
            continue
        known = {" ".join(name.split()) for name in _NAMES[wanted].split("|")}
        taken = _all_places(found)
        place = next((n for n, name in enumerate(names) if name in known and n not in taken), None)
        if place is not None:
            found[wanted] = (*found.get(wanted, ()), place)
    return found | _recognised_by_stems(names, fields, found)


def _recognised_by_stems(
    names: Sequence[str], fields: Sequence[str], found: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """What is left, where it is a known name in another form: "Samtykke til introduksjon", "tilbudene"."""
    more: dict[str, tuple[int, ...]] = {}
    for wanted in (name for name in fields if name not in found):
        known = {_stems(name) for name in _NAMES[wanted].split("|")}
        taken = _all_places(found) + _all_places(more)
        place = next((n for n, name in enumerate(names) if n not in taken and _stems(name) in known), None)
        if place is not None:
            more[wanted] = (place,)
    return more


def _stems(name: str) -> tuple[str, ...]:
    return terms(name, "nb").stems


def _all_places(found: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(place for places in found.values() for place in places)
