"""Words of a slide that nobody sees: of one point, or stated to be white where a white slide alone lies behind them.

*Not covered*: words in tables, diagrams, charts and notes; colours that a placeholder or a list's style gives; other
colours than white; a white box under white words, and what an animation moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Pt

from ingest.loaders.pptx_theme import Theme

Shape = Any  # python-pptx has no types
Box = tuple[int, int, int, int]

_UNREADABLE = Pt(1)
_EVERYWHERE: Box = (-(10**12), -(10**12), 10**12, 10**12)
_FILLS = {qn(f"a:{kind}") for kind in ("solidFill", "gradFill", "pattFill", "blipFill", "grpFill")}
# With one of these, white letters are seen on white.
_TRACES = ("a:ln", "a:effectLst", "a:effectDag", "a:highlight")
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def leave_out_hidden(slide: Any, size: tuple[int, int]) -> int:
    """Takes what nobody sees out of a slide's shapes; how many pieces."""
    hidden = list(_hidden(slide, size))
    for run in hidden:
        run._r.getparent().remove(run._r)
    return len(hidden)


def lies_outside(shape: Shape, size: tuple[int, int]) -> bool:
    """Whether no part of a shape is on the slide, where nothing moves it there."""
    left, top, right, bottom = box_of(shape)
    return right <= 0 or bottom <= 0 or left >= size[0] or top >= size[1]


def box_of(shape: Shape) -> Box:
    """Where a shape lies; everywhere where that is not stated, or it is turned."""
    sides = (shape.left, shape.top, shape.width, shape.height)
    if None in sides or (hasattr(shape, "rotation") and shape.rotation):
        return _EVERYWHERE
    left, top, width, height = sides
    return left, top, left + width, top + height


def _hidden(slide: Any, size: tuple[int, int]) -> Iterator[Any]:
    theme = Theme(slide)
    behind = _below_all(slide)
    for shape in slide.shapes:
        inner = list(_within(shape))
        behind += [box_of(shape) for one in inner if _may_be_filled(one)]
        bare = (
            theme.has_white_background
            and not _overlaps(box_of(shape), behind)
            and not lies_outside(shape, size)
        )
        for run in chain.from_iterable(_runs(one) for one in inner):
            if run.text.strip() and (_is_tiny(run) or (bare and _is_white(run, theme))):
                yield run


def _below_all(slide: Any) -> list[Box]:
    """What the layout and its master draw, and what python-pptx does not read."""
    layout = slide.slide_layout
    drawn = chain(layout.slide_master.shapes, layout.shapes)
    boxes = [
        box_of(shape)
        for shape in drawn
        if not shape.is_placeholder and any(map(_may_be_filled, _within(shape)))
    ]
    trees = (slide.shapes, layout.shapes, layout.slide_master.shapes)
    unread = any(tree._spTree.find(_ALTERNATIVES) is not None for tree in trees)
    return [*boxes, _EVERYWHERE] if unread else boxes


def _within(shape: Shape) -> Iterator[Shape]:
    """A shape, or those of a group; they count as lying all over the group."""
    for inner in getattr(shape, "shapes", ()):
        yield from _within(inner)
    if not hasattr(shape, "shapes"):
        yield shape


def _may_be_filled(shape: Shape) -> bool:
    """Whether something of it may be seen behind words: a picture, a table, a shape with a colour of its own."""
    properties = shape._element.find(qn("p:spPr"))
    if properties is None or not hasattr(shape, "text_frame"):
        return True
    if properties.find(qn("a:noFill")) is not None:
        return False
    reference = shape._element.find(f"{qn('p:style')}/{qn('a:fillRef')}")
    if any(child.tag in _FILLS for child in properties) or (
        reference is not None and reference.get("idx") != "0"
    ):
        return True
    base = getattr(shape, "_base_placeholder", None) if shape.is_placeholder else None
    return base is not None and _may_be_filled(base)


def _overlaps(box: Box, others: Sequence[Box]) -> bool:
    left, top, right, bottom = box
    return any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in others
    )


def _runs(shape: Shape) -> Iterator[Any]:
    if shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            yield from paragraph.runs


def _is_tiny(run: Any) -> bool:
    return run.font.size is not None and run.font.size <= _UNREADABLE


def _is_white(run: Any, theme: Theme) -> bool:
    properties = run._r.rPr
    if properties is None or any(properties.find(qn(trace)) is not None for trace in _TRACES):
        return False
    fill = properties.find(qn("a:solidFill"))
    return fill is not None and theme.is_white(fill)
