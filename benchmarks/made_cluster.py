"""A made cluster: people of fictional organisations, and how well each could help each, with a seed."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from knowledge.directory.directory import Directory, Person
from knowledge.introductions.profile import Profile
from knowledge.matching.candidates import Floats
from knowledge.models import SourceInfo
from knowledge.records.register import Told
from knowledge.rows import MemberRow, PersonRow

_SUBJECTS = 12
_TOPICS = (
    "droner", "undervannsroboter", "maskinsyn", "personvern", "sensorer", "cybersikkerhet", "prognoser", "regnskap",
    "brukertesting", "helsedata", "sjøkart", "vedlikehold", "datadeling", "språkteknologi", "søknader", "batterier",
    "hydrogen", "3D-print", "programvaretesting", "opplæring", "energilagring", "logistikk", "roboter", "innkjøp",
)  # fmt: skip
_FIELDS = (
    "havbruk", "sykehus", "kommuner", "skoler", "havner", "banker", "gårdsbruk", "verft", "museer", "vannverk",
    "bygg", "skogbruk", "butikker", "flyplasser", "fabrikker", "forsikring", "kollektivtrafikk", "strømnett",
    "idrettslag", "hoteller",
)  # fmt: skip


@dataclass(frozen=True)
class MadeCluster:
    """``directed[one, other]`` is how well the other can help one. ``profiles`` hold what is secret."""

    people: tuple[Person, ...]
    directed: Floats
    profiles: tuple[Profile, ...]


def made_cluster(count: int, organisations: int, seed: int) -> MadeCluster:
    """One in twelve has not agreed to be introduced or wants none, and one in ten will not meet an organisation."""
    random, numbers = Random(seed), np.random.default_rng(seed)
    homes = [f"Organisasjon {number} AS" for number in range(organisations)]
    rows = [_person(random, number, random.choice(homes)) for number in range(count)]
    members = [Told(MemberRow(name), _source(f"members.csv#{name}", "members")) for name in homes]
    told = [Told(row, _source(f"people.csv#{row.email}", "people")) for row in rows]
    return MadeCluster(
        Directory(members, told).people,
        _directed(numbers, count),
        tuple(
            Profile(row.email, not_with_organisations=(random.choice(homes),))
            for row in rows
            if random.random() < 0.1
        ),
    )


def write_people(folder: Path, count: int, organisations: int, seed: int) -> None:
    """people.csv of as many, each with two things that they can help with and two that they look for."""
    random = Random(seed)
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["Navn", "E-post", "Organisasjon", "Kan hjelpe med", "Ser etter", "Villig per måned", "Samtykke"]
        )
        for number in range(count):
            said = ["; ".join(_saying(random) for _ in range(2)) for _ in range(2)]
            home = f"Organisasjon {random.randrange(organisations)} AS"
            name = f"Person {number}"
            writer.writerow([name, f"p{number}@people.example", home, *said, random.randint(1, 4), "ja"])


def _saying(random: Random) -> str:
    return f"{random.choice(_TOPICS)} for {random.choice(_FIELDS)}"


def _person(random: Random, number: int, home: str) -> PersonRow:
    return PersonRow(
        f"Person {number}",
        f"p{number}@people.example",
        home,
        willing=random.choices((0, 1, 2, 3, 4), (1, 8, 8, 5, 2))[0],
        consents=random.random() >= 0.04,
    )


def _directed(numbers: np.random.Generator, count: int) -> Floats:
    """What people look for and can do lies in a few subjects; some can do more than others, whom all would ask."""
    needs, offers = (numbers.normal(size=(count, _SUBJECTS)) for _ in range(2))
    needs /= np.linalg.norm(needs, axis=1, keepdims=True)
    offers /= np.linalg.norm(offers, axis=1, keepdims=True)
    fame = numbers.uniform(0.6, 1.0, size=count)
    return np.clip(0.15 + 0.6 * (needs @ offers.T) * fame[np.newaxis, :], 0.0, 1.0)


def _source(name: str, kind: str) -> SourceInfo:
    return SourceInfo(name, name, kind, "members")  # type: ignore[arg-type]
