"""JSON-LD -> its nodes, in the plain names of schema.org. Contexts are not fetched, nor other vocabularies read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
class Node:
    """One thing. ``types`` and ``values`` have plain names; ``known`` are all nodes of the file by their @id.

    ``since`` and ``until`` are those of the role in which another node lists it, and ``within`` is that node's name
    where it employs it.
    """

    types: tuple[str, ...]
    values: Mapping[str, tuple[Any, ...]]
    known: Mapping[str, Raw] = field(repr=False)
    place: str = ""
    since: str = ""
    until: str = ""
    within: str = ""

    @property
    def label(self) -> str:
        """How a person finds it."""
        name = self.text("name") or self.text("@id") or " ".join(self.types) or "something"
        return f"“{name[:80]}”" + (f" ({self.place})" if self.place else "")

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
        return tuple(node_of(value, self.known, self.place) for value in found)

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


def node_of(raw: Raw, known: Mapping[str, Raw], place: str = "") -> Node:
    """A node as it is, with what the file says of the same @id elsewhere."""
    identity = raw.get("@id")
    whole = {**known.get(identity, {}), **raw} if isinstance(identity, str) else raw
    values: dict[str, tuple[Any, ...]] = {}
    for key, value in whole.items():
        values[plain_name(key)] = tuple(_flat(value))
    types = (plain_name(one) for one in values.get("@type", ()) if isinstance(one, str))
    return Node(tuple(dict.fromkeys(types)), values, known, place)


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
            identity = node.text("@id") or repr((sorted(node.values.items(), key=repr), node.within))
            found.setdefault(identity, node)
    return tuple(found.values())


def _listed(data: Any, place: str, known: Mapping[str, Raw]) -> Iterator[Node]:
    """Typed nodes and those that they hold, walked without recursion, however deep."""
    waiting: list[tuple[Any, Node]] = [(data, Node((), {}, known, place))]
    seen: set[str] = set()
    while waiting:
        value, above = waiting.pop()
        if isinstance(value, list):
            numbered = [(one, _at(above, number)) for number, one in enumerate(value, 1)]
            waiting += reversed(numbered if len(value) > 1 else [(one, above) for one in value])
            continue
        if not isinstance(value, dict):
            continue
        node = node_of(value, known, above.place)
        identity = node.text("@id")
        if identity in seen:
            continue
        seen |= {identity} - {""}
        node = _in_role(node, above)
        if node.types and not _is_role(node):
            yield node
        held = [(name, node.values[name]) for name in _HOLDERS if name in node.values]
        for name, values in reversed(held):
            waiting.append((list(values), _holder(node, name)))


def _is_role(node: Node) -> bool:
    return any(name.endswith("Role") or name == "ListItem" for name in node.types)


def _holder(node: Node, name: str) -> Node:
    """What those under a key of it learn of it: where they stand, and in which role."""
    employs = node.text("name") if name in ("employee", "employees") and not _is_role(node) else ""
    place = ", ".join(filter(None, (node.place, name)))
    if not _is_role(node):
        return Node((), {}, node.known, place, within=employs)
    since, until = node.text("startDate") or node.since, node.text("endDate") or node.until
    return Node((), {}, node.known, node.place, since, until, node.within)


def _in_role(node: Node, above: Node) -> Node:
    return Node(node.types, node.values, node.known, node.place, above.since, above.until, above.within)


def _at(above: Node, number: int) -> Node:
    place = f"{above.place} {number}".strip()
    return Node((), {}, above.known, place, above.since, above.until, above.within)


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
