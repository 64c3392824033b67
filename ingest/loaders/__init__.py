"""Bytes -> documents, one file per format. The table is cheap to import: a loader's libraries come when it is used."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePosixPath
from typing import Protocol, cast

from knowledge.errors import WrongFormat
from knowledge.models import Document, SourceKind

_DOCUMENTS = {
    ".csv": "delimited",
    ".docx": "docx",
    ".eml": "mail",
    ".htm": "web",
    ".html": "web",
    ".markdown": "markdown",
    ".md": "markdown",
    ".pdf": "pdf",
    ".pptx": "pptx",
    ".text": "plain",
    ".tsv": "delimited",
    ".txt": "plain",
    ".xlsm": "xlsx",
    ".xlsx": "xlsx",
}
_ROWS = (".csv", ".tsv", ".xlsx")
_BY_KIND: dict[SourceKind, dict[str, str]] = {
    "documents": {suffix: f"{module}.load" for suffix, module in _DOCUMENTS.items()},
    "members": dict.fromkeys(_ROWS, "rows.load_members"),
    "people": dict.fromkeys(_ROWS, "rows.load_people"),
    "events": dict.fromkeys((".ics", ".ical"), "calendar_feed.load"),
}


class Loader(Protocol):
    def __call__(self, content: bytes, name: str) -> tuple[Document, ...]: ...


def loader_for(name: str, kind: SourceKind) -> Loader:
    """The loader of a file by its name; raises WrongFormat where there is none."""
    table = _BY_KIND[kind]
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in table:
        ending = f"files ending in {suffix}" if suffix else "files without an ending"
        raise WrongFormat(
            f"{ending} are not read as {kind}", f"save it as one of: {', '.join(sorted(table))}"
        )
    module, _, function = table[suffix].partition(".")
    return cast(Loader, getattr(import_module(f"ingest.loaders.{module}"), function))
