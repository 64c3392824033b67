"""What a coordinator sees while a document is added and removed: the real replies of a cluster of two documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.keeping.drafts import Draft
from bot.replies.catalogue import Texts
from bot.replies.intake import found_message, keep_form, preview_message, review_day
from bot.replies.keeping import outcome_message
from bot.settings import Environment
from bot.unwatched import unwatched
from bot.use_cases.knowledge_changes import Looked, Offer
from bot.watching import run_sync
from bot.wiring import Parts, build_parts
from examples.screens.blocks import Block
from knowledge.errors import ConfigurationError
from knowledge.models import Asker

COORDINATOR = "kari@fjordklyngen.example"
CLUSTER = f"""
[cluster]
name = "Fjordklyngen"
coordinators = ["{COORDINATOR}"]
[audiences.board]
members = ["{COORDINATOR}"]
[[sources]]
path = "documents"
"""
HOUSE = {
    "nb": "# Husregler\n\n## Parkering\n\nGjester betaler 30 kroner timen i garasjen under Tårnbygget.\n",
    "en": "# House rules\n\n## Parking\n\nGuests pay 30 kroner an hour in the garage below the Tower building.\n",
}
OFFERED = {
    "nb": (
        "Parkering 2027.md",
        "# Parkering 2027\n\nGarasjen åpner klokken 06.30.\n\n"
        "Gjester betaler 45 kroner timen i garasjen under Tårnbygget.\n",
    ),
    "en": (
        "Parking 2027.md",
        "# Parking 2027\n\nThe garage opens at 06:30.\n\n"
        "Guests pay 45 kroner an hour in the garage below the Tower building.\n",
    ),
}
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Picture:
    """``name`` is that of its file."""

    name: str
    blocks: Sequence[Block]


def pictures(folder: Path, said: Texts) -> Iterator[Picture]:
    """``folder`` is empty, and holds the cluster afterwards."""
    parts = _cluster(folder, said.language)
    name, text = OFFERED[said.language]
    looked = parts.keep_knowledge.look(Offer(name, text.encode()))
    if not isinstance(looked, Looked):
        raise ConfigurationError(f"the guide's own document cannot be read: {looked}.")
    carried = Draft.of(looked.taken, looked.preview.title).to_json()
    findings = parts.keep_knowledge.compare(looked, Asker(parts.audiences.names))
    warning = found_message(looked.preview.title, findings, said)
    yield Picture("preview", (*preview_message(looked, carried, said).blocks, *warning.blocks))
    terms = replace(
        parts.keep_knowledge.terms_of(looked.taken.source),
        owner=COORDINATOR,
        review_on=review_day(parts.today()),
    )
    yield Picture(
        "form", keep_form(terms, COORDINATOR, ["members", "public", "board"], carried, said)["blocks"]
    )
    run, title = unwatched(_PATIENCE), looked.preview.title
    added = parts.keep_knowledge.add(looked.taken, terms, COORDINATOR, run)
    yield Picture("added", outcome_message(title, added, carried, said).blocks)
    removed = parts.keep_knowledge.remove(looked.taken.source, COORDINATOR, run)
    yield Picture("removed", outcome_message(title, removed, carried, said).blocks)


def _cluster(folder: Path, language: str) -> Parts:
    (folder / "documents").mkdir()
    (folder / "cluster.toml").write_text(CLUSTER, encoding="utf-8")
    (folder / "documents" / "house.md").write_text(HOUSE[language], encoding="utf-8")
    parts = build_parts(Environment(), folder / "cluster.toml")
    run_sync(parts, dry_run=False)
    return parts
