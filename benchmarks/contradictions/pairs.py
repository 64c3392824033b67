"""Pairs of a known and a new document, and the cluster that knows the known ones."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from examples.build_demo.build import DEMO

FOLDER = Path(__file__).parent
PLACE = "documents/pairs"
SETS = ("development", "blind", "second")


@dataclass(frozen=True, slots=True)
class Written:
    title: str
    text: str

    @property
    def markdown(self) -> str:
        return f"# {self.title}\n\n{self.text}\n"


@dataclass(frozen=True, slots=True)
class Pair:
    """``says`` are words of the two quotes that a warning must show, the new one first; empty where nothing is to be
    told."""

    id: str
    way: str
    kind: str
    known: Written
    new: Written
    contradicts: bool
    says: tuple[str, str] = ("", "")

    @property
    def source(self) -> str:
        return f"{PLACE}/{self.id}.md"


def pairs(name: str) -> tuple[Pair, ...]:
    """``development`` or ``blind``."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_pair(json.loads(line)) for line in lines)


def _pair(line: dict[str, object]) -> Pair:
    says = line.get("says")
    told = (says["new"], says["known"]) if isinstance(says, dict) else ("", "")
    return Pair(
        str(line["id"]), str(line["way"]), str(line["kind"]), Written(**line["known"]), Written(**line["new"]),  # type: ignore[arg-type]
        bool(line["contradicts"]), told,
    )  # fmt: skip


def prepare(folder: Path) -> Path:
    """The demo cluster in ``folder`` with all known documents among its own; its cluster.toml."""
    shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns(".klyngebot"))
    place = folder / PLACE
    place.mkdir()
    for pair in (pair for name in SETS for pair in pairs(name)):
        (place / f"{pair.id}.md").write_text(pair.known.markdown, encoding="utf-8")
    return folder / "cluster.toml"
