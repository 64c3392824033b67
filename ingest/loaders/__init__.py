"""Bytes -> documents, one file per format. The table is cheap to import: a loader's libraries come when it is used."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
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
_MENDS = {
    **dict.fromkeys(
        (".doc", ".docm", ".dot", ".dotx", ".odt", ".pages", ".rtf", ".wpd"), "open it and save it as .docx"
    ),
    **dict.fromkeys((".xls", ".xlsb", ".ods", ".numbers"), "open it and save it as .xlsx"),
    **dict.fromkeys((".ppt", ".pps", ".ppsx", ".pptm", ".odp", ".key"), "open it and save it as .pptx"),
    **dict.fromkeys((".msg", ".mbox"), "save the message as .eml"),
    **dict.fromkeys((".zip", ".7z", ".rar", ".gz", ".tar"), "unpack it, and put the files in it here"),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".webp"),
        "remove it, or run text recognition (OCR) on it and save the result as .pdf",
    ),
}
_ROWS = (".csv", ".tsv", ".xlsx")
_LINKED = (".json", ".jsonld")
_PAGES = (".htm", ".html")
_BY_KIND: dict[SourceKind, dict[str, str]] = {
    "documents": {suffix: f"{module}.load" for suffix, module in _DOCUMENTS.items()},
    "members": {
        **dict.fromkeys(_ROWS, "rows.load_members"),
        **dict.fromkeys(_LINKED, "linked_data.load_members"),
        **dict.fromkeys(_PAGES, "linked_data.load_members_of_page"),
        ".vcf": "vcard.load_members",
    },
    "people": {
        **dict.fromkeys(_ROWS, "rows.load_people"),
        **dict.fromkeys(_LINKED, "linked_data.load_people"),
        **dict.fromkeys(_PAGES, "linked_data.load_people_of_page"),
        ".vcf": "vcard.load_people",
    },
    "events": {
        **dict.fromkeys((".ics", ".ical"), "calendar_feed.load"),
        **dict.fromkeys(_LINKED, "linked_data.load_events"),
        **dict.fromkeys(_PAGES, "linked_data.load_events_of_page"),
    },
}
_WITH_COLUMNS = frozenset(
    ["rows.load_members", "rows.load_people", "linked_data.load_members", "linked_data.load_people"]
)


class Loader(Protocol):
    def __call__(self, content: bytes, name: str) -> tuple[Document, ...]: ...


def loader_for(name: str, kind: SourceKind, columns: Mapping[str, str] | None = None) -> Loader:
    """The loader of a file by its name; raises WrongFormat where there is none.

    ``columns`` is what cluster.toml says of the columns of a register: their name in the file -> what they hold.
    """
    table = _BY_KIND[kind]
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in table:
        ending = f"files ending in {suffix}" if suffix else "files without an ending"
        mend = f"save it as one of: {', '.join(sorted(table))}, or remove it"
        raise WrongFormat(
            f"{ending} are not read as {kind}", _MENDS.get(suffix, mend) if kind == "documents" else mend
        )
    module, _, function = table[suffix].partition(".")
    load = getattr(import_module(f"ingest.loaders.{module}"), function)
    return cast(Loader, partial(load, columns=columns or {}) if table[suffix] in _WITH_COLUMNS else load)
