"""Registers of any size, made up with a seed: organisations and people of a cluster that does not exist."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

_FIRST = (
    "Fjord", "Hav", "Kyst", "Fjell", "Elv", "Sund", "Vind", "Lys", "Strøm", "Skog", "Berg", "Havn",
    "Bølge", "Tind", "Myr", "Sky", "Ø", "Nes", "Vik", "Dal",
)  # fmt: skip
_SECOND = (
    "data", "teknikk", "kraft", "robotikk", "analyse", "sensor", "lab", "system", "energi", "drift",
    "design", "bygg", "verft", "mat", "fisk",
)  # fmt: skip
_FORMS = ("AS", "AS", "AS", "ASA", "SA", "")
_TYPES = ("SMB", "Oppstartsbedrift", "Stor bedrift", "Offentlig", "Forskning og utdanning", "Investor")
_PLACES = (
    "Halden", "Moss", "Bodø", "Narvik", "Tromsø", "Bergen", "Ålesund", "Molde", "Hamar", "Skien", "Alta",
    "Voss", "Levanger", "Larvik", "Horten",
)  # fmt: skip
_OFFERS = (
    "droner", "undervannsroboter", "maskinsyn", "personvernrådgivning", "sensorer for havbruk", "cybersikkerhet",
    "prognoser for vindkraft", "regnskap", "brukertesting", "kunstig intelligens i helse", "kart over havbunnen",
    "vedlikehold av skip", "datadeling", "språkteknologi", "søknadsskriving", "batterier", "hydrogen", "3D-print",
    "testing av programvare", "opplæring i Python", "energilagring", "logistikk", "roboter for landbruk", "innkjøp",
)  # fmt: skip
_GIVEN = (
    "Tuva", "Odd", "Runa", "Eirik", "Sunniva", "Jonas", "Ingrid", "Amund", "Hedda", "Vetle", "Solveig",
    "Brage", "Live", "Torstein", "Ylva", "Nils",
)  # fmt: skip
_FAMILY = (
    "Lien", "Bakkerud", "Solvang", "Haugstad", "Myrvold", "Nesheim", "Dalset", "Fossum", "Vikane",
    "Tveitan", "Ødegard", "Rustad", "Berge",
)  # fmt: skip
_ROLES = (
    "daglig leder", "utvikler", "prosjektleder", "personvernombud", "forsker", "markedssjef", "teknisk sjef",
)  # fmt: skip
_LANGUAGES = ("norsk", "engelsk", "tysk", "fransk", "spansk", "polsk")


def write_registers(folder: Path, organisations: int, people: int) -> None:
    """members.csv and people.csv; the smaller ones say of each what larger ones say of a part."""
    random = Random(4)
    names = _names(random, organisations)
    _write(folder / "members.csv", _MEMBER_COLUMNS, (_member(random, name) for name in names))
    _write(folder / "people.csv", _PERSON_COLUMNS, (_person(random, n, names) for n in range(people)))


_MEMBER_COLUMNS = ("Navn", "Type", "Sted", "Nettside", "Tilbyr", "Innmeldt", "Kontakt e-post", "Beskrivelse")
_PERSON_COLUMNS = ("Navn", "E-post", "Organisasjon", "Rolle", "Språk", "Tilbyr", "Samtykke")


def _names(random: Random, count: int) -> list[str]:
    """No two alike, however they are spelt."""
    made = (
        f"{first}{second} {number or ''}".strip()
        for number in range(count)
        for first in _FIRST
        for second in _SECOND
    )
    return [f"{name} {random.choice(_FORMS)}".strip() for name, _ in zip(made, range(count), strict=False)]


def _member(random: Random, name: str) -> Sequence[str]:
    site = "".join(name.split()).casefold() + ".example"
    offers = random.sample(_OFFERS, 2)
    day = f"{random.randint(2015, 2026)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    describes = f"{name} lager {offers[0]} for bedrifter og kommuner i {random.choice(_PLACES)}."
    place, kind = random.choice(_PLACES), random.choice(_TYPES)
    return (name, kind, place, f"https://{site}", "; ".join(offers), day, f"post@{site}", describes)


def _person(random: Random, number: int, organisations: Sequence[str]) -> Sequence[str]:
    name = f"{random.choice(_GIVEN)} {random.choice(_FAMILY)} {random.choice(_FAMILY)}"
    languages = "; ".join(random.sample(_LANGUAGES, 2))
    offers = "; ".join(random.sample(_OFFERS, 2))
    home, role = random.choice(organisations), random.choice(_ROLES)
    return (name, f"person{number}@folk.example", home, role, languages, offers, "ja")


def _write(file: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([columns, *rows])
