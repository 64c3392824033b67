"""JSON-LD -> its nodes, in the plain names of schema.org. Contexts are not fetched, nor other vocabularies read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.loaders.web_blocks import parse
from ingest.loaders.web_furniture import remove_unseen

_PREFIX = re.compile(r"(?:https?://(?:www\.)?schema\.org/#?|(?:schema|sdo|s):)")
_TAG = re.compile(r"<[a-z!/]", re.I)
# What holds things that are listed, not things that something is said with, such as a publisher.
_HOLDERS = (
    *("@graph", "mainEntity", "about", "itemListElement", "item", "hasPart"),
    *("member", "members", "employee", "employees", "event", "events", "subEvent", "subEvents"),
)
_DEEPEST = 6

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """Where a node is listed: ``since`` when and ``until`` when, by the role in which another one lists it, and
    ``within`` which one, where that employs it."""

    place: str = ""
    since: str = ""
    until: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One thing. ``types`` and ``values`` have plain names; ``known`` are all nodes of the file by their @id."""

    types: tuple[str, ...]
    values: Mapping[str, tuple[Any, ...]]
    known: Mapping[str, Raw] = field(repr=False)
    listed: Listed = Listed()

    @property
    def label(self) -> str:
        """How a person finds it."""
        name = self.text("name") or self.text("@id") or " ".join(self.types) or "something"
        return f"“{name[:80]}”" + (f" ({self.listed.place})" if self.listed.place else "")

    def text(self, *keys: str) -> str:
        """The first text under one of these keys."""
        return next(iter(self.texts(*keys)), "")

    def texts(self, *keys: str) -> tuple[str, ...]:
        """All texts under these keys, without doubles; a thing counts by its name."""
        found = (
            text for key in keys for value in self.values.get(key, ()) for text in self._texts(value, key)
        )
        return tuple(dict.fromkeys(filter(None, found)))

    def nodes(self, *keys: str) -> tuple[Node, ...]:
        """The things under these keys."""
        found = (value for key in keys for value in self.values.get(key, ()) if isinstance(value, dict))
        return tuple(node_of(value, self.known) for value in found)

    def _texts(self, value: Any, key: str, depth: int = 1) -> Iterator[str]:
        if isinstance(value, str):
            yield plain_text(value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{value:g}" if isinstance(value, float) else str(value)
        elif isinstance(value, dict) and depth < _DEEPEST:
            node = node_of(value, self.known)
            # A role stands around what it is a role for, under the same key once more.
            for inner in ("@value", "name", key, "value", "itemOffered", "url"):
                if node.values.get(inner):
                    yield from self._texts(node.values[inner][0], key, depth + 1)
                    return
            if _PREFIX.match(node.text("@id")):
                yield plain_name(node.text("@id"))


def node_of(raw: Raw, known: Mapping[str, Raw], listed: Listed = Listed()) -> Node:
    """A node as it is, with what the file says of the same @id elsewhere."""
    identity = raw.get("@id")
    whole = {**known.get(identity, {}), **raw} if isinstance(identity, str) else raw
    values: dict[str, tuple[Any, ...]] = {}
    for key, value in whole.items():
        values[plain_name(key)] = tuple(_flat(value))
    types = (plain_name(one) for one in values.get("@type", ()) if isinstance(one, str))
    return Node(tuple(dict.fromkeys(types)), values, known, listed)


def plain_name(name: str) -> str:
    """'http://schema.org/Person' and 'schema:Person' -> 'Person'."""
    return _PREFIX.sub("", name.strip(), count=1) if _PREFIX.match(name.strip()) else name.strip()


def plain_text(text: str) -> str:
    """Without the HTML that descriptions are often written in."""
    if _TAG.search(text):
        tree = parse(text)
        remove_unseen(tree)
        text = " ".join(tree.itertext())
    return " ".join(html.unescape(text).split())


def is_linked(data: Any) -> bool:
    """Whether what a JSON file holds calls itself linked data."""
    return any(
        isinstance(one, dict) and not {"@context", "@graph", "@type", "@id"}.isdisjoint(one)
        for one in (data if isinstance(data, list) else [data])
    )


def nodes_of(parts: Sequence[tuple[str, Any]]) -> tuple[Node, ...]:
    """The nodes of all parts (where each stands, what it holds) that are listed in them, each once, in order."""
    known = _by_id(raw for _, data in parts for raw in _all_objects(data))
    found: dict[str, Node] = {}
    for place, data in parts:
        for node in _listed(data, place, known):
            identity = node.text("@id") or repr((sorted(node.values.items(), key=repr), node.listed.within))
            found.setdefault(identity, node)
    return tuple(found.values())


def _listed(data: Any, place: str, known: Mapping[str, Raw]) -> Iterator[Node]:
    """Typed nodes and those that they hold, walked without recursion, however deep."""
    waiting: list[tuple[Any, Listed]] = [(data, Listed(place))]
    seen: set[str] = set()
    while waiting:
        value, listed = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(list(_numbered(value, listed)))
        elif isinstance(value, dict):
            node = node_of(value, known, listed)
            identity = node.text("@id")
            if identity and identity in seen:
                continue
            seen.add(identity)
            if node.types and not _only_lists(node):
                yield node
            waiting += reversed(
                [(list(node.values[n]), _under(node, n)) for n in _HOLDERS if n in node.values]
            )


def _numbered(values: Sequence[Any], listed: Listed) -> Iterator[tuple[Any, Listed]]:
    for number, value in enumerate(values, 1):
        place = f"{listed.place} {number}".strip() if len(values) > 1 else listed.place
        yield value, replace(listed, place=place)


def _only_lists(node: Node) -> bool:
    """Whether it says no more than in which role, or at which place of a list, another one stands."""
    return any(name.endswith("Role") or name == "ListItem" for name in node.types)


def _under(node: Node, name: str) -> Listed:
    """How those under a key of a node are listed."""
    if _only_lists(node):
        since, until = node.text("startDate"), node.text("endDate")
        return replace(node.listed, since=since or node.listed.since, until=until or node.listed.until)
    employer = node.text("name") if name in ("employee", "employees") else ""
    return Listed(", ".join(filter(None, (node.listed.place, name))), within=employer)


def _by_id(objects: Iterable[Raw]) -> dict[str, Raw]:
    known: dict[str, Raw] = {}
    for raw in objects:
        identity = raw.get("@id")
        if isinstance(identity, str) and len(raw) > 1:
            known[identity] = {**raw, **known.get(identity, {})}
    return known


def _all_objects(data: Any) -> Iterator[Raw]:
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _flat(value: Any) -> Iterator[Any]:
    if not isinstance(value, list):
        yield value
        return
    waiting = list(reversed(value))
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, dict) and "@list" in one:
            waiting += [one["@list"]]
        else:
            yield one
