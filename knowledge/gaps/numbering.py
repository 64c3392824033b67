"""Which numbers groups have after they were put together anew: those that coordinators know them by.

A group that stays takes in what is new and alike, and nothing that already stands in another: what a coordinator has
seen waiting is never put away with something that was settled. Each of the others keeps the number of the group that
most of its questions were in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from knowledge.gaps.gap import Placed

# A group, or None for one that is to be made, and the questions that come into it.
Bundle = tuple[int | None, tuple[int, ...]]


def numbered(questions: Sequence[tuple[int, Placed]], labels: Sequence[int]) -> tuple[Bundle, ...]:
    """Only of what comes into another group than it was in. ``labels`` are the same for those that belong together."""
    parts: dict[int, list[tuple[int, Placed]]] = defaultdict(list)
    for one, label in zip(questions, labels, strict=True):
        parts[label].append(one)
    bundles: list[Bundle] = []
    loose: list[list[tuple[int, Placed]]] = []
    for part in parts.values():
        stays = next((placed.group for _, placed in part if placed.stays), None)
        if stays is None:
            loose.append(part)
            continue
        bundles.append((stays, tuple(number for number, placed in part if placed.group is None)))
        loose.append([one for one in part if one[1].loose])
    return tuple(bundle for bundle in (*bundles, *_with_their_numbers(loose)) if bundle[1])


def _with_their_numbers(parts: Sequence[Sequence[tuple[int, Placed]]]) -> Iterator[Bundle]:
    kept = _kept(parts)
    for place, part in enumerate(parts):
        group = kept.get(place)
        yield group, tuple(number for number, placed in part if group is None or placed.group != group)


def _kept(parts: Sequence[Sequence[tuple[int, Placed]]]) -> dict[int, int]:
    """By the place of each part the number that it keeps: each number once, where most of its questions are."""
    shared = Counter((place, placed.group) for place, part in enumerate(parts) for _, placed in part)
    kept: dict[int, int] = {}
    for (place, group), _ in sorted(shared.items(), key=lambda one: (-one[1], one[0][1] or 0, one[0][0])):
        if group is not None and place not in kept and group not in kept.values():
            kept[place] = group
    return kept
