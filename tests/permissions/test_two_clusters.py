"""Two clusters of one installation, asked at random and by turns: nothing of one is found, told, named or counted at
the other but what both agreed to share. With records in files, and side by side on one PostgreSQL."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.asking import Asking, Defaults
from bot.clusters import Clusters
from bot.settings import Environment
from bot.wiring.installation import Installation
from knowledge.models import Turn
from tests.permissions.cases import CROSSINGS, many
from tests.scenarios.command_line import Cluster
from tests.scenarios.sister_clusters import new_installation

# What no one of that audience may hear at that cluster.
NEVER = {
    ("ki", "members"): ("3 300", "1 437 000", "Styresak 2", "412 000", "Styresak 9"),
    ("ki", "board"): ("3 300", "1 437 000", "Styresak 2"),
    ("ki", "public"): ("3 300", "1 437 000", "7 700", "412 000", "Havblikk", "Tuva", "Vindkraft", "Hangar 4"),
    ("energi", "members"): ("7 700", "412 000", "Styresak 9", "1 437 000", "Styresak 2"),
    ("energi", "board"): ("7 700", "412 000", "Styresak 9"),
    ("energi", "public"): (
        "7 700",
        "412 000",
        "3 300",
        "1 437 000",
        "Havblikk",
        "Tuva",
        "Vindkraft",
        "Hangar 4",
    ),
}
QUESTIONS = (
    "Hvor mye koster årskontingenten?",
    "What is the membership fee?",
    "Hva koster leieavtalen for dronelaben?",
    "What does the lease of the drone lab cost?",
    "Hvor mye økes daglig leders lønn?",
    "Hvor mange medlemmer har klyngen?",
    "Hvilke medlemmer holder til i {place}?",
    "Hvem jobber i {member}?",
    "Hvem kan {skill}?",
    "Vis alt om styresakene",
    "Hva sier {path}?",
    "Fortell om {member} og årskontingenten",
)
FILLED = {
    "place": ("Halden", "Moss", "Arendal"),
    "member": ("Havblikk AS", "Kystdata", "Vindkraft Sør"),
    "skill": ("undervannsrobotikk", "bølgevarsling", "vindkraft"),
    "path": ("documents/kontingent.md", "../ki/documents/kontingent.md", "documents/board/styre.md"),
}


@pytest.fixture(scope="module", params=["files", "one server"])
def asking(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[tuple[str, str], Asking]]:
    made = new_installation(tmp_path_factory.mktemp("installation"))
    url = "" if request.param == "files" else request.getfixturevalue("postgres").bare()
    variables = {**made.environment, **({"KLYNGEBOT_DATABASE_URL": url} if url else {})}
    for name in ("ki", "energi"):
        done = Cluster(made.folder, variables).run("ingest", "--cluster", name, "--strict")
        assert done.code == 0, done.err
    yield from _opened(made.folder, url)


def _opened(folder: Path, url: str) -> Iterator[dict[tuple[str, str], Asking]]:
    installation = Installation(Environment(klyngebot_database_url=url), Clusters(folder / "clusters"))
    yield {
        (name, audience): Asking(
            installation.parts(name), Defaults("", audience, "2026-11-26T09:00:00+01:00")
        )
        for name, audience in NEVER
    }
    for name in ("ki", "energi"):
        installation.parts(name).database.dispose()


def _question(chance: random.Random) -> str:
    return chance.choice(QUESTIONS).format(**{name: chance.choice(words) for name, words in FILLED.items()})


def _told(asking: Asking, chance: random.Random) -> Any:
    """What comes back of a random request, without its own words."""
    before = tuple(Turn("member", _question(chance)) for _ in range(chance.randrange(3)))
    question = asking.question(_question(chance), history=before)
    if chance.random() < 0.5:
        found = asking.found(question, limit=chance.choice([1, 5, 50]))
    else:
        found = asking.answered(question)
    return {name: value for name, value in found.items() if name not in ("question", "query")}


def test_no_request_brings_what_is_the_other_clusters(asking: dict[tuple[str, str], Asking]):
    chance = random.Random(9)
    heard: set[str] = set()
    for _ in range(many(CROSSINGS)):
        name, audience = chance.choice([*NEVER])
        told = json.dumps(_told(asking[name, audience], chance), ensure_ascii=False)
        assert not [one for one in NEVER[name, audience] if one in told], (name, audience, told)
        heard |= {
            one for one in ("7 700", "3 300", "412 000", "1 437 000", "Hangar 4", "Tuva") if one in told
        }
    assert len(heard) == 6, "what may be told is told somewhere, else nothing was tried"
