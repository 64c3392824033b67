"""Linked data (JSON-LD of schema.org) in a file or inside a web page, and plain lists of objects in JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.loaders.json_tables import read_json, read_json_file, sheet_of
from ingest.loaders.linked_events import event_documents
from ingest.loaders.linked_nodes import Node, is_linked, nodes_of
from ingest.loaders.linked_rows import kept, members_of, not_read, people_of
from ingest.loaders.linked_types import is_event, is_furniture, is_organisation, is_person
from ingest.loaders.rows import member_documents, person_documents
from ingest.loaders.said import documents_of
from ingest.loaders.web import decode_page
from ingest.loaders.web_blocks import parse
from knowledge.errors import WrongFormat
from knowledge.models import Document

_SCRIPTS = "//script[starts-with(normalize-space(@type), 'application/ld+json')]"

# What keeps old browsers and XML from reading a script, and the end of a statement.
_WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*$|;\s*$")


@dataclass(frozen=True, slots=True)
class Linked:
    """The nodes of a file; ``warnings`` say what could not be read in it."""

    nodes: tuple[Node, ...]
    warnings: tuple[str, ...] = ()

    def told(self, wanted: Callable[[Sequence[str]], bool], what: str) -> Iterator[str]:
        """The warnings, and one sentence for all that is something else."""
        yield from self.warnings
        others = (
            node.types[0] for node in self.nodes if not wanted(node.types) and not is_furniture(node.types)
        )
        counted = Counter(others).most_common()
        if counted:
            yield f"not read, only {what} are: " + ", ".join(f"{count} × {name}" for name, count in counted)


def load_members(content: bytes, name: str, columns: Mapping[str, str]) -> tuple[Document, ...]:
    """One document for each organisation; its fragment is the name. Raises WrongFormat where there is none."""
    data, told = read_json_file(content)
    if is_linked(data):
        return _members(Linked(nodes_of([("", data)]), told))
    return member_documents((sheet_of(data),), told, columns)


def load_people(content: bytes, name: str, columns: Mapping[str, str]) -> tuple[Document, ...]:
    """One document for each person; its fragment is the e-mail address, or the name of who has none."""
    data, told = read_json_file(content)
    if is_linked(data):
        return _people(Linked(nodes_of([("", data)]), told))
    return person_documents((sheet_of(data),), told, columns)


def load_events(content: bytes, name: str) -> tuple[Document, ...]:
    """One document for each event; its fragment is what it is called there, or made of what it says."""
    data, told = read_json_file(content)
    return _events(Linked(nodes_of([("", data)]) if is_linked(data) else (), told))


def load_members_of_page(content: bytes, name: str) -> tuple[Document, ...]:
    return _members(_in_page(content))


def load_people_of_page(content: bytes, name: str) -> tuple[Document, ...]:
    return _people(_in_page(content))


def load_events_of_page(content: bytes, name: str) -> tuple[Document, ...]:
    return _events(_in_page(content))


def _members(linked: Linked) -> tuple[Document, ...]:
    told = [*linked.told(is_organisation, "organisations"), *kept(linked.nodes)]
    return documents_of(members_of(linked.nodes), told, "it names no organisation in linked data (JSON-LD)")


def _people(linked: Linked) -> tuple[Document, ...]:
    told = [*linked.told(is_person, "people"), *not_read(linked.nodes)]
    return documents_of(people_of(linked.nodes), told, "it names no person in linked data (JSON-LD)")


def _events(linked: Linked) -> tuple[Document, ...]:
    told = tuple(linked.told(is_event, "events"))
    return event_documents([node for node in linked.nodes if is_event(node.types)], told)


def _in_page(content: bytes) -> Linked:
    decoded = decode_page(content)
    parts: list[tuple[str, Any]] = []
    warnings = list(decoded.warnings)
    for number, script in enumerate(parse(decoded.text).xpath(_SCRIPTS), 1):
        try:
            parts.append((f"script {number}", read_json(_WRAPPING.sub("", script.text or ""))))
        except WrongFormat as fault:
            warnings.append(f"script {number} of the page: {fault.reason}; {fault.mend}")
    return Linked(nodes_of(parts), tuple(warnings))
