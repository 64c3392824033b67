"""A cluster of every kind of source, each with words of its own, and its cluster.toml as a world has it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.permissions.world import World

# All that cluster.toml may name in a world; the words of each are found in it alone.
_PEOPLE = "navn;e-post;organisasjon;rolle;kan hjelpe med;språk;samtykke\n"
_MEMBERS = "navn;type;sted;tilbyr\n"
_FILES = {
    "papir/alfa.md": "# Alfautvalget\n\nAlfautvalget vedtok budsjettet: Kvalheim får 410017 kroner.\n",
    "papir/indre/beta.md": "# Betautvalget\n\nBetautvalget vedtok budsjettet: Brusdal får 520028 kroner.\n",
    "papir/indre/dypt/gamma.md": "# Gammautvalget\n\nGammautvalget vedtok budsjettet: Gravråk får 630039 kroner.\n",
    "notat/delta.md": "# Deltautvalget\n\nDeltautvalget vedtok budsjettet: Dyrskar får 740041 kroner.\n",
    "members.csv": (
        f"{_MEMBERS}Epsilonhuset AS;SMB;Halden;eplemost\nFelleshuset AS;SMB;Halden;fellesost\n"
        "Nyhuset AS;SMB;Moss;enebær\n"
    ),
    "prospects.csv": f"{_MEMBERS}Zetahuset AS;SMB;Halden;zinkplater\nFelleshuset AS;SMB;Halden;zirkonium\n",
    "people.csv": f"{_PEOPLE}Tea Thetasen;tea@theta.example;Thetalaget;leder;tørrfisk;norsk;ja\n",
    "heads.csv": (
        f"{_PEOPLE}Ida Jotasen;ida@jota.example;Jotalaget;leder;jernvare;norsk;ja\n"
        "Tea Thetasen;tea@theta.example;Jotalaget;styreleder;juletrær;norsk;ja\n"
    ),
}
_EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//NO\r\nBEGIN:VEVENT\r\nUID:{id}@x.example\r\n"
    "DTSTAMP:20261101T080000Z\r\nSUMMARY:{title}\r\nDTSTART;TZID=Europe/Oslo:20261203T100000\r\n"
    "DTEND;TZID=Europe/Oslo:20261203T110000\r\nLOCATION:{place}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
_CALENDARS = {
    "open.ics": ("kappa", "Kappamøtet", "Kirkenes"),
    "closed.ics": ("lambda", "Lambdamøtet", "Lysaker"),
}
KINDS = {
    "papir": "documents",
    "papir/indre": "documents",
    "papir/indre/dypt": "documents",
    "notat": "documents",
    "members.csv": "members",
    "prospects.csv": "members",
    "people.csv": "people",
    "heads.csv": "people",
    "open.ics": "events",
    "closed.ics": "events",
}
# What a file alone tells: its names, titles, figures and values.
WORDS = {
    "papir/alfa.md": ("Alfautvalget", "Kvalheim", "410017", "alfa.md"),
    "papir/indre/beta.md": ("Betautvalget", "Brusdal", "520028", "beta.md"),
    "papir/indre/dypt/gamma.md": ("Gammautvalget", "Gravråk", "630039", "gamma.md"),
    "notat/delta.md": ("Deltautvalget", "Dyrskar", "740041", "delta.md"),
    "members.csv": ("Epsilonhuset", "eplemost", "fellesost", "Nyhuset", "enebær", "members.csv"),
    "prospects.csv": ("Zetahuset", "zinkplater", "zirkonium", "prospects.csv"),
    "people.csv": ("Thetalaget", "tørrfisk", "people.csv"),
    "heads.csv": ("Jotasen", "Jotalaget", "jernvare", "juletrær", "styreleder", "heads.csv"),
    "open.ics": ("Kappamøtet", "kappa@x", "Kirkenes", "open.ics"),
    "closed.ics": ("Lambdamøtet", "lambda@x", "Lysaker", "closed.ics"),
}
# The members of each register, by which they are counted: one is in both.
COUNTED = {
    "members.csv": frozenset({"Epsilonhuset AS", "Felleshuset AS", "Nyhuset AS"}),
    "prospects.csv": frozenset({"Zetahuset AS", "Felleshuset AS"}),
}
HOW_MANY = "Hvor mange medlemmer har klyngen?"
QUESTIONS = (
    HOW_MANY,
    "Hva vedtok utvalget om budsjettet?",
    "Hva vedtok Alfautvalget, og hvor mange kroner er det?",
    "What did Betautvalget decide about the budget?",
    "Hvem får penger i budsjettet til Gammautvalget og Deltautvalget?",
    "Hvilke medlemmer holder til i Halden?",
    "Hvem tilbyr zinkplater?",
    "Fortell om Felleshuset AS",
    "Hvem kan hjelpe oss med jernvare?",
    "Hvem er Ida Jotasen?",
    "Hvem er Tea Thetasen, og hva kan hun hjelpe med?",
    "Hvem snakker norsk?",
    "Når er neste møte?",
    "When is Lambdamøtet, and where?",
    "Hva skjer i desember 2026?",
    "Hvor mange møter er det i desember, og hvem er leder?",
)


@dataclass(frozen=True)
class Leak:
    """A word that was told, and the file that tells it alone."""

    word: str
    file: str


def write_files(folder: Path) -> None:
    events = {
        name: _EVENT.format(id=id, title=title, place=place)
        for name, (id, title, place) in _CALENDARS.items()
    }
    for name, text in {**_FILES, **events}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def write_settings(folder: Path, world: World, coordinator: str = "coordinator@example.org") -> None:
    """As an editor saves it: the whole file at once."""
    lines = ['[cluster]\nname = "Prøveklyngen"\nallow_model_provider = true']
    lines.append(f'coordinators = ["{coordinator}"]')
    lines.append(
        "[limits]\nchannel_an_hour = 1000000\ncluster_an_hour = 1000000\nmodel_calls_a_day = 1000000"
    )
    for name, one in world.audiences.items():
        lines.append(f"[audiences.{name}]\nmembers = {json.dumps(sorted(one.emails - {''}))}")
        lines.append(f'slack_usergroup = "{one.usergroup}"\nslack_channel = "{one.channel}"')
    for path, name in world.sources.items():
        lines.append(f'[[sources]]\npath = "{path}"\nkind = "{KINDS[path]}"\naudience = "{name}"')
    written = folder / "cluster.toml.new"
    written.write_text("\n".join(lines), encoding="utf-8")
    written.replace(folder / "cluster.toml")


def leaks(said: str, readable: Iterable[str], asked: str = "") -> list[Leak]:
    """Words of files that are not readable; those that were asked with may be said again."""
    allowed = frozenset(readable)
    said, asked = said.lower(), asked.lower()
    return [
        Leak(word, file)
        for file, words in WORDS.items()
        if file not in allowed
        for word in words
        if word.lower() in said and word.lower() not in asked
    ]
