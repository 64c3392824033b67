"""Which colours of a slide are white: its own, its theme's by name, and its background's."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from ingest.loaders.colours import is_white

# A theme's first kind of background, by its number in the format.
_PLAIN = "1001"


class Theme:
    """As a slide's layout and its master give it."""

    def __init__(self, slide: Any) -> None:
        layout = slide.slide_layout
        self._holders = [one._element for one in (slide, layout, layout.slide_master)]
        self._theme = _theme_of(layout.slide_master)
        self._names = self._colour_names()

    @property
    def has_white_background(self) -> bool:
        """Whether the slide is known to be white where nothing is drawn on it."""
        found = (holder.find(f"{qn('p:cSld')}/{qn('p:bg')}") for holder in self._holders)
        background = next((one for one in found if one is not None), None)
        if background is None:
            return True
        fill = background.find(f"{qn('p:bgPr')}/{qn('a:solidFill')}")
        reference = background.find(qn("p:bgRef"))
        if reference is not None and reference.get("idx") == _PLAIN and self._is_plain():
            fill = reference
        return fill is not None and self.is_white(fill)

    def is_white(self, fill: Any) -> bool:
        """Whether the colour in an element is white or nearly so; not where it is mixed with something."""
        stated = next((child for child in fill if isinstance(child.tag, str)), None)
        if stated is None or len(stated):
            return False
        if stated.tag == qn("a:schemeClr"):
            called = stated.get("val", "")
            name = self._names.get(called, called)
            stated = (
                self._theme.find(f".//{qn('a:clrScheme')}/{qn('a:' + name)}/*") if name.isalnum() else None
            )
        return stated is not None and is_white(stated.get("lastClr") or stated.get("val") or "")

    def _colour_names(self) -> dict[str, str]:
        """What a slide calls a colour of the theme: its background's is the theme's first light one, as a rule."""
        overrides = (
            holder.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}") for holder in self._holders
        )
        own = next((one for one in overrides if one is not None), None)
        stated = self._holders[-1].find(qn("p:clrMap")) if own is None else own
        return {} if stated is None else dict(stated.attrib)

    def _is_plain(self) -> bool:
        """Whether the theme fills its first kind of background with the colour that is asked for, and no other."""
        first = self._theme.find(f".//{qn('a:bgFillStyleLst')}/*")
        if first is None or first.tag != qn("a:solidFill") or len(first) != 1:
            return False
        return first[0].get("val") == "phClr" and not len(first[0])


def _theme_of(master: Any) -> Any:
    """Empty where it is missing or broken: then no colour is known by its name."""
    try:
        return parse_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    except (KeyError, etree.XMLSyntaxError):
        return etree.Element("theme")
